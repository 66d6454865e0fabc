"""Making users: names to sign in with and telephone numbers belong to one person each. Recorded by who calls this."""

import re
from collections.abc import Collection

from django.db import IntegrityError, transaction

from giamngheo.accounts.kinds import PersonDetails
from giamngheo.accounts.mistakes import Mistake
from giamngheo.accounts.models import User
from giamngheo.accounts.queries.user_names import suggest_username
from giamngheo.common.codes import NoTelephoneNumber, telephone
from giamngheo.common.text import compose, squeeze

LONGEST_NAME = 200
LONGEST_TITLE = 120
_USER_NAME = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9._-]{2,59}")
_TRIES = 5


class WrongName(Mistake):
    """This is no name of a person."""

    field = "full_name"


class WrongUserName(Mistake):
    """Nobody can sign in with this."""

    field = "username"

    def __init__(self) -> None:
        super().__init__(
            "Tên đăng nhập gồm 3 đến 60 chữ không dấu viết liền, có thể có số, dấu chấm, gạch; phải có ít nhất một chữ."
        )


class UserNameTaken(Mistake):
    """Somebody else signs in with this name."""

    field = "username"

    def __init__(self) -> None:
        super().__init__("Tên đăng nhập này đã có người dùng; hãy chọn tên khác hoặc để trống để hệ thống tự đặt.")


class WrongPhone(Mistake):
    """This is no telephone number."""

    field = "phone"


class PhoneTaken(Mistake):
    """Somebody else has this telephone number; who, is not told: it may be somebody outside the scope."""

    field = "phone"

    def __init__(self) -> None:
        super().__init__(
            "Số điện thoại này đã là của một người dùng khác. Hãy tìm theo số đó ở trang Người dùng; nếu không thấy, "
            "hãy để trống hoặc hỏi người quản trị cấp trên."
        )


def make_user(person: PersonDetails, *, besides: Collection[str] = ()) -> User:
    """Make a user without a password: the first one comes with a printed slip.

    Args:
        person: who.
        besides: user names not to be suggested.

    Raises:
        WrongName, WrongPhone, PhoneTaken, WrongUserName, UserNameTaken: see there.
    """
    full_name, phone = person_name(person.full_name), phone_number(person.phone)
    require_free_phone(phone)
    wanted = user_name(person.username) if person.username.strip() else ""
    for _ in range(_TRIES):
        username = wanted or suggest_username(full_name, besides=besides)
        try:
            with transaction.atomic():  # somebody else may take the name, or the number, at the same time
                return User.objects.create_user(
                    username=username, full_name=full_name, phone=phone, job_title=job_title(person.job_title)
                )
        except IntegrityError:
            require_free_phone(phone)
            if wanted:
                raise UserNameTaken from None
    raise UserNameTaken


def person_name(typed: str) -> str:
    """Return a name in one form.

    Raises:
        WrongName: it is blank, too long or has digits.
    """
    name = squeeze(compose(typed))
    if not re.search(r"[^\W\d_]", name):
        raise WrongName("Chưa ghi họ và tên.")
    if re.search(r"\d", name):
        raise WrongName(f"Họ và tên “{name[:60]}” có chữ số; hãy xem lại.")
    if len(name) > LONGEST_NAME:
        raise WrongName(f"Họ và tên dài quá {LONGEST_NAME} chữ; hãy viết gọn lại.")
    return name


def job_title(typed: str) -> str:
    """Return a job title in one form."""
    return squeeze(compose(typed))[:LONGEST_TITLE]


def phone_number(typed: str) -> str:
    """Return a telephone number in one form; an empty text for none.

    Raises:
        WrongPhone: it is none.
    """
    if not typed.strip():
        return ""
    try:
        return telephone(typed)
    except NoTelephoneNumber as error:
        raise WrongPhone(str(error)) from None


def user_name(typed: str) -> str:
    """Return a user name in one form.

    Raises:
        WrongUserName: it is none, or could be taken for a telephone number.
    """
    name = squeeze(compose(typed)).lower()
    if not _USER_NAME.fullmatch(name):
        raise WrongUserName
    return name


def require_free_phone(phone: str, *, but_of: int | None = None) -> None:
    """Refuse a number that is somebody's.

    Raises:
        PhoneTaken: it is somebody else's.
    """
    owner = User.objects.filter(phone=phone).first() if phone else None
    if owner and owner.pk != but_of:
        raise PhoneTaken
