"""copy: a certified copy of a registered order, and why there is none of any other."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from docgen.errors import InputError
from docgen.render.pdf.facts import read_facts
from docgen.work.marking import Certifying, certify_copy
from docgen.work.printing_pdf import render_pdf_file
from tests.builders import SMALL_ORDER, write_workspace
from tests.needs import needs_office

REGISTERED = "состояние: зарегистрирован\nрегистрация: {дата: 17.09.2026, номер: 212-ОД}\n"
DAY = datetime.date(2026, 9, 20)
POSTS = """\
вид: должности
записи:
  - код: начальник
    название: начальник Департамента
    занимает: орлова
  - код: зам
    название: заместитель начальника Департамента
    занимает: [орлова, ким]
  - код: прежний
    название: прежняя должность
    занимает: [{значение: ким, по: 01.09.2026}]
  - код: делопроизводитель
    название: делопроизводитель
    занимает: [{значение: зимин, с: 18.09.2026}]
"""
PEOPLE = """\
вид: лица
записи:
  - {код: орлова, фамилия: Орлова, имя: Елена, отчество: Петровна, пол: ж}
  - {код: зимин, фамилия: Зимин, имя: Павел, отчество: Ильич, пол: м}
  - {код: ким, фамилия: Ким, имя: Ольга, отчество: Петровна, пол: ж}
  - {код: лев, фамилия: Лев, имя: Иван, отчество: Петрович, пол: м}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a registered order, a draft and a plan that the test stands in."""
    monkeypatch.chdir(tmp_path)
    return write_workspace(
        tmp_path,
        {
            "приказ.yaml": SMALL_ORDER + REGISTERED,
            "проект.yaml": SMALL_ORDER.replace("код: порядок", "код: проект"),
            "план.yaml": "вид: план\nкод: план1\nназвание: План\nмероприятия:\n  - код: м1\n    мероприятие: Совещание\n",
            "справочники/должности.yaml": POSTS,
            "справочники/лица.yaml": PEOPLE,
        },
    )


def refused(file: str, by: str = "начальник", day: datetime.date = DAY, made: Path | None = None) -> tuple[str, str]:
    """The fault for which there is no copy, and its words."""
    with pytest.raises(InputError) as faulty:
        certify_copy(Path(file), "копия.pdf", Certifying(by, day), made=made)
    assert not Path("копия.pdf").exists()
    (finding,) = faulty.value.findings
    assert finding.document and finding.hint
    return finding.rule, finding.message


@pytest.mark.parametrize(("file", "rule"), [("проект.yaml", "копия-с-проекта"), ("план.yaml", "копия-с-проекта")])
@pytest.mark.usefixtures("here")
def test_only_a_registered_order_is_certified(file: str, rule: str) -> None:
    assert refused(file)[0] == rule


@pytest.mark.usefixtures("here")
def test_a_copy_is_not_older_than_its_original() -> None:
    rule, message = refused("приказ.yaml", day=datetime.date(2026, 9, 16))
    assert rule == "копия-раньше-документа" and "16.09.2026" in message and "17.09.2026" in message


@pytest.mark.parametrize(("by", "rule", "word"), [
    ("начальнек", "нет-такого-кода", "начальнек"), ("прежний", "некому-подписать", "прежняя должность"),
    ("лев", "некому-подписать", "лев"), ("зам", "должность-у-нескольких", "2\u00a0человека"),
])  # fmt: skip
@pytest.mark.usefixtures("here")
def test_somebody_has_to_certify_it_on_that_day(by: str, rule: str, word: str) -> None:
    found, message = refused("приказ.yaml", by)
    assert found == rule and word in message


@pytest.mark.usefixtures("here")
def test_a_finished_pdf_that_is_not_there_is_told() -> None:
    assert refused("приказ.yaml", made=Path("нет.pdf")) == ("pdf-не-читается", "Файла «нет.pdf» нет.")


@pytest.mark.usefixtures("here")
def test_an_unknown_code_is_answered_with_codes_that_there_are() -> None:
    with pytest.raises(InputError) as faulty:
        certify_copy(Path("приказ.yaml"), "копия.pdf", Certifying("секретарша", DAY))
    (finding,) = faulty.value.findings
    assert "--by" in finding.message and "«зам»" in finding.hint and "«орлова»" in finding.hint


@pytest.mark.parametrize("out", ["копия.docx", "копия 20.11"])
@pytest.mark.usefixtures("here")
def test_a_copy_is_a_pdf_and_no_folder_is_called_like_a_word_file(out: str) -> None:
    with pytest.raises(InputError) as faulty:
        certify_copy(Path("приказ.yaml"), out, Certifying("начальник", DAY))
    assert faulty.value.findings[0].rule == "копия-не-pdf" and not Path(out).exists()


def test_a_foreign_file_is_not_overwritten(here: Path) -> None:
    (here / "копия.pdf").write_bytes(b"%PDF-1.4 foreign")
    with pytest.raises(InputError) as faulty:
        certify_copy(Path("приказ.yaml"), "копия.pdf", Certifying("начальник", DAY))
    assert faulty.value.findings[0].rule == "чужой-файл"
    (here / "копия.pdf").write_bytes(b"%PDF-1.4 /ByteRange [0 1 2 3]")
    with pytest.raises(InputError) as faulty:
        certify_copy(Path("приказ.yaml"), "копия.pdf", Certifying("начальник", DAY), force=True)
    assert faulty.value.findings[0].rule == "файл-подписан"


def words(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


@needs_office
@pytest.mark.office
@pytest.mark.usefixtures("here")
def test_a_copy_is_the_order_with_the_mark_and_fit_for_the_archive() -> None:
    copy = certify_copy(Path("приказ.yaml"), "копии/", Certifying("зимин", DAY, "01-05")).path
    assert copy == Path("копии/Приказ от 17.09.2026 № 212-ОД (копия).pdf")
    said = words(copy)
    assert said.index("Об утверждении порядка") < said.index("Е.П. Орлова") < said.index("Верно")
    assert said.endswith(
        "Верно Делопроизводитель П.И. Зимин 20.09.2026 М.П. "
        "Подлинник документа находится в Департаменте образования в деле № 01-05 за 2026 год."
    )
    facts = read_facts(copy.read_bytes())
    assert (facts.pdfa, facts.language, facts.tagged, facts.intents) == ("2B", "ru-RU", True, ("GTS_PDFA1",))
    assert {font.name.partition("-")[0] for font in facts.fonts} <= {"LiberationSerif", "TimesNewRomanPSMT"}
    assert all(font.embedded for font in facts.fonts)


@needs_office
@pytest.mark.office
@pytest.mark.usefixtures("here")
def test_a_copy_of_a_finished_file_keeps_its_words_whatever_the_data_say_now() -> None:
    render_pdf_file(Path("приказ.yaml"), "приказ.pdf")
    order = Path("приказ.yaml")
    finished = Path("приказ.pdf").read_bytes()
    people = Path("справочники/лица.yaml")
    people.write_text(people.read_text("utf-8").replace("Орлова, имя", "Синицына, имя"), "utf-8")
    assert refused("приказ.yaml")[0] == "подписанный-печатается-иначе"
    copy = certify_copy(order, "копия.pdf", Certifying("делопроизводитель", DAY), made=Path("приказ.pdf")).path
    assert "Е.П. Орлова" in words(copy) and words(copy).endswith("Верно Делопроизводитель П.И. Зимин 20.09.2026")
    assert Path("приказ.pdf").read_bytes() == finished
    again = certify_copy(order, "ещё.pdf", Certifying("делопроизводитель", DAY), made=Path("приказ.pdf")).path
    assert again.read_bytes() == copy.read_bytes()


@needs_office
@pytest.mark.office
def test_the_pdf_of_another_order_is_refused(here: Path) -> None:
    other = SMALL_ORDER.replace("код: порядок", "код: другой") + REGISTERED.replace("212-ОД", "213-ОД")
    (here / "другой.yaml").write_text(other, encoding="utf-8")
    render_pdf_file(Path("другой.yaml"), "другой.pdf")
    rule, message = refused("приказ.yaml", made=Path("другой.pdf"))
    assert rule == "pdf-другого-документа" and "213-ОД" in message and "212-ОД" in message


@needs_office
@pytest.mark.office
@pytest.mark.usefixtures("here")
def test_a_copy_does_not_take_the_place_of_the_pdf_without_a_mark() -> None:
    order, by = Path("приказ.yaml"), Certifying("начальник", DAY)
    render_pdf_file(order, "приказ.pdf")
    finished = Path("приказ.pdf").read_bytes()
    for made, force in ((None, False), (Path("приказ.pdf"), False), (Path("приказ.pdf"), True)):
        with pytest.raises(InputError) as faulty:
            certify_copy(order, "приказ.pdf", by, made=made, force=force)
        assert faulty.value.findings[0].rule == "копия-вместо-подлинника"
    assert Path("приказ.pdf").read_bytes() == finished
    first = certify_copy(order, "копия.pdf", by).path.read_bytes()
    assert certify_copy(order, "копия.pdf", by).path.read_bytes() == first
    certify_copy(order, "приказ.pdf", by, force=True)
    assert Path("приказ.pdf").read_bytes() == first


@needs_office
@pytest.mark.office
def test_a_copy_does_not_take_the_place_of_the_copy_of_another_order(here: Path) -> None:
    by = Certifying("начальник", DAY)
    (here / "другой.yaml").write_text(
        (SMALL_ORDER + REGISTERED).replace("212-ОД", "213-ОД").replace("код: порядок", "код: другой")
    )
    other = certify_copy(Path("другой.yaml"), "копия.pdf", by).path.read_bytes()
    with pytest.raises(InputError) as faulty:
        certify_copy(Path("приказ.yaml"), "копия.pdf", by)
    (finding,) = faulty.value.findings
    assert finding.rule == "копия-вместо-подлинника" and "213-ОД" in finding.message
    assert Path("копия.pdf").read_bytes() == other
    certify_copy(Path("приказ.yaml"), "копия.pdf", by, force=True)
    assert Path("копия.pdf").read_bytes() != other


@needs_office
@pytest.mark.office
def test_a_copy_of_what_is_restricted_is_made_and_told(here: Path) -> None:
    (here / "приказ.yaml").write_text(SMALL_ORDER + REGISTERED + "гриф: {}\n")
    copy = certify_copy(Path("приказ.yaml"), "копия.pdf", Certifying("начальник", DAY))
    (finding,) = [finding for finding in copy.findings if finding.rule == "копия-с-пометкой"]
    assert finding.line and "«Для служебного пользования»" in finding.message
    assert copy.path.is_file()


@needs_office
@pytest.mark.office
@pytest.mark.usefixtures("here")
def test_a_finished_pdf_that_was_edited_is_not_certified() -> None:
    render_pdf_file(Path("приказ.yaml"), "приказ.pdf")
    with Path("приказ.pdf").open("ab") as file:
        file.write(b"% edited\n")
    assert refused("приказ.yaml", made=Path("приказ.pdf"))[0] == "файл-правлен-вручную"


@needs_office
@pytest.mark.office
@pytest.mark.usefixtures("here")
def test_a_day_that_has_not_come_is_told_and_the_copy_is_made() -> None:
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    day = max(tomorrow, DAY)
    copy = certify_copy(Path("приказ.yaml"), "копия.pdf", Certifying("начальник", day))
    assert [finding.rule for finding in copy.findings if finding.rule.startswith("копия")] == ["копия-будущим-днём"]
    assert copy.path.is_file()
