"""How things are named in a sentence, in every case."""

from __future__ import annotations

import pytest

from docgen.language.resolved import Live, Words
from docgen.model.citation import Citation
from docgen.model.party import Municipality, Organisation, Person, Post
from docgen.model.text import CASES, Text
from tests.builders import annexed, order, plan, schools
from tests.language.printing import printing, visible

ROWS = plan(
    [], код="план1",
    разделы=[{"код": "р1", "название": "Раздел", "мероприятия": [{"код": "м1", "мероприятие": "а"}]}],
)  # fmt: skip
LIST = schools(
    код="список1", кластеры=[{"код": "к1", "название": "Группа", "школы": [{"код": "ш1", "название": "СОШ"}]}]
)
POINTS = [{"код": "п1", "текст": "а", "пункты": [{"код": "п1-1", "текст": "б"}]}, "в"]


def named(source: str, *annexes, **fields) -> str:
    """A text of the order in print."""
    made = printing(POINTS, *annexes, приложения=annexed(*annexes), **fields)
    return visible(made.text(Text.parse(source)))


def in_all_cases(target: str, *annexes, **fields) -> list[str]:
    return [named(f"{{{target}:{case}}}", *annexes, **fields) for case in CASES]


def person(**fields) -> Person:
    return Person.model_validate({"код": "человек", "имя": "Анна", "отчество": "Ильинична", "пол": "ж", **fields})


class TestNumberedThings:
    @pytest.mark.parametrize(
        ("target", "forms"),
        [
            ("п1", "пункт~1 пункта~1 пункту~1 пункт~1 пунктом~1 пункте~1"),
            ("п1-1", "подпункт~1.1 подпункта~1.1 подпункту~1.1 подпункт~1.1 подпунктом~1.1 подпункте~1.1"),
            ("план1.р1", "раздел~1 раздела~1 разделу~1 раздел~1 разделом~1 разделе~1"),
            ("план1.м1", "строка~1.1 строки~1.1 строке~1.1 строку~1.1 строкой~1.1 строке~1.1"),
            ("список1.к1", "кластер~1 кластера~1 кластеру~1 кластер~1 кластером~1 кластере~1"),
            ("список1.ш1", "позиция~1 позиции~1 позиции~1 позицию~1 позицией~1 позиции~1"),
        ],
    )
    def test_the_word_declines_and_the_number_follows(self, target, forms):
        assert in_all_cases(target, ROWS, LIST) == forms.split(" ")

    def test_an_annex_has_its_number_sign(self):
        assert in_all_cases("список1", ROWS, LIST) == [
            f"{word} №~2"
            for word in ("приложение", "приложения", "приложению", "приложение", "приложением", "приложении")
        ]
        assert named("{список1}", ROWS, LIST, profile={"знак № у приложений": "нет"}) == "приложение~2"

    def test_a_single_annex_is_named_without_a_number(self):
        assert named("{план1:дат}", ROWS) == "приложению"

    def test_the_bare_number_may_be_asked_for(self):
        assert named("№ {план1:номер} и {список1:номер}", ROWS, LIST) == "№~1 и 2"

    def test_only_the_number_is_alive(self):
        made = printing(["а", {"код": "п2", "текст": "по {п2:дат}"}])
        pieces = made.text(Text.parse("по {п2:дат}")).paragraphs[0].pieces
        assert pieces == (Words("по пункту\u00a0"), Live("2", "_Ref00001", True))

    def test_a_pinned_number_prints_as_it_is_pinned(self):
        made = printing([{"код": "п1", "номер": "4¹", "текст": "а"}, "по {п1:дат}"])
        assert visible(made.text(Text.parse("{п1:дат}"))) == "пункту~4¹"


class TestBodies:
    def test_forms_of_the_reference_data_win(self):
        named_so = {"код": "о1", "название": "Совет", "формы": {"род": "Совета (района)"}}
        entries = [Organisation.model_validate(named_so)]
        assert named("{о1:род}", entries=entries) == "Совета (района)"
        assert named("{о1:дат}", entries=entries) == "Совету"

    def test_a_body_declines_in_every_case(self):
        body = Organisation.model_validate({"код": "о1", "название": "Министерство образования"})
        assert in_all_cases("о1", entries=[body]) == [
            f"Министерств{end} образования" for end in ("о", "а", "у", "о", "ом", "е")
        ]

    def test_the_short_name_is_that_of_the_day(self):
        body = Organisation.model_validate(
            {"код": "о1", "название": "Министерство", "кратко": [
                {"по": "31.12.2026", "значение": "МО"}, {"с": "01.01.2027", "значение": "МОН"}]}
        )  # fmt: skip
        assert named("{о1:кратко}", entries=[body]) == "МО"
        assert named("{о1:кратко}", entries=[body], планируемая_дата="02.01.2027") == "МОН"

    def test_a_body_without_a_short_name_has_its_full_one(self):
        body = Organisation.model_validate({"код": "о1", "название": "Министерство"})
        assert named("{о1:кратко}", entries=[body]) == "Министерство"

    def test_a_municipality_declines(self):
        okrug = Municipality.model_validate({"код": "м1", "название": "Берёзовский округ", "тип": "округ"})
        assert named("{м1:род}", entries=[okrug]) == "Берёзовского округа"


