"""Structured logs that say what happened and how long it took, never about whom."""

import logging
import re
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

requests = logging.getLogger("giamngheo.requests")

type_of_exc_info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonLines(JsonFormatter):
    """One JSON object per line. A request and an error's own words can name a person, so both stay out."""

    def __init__(self) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger"},
            reserved_attrs=[*RESERVED_ATTRS, "request", "server_time"],
            timestamp="at",
            json_ensure_ascii=False,
        )

    def formatException(self, ei: type_of_exc_info) -> str:  # noqa: N802 - the name is the standard library's
        """Where it went wrong and which kind of error; not its message, which may quote a record."""
        kind, _, trace = ei
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([*frames, kind.__name__ if kind else "?"])


class WithoutValues(logging.Filter):
    """Takes the values out of Django's own messages: "Not Found: /ho/…" names a path, and a path can name a person."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass; Django's keep their wording only."""
        if record.name.startswith("django") and record.args:
            record.msg, record.args = re.sub(r"%[a-z]", "…", str(record.msg)), ()
        return True


class RequestLog:
    """Logs each request by its route (`ke-hoach/<int:id>`), not by its path or query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and note what came of it."""
        began = time.perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.route if request.resolver_match else None
        requests.info(
            "request",
            extra={
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - began) * 1000, 1),
            },
        )
        return response
