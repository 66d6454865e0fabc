"""`./giamngheo restore FILE`: bring a backup back into an empty data folder, or only see that it is whole."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from django.db import DatabaseError
from django.utils import timezone
from django.utils.timezone import localtime

from giamngheo.accounts.kinds import Permission
from giamngheo.commands.opening import working
from giamngheo.commands.operator import operator, passphrase, refuse, set_up

app = typer.Typer()


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Bản sao lưu .gnbak.")],
    *,
    passphrase_file: Annotated[
        Path | None, typer.Option(metavar="TỆP", help="Tệp có cụm mật khẩu ở dòng đầu; không nêu thì hỏi.")
    ] = None,
    check_only: Annotated[bool, typer.Option("--check", help="Chỉ đọc thử bản sao lưu, không khôi phục.")] = False,
) -> int:
    """Khôi phục bản sao lưu vào thư mục dữ liệu trống (GIAMNGHEO_VAR) và cơ sở dữ liệu trống."""
    set_up()
    restoring = import_module("giamngheo.files.restoring")  # models only load once Django is set up
    problems = import_module("giamngheo.files.backups.problems")
    words = passphrase(passphrase_file, twice=False)
    try:
        if check_only:
            with working("Đang đọc thử bản sao lưu …"):
                found = restoring.look_through(file, passphrase=words)
        else:
            by = operator(Permission.BACK_UP)
            with working("Đang kiểm tra rồi khôi phục …"):
                found = restoring.restore(by=by, at=timezone.now(), source=file, passphrase=words)
    except problems.BackupProblem as problem:
        refuse(str(problem))
    except DatabaseError as error:
        refuse(f"Không mở được cơ sở dữ liệu ({error}); hãy xem lại DATABASE_URL hoặc quyền ghi vào thư mục dữ liệu.")
    done = "Bản sao lưu đọc được trọn vẹn" if check_only else "Đã khôi phục"
    typer.echo(
        f"{done}: lập lúc {localtime(found.made_at):%H:%M ngày %d/%m/%Y}, {found.number_of_rows} dòng dữ liệu, "
        f"{found.number_of_files} tệp."
    )
    if found.missing:
        typer.echo(f"{found.missing} tệp đã bị hỏng hoặc mất từ trước khi sao lưu nên không có trong bản sao.")
    return 0
