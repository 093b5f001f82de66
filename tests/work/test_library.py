"""The Python entrance: load, save, check, to_docx, load_template, Deadline, inflect; faults come as findings."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import docgen
from docgen.errors import CannotShift, InputError, TemplateError
from docgen.model.citation import Registration
from docgen.model.order import Order, Status
from docgen.model.plan import Plan
from docgen.model.text import Text
from docgen.model.workspace import Workspace
from docgen.work.rendering import render_file
from tests.builders import annexed, order, plan, schools, workspace, write_workspace
from tests.counts import scaled
from tests.needs import PROJECT
from tests.render.builders import docx_of, p

FILE = """\
# Приказ о порядке
вид: приказ
код:   порядок
состояние: проект        # по умолчанию и так
орган: "департамент"

заголовок: >-
  Об утверждении
  порядка

# что делать
пункты:
  - {код: п1, текст: соблюдать порядок}   # всегда
  # второй
  - код: п2
    текст: |-
      обеспечить:
      - порядок;
      - тишину.
    срок: до  15.10.2026
подпись:
  должность: начальник
"""


def written(folder: Path, text: str = FILE) -> Path:
    return write_workspace(folder, {"приказ.yaml": text}) / "приказ.yaml"


def changed(document: Order, **values: object) -> Order:
    return document.model_copy(update=values)


# load


def test_a_document_is_loaded_by_its_kind(tmp_path: Path) -> None:
    loaded = docgen.load(written(tmp_path))
    assert isinstance(loaded, Order)
    assert (loaded.id, len(loaded.points)) == ("порядок", 2)


def test_a_folder_is_loaded_as_a_workspace(tmp_path: Path) -> None:
    file = written(tmp_path)
    for path in (tmp_path, str(tmp_path), tmp_path / "комплект.yaml"):
        loaded = docgen.load(path)
        assert isinstance(loaded, Workspace)
        assert set(loaded.documents) == {"порядок"}
        assert loaded.documents["порядок"] == docgen.load(file)
        assert "департамент" in loaded.reference


def test_everything_wrong_with_a_file_is_raised_at_once(tmp_path: Path) -> None:
    with pytest.raises(docgen.DocgenError) as raised:
        docgen.load(written(tmp_path, FILE.replace("орган:", "оргн:").replace("15.10.2026", "15.13.2026")))
    assert {(finding.rule, finding.line) for finding in raised.value.findings} == {
        ("нет-обязательного-поля", 2),
        ("неизвестный-ключ", 5),
        ("срок-не-понят", 20),
    }
    assert isinstance(raised.value, InputError)
    assert "Вероятно, имелось в виду «орган»." in {finding.hint for finding in raised.value.findings}


@pytest.mark.parametrize("name", ["нет.yaml", "справочники/лица.yaml", "справочники"])
def test_what_is_no_document_is_not_loaded_as_one(name: str, tmp_path: Path) -> None:
    written(tmp_path)
    if name == "справочники":
        assert isinstance(docgen.load(tmp_path / name), Workspace)
        return
    with pytest.raises(InputError) as raised:
        docgen.load(tmp_path / name)
    assert raised.value.findings


def test_a_faulty_workspace_is_not_loaded(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"справочники/лица.yaml": "вид: лица\nзаписи:\n  - код: орлова\n"})
    with pytest.raises(InputError) as raised:
        docgen.load(tmp_path)
    assert {finding.rule for finding in raised.value.findings} == {"нет-обязательного-поля"}


def test_the_text_of_an_error_names_every_place(tmp_path: Path) -> None:
    with pytest.raises(docgen.DocgenError, match=r"приказ\.yaml:5:1: Поля «оргн» нет\."):
        docgen.load(written(tmp_path, FILE.replace("орган:", "оргн:")))


# save


def test_saving_what_was_loaded_changes_no_byte(tmp_path: Path) -> None:
    file = written(tmp_path)
    before, when = file.read_bytes(), file.stat().st_mtime_ns
    docgen.save(docgen.load(file), file)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, when)


def test_a_change_replaces_its_own_characters_only(tmp_path: Path) -> None:
    file = written(tmp_path)
    loaded = docgen.load(file)
    docgen.save(changed(loaded, title=Text.parse("О тишине"), id="тишина"), file)
    old = FILE.replace("код:   порядок", "код:   тишина")
    after = file.read_text(encoding="utf-8")
    head, tail = old.split("заголовок:")[0], old.split("  порядка\n", 1)[1]
    assert after.startswith(head) and after.endswith(tail)
    assert docgen.load(file).title == Text.parse("О тишине")


def test_a_point_that_goes_takes_its_comment_with_it(tmp_path: Path) -> None:
    file = written(tmp_path)
    loaded = docgen.load(file)
    docgen.save(changed(loaded, points=loaded.points[:1]), file)
    after = file.read_text(encoding="utf-8")
    assert "# второй" not in after and "# всегда" in after and "# что делать" in after


def test_the_encoding_and_the_line_ends_of_a_file_stay(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.write_bytes(FILE.replace("\n", "\r\n").encode("cp1251"))
    docgen.save(changed(docgen.load(file), id="тишина"), file)
    assert file.read_bytes() == FILE.replace("код:   порядок", "код:   тишина").replace("\n", "\r\n").encode("cp1251")


def test_a_new_file_reads_back_as_the_document(tmp_path: Path) -> None:
    first = plan(код="план1")
    documents = [first, schools(), order([{"код": "п1", "утверждает": "план1"}], приложения=annexed(first))]
    for document in documents:
        file = tmp_path / "новая папка" / f"{document.id}.yaml"
        docgen.save(document, file)
        assert docgen.load(file) == document


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path: Path) -> None:
    file = written(tmp_path, "вид: приказ\n\tкод: а\n")
    with pytest.raises(InputError):
        docgen.save(order(), file)
    assert file.read_text(encoding="utf-8") == "вид: приказ\n\tкод: а\n"


def test_a_document_of_another_kind_can_replace_one(tmp_path: Path) -> None:
    file = written(tmp_path)
    docgen.save(plan(код="порядок"), file)
    assert docgen.load(file) == plan(код="порядок")


words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=30)


@given(words=st.lists(words.filter(str.strip), min_size=1, max_size=4))
@settings(max_examples=scaled(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_load_of_save_is_the_document_whatever_its_words(words: list[str], tmp_path: Path) -> None:
    document = order([{"код": f"п{n}", "текст": str(Text.literal(word))} for n, word in enumerate(words)])
    file = tmp_path / "приказ.yaml"
    docgen.save(document, file)
    assert docgen.load(file) == document


# the freeze


def signed(folder: Path) -> Path:
    """The file of an order with an annex that was printed as signed."""
    write_workspace(
        folder, {"план.yaml": "вид: план\nкод: план1\nназвание: План\nмероприятия:\n  - {код: м1, мероприятие: Сбор}\n"}
    )
    text = (
        FILE.replace("состояние: проект ", "состояние: подписан") + "приложения:\n  - {код: план1, файл: план.yaml}\n"
    )
    text = text.replace("{код: п1, текст: соблюдать порядок}", "{код: п1, утверждает: план1}")
    file = written(folder, text)
    render_file(file, folder / "приказ.docx")
    return file


@pytest.mark.parametrize("fields", [{"title": Text.parse("О тишине")}, {"id": "другой"}, {"status": Status.DRAFT}])
def test_a_signed_document_is_not_saved_with_another_content(fields: dict[str, object], tmp_path: Path) -> None:
    file = signed(tmp_path)
    before = file.read_bytes()
    with pytest.raises(InputError) as raised:
        docgen.save(changed(docgen.load(file), **fields), file)
    (finding,) = raised.value.findings
    assert finding.rule in ("изменён-после-подписания", "подпись-снята")
    assert finding.document == str(file) and finding.line
    assert file.read_bytes() == before


def test_a_signed_document_is_not_replaced_by_another_nor_saved_elsewhere_with_changes(tmp_path: Path) -> None:
    file = signed(tmp_path)
    with pytest.raises(InputError):
        docgen.save(plan(), file)
    with pytest.raises(InputError):
        docgen.save(changed(docgen.load(file), title=Text.parse("О тишине")), tmp_path / "копия.yaml")
    assert not (tmp_path / "копия.yaml").exists()


def test_the_status_and_the_number_of_a_signed_document_are_saved(tmp_path: Path) -> None:
    file = signed(tmp_path)
    number = Registration.model_validate({"дата": "17.09.2026", "номер": "1"})
    docgen.save(changed(docgen.load(file), status=Status.REGISTERED, registration=number), file)
    assert docgen.load(file).status is Status.REGISTERED


@pytest.mark.parametrize("fields", [{"title": Text.parse("О тишине")}, {"id": "другой"}, {"status": Status.DRAFT}])
def test_a_changed_signed_document_is_found_and_not_printed(fields: dict[str, object], tmp_path: Path) -> None:
    file = signed(tmp_path)
    workspace = docgen.load(tmp_path)
    document = workspace.documents["порядок"]
    assert docgen.check(document, workspace) == ()
    faulty = changed(document, **fields)
    assert [f.rule for f in docgen.check(faulty, workspace) if f.severity == "ошибка"]
    with pytest.raises(InputError) as raised:
        docgen.to_docx(faulty, workspace)
    assert {f.rule for f in raised.value.findings} & {"изменён-после-подписания", "подпись-снята"}
    assert docgen.check(faulty) != () and file.is_file()


def test_a_changed_annex_of_a_signed_order_is_found_in_a_workspace(tmp_path: Path) -> None:
    signed(tmp_path)
    text = (tmp_path / "план.yaml").read_text(encoding="utf-8")
    (tmp_path / "план.yaml").write_text(text.replace("Сбор", "Семинар"), encoding="utf-8")
    workspace = docgen.load(tmp_path)
    found = docgen.check(workspace.documents["порядок"], workspace)
    assert [(f.rule, f.path) for f in found] == [("изменён-после-подписания", ("приложения", 0))]


def test_a_damaged_index_is_a_warning_of_the_check(tmp_path: Path) -> None:
    signed(tmp_path)
    (tmp_path / ".docgen/base/index.json").write_text("{", encoding="utf-8")
    workspace = docgen.load(tmp_path)
    assert [f.rule for f in docgen.check(workspace.documents["порядок"], workspace)] == ["история-повреждена"]


# check and to_docx


def test_a_sound_document_has_no_findings() -> None:
    assert docgen.check(order([{"код": "п1", "текст": "соблюдать порядок"}]), workspace()) == ()


def test_the_findings_of_a_document_carry_their_paths() -> None:
    (finding,) = docgen.check(order([{"код": "п1", "текст": "выполнить {п9:вин}"}]), workspace())
    assert (finding.rule, finding.path, finding.line) == ("ссылка-в-никуда", ("пункты", 0, "текст"), None)


def test_an_annex_that_the_workspace_lacks_is_a_finding() -> None:
    document = order([{"код": "п1", "утверждает": "план1"}], приложения=[{"код": "план1", "файл": "план1.yaml"}])
    found = docgen.check(document, workspace(document))
    assert [(finding.rule, finding.path) for finding in found] == [("нет-файла-приложения", ("приложения", 0, "файл"))]
    with pytest.raises(InputError):
        docgen.to_docx(document, workspace(document))


def test_an_order_with_its_annexes_becomes_one_word_file() -> None:
    first = plan(код="план1", название="План тишины")
    document = order([{"код": "п1", "утверждает": "план1"}], приложения=annexed(first))
    data = docgen.to_docx(document, workspace(document, first))
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    assert "Утвердить план тишины (приложение)." in text and "План тишины" in text
    assert docgen.to_docx(document, workspace(document, first)) == data


def test_a_plan_alone_needs_no_workspace() -> None:
    assert docgen.to_docx(plan())[:2] == b"PK"


@pytest.mark.parametrize(
    "document",
    [
        order(орган="министерство"),
        order(["выполнить {п9:вин}"]),
        order(подпись={"должность": "ректор"}),
        order([{"контроль": "зам9"}]),
        order(["сделать к {срок}"]),
        order([{"код": "п1"}]),
    ],
)
def test_nothing_is_made_of_a_faulty_document(document: Order) -> None:
    with pytest.raises(InputError) as raised:
        docgen.to_docx(document, workspace(document))
    assert any(finding.severity == "ошибка" for finding in raised.value.findings)


def test_a_fault_in_an_annex_stops_the_order_too() -> None:
    first = plan([{"код": "м1", "мероприятие": "Проверка по {п9:дат}"}], код="план1")
    document = order([{"код": "п1", "утверждает": "план1"}], приложения=annexed(first))
    with pytest.raises(InputError) as raised:
        docgen.to_docx(document, workspace(document, first))
    assert [(f.document, f.rule) for f in raised.value.findings] == [("план1.yaml", "ссылка-в-никуда")]


def test_a_plan_of_any_columns_has_a_template() -> None:
    assert docgen.to_docx(plan([{"код": "м1", "мероприятие": "а"}], графы=["номер"]))[:2] == b"PK"


def test_the_example_is_loaded_checked_and_printed() -> None:
    example = docgen.load(PROJECT / "examples" / "region")
    assert isinstance(example, Workspace)
    for document in example.documents.values():
        assert [finding for finding in docgen.check(document, example) if finding.severity == "ошибка"] == []
        assert docgen.to_docx(document, example)[:2] == b"PK"


# templates, deadlines, inflection


def test_a_template_prints_plain_dictionaries() -> None:
    template = docgen.load_template(docx_of(p("{{ кто }} и {{ что.где }}")))
    data = template.render({"кто": "Школа & Ко", "что": {"где": "<дома>"}})
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "Школа & Ко и <дома>"
    with pytest.raises(TemplateError) as raised:
        template.render({"кто": None})
    assert len(raised.value.findings) == 2


def test_a_deadline_knows_its_end_and_moves_by_years() -> None:
    deadline = docgen.Deadline.parse("октябрь-ноябрь 2026 года")
    assert deadline.end == datetime.date(2026, 11, 30)
    assert deadline.shift(years=1).end == datetime.date(2027, 11, 30)
    assert docgen.Deadline.parse("по мере необходимости").end is None
    with pytest.raises(ValueError, match="не понят"):
        docgen.Deadline.parse("как-нибудь потом")
    with pytest.raises(CannotShift):
        docgen.Deadline.parse("29.02.2028").shift(years=1)


def test_names_and_posts_are_inflected_with_a_word_on_certainty() -> None:
    form = docgen.inflect("Орлова Елена Петровна", "dat", kind="person", gender="ж")
    assert (form.form, form.certain) == ("Орловой Елене Петровне", True)
    assert docgen.inflect("начальник отдела кадров", "acc", kind="post").form == "начальника отдела кадров"


def test_the_root_offers_these_names_and_no_other() -> None:
    assert set(dir(docgen)) == set(docgen.__all__)
    for name in docgen.__all__:
        assert getattr(docgen, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'printing'"):
        getattr(docgen, "printing")  # noqa: B009


def test_a_loaded_plan_is_a_plan(tmp_path: Path) -> None:
    docgen.save(plan(код="план1"), tmp_path / "план.yaml")
    assert isinstance(docgen.load(str(tmp_path / "план.yaml")), Plan)
