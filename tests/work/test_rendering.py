"""render: one document into one file, whole or not at all, and never over somebody's work."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.findings import Severity
from docgen.language.printing import Print
from docgen.work.checking import check_paths
from docgen.work.fixing import fix_ids
from docgen.work.rendering import own_name, render_file
from docgen.work.showing import show_file
from tests.builders import SMALL_ORDER, order, plan, write_workspace
from tests.counts import scaled

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
    assert len(kept) == 3  # two orders, one plan


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


# the freeze

SIGNED = ORDER + "состояние: подписан\n"


def sign(folder: Path) -> Path:
    """Render the order as signed; the file of the order."""
    file = folder / "приказ.yaml"
    file.write_text(SIGNED, encoding="utf-8")
    render_file(file, folder / "приказ.docx")
    return file


def frozen(path: Path) -> list[tuple[str, int | None]]:
    found = check_paths([path]).findings
    return [(f.rule, f.line) for f in found if f.rule in ("изменён-после-подписания", "подпись-снята")]


def test_a_signed_order_that_stays_as_it_was_prints_again(here: Path) -> None:
    file = sign(here)
    file.write_text(ORDER + REGISTERED, encoding="utf-8")
    assert frozen(here) == []
    render_file(file, here / "приказ.docx")


def test_an_annex_changed_after_signing_is_found_on_the_order(here: Path) -> None:
    file = sign(here)
    (here / "планы/план.yaml").write_text(PLAN.replace("Совещание", "Семинар"), encoding="utf-8")
    (finding,) = [f for f in check_paths([here]).findings if f.rule == "изменён-после-подписания"]
    assert (finding.message, finding.document) == (
        "Приложение «план1» изменено после подписания.", str(here / "приказ.yaml"),
    )  # fmt: skip
    assert SIGNED.splitlines()[(finding.line or 0) - 1].strip() == "- код: план1"
    with pytest.raises(InputError) as raised:
        render_file(file, here / "приказ.docx")
    assert rules(raised) == ["изменён-после-подписания"]


def test_a_name_changed_after_signing_is_asked_about(here: Path) -> None:
    """The surname of whoever signed is data of the office, which the freeze of the order's own file does not reach."""
    file = sign(here)
    people = here / "справочники/лица.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("Орлова", "Соколова"), encoding="utf-8")
    (finding,) = [f for f in check_paths([here]).findings if f.rule == "подписанный-печатается-иначе"]
    assert finding.document == str(here / "приказ.yaml")
    assert "Е.П.\u00a0Орлова" in finding.message and "Е.П.\u00a0Соколова" in finding.message
    assert "с: …" in finding.hint
    assert render_file(file, here / "приказ.docx").findings  # a warning: paper may have to be printed again


@pytest.mark.parametrize("force", [False, True])
def test_a_file_signed_by_another_beside_it_is_never_overwritten(force: bool, here: Path) -> None:
    render_file(here / "приказ.yaml", here / "приказ.docx")
    (here / "приказ.docx.sig").write_bytes(b"0")
    with pytest.raises(InputError) as raised:
        render_file(here / "приказ.yaml", here / "приказ.docx", force=force)
    assert rules(raised) == ["файл-подписан"]


def test_a_second_print_does_not_make_other_words_the_signed_ones(here: Path) -> None:
    file = sign(here)
    people = here / "справочники/лица.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("Орлова", "Соколова"), encoding="utf-8")
    for name in ("ещё.docx", "и-ещё.docx"):
        printed = render_file(file, here / name)
        assert "подписанный-печатается-иначе" in [finding.rule for finding in printed.findings]


SCANNED = SIGNED.replace(
    "приложения:",
    """приложения:
  - код: памятка
    документ:
      вид: скан
      название: Памятка
      файл: памятка.pdf
      листов: 2""",
    1,
)


def test_a_scan_replaced_after_signing_is_found(here: Path) -> None:
    (here / "памятка.pdf").write_bytes(b"first")
    (here / "приказ.yaml").write_text(SCANNED, encoding="utf-8")
    render_file(here / "приказ.yaml", here / "приказ.docx")
    assert frozen(here) == []
    (here / "памятка.pdf").write_bytes(b"second")
    (finding,) = [f for f in check_paths([here]).findings if f.rule == "изменён-после-подписания"]
    assert "«памятка.pdf» заменён" in finding.message
    with pytest.raises(InputError):
        render_file(here / "приказ.yaml", here / "приказ.docx")
    (here / "памятка.pdf").unlink()
    assert frozen(here) == []  # that it is not there is told otherwise


