"""The words by which figures in running text are compared, from `phrases.yaml`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way of breaking a whole down (nông thôn/thành thị): its values, and which of them are all there is."""

    name: str
    values: Mapping[str, Sequence[str]]
    complete: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class StatementPhrases:
    """The vocabulary of statements; small letters with their accents."""

    nouns: Mapping[str, Sequence[str]]
    limits: Sequence[str]
    about: Sequence[str]
    limits_behind: Sequence[str]
    numbered: Sequence[str]
    openers: Mapping[str, Sequence[str]]
    not_openers: Sequence[str]
    totals: Sequence[str]
    breakdowns: Mapping[str, Breakdown]
    overlapping: Sequence[str]
    fillers: Sequence[str]
    classes: Mapping[str, Sequence[str]]
    class_names: Mapping[str, str]
    no_class: Sequence[str]
    places: Mapping[str, Sequence[str]]
    work: Sequence[str]
    elsewhere: Sequence[str]
    limited: Sequence[str]
    groups: Sequence[str]
    rest: Sequence[str]
    for_each: Sequence[str]
    between: Sequence[str]
    given_money: Sequence[str]
    money: Sequence[str]
    unlike_the_whole: Sequence[str]
    with_a_condition: Sequence[str]
    what_is_left: Sequence[str]
    of_the_plan: Sequence[str]
    of_everywhere: Sequence[str]
    rises: Sequence[str]
    falls: Sequence[str]
    no_movement: Sequence[str]
    at_first: Sequence[str]
    at_last: Sequence[str]
    no_difference: Sequence[str]
    flows: Sequence[str]


def _load() -> StatementPhrases:
    text = resources.files(__package__).joinpath("phrases.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    data["breakdowns"] = {key: Breakdown(**value) for key, value in data["breakdowns"].items()}
    return StatementPhrases(**data)


STATEMENT_PHRASES = _load()


def any_of(phrases: Iterable[str]) -> str:
    """Return a regular expression for any of the phrases as whole words, longer ones first."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return rf"(?<![^\W\d_])(?:{'|'.join(re.escape(phrase) for phrase in longest_first)})(?!\w)"
