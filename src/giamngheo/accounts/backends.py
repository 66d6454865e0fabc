"""Who is who: a user name, or a telephone number in its place, and a password."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from giamngheo.accounts.models import User
from giamngheo.common.codes import NoTelephoneNumber, telephone
from giamngheo.common.text import compose


class NameAndPassword(ModelBackend):
    """Knows a user by user name and password, with the same work for a name that nobody has.

    A closed account is known too: only to somebody with its password is it told that it is closed
    (`standing.require_standing`, asked for before the session begins).
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        """Return the user, or None for a wrong name or password alike."""
        if not username or not password:
            return None
        typed = compose(password)  # keyboards send “ấ” in one piece or in three
        user = User.objects.filter(username=username).first()
        if user is None:
            User().set_password(typed)  # as long as checking one, so that time does not tell who has an account
            return None
        return user if user.check_password(typed) else None


def user_of_name(typed: str) -> User | None:
    """Return the user somebody means by a user name or, where no user has that name, a telephone number."""
    name = User.normalize_username(typed.strip()).lower()
    try:
        number = telephone(typed)
    except NoTelephoneNumber:
        number = name  # no number looks like this, so that both ways ask the database the same
    found = list(User.objects.filter(Q(username=name) | Q(phone=number)))
    return next((user for user in found if user.username == name), found[0] if found else None)


@dataclass(frozen=True, slots=True)
class SignInName:
    """A name as typed, understood: whose it is, and the name under which wrong tries are counted.

    A person is counted under one name, however they are called. A name that nobody has is counted under a digest:
    people type passwords into the wrong field, so nothing typed is kept.
    """

    user_id: int | None
    counted: str


def sign_in_name(typed: str) -> SignInName:
    """Understand a name as typed."""
    user = user_of_name(typed)
    if user is not None:
        return SignInName(user.pk, user.username)
    return SignInName(
        None, "?" + salted_hmac("giamngheo.accounts.unknown", typed.strip().lower(), algorithm="sha256").hexdigest()
    )
