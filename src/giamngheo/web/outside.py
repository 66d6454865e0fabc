"""The address under which the other machines of the office find the system: what is printed for people to type."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def address_outside(request: HttpRequest, path: str) -> str:
    """Return the whole address of a page as other machines type it; blank where the system does not know its name.

    Whoever sits at the machine itself reads pages under a name that leads nowhere else (127.0.0.1): then it is the
    first public name the system answers to (`GIAMNGHEO_HOSTS`).
    """
    here, port = split_domain_port(request.get_host())
    if _is_public(here):
        return request.build_absolute_uri(path)
    name = next((host.removeprefix(".") for host in settings.ALLOWED_HOSTS if _is_public(host)), "")
    if not name:
        return ""
    if settings.TLS:  # others come through the server in front, by its own port
        return f"https://{name}{path}"
    return f"http://{name}{f':{port}' if port else ''}{path}"


def _is_public(host: str) -> bool:
    if host in {"", "*"} or host.removeprefix(".").rpartition(".")[2] == "localhost":
        return False
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return True  # a name
    return not (address.is_loopback or address.is_unspecified)
