"""A database is opened once, for real work or for the demo; the two never mix."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from factories.people import country
from factories.staffed_district import NOW

from giamngheo.accounts.models import User
from giamngheo.accounts.password_rules import WeakPassword
from giamngheo.audit.models import Entry
from giamngheo.common.codes import NoTelephoneNumber
from giamngheo.common.scope import Scope
from giamngheo.norms import actions, queries
from giamngheo.norms.actions import FirstAdministrator
from giamngheo.norms.kinds import Step
from giamngheo.norms.models import Workspace

FIRST = FirstAdministrator("Người Quản Trị Mẫu", " Quan.Tri ", "+84 912 345 678", "cày cấy mùa xuân")


@pytest.mark.django_db
def test_before_anything_is_opened_there_is_no_workspace_and_no_top_place() -> None:
    assert queries.workspace() is None
    assert queries.top_place_id(on=date(2024, 1, 1)) is None
    assert queries.profile(on=date(2024, 1, 1)) is None


@pytest.mark.django_db
@pytest.mark.parametrize("is_demo", [True, False])
def test_what_was_opened_cannot_be_opened_again(is_demo: bool) -> None:
    actions.open_workspace(by=actions.SYSTEM, at=NOW, is_demo=is_demo)
    for again in (True, False):
        with pytest.raises(actions.WorkspaceIsOpen, match="đã được mở rồi"):
            actions.open_workspace(by=actions.SYSTEM, at=NOW, is_demo=again)
    workspace = queries.workspace()
    assert workspace is not None
    assert workspace.is_demo is is_demo
    assert (workspace.ready_at is not None) is is_demo, "the demo has nothing to set up"
    [entry] = Entry.objects.all()
    assert (entry.deed, entry.actor_name, entry.after) == ("norms.opened", "hệ thống", {"minh_hoa": is_demo})


@pytest.mark.django_db
def test_demo_data_are_refused_where_no_demo_was_opened() -> None:
    with pytest.raises(queries.NoDemo):
        queries.require_demo()
    queries.require_real()
    actions.open_workspace(by=actions.SYSTEM, at=NOW, is_demo=False)
    queries.require_real()
    with pytest.raises(queries.NoDemo, match="không ghi dữ liệu minh họa"):
        queries.require_demo()


@pytest.mark.django_db
def test_real_work_is_refused_in_the_demo() -> None:
    actions.open_workspace(by=actions.SYSTEM, at=NOW, is_demo=True)
    queries.require_demo()
    with pytest.raises(queries.NoRealWorkspace, match="không dùng cho việc thật"):
        queries.require_real()
    with pytest.raises(actions.WorkspaceIsOpen):
        actions.start_work(at=NOW, administrator=FIRST)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_starting_makes_the_first_administrator_and_leaves_a_trace() -> None:
    user_id = actions.start_work(at=NOW, administrator=FIRST)
    user = User.objects.get()
    assert (user.pk, user.username, user.phone) == (user_id, "quan.tri", "0912345678")
    assert user.check_password("cày cấy mùa xuân")
    workspace = queries.workspace()
    assert workspace is not None
    assert (workspace.opened_by_id, workspace.is_demo, workspace.ready_at) == (user_id, False, None)
    assert workspace.steps_left == tuple(Step)
    assert list(Entry.objects.order_by("pk").values_list("deed", flat=True)) == [
        "norms.opened",
        "norms.first_administrator",
    ]
    assert "cày cấy" not in str(list(Entry.objects.values()))
    assert "cày cấy" not in repr(FIRST)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"password": "ngắn quá"}, WeakPassword),
        ({"password": "quan.tri123"}, WeakPassword),
        ({"phone": "12345"}, NoTelephoneNumber),
        ({"username": "  "}, ValueError),
    ],
)
def test_a_refused_administrator_opens_nothing(changed: dict[str, str], refusal: type[Exception]) -> None:
    given = {"full_name": "Mẫu", "username": "quan.tri", "phone": "", "password": "cày cấy mùa xuân"} | changed
    with pytest.raises(refusal):
        actions.start_work(at=NOW, administrator=FirstAdministrator(**given))
    assert not Workspace.objects.exists()
    assert not User.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_user_name_or_number_that_somebody_has_is_refused() -> None:
    User.objects.create_user(username="quan.tri", full_name="Người đã có")
    with pytest.raises(actions.AccountExists, match="đã có người dùng"):
        actions.start_work(at=NOW, administrator=FIRST)
    assert not Workspace.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_at_once_one_wins_and_the_other_is_told() -> None:
    barrier = Barrier(2)
    came_of_it: list[str] = []

    def start(number: int) -> None:
        barrier.wait()
        one = FirstAdministrator(f"Người {number}", f"nguoi.{number}", "", "cày cấy mùa xuân")
        try:
            actions.start_work(at=NOW, administrator=one)
            came_of_it.append("mở")
        except actions.WorkspaceIsOpen as late:
            came_of_it.append(str(late))
        finally:
            connection.close()

    both = [Thread(target=start, args=(number,)) for number in (1, 2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(came_of_it) == sorted(["mở", str(actions.WorkspaceIsOpen())])
    assert User.objects.count() == 1
    assert Workspace.objects.count() == 1


@pytest.mark.django_db
def test_only_who_opened_it_sets_it_up_until_there_is_a_profile() -> None:
    user_id = actions.start_work(at=NOW, administrator=FIRST)
    country()
    assert queries.may_set_up(Scope(user_id, "Mẫu"))
    assert not queries.may_set_up(Scope(user_id + 1, "Người khác"))
    assert not queries.may_set_up(Scope(None, "chưa đăng nhập"))
