"""What Typer itself says, in Vietnamese. Typer has these words in English only and loads no translations."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer
from typer._click.core import Command
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup

SECTIONS = {"Arguments": "Tham số", "Options": "Tuỳ chọn", "Commands": "Lệnh"}

COMPLETION = {"install_completion", "show_completion"}
"""Options Typer adds by itself; they speak English and serve nobody here."""

REMARKS = [
    (re.compile(r"\[required\]"), "[bắt buộc]"),
    (re.compile(r"\[default: (.*?)\]"), r"[mặc định: \1]"),
    (re.compile(r"\[env var: (.*?)\]"), r"[biến môi trường: \1]"),
]
TYPE_OF_ARGUMENT = re.compile(r"\s*<[\w\[\], ]+>$")
"""What Typer writes behind an argument's name: “TỆP… <list[Path]>”."""
USAGE_WORDS = [("[OPTIONS]", "[TUỲ CHỌN]"), ("COMMAND [ARGS]...", "LỆNH [THAM SỐ]..."), ("COMMAND", "LỆNH")]

ERRORS = [
    (r"No such command '(?P<what>.*)'\..*", "không có lệnh “{what}”."),
    (r"No such option: (?P<what>\S+).*", "không có tuỳ chọn “{what}”."),
    (r"Missing command\.", "chưa nói lệnh nào."),
    (r"Missing (?:argument|option|parameter)(?P<what>.*?)\.?", "còn thiếu{what}."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)", "thừa tham số: {what}."),
    (r"Option '?(?P<what>.*?)'? requires an argument\.?", "tuỳ chọn “{what}” cần một giá trị đi kèm."),
    (r"Invalid value for (?P<what>.*?): Input should be a valid integer.*", "giá trị của {what} phải là số nguyên."),
    (r"Invalid value for (?P<what>.*?): Input should be a valid number.*", "giá trị của {what} phải là số."),
    (r"Invalid value for (?P<what>.*?): Input should be greater than or equal to (?P<n>.*)", "{what} nhỏ nhất là {n}."),
    (r"Invalid value for (?P<what>.*?): Input should be less than or equal to (?P<n>.*)", "{what} lớn nhất là {n}."),
    (r"Invalid value for (?P<what>.*?): (?P<why>.*)", "giá trị của {what} không dùng được: {why}"),
]


class VietnameseHelp(HelpFormatter):
    """Writes a help page with Vietnamese headings and remarks."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how the command is called."""
        for english, vietnamese in USAGE_WORDS:
            args = args.replace(english, vietnamese)
        super().write_usage(prog, args, prefix or "Cách dùng: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Open a part of the page under its heading."""
        with super().section(SECTIONS.get(name, name)):
            yield

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write the names of options or commands and what each is for."""
        told = [(TYPE_OF_ARGUMENT.sub("", name), remarks_in_vietnamese(what)) for name, what in rows]
        super().write_dl(told, col_max, col_spacing)


class VietnameseContext(typer.Context):
    """A command's context whose help page is Vietnamese."""

    formatter_class = VietnameseHelp


def speak_vietnamese(command: Command) -> None:
    """Make a command and all commands below it write plain Vietnamese help pages."""
    command.context_class = VietnameseContext
    if isinstance(command, TyperCommand | TyperGroup):
        command.rich_markup_mode = None
    command.params = [param for param in command.params if param.name not in COMPLETION]
    help_option = command.get_help_option(VietnameseContext(command))
    if help_option is not None:
        help_option.help = "Xem hướng dẫn này."
    for below in getattr(command, "commands", {}).values():
        speak_vietnamese(below)


def remarks_in_vietnamese(text: str) -> str:
    """Put the remarks Typer adds behind an option's help into Vietnamese."""
    for english, vietnamese in REMARKS:
        text = english.sub(vietnamese, text)
    return text


def error_in_vietnamese(message: str) -> str:
    """Say in Vietnamese what Typer found wrong with a command line; a message of our own passes unchanged."""
    for english, vietnamese in ERRORS:
        if found := re.fullmatch(english, message, re.DOTALL):
            return vietnamese.format(**found.groupdict())
    return message
