"""What the reader names in English, in the words of screens and of the command line."""

import pytest

from giamngheo.documents.words import measure_in_words, place_in_words


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("ke-hoach.txt#27-29", "ke-hoach.txt, dòng 27–29"),
        ("ke-hoach.txt#9-9", "ke-hoach.txt, dòng 9"),
        ("bieu.xlsx#Biểu 2!L20", "bieu.xlsx, Biểu 2, ô L20"),
        ("bieu.xlsx#Biểu! 2!L20", "bieu.xlsx, Biểu! 2, ô L20"),
    ],
)
def test_an_address_is_told_in_words(where: str, words: str) -> None:
    assert place_in_words(where) == words


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("poor_households_reduction", "Giảm số hộ nghèo"),
        ("near_poor_persons", "Số nhân khẩu cận nghèo"),
        ("poverty_rate", "Tỷ lệ hộ nghèo"),
        ("ethnic_minority_poverty_rate_reduction", "Giảm tỷ lệ hộ nghèo (dân tộc thiểu số)"),
        ("other", None),
    ],
)
def test_measures(measure: str, words: str | None) -> None:
    assert measure_in_words(measure) == words
