"""Orders of other offices: heading, points and their meaning, whatever way they are spelled."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.findings import Finding
from docgen.model.deadline import Deadline
from docgen.model.order import Order
from docgen.model.party import Organisation, Person, Post
from docgen.model.profile import Profile
from docgen.model.reference import ReferenceData
from docgen.model.validation import validated
from docgen.readers.orders.house_style import HouseStyle
from tests.builders import reference
from tests.readers.written import lost, read, written

HEAD = """
ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ
ЗАРЕЧНОЙ ОБЛАСТИ
ПРИКАЗ
12.10.2026 → № 15-ОД
|**О смотре**|
В целях поддержки школ приказываю:
"""
TAIL = "\nНачальник Департамента → Е.П. Орлова"
OFFICE = reference(
    Organisation.model_validate(
        {"код": "оо", "название": "общеобразовательные организации", "кратко": "ОО",
         "формы": {"дат": "общеобразовательным организациям"}}
    )
)  # fmt: skip


def data(text: str, known: ReferenceData = OFFICE) -> dict[str, Any]:
    """The data of an order, which has to make a model, and of which no word may be lost."""
    draft, shared = read(text, known)
    assert not lost(written(text), draft, shared) or "Приложение" in text
    model, faults = validated(Order, draft.data)
    assert model is not None, faults
    return draft.data


def points(text: str, known: ReferenceData = OFFICE) -> list[dict[str, Any]]:
    return list(data(HEAD + text + TAIL, known)["пункты"])


def point(words: str, known: ReferenceData = OFFICE) -> dict[str, Any]:
    """The fields of a single point besides its id and number."""
    (made,) = points(f"1. {words}", known)
    return {key: value for key, value in made.items() if key not in ("код", "номер")}


def style(text: str) -> HouseStyle:
    return read(text, OFFICE)[0].style


def findings(text: str) -> list[Finding]:
    return read(text, OFFICE)[1].findings


class TestRegistration:
    @pytest.mark.parametrize(
        ("lines", "date", "number"),
        [
            ("« 17 » 09 2026 г.\n№ 850-ОД", "17.09.2026", "850-ОД"),
            ("« 30 » 11 20 26 г.\n№ 850-ОД", "30.11.2026", "850-ОД"),
            ("«17» 09 2026 г. № 850-ОД", "17.09.2026", "850-ОД"),
            ("от 21.01.2026\n№ 156", "21.01.2026", "156"),
            ("17 сентября 2026 г. → № 7-ДСП", "17.09.2026", "7-ДСП"),
            ("«07» сентября 2026 года → № 61-р/148-р", "07.09.2026", "61-р/148-р"),
            ("№ 04-118/27 от 17.09.2026 г.", "17.09.2026", "04-118/27"),
            ("от 17 мая 2026 г. N 340", "17.05.2026", "340"),
            ("¦17.09.2026¦№ 12¦", "17.09.2026", "12"),
        ],
    )
    def test_a_date_and_a_number_are_read_however_they_are_spelled(self, lines: str, date: str, number: str) -> None:
        made = data(f"ДЕПАРТАМЕНТ\nПРИКАЗ\n{lines}\nО смотре\nприказываю:\n1. Провести смотр.{TAIL}")
        assert made["регистрация"] == {"дата": date, "номер": number}
        assert made["состояние"] == "зарегистрирован"

    @pytest.mark.parametrize(
        ("mark", "lines", "state"),
        [
            ("", "____________ → № ______", "проект"),
            ("", "«___» ____________ 20__ г. → № ______", "проект"),
            ("", "«___» __________ 2026 г. → № ____", "проект"),
            ("ПРОЕКТ\n", "12.10.2026 → № 15-ОД", "проект"),
            ("", "12.10.2026 → № ______", "подписан"),
        ],
    )
    def test_blanks_and_the_draft_mark_tell_the_state(self, mark: str, lines: str, state: str) -> None:
        made = data(f"{mark}ДЕПАРТАМЕНТ\nПРИКАЗ\n{lines}\nО смотре\nприказываю:\n1. Провести смотр.{TAIL}")
        assert made["состояние"] == state

    def test_blanks_inside_a_number_are_taken_away_and_said(self) -> None:
        text = f"ДЕПАРТАМЕНТ\nПРИКАЗ\n12.10.2026\n№ 1012 - ОД\nО смотре\nприказываю:\n1. Провести смотр.{TAIL}"
        assert data(text)["регистрация"]["номер"] == "1012-ОД"
        (finding,) = findings(text)
        assert (finding.rule, finding.quote, finding.place) == ("номер-исправлен", "1012 - ОД", "приказ.docx: строка 4")

    ANNEXED = (
        "ДЕПАРТАМЕНТ\nПРИКАЗ\n12.10.2026\n№ {}\nО смотре\nприказываю:\n1. Утвердить план смотра (приложение).\n"
        "Начальник Департамента → Е.П. Орлова\nПриложение\nк приказу Департамента\nот {} № {}\n|План смотра|"
    )

    def test_a_garbled_number_stays_open_when_the_annexes_say_otherwise(self) -> None:
        text = self.ANNEXED.format("859-098", "12.10.2026", "859-ОД")
        made = data(text)
        assert made["регистрация"] == {"дата": "12.10.2026"}
        assert made["состояние"] == "подписан"
        (finding,) = findings(text)
        assert finding.rule == "номер-не-ясен"
        assert "«859-098»" in finding.message
        assert "«859-ОД» (строка 9)" in finding.message

    def test_a_plausible_number_stands_and_an_annex_that_differs_is_named(self) -> None:
        text = self.ANNEXED.format("850-ОД", "13.10.2026", "850-08")
        assert data(text)["регистрация"]["номер"] == "850-ОД"
        assert [(found.rule, found.quote) for found in findings(text)] == [
            ("отметка-расходится", "850-08"), ("отметка-расходится", "13.10.2026"),
        ]  # fmt: skip

    def test_no_finding_when_all_agree(self) -> None:
        assert findings(self.ANNEXED.format("850-ОД", "12.10.2026", "850-ОД")) == []


class TestHeading:
    def test_letterhead_city_title_and_period(self) -> None:
        made = data(
            "АДМИНИСТРАЦИЯ\nКАМЕНСКОГО РАЙОНА\nП Р И К А З\nот 21.01.2026\n№ 156\nг. Каменск-на-Оби\n"
            "**О плане работы**\n**школ на 2026 – 2027 учебный год**\nприказываю:\n1. Работать." + TAIL
        )
        assert made["орган"] == "администрация"
        assert made["заголовок"] == "О плане работы школ на 2026 – 2027 учебный год"
        assert made["период"] == "2026/2027"

    @pytest.mark.parametrize(
        ("title", "period"),
        [
            ("О плане на 2026 год", "2026"),
            ("О плане на 2026-2027 годы", "2026-2027 годы"),
            ("О плане в 2026/27 учебном году", "2026/2027"),
            ("О плане школы № 2026", None),
        ],
    )
    def test_the_period_is_that_of_the_title(self, title: str, period: str | None) -> None:
        made = data(f"ШКОЛА\nПРИКАЗ\n21.01.2026 № 1\n{title}\nприказываю:\n1. Работать.{TAIL}")
        assert made.get("период") == period

    def test_a_corner_heading_in_a_table(self) -> None:
        made = data(
            "¦ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ⏎ЗАРЕЧНОЙ ОБЛАСТИ⏎ПРИКАЗ⏎от 12.10.2026 № 15-ОД¦ ¦\n¦О проведении смотра¦ ¦\n"
            "В целях порядка приказываю:\n1. Провести смотр.\n¦Начальник Департамента¦ ¦Е.П. Орлова¦"
        )
        assert (made["орган"], made["заголовок"]) == ("департамент", "О проведении смотра")
        assert made["подпись"] == {"должность": "начальник"}

    def test_a_heading_in_one_sentence_as_databases_give_it(self) -> None:
        made = data(
            'Приказ Департамента образования Заречной области от 17 мая 2026 г. N 340 "О порядке отбора"\n'
            "В целях порядка приказываю:\n1. Отбирать." + TAIL
        )
        assert made["орган"] == "департамент"
        assert made["заголовок"] == "О порядке отбора"
        assert made["регистрация"] == {"дата": "17.05.2026", "номер": "340"}

    def test_the_restriction_mark_and_two_bodies(self) -> None:
        text = (
            "Для служебного пользования\nЭкз. № 2\nДЕПАРТАМЕНТ ОБРАЗОВАНИЯ⏎ЗАРЕЧНОЙ ОБЛАСТИ\nМИНИСТЕРСТВО СПОРТА\n"
            "РАСПОРЯЖЕНИЕ\n07.12.2026 № 61-р/148-р\nО смотре\nВ целях порядка:\n1. Провести смотр." + TAIL
        )
        made = data(text)
        assert made["гриф"] == {"пометка": "Для служебного пользования", "экземпляр": "2"}
        assert (made["орган"], made["совместно с"]) == ("департамент", ["министерство"])
        assert made["преамбула"] == "В целях порядка"

    def test_lines_that_go_on_with_a_name_are_no_second_body(self) -> None:
        _, shared = read(
            "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\nОЗЁРСКОГО МУНИЦИПАЛЬНОГО ОКРУГА\nтел. 4-15-16\nПРИКАЗ\n12.10.2026 → № 15/1-о\n"
            "О смотре\nприказываю:\n1. Провести смотр." + TAIL
        )
        names = [body["название"] for body in shared.known.drafted["организации"]]
        assert names == ["Управление образования Озёрского муниципального округа"]

    def test_without_a_letterhead_and_a_title_a_person_is_asked(self) -> None:
        text = "ПРИКАЗ\n12.10.2026 № 1\nВ целях порядка приказываю:\n1. Работать." + TAIL
        assert {found.rule for found in findings(text)} == {"нет-бланка-в-файле", "нет-заголовка-в-файле"}


class TestFormula:
    @pytest.mark.parametrize(
        ("lines", "word", "own", "spaced"),
        [
            ("В целях порядка\nп р и к а з ы в а ю:", "приказываю", True, True),
            ("В целях порядка, п р и к а з ы в а ю:", "приказываю", False, True),
            ("В целях порядка приказываю:", "приказываю", False, False),
            ("В целях порядка\nПРИКАЗЫВАЮ:", "ПРИКАЗЫВАЮ", True, False),
            ("В целях порядка\nПРИКАЗЫВАЮ", "ПРИКАЗЫВАЮ", True, False),
            ("В целях порядка обязываю:", "обязываю", False, False),
        ],
    )
    def test_the_command_word_is_told_from_the_preamble(self, lines: str, word: str, own: bool, spaced: bool) -> None:
        text = f"ШКОЛА\nПРИКАЗ\n12.10.2026 № 1\nО смотре\n{lines}\n1. Работать.{TAIL}"
        assert data(text)["преамбула"].rstrip(",") == "В целях порядка"
        assert (style(text).word, style(text).own_line, style(text).spaced_word) == (word, own, spaced)

    def test_the_body_before_the_word_is_taken_out_of_the_preamble(self) -> None:
        text = (
            "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ\nЗАРЕЧНОЙ ОБЛАСТИ\nПОСТАНОВЛЕНИЕ\n12.10.2026 № 1\nО смотре\n"
            "В целях порядка Департамент образования Заречной области п о с т а н о в л я е т:\n1. Работать." + TAIL
        )
        assert data(text)["преамбула"] == "В целях порядка"
        assert style(text).subject

    def test_a_body_that_is_not_the_issuer_stays_in_the_preamble(self) -> None:
        text = (
            "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ\nЗАРЕЧНОЙ ОБЛАСТИ\nПОСТАНОВЛЕНИЕ\n12.10.2026 № 1\nО смотре\n"
            "В целях порядка Совет постановляет:\n1. Работать." + TAIL
        )
        assert data(text)["преамбула"] == "В целях порядка Совет"
        assert not style(text).subject

    def test_the_style_makes_a_profile(self) -> None:
        text = (
            HEAD.replace("ПРИКАЗ\n12.10.2026", "П Р И К А З\nот «12» октября 2026 г.") + "1. Охватить 5% школ." + TAIL
        )
        made, faults = validated(Profile, style(text).profile())
        assert made is not None, faults
        assert (made.letter_spaced_kind, made.date_form, made.date_lead) == (True, "от руки", True)
        assert (made.typography.percent, made.typography.deadlines) == ("5%", "как есть")


class TestPointTree:
    def shape(self, text: str) -> Any:
        def numbers(entries: list[dict[str, Any]]) -> list[Any]:
            return [
                (entry["номер"], numbers(entry["пункты"])) if "пункты" in entry else entry["номер"] for entry in entries
            ]

        return numbers(points(text))

    def test_typed_numbers_keep_what_they_show(self) -> None:
        text = "1. Раз.\n3. Трое:\n - 3.1. Первый.\n3.2. Второй.\n3.2. Снова.\n4. Четыре."
        assert self.shape(text) == ["1", ("3", ["3.1", "3.2", "3.2"]), "4"]

    def test_ids_are_short_and_one_of_a_kind(self) -> None:
        entries = points("1. Трое:\n1.1. Первый.\n1.1. Снова.")
        assert [entry["код"] for entry in (entries[0], *entries[0]["пункты"])] == ["п1", "п1-1", "п1-1а"]

    def test_numbers_that_word_counts_reach_four_levels(self) -> None:
        text = "#1.#Раз:\n#1.1.#Два:\n#1.1.1.#Три:\n#1.1.1.1.#Четыре.\n#2.#Пять."
        assert self.shape(text) == [("1", [("1.1", [("1.1.1", ["1.1.1.1"])])]), "2"]

    def test_brackets_are_points_at_the_top_and_sub_points_under_a_dot(self) -> None:
        assert self.shape("1) раз;\n2) два.") == ["1", "2"]
        assert self.shape("1. Внести:\n1) раз;\n2) два.\n2. Всё.") == [("1", ["1", "2"]), "2"]

    def test_a_list_of_its_own_inside_a_point_is_below_it(self) -> None:
        assert self.shape("1. Раз.\n2. Поручить:\n1. Орлу.\n2. Соколу.\n3. Всё.") == ["1", ("2", ["1", "2"]), "3"]

    def test_dashes_and_further_paragraphs_belong_to_the_point(self) -> None:
        first, second = points("1. Создать группу:\n- орлов;\n– соколов.\nЗаседать в музее.\n2. Всё.")
        assert first["текст"] == "Создать группу:\n- орлов;\n- соколов.\nЗаседать в музее."
        assert second["номер"] == "2"

    def test_bullets_of_word_are_dashes(self) -> None:
        (first,) = points("1. Создать группу:\n•орлов;\n•соколов.")
        assert first["текст"] == "Создать группу:\n- орлов;\n- соколов."

    def test_soft_lines_that_begin_with_numbers_are_points(self) -> None:
        assert [entry["текст"] for entry in points("1. Раз⏎и ещё раз.⏎2. Два.")] == ["Раз и ещё раз", "Два"]

    def test_a_wrapped_line_goes_on_with_its_sentence(self) -> None:
        assert [entry["текст"] for entry in points("1. Провести смотр\nшкольных музеев.\n2. Два.")] == [
            "Провести смотр школьных музеев", "Два",
        ]  # fmt: skip

    def test_an_instruction_may_have_no_numbers_at_all(self) -> None:
        made = data(
            "ШКОЛА\nРАСПОРЯЖЕНИЕ\n12.10.2026 № 1-р\nО дежурстве\nНазначить дежурных.\nОзнакомить их с распоряжением.\n"
            "Директор → Е.П. Орлова"
        )
        assert [(entry["номер"], entry["текст"]) for entry in made["пункты"]] == [
            ("нет", "Назначить дежурных"), ("нет", "Ознакомить их с распоряжением"),
        ]  # fmt: skip

    @pytest.mark.parametrize("words", ["15.10.2026 провести смотр.", "9 классов обойти.", "1.5 млн рублей выделить."])
    def test_a_number_that_begins_a_sentence_is_no_number_of_a_point(self, words: str) -> None:
        first, second = points(f"1. Провести смотр.\n{words}\n2. Всё.")
        assert words in first["текст"]
        assert second["номер"] == "2"

    def test_a_table_among_points_is_left_over_and_said(self) -> None:
        text = HEAD + "1. Провести смотр:\n¦Школа¦Срок¦\n¦Первая¦май¦\n2. Всё." + TAIL
        draft, shared = read(text, OFFICE)
        assert [left.why for left in shared.leftovers] == ["таблица среди пунктов"]
        assert [found.rule for found in shared.findings] == ["таблица-в-пункте"]
        assert len(draft.data["пункты"]) == 2

    def test_bold_words_and_signs_of_the_markup_stay(self) -> None:
        assert point("Провести **большой** смотр {музеев}.")["текст"] == "Провести **большой** смотр {{музеев}}"


class TestAddressees:
    def test_a_known_body_its_head_and_its_short_name(self) -> None:
        made = point("Институту развития образования (П.И. Зимин) (далее – Институт) провести смотр.")
        assert made == {"кому": "{институт}", "лицо": "зимин", "далее": "Институт", "текст": "провести смотр"}

    def test_a_deadline_behind_an_addressee_is_no_part_of_it(self) -> None:
        assert point("Руководителям школ в срок до 25.10.2026 провести смотр.") == {
            "кому": "руководителям школ", "текст": "{срок} провести смотр", "срок": "в срок до 25.10.2026",
        }  # fmt: skip

    def test_a_name_written_the_other_way_round_stays_in_words(self) -> None:
        made = point("Институту развития образования (Зимин П.И.) провести смотр.")
        assert made == {"кому": "{институт} (Зимин П.И.)", "текст": "провести смотр"}

    def test_an_unknown_body_is_collected(self) -> None:
        draft, shared = read(
            HEAD + "1. Муниципальному казенному учреждению «Центр качества» (далее – МКУ ЦК):\n1.1. Работать." + TAIL,
            OFFICE,
        )
        assert draft.data["пункты"][0]["кому"] == "{мку}"
        assert shared.known.drafted["организации"][0]["кратко"] == "МКУ ЦК"

    def test_heads_of_many_bodies_stay_in_words_and_get_a_small_letter(self) -> None:
        made = point("Руководителям школ, подведомственных Департаменту, обеспечить порядок.")
        assert made == {"кому": "руководителям школ, подведомственных Департаменту,", "текст": "обеспечить порядок"}

    def test_a_recommendation(self) -> None:
        first = points("1. Рекомендовать руководителям школ (далее – руководители):\n1.1. Следить за порядком.")[0]
        assert (first["кому"], first["рекомендовать"], first["далее"]) == ("руководителям школ", "да", "руководители")
        assert "текст" not in first

    def test_a_post_with_its_holder(self) -> None:
        made = point("Заместителю начальника Департамента Зимину П.И. провести смотр.")
        assert made == {"кому": "{зам} {зимин}", "текст": "провести смотр"}

    def test_a_short_name_is_no_new_body(self) -> None:
        draft, shared = read(HEAD + "1. МКУ ЦК организовать смотр." + TAIL, OFFICE)
        assert draft.data["пункты"][0]["кому"] == "МКУ ЦК"
        assert "организации" not in shared.known.drafted

    def test_a_sentence_without_an_addressee_is_a_text(self) -> None:
        assert point("Провести смотр школьных музеев.") == {"текст": "Провести смотр школьных музеев"}
        assert point("В пункте 2 слова «до мая» заменить.") == {"текст": "В пункте 2 слова «до мая» заменить"}


class TestMeaning:
    def test_control(self) -> None:
        lead = "Контроль за исполнением настоящего приказа"
        assert point(f"{lead} оставляю за собой.") == {"контроль": "за собой"}
        laid = f"{lead} возложить на заместителя начальника Департамента"
        assert point(f"{laid} Зимина П.И.") == {"контроль": "зам"}
        assert point(f"{laid} П.И. Зимина.") == {"текст": f"{laid} П.И. Зимина"}
        assert point("Контроль за выполнением данного приказа оставляю за собой.")["текст"].startswith("Контроль")

    def test_entry_into_force(self) -> None:
        assert point("Настоящий приказ вступает в силу со дня его подписания.") == {
            "вступает в силу": "со дня его подписания"
        }
        assert point("Приказ вступает в силу со дня подписания.") == {
            "текст": "Приказ вступает в силу со дня подписания"
        }

    def test_repeal_of_two_acts(self) -> None:
        words = (
            "Признать утратившими силу: приказ Департамента образования Заречной области от 01.09.2025 № 5-ОД «О смотре»; "
            "приказ Департамента образования Заречной области от 02.09.2025 № 6-ОД «О музеях»."
        )
        draft, shared = read(f"{HEAD}1. {words}{TAIL}", OFFICE)
        assert draft.data["пункты"][0]["утратили силу"] == ["приказ-5-од", "приказ-6-од"]
        assert [act["название"] for act in shared.known.drafted["акты"]] == ["О смотре", "О музеях"]

    ANNEXES = (
        "\nПриложение № 1\nк приказу от 12.10.2026 № 15-ОД\n|План смотра музеев|\n1. Смотреть.\n"
        "Приложение № 2\nк приказу от 12.10.2026 № 15-ОД\n|Список музеев|"
    )

    def test_an_approval_that_prints_the_title_and_one_that_does_not(self) -> None:
        text = (
            f"{HEAD}1. Утвердить план смотра музеев (далее – План) (Приложение № 1).\n"
            f"2. Утвердить перечень музеев (Приложение № 2).{TAIL}{self.ANNEXES}"
        )
        draft, shared = read(text, OFFICE)
        first, second = draft.data["пункты"]
        assert (first["утверждает"], first["далее"]) == ("приложение-1", "План")
        assert second["текст"] == "Утвердить перечень музеев ({приложение-2})"
        assert [(tie.path, tie.annex) for tie in draft.ties] == [(("пункты", 0), 0), (("пункты", 1), 1)]
        assert not shared.findings

    def test_an_enclosed_annex_is_tied_by_its_title(self) -> None:
        text = f"{HEAD}1. Утвердить прилагаемый список музеев.{TAIL}{self.ANNEXES}"
        assert [tie.annex for tie in read(text, OFFICE)[0].ties] == [1]

    def test_an_annex_that_the_file_lacks_is_a_finding(self) -> None:
        found = findings(f"{HEAD}1. Утвердить списки музеев (Приложение).{TAIL}")
        assert [(each.rule, each.quote) for each in found] == [("нет-приложения-в-файле", "приложение")]

    def test_references_to_own_points_and_annexes(self) -> None:
        text = (
            f"{HEAD}1. Провести смотр.\n2. Составить отчет в соответствии с пунктом 1 настоящего приказа.\n"
            f"3. Обойти музеи согласно приложению № 2, кроме названных в пункте 1 Порядка.{TAIL}{self.ANNEXES}"
        )
        entries = read(text, OFFICE)[0].data["пункты"]
        assert entries[1]["текст"] == "Составить отчет в соответствии с {п1:тв} настоящего приказа"
        assert entries[2]["текст"] == "Обойти музеи согласно {приложение-2:дат}, кроме названных в пункте 1 Порядка"

    def test_acts_cited_in_full_become_references_and_others_stay(self) -> None:
        text = (
            "ШКОЛА\nПРИКАЗ\n12.10.2026 № 1\nО смотре\nВ соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ "
            "«Об образовании в Российской Федерации», приказом Совета музеев от 1 сентября 2025 г. № 7 "
            "приказываю:\n1. Работать." + TAIL
        )
        draft, _ = read(text, OFFICE)
        assert draft.data["преамбула"] == (
            "В соответствии с {федеральный-закон-273-фз:тв}, приказом Совета музеев от 1 сентября 2025 г. № 7"
        )

    def test_the_names_that_an_order_introduces_are_collected(self) -> None:
        text = f"{HEAD}1. Обеспечить работу муниципальных образовательных центров (далее – МОЦ).{TAIL}"
        _, shared = read(text, OFFICE)
        assert shared.known.drafted["сокращения"] == [
            {"код": "моц", "кратко": "МОЦ", "полностью": "муниципальные образовательные центры"}
        ]


class TestDeadlines:
    @pytest.mark.parametrize(
        "words",
        [
            "до 15.10.2026", "в срок до 30.01.2026 и 20.07.2026", "в сроки: до 20.07.2026, до 20.07.2027",
            "не позднее 15 ноября 2026 г.", "с 30.11.2026 по 11.12.2026", "в течение 2027 года", "ежеквартально",
            "ежемесячно, до 5 числа", "до 1 марта 2027 года включительно",
        ],
    )  # fmt: skip
    def test_the_one_deadline_of_a_sentence_is_found_wherever_it_stands(self, words: str) -> None:
        Deadline.parse(words)
        assert point(f"Представить отчет {words}.") == {"текст": "Представить отчет {срок}", "срок": words}
        middle = point(f"Представить {words} отчет в Департамент.")
        assert (middle["текст"], middle["срок"]) == ("Представить {срок} отчет в Департамент", words)

    @pytest.mark.parametrize(
        "words",
        [
            "Представить план до 15.10.2026 и отчет до 20.12.2026, а сводку до 25.12.2026.",
            "Исполнить распоряжение главы от 15.10.2026 без номера.",
            "Принять до 20 участников.",
            "Вести ежемесячно обновляемый список.",
            "Изучить методику «Отчет до 15.10.2026».",
        ],
    )
    def test_what_is_no_single_deadline_stays_in_the_words(self, words: str) -> None:
        assert point(words) == {"текст": words.removesuffix(".")}


class TestAmending:
    TEXT = """
        ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ
        ЗАРЕЧНОЙ ОБЛАСТИ
        П Р И К А З
        12.11.2026 № 20-ОД
        О внесении изменений в приказ Департамента образования Заречной области от 17.09.2026 № 212-ОД «О смотре в 2026 году»
        п р и к а з ы в а ю:
        1. Внести в приказ Департамента образования Заречной области от 17.09.2026 № 212-ОД «О смотре в 2026 году» изменения:
        1) в пункте 2 слова «до 1 марта» заменить словами «до 1 апреля»;
        2) пункт 3 изложить в следующей редакции:
        «3. Институту:
        3.1. Провести занятия.
        4. Составить отчет.»;
        3) приложение № 1 признать утратившим силу.
        2. Всё.
        Начальник Департамента → Е.П. Орлова
    """

    def test_the_quoted_text_stays_in_its_sub_point(self) -> None:
        first, second = data(self.TEXT)["пункты"]
        assert [entry["номер"] for entry in first["пункты"]] == ["1", "2", "3"]
        assert first["пункты"][1]["текст"].split("\n") == [
            "пункт 3 изложить в следующей редакции:", "«3. Институту:", "3.1. Провести занятия.", "4. Составить отчет.»;",
        ]  # fmt: skip
        assert second["текст"] == "Всё"

    def test_the_amended_act_is_a_reference_and_the_draft_says_what_it_is(self) -> None:
        draft, _ = read(self.TEXT, OFFICE)
        assert draft.amending
        assert draft.data["заголовок"] == "О внесении изменений в {приказ-212-од:вин}"
        assert "период" not in draft.data
        assert [told.why for told in draft.told if told.path == ("заголовок",)] == ["приказ вносит изменения в другой"]


def test_an_office_that_knows_nobody_still_gives_an_order() -> None:
    draft, shared = read(HEAD + "1. Институту развития образования провести смотр." + TAIL, ReferenceData())
    model, faults = validated(Order, draft.data)
    assert model is not None, faults
    assert set(shared.known.drafted) == {"организации", "должности", "лица"}
    assert isinstance(shared.known.reference.posts[draft.data["подпись"]["должность"]], Post)
    assert any(isinstance(person, Person) for person in shared.known.reference.people.values())
