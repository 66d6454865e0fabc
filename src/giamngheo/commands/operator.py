"""Who acts on the command line: whoever runs this machine, with the whole installation in their hands."""

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import NoReturn

import django
import typer

from giamngheo.common.scope import EVERYWHERE, Scope

NAME = "người vận hành máy chủ"
CHANNEL = "dòng lệnh"

NO_TERMINAL = (
    "Không có bàn phím để gõ cụm mật khẩu; hãy ghi nó vào dòng đầu của một tệp chỉ mình đọc được rồi thêm "
    "--passphrase-file TỆP."
)


def set_up() -> None:
    """Prepare Django for a command that works on the data folder.

    Raises:
        typer.Exit: a setting cannot be read; its sentence has been told.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giamngheo.site.settings")
    try:
        django.setup()
    except OSError as error:
        refuse(f"Không ghi được vào {error.filename}; hãy cấp quyền ghi, hoặc đặt GIAMNGHEO_VAR là thư mục khác.")
    except ValueError as error:  # a setting that cannot be read says so itself
        refuse(str(error))


def operator(*permissions: str) -> Scope:
    """Return the scope of the machine's operator, for these permissions only."""
    return Scope(None, NAME, CHANNEL, dict.fromkeys(permissions, EVERYWHERE))


def passphrase(file: Path | None, *, twice: bool) -> str:
    """Read a passphrase from the first line of a file, or from the keyboard without showing it.

    Raises:
        typer.Exit: there is none, or the two times differ; the reason has been told.
    """
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").partition("\n")[0]
        except (OSError, UnicodeDecodeError):
            refuse(f"Không đọc được cụm mật khẩu từ {file}; hãy kiểm tra đường dẫn, quyền đọc, và lưu tệp dạng UTF-8.")
    if not sys.stdin.isatty():
        refuse(NO_TERMINAL)
    typed = getpass("Cụm mật khẩu (không hiện khi gõ): ")
    if twice and getpass("Gõ lại cụm mật khẩu: ") != typed:
        refuse("Hai lần gõ cụm mật khẩu chưa giống nhau; chưa làm gì cả.")
    return typed


def refuse(sentence: str) -> NoReturn:
    """Tell on stderr why it cannot go on, and end the command.

    Raises:
        typer.Exit: always.
    """
    sys.stderr.write(sentence + "\n")
    raise typer.Exit(1)
