"""Which command is which module. A module is only imported when its command is called, so each starts fast."""

import sys
from importlib import import_module

import typer
from typer._click.core import Command, Context
from typer._click.exceptions import NoArgsIsHelpError
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from giamngheo.commands.vietnamese import error_in_vietnamese, speak_vietnamese

COMMANDS = {
    "plan": "giamngheo.commands.plan",
    "figures": "giamngheo.commands.figures",
    "serve": "giamngheo.commands.serve",
    "demo": "giamngheo.commands.demo",
    "backup": "giamngheo.commands.backup",
    "restore": "giamngheo.commands.restore",
    "seal": "giamngheo.commands.seal",
    "test": "giamngheo.commands.testing",
    "check": "giamngheo.commands.checking",
    "bench": "giamngheo.commands.measuring",
    "prove": "giamngheo.commands.proving",
}
"""Command name → the module whose `app` (a Typer) it is. A new command is one line here."""


class CommandTable(TyperGroup):
    """The group of all commands, each imported when asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Name the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Import the module of a command, or None for a name that is not in the table."""
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(COMMANDS[cmd_name]).app)
        command.name = cmd_name
        speak_vietnamese(command)
        return command


app = typer.Typer(cls=CommandTable, no_args_is_help=True, add_completion=False)


@app.callback()
def giamngheo() -> None:
    """Hệ thống chương trình giảm nghèo bền vững: kế hoạch, số liệu, trang web thử."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command line; return its exit code. What the user mistyped is told in Vietnamese on stderr."""
    command = get_command(app)
    speak_vietnamese(command)
    try:
        code = command.main(arguments, prog_name="./giamngheo", standalone_mode=False)
    except NoArgsIsHelpError as page:
        typer.echo(page.format_message())
        return 0
    except TyperException as error:
        told = error_in_vietnamese(error.format_message())
        sys.stderr.write(f"Lỗi: {told}\nGõ ./giamngheo --help để xem cách dùng.\n")
        return 2
    except typer.Abort:
        return 130
    return code if isinstance(code, int) else 0
