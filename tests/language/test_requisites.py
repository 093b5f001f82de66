"""The requisites around the text: letterhead, dates, who signs, agreements, sheets, who receives the order."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.language.recipients import recipients
from docgen.language.view import View
from docgen.model.citation import Citation
from docgen.model.order import Order
from docgen.model.party import Organisation, Person, Post
from tests.builders import annexed, plan
from tests.language.printing import printing, said, visible

ACTING = Post.model_validate(
    {"код": "начальник", "название": "начальник Департамента", "занимает": "орлова",
     "исполняет обязанности": [{"с": "01.10.2026", "по": "21.10.2026", "значение": "зимин"}]}
)  # fmt: skip
DEPUTIES = Post.model_validate(
    {"код": "зам", "название": "заместитель начальника Департамента",
     "занимает": [{"значение": "орлова"}, {"значение": "зимин"}]}
)  # fmt: skip
KOVAL = Person.model_validate({"код": "коваль", "фамилия": "Коваль", "имя": "Инна", "отчество": "Львовна"})
MINISTRY = Organisation.model_validate(
    {"код": "министерство", "название": "Министерство финансов области", "бланк": ["МИНИСТЕРСТВО ФИНАНСОВ"]}
)


def order(**fields: Any) -> tuple[Any, Any]:
    made = printing(**fields)
    return View(made.order, made), made


class TestLetterhead:
    def test_the_superior_stands_above_when_the_body_wants_it(self):
        below = Organisation.model_validate(
            {"код": "департамент", "название": "Департамент", "бланк": ["ДЕПАРТАМЕНТ"], "подчинена": "министерство",
             "вышестоящая на бланке": "да"}
        )  # fmt: skip
        view, _ = order(entries=[MINISTRY, below])
        assert view.letterhead == ["МИНИСТЕРСТВО ФИНАНСОВ", "ДЕПАРТАМЕНТ"]

    def test_a_joint_order_names_all_its_authors_everywhere(self):
        view, _ = order(entries=[MINISTRY], совместно_с=["министерство"])
        assert view.letterhead == ["ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ", "ЗАРЕЧНОЙ ОБЛАСТИ", "МИНИСТЕРСТВО ФИНАНСОВ"]
        assert visible(view.named).startswith(
            "приказом Департамента образования Заречной области и Министерства финансов области от"
        )

    def test_a_signed_order_whose_number_is_still_open_prints_its_date(self):
        view, _ = order(регистрация={"дата": "07.09.2026"}, состояние="подписан")
        assert (visible(view.date), visible(view.number_line)) == ("07.09.2026", "№~______")
        draft, _ = order(регистрация={"дата": "07.09.2026"}, состояние="на подпись")
        assert "2026" not in visible(draft.date)

    @pytest.mark.parametrize(
        ("form", "printed"),
        [("цифрами", "07.09.2026"), ("словами", "7~сентября~2026~г."), ("от руки", "«07»~сентября~2026~г.")],
    )
    def test_the_date_is_written_as_the_house_writes_it(self, form, printed):
        registered = {"дата": "07.09.2026", "номер": "5"}
        view, _ = order(profile={"дата документа": form}, регистрация=registered, состояние="зарегистрирован")
        assert visible(view.date) == printed
        led, _ = order(
            profile={"дата документа": form, "от перед датой": "да"},
            регистрация=registered,
            состояние="зарегистрирован",
        )
        assert visible(led.date) == f"от~{printed}"

    def test_the_edition_follows_the_date_unless_the_house_fixes_it(self):
        assert order(планируемая_дата="17.08.2025")[0].edition == "2016"
        assert order(планируемая_дата="18.08.2025")[0].edition == "2025"
        assert order(планируемая_дата="18.08.2026", profile={"редакция стандарта": "2016"})[0].edition == "2016"

    def test_room_for_a_bar_code_is_a_requisite_of_the_edition_of_2025(self):
        profile = {"место для штрихкода": "да"}
        assert order(profile=profile, планируемая_дата="18.08.2026")[0].code_room is True
        assert order(profile=profile, планируемая_дата="17.08.2024")[0].code_room is False

    def test_a_body_that_commands_itself_closes_the_preamble(self):
        view, _ = order(вид="постановление", преамбула="Руководствуясь Уставом области,")
        assert str(view.preamble) == "Руководствуясь Уставом области, Департамент образования Заречной области"
        assert view.formula == "постановляет"
        assert str(order(вид="постановление", преамбула=None)[0].preamble) == "Департамент образования Заречной области"


class TestSignatures:
    def signed(self, **fields: Any) -> list[tuple[str, str]]:
        view, _ = order(**fields)
        return [(visible(each.post), visible(each.name)) for each in view.signatories]

    def test_who_acts_on_the_day_signs_as_acting(self):
        assert self.signed(entries=[ACTING]) == [("Исполняющий обязанности начальника Департамента", "П.И.~Зимин")]
        assert self.signed(entries=[ACTING], планируемая_дата="22.10.2026") == [
            ("Начальник Департамента", "Е.П.~Орлова")
        ]

    def test_the_capacity_may_be_said_outright(self):
        signature = {"должность": "начальник", "лицо": "зимин", "в качестве": "врио"}
        assert self.signed(подпись=signature) == [("Врио начальника Департамента", "П.И.~Зимин")]

    def test_all_who_sign_stand_one_under_another(self):
        assert self.signed(подписывают_также=[{"должность": "зам"}]) == [
            ("Начальник Департамента", "Е.П.~Орлова"), ("Заместитель начальника Департамента", "П.И.~Зимин"),
        ]  # fmt: skip

    def test_one_of_two_deputies_is_named(self):
        assert self.signed(entries=[DEPUTIES], подпись={"должность": "зам", "лицо": "орлова"})[0][1] == "Е.П.~Орлова"

    def test_an_official_agrees_over_a_signature_a_body_by_its_paper(self):
        view, _ = order(
            entries=[MINISTRY],
            согласовано=[
                {"должность": "зам"},
                {"организация": "министерство", "документ": "письмо", "дата": "01.10.2026", "номер": "5/7"},
            ],
        )
        by_hand, by_paper = view.agreements
        assert [visible(line) for line in by_hand.lines] == [
            "СОГЛАСОВАНО", "Заместитель начальника Департамента", "____________ П.И.~Зимин", "____________",
        ]  # fmt: skip
        assert [visible(line) for line in by_paper.lines] == [
            "СОГЛАСОВАНО", "письмом Министерства финансов области", "от~01.10.2026 №~5/7",
        ]  # fmt: skip

    def test_who_laid_the_draft_is_named_under_it(self):
        view, _ = order(проект_внесён={"организация": "институт", "должность": "зам"})
        told = view.submission
        assert (told.organisation, told.post, visible(told.name)) == (
            "Институт", "Заместитель начальника Департамента", "П.И.~Зимин"
        )  # fmt: skip


class TestSheets:
    def test_the_sheet_of_agreement_belongs_to_the_draft(self):
        view, _ = order(визы=[{"должность": "зам", "поступил": "01.10.2026", "замечания": "прилагаются"}])
        assert visible(view.draft_named) == "к проекту приказа «Об утверждении плана»"
        (visa,) = view.visas
        assert (visible(visa.name), visa.received, visa.agreed, visa.remarks) == (
            "Зимин~П.И.", "01.10.2026", None, "прилагаются"
        )  # fmt: skip

    def test_all_who_hold_a_post_are_acquainted(self):
        view, _ = order(entries=[DEPUTIES], ознакомить=["зам"])
        assert [visible(line.name) for line in view.acquainted] == ["Орлова~Е.П.", "Зимин~П.И."]

    def test_who_acts_in_a_post_is_acquainted_instead_of_its_holder(self):
        view, _ = order(entries=[ACTING], ознакомить=["начальник"], планируемая_дата="15.10.2026")
        assert [(line.post, visible(line.name)) for line in view.acquainted] == [
            ("Исполняющий обязанности начальника Департамента", "Зимин~П.И.")
        ]

    def test_a_person_is_acquainted_with_the_post_that_is_held(self):
        view, _ = order(ознакомить=["зам", "орлова"])
        assert [(line.post, visible(line.name)) for line in view.acquainted] == [
            ("Заместитель начальника Департамента", "Зимин~П.И."), ("Начальник Департамента", "Орлова~Е.П."),
        ]  # fmt: skip

    def test_the_distribution_names_everyone_once_and_the_file_first(self):
        roadmap = plan([{"мероприятие": "а", "ответственные": "Институт развития образования, ОМСУ (отделы)"}])
        made = printing(
            [{"кому": "{институт}", "текст": "обеспечить"}, {"кому": "руководителям школ", "текст": "принять меры"}],
            roadmap,
            приложения=annexed(roadmap),
            рассылка={"экземпляров": "2", "ещё": [{"кому": "{зам}", "экземпляров": "ЭДО"}, {"кому": "ОМСУ"}]},
        )
        assert isinstance(made.order, Order)
        assert recipients(made.order, made) == [
            ("дело", "1"), ("Институт развития образования", "2"), ("руководителям школ", "2"), ("ОМСУ", "2"),
            ("заместитель начальника Департамента", "ЭДО"),
        ]  # fmt: skip

    def test_a_distribution_may_be_only_those_who_are_listed(self):
        made = printing(
            [{"кому": "{институт}", "текст": "обеспечить"}],
            рассылка={"по тексту": "нет", "ещё": [{"кому": "ОМСУ"}]},
        )
        assert isinstance(made.order, Order)
        assert [line.to for line in recipients(made.order, made)] == ["дело", "ОМСУ"]
        bare = printing()
        assert isinstance(bare.order, Order)
        assert recipients(bare.order, bare) == []


class TestPoints:
    ACTS = (
        Citation.model_validate(
            {
                "код": "акт1",
                "вид": "приказ",
                "орган": "департамент",
                "дата": "10.09.2025",
                "номер": "5",
                "название": "О плане",
            }
        ),
        Citation.model_validate({"код": "акт2", "вид": "инструкция", "дата": "01.02.2024", "номер": "7"}),
    )

    def test_a_repealed_act_is_named_whole(self):
        assert said({"утратили силу": ["акт1"]}, entries=self.ACTS) == (
            "Признать утратившим силу приказ Департамента образования Заречной области от 10.09.2025 №~5 «О плане»."
        )

    def test_the_formula_agrees_with_the_act_and_with_their_number(self):
        assert said({"утратили силу": ["акт2"]}, entries=self.ACTS).startswith("Признать утратившей силу инструкцию")
        both = said({"утратили силу": ["акт1", "акт2"]}, entries=self.ACTS)
        assert both.startswith("Признать утратившими силу: приказ") and "«О плане»; инструкцию" in both

    @pytest.mark.parametrize(
        ("kind", "this"), [("приказ", "Настоящий приказ"), ("постановление", "Настоящее постановление")]
    )
    def test_the_entry_into_force_speaks_of_the_act_itself(self, kind, this):
        assert (
            said({"вступает в силу": "со дня его подписания"}, вид=kind)
            == f"{this} вступает в силу со дня его подписания."
        )

    def test_a_woman_whose_surname_stays_is_told_by_her_patronymic(self):
        post = Post.model_validate({"код": "зам", "название": "заместитель начальника", "занимает": "коваль"})
        assert said({"контроль": "зам"}, entries=[KOVAL, post]).endswith("заместителя начальника Коваль~И.Л.")


class TestKeptPoints:
    def kept(self, points: list[Any]) -> list[str]:
        """The numbers of the points that stay with the signature."""
        made = printing(points)
        found: list[str] = []

        def look(views: list[Any]) -> None:
            for view in views:
                if view.kept:
                    found.append(str(view.number))
                look(view.points)

        look(View(made.order, made).points)
        return found

    def test_short_last_points_stay_together_until_they_make_three_lines(self):
        assert self.kept(["Один", "Два", "Три", "Четыре"]) == ["2", "3", "4"]

    def test_a_long_last_point_stays_alone(self):
        assert self.kept(["Один", "Обеспечить " + "исполнение настоящего приказа в полном объёме " * 6]) == ["2"]

    def test_sub_points_count_like_points(self):
        assert self.kept(["Один", {"текст": "Два", "пункты": [{"текст": "а"}, {"текст": "б"}]}]) == ["2", "2.1", "2.2"]
