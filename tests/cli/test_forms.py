"""docgen forms: a new name declined, doubtful forms listed, asked about and stored."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import write_workspace
from tests.commands import Ran, Runner
from tests.needs import PROJECT

PEOPLE_FILE = "справочники/лица.yaml"
PEOPLE = """\
# Люди отдела
вид: лица
записи:
  - код: береговой
    фамилия: Береговой   # ударение на последний слог
    имя: Пётр
    отчество: Ильич
    пол: м
    формы: {род: Берегового П.И., вин: Берегового П.И., пр: Береговом П.И.}
  - код: коваль
    фамилия: Коваль
    имя: Татьяна
    отчество: Юрьевна
"""

Asker = Callable[..., Ran]


@pytest.fixture
def docgen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """The command line, started in a workspace with two people in doubt."""
    write_workspace(tmp_path, {PEOPLE_FILE: PEOPLE})
    return Runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def ask(docgen: Runner, monkeypatch: pytest.MonkeyPatch) -> Asker:
    """``docgen forms . --ask`` with these lines typed."""

    def run(*lines: str) -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return docgen("forms", ".", "--ask")

    return run


def people(docgen: Runner) -> str:
    return (docgen.folder / PEOPLE_FILE).read_text(encoding="utf-8")


# a new name


def test_a_new_person_gets_forms_and_an_entry(docgen: Runner) -> None:
    ran = docgen("forms", "Коваль Татьяна Юрьевна", "--as", "лицо")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("Коваль Т.Ю.") == 6
    assert "дательный (кому? чему?)" in ran.out
    assert "проверьте" not in ran.out
    assert ran.out.endswith(
        "  - код: коваль\n    фамилия: Коваль\n    имя: Татьяна\n    отчество: Юрьевна\n    пол: ж\n"
    )


def test_the_name_may_be_written_without_quotes(docgen: Runner) -> None:
    whole, words = (docgen("forms", *name, "--as", "лицо") for name in (["Коваль Т.Ю."], ["Коваль", "Т.Ю."]))
    assert whole == words


def test_a_doubtful_form_says_why_and_stands_in_the_entry(docgen: Runner) -> None:
    ran = docgen("forms", "Береговой П.И.", "--as", "лицо", "--gender", "м")
    assert "Береговому П.И.  проверьте: фамилия «Береговой»" in ran.out
    assert "\n      дат: Береговому П.И.  # проверьте: фамилия «Береговой»" in ran.out


@pytest.mark.parametrize(
    ("kind", "name", "dative", "file"),
    [
        ("должность", "начальник отдела", "начальнику отдела", "должности"),
        ("организация", "Институт развития", "Институту развития", "организации"),
    ],
)
def test_posts_and_organisations_are_declined_too(docgen: Runner, kind: str, name: str, dative: str, file: str) -> None:
    ran = docgen("forms", name, "--as", kind)
    assert dative in ran.out
    assert f"«{file}»" in ran.out


def test_a_name_is_printed_as_json(docgen: Runner) -> None:
    ran = docgen("forms", "Береговой П.И.", "--as", "лицо", "--gender", "м", "--format", "json")
    made = json.loads(ran.out)
    assert made["name"] == "Береговой П.И."
    assert [form["case"] for form in made["forms"]] == ["род", "дат", "вин", "тв", "пр"]
    assert made["forms"][1]["form"] == "Береговому П.И."
    assert not made["forms"][1]["certain"]
    assert made["entry"].startswith("  - код: береговой\n")


def test_a_name_without_a_surname_is_refused(docgen: Runner) -> None:
    ran = docgen("forms", "Т.Ю.", "--as", "лицо")
    assert (ran.code, ran.out) == (1, "")
    assert "«Т.Ю.» нет фамилии" in ran.err


# reference data


def test_doubtful_forms_of_a_workspace_are_listed(docgen: Runner) -> None:
    ran = docgen("forms", ".")
    assert (ran.code, ran.err) == (0, "")
    assert f"{PEOPLE_FILE}:5:14: Береговой П.И., код «береговой»\n" in ran.out
    assert "    дательный (кому? чему?)   Береговому П.И.  проверьте: фамилия «Береговой»" in ran.out
    assert ran.out.endswith(
        "Сомнительных форм: 7, записей с ними: 2 из 4.\nПроверить их по одной и вписать: docgen forms . --ask\n"
    )


def test_each_name_of_an_organisation_is_listed_with_its_days(docgen: Runner) -> None:
    (docgen.folder / "справочники/организации.yaml").write_text(
        "вид: организации\nзаписи:\n  - код: ужгарь\n    название:\n"
        "      - {по: 31.08.2023, значение: Ужгарь лесная}\n      - {с: 01.09.2023, значение: Ужгарь полевая}\n",
        encoding="utf-8",
    )
    ran = docgen("forms", "справочники/организации.yaml")
    headings = [line for line in ran.out.splitlines() if "код «" in line]
    assert headings == [
        "справочники/организации.yaml:5:36: Ужгарь лесная (по 31.08.2023), код «ужгарь»",
        "справочники/организации.yaml:6:35: Ужгарь полевая (с 01.09.2023), код «ужгарь»",
    ]


def test_a_clean_workspace_says_so(docgen: Runner) -> None:
    clean = PEOPLE.replace("    отчество: Юрьевна\n", "    отчество: Юрьевна\n    пол: ж\n").replace(
        "{род", "{дат: Береговому П.И., тв: Береговым П.И., род"
    )
    (docgen.folder / PEOPLE_FILE).write_text(clean, encoding="utf-8")
    for arguments in ([], ["--ask"]):
        ran = docgen("forms", "комплект.yaml", *arguments)
        assert ran == Ran(0, "Проверено записей: 4. Сомнительных форм нет.\n", "")


def test_doubts_are_printed_as_json_like_findings(docgen: Runner) -> None:
    ran = docgen("forms", PEOPLE_FILE, "--format", "json")
    found = json.loads(ran.out)
    assert {finding["rule"] for finding in found} == {"сомнительная-форма"}
    assert (found[0]["file"], found[0]["line"], found[0]["severity"]) == (PEOPLE_FILE, 5, "предупреждение")


def test_faults_of_a_reference_file_are_shown(docgen: Runner) -> None:
    (docgen.folder / PEOPLE_FILE).write_text(PEOPLE.replace("фамилия: Коваль", "фамлия: Коваль"), encoding="utf-8")
    ran = docgen("forms", ".")
    assert ran.code == 1
    assert "фамлия" in ran.err
    assert "Сомнительных форм нет" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["forms", "Коваль", "--as", "лицо", "--ask"], "--ask и --as вместе не указывают"),
        (["forms", ".", "--ask", "--format", "json"], "--ask и --format json вместе не указывают"),
        (["forms", ".", "--gender", "ж"], "--gender указывают вместе с --as лицо"),
        (["forms", "Коваль", "--as", "фамилия"], "«фамилия» не подходит, возможны:"),
        (["forms"], "не указано: ПУТЬ|ИМЯ"),
    ],
)
def test_a_wrong_command_is_explained(docgen: Runner, arguments: list[str], said: str) -> None:
    ran = docgen(*arguments)
    assert ran.code == 2
    assert said in ran.err


# asking


def test_confirmed_and_corrected_forms_are_written(docgen: Runner, ask: Asker) -> None:
    ran = ask("", "Береговоем П.И.", "")
    assert (ran.code, ran.err) == (0, "")
    assert "Береговой П.И., дательный (кому? чему?): «Береговому П.И.» – верно? [Enter – да" in ran.out
    assert ran.out.endswith(f"Записано: {PEOPLE_FILE}, значений: 3\n")
    assert people(docgen) == PEOPLE.replace(
        "{род: Берегового П.И., вин: Берегового П.И., пр",
        "{род: Берегового П.И., дат: Береговому П.И., вин: Берегового П.И., тв: Береговоем П.И., пр",
    ).replace("    отчество: Юрьевна\n", "    отчество: Юрьевна\n    пол: ж\n")
    assert docgen("forms", ".").out == "Проверено записей: 4. Сомнительных форм нет.\n"


def test_a_missing_gender_is_asked_before_the_forms_and_may_be_another(docgen: Runner, ask: Asker) -> None:
    ran = ask("-", "-", "кто?", "м")
    assert "Коваль Татьяна Юрьевна, пол: «ж» – верно?" in ran.out
    assert "Впишите «м» или «ж»." in ran.out
    assert "    пол: м\n" in people(docgen)


def test_without_a_gender_the_forms_are_asked_for(docgen: Runner, ask: Asker) -> None:
    ran = ask("-", "-", "-", *["Коваль"] * 5)
    assert ran.out.endswith("значений: 5\n")
    assert "    формы:\n      род: Коваль Т.Ю.\n      дат: Коваль Т.Ю.\n" in people(docgen)


@pytest.mark.parametrize("yes", ["", "да", "Да", " y "])
def test_a_yes_takes_the_proposed_form(docgen: Runner, ask: Asker, yes: str) -> None:
    ask(yes, "-", "-", "-", "-", "-", "-", "-")
    assert "дат: Береговому П.И." in people(docgen)


def test_a_no_and_a_foreign_letter_are_asked_again(docgen: Runner, ask: Asker) -> None:
    ran = ask("нет", "Beреговому", "Береговому", ".")
    assert "Впишите верную форму целиком" in ran.out
    assert "стоит знак «B»" in ran.out
    assert "дат: Береговому П.И.," in people(docgen)


def test_enough_keeps_what_was_confirmed(docgen: Runner, ask: Asker) -> None:
    ran = ask("", ".")
    assert (ran.code, ran.out.endswith("значений: 1\n")) == (0, True)
    assert "дат: Береговому П.И." in people(docgen)
    assert "тв:" not in people(docgen)


def test_skipping_everything_writes_nothing(docgen: Runner, ask: Asker) -> None:
    ran = ask(*["-"] * 8)
    assert ran.out.endswith("Ничего не подтверждено, справочники не изменены.\n")
    assert people(docgen) == PEOPLE


def test_answers_that_end_too_soon_write_nothing(docgen: Runner, ask: Asker) -> None:
    ran = ask("", "")
    assert (ran.code, ran.err) == (1, "\nОтветы кончились раньше вопросов: ничего не записано.\n")
    assert people(docgen) == PEOPLE


def test_breaking_off_writes_nothing(docgen: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Broken())
    ran = docgen("forms", ".", "--ask")
    assert (ran.code, ran.err) == (1, "\nПрервано: ничего не записано.\n")
    assert people(docgen) == PEOPLE


def test_answers_may_come_through_a_pipe(docgen: Runner) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(
        [sys.executable, "-m", "docgen", "forms", ".", "--ask"],
        cwd=docgen.folder, env=environment, input=b"\n\n\xff\n", capture_output=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr.decode()) == (1, "\nОтветы кончились раньше вопросов: ничего не записано.\n")
    ran = subprocess.run(
        [sys.executable, "-m", "docgen", "forms", ".", "--ask"],
        cwd=docgen.folder, env=environment, input="\n\nж\n".encode(), capture_output=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "    пол: ж\n" in people(docgen)


def test_a_computer_without_standard_input_writes_nothing(docgen: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert docgen("forms", ".", "--ask").code == 1
    assert people(docgen) == PEOPLE
