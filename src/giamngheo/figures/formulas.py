"""The formulas that statutory tables print under their headings: `9=1-2-3-4+5+6+7+8`, `4=3/1*100`."""

import re
from dataclasses import dataclass

_LABEL = r"[0-9]{1,3}(?:\.[0-9]{1,2})?[a-z]?|[A-Za-zĐđ]"
_PRINTED = re.compile(rf"\(?\s*(?P<label>{_LABEL})\s*\)?\s*=\s*(?P<right>.+)", re.DOTALL)
_PLAIN = re.compile(rf"[(\[]?\s*(?P<label>{_LABEL})\s*[)\]]?")
_TOKEN = re.compile(r"\s*(?:(?P<label>\d{1,3}(?:\.\d{1,2})?[a-z]?)(?![\d.,])|(?P<sign>[-+*/()\[\]])|(?P<percent>%))")
_SIGNS = str.maketrans(
    {"×": "*", "x": "*", "X": "*", ":": "/", "÷": "/", "–": "-", "−": "-", "—": "-", "[": "(", "]": ")"}
)
_HUNDRED = "100"


@dataclass(frozen=True, slots=True)
class Sum:
    """Columns added and taken away: sign and label, in printed order."""

    terms: tuple[tuple[int, str], ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the columns it reads, in order."""
        return tuple(label for _, label in self.terms)


@dataclass(frozen=True, slots=True)
class Share:
    """One column (or sum) over another, times 100 or as it stands."""

    numerator: Sum
    denominator: Sum
    times: int

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the columns it reads, in order."""
        return (*self.numerator.labels, *self.denominator.labels)


@dataclass(frozen=True, slots=True)
class PrintedFormula:
    """What a cell of the numbering row says: its column's label and, where printed, how it is worked out."""

    label: str
    rule: Sum | Share | None
    text: str


def read_label(text: str) -> PrintedFormula | None:
    """Read one cell of a numbering row: “A”, “(3)”, “4=3/1*100”; None for anything else.

    A formula that is not understood keeps its label and has no rule: it is not checked, never guessed.
    """
    squeezed = " ".join(text.split())
    if plain := _PLAIN.fullmatch(squeezed):
        return PrintedFormula(plain["label"], None, squeezed)
    if printed := _PRINTED.fullmatch(squeezed):
        return PrintedFormula(printed["label"], _read_rule(printed["right"]), squeezed)
    return None


def _read_rule(right: str) -> Sum | Share | None:
    tokens = _tokens(right.translate(_SIGNS))
    if not tokens:
        return None
    times = 1
    if tokens[-1] == "%":
        times, tokens = 100, tokens[:-1]
    if tokens[-2:] == ["*", _HUNDRED]:
        times, tokens = 100, tokens[:-2]
    elif tokens[:2] == [_HUNDRED, "*"]:
        times, tokens = 100, tokens[2:]
    if tokens.count("/") == 1 and "*" not in tokens:
        at = tokens.index("/")
        numerator, denominator = _read_sum(tokens[:at], inside=True), _read_sum(tokens[at + 1 :], inside=True)
        return Share(numerator, denominator, times) if numerator and denominator else None
    return _read_sum(tokens, inside=False) if times == 1 else None


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    text, at = text.strip(), 0
    text = text.removesuffix("(%)").strip() + ("%" if text.endswith("(%)") else "")
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return []
        tokens.append(match[0].strip())
        at = match.end()
    return tokens


def _read_sum(tokens: list[str], *, inside: bool) -> Sum | None:
    """Read labels with plus and minus between them; inside a share, several labels need brackets around them."""
    if tokens[:1] == ["("] and tokens[-1:] == [")"] and _closes_at_end(tokens):
        return _read_sum(tokens[1:-1], inside=False)
    terms: list[tuple[int, str]] = []
    sign: int | None = 1
    for token in _without_label_brackets(tokens):
        if token in {"+", "-"} and sign is None:
            sign = {"+": 1, "-": -1}[token]
        elif token[0].isdigit() and sign is not None:
            terms.append((sign, token))
            sign = None
        else:
            return None
    if sign is not None or (inside and len(terms) > 1):
        return None
    return Sum(tuple(terms))


def _closes_at_end(tokens: list[str]) -> bool:
    depth = 0
    for at, token in enumerate(tokens):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if depth == 0:
            return at == len(tokens) - 1
    return False


def _without_label_brackets(tokens: list[str]) -> list[str]:
    """“(3)+(4)” is “3+4”: brackets around one label alone say nothing."""
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at] == "(" and tokens[at + 2 : at + 3] == [")"]:
            kept.append(tokens[at + 1])
            at += 3
        else:
            kept.append(tokens[at])
            at += 1
    return kept
