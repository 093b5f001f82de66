"""The annexes of the sample documents are read as the ground truth says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any, NamedTuple

import pytest

from docgen.model.deadline import Deadline
from docgen.readers.annexes.reader import read_annex
from docgen.readers.draft import Context, Draft
from docgen.readers.known import Known
from docgen.readers.plain.reader import read_plain
from docgen.readers.segments import segments
from docgen.readers.words import said_words
from tests.needs import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.seeds]

PLANS = [("000", 0), ("001", 0), ("004", 0), ("004", 1), ("004", 2)]
LEVELS = ("региональный", "муниципальный", "институциональный")


class Annex(NamedTuple):
    """An annex of a sample as read."""

    draft: Draft
    context: Context

    @property
    def measures(self) -> list[dict[str, Any]]:
        """All measures in order."""
        return [m for section in self.sections for m in section["мероприятия"]]

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The sections; the measures of a plan without them stand in one."""
        return self.draft.data.get("разделы") or [{"мероприятия": self.draft.data["мероприятия"]}]


@cache
def annexes(sample: str) -> list[Annex]:
    path = next((SHARED / "seeds").glob(f"{sample}_*.txt"))
    source = read_plain(path.read_bytes(), path.name)
    known = Known(text=path.read_text())
    found = []
    for segment in segments(source.blocks):
        if segment.kind == "annex":
            context = Context(path.name, known)
            draft = read_annex(segment, context)
            assert draft is not None
            found.append(Annex(draft, context))
    return found


def plans() -> list[Annex]:
    return [annexes(sample)[index] for sample, index in PLANS]


def section_of_truth(start: str, end: str) -> str:
    truth = (SHARED / "seeds" / "ground-truth.md").read_text()
    return truth[truth.index(start) : truth.index(end)]


def test_every_annex_is_read_word_by_word() -> None:
    for sample in ("000", "001", "004"):
        for annex in annexes(sample):
            assert not annex.context.leftovers
            assert {finding.rule for finding in annex.context.findings} <= {"скобка-исправлена"}


def test_the_annexes_have_their_kinds() -> None:
    kinds = [[annex.draft.data["вид"] for annex in annexes(sample)] for sample in ("000", "001", "004")]
    assert kinds == [["план", "список"], ["план"], ["план", "план", "план"]]


def test_the_rows_are_counted() -> None:
    assert [len(plan.measures) for plan in plans()] == [42, 25, 45, 39, 34]


def test_the_columns_are_recognised() -> None:
    usual = ["номер", "уровень", "мероприятие", "описание", "срок", "ответственные", "результат"]
    assert [plan.draft.data["графы"] for plan in plans()] == [
        ["номер", "мероприятие", "срок", "ответственные"],
        ["номер", "мероприятие", "документ", "срок", "ответственные"],
        usual, usual, usual,
    ]  # fmt: skip


def test_the_sections_of_the_first_plan() -> None:
    sections = annexes("000")[0].sections
    shown = [(section["номер"], section["название"], len(section["мероприятия"])) for section in sections]
    assert [(number, count) for number, _, count in shown] == [("1", 16), ("2", 9), ("нет", 14), ("нет", 3)]
    truth = section_of_truth("### B.1", "### B.2")
    assert all(title in truth for _, title, _ in shown)


def test_a_row_without_a_number_says_so() -> None:
    numbers = [measure["номер"] for measure in annexes("000")[0].sections[2]["мероприятия"]]
    assert numbers == ["3.1", "3.2", *(f"3.{n}" for n in range(4, 12)), "нет", "3.12", "3.13", "3.14"]


def test_the_levels_are_those_of_each_group() -> None:
    """The table of B.5: which rows of each section are of which level."""
    rows = re.findall(
        r"^\| (\d) \| (\d) \| (.+?) \| (.+?) \| (.+?) \| (\d+) \|$", section_of_truth("### B.5", "### B.6"), re.M
    )
    assert len(rows) == 9
    for annex, section, *groups, count in rows:
        measures = annexes("004")[int(annex) - 1].sections[int(section) - 1]["мероприятия"]
        assert len(measures) == int(count)
        for level, numbers in zip(LEVELS, groups, strict=True):
            assert [m["номер"] for m in measures if m["уровень"] == level] == list(spelled_out(numbers))
    total = Counter(m["уровень"] for annex in annexes("004") for m in annex.measures)
    assert [total[level] for level in LEVELS] == [58, 26, 34]


def spelled_out(numbers: str) -> list[str]:
    """«1.1–1.3» is 1.1, 1.2, 1.3; several stand between commas."""
    if "–" not in numbers:
        return numbers.split(", ")
    first, last = numbers.split("–")
    head, start = first.split(".")
    return [f"{head}.{number}" for number in range(int(start), int(last.split(".")[1]) + 1)]


def test_every_deadline_is_read() -> None:
    said = [measure["срок"] for plan in plans() for measure in plan.measures if "срок" in measure]
    lines = [line["срок"] for plan in plans() for measure in plan.measures for line in measure.get("строки", ())]
    assert len(said) == 184
    assert len(lines) == 6
    assert all(isinstance(words, str) and Deadline.parse(words) for words in (*said, *lines))
    truth = re.findall(r"^\| (\d+) \| (.+?) \| [A-Z]", section_of_truth("### C.3", "### C.4"), re.M)
    assert Counter(map(clean, (*said, *lines))) == catalogue(truth)


