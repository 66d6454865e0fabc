"""What may be handed in, and what is said when it may not."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from giamngheo.web import uploads
from giamngheo.web.uploads import receive


def file(name: str, content: bytes = b"Giam ngheo 2024\n") -> "SimpleUploadedFile":
    return SimpleUploadedFile(name, content)


def test_readable_files_are_opened_in_order() -> None:
    received = receive([file("a.txt"), file("b.txt")])
    assert [document.file for document in received.documents] == ["a.txt", "b.txt"]
    assert received.refusals == ()


def test_no_file_asks_for_one() -> None:
    received = receive([])
    assert received.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Chưa có tệp nào được chọn" in received.refusals[0]


def test_one_bad_file_is_named_and_the_others_are_read() -> None:
    received = receive([file("a.txt"), file("hong.docx", b"PK\x03\x04 cut off")])
    assert [document.file for document in received.documents] == ["a.txt"]
    assert "hong.docx" in received.refusals[0]
    assert received.status == HTTPStatus.OK


def test_two_files_of_one_name_are_told_apart() -> None:
    received = receive([file("a.txt"), file("a.txt"), file("a.txt")])
    assert [document.file for document in received.documents] == ["a.txt", "a (2).txt", "a (3).txt"]


def test_too_many_files_are_refused_before_any_is_read() -> None:
    received = receive([file("a.txt")] * (uploads.FILES_AT_ONCE + 1))
    assert received.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "tối đa 10 tệp" in received.refusals[0]


def test_a_file_over_the_limit_is_refused_unread_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES", uploads.MEGABYTE)
    large = file("to.txt", b"x" * (uploads.MEGABYTE + 1))
    assert receive([large]).status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    both = receive([large, file("a.txt")])
    assert [document.file for document in both.documents] == ["a.txt"]
    assert "to.txt" in both.refusals[0]


def test_together_over_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "TOTAL_BYTES", uploads.MEGABYTE)
    half = b"x" * (uploads.MEGABYTE * 2 // 3)
    received = receive([file("a.txt", half), file("b.txt", half)])
    assert received.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "cộng lại quá 1 MB" in received.refusals[0]
