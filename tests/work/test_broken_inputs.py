"""Broken inputs: each fault is found, at its line, with all others in the file, and nothing is printed from it.

The cases are text files in ``tests/cases/inputs``: a line that says what is wrong, the files of a small workspace
after ``=== name`` (with «в кодировке …» where it matters), and after ``=== ждём`` the findings: place, weight, rule,
quotation, and below each some of its words. Reference data that a case does not bring are those of ``write_workspace``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.findings import Finding, Severity
from docgen.work.checking import check_paths
from docgen.work.rendering import render_file
from tests.builders import SMALL_ORDER, write_workspace
from tests.commands import run_as_program
from tests.counts import scaled

FOLDER = Path(__file__).parent.parent / "cases" / "inputs"
EXPECTED = "ждём"
_HEADER = re.compile(r"\S.*? (?:ошибка|предупреждение|замечание) \S+(?: «.*»)?")


@dataclass(frozen=True)
class Case:
    """One case file as read; ``findings`` are pairs of a header line and the words that must follow it."""

    name: str
    files: dict[str, bytes]
    findings: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def has_errors(self) -> bool:
        return any(" ошибка " in header for header, _ in self.findings)

    def lay_out(self, folder: Path) -> None:
        """Write the workspace of the case into a folder."""
        write_workspace(folder, {})
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def read_case(path: Path) -> Case:
    """The case in a file."""
    files: dict[str, bytes] = {}
    findings: list[tuple[str, tuple[str, ...]]] = []
    for section in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, body = section.partition("\n")
        if head == EXPECTED:
            findings = [_expected(block) for block in re.split(r"\n(?=\S)", body.strip("\n"))]
        else:
            name, _, encoding = head.partition(" в кодировке ")
            files[name] = (f"{body}\n" if body else "").encode(encoding or "utf-8")
    return Case(path.stem, files, tuple(findings))


def _expected(block: str) -> tuple[str, tuple[str, ...]]:
    header, *words = block.split("\n")
    assert _HEADER.fullmatch(header), f"not a finding: {header}"
    return header, tuple(line.strip() for line in words)


CASES = [read_case(path) for path in sorted(FOLDER.glob("*.txt"))]


def shown(finding: Finding) -> str:
    """A finding the way a case file writes it."""
    place = f"{finding.document}:{finding.line}" if finding.line else finding.document
    return f"{place} {finding.severity} {finding.rule}" + (f" «{finding.quote}»" if finding.quote else "")


def found_in(folder: Path) -> list[Finding]:
    return check_paths([folder]).findings


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the test stands in, so that findings name files as a person there would."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_at_least_sixty_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_fault_is_named_at_its_place_and_no_other(case: Case, here: Path) -> None:
    case.lay_out(here)
    findings = found_in(Path())
    assert [shown(finding) for finding in findings] == [header for header, _ in case.findings]
    for finding, (header, words) in zip(findings, case.findings, strict=True):
        for fragment in words:
            assert fragment in f"{finding.message} {finding.hint}", header


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_message_is_a_sentence_for_a_person(case: Case, here: Path) -> None:
    case.lay_out(here)
    for finding in found_in(Path()):
        assert re.match(r"[А-ЯЁ«]", finding.message), finding.message
        assert re.search(r"""[.»"']$""", finding.message), finding.message
        assert not re.search(r"Error|None|Traceback|expected|[a-z]+_[a-z]+", finding.message + finding.hint)
        if finding.line and finding.source:
            assert finding.column and finding.column <= len(finding.source) + 1


# Which of two documents a code means does not matter to one that is printed by its file.
UNPRINTABLE = [case for case in CASES if case.has_errors and case.name != "код-двух-документов"]


@pytest.mark.parametrize("case", UNPRINTABLE, ids=lambda case: case.name)
def test_nothing_is_printed_from_a_workspace_with_errors(case: Case, here: Path) -> None:
    case.lay_out(here)
    file = next(iter(case.files))
    before = sorted(here.rglob("*"))
    with pytest.raises(InputError) as raised:
        render_file(Path(file), Path("out.docx"))
    found = {shown(finding) for finding in raised.value.findings}
    assert {header for header, _ in case.findings if " ошибка " in header} <= found
    assert sorted(here.rglob("*")) == before


BY_NAME = {case.name: case for case in CASES}


@pytest.mark.parametrize(
    "name",
    ["много-ошибок-yaml", "много-ошибок-в-полях", "много-ошибок-в-кодах", "нет-файла-приложения", "пустой-комплект"],
)
def test_the_program_ends_with_code_one_and_no_traceback(name: str, here: Path) -> None:
    case = BY_NAME[name]
    case.lay_out(here)
    file = next(iter(case.files))
    for arguments in (("check", "."), ("render", file, "-o", "out.docx")):
        ran = run_as_program(*arguments, folder=here)
        assert ran.code == 1
        assert "Traceback" not in ran.out + ran.err
        for header, _ in case.findings:
            place = header.split(" ошибка ")[0]
            assert place in ran.err
    assert not (here / "out.docx").exists()


