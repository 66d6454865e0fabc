"""Papers signed outside the system: who signed, with or without a recorded right to."""

import io
from datetime import date, timedelta

import pytest
from factories.people import TODAY, seated
from factories.staffed_district import NOW, District, acting

from giamngheo.accounts.kinds import Capacity, Role
from giamngheo.accounts.models import SigningAuthority
from giamngheo.audit.kinds import Subject
from giamngheo.audit.models import Entry
from giamngheo.common.scope import OutOfScope, Scope
from giamngheo.files.media import NotAccepted
from giamngheo.files.models import StoredFile
from giamngheo.norms import actions, queries
from giamngheo.norms.kinds import PaperDetails, Scan
from giamngheo.norms.models import SignedPaper

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def details(**changed: object) -> PaperDetails:
    given: dict[str, object] = {
        "number": "12/QĐ-UBND",
        "signed_on": TODAY,
        "title": "Về việc đổi hồ sơ đơn vị",
        "authority": "UBND huyện Đồng Mẫu",
        "signatory": "Người Ký Mẫu",
    } | changed
    return PaperDetails(**given)  # type: ignore[arg-type]


def enter(district: District, **changed: object) -> int:
    return actions.enter_paper(by=acting(district.standing), at=NOW, on=TODAY, details=details(**changed))


@pytest.fixture
def right(district: District) -> SigningAuthority:
    return SigningAuthority.objects.create(
        user=district.leader,
        capacity=Capacity.DEPUTY,
        for_whom="Chủ tịch",
        valid_from=date(2024, 6, 1),
        valid_until=date(2024, 12, 1),
        basis="QĐ 5/QĐ-UBND",
    )


def test_only_rights_of_the_day_are_offered(right: SigningAuthority) -> None:
    [offered] = queries.signing_rights(on=TODAY)
    assert offered.title == f"KT. (ký thay) Chủ tịch – {right.user.full_name}"
    assert queries.signing_rights(on=date(2024, 5, 31)) == []
    assert queries.signing_rights(on=date(2024, 12, 1)) == []


def test_a_chosen_right_gives_name_and_capacity(district: District, right: SigningAuthority) -> None:
    paper = queries.paper(enter(district, authority_id=right.pk, signatory=""), scope=acting(district.leader))
    assert paper.is_authority_recorded
    assert paper.signer_id == district.leader.pk
    assert paper.signature == f"KT. (ký thay) Chủ tịch {district.leader.full_name}"
    assert paper.citation == "số 12/QĐ-UBND ngày 15/11/2024"


def test_a_right_of_other_days_is_refused_with_the_day(district: District, right: SigningAuthority) -> None:
    with pytest.raises(actions.NoSuchAuthority, match="01/05/2024"):
        enter(district, authority_id=right.pk, signed_on=date(2024, 5, 1))
    assert not SignedPaper.objects.exists()


def test_a_typed_name_is_kept_and_marked_unless_its_right_is_recorded(
    district: District, right: SigningAuthority
) -> None:
    stranger = queries.paper(enter(district), scope=acting(district.leader))
    assert not stranger.is_authority_recorded
    assert stranger.signature == "Người Ký Mẫu"
    known = enter(district, number="13", signatory=right.user.full_name.lower(), capacity=Capacity.DEPUTY)
    assert queries.paper(known, scope=acting(district.leader)).is_authority_recorded
    other_capacity = enter(district, number="14", signatory=right.user.full_name, capacity=Capacity.AUTHORISED)
    assert not queries.paper(other_capacity, scope=acting(district.leader)).is_authority_recorded


def test_a_paper_of_tomorrow_is_refused(district: District) -> None:
    with pytest.raises(actions.NotYetSigned):
        enter(district, signed_on=TODAY + timedelta(days=1))


def test_the_same_paper_is_kept_once_but_can_be_entered_anew_after_withdrawal(district: District) -> None:
    paper_id = enter(district)
    with pytest.raises(actions.PaperIsThere):
        enter(district)
    actions.withdraw_paper(by=acting(district.standing), at=NOW, paper_id=paper_id, reason="Sai trích yếu")
    enter(district)
    old = queries.paper(paper_id, scope=acting(district.leader))
    assert (old.withdrawn_at, old.withdrawn_reason) == (NOW, "Sai trích yếu")
    with pytest.raises(queries.NoSuchPaper):
        actions.withdraw_paper(by=acting(district.standing), at=NOW, paper_id=paper_id, reason="Lần nữa")


