"""Bytes that leave: as a download under their name, never shown by the browser, never left in its store."""

from collections.abc import Iterable
from typing import TypeVar

from django.http import FileResponse, StreamingHttpResponse

from giamngheo.files.kinds import OpenedFile

type_of_answer = TypeVar("type_of_answer", bound=StreamingHttpResponse)

_CLOSED = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Should a browser show the file all the same, nothing in it runs and nothing is loaded."""


def sent_file(opened: OpenedFile) -> FileResponse:
    """Answer with a kept file; the answer closes it."""
    response = FileResponse(
        opened.content, as_attachment=True, filename=opened.name, content_type=opened.media_type.value
    )
    response["Content-Length"] = str(opened.size)
    return _sealed(response)


def sent_stream(pieces: Iterable[bytes], name: str) -> StreamingHttpResponse:
    """Answer with bytes as they come; their number is not known before."""
    response = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _sealed(response)


def _sealed(response: type_of_answer) -> type_of_answer:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = _CLOSED
    return response
