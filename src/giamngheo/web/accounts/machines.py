"""What a browser calls itself, in words an officer knows; one of a few, never what was sent."""

from django.http import HttpRequest

_BROWSERS = (
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "trình duyệt Samsung"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "điện thoại Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "máy Mac"),
    ("Linux", "Linux"),
)


def machine_of(request: HttpRequest) -> str:
    """Return browser and system, for example “Chrome trên Windows”."""
    said = request.headers.get("User-Agent", "")
    browser = _first(said, _BROWSERS) or "trình duyệt khác"
    system = _first(said, _SYSTEMS)
    return f"{browser} trên {system}" if system else browser


def _first(said: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in known if sign in said), "")