def test_a_draft_again_does_not_escape_the_freeze(here: Path) -> None:
    file = sign(here)
    file.write_text(ORDER.replace("Об утверждении плана", "О другом"), encoding="utf-8")
    assert sorted(rule for rule, _ in frozen(here)) == ["изменён-после-подписания", "подпись-снята"]
    with pytest.raises(InputError):
        render_file(file, here / "приказ.docx")


@pytest.mark.parametrize("line", ["код: другой\n", ""])
def test_another_id_or_none_does_not_escape_the_freeze(line: str, here: Path) -> None:
    file = sign(here)
    file.write_text(SIGNED.replace("код: порядок\n", line).replace("плана\n", "планов\n"), encoding="utf-8")
    assert [rule for rule, _ in frozen(file)] == ["изменён-после-подписания"] * 2


def test_a_missing_id_is_not_put_into_what_was_signed(here: Path) -> None:
    file = here / "приказ.yaml"
    file.write_text(SIGNED.replace("  - код: п2\n    текст", "  - текст"), encoding="utf-8")
    render_file(file, here / "приказ.docx")
    assert list(fix_ids([here])) == []


def test_a_new_order_in_the_place_of_one_that_was_filed_is_free(here: Path) -> None:
    file = sign(here)
    (here / "архив").mkdir()
    (here / "архив/приказ.yaml").write_text(SIGNED.replace("планы/", "../планы/"), encoding="utf-8")
    file.write_text(ORDER.replace("код: порядок", "код: новый"), encoding="utf-8")
    assert frozen(file) == []


# the base


def test_a_damaged_index_is_a_warning_and_kept_under_another_name(here: Path) -> None:
    file = sign(here)
    index = here / ".docgen/base/index.json"
    index.write_text('{"x": [5]}', encoding="utf-8")
    assert [f.rule for f in check_paths([here]).findings] == ["история-повреждена"]
    found = render_file(file, here / "приказ.docx").findings
    assert [(f.rule, f.severity) for f in found] == [("история-повреждена", "предупреждение")] * 2
    assert index.with_name("index.повреждён-1.json").read_text(encoding="utf-8") == '{"x": [5]}'
    assert check_paths([here]).findings == []


def test_a_record_that_cannot_be_written_means_no_file(here: Path) -> None:
    render_file(Path("приказ.yaml"), Path("а.docx"))
    index = json.loads((here / ".docgen/base/index.json").read_text(encoding="utf-8"))
    content = here / ".docgen/base" / f"{index['порядок'][0]['содержание']}.json"
    content.unlink()
    content.mkdir()
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), Path("б.docx"))
    assert rules(raised) == ["файл-не-записан"] and not Path("б.docx").exists()


def test_a_file_that_cannot_be_written_means_no_record(here: Path) -> None:
    Path("занято").write_text("", encoding="utf-8")
    with pytest.raises(InputError):
        render_file(Path("приказ.yaml"), Path("занято/приказ.docx"))
    assert not (here / ".docgen/base/index.json").exists()


