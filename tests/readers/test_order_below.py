"""What stands under the points of a foreign order: signatures, agreements, the executor, the sheets."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.model.order import Order
from docgen.model.party import Organisation, Person, Post
from docgen.model.reference import ReferenceData
from docgen.model.validation import validated
from docgen.readers.draft import Context
from tests.builders import reference
from tests.readers.written import lost, read, written

HEAD = """
ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ
ЗАРЕЧНОЙ ОБЛАСТИ
ПРИКАЗ
12.10.2026 → № 15-ОД
О смотре
приказываю:
1. Провести смотр.
"""
SIGNED = "Начальник Департамента → Е.П. Орлова\n"
OFFICE = reference(
    Person.model_validate({"код": "седых", "фамилия": "Седых", "имя": "Кира", "отчество": "Андреевна", "пол": "ж"}),
    Post.model_validate({"код": "методист", "название": "методист", "занимает": "седых"}),
    Organisation.model_validate({"код": "центр", "название": "Центр качества образования", "кратко": "ЦКО"}),
)


def below(text: str, known: ReferenceData = OFFICE) -> tuple[dict[str, Any], Context]:
    """The data of an order with that under its one point; none of its words may be lost."""
    draft, shared = read(HEAD + text, known)
    assert not lost(written(HEAD + text), draft, shared)
    model, faults = validated(Order, draft.data)
    assert model is not None, faults
    return draft.data, shared


def left(shared: Context) -> list[str]:
    return [leftover.words for leftover in shared.leftovers]


class TestSignatures:
    @pytest.mark.parametrize(
        "lines",
        [
            "Начальник Департамента → Е.П. Орлова",
            "Начальник Департамента                    Е.П. Орлова",
            "Начальник Департамента ____________ Е. П. Орлова",
            "Начальник Департамента ____________ /Е.П. Орлова/",
            "Начальник Департамента\nЕ.П. Орлова",
            "Начальник⏎Департамента → Е.П. Орлова",
            "Начальник Департамента\nОрлова Е.П.",
            "Начальник Департамента\nЕ.П.ОРЛОВА",
            "Начальник Департамента → ОРЛОВА Е.П.",
            "¦Начальник Департамента¦ ¦Е.П. Орлова¦",
            "**Начальник Департамента** → **Е.П. Орлова**",
        ],
    )
    def test_one_signature_however_it_is_set(self, lines: str) -> None:
        data, shared = below(lines)
        assert data["подпись"] == {"должность": "начальник"}
        assert not left(shared)
        assert not shared.findings

    def test_who_does_not_hold_the_post_is_named(self) -> None:
        data, _ = below("Начальник Департамента → П.И. Зимин")
        assert data["подпись"] == {"должность": "начальник", "лицо": "зимин"}

    @pytest.mark.parametrize(
        ("words", "capacity"),
        [
            ("Исполняющий обязанности начальника Департамента", "исполняющий обязанности"),
            ("Временно исполняющий обязанности начальника Департамента", "временно исполняющий обязанности"),
            ("И.о. начальника Департамента", "и.о."),
            ("Врио начальника Департамента", "врио"),
        ],
    )
    def test_who_acts_says_so(self, words: str, capacity: str) -> None:
        data, _ = below(f"{words} → П.И. Зимин")
        assert data["подпись"] == {"должность": "начальник", "лицо": "зимин", "в качестве": capacity}

    def test_several_signatures_keep_their_order(self) -> None:
        data, shared = below(f"{SIGNED}Заместитель начальника\nДепартамента → П.И. Зимин\nМинистр спорта → А.А. Седов")
        assert data["подпись"] == {"должность": "начальник"}
        assert data["подписывают также"] == [{"должность": "зам"}, {"должность": "министр-спорта"}]
        assert shared.known.drafted["должности"][0]["занимает"] == "седов"

    def test_a_post_without_a_name_is_taken(self) -> None:
        data, _ = below("Начальник Департамента")
        assert data["подпись"] == {"должность": "начальник"}

    def test_without_any_signature_a_person_is_asked(self) -> None:
        data, shared = below("2. Всё.")
        assert data["подпись"] == {"должность": "подписант"}
        assert [found.rule for found in shared.findings] == ["нет-подписи-в-файле"]

    def test_people_named_in_a_list_inside_a_point_do_not_sign(self) -> None:
        data, _ = below(f"2. Создать группу:\n- Орлова Е.П.;\n- Зимин П.И.\nМетодист\nСедых К.А.\n3. Всё.\n{SIGNED}")
        assert len(data["пункты"]) == 3
        assert data["подпись"] == {"должность": "начальник"}


class TestMarks:
    def test_who_laid_the_draft(self) -> None:
        data, shared = below(f"{SIGNED}Проект внесен:⏎ЦКО\nМетодист → К.А. Седых")
        assert data["проект внесён"] == {"организация": "центр", "должность": "методист"}
        assert not left(shared)

    def test_an_agreement_by_a_document_and_one_by_an_official(self) -> None:
        data, shared = below(
            f"{SIGNED}СОГЛАСОВАНО\nписьмом Центра качества образования\nот 14.01.2026 № 04-118/27\n"
            "СОГЛАСОВАНО\nМетодист\n____________ К.А. Седых\n03.12.2026"
        )
        assert data["согласовано"] == [
            {"организация": "центр", "документ": "письмо", "дата": "14.01.2026", "номер": "04-118/27"},
            {"должность": "методист", "дата": "03.12.2026"},
        ]
        assert not left(shared)

    @pytest.mark.parametrize(
        ("lines", "drafter"),
        [
            ("Седых Кира Андреевна⏎(4800) 00-11-22", {"лицо": "седых", "телефон": "(4800) 00-11-22"}),
            ("Седых Кира Андреевна, главный редактор\n(4800) 00-11-22, sedyh@mail.example",
             {"лицо": "седых", "должность": "главный редактор", "телефон": "(4800) 00-11-22",
              "почта": "sedyh@mail.example"}),
            ("Исполнитель: К.А. Седых, 8 (4800) 00-11-22", {"лицо": "седых", "телефон": "8 (4800) 00-11-22"}),
            ("Исп.: Седых К.А., тел. 00-11-22", {"лицо": "седых", "телефон": "тел. 00-11-22"}),
        ],
    )  # fmt: skip
    def test_the_executor(self, lines: str, drafter: dict[str, str]) -> None:
        data, shared = below(SIGNED + lines)
        assert data["исполнитель"] == drafter
        assert not left(shared)

    def test_what_is_none_of_these_is_left_over(self) -> None:
        _, shared = below(f"{SIGNED}М.П.\nРассылка: в дело, в отдел кадров\nИсп.: Седых К.А.")
        assert left(shared) == ["М.П.", "Рассылка: в дело, в отдел кадров", "Исп.: Седых К.А."]


class TestSheets:
    VISAS = (
        "ЛИСТ СОГЛАСОВАНИЯ\nк проекту приказа «О смотре»\n"
        "¦№¦Должность¦Фамилия, инициалы¦Поступил¦Согласован¦Замечания¦Подпись¦\n"
    )

    def test_visas(self) -> None:
        data, shared = below(
            f"{SIGNED}{self.VISAS}¦1¦Заместитель начальника Департамента¦Зимин П.И.¦28.09.2026¦29.09.2026¦учтены¦ ¦\n"
            "¦2¦Методист¦Орлова Е.П.¦29.09.2026¦ ¦ ¦ ¦"
        )
        assert data["визы"] == [
            {"должность": "зам", "поступил": "28.09.2026", "согласован": "29.09.2026", "замечания": "учтены"},
            {"должность": "методист", "лицо": "орлова", "поступил": "29.09.2026"},
        ]
        assert not left(shared)

    def test_those_who_are_acquainted(self) -> None:
        data, shared = below(
            f"{SIGNED}ЛИСТ ОЗНАКОМЛЕНИЯ\nС приказом от 12.10.2026 № 15-ОД «О смотре» ознакомлены:\n"
            "¦№¦Должность¦Фамилия, инициалы¦Подпись¦Дата¦\n¦1¦Методист¦Седых К.А.¦ ¦ ¦\n¦2¦–¦Волков Я.Я.¦ ¦ ¦"
        )
        assert data["ознакомить"] == ["седых", "волков"]
        assert not left(shared)

    def test_those_who_are_acquainted_without_a_table(self) -> None:
        data, _ = below(f"{SIGNED}С приказом ознакомлены:\n____________ К.А. Седых\n____________ Волков Я.Я.")
        assert data["ознакомить"] == ["седых", "волков"]

    @pytest.mark.parametrize(
        "line",
        [
            "С приказом ознакомлена ______________ К.А. Седых «___» __________ 2026 г.",
            "С приказом ознакомлен(а): __________ /Седых К.А./",
            "С приказом от 12.10.2026 № 15-ОД ознакомлена: Седых Кира Андреевна",
        ],
    )
    def test_one_who_is_acquainted_on_the_same_line(self, line: str) -> None:
        draft, shared = read(f"{HEAD}{SIGNED}{line}", OFFICE)
        assert draft.data["ознакомить"] == ["седых"]
        assert left(shared) == []

    def test_the_initials_of_those_who_are_acquainted_are_not_cut(self) -> None:
        _, shared = below(f"{SIGNED}С приказом ознакомлены:\n____________ Лосева Н.В.")
        loseva = next(person for person in shared.known.drafted["лица"] if person["фамилия"] == "Лосева")
        assert (loseva["имя"], loseva["отчество"]) == ("Н.", "В.")

    def test_the_distribution_is_whom_the_sheet_names_and_nobody_else(self) -> None:
        data, shared = below(
            f"{SIGNED}СПИСОК РАССЫЛКИ\nприказа «О смотре»\n¦№¦Адресат¦Количество экземпляров¦\n¦1¦дело¦1¦\n"
            "¦2¦Центр качества образования¦ЭДО¦\n¦3¦отдел кадров¦2¦\nВсего 3 экземпляра."
        )
        assert data["рассылка"] == {
            "по тексту": "нет",
            "ещё": [
                {"кому": "{центр}", "экземпляров": "ЭДО"},
                {"кому": "отдел кадров", "экземпляров": "2"},
            ],
        }
        assert not left(shared)

    def test_a_row_that_would_print_otherwise_is_left_over(self) -> None:
        data, shared = below(f"{SIGNED}{self.VISAS}¦1¦ ¦Зимин П.И.¦ ¦ ¦ ¦ ¦\n¦2¦Методист¦Седых К.А.¦ ¦ ¦ ¦ ¦")
        assert data["визы"] == [{"должность": "методист"}]
        assert left(shared) == ["1\t\tЗимин П.И.\t\t\t\t"]
