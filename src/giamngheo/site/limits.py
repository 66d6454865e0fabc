"""How much one request may carry."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class BodyLimit:
    """Refuses a body above `UPLOAD_LIMIT_BYTES` before any of it is read into memory or onto the disk.

    WSGI gives Django exactly as many bytes as the request announced, so the announced length is enough to judge.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or answer 413 with what to do."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) <= settings.UPLOAD_LIMIT_BYTES:
            return self.get_response(request)
        megabytes = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
        return HttpResponse(
            f"Tệp gửi lên quá lớn: mỗi lần chỉ nhận tối đa {megabytes} MB. Hãy chia nhỏ tệp hoặc bỏ bớt hình ảnh.",
            status=413,
            content_type="text/plain; charset=utf-8",
        )
