"""The sentences that docgen composes: points, approvals, control, annex marks, the signature."""

from __future__ import annotations

import pytest

from docgen.language import requisites
from docgen.language.printed_fields import AnnexView
from docgen.language.resolved import Anchor
from docgen.language.view import View
from docgen.model.citation import Citation
from docgen.model.party import Organisation, Person, Post
from tests.builders import annexed, plan, schools
from tests.language.printing import all_said, doubts, printing, said, visible

PLAN = plan(код="план1", название="План мероприятий по поддержке школ")
CARD = plan(код="карта", название="Дорожная карта развития")
LIST = schools(код="перечень", название="Список школ")


def marks(*annexes, **fields) -> list[list[str]]:
    made = printing(["а"], *annexes, приложения=annexed(*annexes), **fields)
    return [[visible(line) for line in AnnexView(made, index).mark] for index in range(len(annexes))]


class TestPoints:
    def test_a_point_begins_with_a_capital_and_ends_with_a_stop(self):
        assert said("обеспечить порядок") == "Обеспечить порядок."
        assert said("Обеспечить порядок.") == "Обеспечить порядок."

    @pytest.mark.parametrize("end", [".", ";", "!", "?", "…", ":"])
    def test_an_end_mark_of_the_clerks_own_stays(self, end):
        assert said(f"делать{end}") == f"Делать{end}"

    def test_a_point_with_sub_points_ends_with_a_colon(self):
        points = [{"текст": "провести.", "пункты": [{"текст": "а"}, {"текст": "б;"}]}]
        assert all_said(points) == ["Провести:", "А.", "Б;"]

    def test_the_stop_of_an_abbreviation_stays_before_the_colon(self):
        assert all_said([{"текст": "начать в 2026 г.", "пункты": [{"текст": "а"}]}])[0] == "Начать в 2026~г.:"
        assert all_said([{"текст": "учебники, тетради и др.", "пункты": [{"текст": "а"}]}])[0].endswith("и др.:")

    def test_a_list_follows_a_colon_and_only_its_last_item_gets_a_stop(self):
        assert said("создать:\n- комиссию;\n-- рабочую группу;\n- штаб") == (
            "Создать:\n–~комиссию;\n–~рабочую группу;\n–~штаб."
        )
        assert said("создать\n- штаб.") == "Создать:\n–~штаб."

    def test_a_list_before_sub_points_ends_with_a_colon(self):
        points = [{"текст": "создать:\n- комиссию;\n- штаб.", "пункты": [{"текст": "а"}]}]
        assert all_said(points)[0].endswith("–~штаб:")

    def test_an_ordinary_second_paragraph_does_not_follow_a_colon(self):
        assert said("создать комиссию\nкомиссии собраться") == "Создать комиссию.\nкомиссии собраться."

    def test_a_bold_beginning_gets_its_capital(self):
        assert said("**срочно** сделать") == "Срочно сделать."

    def test_a_point_that_begins_with_a_number_has_no_letter_to_raise(self):
        points = [{"код": "п1", "текст": "а"}, "{п1:номер} выполнить"]
        assert all_said(points)[1] == "1 выполнить."

    def test_a_point_without_words_says_nothing(self):
        assert said({}) == ""


class TestAddressees:
    def test_the_addressee_stands_in_the_dative(self):
        assert said({"кому": "{институт}", "текст": "обеспечить контроль"}) == (
            "Институту развития образования обеспечить контроль."
        )

    def test_an_addressee_in_words_stands_as_written(self):
        assert said({"кому": "руководителям школ", "текст": "провести"}) == "Руководителям школ провести."

    def test_a_named_head_stands_in_brackets_with_the_initials_first(self):
        assert said({"кому": "{институт}", "лицо": "зимин", "текст": "начать"}) == (
            "Институту развития образования (П.И.~Зимин) начать."
        )

    def test_a_definition_follows_the_name(self):
        point = {"кому": "{институт}", "лицо": "зимин", "далее": "Институт", "текст": "начать"}
        assert said(point) == "Институту развития образования (П.И.~Зимин) (далее~– Институт) начать."

    def test_what_the_body_may_only_be_advised_is_recommended(self):
        assert said({"кому": "{институт}", "рекомендовать": "да", "текст": "начать"}) == (
            "Рекомендовать Институту развития образования начать."
        )

    def test_the_short_name_prints_when_asked_for(self):
        assert said({"кому": "{институт:кратко}", "текст": "начать"}) == "Институт начать."

    def test_an_addressee_before_sub_points_ends_with_a_colon(self):
        assert all_said([{"кому": "{институт}", "пункты": [{"текст": "начать"}]}]) == [
            "Институту развития образования:", "Начать."]  # fmt: skip

    def test_an_addressee_before_a_list_ends_with_a_colon(self):
        assert said({"кому": "{институт}", "текст": "- начать;\n- кончить"}) == (
            "Институту развития образования:\n–~начать;\n–~кончить."
        )


