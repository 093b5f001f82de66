"""read --into: each edit of a returned Word file lands in its field, and no other byte of the data changes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.work.rendering import render_file
from docgen.work.taking_back import apply, taking_back
from tests.needs import PROJECT, needs_office
from tests.work import word_edits as word

ROADMAPS, MAP, RISKS = "orders/roadmaps.yaml", "plans/roadmap-1.yaml", "plans/cluster-risk.yaml"
CLUSTERS = "orders/clusters.yaml"
Changes = list[tuple[str, str, str]]
"""File, words, other words."""

MEANWHILE: Changes = [
    (ROADMAPS, "  телефон: (4800) 00-11-22\n", "  телефон: (4800) 00-11-99  # новый телефон\n"),
    (ROADMAPS, "        срок: до 06.11.2026\n", "        срок: до 09.11.2026\n"),
    (
        MAP,
        "        ответственные: Департамент (управление контроля и надзора)\n",
        "        ответственные: Департамент\n",
    ),
    (RISKS, "        название: МБОУ «Кедровская ООШ»\n", "        название: МБОУ «Кедровская ООШ им. героя»\n"),
]
"""What the data changed after the file was printed."""


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region with two orders printed: ``roadmaps.docx`` and ``clusters.docx`` beside the workspace."""
    folder = tmp_path_factory.mktemp("printed")
    shutil.copytree(PROJECT / "examples/region", folder / "region")
    for name in (ROADMAPS, CLUSTERS):
        render_file(folder / "region" / name, folder / f"{Path(name).stem}.docx")
    return folder


