"""render: one document into one file, whole or not at all, and never over somebody's work."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from docgen.errors import InputError
from docgen.language.printing import Print
from docgen.work.rendering import render_file
from docgen.work.showing import show_file
from tests.builders import write_workspace

ORDER = """\
вид: приказ
код: порядок
орган: департамент
планируемая дата: 15.10.2026
заголовок: Об утверждении плана
пункты:
  - код: п1
    утверждает: план1
  - код: п2
    текст: выполнить {п1:вин} до {срок}
    срок: 01.12.2026
подпись:
  должность: начальник
приложения:
  - код: план1
    файл: планы/план.yaml
"""
PLAN = "вид: план\nкод: план1\nназвание: План тишины\nмероприятия:\n  - код: м1\n    мероприятие: Совещание\n"
REGISTERED = "состояние: зарегистрирован\nрегистрация: {дата: 17.09.2026, номер: 212-ОД}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with an order and its plan that the test stands in."""
    monkeypatch.chdir(tmp_path)
    return write_workspace(tmp_path, {"приказ.yaml": ORDER, "планы/план.yaml": PLAN})


def words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def rules(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [finding.rule for finding in error.value.findings]


def files(folder: Path) -> list[str]:
    """What lies in the folder besides what docgen keeps for itself."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if ".docgen" not in path.parts)


def edit(path: Path) -> None:
    """Do what a person does in Word: change a text and save."""
    opened = docx.Document(str(path))
    opened.paragraphs[0].text = "Правлено"
    opened.save(str(path))


def test_an_order_prints_its_annexes_and_a_plan_itself_alone(here: Path) -> None:
    assert "План тишины" in words(render_file(Path("приказ.yaml"), Path("приказ.docx")).path)
    plan = words(render_file(Path("планы/план.yaml"), Path("план.docx")).path)
    assert "План тишины" in plan and "ПРИКАЗ" not in plan


def test_the_same_input_makes_the_same_bytes(here: Path) -> None:
    first = render_file(Path("приказ.yaml"), Path("а.docx")).path.read_bytes()
    assert render_file(Path("приказ.yaml"), Path("б.docx")).path.read_bytes() == first


def test_a_registered_order_gives_the_file_its_own_name(here: Path) -> None:
    Path("приказ.yaml").write_text(ORDER + REGISTERED, encoding="utf-8")
    assert render_file(Path("приказ.yaml"), Path("готово")).path == Path("готово/Приказ от 17.09.2026 № 212-ОД.docx")
    assert files(here / "готово") == ["Приказ от 17.09.2026 № 212-ОД.docx"]


def test_a_number_with_a_slash_does_not_make_folders(here: Path) -> None:
    Path("приказ.yaml").write_text(ORDER + REGISTERED.replace("212-ОД", "212/3-ОД"), encoding="utf-8")
    assert render_file(Path("приказ.yaml"), Path("готово")).path.name == "Приказ от 17.09.2026 № 212-3-ОД.docx"


def test_a_document_without_a_number_takes_the_name_of_its_file(here: Path) -> None:
    assert render_file(Path("приказ.yaml"), here).path.name == "приказ.docx"
    assert render_file(Path("планы/план.yaml"), Path("готово")).path == Path("готово/план.docx")


def test_rendering_leaves_nothing_but_the_file_and_its_base(here: Path) -> None:
    before = files(here)
    render_file(Path("приказ.yaml"), Path("готово/приказ.docx"))
    assert files(here) == sorted([*before, "готово", "готово/приказ.docx"])
    index = json.loads((here / ".docgen" / "base" / "index.json").read_text(encoding="utf-8"))
    assert set(index) == {"порядок"}
    kept = json.loads((here / ".docgen" / "base" / f"{index['порядок'][0]['содержание']}.json").read_text("utf-8"))
    assert kept["заголовок"] == "Об утверждении плана"


def test_every_version_of_a_document_is_kept_once(here: Path) -> None:
    for title in ("плана", "плана", "нового плана", "плана"):
        Path("приказ.yaml").write_text(ORDER.replace("утверждении плана", f"утверждении {title}"), encoding="utf-8")
        render_file(Path("приказ.yaml"), Path("приказ.docx"))
    kept = [path for path in (here / ".docgen" / "base").glob("*.json") if path.name != "index.json"]
    assert len(kept) == 2


def test_outside_of_a_workspace_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "план.yaml").write_text(PLAN, encoding="utf-8")
    render_file(tmp_path / "план.yaml", tmp_path / "план.docx")
    assert files(tmp_path) == ["план.docx", "план.yaml"]
    assert not (tmp_path / ".docgen").exists()


def test_an_untouched_file_is_replaced_by_a_newer_one(here: Path) -> None:
    render_file(Path("приказ.yaml"), Path("приказ.docx"))
    Path("приказ.yaml").write_text(ORDER.replace("Об утверждении плана", "О тишине"), encoding="utf-8")
    assert "О тишине" in words(render_file(Path("приказ.yaml"), Path("приказ.docx")).path)


def test_a_file_edited_in_word_is_never_overwritten_unasked(here: Path) -> None:
    path = render_file(Path("приказ.yaml"), Path("приказ.docx")).path
    edit(path)
    edited = path.read_bytes()
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), Path("приказ.docx"))
    assert rules(raised) == ["файл-правлен-вручную"]
    assert raised.value.findings[0].document == "приказ.docx"
    assert path.read_bytes() == edited
    render_file(Path("приказ.yaml"), Path("приказ.docx"), force=True)
    assert "Правлено" not in words(path)


def foreign_word_file(path: Path) -> None:
    docx.Document().save(str(path))


def foreign_text(path: Path) -> None:
    path.write_text("просто текст", encoding="utf-8")


def cut_short(path: Path) -> None:
    path.write_bytes(render_file(Path("приказ.yaml"), Path("ещё.docx")).path.read_bytes()[:500])


@pytest.mark.parametrize("make", [foreign_word_file, foreign_text, cut_short])
def test_a_file_that_docgen_did_not_make_is_never_overwritten_unasked(make, here: Path) -> None:
    path = here / "приказ.docx"
    make(path)
    before = path.read_bytes()
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), Path("приказ.docx"))
    assert rules(raised) == ["чужой-файл"]
    assert path.read_bytes() == before
    assert render_file(Path("приказ.yaml"), Path("приказ.docx"), force=True).path.read_bytes() != before


def test_a_part_changed_inside_the_file_counts_as_an_edit(here: Path) -> None:
    path = render_file(Path("приказ.yaml"), Path("приказ.docx")).path
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace("Начальник".encode(), "Директор".encode()))
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), Path("приказ.docx"))
    assert rules(raised) == ["файл-правлен-вручную"]


def test_a_copy_under_another_name_is_still_docgens_own(here: Path) -> None:
    path = render_file(Path("приказ.yaml"), Path("приказ.docx")).path
    shutil.copy(path, "копия.docx")
    render_file(Path("планы/план.yaml"), Path("копия.docx"))


def test_a_file_open_in_word_is_told_and_left_alone(here: Path) -> None:
    path = render_file(Path("приказ.yaml"), Path("приказ.docx")).path
    before = path.read_bytes()
    (here / "~$иказ.docx").write_bytes(b"")
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), Path("приказ.docx"))
    assert rules(raised) == ["файл-открыт"]
    assert path.read_bytes() == before


def test_nothing_is_written_when_the_input_is_faulty(here: Path) -> None:
    Path("планы/план.yaml").write_text(PLAN.replace("мероприятие: С", "мероприятия: С"), encoding="utf-8")
    before = files(here)
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), Path("приказ.docx"))
    assert {finding.document for finding in raised.value.findings} == {"планы/план.yaml"}
    assert files(here) == before and not (here / ".docgen").exists()


def test_a_folder_in_the_place_of_the_document_is_told(here: Path) -> None:
    with pytest.raises(InputError) as raised:
        render_file(Path("планы"), Path("приказ.docx"))
    assert rules(raised) == ["нечитаемый-файл"]


def test_a_file_in_the_place_of_the_output_folder_is_told(here: Path) -> None:
    Path("готово").write_text("файл", encoding="utf-8")
    with pytest.raises(InputError):
        render_file(Path("приказ.yaml"), Path("готово"))
    assert Path("готово").read_text(encoding="utf-8") == "файл"


@pytest.mark.parametrize(("wanted", "draft"), [(Print.DRAFT, True), (Print.SIGN, False), (None, True)])
def test_the_print_is_chosen_or_follows_the_status(wanted: Print | None, draft: bool, here: Path) -> None:
    text = words(render_file(Path("приказ.yaml"), Path("приказ.docx"), print=wanted).path)
    assert ("ПРОЕКТ" in text) is draft


def test_a_registered_print_needs_date_and_number(here: Path) -> None:
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), Path("приказ.docx"), print=Print.REGISTERED)
    assert rules(raised) == ["нет-даты-и-номера"]


def test_what_is_shown_has_the_numbers_that_word_prints(here: Path) -> None:
    text = show_file(Path("приказ.yaml")).replace("\u00a0", " ")
    assert "1. Утвердить план тишины (приложение)." in text
    assert "2. Выполнить пункт 1" in text
    assert "План тишины" in text