@pytest.fixture
def share() -> Iterator[Path]:
    """A folder that the test may read only, even when it is run by the one whom no right stops."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights of folders are tried on POSIX systems")
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        top.chmod(0o777)
        folder = write_workspace(top / "комплект", {"приказ.yaml": ORDER, "планы/план.yaml": PLAN})
        (top / "рядом").mkdir()
        (top / "рядом").chmod(0o777)
        render_file(folder / "приказ.yaml", top / "загружено.docx")  # what is loaded late is loaded now
        shutil.rmtree(folder / ".docgen")
        was, is_root = folder.stat().st_mode, os.geteuid() == 0
        folder.chmod(0o555)
        if is_root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
                place.chmod(was)


def test_a_workspace_that_cannot_be_written_is_printed_from_with_a_note(share: Path) -> None:
    out = share.parent / "рядом" / "приказ.docx"
    printed = render_file(share / "приказ.yaml", out)
    assert [(f.rule, f.severity) for f in printed.findings] == [("комплект-только-для-чтения", "замечание")]
    assert out.is_file() and not (share / ".docgen").exists()


def test_nothing_is_written_into_a_workspace_that_cannot_be_written(share: Path) -> None:
    with pytest.raises(InputError) as raised:
        render_file(share / "приказ.yaml", share / "приказ.docx")
    assert rules(raised) == ["комплект-не-заперт"]


# folders and files that cannot be read


@pytest.mark.parametrize("name", [".", "справочники"])
def test_a_folder_without_entrance_is_told_and_the_rest_is_checked(name: str, share: Path) -> None:
    closed = share / name / "закрыто"
    is_root = os.getuid() == 0
    if is_root:
        os.seteuid(0)
    share.chmod(0o755)
    closed.mkdir()
    closed.chmod(0)
    if is_root:
        os.seteuid(65534)
    try:
        checked = check_paths([share])
        assert [(f.rule, f.document) for f in checked.findings] == [("закрытая-папка", str(closed))]
        assert len(checked.documents) == 2
        assert {f.rule for f in check_paths([closed / "а.yaml"]).findings} >= {"нечитаемый-файл"}
    finally:
        if is_root:
            os.seteuid(0)
        closed.rmdir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["x.yaml", "справочники/x.yaml", ".docgen/base/index.json"])
def test_a_pipe_is_told_and_not_waited_for(name: str, here: Path) -> None:
    (here / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(here / name)
    assert {f.rule for f in check_paths([here]).findings} <= {"нечитаемый-файл", "история-повреждена"}
    assert check_paths([here]).findings


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_the_output_is_a_foreign_file(here: Path) -> None:
    os.mkfifo("приказ.docx")
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), Path("приказ.docx"))
    assert rules(raised) == ["чужой-файл"]


# names


@pytest.mark.parametrize("out", ["я" * 300 + ".docx", "я" * 300, "я" * 300 + "/", "я" * 300 + "/а.docx"])
def test_a_name_too_long_for_the_disk_is_told(out: str, here: Path) -> None:
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), out)
    assert rules(raised) == ["файл-не-записан"]
    assert not (here / ".docgen/base/index.json").exists()


def test_an_input_with_a_name_too_long_is_told() -> None:
    assert {f.rule for f in check_paths([Path("я" * 300)]).findings} == {"нечитаемый-файл"}
    assert list(fix_ids([Path("я" * 300)])) == []


def test_a_long_number_makes_a_name_that_the_disk_takes(here: Path) -> None:
    Path("приказ.yaml").write_text(ORDER + REGISTERED.replace("212-ОД", "я" * 300), encoding="utf-8")
    path = render_file(Path("приказ.yaml"), "готово").path
    assert path.is_file() and len(path.stem) == 120


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ('а<б>в:г"д|е?ж*з\\и', "а-б-в-г-д-е-ж-з-и"),
        ("две\nстроки\u2028и\x07звон", "две-строки-и-звон"),
        ("точки. . ", "точки"),
        ("CON", "CON-"),
        ("nul.2026", "nul-.2026"),
        ("Com1", "Com1-"),
        ("lpt¹", "lpt¹-"),
        ("CONTRA", "CONTRA"),
        ("а" * 119 + ". б", "а" * 119),
    ],
)
def test_a_name_is_one_that_windows_takes(stem: str, name: str) -> None:
    assert own_name(plan(), Path(f"{stem}.yaml")) == name


@given(stem=st.text(min_size=1, max_size=200))
@settings(max_examples=scaled(500), deadline=None)
def test_any_number_makes_a_name_that_any_system_takes(stem: str) -> None:
    document = order(регистрация={"дата": "01.09.2026", "номер": f"1{stem}"})
    for name in (own_name(document, Path("а.yaml")), own_name(plan(), Path(stem.replace("/", "") or "а"))):
        assert name and len(name) <= 120 and len(name.encode()) <= 240
        assert not set('<>:"/\\|?*') & set(name)
        assert not any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in name)
        assert name == name.rstrip(". ")


@pytest.mark.parametrize("out", ["out.doc", "out.pdf", "папка.2026"])
def test_another_extension_than_docx_is_told_and_makes_no_folder(out: str, here: Path) -> None:
    before = files(here)
    with pytest.raises(InputError) as raised:
        render_file(Path("приказ.yaml"), out)
    assert rules(raised) == ["не-docx"] and files(here) == before


def test_a_folder_may_have_a_dot_when_it_stands_there_or_ends_with_a_slash(here: Path) -> None:
    assert render_file(Path("приказ.yaml"), "папка.2026/").path == Path("папка.2026/приказ.docx")
    assert render_file(Path("планы/план.yaml"), "папка.2026").path == Path("папка.2026/план.docx")


def test_two_orders_of_one_year_under_one_number_are_found_in_the_folder(here: Path) -> None:
    write_workspace(here, {})
    registered = SMALL_ORDER + "состояние: зарегистрирован\nрегистрация:\n  дата: 15.10.2026\n  номер: 5-ОД\n"
    for name in ("первый", "второй"):
        (here / f"{name}.yaml").write_text(registered.replace("код: порядок", f"код: {name}"), encoding="utf-8")
    (finding,) = [f for f in check_paths([here]).findings if f.rule == "номер-у-двух-приказов"]
    assert finding.document == str(here / "первый.yaml") and "второй.yaml" in finding.message


def test_a_folder_is_checked_with_the_templates_of_its_own(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": SMALL_ORDER})
    broken = here / "шаблоны/orders/order.docx"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"x")
    (finding,) = [f for f in check_paths([here]).findings if f.severity is Severity.ERROR]
    assert finding.document == str(broken)
