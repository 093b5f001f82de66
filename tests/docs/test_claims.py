"""What the tables of the pages claim, tried: deadlines, references, settings of the profile, answers of commands."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import docx
import pytest
import yaml

from docgen.files.workspace import open_workspace
from docgen.language.deadlines import print_deadline
from docgen.language.plain_text import plain_text
from docgen.language.printing import Print, Printing
from docgen.language.sentences import point_sentence
from docgen.model.base import plain_key
from docgen.model.deadline import Deadline
from docgen.model.months import date_text
from docgen.model.order import Point, Status
from docgen.model.profile import Formula, Profile, Typography
from docgen.model.text import FORMS, Text
from docs.making.pages import EXAMPLES, TASKS, blocks
from tests.commands import Runner

REGION = EXAMPLES / "region"
DEADLINES = TASKS / "сроки.md"
REFERENCES = TASKS / "ссылки-в-тексте.md"
ORDER = TASKS / "новый-приказ.md"
STYLE = TASKS / "стиль-учреждения.md"
TEMPLATE = TASKS / "шаблон.md"


def rows(page: Path, heading: str) -> list[list[str]]:
    """The rows of the table under a heading; a cell of code without its marks."""
    section = page.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip().strip("`") for cell in line.strip("| ").split(" | ")] for line in lines[1:]]


def plain(text: str) -> str:
    """Words with single ordinary blanks."""
    return " ".join(text.replace("\u00a0", " ").split())


def numberless(text: str) -> str:
    """The text without the number of a paragraph, which changes with the template."""
    return re.sub(r"абзац \d+", "абзац", text)


def says(printed: str, claimed: str) -> bool:
    """Whether a text is what is claimed, «…» standing for what is left out."""
    pattern = ".*".join(re.escape(part) for part in claimed.split("…"))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


@pytest.mark.parametrize(("written", "printed", "last"), rows(DEADLINES, "Что понимает docgen"))
def test_a_deadline_is_read_and_printed(written, printed, last):
    deadline = Deadline.parse(written)
    assert plain(print_deadline(deadline)) == printed
    assert (date_text(deadline.end) if deadline.end else "–") == last
    assert not deadline.repair


@pytest.mark.parametrize(("written", "said"), rows(DEADLINES, "Что docgen спросит"))
def test_a_deadline_is_asked_about(written, said):
    if "нет года" in said:
        assert all(part.names_no_year for part in Deadline.parse(written).parts)
        return
    with pytest.raises(ValueError, match=re.escape(written)) as refused:
        Deadline.parse(written)
    word = {"до октября 2026": "двояко", "октябырь 2026": "«октябрь»", "31.06.2027": "нет в календаре"}
    assert word.get(written, "дословно") in str(refused.value)


@cache
def printings() -> tuple[Printing, ...]:
    workspace = open_workspace(REGION).workspace
    return tuple(Printing.of(workspace.documents[code], workspace) for code in ("помощь", "дорожные-карты"))


def cases() -> list[list[str]]:
    """Every reference of the tables with what it is said to print."""
    by_case = [
        [written.replace("`", "").split(" или ")[-1], printed] for written, _, printed in rows(REFERENCES, "Падеж")
    ]
    things: list[list[str]] = []
    for said, printed in rows(REFERENCES, "На что можно сослаться"):
        written = re.findall(r"\{[^}]+\}", said)
        things += zip(written, printed.split(", ") if len(written) > 1 else [printed], strict=True)
    return [pair for pair in [*by_case, *things] if pair[0] != "{срок}"]


@pytest.mark.parametrize(("written", "printed"), cases())
def test_a_reference_prints_its_words(written, printed):
    code = written.strip("{}").partition(":")[0]
    printing = next(each for each in printings() if code in each.targets)
    assert says(plain(str(printing.text(Text.parse(written)))), printed)


def test_every_case_word_is_on_the_page():
    text = REFERENCES.read_text(encoding="utf-8")
    assert [form for form in FORMS if f":{form}}}" not in text] == []


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """The region example without its profile."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(REGION, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".docgen", "профиль.yaml"))
    return folder


