"""What importing a pasted list of hamlets would do: which are new, which are there already, what is wrong where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from giamngheo.common.scope import Scope
from giamngheo.common.text import compose, fold, squeeze
from giamngheo.places.hamlet_names import same
from giamngheo.places.kinds import MANAGE_PLACES, TYPES, Level, PlaceRow
from giamngheo.places.models import Attachment, PlaceName
from giamngheo.places.pasted import Fault, Pasted
from giamngheo.places.queries.units import communes_in

_SHORT_TYPES = {"tt": "thi tran", "p": "phuong", "x": "xa", "f": "phuong", "dk": "dac khu"}
_COMMUNE_TYPES = tuple(fold(kind) for kind in TYPES[Level.COMMUNE])


class WhichCommune(ValueError):
    """The name of a commune is missing, unknown here, or that of several."""


@dataclass(frozen=True, slots=True)
class PlannedHamlet:
    """A hamlet of the list and the commune it goes to."""

    line: int
    commune: PlaceRow
    type: str
    name: str

    @property
    def title(self) -> str:
        """Type and name."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class HamletImport:
    """What an import would do; with any fault, nothing."""

    new: tuple[PlannedHamlet, ...]
    already: tuple[PlannedHamlet, ...]
    faults: tuple[Fault, ...]


def planned_import(pasted: Pasted, *, within: int, on: date, scope: Scope) -> HamletImport:
    """Work out what importing a list would do.

    Args:
        pasted: the list (`pasted.read_text`, `pasted.read_rows`), whose own faults are told with those found here.
        within: the province, district or commune whose communes the list names; a commune needs not be named.
        on: the day as of which communes are looked up.
        scope: whose permission to change places decides which communes may be named.

    Raises:
        NoSuchPlace: `within` does not exist on the day.
    """
    communes = communes_in(within, on=on)
    alone = communes[0] if len(communes) == 1 and communes[0].id == within else None
    planned: list[PlannedHamlet] = []
    faults = list(pasted.faults)
    first_line: dict[tuple[int, str], int] = {}
    choices: dict[str, PlaceRow] = {}
    for one in pasted.hamlets:
        try:
            if one.commune not in choices:
                choices[one.commune] = _commune(one.commune, communes, alone)
        except WhichCommune as unclear:
            faults.append(Fault(one.line, str(unclear)))
            continue
        commune = choices[one.commune]
        key = (commune.id, same(one.type, one.name))
        if not scope.covers(MANAGE_PLACES, commune.id):
            faults.append(Fault(one.line, f"tài khoản này không được giao sửa địa bàn {commune.title}"))
        elif key in first_line:
            faults.append(Fault(one.line, f"“{one.title}” của {commune.title} đã có ở dòng {first_line[key]}"))
        else:
            planned.append(PlannedHamlet(one.line, commune, one.type, one.name))
        first_line.setdefault(key, one.line)
    there = hamlets_there({one.commune.id for one in planned}, since=on)
    is_there = [(one, (one.commune.id, same(one.type, one.name)) in there) for one in planned]
    return HamletImport(
        new=tuple(one for one, is_known in is_there if not is_known),
        already=tuple(one for one, is_known in is_there if is_known),
        faults=tuple(sorted(faults, key=lambda fault: fault.line)),
    )


def hamlets_there(commune_ids: Iterable[int], *, since: date) -> set[tuple[int, str]]:
    """Return (commune, key of `hamlet_names.same`) of the hamlets that lie in one of the communes on a day or later."""
    not_over = Q(valid_until=None) | Q(valid_until__gt=since)
    lying = Attachment.objects.filter(not_over, parent_id__in=set(commune_ids), place__level=Level.HAMLET)
    commune_of: dict[int, list[int]] = {}
    for hamlet_id, commune_id in lying.values_list("place_id", "parent_id"):
        commune_of.setdefault(hamlet_id, []).append(commune_id)
    names = PlaceName.objects.filter(not_over, place_id__in=lying.values("place_id"))
    return {
        (commune_id, same(kind, name))
        for hamlet_id, kind, name in names.values_list("place_id", "type", "name")
        for commune_id in commune_of[hamlet_id]
    }


def _commune(typed: str, communes: Sequence[PlaceRow], alone: PlaceRow | None) -> PlaceRow:
    """Choose the commune that is meant: by type and name, by name alone, with accents, without.

    Raises:
        WhichCommune: none or several would do.
    """
    if not typed:
        if alone is not None:
            return alone
        raise WhichCommune("chưa có tên xã; hãy thêm cột Xã")
    exact, folded = squeeze(compose(typed)).casefold(), _spelled_out(typed)
    for fits in (
        [one for one in communes if exact in {one.title.casefold(), one.name.casefold()}],
        [one for one in communes if folded in {fold(one.title), fold(one.name)}],
        [one for one in communes if _without_type(folded) == fold(one.name)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            several = ", ".join(one.title for one in fits[:4])
            raise WhichCommune(f"“{typed[:40]}” có thể là {several}; hãy ghi rõ loại, hoặc nhập riêng từng xã")
    where = f"không phải {alone.title}" if alone else "không có trong các xã của địa bàn này vào ngày đã chọn"
    raise WhichCommune(f"xã “{typed[:40]}” {where}")


def _spelled_out(typed: str) -> str:
    """Fold the name of a commune and write its type in full: “TT. Tân Khai” → “thi tran tan khai”."""
    first, _, rest = fold(typed).replace(".", " ").partition(" ")
    return squeeze(f"{_SHORT_TYPES.get(first, first)} {rest}")


def _without_type(folded: str) -> str:
    kind = next((one for one in _COMMUNE_TYPES if folded.startswith(f"{one} ")), "")
    return folded.removeprefix(kind).strip()