class TestDeadlines:
    def test_a_deadline_stands_where_the_text_puts_it(self):
        assert said({"текст": "утвердить {срок} планы", "срок": "до 25.12.2026"}) == "Утвердить до 25.12.2026 планы."

    @pytest.mark.parametrize(
        ("deadline", "end"),
        [
            ("до 25.12.2026", "начать до 25.12.2026."),
            ("ежемесячно", "начать ежемесячно."),
            ("в течение года", "начать в течение года."),
            ("октябрь 2026", "начать (срок~– октябрь~2026~г.)."),
        ],
    )
    def test_a_deadline_without_a_place_stands_at_the_end(self, deadline, end):
        assert said({"текст": "начать", "срок": deadline}) == end.capitalize()
        assert said({"текст": "начать.", "срок": deadline}) == end.capitalize()

    def test_a_deadline_stands_before_the_colon(self):
        points = [{"текст": "провести, для чего:", "срок": "до 20.11.2026", "пункты": [{"текст": "а"}]}]
        assert all_said(points)[0] == "Провести, для чего до 20.11.2026:"

    def test_a_deadline_stands_before_a_list(self):
        point = {"текст": "утвердить планы:\n- школ;\n- районов", "срок": "до 20.11.2026"}
        assert said(point) == "Утвердить планы до 20.11.2026:\n–~школ;\n–~районов."

    def test_a_deadline_of_a_point_that_only_names_its_addressee_is_not_lost(self):
        points = [{"кому": "{институт}", "срок": "до 20.11.2026", "пункты": [{"текст": "а"}]}]
        assert all_said(points)[0] == "Институту развития образования до 20.11.2026:"

    def test_a_deadline_that_ends_in_a_stop_gets_no_second_one(self):
        assert said({"текст": "начать {срок}", "срок": "в октябре 2026 г."}) == "Начать в октябре~2026~г."

    def test_the_house_may_keep_deadlines_as_written(self):
        point = {"текст": "начать {срок}", "срок": "октябрь-ноябрь 2026"}
        assert said(point) == "Начать октябрь–ноябрь~2026~г."
        as_is = {"типографика": {"сроки": "как есть"}}
        assert said(point, profile=as_is) == "Начать октябрь–ноябрь~2026."

    def test_a_verbatim_deadline_prints_word_for_word(self):
        assert said({"текст": "начать {срок}", "срок": "дословно: как только - так сразу"}) == (
            "Начать как только - так сразу."
        )


class TestApproval:
    def test_the_title_stands_in_the_accusative_with_its_annex(self):
        assert said({"утверждает": "карта"}, CARD, приложения=annexed(CARD)) == (
            "Утвердить дорожную карту развития (приложение)."
        )

    def test_one_of_several_annexes_has_its_number(self):
        assert said({"утверждает": "карта"}, PLAN, CARD, приложения=annexed(PLAN, CARD)) == (
            "Утвердить дорожную карту развития (приложение №~2)."
        )

    def test_the_house_may_do_without_the_number_sign(self):
        printed = said(
            {"утверждает": "карта"}, PLAN, CARD, приложения=annexed(PLAN, CARD), profile={"знак № у приложений": "нет"}
        )
        assert printed == "Утвердить дорожную карту развития (приложение~2)."

    def test_a_definition_and_a_deadline_may_follow(self):
        point = {"утверждает": "карта", "далее": "Карта", "срок": "до 20.11.2026"}
        assert said(point, CARD, приложения=annexed(CARD)) == (
            "Утвердить дорожную карту развития (далее~– Карта) (приложение) до 20.11.2026."
        )

    def test_a_title_may_refer_to_a_row_of_its_own_annex(self):
        own = plan([{"код": "м1", "мероприятие": "а"}], код="карта", название="Дорожная карта с {м1:тв}")
        assert said({"утверждает": "карта"}, own, приложения=annexed(own)).startswith(
            "Утвердить дорожную карту с строкой~1"
        )

    def test_an_unknown_annex_prints_its_id_in_brackets(self):
        assert said({"утверждает": "другой"}) == "Утвердить [другой]."

    def test_a_doubtful_accusative_is_a_finding(self):
        strange = plan(код="карта", название="Бубубень школ")
        found = doubts({"утверждает": "карта"}, strange, приложения=annexed(strange))
        assert [finding.rule for finding in found] == ["сомнительная-форма"]
        assert "Бубубень школ" in found[0].message


