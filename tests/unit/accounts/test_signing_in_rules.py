"""Names, passwords, codes and slips below the pages: what the pages of signing in rest on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from factories.people import Country, country, seated
from factories.sign_ins import NEW_PASSWORD, NOON, PASSWORD, code_at, with_second_factor

from giamngheo.accounts import second_factor
from giamngheo.accounts.actions import passwords, signing_in, slips
from giamngheo.accounts.backends import NameAndPassword, sign_in_name
from giamngheo.accounts.kinds import Permission, Role
from giamngheo.accounts.models import ResetSlip, User
from giamngheo.accounts.own_account import first_place, own_account, own_sign_ins, short_seat
from giamngheo.accounts.password_rules import WeakPassword, require_good
from giamngheo.accounts.queries import NoSuchUser
from giamngheo.accounts.standing import AccountClosed, NoSeat, require_standing
from giamngheo.audit.models import Entry
from giamngheo.common.scope import EVERYWHERE, OutOfScope, Scope

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 15)
VISITOR = Scope(None, "chưa đăng nhập")


@pytest.fixture
def where() -> Country:
    return country()


@pytest.fixture
def an(where: Country) -> User:
    return seated(Role.COMMUNE_OFFICER, where.commune, username="canbo.an", password=PASSWORD)


def of(user: User, **grants: object) -> Scope:
    return Scope(user.pk, user.full_name, grants=grants)


def test_a_person_is_counted_under_one_name_however_they_are_called(an: User) -> None:
    User.objects.filter(pk=an.pk).update(phone="0912345678")
    for typed in ("canbo.an", " CANBO.AN", "0912345678", "+84 912 345 678"):
        assert (sign_in_name(typed).user_id, sign_in_name(typed).counted) == (an.pk, "canbo.an")


def test_a_user_name_goes_before_the_telephone_number_of_another(an: User, where: Country) -> None:
    User.objects.filter(pk=an.pk).update(phone="0912345678")
    other = seated(Role.COMMUNE_OFFICER, where.commune, username="0912345678")
    assert sign_in_name("0912345678").user_id == other.pk
    assert sign_in_name("+84912345678").user_id == an.pk


def test_a_name_nobody_has_is_counted_under_a_digest_that_is_no_name(an: User) -> None:
    unknown = sign_in_name("Người Lạ")
    assert unknown.user_id is None
    assert unknown.counted == sign_in_name(" người lạ").counted != sign_in_name("khác").counted
    assert "lạ" not in unknown.counted
    assert not User.objects.filter(username=unknown.counted).exists()


@pytest.mark.parametrize(
    "given", [{}, {"username": "canbo.an"}, {"username": "canbo.an", "password": ""}, {"username": "", "password": "x"}]
)
def test_without_name_or_password_nobody_is_known(an: User, given: dict[str, str]) -> None:
    assert NameAndPassword().authenticate(HttpRequest(), **given) is None


def test_an_account_without_a_password_cannot_be_signed_into(where: Country) -> None:
    seated(Role.LEADER, where.district, username="chuaco")
    for tried in ("!", "None", "", " "):
        assert authenticate(HttpRequest(), username="chuaco", password=tried) is None


def test_standing_is_a_matter_of_the_day(an: User, where: Country) -> None:
    require_standing(an, on=TODAY)
    with pytest.raises(NoSeat):
        require_standing(an, on=date(2023, 12, 31))
    an.closed_on = date(2024, 12, 1)
    require_standing(an, on=date(2024, 11, 30))
    with pytest.raises(AccountClosed):
        require_standing(an, on=date(2024, 12, 1))


@pytest.mark.parametrize("password", ["sáu con trâu mộng", "Tr0i-xanh-may-trang", "       10spaces", "mườikýtự99"])
def test_good_passwords_pass(an: User, password: str) -> None:
    require_good(password, an)
    password_validation.validate_password(password)


def test_every_broken_rule_is_told_at_once(an: User) -> None:
    with pytest.raises(WeakPassword) as weak:
        require_good("canbo.an", an)
    assert len(weak.value.sentences) == 2
    assert "10 ký tự" in str(weak.value)


def test_without_a_user_only_length_and_commonness_count() -> None:
    password_validation.validate_password("canbo.an.2024")
    with pytest.raises(ValidationError, match="10 ký tự"):
        password_validation.validate_password("ngắn")
    texts = password_validation.password_validators_help_texts()
    assert texts == [
        "Ít nhất 10 ký tự.",
        "Không phải mật khẩu hay gặp (12345678910, matkhau…).",
        "Không giống họ tên, tên đăng nhập hay số điện thoại.",
    ]


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, for SHA-1: the last six digits of the values given there."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 – of the standard
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        at = datetime.fromtimestamp(seconds, tz=UTC)
        assert second_factor.step_of(secret, code, at) == seconds // 30


def test_a_code_that_is_no_code_is_wrong(an: User) -> None:
    with_second_factor(an)
    for typed in ("", "１２３４５６", "abcdef", "\x00"):
        assert not signing_in.answer_second_factor(by=VISITOR, user_id=an.pk, typed=typed, at=NOON, on=TODAY)


def test_a_user_without_second_factor_has_no_right_code(an: User) -> None:
    assert not second_factor.has_second_factor(an.pk)
    assert second_factor.recovery_codes_left(an.pk) == 0
    with transaction.atomic():
        assert not second_factor.is_code_of_application(an.pk, "123456", NOON)
        assert not second_factor.is_recovery_code(an.pk, "12345678", NOON)


def test_what_is_wrong_is_told_by_name(an: User) -> None:
    own = of(an)
    given = {"by": own, "at": NOON, "on": TODAY}
    with pytest.raises(passwords.WrongPassword):
        passwords.change_password(current="sai bét", new=NEW_PASSWORD, **given)
    with pytest.raises(WeakPassword):
        passwords.change_password(current=PASSWORD, new="ngắn", **given)
    with pytest.raises(passwords.WrongPassword):
        passwords.end_sessions(current="sai bét", **given)
    with pytest.raises(passwords.NotOn):
        passwords.make_recovery_codes(current=PASSWORD, **given)
    secret = second_factor.new_secret()
    with pytest.raises(passwords.WrongCode):
        passwords.turn_second_factor_on(current=PASSWORD, secret=secret, code="abcdef", **given)
    passwords.turn_second_factor_on(current=PASSWORD, secret=secret, code=code_at(secret, NOON), **given)
    with pytest.raises(passwords.AlreadyOn):
        passwords.turn_second_factor_on(current=PASSWORD, secret=secret, code=code_at(secret, NOON), **given)
    assert Entry.objects.count() == 1, "only what was done is told"


def test_a_slip_is_issued_by_somebody(an: User) -> None:
    system = Scope(None, "hệ thống", grants={Permission.MANAGE_USERS: EVERYWHERE})
    with pytest.raises(OutOfScope):
        slips.issue_slip(by=system, user_id=an.pk, removes_second_factor=False, reason="", at=NOON, on=TODAY)
    with pytest.raises(NoSuchUser):
        slips.issue_slip(by=of(an), user_id=an.pk, removes_second_factor=False, reason="", at=NOON, on=TODAY)
    assert not ResetSlip.objects.exists()


def test_a_wrong_try_stays_counted_although_the_page_is_refused(an: User) -> None:
    admin = of(an, **{Permission.MANAGE_USERS: EVERYWHERE})
    slip = slips.issue_slip(by=admin, user_id=an.pk, removes_second_factor=False, reason="quên", at=NOON, on=TODAY)
    later = NOON + timedelta(minutes=1)
    with pytest.raises(slips.WrongSlip, match="bị hủy"):
        slips.use_slip(by=VISITOR, name="canbo.an", code="2222", new=NEW_PASSWORD, at=later, on=TODAY)
    assert ResetSlip.objects.get().wrong_tries == 1
    assert (
        slips.use_slip(by=VISITOR, name="canbo.an", code=slip.code, new=NEW_PASSWORD, at=later, on=TODAY) == "canbo.an"
    )
    assert ResetSlip.objects.get().used_at == later


def test_a_slip_whose_account_was_closed_meanwhile_is_no_use(an: User) -> None:
    admin = of(an, **{Permission.MANAGE_USERS: EVERYWHERE})
    slip = slips.issue_slip(by=admin, user_id=an.pk, removes_second_factor=False, reason="quên", at=NOON, on=TODAY)
    User.objects.filter(pk=an.pk).update(closed_on=TODAY)
    with pytest.raises(slips.WrongSlip):
        slips.use_slip(by=VISITOR, name="canbo.an", code=slip.code, new=NEW_PASSWORD, at=NOON, on=TODAY)


def test_the_own_account_of_somebody_without_seats(where: Country) -> None:
    user = User.objects.create_user(username="moi", full_name="Người Mới")
    own = own_account(of(user), on=TODAY)
    assert (own.seats, own.stands_in_for, own.phone, own.has_second_factor) == ((), (), "", False)
    assert short_seat(of(user), on=TODAY) == ""
    assert first_place(user.pk, on=TODAY) is None
    assert own_sign_ins(of(user)) == []