@pytest.fixture
def here(printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that the test stands in; the data have changed since they were printed."""
    shutil.copytree(printed, tmp_path / "office", dirs_exist_ok=True)
    for name, old, new in MEANWHILE:
        replace(tmp_path / "office/region" / name, old, new)
    monkeypatch.chdir(tmp_path / "office")
    return tmp_path / "office"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text, old
    path.write_bytes(text.replace(old, new, 1).encode())


def data(folder: Path) -> dict[str, str]:
    return {name: (folder / "region" / name).read_bytes().decode() for name in (ROADMAPS, MAP, RISKS, CLUSTERS)}


def returned(order: str, *edits: word.Edit) -> Path:
    return word.edited(Path(f"{Path(order).stem}.docx"), Path("правка.docx"), *edits)


def entry(file: str, code: str, next_code: str) -> str:
    """The lines of a row of an example."""
    text = (PROJECT / "examples/region" / file).read_text(encoding="utf-8")
    return text[text.index(f"      - код: {code}\n") : text.index(f"      - код: {next_code}\n")]


CASES: dict[str, tuple[str, word.Edit, Changes]] = {
    "a word of a point": (
        ROADMAPS, word.change("Включить", "план работы", "программу работы"),
        [(ROADMAPS, """\
          Включить {срок} в план работы на 2026/2027 учебный год меры, за которые ГАУ ДПО «ЗОИРО» отвечает
          по Плану мероприятий № 1, Плану мероприятий № 2 и Плану мероприятий № 3
""", """\
          Включить {срок} в программу работы на 2026/2027 учебный год меры, за которые ГАУ ДПО «ЗОИРО»
          отвечает по Плану мероприятий № 1, Плану мероприятий № 2 и Плану мероприятий № 3
""")],
    ),
    "a deadline inside a sentence": (
        ROADMAPS, word.change("Включить", "20.11.2026", "25.11.2026"),
        [(ROADMAPS, "        срок: до 20.11.2026\n      # Третий", "        срок: до 25.11.2026\n      # Третий")],
    ),
    "a deadline at the end of a sentence": (
        ROADMAPS, word.change("Назначить для каждого", "30.10.2026", "05.11.2026"),
        [(ROADMAPS, "            срок: до 30.10.2026\n", "            срок: до 05.11.2026\n")],
    ),
    "a point added in the middle": (
        ROADMAPS, word.below("Назначить координаторов", "Создать рабочие группы до 01.12.2026."),
        [(ROADMAPS, "      - код: п5-3\n        текст: >-\n          Вести",
          "      - код: п5-3а\n        текст: Создать рабочие группы {срок}\n        срок: до 01.12.2026\n"
          "      - код: п5-3\n        текст: >-\n          Вести")],
    ),
    "a row deleted": (
        ROADMAPS, word.without_row("Утверждение сводных отчетов"),
        [(MAP, entry(MAP, "м105", "м106"), "")],
    ),
    "a row added": (
        ROADMAPS, word.row_below("Утверждение сводных отчетов", [
            "Круглый стол директоров", "Обсуждение итогов", "до 15.03.2027", "ОМСУ, ОО", "–",
        ]),
        [(MAP, "      - код: м106\n", """\
      - код: м115
        уровень: региональный
        мероприятие: Круглый стол директоров
        описание: Обсуждение итогов
        срок: до 15.03.2027
        ответственные: ОМСУ, ОО
      - код: м106
""")],
    ),
    "a point moved": (
        ROADMAPS, word.moved_below("Назначить координаторов", "Включить"),
        [(ROADMAPS, """\
      - код: п5-2
        текст: >-
          Назначить координаторов, которые отвечают за связь с институтом, и сообщить о них
          в ГАУ ДПО «ЗОИРО»
        срок: до 09.11.2026
""", ""),
         (ROADMAPS, "      # Третий уровень: 4.2.1, 4.2.2, 4.2.3.\n", """\
      - код: п5-2
        текст: >-
          Назначить координаторов, которые отвечают за связь с институтом, и сообщить о них
          в ГАУ ДПО «ЗОИРО»
        срок: до 09.11.2026
      # Третий уровень: 4.2.1, 4.2.2, 4.2.3.
""")],
    ),
    "a school moved to another cluster": (
        CLUSTERS, word.moved_below("МКОУ Заболотская ООШ", "МБОУ «СШ № 8»"),
        [(RISKS, """\
      # Заречский район, а не город Заречск.
      - код: ш5
        название: МКОУ Заболотская ООШ
        муниципалитет: заречский
""", ""),
         (RISKS, "      - код: ш9\n", """\
      # Заречский район, а не город Заречск.
      - код: ш5
        название: МКОУ Заболотская ООШ
        муниципалитет: заречский
      - код: ш9
""")],
    ),
    "a school added": (
        CLUSTERS, word.below("МКОУ Заболотская ООШ", "МБОУ «СОШ № 12» г. Каменск Каменского района;"),
        [(RISKS, "      - код: ш6\n", """\
      - код: ш13
        название: МБОУ «СОШ № 12»
        место: г. Каменск
        муниципалитет: каменский
      - код: ш6
""")],
    ),
    "words taken out with tracked changes": (
        ROADMAPS, word.tracked_out("Открыть на сайте", " и ответами на вопросы"),
        [(ROADMAPS, """\
              Открыть на сайте института раздел с формами отчетности и ответами на вопросы
              муниципальных образовательных центров
""", """\
              Открыть на сайте института раздел с формами отчетности муниципальных образовательных центров
""")],
    ),
    "words put in with tracked changes": (
        ROADMAPS, word.tracked_in("Назначить для каждого", "муниципалитета", " и каждой школы"),
        [(ROADMAPS, "            текст: Назначить для каждого муниципалитета куратора из числа сотрудников института\n",
          "            текст: Назначить для каждого муниципалитета и каждой школы куратора из числа сотрудников института\n")],
    ),
    "a comment": (ROADMAPS, word.comment("Включить", "Почему к этому дню?"), []),
    "a title reworded": (
        ROADMAPS, word.change("Об утверждении планов", "повышению", "улучшению"),
        [(ROADMAPS, """\
  Об утверждении планов мероприятий («дорожных карт») по повышению образовательных результатов
  в Заречной области на 2026/2027 учебный год
""", """\
  Об утверждении планов мероприятий («дорожных карт») по улучшению образовательных результатов в Заречной
  области на 2026/2027 учебный год
""")],
    ),
    "a responsible party changed": (
        ROADMAPS, word.cell("Утверждение сводных отчетов", 5, "Департамент, ГАУ ДПО «ЗОИРО»"),
        [(MAP, "        ответственные: Департамент\n        результат: Решение совета по развитию качества образования\n",
          "        ответственные: Департамент, ГАУ ДПО «ЗОИРО»\n"
          "        результат: Решение совета по развитию качества образования\n")],
    ),
    "the level of a group changed": (
        ROADMAPS, word.cell("Принятие муниципального Плана", 1, "Региональный"),
        [(MAP, f"      - код: м{number}\n        уровень: муниципальный\n",
          f"      - код: м{number}\n        уровень: региональный\n") for number in (107, 108, 109)],
    ),
    "a sub-point removed": (
        ROADMAPS, word.without("Открыть на сайте"),
        [(ROADMAPS, """\
          - код: п4-2-2
            текст: >-
              Открыть на сайте института раздел с формами отчетности и ответами на вопросы
              муниципальных образовательных центров
            срок: до 20.11.2026
""", "")],
    ),
    "the preamble edited": (
        ROADMAPS, word.change("В соответствии с", "согласованной", "слаженной"),
        [(ROADMAPS, """\
  В соответствии с {закон-об-образовании:тв}, {рсоко:тв}, в целях согласованной работы
  Департамента образования и науки Заречной области (далее – Департамент), муниципалитетов и школ
  по преодолению причин низкой успеваемости обучающихся
""", """\
  В соответствии с {закон-об-образовании:тв}, {рсоко:тв}, в целях слаженной работы Департамента образования и
  науки Заречной области (далее – Департамент), муниципалитетов и школ по преодолению причин низкой
  успеваемости обучающихся
""")],
    ),
    "a section renamed": (
        ROADMAPS, word.cell("Мониторинг и аналитика", 1, "Мониторинг и анализ"),
        [(MAP, "    название: Мониторинг и аналитика\n", "    название: Мониторинг и анализ\n")],
    ),
    "another look": (ROADMAPS, word.all_bold, []),
    "quotes and dashes of another program": (ROADMAPS, word.autocorrected, []),
    "the control kept by the head": (
        ROADMAPS, word.rewritten("Контроль", "Контроль за исполнением настоящего приказа оставляю за собой."),
        [(ROADMAPS, "    контроль: зам1\n", "    контроль: за собой\n")],
    ),
    "another signs": (
        ROADMAPS,
        word.rewritten("Начальник Департамента", "Исполняющий обязанности начальника Департамента\tН.В. Бондарчук"),
        [(ROADMAPS, "подпись:\n  должность: начальник\n",
          "подпись:\n  должность: начальник\n  лицо: бондарчук\n  в качестве: исполняющий обязанности\n")],
    ),
    "date and number written into the blanks": (
        ROADMAPS, word.rewritten("____________", "19.10.2026\t№ 300-ОД"),
        [(ROADMAPS, "планируемая дата: 15.10.2026\n",
          "планируемая дата: 15.10.2026\n\nрегистрация:\n  дата: 19.10.2026\n  номер: 300-ОД\n")],
    ),
    "the number of another point written in place of a reference": (
        ROADMAPS, word.field("Вести", "3", "2"),
        [(ROADMAPS, """\
          Вести {срок} учет неуспевающих обучающихся и помогать им в соответствии с {п3:тв} настоящего приказа,
          сверяя сведения с координаторами, назначенными согласно {п5-2:дат}
""", """\
          Вести {срок} учет неуспевающих обучающихся и помогать им в соответствии с {п2:тв} настоящего
          приказа, сверяя сведения с координаторами, назначенными согласно {п5-2:дат}
""")],
    ),
    "references whose fields were updated after a point was added": (
        ROADMAPS, word.all_of(
            word.below("контрольные точки", "Закупить оборудование."), word.as_point("Закупить", "Назначить координаторов"),
            word.field("Вести", "5.2", "5.3"),
        ),
        [(ROADMAPS, "      - код: п5-2\n", "      - код: п5-2а\n        текст: Закупить оборудование\n      - код: п5-2\n")],
    ),
    "an item of a list added and one removed": (
        ROADMAPS, word.all_of(word.below("ответственных за", "ресурсы школ;"), word.without("перечень школ")),
        [(ROADMAPS, "          - перечень школ, получающих поддержку, и основания для включения в него;\n", ""),
         (ROADMAPS, "          - контрольные", "          - ресурсы школ;\n          - контрольные")],
    ),
    "a cell of several lines": (
        ROADMAPS, word.change_in_row("Вынесение на совещание", "об отнесении", "о включении"),
        [(MAP, "          - об отнесении школ к группе ШНРО;\n", "          - о включении школ к группе ШНРО;\n")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_edit_lands_in_its_place_and_nothing_else_changes(here: Path, name: str) -> None:
    order, edit, changes = CASES[name]
    expected = data(here)
    for file, old, new in changes:
        assert old in expected[file], old
        expected[file] = expected[file].replace(old, new, 1)
    taken = taking_back(returned(order, edit), Path("region") / order)
    assert taken.conflicts == []
    apply(taken)
    assert data(here) == expected
    assert bool(taken.edits) == bool(changes)


def test_all_edits_at_once_land_where_they_belong(here: Path) -> None:
    """As lawyers send it: everything in one file."""
    names = [
        "a word of a point", "a deadline at the end of a sentence", "a point added in the middle", "a row deleted",
        "words taken out with tracked changes", "a comment", "a title reworded", "the level of a group changed",
        "the preamble edited", "a section renamed", "another look",
    ]  # fmt: skip
    expected = data(here)
    for name in names:
        for file, old, new in CASES[name][2]:
            expected[file] = expected[file].replace(old, new, 1)
    taken = taking_back(returned(ROADMAPS, *(CASES[name][1] for name in names)), Path("region") / ROADMAPS)
    apply(taken)
    assert data(here) == expected


def test_an_edit_is_shown_with_its_place_its_field_and_its_author(here: Path) -> None:
    order, edit, _ = CASES["words put in with tracked changes"]
    (shown,) = taking_back(returned(order, edit), Path("region") / order).edits
    assert shown.field == "подпункт 4.2.1, текст"
    assert shown.place == "абзац 14"
    assert shown.author == "Юрист Правова"
    assert shown.was.startswith("Назначить для каждого муниципалитета куратора")
    assert shown.became.startswith("Назначить для каждого муниципалитета и каждой школы куратора")
    (shown,) = taking_back(returned(ROADMAPS, CASES["a row added"][1]), Path("region") / ROADMAPS).edits
    assert (shown.kind, shown.field, shown.place) == ("вставка", "приложение № 1, строка 1.6", "таблица 1, строка 9")


def test_a_comment_is_a_finding_on_the_line_of_its_field(here: Path) -> None:
    taken = taking_back(returned(*CASES["a comment"][:2]), Path("region") / ROADMAPS)
    (finding,) = taken.findings
    assert finding.rule == "примечание-в-word"
    assert "Юрист Правова" in finding.message
    assert "Почему к этому дню?" in finding.message
    lines = (here / "region" / ROADMAPS).read_text(encoding="utf-8").splitlines()
    assert "Включить {срок}" in "\n".join(lines[(finding.line or 0) - 1 : (finding.line or 0) + 1])


def test_what_both_changed_is_a_conflict_that_names_all_and_leaves_the_data(here: Path) -> None:
    file = returned(ROADMAPS, word.change("Назначить координаторов", "06.11.2026", "13.11.2026"))
    before = data(here)
    taken = taking_back(file, Path("region") / ROADMAPS)
    (edit,) = taken.conflicts
    assert (edit.was, edit.became) == ("до 06.11.2026", "до 13.11.2026")
    assert "до 09.11.2026" in edit.conflict
    (finding,) = [each for each in taken.findings if each.rule == "правка-против-правки"]
    assert finding.source.strip() == "срок: до 09.11.2026"
    assert apply(taken) == []
    assert data(here) == before
    apply(taken, {edit.number})
    assert data(here)[ROADMAPS] == before[ROADMAPS].replace("до 09.11.2026", "до 13.11.2026")


def test_a_row_that_both_deleted_and_changed_stays(here: Path) -> None:
    taken = taking_back(returned(ROADMAPS, word.without_row("Выездная оценка")), Path("region") / ROADMAPS)
    assert [edit.kind for edit in taken.conflicts] == ["удаление"]
    before = data(here)
    apply(taken)
    assert data(here) == before


def test_only_accepted_edits_enter(here: Path) -> None:
    edits = CASES["a word of a point"][1], CASES["a title reworded"][1]
    taken = taking_back(returned(ROADMAPS, *edits), Path("region") / ROADMAPS)
    expected = data(here)
    for file, old, new in CASES["a word of a point"][2]:
        expected[file] = expected[file].replace(old, new)
    chosen = {edit.number for edit in taken.edits if edit.field != "заголовок"}
    assert apply(taken, chosen) == [(here / "region" / ROADMAPS).resolve()]
    assert data(here) == expected


def test_taking_the_same_file_back_twice_finds_nothing_more(here: Path) -> None:
    file = returned(ROADMAPS, *(CASES[name][1] for name in ("a word of a point", "a row added", "a point moved")))
    apply(taking_back(file, Path("region") / ROADMAPS))
    again = taking_back(file, Path("region") / ROADMAPS)
    assert again.edits == []


def test_words_that_the_program_composes_are_told_and_not_taken(here: Path) -> None:
    file = returned(
        ROADMAPS, word.change("Утвердить план мероприятий («дорожную карту») по адресной", "адресной", "срочной")
    )
    taken = taking_back(file, Path("region") / ROADMAPS)
    (finding,) = taken.findings
    assert taken.edits == []
    assert finding.rule == "правка-составленного"
    assert "«адресной» заменено на «срочной»" in finding.message
    assert "название" in finding.hint.lower()
    assert finding.place == "абзац 8"


def test_words_of_a_reference_are_told_and_the_rest_of_the_edit_is_taken(here: Path) -> None:
    edit = word.all_of(
        word.change("В соответствии с", "федеральным законом", "законом"), CASES["the preamble edited"][1]
    )
    taken = taking_back(returned(ROADMAPS, edit), Path("region") / ROADMAPS)
    assert [each.field for each in taken.edits] == ["преамбула"]
    assert "слаженной работы" in taken.edits[0].became
    assert "{закон-об-образовании:тв}" in taken.edits[0].became
    assert [each.rule for each in taken.findings] == ["правка-составленного"]


def test_a_signed_order_is_not_changed(printed: Path, tmp_path: Path) -> None:
    shutil.copytree(printed / "region", tmp_path / "region")
    order = tmp_path / "region/orders/help.yaml"
    render_file(order, tmp_path / "помощь.docx")
    before = order.read_bytes(), (tmp_path / "region/plans/schools.yaml").read_bytes()
    file = word.edited(
        tmp_path / "помощь.docx", tmp_path / "правка.docx", word.change("Создать МОЦ", "условия", "все условия"),
        word.without("МБОУ Михайловская СОШ"),
    )  # fmt: skip
    taken = taking_back(file, order)
    assert [edit.barred for edit in taken.edits] == [True, True]
    assert {finding.rule for finding in taken.findings} == {"подписанное-не-правят"}
    assert apply(taken) == []
    with pytest.raises(InputError, match="подписан"):
        apply(taken, {1})
    assert (order.read_bytes(), (tmp_path / "region/plans/schools.yaml").read_bytes()) == before


def test_without_a_record_of_the_print_the_present_data_are_compared_and_that_is_said(here: Path) -> None:
    shutil.rmtree(here / "region/.docgen")
    taken = taking_back(returned(ROADMAPS, CASES["a title reworded"][1]), Path("region") / ROADMAPS)
    assert "нет-прежней-версии" in [finding.rule for finding in taken.findings]
    assert "заголовок" in [edit.field for edit in taken.edits]


def test_a_file_of_another_document_names_the_right_one(here: Path) -> None:
    with pytest.raises(InputError) as caught:
        taking_back(returned(CLUSTERS, CASES["a school added"][1]), Path("region") / ROADMAPS)
    (finding,) = caught.value.findings
    assert finding.rule == "файл-из-другого-документа"
    assert "clusters.yaml" in finding.message


def test_the_data_must_not_change_while_the_edits_are_looked_at(here: Path) -> None:
    taken = taking_back(returned(ROADMAPS, CASES["a title reworded"][1]), Path("region") / ROADMAPS)
    replace(here / "region" / ROADMAPS, "город: г. Заречск", "город: г. Другой")
    with pytest.raises(InputError, match="изменился"):
        apply(taken)


def test_a_missing_annex_is_told_and_its_data_stay(here: Path) -> None:
    file = returned(CLUSTERS, word.cut_from("Приложение"))
    taken = taking_back(file, Path("region") / CLUSTERS)
    assert taken.edits == []
    assert "часть-не-вернулась" in [finding.rule for finding in taken.findings]


def test_an_edit_that_needs_another_does_not_come_alone(here: Path) -> None:
    edit = word.all_of(
        word.below("Школы с изношенным", "Школы у границы области"),
        word.moved_below("МБОУ «СШ № 8»", "Школы у границы"),
    )
    taken = taking_back(returned(CLUSTERS, edit), Path("region") / CLUSTERS)
    moves = {each.number for each in taken.edits if each.kind == "перенос"}
    assert moves
    before = data(here)
    with pytest.raises(InputError, match="одну не внести"):
        apply(taken, moves)
    assert data(here) == before


def test_a_file_that_nobody_edited_has_no_edits(here: Path) -> None:
    taken = taking_back(Path("roadmaps.docx"), Path("region") / ROADMAPS)
    assert taken.edits == []
    assert [finding.rule for finding in taken.findings] == ["правки-нет"]


@needs_office
def test_a_file_that_libreoffice_saved_anew_has_no_edits(printed: Path, tmp_path: Path) -> None:
    """Every order of the region with all its annexes."""
    shutil.copytree(printed / "region", tmp_path / "region")
    orders = sorted((tmp_path / "region/orders").glob("*.yaml"))
    for order in orders:
        render_file(order, tmp_path / "готово" / f"{order.stem}.docx")
    resaved(tmp_path / "готово", tmp_path / "снова")
    for order in orders:
        taken = taking_back(tmp_path / "снова" / f"{order.stem}.docx", order)
        assert [(edit.field, edit.was, edit.became) for edit in taken.edits] == [], order.name
        assert {finding.rule for finding in taken.findings} <= {"правки-нет"}, order.name


@needs_office
def test_edits_that_libreoffice_saved_are_found(here: Path) -> None:
    edits = [CASES[name][1] for name in ("a word of a point", "a row added", "a point moved", "a title reworded")]
    (here / "папка").mkdir()
    word.edited(Path("roadmaps.docx"), here / "папка/r.docx", *edits)
    resaved(here / "папка", here / "снова")
    expected = data(here)
    for name in ("a word of a point", "a row added", "a point moved", "a title reworded"):
        for file, old, new in CASES[name][2]:
            expected[file] = expected[file].replace(old, new, 1)
    taken = taking_back(here / "снова/r.docx", Path("region") / ROADMAPS)
    apply(taken)
    assert data(here) == expected


def resaved(folder: Path, out: Path) -> None:
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation=file://{out}.profile"
    command = ["soffice", "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