# What cannot be written down in a case file


def test_a_file_that_does_not_exist(here: Path) -> None:
    write_workspace(here, {})
    (finding,) = found_in(Path("нет.yaml"))
    assert shown(finding) == "нет.yaml ошибка нечитаемый-файл"
    assert finding.message == "Файла «нет.yaml» нет."


def test_a_folder_without_documents(here: Path) -> None:
    (here / "пусто").mkdir()
    (finding,) = found_in(Path("пусто"))
    assert shown(finding) == "пусто ошибка нечего-проверять «пусто»"


def test_a_folder_in_the_place_of_a_file(here: Path) -> None:
    write_workspace(here, {"приказ.yaml/заметка.txt": "текст"})
    (finding,) = found_in(Path())
    assert shown(finding) == "приказ.yaml ошибка нечитаемый-файл"
    assert "это папка" in finding.message


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "не-текст", "документ Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "не-текст", "старого вида"),
        (b"%PDF-1.7\n", "не-текст", "PDF"),
        (bytes(range(256)) * 8, "не-текст", "двоичный"),
        (SMALL_ORDER.encode()[:60] + b"\0" + SMALL_ORDER.encode()[60:], "запрещённый-знак", "U+0000"),
        ("ид: приказ".encode() + b"\xd0\n" + SMALL_ORDER.encode(), "повреждённые-байты", "нечитаемых мест 1"),
    ],
)
def test_a_file_that_is_no_text(data: bytes, rule: str, words: str, here: Path) -> None:
    write_workspace(here, {})
    (here / "приказ.yaml").write_bytes(data)
    findings = found_in(Path())
    assert rule in {finding.rule for finding in findings}
    assert words in next(finding.message for finding in findings if finding.rule == rule)
    assert {finding.document for finding in findings} == {"приказ.yaml"}