class TestControl:
    def test_control_lies_on_the_holder_of_a_post(self):
        assert said({"контроль": "зам"}) == (
            "Контроль за исполнением настоящего приказа возложить на заместителя начальника Департамента Зимина~П.И."
        )

    def test_control_may_lie_on_somebody_in_the_post_by_name(self):
        assert said({"контроль": "зам", "лицо": "орлова"}).endswith("Департамента Орлову~Е.П.")

    @pytest.mark.parametrize(
        ("kind", "genitive"),
        [("приказ", "приказа"), ("распоряжение", "распоряжения"), ("постановление", "постановления")],
    )
    def test_the_signatory_may_keep_the_control(self, kind, genitive):
        assert said({"контроль": "за собой"}, вид=kind) == (
            f"Контроль за исполнением настоящего {genitive} оставляю за собой."
        )

    def test_the_holder_is_that_of_the_day(self):
        changed = Post.model_validate(
            {"код": "зам", "название": "заместитель начальника Департамента",
             "занимает": [{"по": "31.10.2026", "значение": "зимин"}, {"с": "01.11.2026", "значение": "орлова"}]}
        )  # fmt: skip
        assert said({"контроль": "зам"}, entries=[changed]).endswith("Зимина~П.И.")
        later = said({"контроль": "зам"}, entries=[changed], планируемая_дата="01.11.2026")
        assert later.endswith("Орлову~Е.П.")

    @pytest.mark.parametrize(
        ("who", "words"),
        [
            ("зимин", "на исполняющего обязанности заместителя начальника Департамента Зимина~П.И."),
            ("орлова", "на исполняющую обязанности заместителя начальника Департамента Орлову~Е.П."),
        ],
    )
    def test_control_is_laid_on_who_acts(self, who, words):
        acting = Post.model_validate(
            {"код": "зам", "название": "заместитель начальника Департамента", "занимает": "зимин",
             "исполняет обязанности": who}
        )  # fmt: skip
        assert said({"контроль": "зам"}, entries=[acting]).endswith(words)

    def test_words_of_the_clerk_follow_the_formula(self):
        assert said({"контроль": "за собой", "текст": "до конца года"}).endswith("оставляю за собой до конца года.")

    def test_an_unknown_post_prints_its_id_in_brackets(self):
        assert said({"контроль": "другой"}).endswith("возложить на [другой].")


class TestAnnexMarks:
    def test_the_mark_of_the_house_names_the_annex_and_the_order(self):
        assert marks(PLAN, LIST) == [
            ["Приложение №~1", "к приказу Департамента образования Заречной области", "от~____________ №~______"],
            ["Приложение №~2", "к приказу Департамента образования Заречной области", "от~____________ №~______"],
        ]

    def test_a_single_annex_has_no_number(self):
        assert marks(PLAN)[0][0] == "Приложение"

    def test_the_mark_of_the_standard_approves_in_the_gender_of_the_title(self):
        made = marks(PLAN, CARD, LIST, profile={"отметка приложения": "гост"})
        by = ["приказом Департамента образования Заречной области", "от~____________ №~______"]
        assert made == [
            ["Приложение №~1", "УТВЕРЖДЕН", *by],
            ["Приложение №~2", "УТВЕРЖДЕНА", *by],
            ["Приложение №~3", "УТВЕРЖДЕН", *by],
        ]

    def test_a_stamp_of_approval_has_no_label(self):
        assert marks(CARD, profile={"отметка приложения": "гриф"})[0][0] == "УТВЕРЖДЕНА"

    def test_bold_in_a_title_does_not_hide_its_gender(self):
        bold = plan(код="карта", название="**Программа** развития")
        assert marks(bold, profile={"отметка приложения": "гриф"})[0][0] == "УТВЕРЖДЕНА"

    def test_date_and_number_come_from_the_order(self):
        registered = {"дата": "07.09.2026", "номер": "850-ОД"}
        assert marks(PLAN, регистрация=registered, состояние="зарегистрирован")[0][2] == "от~07.09.2026 №~850-ОД"
        assert marks(PLAN, регистрация=registered, состояние="на подпись")[0][2] == "от~____________ №~______"

    def test_the_digit_of_a_mark_is_what_references_follow(self):
        made = printing(["а"], PLAN, CARD, приложения=annexed(PLAN, CARD))
        label = AnnexView(made, 1).mark[0].paragraphs[0].pieces
        assert label[1] == Anchor("2", made.bookmarks[id(made.annexes[1])])

    def test_an_unknown_body_prints_its_id_in_brackets(self):
        assert marks(PLAN, орган="другой")[0][1] == "к приказу [другой]"


