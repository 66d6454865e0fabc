"""The words by which a plan's parts are known, from `phrases.yaml`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from giamngheo.common.text import fold

_PERIOD = re.compile(r"\s+(?:(?:trong |den |cua )?nam|giai doan|den|cua)\b.*")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The reader's vocabulary; folded words unless the data says otherwise (names of agencies keep their accents)."""

    sections: Mapping[str, Sequence[str]]
    project_fields: Mapping[str, Sequence[str]]
    sources: Mapping[str, Sequence[str]]
    source_columns: Mapping[str, Sequence[str]]
    lead_columns: Sequence[str]
    captions: Sequence[str]
    totals: Sequence[str]
    classes: Mapping[str, Sequence[str]]
    breakdown: Mapping[str, Sequence[str]]
    operators: Mapping[str, Sequence[str]]
    counted_persons: Sequence[str]
    counted_things: Sequence[str]
    support_verbs: Sequence[str]
    tying_words: Sequence[str]
    agency_heads: Sequence[str]
    agencies_together: Sequence[str]
    agencies_with_and: Sequence[str]
    agency_ends: Sequence[str]
    hyphenated_before: tuple[str, ...]
    hyphenated_after: tuple[str, ...]
    kinds: Mapping[str, str]
    place_levels: Mapping[str, Sequence[str]]
    central_cities: Sequence[str]
    letterhead: Sequence[str]


def _load() -> Phrases:
    text = resources.files(__package__).joinpath("phrases.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    for name in ("hyphenated_before", "hyphenated_after"):
        data[name] = tuple(data[name])
    return Phrases(**data)


PHRASES = _load()


def longest_match(folded: str, choices: Mapping[str, Sequence[str]]) -> str | None:
    """Return the key whose longest phrase begins the folded text; None where none does."""
    found = [
        (len(phrase), key)
        for key, phrases in choices.items()
        for phrase in phrases
        if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum()
    ]
    return max(found)[1] if found else None


def names_only_a_part(heading: str) -> bool:
    """Say whether a heading is a part's name and at most its period: “Mục tiêu cụ thể năm 2024”."""
    head = _PERIOD.sub("", fold(heading).strip(" .:"))
    return any(head in phrases for phrases in PHRASES.sections.values())


def keys_within(folded: str, choices: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the keys that stand as whole words anywhere in the folded text, the longest phrase first."""
    padded = f" {folded} "
    found = [
        (-len(phrase), key)
        for key, phrases in choices.items()
        for phrase in phrases
        if any(padded[at - 1 : at + len(phrase) + 1].strip(" .,;:()-+/") == phrase for at in _places(padded, phrase))
    ]
    return list(dict.fromkeys(key for _, key in sorted(found)))


def _places(text: str, phrase: str) -> list[int]:
    places, at = [], text.find(phrase)
    while at > 0:
        places.append(at)
        at = text.find(phrase, at + 1)
    return places
