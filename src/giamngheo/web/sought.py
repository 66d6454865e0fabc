"""What somebody looks for, kept in their session: words of a search can be a name, and no name stands in an address."""

import secrets
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect

KEY = "sought"
KEPT = 20
LONGEST = 100


def keep(request: HttpRequest, text: str) -> str:
    """Keep the words of a search; return what stands for them in the address, an empty text for none."""
    words = text.strip()[:LONGEST]
    if not words:
        return ""
    kept: dict[str, str] = request.session.get(KEY, {})
    mark = next((mark for mark, one in kept.items() if one == words), secrets.token_urlsafe(6))
    kept.pop(mark, None)
    request.session[KEY] = dict([*kept.items(), (mark, words)][-KEPT:])
    return mark


def redirected(request: HttpRequest) -> HttpResponseRedirect:
    """Answer a posted search with the address of its list: the words (`tim`) kept, everything else as it was chosen."""
    chosen = request.POST.items()
    narrowed = {key: str(value) for key, value in chosen if key != "csrfmiddlewaretoken" and value}
    if mark := keep(request, narrowed.pop("tim", "")):
        narrowed["tim"] = mark
    return HttpResponseRedirect(f"{request.path}?{urlencode(narrowed)}" if narrowed else request.path)


def find(request: HttpRequest, mark: str) -> str:
    """Return the words a mark stands for; an empty text where it is none of this session."""
    return str(request.session.get(KEY, {}).get(mark, ""))
