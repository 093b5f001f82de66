"""The kept versions: each once, found again by id or by file, and never lost to a damaged index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.files.base import Bases
from tests.builders import annexed, order, plan

MAP = plan(код="карта1")
SIGNED = order(["а"], код="п1", состояние="подписан", приложения=annexed(MAP))
DAMAGE = [
    '{"x":5}',
    '{"x":[5]}',
    '{"x":[{}]}',
    '{"x":[{"содержание":1,"состояние":"подписан"}]}',
    "[]",
    "{",
    "",
    "[" * 9999,
]


def index(root: Path) -> Path:
    return root / ".docgen" / "base" / "index.json"


def recorded(root: Path, *documents) -> Path:
    file = root / "приказ.yaml"
    for document in documents:
        annexes = (MAP,) if getattr(document, "annexes", ()) else ()
        assert Bases(root).record(document, file, "0", annexes) == []
    return file


def test_the_first_signed_version_is_found_with_its_annexes(tmp_path: Path):
    later = order(["б"], код="п1", состояние="зарегистрирован")
    file = recorded(tmp_path, order(["черновик"], код="п1"), SIGNED, later)
    signed = Bases(tmp_path).signed(later, file)
    assert signed is not None
    assert signed.content["пункты"] == [{"текст": "а"}] and "состояние" not in signed.content
    assert [(annex.id, annex.file, annex.content) for annex in signed.annexes] == [
        ("карта1", "карта1.yaml", MAP.plain())
    ]


def test_a_draft_was_never_signed(tmp_path: Path):
    file = recorded(tmp_path, order(["черновик"], код="п1"))
    assert Bases(tmp_path).signed(SIGNED, file) is None and not Bases(tmp_path).has_signed()


def test_a_document_is_known_by_its_id_wherever_it_lies_and_by_its_file_whatever_its_id(tmp_path: Path):
    file = recorded(tmp_path, SIGNED)
    assert Bases(tmp_path).signed(SIGNED, tmp_path / "архив" / "старый.yaml")
    assert Bases(tmp_path).signed(order(код="другой"), file)
    assert Bases(tmp_path).signed(order(код=None), file)
    assert Bases(tmp_path).signed(order(код="другой"), tmp_path / "другой.yaml") is None


def test_what_takes_the_place_of_a_document_that_moved_away_is_another_one(tmp_path: Path):
    file = recorded(tmp_path, SIGNED)
    homes = {"п1": tmp_path / "архив" / "приказ.yaml"}
    assert Bases(tmp_path).signed(order(код="другой"), file, homes) is None


def test_documents_without_ids_and_with_the_same_name_are_told_apart(tmp_path: Path):
    file = recorded(tmp_path, order(["а"], код=None, состояние="подписан"))
    file.write_text("", encoding="utf-8")
    assert Bases(tmp_path).signed(order(код=None), file)
    assert Bases(tmp_path).signed(order(код=None), tmp_path / "б" / "приказ.yaml") is None
    file.unlink()
    assert Bases(tmp_path).signed(order(код=None), tmp_path / "б" / "приказ.yaml")


@pytest.mark.parametrize("text", DAMAGE)
def test_a_damaged_index_is_told_and_kept_beside_the_new_one(text: str, tmp_path: Path):
    file = recorded(tmp_path, SIGNED)
    index(tmp_path).write_text(text, encoding="utf-8")
    bases = Bases(tmp_path, Path("комплект"))
    assert bases.signed(SIGNED, file) is None
    (finding,) = bases.findings(SIGNED, file)
    assert (finding.rule, finding.severity) == ("история-повреждена", "предупреждение")
    assert finding.document == str(Path("комплект/.docgen/base/index.json"))
    (note,) = bases.record(SIGNED, file, "0", (MAP,))
    aside = index(tmp_path).with_name("index.повреждён-1.json")
    assert aside.read_text(encoding="utf-8") == text and aside.name in note.message
    assert Bases(tmp_path).signed(SIGNED, file) and not list(Bases(tmp_path).findings(SIGNED, file))


def test_the_entries_of_a_damaged_index_that_make_sense_go_on(tmp_path: Path):
    file = recorded(tmp_path, SIGNED)
    data = json.loads(index(tmp_path).read_text(encoding="utf-8"))
    index(tmp_path).write_text(json.dumps({**data, "x": 5}), encoding="utf-8")
    assert Bases(tmp_path).signed(SIGNED, file)
    Bases(tmp_path).record(SIGNED, file, "0", (MAP,))
    assert json.loads(index(tmp_path).read_text(encoding="utf-8")) == data


def test_damage_twice_keeps_both(tmp_path: Path):
    file = recorded(tmp_path, SIGNED)
    for text in ("раз", "два"):
        index(tmp_path).write_text(text, encoding="utf-8")
        Bases(tmp_path).record(SIGNED, file, "0", (MAP,))
    kept = sorted(index(tmp_path).parent.glob("index.повреждён-*.json"))
    assert [path.read_text(encoding="utf-8") for path in kept] == ["раз", "два"]


def test_a_folder_in_the_place_of_the_index_is_put_aside(tmp_path: Path):
    index(tmp_path).mkdir(parents=True)
    (index(tmp_path) / "чужое.txt").write_text("а", encoding="utf-8")
    assert [finding.rule for finding in Bases(tmp_path).findings(SIGNED, tmp_path / "приказ.yaml")] == [
        "история-повреждена"
    ]
    assert Bases(tmp_path).record(SIGNED, tmp_path / "приказ.yaml", "0", (MAP,))
    assert (tmp_path / ".docgen/base/index.повреждён-1.json/чужое.txt").is_file() and index(tmp_path).is_file()


def test_a_file_in_the_place_of_the_folder_is_put_aside(tmp_path: Path):
    (tmp_path / ".docgen").mkdir()
    (tmp_path / ".docgen" / "base").write_text("чужое", encoding="utf-8")
    assert [finding.rule for finding in Bases(tmp_path).findings(SIGNED, tmp_path / "приказ.yaml")] == [
        "история-повреждена"
    ]
    assert Bases(tmp_path).record(SIGNED, tmp_path / "приказ.yaml", "0", (MAP,))
    assert (tmp_path / ".docgen/base.повреждён-1").read_text(encoding="utf-8") == "чужое"
    assert index(tmp_path).is_file()


def test_content_that_somebody_changed_is_told_not_believed_and_mended_by_the_same_content(tmp_path: Path):
    file = recorded(tmp_path, SIGNED)
    digest = json.loads(index(tmp_path).read_text(encoding="utf-8"))["п1"][0]["содержание"]
    content = index(tmp_path).with_name(f"{digest}.json")
    content.write_text(content.read_text(encoding="utf-8").replace('"а"', '"б"'), encoding="utf-8")
    bases = Bases(tmp_path)
    assert bases.signed(SIGNED, file) is None
    assert [finding.quote for finding in bases.findings(SIGNED, file)] == [digest]
    bases.record(SIGNED, file, "0", (MAP,))
    assert Bases(tmp_path).signed(SIGNED, file)


def test_a_file_written_with_the_record_is_written_after_it_or_neither_is(tmp_path: Path):
    (tmp_path / "занято").write_text("", encoding="utf-8")
    with pytest.raises(InputError):
        Bases(tmp_path).record(SIGNED, tmp_path / "приказ.yaml", "0", (MAP,), also={tmp_path / "занято" / "а": b"1"})
    assert not index(tmp_path).exists()


def test_without_a_workspace_nothing_is_kept_but_the_file_is_written(tmp_path: Path):
    assert Bases(None).record(SIGNED, tmp_path / "а.yaml", "0", also={tmp_path / "а": b"1"}) == []
    assert [path.name for path in tmp_path.iterdir()] == ["а"]
    assert Bases(None).signed(SIGNED, tmp_path / "а.yaml") is None and not list(
        Bases(None).findings(SIGNED, tmp_path / "а.yaml")
    )