class TestRegistrationAndSignature:
    def test_date_and_number_are_blanks_until_they_are_known(self):
        made = View(printing().order, printing())
        assert (made.date, visible(made.number_line)) == ("____________", "№~______")
        half = printing(регистрация={"дата": "07.09.2026"}, состояние="зарегистрирован")
        assert (View(half.order, half).date, visible(View(half.order, half).number_line)) == ("07.09.2026", "№~______")

    def signature(self, **fields) -> tuple[str, str]:
        made = printing(**fields)
        signed = requisites.signing(made.order.signatory, made)
        return visible(signed.post), visible(signed.name)

    def test_the_holder_of_the_post_signs(self):
        assert self.signature() == ("Начальник Департамента", "Е.П.~Орлова")

    def test_somebody_may_sign_in_the_post_by_name(self):
        assert self.signature(подпись={"должность": "начальник", "лицо": "зимин"})[1] == "П.И.~Зимин"

    def test_the_holder_of_the_day_of_registration_signs(self):
        changed = Post.model_validate(
            {"код": "начальник", "название": "начальник Департамента",
             "занимает": [{"значение": "орлова"}, {"с": "01.11.2026", "значение": "зимин"}]}
        )  # fmt: skip
        assert self.signature(entries=[changed])[1] == "Е.П.~Орлова"
        assert self.signature(entries=[changed], планируемая_дата="02.11.2026")[1] == "П.И.~Зимин"
        registered = {"дата": "31.10.2026", "номер": "1"}
        assert (
            self.signature(entries=[changed], планируемая_дата="02.11.2026", регистрация=registered)[1] == "Е.П.~Орлова"
        )

    def test_without_any_day_the_latest_holder_signs(self):
        changed = Post.model_validate(
            {"код": "начальник", "название": "начальник", "занимает": [
                {"по": "31.10.2026", "значение": "орлова"}, {"с": "01.11.2026", "значение": "зимин"}]}
        )  # fmt: skip
        assert self.signature(entries=[changed], планируемая_дата=None)[1] == "П.И.~Зимин"

    def test_a_house_may_space_its_initials(self):
        assert self.signature(profile={"типографика": {"инициалы": "И. О."}})[1] == "Е.~П.~Орлова"

    def test_a_vacant_post_leaves_the_name_open(self):
        vacant = Post.model_validate({"код": "начальник", "название": "начальник"})
        assert self.signature(entries=[vacant]) == ("Начальник", "")


class TestFullNames:
    @pytest.mark.parametrize(
        ("first", "patronymic", "full"),
        [("Елена", "Петровна", "Орлова Елена Петровна"), ("Е.", "П.", "Орлова~Е.П."), ("Елена", "", "Орлова Елена")],
    )
    def test_the_executor_is_named_in_full_where_the_names_are_known(self, first, patronymic, full):
        person = Person.model_validate({"код": "о", "фамилия": "Орлова", "имя": first, "отчество": patronymic})
        assert visible(requisites.full_name(person, printing())) == full


class TestActs:
    def test_an_act_without_a_date_or_number_has_blanks(self):
        act = Citation.model_validate({"код": "акт1", "вид": "приказ", "орган": "департамент", "название": "О «плане»"})
        assert said("во исполнение {акт1:род}", entries=[act]) == (
            "Во исполнение приказа Департамента образования Заречной области от ____________ №~______ «О «плане»»."
        )

    def test_a_name_of_the_day_prints_in_the_mark(self):
        renamed = Organisation.model_validate(
            {"код": "департамент", "название": [
                {"по": "31.12.2026", "значение": "Департамент образования"},
                {"с": "01.01.2027", "значение": "Министерство образования"}]}
        )  # fmt: skip
        before = marks(PLAN, entries=[renamed])[0][1]
        after = marks(PLAN, entries=[renamed], планируемая_дата="01.02.2027")[0][1]
        assert (before, after) == ("к приказу Департамента образования", "к приказу Министерства образования")


class TestStops:
    def test_the_stop_of_initials_is_kept_before_sub_points_and_deadlines(self):
        inner = {"кому": "директору Коваль Т.Ю.", "пункты": [{"текст": "а"}]}
        assert said(inner) == "Директору Коваль Т.Ю.:".replace("Коваль ", "Коваль~")
        late = {"текст": "исполнитель Кравец И.П.", "срок": "с 05.12.2026"}
        assert said(late).startswith("Исполнитель Кравец~И.П. (срок~– с 05.12.2026)")

    def test_an_ellipsis_is_not_shortened(self):
        assert said({"текст": "для классов...", "срок": "май 2027"}).startswith("Для классов... (срок~– май")
