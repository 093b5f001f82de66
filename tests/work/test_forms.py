"""Doubtful case forms of a workspace, and the confirmed ones put into its reference files."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from docgen.errors import InputError
from docgen.files.loading import validated_document
from docgen.files.lock import lock
from docgen.work.entry_draft import FILES, entry_draft
from docgen.work.forms import Answer, Survey, store, survey
from tests.builders import write_workspace

PEOPLE = """\
# Люди отдела
вид: лица
записи:
  # правая рука
  - код: береговой
    фамилия: Береговой   # ударение на последний слог
    имя: Пётр
    отчество: Ильич
    пол: м
    формы:
      дат: Береговому П.И.

  - {код: коваль, фамилия: Коваль, имя: Т., отчество: Ю.}
"""
BODIES = """\
вид: организации
записи:
  - код: департамент
    название: Департамент образования
  - код: ужгарь
    название:
      - по: 31.8.2023
        значение: Ужгарь лесная
      - с: 01.09.2023
        значение: Ужгарь полевая
"""
PEOPLE_FILE, BODIES_FILE = "справочники/лица.yaml", "справочники/организации.yaml"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_workspace(tmp_path, {PEOPLE_FILE: PEOPLE, BODIES_FILE: BODIES})


def confirmed(found: Survey, id_: str, **forms: str) -> Answer:
    """An answer that confirms some forms of the last name of an entry."""
    declined = next(each for each in found.declined if each.entry.id == id_)
    return Answer(declined, forms=[(declined.names[-1], case, form) for case, form in forms.items()])


def stored(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def test_doubts_are_found_where_nothing_is_stored(office: Path) -> None:
    found = survey([office])
    assert found.findings == []
    asked = {each.entry.id: [made.case for _, made in each.doubts()] for each in found.declined}
    assert asked["береговой"] == ["род", "вин", "тв", "пр"]
    assert asked["коваль"] == ["род", "дат", "вин", "тв", "пр"]
    assert asked["департамент"] == asked["начальник"] == []
    assert len(asked["ужгарь"]) == 10


def test_a_doubt_is_a_finding_at_the_name(office: Path) -> None:
    found = [finding for each in survey([office / PEOPLE_FILE]).declined for finding in each.findings()]
    first = found[0]
    assert (first.rule, first.severity, first.line, first.quote) == (
        "сомнительная-форма",
        "предупреждение",
        6,
        "Береговой",
    )
    assert first.path == ("записи", 0, "фамилия")
    assert "«Берегового П.И.»" in first.message
    dated = [f.path for each in survey([office / BODIES_FILE]).declined for f in each.findings()]
    assert set(dated) == {("записи", 1, "название", number, "значение") for number in (0, 1)}


def test_a_file_a_folder_and_the_workspace_are_looked_through(office: Path) -> None:
    everything = len(survey([office]).declined)
    assert len(survey([office / "комплект.yaml"]).declined) == everything
    assert len(survey([office / "справочники"]).declined) == everything
    assert len(survey([office, office / PEOPLE_FILE]).declined) == everything
    assert [each.entry.id for each in survey([office / PEOPLE_FILE]).declined] == ["береговой", "коваль"]


@pytest.mark.parametrize("path", ["нет", "приказ.yaml", "нет/лица.yaml"])
def test_a_path_without_reference_data_is_a_finding(office: Path, path: str) -> None:
    (office / "приказ.yaml").write_text("вид: профиль\n", encoding="utf-8")
    (finding,) = survey([office / path]).findings
    assert finding.rule == "нечего-склонять"


def test_a_faulty_file_is_reported_and_the_others_are_looked_through(office: Path) -> None:
    (office / PEOPLE_FILE).write_text(PEOPLE.replace("фамилия: Коваль", "фамлия: Коваль"), encoding="utf-8")
    found = survey([office])
    assert {finding.document for finding in found.findings} == {str(office / PEOPLE_FILE)}
    assert {each.entry.id for each in found.declined} == {"департамент", "ужгарь", "начальник"}


def test_confirmed_forms_are_put_in_and_everything_else_stays(office: Path) -> None:
    counts = store([confirmed(survey([office]), "береговой", пр="Береговом П.И.", род="Берегового П.И.")])
    assert counts == {str(office / PEOPLE_FILE): 2}
    expected = PEOPLE.replace(
        "      дат: Береговому П.И.\n",
        "      род: Берегового П.И.\n      дат: Береговому П.И.\n      пр: Береговом П.И.\n",
    )
    assert stored(office, PEOPLE_FILE) == expected
    assert stored(office, BODIES_FILE) == BODIES


def test_a_gender_and_forms_are_put_into_an_entry_in_braces(office: Path) -> None:
    answer = confirmed(survey([office]), "коваль", дат="Коваль Т.Ю.")
    answer.gender = "ж"
    store([answer])
    line = stored(office, PEOPLE_FILE).splitlines()[-1]
    assert line == "  - {код: коваль, фамилия: Коваль, имя: Т., отчество: Ю., пол: ж, формы: {дат: Коваль Т.Ю.}}"


def test_forms_of_a_dated_name_get_its_days(office: Path) -> None:
    store([confirmed(survey([office]), "ужгарь", род="Ужгари полевой")])
    data = yaml.load(stored(office, BODIES_FILE), yaml.BaseLoader)
    assert data["записи"][1]["формы"] == [{"с": "01.09.2023", "значение": {"род": "Ужгари полевой"}}]
    asked = [made.case for each in survey([office / BODIES_FILE]).declined for _, made in each.doubts()]
    assert asked == ["род", "дат", "вин", "тв", "пр", "дат", "вин", "тв", "пр"]


def test_forms_for_all_names_alike_stay_with_each(office: Path) -> None:
    whole = BODIES + "    формы: {тв: Ужгарью}\n"
    (office / BODIES_FILE).write_text(whole, encoding="utf-8")
    found = survey([office])
    declined = next(each for each in found.declined if each.entry.id == "ужгарь")
    store([Answer(declined, forms=[(declined.names[0], "род", "Ужгари лесной")])])
    data = yaml.load(stored(office, BODIES_FILE), yaml.BaseLoader)
    assert data["записи"][1]["формы"] == [
        {"по": "31.8.2023", "значение": {"род": "Ужгари лесной", "тв": "Ужгарью"}},
        {"с": "01.09.2023", "значение": {"тв": "Ужгарью"}},
    ]


def test_dated_forms_of_an_only_name_keep_their_days(office: Path) -> None:
    dated = (
        "вид: организации\nзаписи:\n  - код: ужгарь\n    название: Ужгарь лесная\n"
        "    формы:\n      - с: 01.09.2023\n        значение: {тв: Ужгарью}\n"
    )
    (office / BODIES_FILE).write_text(dated, encoding="utf-8")
    store([confirmed(survey([office / BODIES_FILE]), "ужгарь", род="Ужгари лесной")])
    data = yaml.load(stored(office, BODIES_FILE), yaml.BaseLoader)
    assert data["записи"][0]["формы"] == [{"с": "01.09.2023", "значение": {"род": "Ужгари лесной", "тв": "Ужгарью"}}]
    again = [made.case for each in survey([office / BODIES_FILE]).declined for _, made in each.doubts()]
    assert again == ["дат", "вин", "пр"]


def test_confirming_every_doubt_leaves_none(office: Path) -> None:
    answers = []
    for declined in survey([office]).declined:
        forms = [(name, made.case, made.form) for name, made in declined.doubts()]
        answers.append(Answer(declined, forms=forms))
    store(answers)
    assert [made for each in survey([office]).declined for _, made in each.doubts()] == []


def test_what_others_wrote_in_the_meantime_stays(office: Path) -> None:
    answer = confirmed(survey([office]), "береговой", род="Берегового П.И.")
    longer = PEOPLE.replace("  # правая рука\n", "  - {код: ёлкин, фамилия: Ёлкин, имя: А., пол: м}\n  # правая рука\n")
    (office / PEOPLE_FILE).write_text(longer, encoding="utf-8")
    store([answer])
    assert "ёлкин" in stored(office, PEOPLE_FILE)
    assert "род: Берегового П.И.\n      дат" in stored(office, PEOPLE_FILE)


def test_an_entry_that_is_gone_is_left_out(office: Path) -> None:
    answer = confirmed(survey([office]), "береговой", род="Берегового П.И.")
    rest = "вид: лица\nзаписи:\n  - {код: ёлкин, фамилия: Ёлкин, имя: А., пол: м}\n"
    (office / PEOPLE_FILE).write_text(rest, encoding="utf-8")
    assert store([answer]) == {str(office / PEOPLE_FILE): 0}
    assert stored(office, PEOPLE_FILE) == rest


def test_nothing_is_written_when_one_of_the_files_is_spoilt_in_the_meantime(office: Path) -> None:
    found = survey([office])
    answers = [confirmed(found, "ужгарь", род="Ужгари лесной"), confirmed(found, "береговой", род="Берегового П.И.")]
    (office / PEOPLE_FILE).write_text(PEOPLE + "  - [", encoding="utf-8")
    with pytest.raises(InputError):
        store(answers)
    assert stored(office, BODIES_FILE) == BODIES


def test_a_workspace_that_another_program_writes_into_is_left_alone(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.files.lock.SECONDS", 0.0)
    answer = confirmed(survey([office]), "береговой", род="Берегового П.И.")
    with lock(office), pytest.raises(InputError, match="занят"):
        store([answer])
    assert stored(office, PEOPLE_FILE) == PEOPLE


@pytest.mark.parametrize(
    ("text", "kind", "gender"),
    [
        ("Береговой Пётр Ильич", "лицо", None),
        ("Коваль Т.Ю.", "лицо", "ж"),
        ("заведующий отделом (временно): по # вопросам", "должность", None),
        ("начальник отдела", "должность", None),
        ("Малиновский центр «Слово: дело»", "организация", None),
        ("–", "организация", None),
    ],
)
def test_a_draft_can_be_pasted_into_its_reference_file(text: str, kind: str, gender: str | None) -> None:
    draft = entry_draft(text, kind, gender)
    data = yaml.load(f"вид: {FILES[kind]}\nзаписи:\n{draft.text}", yaml.BaseLoader)
    model, findings = validated_document(data)
    assert (findings, model is not None) == ([], True)
    assert set(data["записи"][0].get("формы", {})) == {made.case for made in draft.name.doubtful()}


def test_a_draft_without_a_gender_asks_for_it_and_stores_no_guess() -> None:
    draft = entry_draft("Коваль Т.Ю.", "лицо")
    assert "пол:  # впишите: м или ж\n" in draft.text
    assert "формы" not in draft.text


@pytest.mark.parametrize(("text", "kind"), [("Т.Ю.", "лицо"), ("", "лицо"), (" ", "должность"), ("", "организация")])
def test_nothing_to_decline_is_a_finding(text: str, kind: str) -> None:
    with pytest.raises(InputError) as raised:
        entry_draft(text, kind)
    assert [finding.rule for finding in raised.value.findings] == ["нечего-склонять"]