def test_a_paper_something_was_approved_by_stays(district: District) -> None:
    paper_id = enter(district)
    scan = StoredFile.objects.create(
        direction="upload",
        kind="scan",
        name="a.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        kept_at=NOW,
    )
    SignedPaper.objects.update(scan=scan)
    by = acting(district.standing)
    actions.ask_approval(by=by, at=NOW, subject=Subject("thing", "1", "Việc"), place_id=None)
    actions.approve_by_paper(by=by, at=NOW, kind="thing", subject_id="1", paper_id=paper_id)
    with pytest.raises(actions.PaperInUse):
        actions.withdraw_paper(by=by, at=NOW, paper_id=paper_id, reason="Muốn rút")


def test_who_entered_it_or_manages_the_installation_withdraws_it(district: District) -> None:
    paper_id = enter(district)
    with pytest.raises(OutOfScope):
        actions.withdraw_paper(by=acting(district.leader), at=NOW, paper_id=paper_id, reason="x")
    actions.withdraw_paper(by=acting(district.administrator), at=NOW, paper_id=paper_id, reason="Nhập nhầm")
    assert Entry.objects.get(deed="norms.paper_withdrawn").reason == "Nhập nhầm"


def test_a_commune_sees_and_enters_its_own_papers_only(district: District) -> None:
    where = district.where
    officer = seated(Role.COMMUNE_OFFICER, where.commune)
    whole = enter(district)
    with pytest.raises(OutOfScope):
        actions.enter_paper(by=acting(officer), at=NOW, on=TODAY, details=details(number="2", place_id=None))
    other = details(number="2", place_id=where.other_commune)
    with pytest.raises(OutOfScope):
        actions.enter_paper(by=acting(officer), at=NOW, on=TODAY, details=other)
    own = actions.enter_paper(by=acting(officer), at=NOW, on=TODAY, details=details(number="2", place_id=where.commune))
    assert [row.id for row in queries.papers(scope=acting(officer))] == [own]
    with pytest.raises(queries.NoSuchPaper):
        queries.paper(whole, scope=acting(officer))
    assert {row.id for row in queries.papers(scope=acting(district.leader))} == {own, whole}


def test_nobody_signed_in_enters_nothing(district: District) -> None:
    system = Scope(None, "hệ thống", grants={"keep_files": None})
    with pytest.raises(OutOfScope):
        actions.enter_paper(by=system, at=NOW, on=TODAY, details=details())


def test_papers_are_found_by_words_with_or_without_accents(district: District) -> None:
    enter(district)
    enter(district, number="7/TB-UBND", title="Thông báo kết luận")
    scope = acting(district.leader)
    assert [row.number for row in queries.papers(scope=scope, text="THONG bao")] == ["7/TB-UBND"]
    assert [row.number for row in queries.papers(scope=scope, text="12/qđ mẫu")] == ["12/QĐ-UBND"]
    assert queries.papers(scope=scope, text="không có") == []
    assert len(queries.papers(scope=scope, text="%")) == 0


def test_papers_are_paged_by_day_without_losing_any(district: District) -> None:
    for number in range(53):
        enter(district, number=str(number), signed_on=TODAY - timedelta(days=number // 2))
    scope = acting(district.leader)
    first = queries.papers(scope=scope)
    assert len(first) == 51
    rest = queries.papers(scope=scope, before=first[49].id)
    both = [row.id for row in (*first[:50], *rest)]
    assert len(set(both)) == 53
    days = [row.signed_on for row in (*first[:50], *rest)]
    assert days == sorted(days, reverse=True)


def test_a_scan_is_kept_with_the_paper_and_a_bad_one_leaves_nothing(district: District) -> None:
    by = acting(district.standing)
    paper_id = actions.enter_paper(by=by, at=NOW, on=TODAY, details=details(), scan=Scan("qd 12.pdf", io.BytesIO(PDF)))
    paper = queries.paper(paper_id, scope=by)
    assert paper.scan_id is not None
    kept = StoredFile.objects.get(pk=paper.scan_id)
    assert (kept.subject_kind, kept.subject_id) == ("signed_paper", str(paper_id))
    bad = Scan("qd.pdf", io.BytesIO(b"MZ not a scan"))
    with pytest.raises(NotAccepted):
        actions.enter_paper(by=by, at=NOW, on=TODAY, details=details(number="99"), scan=bad)
    assert SignedPaper.objects.count() == 1