def shown(office: Path, profile: str) -> str:
    (office / "профиль.yaml").write_text(f"вид: профиль\n{profile}\n", encoding="utf-8")
    workspace = open_workspace(office).workspace
    texts = (plain_text(Printing.of(workspace.documents[code], workspace)) for code in ("помощь", "дорожные-карты"))
    return plain("\n".join(texts))


@pytest.mark.parametrize(("setting", "usual", "changed"), rows(STYLE, "Было и стало"))
def test_a_setting_changes_what_is_printed(office, setting, usual, changed):
    before, after = shown(office, ""), shown(office, setting)
    assert usual in before
    assert changed in after
    assert before != after


def test_every_setting_is_on_the_page():
    text = STYLE.read_text(encoding="utf-8")
    for model in (Profile, Typography, Formula):
        for name in model.model_fields:
            assert (
                name == "kind"
                or f"{plain_key(model, name)}: " in text
                or f"{plain_key(model, name)}:\n" in text
                or (f"`{plain_key(model, name)}`" in text)
            ), plain_key(model, name)


@pytest.mark.parametrize("setting", [row[0] for row in rows(STYLE, "Чего не видно в словах") if "…" not in row[0]])
def test_a_setting_that_no_word_shows_is_accepted(setting):
    assert Profile.model_validate(yaml.load(setting, yaml.BaseLoader))


def test_a_template_of_ones_own_goes_as_the_page_says(tmp_path, monkeypatch, capsys):
    shutil.copytree(REGION, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".docgen"))
    docgen = Runner(tmp_path, monkeypatch, capsys)
    template = tmp_path / "шаблоны" / "orders" / "order.docx"
    said = ""
    told = [block for block in blocks(TEMPLATE) if block.language in ("sh", "text")]
    assert len(told) == 8
    for block in told:
        if block.language == "sh":
            answer = docgen(*block.text.split()[1:])
            said = answer.out + answer.err
        elif block.lead.startswith("Если в метке ошибка"):
            document = docx.Document(str(template))
            for run in (run for paragraph in document.paragraphs for run in paragraph.runs):
                run.text = run.text.replace("order.title", "order.titel")
            document.save(str(template))
            checked = docgen("template", "check", "шаблоны/orders/order.docx")
            assert numberless(checked.err) == numberless(block.text)
        else:
            assert block.text in said


def points() -> list[tuple[Point, str]]:
    """The points of the table with what they are said to print; «ещё» adds to the point above."""
    made: list[tuple[Point, str]] = []
    keys: dict[str, object] = {}
    for _, written, printed in rows(ORDER, "Пункты"):
        lines = re.findall(r"[^`]+: [^`]+", written)
        data = yaml.load("\n".join(line for line in lines), yaml.BaseLoader)
        keys = {**keys, **data} if written.startswith("ещё") else data
        made.append((Point.model_validate(keys), printed))
    return made


@pytest.mark.parametrize(("point", "printed"), points(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_point_prints_its_sentence(point, printed):
    workspace = open_workspace(REGION).workspace
    order = workspace.documents["помощь"].model_copy(update={"points": (point,)})
    printing = Printing.of(order, workspace)
    assert says(plain(str(point_sentence(point, printing))), printed)


def test_every_status_prints_as_said():
    said = {
        Status(state): Print(word)
        for states, word, _ in rows(ORDER, "Состояния")
        for state in states.replace("`", "").split(", ")
    }
    assert said == {status: Print.of(status) for status in Status}


def test_an_order_of_a_body_that_is_gone_is_told_so(office, monkeypatch, capsys):
    order = office / "orders" / "clusters.yaml"
    text = order.read_text(encoding="utf-8")
    order.write_text(re.sub("планируемая дата: .*", "планируемая дата: 26.02.2027", text), encoding="utf-8")
    said = [block.text for block in blocks(TASKS / "люди-и-организации.md") if block.language == "text"]
    checked = Runner(office, monkeypatch, capsys)("check", "orders/clusters.yaml")
    order.write_text(text, encoding="utf-8")
    assert said
    assert all(block in checked.err for block in said)
