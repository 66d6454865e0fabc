"""The developer's script that makes the reference data: same input, same files; impossible input, no files."""

import importlib.util
import json
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[3] / "tools/places/make_reference.py"
Change = Callable[[sqlite3.Connection, dict[str, object]], object]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_reference", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "WITH_DISTRICTS", {"province": 1, "district": 2, "commune": 3})
    monkeypatch.setattr(module, "TWO_LEVELS", {"province": 1, "commune": 3})
    return module


def package(folder: Path, change: Change = lambda _database, _converter: None) -> Path:
    """Write the two data files as the package has them, of invented units: one merger, one division, one island."""
    data = folder / "vietnamadminunits/data"
    data.mkdir(parents=True)
    converter: dict[str, object] = {
        "DICT_PROVINCE": {"tinhmau": ["tinhmau"]},
        "DICT_PROVINCE_WARD_NO_DIVIDED": {
            "tinhmau": {"xadong": ["tinhmau_huyendong_xadong"], "dackhudao": ["tinhmau_huyendao_"]}
        },
        "DICT_PROVINCE_WARD_DIVIDED": {
            "tinhmau": {
                "tinhmau_huyendong_xatay": [{"newWardKey": "xadong"}, {"newWardKey": "xatay"}],
                "tinhmau_huyendong_thitranbac": [{"newWardKey": "xadong"}, {"newWardKey": "xatay"}],
            }
        },
    }
    with sqlite3.connect(data / "dataset.db") as database:
        database.execute(
            "create table admin_units_legacy (provinceKey, districtKey, wardKey, provinceCode, province, districtCode,"
            " district, wardCode, ward, districtType, wardType)"
        )
        database.execute(
            "create table admin_units (provinceKey, wardKey, provinceCode, province, wardCode, ward, wardType)"
        )
        dong = ("tinhmau", "huyendong")
        of_dong = ("90", "Tỉnh Mẫu", "901", "Huyện Đông")
        database.executemany(
            "insert into admin_units_legacy values (?,?,?,?,?,?,?,?,?,?,?)",
            [
                (*dong, "xadong", *of_dong, "90101", "Xã é Đông", "Huyện", "Xã"),
                (*dong, "xatay", *of_dong, "90102", "Xã Tây", "Huyện", "Phường"),
                (*dong, "thitranbac", *of_dong, "90103", "Thị Trấn Bắc", "Huyện", "Thị trấn"),
                ("tinhmau", "huyendao", None, "90", "Tỉnh Mẫu", "902", "Huyện Đảo", None, None, "Huyện", None),
            ],
        )
        database.executemany(
            "insert into admin_units values (?,?,?,?,?,?,?)",
            [
                ("tinhmau", "xadong", "90", "Tỉnh Mẫu", "90102", "Xã Đông", "Xã"),
                ("tinhmau", "xatay", "90", "Tỉnh Mẫu", "90103", "Xã Tây", "Xã"),
                ("tinhmau", "dackhudao", "90", "Tỉnh Mẫu", "90104", "Đặc khu Đảo", "Đặc khu"),
            ],
        )
        change(database, converter)
    database.close()
    (data / "converter_2025.json").write_text(json.dumps(converter), encoding="utf-8")
    return folder


def wheel_of(folder: Path) -> Path:
    wheel = folder / "package.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in (folder / "vietnamadminunits/data").iterdir():
            archive.write(file, f"vietnamadminunits/data/{file.name}")
    return wheel


def test_wheel_and_folder_give_the_same_files_byte_for_byte(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = package(tmp_path / "source")
    made = []
    for given in (source, source / "vietnamadminunits", wheel_of(source)):
        assert script.main([str(given)]) == 0
        made.append([(tmp_path / name).read_bytes() for name in ("units.csv", "successions.csv")])
    assert made[0] == made[1] == made[2]
    assert "90102 Xã Tây: the package calls its type Phường; the title is kept" in capsys.readouterr().err


def test_what_is_written(script: ModuleType, tmp_path: Path) -> None:
    script.main([str(package(tmp_path / "source"))])
    units = (tmp_path / "units.csv").read_text(encoding="utf-8").splitlines()
    assert units[0] == "level,code,type,name,parent_level,parent_code,from,until"
    assert "commune,90101,Xã,É Đông,district,901,,2025-07-01" in units
    assert "commune,90103,Thị trấn,Bắc,district,901,,2025-07-01" in units
    assert "commune,90104,Đặc khu,Đảo,province,90,2025-07-01," in units
    assert (tmp_path / "successions.csv").read_text(encoding="utf-8").splitlines() == [
        "old_level,old_code,new_level,new_code,extent",
        "commune,90101,commune,90102,whole",
        "commune,90102,commune,90102,part",
        "commune,90102,commune,90103,part",
        "commune,90103,commune,90102,part",
        "commune,90103,commune,90103,part",
        "district,902,commune,90104,whole",
        "province,90,province,90,whole",
    ]


def without(key: str) -> Change:
    def change(_database: sqlite3.Connection, converter: dict[str, object]) -> None:
        converter[key] = {}

    return change


def said(statement: str) -> Change:
    return lambda database, _converter: database.execute(statement)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (said("update admin_units_legacy set wardCode = '90101' where wardCode = '90102'"), "used twice"),
        (said("update admin_units set ward = 'Tây'"), "no type in"),
        (said("delete from admin_units where wardCode = '90104'"), "nothing is known of 'tinhmau_dackhudao'"),
        (said("update admin_units_legacy set wardCode = null, ward = null"), "instead of"),
        (without("DICT_PROVINCE_WARD_DIVIDED"), "became nothing"),
        (without("DICT_PROVINCE_WARD_NO_DIVIDED"), "became nothing"),
        (without("DICT_PROVINCE"), "became nothing"),
        (said("drop table admin_units"), "no such table"),
    ],
)
def test_data_that_cannot_be_right_stop_it_and_nothing_is_written(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Change, words: str
) -> None:
    source = package(tmp_path / "source", change)
    assert script.main([str(source)]) == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "units.csv").exists()


@pytest.mark.parametrize("given", [[], ["a", "b"]])
def test_without_its_argument_it_tells_how_it_is_used(
    script: ModuleType, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(given) == 2
    assert "python3 tools/places/make_reference.py PATH" in capsys.readouterr().err


def test_what_is_no_package_is_refused(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "no.whl").write_bytes(b"no")
    assert [script.main([str(tmp_path / name)]) for name in ("no.whl", "missing.whl", "")] == [1, 1, 1]
