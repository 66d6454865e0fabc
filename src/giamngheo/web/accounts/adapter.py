"""How django-allauth signs people in here: by user name or telephone number, without e-mail, with a trace."""

from http import HTTPStatus
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from giamngheo.accounts.actions import signing_in
from giamngheo.accounts.backends import sign_in_name
from giamngheo.accounts.standing import AccountClosed, NoSeat, require_standing
from giamngheo.common.scope import Scope
from giamngheo.norms import queries as norms
from giamngheo.web.accounts.lockout import has_just_locked
from giamngheo.web.accounts.machines import machine_of
from giamngheo.web.accounts.staying import BEGAN_KEY
from giamngheo.web.asking import Asked


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The hooks of a sign-in; each one is recorded."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "Tên đăng nhập (hoặc số điện thoại) hoặc mật khẩu chưa đúng. Hãy xem phím Caps Lock và bộ gõ tiếng Việt "
            "rồi nhập lại. Nhập sai 5 lần thì phải chờ 15 phút."
        ),
    }

    def is_open_for_signup(self, _: HttpRequest) -> bool:
        """Accounts are made by administrators only."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Say whether one may be sent on to an address after signing in: only within this site."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def add_message(self, *_: Any, **__: Any) -> None:
        """Say nothing: our own pages do, in Vietnamese."""

    def authenticate(self, request: Asked, username: str = "", password: str = "", **_: Any) -> Any:
        """Return the user, or None; a name locked after wrong tries gives None whatever the password."""
        name = sign_in_name(username)
        user = authenticate(request, username=name.counted, password=password)
        locks = has_just_locked(request)
        if user is None and (locks or not getattr(request, "axes_locked_out", False)):
            signing_in.refused(
                by=request.scope,
                user_id=name.user_id,
                at=request.at,
                on=request.today,
                machine=machine_of(request),
                locks=locks,
            )
        return user

    def pre_login(self, request: Asked, user: Any, **_: Any) -> HttpResponse | None:
        """Turn away, with a sentence, whoever has the right password of an account that cannot be used today.

        The first administrator has no seat before there is a place to have one at, and goes on with the first start.
        """
        if norms.may_set_up(Scope(user.pk, user.full_name)):
            return None
        try:
            require_standing(user, on=request.today)
        except (AccountClosed, NoSeat) as refusal:
            clear_login(request)
            signing_in.refused(
                by=request.scope,
                user_id=user.pk,
                at=request.at,
                on=request.today,
                machine=machine_of(request),
                reason=str(refusal),
            )
            return render(
                request, "web/accounts/turned_away.html", {"refusal": str(refusal)}, status=HTTPStatus.FORBIDDEN
            )
        return None

    @transaction.atomic
    def login(self, request: Asked, user: Any) -> None:
        """Begin the session, under a new key, and sweep out those that ended by themselves."""
        super().login(request, user)
        request.session[BEGAN_KEY] = request.at.timestamp()
        request.session.clear_expired()
        signing_in.signed_in(user_id=user.pk, at=request.at, on=request.today, machine=machine_of(request))