class TestPeople:
    def test_a_person_is_surname_and_initials(self):
        assert in_all_cases("зимин") == [
            f"{surname}~П.И." for surname in ("Зимин", "Зимина", "Зимину", "Зимина", "Зиминым", "Зимине")
        ]

    def test_a_womans_surname_on_a_consonant_stays(self):
        assert named("{человек:дат}", entries=[person(фамилия="Бондарчук")]) == "Бондарчук~А.И."

    def test_explicit_forms_win_over_computed_ones(self):
        own = person(фамилия="Береговой", формы={"дат": "Береговой А.И."})
        assert named("{человек:дат}", entries=[own]) == "Береговой~А.И."

    def test_a_post_declines(self):
        assert in_all_cases("зам") == [
            f"{word} начальника Департамента"
            for word in ("заместитель", "заместителя", "заместителю", "заместителя", "заместителем", "заместителе")
        ]

    def test_explicit_forms_of_a_post_win(self):
        own = Post.model_validate(
            {"код": "д1", "название": "и.о. главы", "формы": {"дат": "исполняющему обязанности главы"}}
        )
        assert named("{д1:дат}", entries=[own]) == "исполняющему обязанности главы"

    def test_a_doubtful_form_is_a_finding_that_asks_for_the_right_one(self):
        made = printing(entries=[person(фамилия="Толстой", пол=None, имя="А.", отчество="")])
        made.text(Text.parse("{человек:дат}"))
        assert [finding.rule for finding in made.findings] == ["сомнительная-форма"]
        assert "Толст" in made.findings[0].message
        assert "«человек»" in made.findings[0].hint
        assert "дат" in made.findings[0].hint

    def test_a_certain_form_and_a_nominative_make_no_finding(self):
        made = printing(entries=[person(фамилия="Толстой", пол=None)])
        made.text(Text.parse("{зимин:дат} {человек} {человек:им}"))
        assert made.findings == []


class TestActs:
    ACT = Citation.model_validate(
        {"код": "акт1", "вид": "постановление", "орган текстом": "Правительства области", "дата": "07.09.2025",
         "номер": "12-п", "название": "О мерах \"поддержки\" - на 2025 год"}
    )  # fmt: skip

    def test_an_act_is_named_by_kind_body_date_number_and_title(self):
        assert named("{акт1:тв}", entries=[self.ACT]) == (
            'постановлением Правительства области от 07.09.2025 №~12-п «О мерах "поддержки" - на 2025~год»'
        )

    def test_an_act_may_be_cited_in_every_case(self):
        forms = in_all_cases("акт1", entries=[self.ACT])
        assert [form.split()[0] for form in forms] == [
            "постановление", "постановления", "постановлению", "постановление", "постановлением", "постановлении"
        ]  # fmt: skip

    def test_an_act_in_bold_is_bold_to_its_end(self):
        made = printing(entries=[self.ACT])
        pieces = made.text(Text.parse("по **{акт1:дат}** сразу")).paragraphs[0].pieces
        assert [piece.bold for piece in pieces] == [False, True, True, False]

    def test_an_order_of_the_same_workspace_gives_its_own_facts(self):
        cited = Citation.model_validate({"код": "акт1", "документ": "приказ2"})
        first = order(["а"], код="приказ2", заголовок="О **школах**", регистрация={"дата": "01.09.2026", "номер": "7"})
        made = printing(entries=[cited])
        made.workspace.documents["приказ2"] = first  # type: ignore[index]
        assert visible(made.text(Text.parse("{акт1:род}"))) == (
            "приказа Департамента образования Заречной области от 01.09.2026 №~7 «О школах»"
        )

    def test_an_order_that_is_not_registered_yet_has_blanks(self):
        cited = Citation.model_validate({"код": "акт1", "документ": "приказ2"})
        made = printing(entries=[cited])
        made.workspace.documents["приказ2"] = order(["а"], код="приказ2")  # type: ignore[index]
        assert "от ____________ №~______" in visible(made.text(Text.parse("{акт1}")))


def test_a_reference_to_nothing_prints_its_id_in_brackets():
    assert named("по {нет-такого:дат}") == "по [нет-такого]"
    assert named("начать {срок}") == "начать [срок]"
