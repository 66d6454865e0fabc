"""Lists of hamlets as officers have them in Excel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamngheo.places.pasted import MOST_LINES, Pasted, read_rows, read_text


def seen(pasted: Pasted) -> list[tuple[int, str, str]]:
    assert pasted.faults == ()
    return [(one.line, one.commune, one.title) for one in pasted.hamlets]


def told(pasted: Pasted) -> list[str]:
    assert pasted.faults
    return [str(fault) for fault in pasted.faults]


SAME = [(1, "Tân Khai", "Ấp 1"), (2, "Tân Khai", "Khu phố 3"), (3, "Đồng Nơ", "Sóc Lộc Khê")]


@pytest.mark.parametrize(
    "text",
    {
        "three columns": "Tân Khai\tẤp\t1\nTân Khai\tKhu phố\t3\nĐồng Nơ\tSóc\tLộc Khê",
        "type and name in one cell": "Tân Khai\tẤp 1\nTân Khai\tkhu phố 3\nĐồng Nơ\tsóc Lộc Khê",
        "merged cells": "Tân Khai\tẤp 1\n\tKhu phố 3\nĐồng Nơ\tSóc Lộc Khê",
        "short and without accents": "Tân Khai\tAP 1\n\tKP.3\nĐồng Nơ\tSoc Lộc Khê",
        "glued": "Tân Khai\tẤp1\n\tKP3\nĐồng Nơ\tSóc Lộc Khê",
        "a running number": "1\tTân Khai\tẤp 1\n2\tTân Khai\tKP 3\n3\tĐồng Nơ\tSóc Lộc Khê",
        "semicolons": "Tân Khai;Ấp 1\nTân Khai;Khu phố 3\nĐồng Nơ;Sóc Lộc Khê",
        "commas": "Tân Khai, Ấp 1\nTân Khai, Khu phố 3\nĐồng Nơ, Sóc Lộc Khê",
        "lines of Windows": "Tân Khai\tẤp 1\r\n\tKP 3\r\nĐồng Nơ\tSóc Lộc Khê\r\n",
        "marks as signs of their own": "Ta\u0302n Khai\tA\u0302\u0301p 1\n\tKP 3\nĐồng Nơ\tSóc Lộc Khê",
        "spaces and full stops": "  Tân  Khai \t Ấp  1. \n\tKhu  phố 3\nĐồng Nơ\tSóc Lộc Khê ;",
        "quoted cells": '"Tân Khai"\t"Ấp 1"\n\t"Khu phố 3"\nĐồng Nơ\tSóc Lộc Khê',
    }.values(),
)
def test_one_list_in_many_shapes(text: str) -> None:
    assert seen(read_text(text)) == SAME


@pytest.mark.parametrize(
    "heading",
    [
        "Xã\tLoại\tTên",
        "XÃ, PHƯỜNG, THỊ TRẤN\tLOẠI\tTÊN",
        "xa\tloai\tten",
        "Tên xã\tLoại hình\tTên thôn, ấp, khu phố",
        "Đơn vị\tLoại\tThôn (ấp)",
    ],
)
def test_a_heading_is_passed_over_and_shown(heading: str) -> None:
    pasted = read_text(f"{heading}\nTân Khai\tẤp\t1")
    assert seen(pasted) == [(2, "Tân Khai", "Ấp 1")]
    assert [line for line, _ in pasted.passed_over] == [1]


def test_columns_in_another_order_others_between_and_titles_above() -> None:
    text = (
        "DANH SÁCH ẤP\t\t\t\t\nNăm 2024\t\t\t\t\nSTT\tTên ấp\tSố hộ\tXã\tGhi chú\n"
        "1\tẤp 1\t120\tTân Khai\tmới\n\t\t\t\t\n2\tẤp 2\t80\t\t"
    )
    pasted = read_text(text)
    assert seen(pasted) == [(4, "Tân Khai", "Ấp 1"), (6, "Tân Khai", "Ấp 2")]
    assert [words for _, words in pasted.passed_over] == ["DANH SÁCH ẤP", "Năm 2024", "STT Tên ấp Số hộ Xã Ghi chú"]


def test_a_commune_alone_on_its_line_heads_those_below() -> None:
    text = "Xã\tTên\nTân Khai\t\n\tẤp 1\n\tẤp 2\nĐồng Nơ\t\n\tẤp 1"
    assert seen(read_text(text)) == [(3, "Tân Khai", "Ấp 1"), (4, "Tân Khai", "Ấp 2"), (6, "Đồng Nơ", "Ấp 1")]


@pytest.mark.parametrize("text", ["Ấp 1\nẤp 2", "1\tẤp 1\n2\tẤp 2", "Ấp\t1\nẤp\t2", "Tên ấp\nẤp 1\nẤp 2"])
def test_for_one_commune_no_column_names_it(text: str) -> None:
    assert [title for _, _, title in seen(read_text(text))] == ["Ấp 1", "Ấp 2"]


def test_the_type_in_its_own_column_is_not_taken_twice() -> None:
    rows = [(2, ["Tân Khai", "Ấp", "Ấp 1"]), (3, ["Tân Khai", "Ấp", "Sóc Lớn"]), (4, ["Tân Khai", "ấp", "1B"])]
    assert [title for _, _, title in seen(read_rows(rows))] == ["Ấp 1", "Ấp Sóc Lớn", "Ấp 1B"]


@pytest.mark.parametrize("name", ["Bàn Cờ", "Lang Minh", "Tân Lập", "3"])
def test_a_name_without_a_type_is_asked_about_and_none_is_guessed(name: str) -> None:
    pasted = read_text(f"Tân Khai\t{name}")
    assert "Lang" in name or told(pasted) == [
        f"Dòng 1: chưa rõ “{name}” là thôn, ấp hay khu phố; hãy ghi loại trước tên, ví dụ “Ấp {name}”."
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Danh sách chưa có dòng nào."),
        (" \n\t\n", "Danh sách chưa có dòng nào."),
        ("Xã\tLoại\tTên", "Dưới dòng tiêu đề chưa có dòng nào."),
        ("Xã\tTên\nTân Khai\t", "Danh sách chỉ có tên xã, chưa có thôn, ấp, khu phố nào."),
        ("Tân Khai\tẤp", "Dòng 1: chưa rõ “Ấp” là thôn"),
        ("Tân Khai\tPhố\t3\tcũ", "Không rõ cột nào là tên; hãy thêm dòng tiêu đề: Xã, Loại, Tên."),
        ("Xã\tLoại\tTên\nTân Khai\tTổ\t3", "Dòng 2: loại “Tổ” không có trong danh mục"),
        ("Xã\tLoại\tTên\nTân Khai\tẤp\t", "Dòng 2: chưa có tên."),
        ("Tên\tGhi chú\tXã\n\tmới\t", "Dòng 2: chưa có tên."),
        (f"Ấp {'a' * 121}", "Dòng 1: tên dài 121 chữ, tối đa 120"),
        ("Ấp =1+1", "Dòng 1: tên “=1+1” có ký hiệu không dùng"),
        ("Ấp <script>", "Dòng 1: tên “<script>” có ký hiệu"),
        ('Tân Khai\t"Ấp 1\nTân Khai\tẤp 2', "Dòng 1: ô có xuống dòng hoặc dấu ngoặc kép không khép."),
        ("Ấp 1\n" * (MOST_LINES + 1), f"Danh sách có {MOST_LINES + 1} dòng, mỗi lần nhận tối đa {MOST_LINES}."),
        ("x" * 1_000_001, "Danh sách dài quá"),
        ('"' + "Ấp 1\n" * 40_000, "ô quá dài, có thể do dấu ngoặc kép không khép."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, words: str) -> None:
    (message,) = told(read_text(text))
    assert words in message


def test_every_wrong_line_is_told_at_once() -> None:
    assert [line.split(":")[0] for line in told(read_text("Tân Khai\tẤp 1\nTân Khai\tX\nTân Khai\tY"))] == [
        "Dòng 2",
        "Dòng 3",
    ]


@pytest.mark.parametrize(
    ("text", "right", "fault"),
    {
        "type and name": ("Ấp\t1\nẤp\t2\nLạ\t3", ["Ấp 1", "Ấp 2"], "Dòng 3: loại “Lạ” không có trong danh mục"),
        "the odd line first": ("Lạ\t3\nẤp\t1\nẤp\t2", ["Ấp 1", "Ấp 2"], "Dòng 1: loại “Lạ”"),
        "a type left out": ("Ấp\t1\n\t2\nẤp\t3", ["Ấp 1", "Ấp 3"], "Dòng 2: chưa rõ “2” là thôn"),
        "commune, type and name": ("Lúa\tẤp\t1\nLúa\tLạ\t2\n\tẤp\t3", ["Ấp 1", "Ấp 3"], "Dòng 2: loại “Lạ”"),
        "commune and name": ("Lúa\tẤp 1\nLúa\t2\nLúa\tẤp 3", ["Ấp 1", "Ấp 3"], "Dòng 2: chưa rõ “2” là thôn"),
        "numbered": ("1\tẤp\t1\n2\tẤp\t2\n3\tLạ\t3", ["Ấp 1", "Ấp 2"], "Dòng 3: loại “Lạ”"),
        "a cell too many": ("Ấp\t1\nẤp\t2\tmới\nẤp\t3", ["Ấp 1", "Ấp 3"], "Dòng 2: có nhiều ô hơn các dòng khác"),
        "names alone": ("Ấp 1\nẤp\t2\nẤp 3", ["Ấp 1", "Ấp 3"], "Dòng 2: có nhiều ô hơn các dòng khác"),
    }.values(),
)
def test_one_odd_line_is_told_and_the_others_are_read(text: str, right: list[str], fault: str) -> None:
    pasted = read_text(text)
    assert [one.title for one in pasted.hamlets] == right
    (message,) = told(pasted)
    assert fault in message


def test_where_few_lines_can_be_read_the_columns_are_asked_for() -> None:
    (message,) = told(read_text("Lúa\tẤp\t1\nLúa\tLạ\t2\nLúa\tKhác\t3"))
    assert "không rõ cột nào là tên" in message.lower()


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    pasted = read_text(text)
    assert pasted.hamlets or pasted.faults
    for one in pasted.hamlets:
        assert one.name
        assert not one.name.startswith(("=", "+", "-", "@", "\t"))
