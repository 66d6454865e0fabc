"""`./giamngheo backup FILE`: the whole installation in one encrypted file, read back after it was written."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from django.db import DatabaseError
from django.utils import timezone

from giamngheo.accounts.kinds import Permission
from giamngheo.commands.opening import working
from giamngheo.commands.operator import operator, passphrase, refuse, set_up

app = typer.Typer()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .gnbak sẽ được ghi; không ghi đè tệp đã có.")],
    *,
    passphrase_file: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="Tệp có cụm mật khẩu ở dòng đầu; không nêu thì hỏi.")
    ] = None,
) -> int:
    """Sao lưu toàn bộ dữ liệu và tệp vào một tệp mã hóa bằng cụm mật khẩu."""
    set_up()
    backing_up = import_module("giamngheo.files.backing_up")  # models only load once Django is set up
    problems = import_module("giamngheo.files.backups.problems")
    if not file.name.endswith(".gnbak"):
        refuse(f"Tên bản sao lưu phải có đuôi .gnbak, ví dụ: {file.with_suffix('.gnbak')}")
    by, at = operator(Permission.BACK_UP), timezone.now()
    words = passphrase(passphrase_file, twice=True)
    try:
        with working("Đang sao lưu rồi đọc lại để kiểm tra …"):
            made = backing_up.write(by=by, at=at, passphrase=words, path=file.absolute())
            import_module("giamngheo.files.actions").sweep(by=by, at=at)
    except problems.BackupProblem as problem:
        refuse(str(problem))
    except DatabaseError as error:
        refuse(f"Không mở được cơ sở dữ liệu ({error}); hãy xem lại DATABASE_URL hoặc quyền ghi vào thư mục dữ liệu.")
    typer.echo(f"Đã sao lưu vào {file}: {made.tally.number_of_rows} dòng dữ liệu, {made.tally.number_of_files} tệp.")
    typer.echo("Đã đọc lại toàn bộ, không có lỗi. Hãy cất cụm mật khẩu riêng với bản sao: mất nó là mất bản sao.")
    if made.tally.missing:
        refuse(
            f"CHÚ Ý: {len(made.tally.missing)} tệp đã hỏng hoặc mất từ trước trên máy này nên không có trong bản sao."
        )
    return 0
