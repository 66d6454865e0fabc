"""What changes places: the reference data, names, hamlets and what becomes of them. Each is recorded in the trace."""

from giamngheo.places.actions.hamlets import (
    HamletInUse,
    ReasonMissing,
    add_hamlet,
    correct_name,
    end_hamlet,
    move_hamlet,
    withdraw_hamlet,
)
from giamngheo.places.actions.importing import Imported, ListRefused, import_hamlets
from giamngheo.places.actions.reference import UnknownProvince, load_reference
from giamngheo.places.actions.renaming import BasisMissing, NothingChanged, rename
from giamngheo.places.actions.reorganising import (
    CannotMerge,
    CannotSplit,
    NotWhollyMerged,
    carry_over_hamlets,
    merge_hamlets,
    split_hamlet,
)
from giamngheo.places.actions.writing import BasisTooLong, HamletExists, NotACommune, NotAHamlet, WrongDay
from giamngheo.places.hamlet_names import WrongName

__all__ = [
    "BasisMissing",
    "BasisTooLong",
    "CannotMerge",
    "CannotSplit",
    "HamletExists",
    "HamletInUse",
    "Imported",
    "ListRefused",
    "NotACommune",
    "NotAHamlet",
    "NotWhollyMerged",
    "NothingChanged",
    "ReasonMissing",
    "UnknownProvince",
    "WrongDay",
    "WrongName",
    "add_hamlet",
    "carry_over_hamlets",
    "correct_name",
    "end_hamlet",
    "import_hamlets",
    "load_reference",
    "merge_hamlets",
    "move_hamlet",
    "rename",
    "split_hamlet",
    "withdraw_hamlet",
]