def test_a_line_broken_by_a_sign_that_no_editor_shows(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": SMALL_ORDER.replace("Об утверждении ", "Об утверждении\u2028")})
    (finding,) = found_in(Path())
    assert shown(finding) == "приказ.yaml:4 предупреждение необычный-перевод-строки"
    assert "U+2028" in finding.message


def test_a_file_larger_than_ten_megabytes(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": SMALL_ORDER + "# " + "а" * (5 * 1024 * 1024)})
    (finding,) = found_in(Path())
    assert shown(finding) == "приказ.yaml ошибка слишком-большой-файл"


@pytest.mark.parametrize("text", ["[" * 100_000, "{а: " * 5_000, "".join(f"{' ' * n}а:\n" for n in range(200))])
def test_a_file_nested_without_end(text: str, here: Path) -> None:
    write_workspace(here, {"приказ.yaml": f"{SMALL_ORDER}акты:\n {text}"})
    findings = found_in(Path())
    assert any("Вложенность глубже" in finding.message or finding.rule == "битый-yaml" for finding in findings)
    assert all(finding.line and finding.line >= 10 for finding in findings if finding.rule == "битый-yaml")


def test_ten_thousand_equal_faults_are_told_in_a_few_findings(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": SMALL_ORDER + "заголовок: О порядке\n" * 10_000})
    findings = found_in(Path())
    assert len(findings) < 50
    assert "ещё" in findings[-1].message


ANNEXED = (
    SMALL_ORDER.replace("текст: соблюдать порядок", "утверждает: план1") + "приложения:\n  - код: план1\n    файл: "
)
PLAN = "вид: план\nкод: план1\nназвание: План\nмероприятия:\n  - код: м1\n    мероприятие: Проведение совещания\n"


@pytest.mark.parametrize("by_link", [False, True], ids=["path", "link"])
def test_an_annex_outside_of_the_workspace(by_link: bool, here: Path) -> None:
    (here / "план.yaml").write_text(PLAN, encoding="utf-8")
    file = "ссылка.yaml" if by_link else "../план.yaml"
    write_workspace(here / "комплект", {"приказ.yaml": f"{ANNEXED}{file}\n"})
    if by_link:
        (here / "комплект" / file).symlink_to(here / "план.yaml")
    findings = [f for f in found_in(Path("комплект")) if f.document == "комплект/приказ.yaml"]
    assert [shown(f) for f in findings] == [f"комплект/приказ.yaml:12 ошибка нет-файла-приложения «{file}»"]
    assert "лежит вне комплекта" in findings[0].message


@pytest.mark.parametrize("file", ["п" * 400 + ".yaml", '"план\\0.yaml"', "/", "..", "."])
def test_an_annex_at_an_impossible_path(file: str, here: Path) -> None:
    write_workspace(here, {"приказ.yaml": f"{ANNEXED}{file}\n"})
    findings = found_in(Path())
    assert [(finding.line, finding.severity) for finding in findings] == [(12, Severity.ERROR)]


def test_a_link_that_leads_to_itself(here: Path) -> None:
    write_workspace(here, {"приказ.yaml": SMALL_ORDER})
    (here / "круг.yaml").symlink_to(here / "круг.yaml")
    findings = found_in(Path())
    assert {finding.document for finding in findings} == {"круг.yaml"}


def test_a_document_beside_a_broken_one_is_still_checked(here: Path) -> None:
    faulty = SMALL_ORDER.replace("код: п1", "код: первый пункт")
    write_workspace(here, {"а.yaml": "вид: приказ\n\tкод: а\n", "б.yaml": faulty})
    assert {finding.document for finding in found_in(Path())} == {"а.yaml", "б.yaml"}


def test_a_workspace_inside_the_folder_checked_keeps_its_reference_data(here: Path) -> None:
    write_workspace(here / "первый", {"приказ.yaml": SMALL_ORDER})
    write_workspace(here / "второй", {"приказ.yaml": SMALL_ORDER.replace("начальник", "директор")})
    (finding,) = found_in(Path())
    assert shown(finding) == "второй/приказ.yaml:9 ошибка неизвестный-код «директор»"


def test_the_content_of_a_signed_order_must_not_change(here: Path) -> None:
    signed = SMALL_ORDER.replace("орган:", "состояние: подписан\nорган:")
    write_workspace(here, {"приказ.yaml": signed})
    render_file(Path("приказ.yaml"), Path("out.docx"))
    assert found_in(Path()) == []
    changed = signed.replace("соблюдать", "нарушать").replace("заголовок: Об", "преамбула: В целях\nзаголовок: Об")
    (here / "приказ.yaml").write_text(changed, encoding="utf-8")
    assert [shown(finding) for finding in found_in(Path())] == [
        "приказ.yaml:5 ошибка изменён-после-подписания",
        "приказ.yaml:7 ошибка изменён-после-подписания",
    ]


def test_a_signed_order_may_still_be_registered(here: Path) -> None:
    signed = SMALL_ORDER.replace("орган:", "состояние: подписан\nорган:")
    write_workspace(here, {"приказ.yaml": signed})
    render_file(Path("приказ.yaml"), Path("out.docx"))
    registered = signed.replace("подписан", "зарегистрирован") + "регистрация: {дата: 17.09.2026, номер: 212-ОД}\n"
    (here / "приказ.yaml").write_text(registered, encoding="utf-8")
    assert found_in(Path()) == []


def test_an_order_outside_of_any_workspace_has_no_reference_data(here: Path) -> None:
    (here / "приказ.yaml").write_text(SMALL_ORDER, encoding="utf-8")
    assert [shown(finding) for finding in found_in(Path("приказ.yaml"))] == [
        "приказ.yaml:3 ошибка неизвестный-код «департамент»",
        "приказ.yaml:9 ошибка неизвестный-код «начальник»",
    ]


SIGNS = [
    "{", "}", "[", "]", ":", " - ", "\n", "\n  ", "\t", "**", "{срок}", "{п1:дат}", '"', "'", "&", "*", "|", ">", "#", "---\n",
    "код: п1\n", "пункты:\n", ": []\n", "31.02.2026", "да", "\\", "\u2028", "\0", "«", "😀", "",
]  # fmt: skip
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(SIGNS)), min_size=1, max_size=4)


@given(edits=edits)
@settings(max_examples=scaled(2000), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_edit_of_a_file_makes_a_traceback(edits: list[tuple[float, int, str]], here: Path) -> None:
    text = f"{ANNEXED}план.yaml\n"
    for place, length, sign in edits:
        start = int(place * len(text))
        text = text[:start] + sign + text[start + length :]
    write_workspace(here, {"приказ.yaml": text, "план.yaml": PLAN})
    for finding in found_in(Path()):
        assert finding.document in ("приказ.yaml", "план.yaml") and finding.message


@pytest.mark.parametrize("name", ["справочники/лица.yaml", "профиль.yaml", "комплект.yaml"])
def test_what_is_no_document_is_not_printed(name: str, here: Path) -> None:
    write_workspace(here, {"профиль.yaml": "вид: профиль\n"})
    with pytest.raises(InputError) as raised:
        render_file(Path(name), Path("out.docx"))
    assert [finding.rule for finding in raised.value.findings] == ["не-документ"]
