"""Lists of names in Vietnamese order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamngheo.common.text import sort_key

LISTS = {
    "numbers by their value": ["Ấp 1", "Ấp 1A", "Ấp 2", "Ấp 10", "Ấp 10B", "Ấp 100"],
    "a leading zero is no other number": ["Khu phố 1", "Khu phố 02", "Khu phố 3"],
    "type before name": ["Ấp 3", "Ấp Tân Lập", "Khu phố 1", "Sóc Lộc Khê", "Thôn 1"],
    "letters with marks are letters of their own": ["An", "Ăn", "Ân", "Ba", "Da", "Đa", "Ga", "Tơ", "Tu", "Tư", "Ty"],
    "tones in the order of the dictionary": ["ma", "mà", "mả", "mã", "má", "mạ"],
    "a tone counts only where all letters agree": ["Tân", "Tấn", "Tân An", "Tấn An", "Tân Bình"],
    "a shorter name first": ["Tân", "Tân Lập", "Tân Lập 2"],
    "signs between words count as a space": ["Phan Rang - Tháp Chàm", "Phan Rí", "Phan Thiết"],
    "letters of other alphabets last": ["Zơ", "Ωméga"],
}


@pytest.mark.parametrize("wanted", LISTS.values(), ids=LISTS)
def test_a_list_comes_out_in_order(wanted: list[str]) -> None:
    backwards = wanted[::-1]
    assert sorted(backwards, key=sort_key) == wanted


def test_capitals_and_the_two_ways_of_writing_a_mark_make_no_difference() -> None:
    assert sort_key("ẤP TÂN LẬP") == sort_key("ấp  tân lập") == sort_key("A\u0302\u0301p Ta\u0302n La\u0302\u0323p")


def test_nothing_comes_first() -> None:
    assert sort_key("") < sort_key("0") < sort_key("a")


def test_a_very_long_number_is_no_trouble() -> None:
    assert sort_key("Ấp " + "9" * 5000) > sort_key("Ấp 2")


@given(st.text(max_size=60))
def test_the_key_is_made_of_digits_only(text: str) -> None:
    assert sort_key(text).isascii()
    assert sort_key(text).isdecimal()