def catalogue(rows: list[tuple[str, str]]) -> Counter[str]:
    """How often each string of a catalogue stands, whatever its letter case; page breaks have been mended here."""
    counted: Counter[str] = Counter()
    for count, text in rows:
        counted[clean(text)] += int(count)
    return counted


def clean(text: str) -> str:
    return " ".join(said_words(text.replace("те⏎чение", "течение").replace("дирек⏎тор", "директор")))


def test_the_parties_are_those_of_the_catalogue() -> None:
    said = [measure["ответственные"] for plan in plans() for measure in plan.measures]
    assert len(said) == 185
    truth = re.findall(r"^\| (\d+) \| (.+?) \| \d{3}/", section_of_truth("### D.1", "### D.2"), re.M)
    assert Counter(map(clean, said)) == catalogue(truth)


def test_a_row_of_many_days_has_lines() -> None:
    measure = annexes("001")[0].measures[8]
    assert measure["номер"] == "9"
    assert "срок" not in measure
    assert [line["срок"] for line in measure["строки"]] == [
        "26.01.2022", "февраль 2022 г.", "16.03.2022", "март 2022 года", "апрель 2022 г.", "13.04.2022",
    ]  # fmt: skip
    assert [line["мероприятие"].split("«")[0].strip(" –-") for line in measure["строки"]] == [
        "СОШ № 19", "СОШ № 12", "СОШ № 5", "ООШ № 7", "Лицей № 1", "СОШ № 20",
    ]  # fmt: skip


def test_the_parts_before_a_table() -> None:
    data = annexes("001")[0].draft.data
    parts = [(part["часть"], part["номер"], part.get("текст", "").count("\n- ") + 1) for part in data["части"]]
    assert parts == [
        ("цели", "1", 2),
        ("задачи", "2", 5),
        ("основания", "3", 8),
        ("обоснование", "4", 3),
        ("содержание", "4", 1),
    ]
    assert "вступление" not in data
    assert data["период"] == "2022"


def test_who_signs_the_annex_itself() -> None:
    annex = annexes("001")[0]
    signature = annex.draft.data["подпись"]
    assert annex.context.known.reference.posts[signature["должность"]].name == "директор МКУО ЦОКО"
    assert annex.context.known.reference.people[signature["лицо"]].surname == "Хняч"


def test_the_introductions_hold_the_problems() -> None:
    intros = [annex.draft.data["вступление"] for annex in annexes("004")]
    assert [len(re.findall("^- ", intro, re.M)) for intro in intros] == [4, 3, 3]
    assert all(share in intros[2] for share in ("72,3%", "80,4 %", "89,4 %"))


def test_23_measures_hold_a_list() -> None:
    """B.5 names the rows; two of them have lists of two levels under bold headings."""
    named = re.search(
        r"Rows whose measure holds a list \(23\): (.+?)\. Rows split", section_of_truth("### B.5", "### B.6")
    )
    assert named is not None
    expected = []
    for part in re.split(r"; ", named[1]):
        annex = re.search(r"Прил\. (\d)", part)
        assert annex is not None
        expected += [(int(annex[1]), number) for number in re.findall(r"\d+\.\d+", part)]
    found = [
        (index, measure["номер"])
        for index, annex in enumerate(annexes("004"), 1)
        for measure in annex.measures
        if "\n- " in measure["мероприятие"]
    ]
    assert set(expected) <= set(found)
    assert len(expected) == 23
    bold = [m["номер"] for annex in annexes("004") for m in annex.measures if "**" in m["мероприятие"]]
    assert bold == ["3.15", "3.11", "3.10"]


def test_68_schools_in_two_clusters() -> None:
    annex = annexes("000")[1]
    clusters = annex.draft.data["кластеры"]
    assert [len(cluster["школы"]) for cluster in clusters] == [21, 47]
    assert [cluster["номер"] for cluster in clusters] == ["1", "2"]
    assert clusters[0]["сопровождение"] == "ЦНППМ ГАУ ДПО СОИРО"
    assert all(cluster["название"] == "Школы с низкими образовательными результатами" for cluster in clusters)
    schools = [school for cluster in clusters for school in cluster["школы"]]
    assert [school["номер"] for school in schools] == [str(n) for count in (21, 47) for n in range(1, count + 1)]
    assert len({school["код"] for school in schools}) == 68


def test_places_are_told() -> None:
    annex = annexes("004")[0]
    told = {told.path: told for told in annex.draft.told}
    assert told[("название",)].words.startswith("План мероприятий")
    path = ("разделы", 0, "мероприятия", 0)
    assert told[(*path, "номер")].words == "1.1"
    assert told[(*path, "срок")].words == "октябрь-ноябрь 2022"
    assert told[(*path, "ответственные")].words.startswith("Департамент")
    assert told[(*path, "срок")].place.line > 40
