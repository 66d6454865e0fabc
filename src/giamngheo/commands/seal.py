"""`./giamngheo seal`: seal the trace and check that it still is as it was sealed; meant to be run every night."""

from importlib import import_module

import typer
from django.db import DatabaseError
from django.utils import timezone

from giamngheo.accounts.kinds import Permission
from giamngheo.commands.opening import working
from giamngheo.commands.operator import operator, refuse, set_up

app = typer.Typer()


@app.command()
def seal() -> int:
    """Niêm phong dấu vết rồi kiểm tra còn nguyên không; nên đặt chạy mỗi đêm."""
    set_up()
    actions = import_module("giamngheo.audit.actions")  # models only load once Django is set up
    by, at = operator(Permission.SEE_TRACE), timezone.now()
    try:
        with working("Đang đọc lại từng dấu vết …"):
            newest = actions.seal(by=by, at=at)
            verdict = actions.check(by=by, at=at)
    except DatabaseError as error:
        refuse(f"Không mở được cơ sở dữ liệu ({error}); hãy xem lại DATABASE_URL hoặc quyền ghi vào thư mục dữ liệu.")
    if newest is not None:
        typer.echo(f"Niêm phong số {newest.number}, đến dấu vết số {newest.up_to_id}, mã {newest.code}")
    found = verdict.difference
    if found is not None:
        where = f"dấu vết số {found.entry_id} " if found.entry_id else ""
        refuse(f"KHÔNG còn nguyên: {where}{found.flaw.label} (niêm phong số {found.seal_number}).")
    if verdict.missing_guards:
        refuse(f"Khoá của cơ sở dữ liệu bị gỡ: {', '.join(verdict.missing_guards)}.")
    typer.echo(
        f"Dấu vết còn nguyên: {verdict.number_of_entries} dấu vết khớp với {verdict.number_of_seals} niêm phong."
    )
    return 0
