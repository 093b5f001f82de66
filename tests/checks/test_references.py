"""Everything that is named by an id must exist and be of the right kind."""

from __future__ import annotations

import pytest

from docgen.checks.references import check_ids, check_references
from docgen.findings import Finding, Fix
from docgen.model.citation import Citation
from docgen.model.party import Post
from docgen.model.workspace import Document
from tests.builders import annexed, order, plan, schools, workspace

PLAN = plan([{"код": "м1", "мероприятие": "а"}], код="план1")


def found(document: Document, *annexes: Document, **fields) -> list[Finding]:
    return list(check_references(document, workspace(document, *annexes, **fields), annexes))


def only(document: Document, *annexes: Document, **fields) -> Finding:
    (finding,) = found(document, *annexes, **fields)
    return finding


class TestReferencesInTexts:
    def test_references_to_points_annexes_rows_acts_and_entries_are_right(self):
        points = [{"код": "п1", "текст": "по {план1:дат}, {план1.м1:дат}, {акт1:дат}, {институт:дат}, {зам:дат}"},
                  {"текст": "по {п1:дат} {срок}", "срок": "до 01.12.2026"}]  # fmt: skip
        cited = [{"код": "акт1", "вид": "приказ", "орган": "институт", "дата": "01.02.2025", "номер": "5-ОД"}]
        assert found(order(points, приложения=annexed(PLAN), акты=cited), PLAN) == []

    def test_a_reference_to_nothing_quotes_itself_and_mends_the_code_alone(self):
        finding = only(order([{"код": "пункт", "текст": "а"}, "по {пункк:дат} и так"]))
        assert (finding.rule, finding.path) == ("ссылка-в-никуда", ("пункты", 1, "текст"))
        assert (finding.quote, finding.span) == ("{пункк:дат}", (3, 14))
        assert finding.fix == Fix(("пункты", 1, "текст"), "{пункт:дат}", (3, 14))

    def test_a_reference_far_from_everything_has_no_mend(self):
        finding = only(order(["по {ыыыыыыы}"]))
        assert finding.fix is None
        assert "Запишите такой код" in finding.hint

    @pytest.mark.parametrize("field", ["заголовок", "преамбула"])
    def test_every_text_of_an_order_is_looked_at(self, field):
        assert only(order(**{field: "О {ыыыыыыы:пр}"})).path == (field,)

    def test_the_place_of_a_deadline_wants_a_deadline(self):
        finding = only(order(["начать {срок}"]))
        assert finding.rule == "ссылка-в-никуда"
        assert "самого срока нет" in finding.message
        assert found(order([{"текст": "начать {срок}", "срок": "2026"}])) == []

    def test_a_plan_may_refer_to_its_own_rows(self):
        rows = [{"код": "м1", "мероприятие": "а"}, {"мероприятие": "как в {м1:пр}"}, {"мероприятие": "как в {м9:пр}"}]
        assert only(plan(rows)).path == ("мероприятия", 2, "мероприятие")

    def test_references_into_annexes_that_could_not_be_read_are_left_alone(self):
        document = order(["по {план1:дат} и {план1.м1:дат}"], приложения=annexed(PLAN))
        assert list(check_references(document, workspace(document), ())) == []


class TestIds:
    @pytest.mark.parametrize(
        ("fields", "path", "said"),
        [
            ({"орган": "депортамент"}, ("орган",), "справочнике организаций"),
            ({"орган": "орлова"}, ("орган",), "справочнике организаций"),
            ({"подпись": {"должность": "орлова"}}, ("подпись", "должность"), "справочнике должностей"),
            ({"подпись": {"должность": "зам", "лицо": "никто"}}, ("подпись", "лицо"), "справочнике лиц"),
            ({"исполнитель": {"лицо": "никто", "телефон": "1"}}, ("исполнитель", "лицо"), "справочнике лиц"),
            (
                {"акты": [{"код": "акт1", "орган": "никто", "вид": "приказ", "дата": "01.02.2025", "номер": "5"}]},
                ("акты", 0, "орган"),
                "справочнике организаций",
            ),
            ({"акты": [{"код": "акт1", "документ": "никто"}]}, ("акты", 0, "документ"), "в комплекте нет"),
        ],
    )
    def test_an_id_must_be_kept_where_its_field_says(self, fields, path, said):
        finding = only(order(**fields))
        assert (finding.rule, finding.path) == ("неизвестный-код", path)
        assert said in finding.message
        assert f"«{finding.quote}»" in finding.message

    def test_an_id_that_is_nearly_right_is_mended(self):
        finding = only(order(орган="депортамент"))
        assert finding.fix == Fix(("орган",), "департамент")

    @pytest.mark.parametrize(
        ("point", "path"), [({"контроль": "никто"}, "контроль"), ({"кому": "а", "лицо": "никто"}, "лицо")]
    )
    def test_the_ids_of_a_point_are_looked_at(self, point, path):
        assert only(order([point])).path == ("пункты", 0, path)

    def test_control_of_the_signatory_is_no_id(self):
        assert found(order([{"контроль": "за собой"}])) == []

    def test_the_district_of_a_school_must_be_known(self):
        listed = schools(кластеры=[{"название": "а", "школы": [{"название": "СОШ", "муниципалитет": "никто"}]}])
        assert only(listed).path == ("кластеры", 0, "школы", 0, "муниципалитет")

    def test_a_cited_order_of_the_workspace_is_known(self):
        document = order(акты=[{"код": "акт1", "документ": "приказ1"}])
        assert found(document) == []

    def test_every_holder_of_a_post_must_be_a_person(self):
        post = Post.model_validate({"код": "д", "название": "глава", "занимает": [
            {"значение": "орлова"}, {"с": "01.01.2026", "значение": "орлво"}]})  # fmt: skip
        (finding,) = check_ids(("записи", 0), post, workspace())
        assert finding.path == ("записи", 0, "занимает", 1, "значение")
        assert "«орлова»" in finding.hint

    def test_an_act_of_the_reference_data_may_name_a_body(self):
        act = Citation.model_validate(
            {"код": "акт1", "орган": "институт", "вид": "приказ", "дата": "01.02.2025", "номер": "5"}
        )
        assert list(check_ids((), act, workspace())) == []


class TestAnnexes:
    def test_an_annex_that_no_point_names_is_a_warning(self):
        finding = only(order(приложения=annexed(PLAN)), PLAN)
        assert (finding.rule, finding.severity, finding.path) == (
            "приложение-не-упомянуто", "предупреждение", ("приложения", 0)
        )  # fmt: skip

    @pytest.mark.parametrize("point", [{"утверждает": "план1"}, {"текст": "по {план1:дат}"}, {"кому": "а {план1}"}])
    def test_an_annex_may_be_approved_or_referred_to(self, point):
        assert found(order([point], приложения=annexed(PLAN)), PLAN) == []

    @pytest.mark.parametrize("words", ["Утвердить прилагаемый План", "Действовать согласно приложению"])
    def test_a_signed_order_may_name_its_annex_in_words(self, words):
        point = [{"текст": words}]
        signed = {"состояние": "подписан", "регистрация": {"дата": "12.10.2026"}}
        assert found(order(point, приложения=annexed(PLAN), **signed), PLAN) == []
        assert found(order(point, приложения=annexed(PLAN)), PLAN) != []
        assert found(order(приложения=annexed(PLAN), **signed), PLAN) != []

    def test_what_is_approved_must_be_an_annex(self):
        document = order([{"утверждает": "план2"}, {"утверждает": "план1"}], приложения=annexed(PLAN))
        finding = only(document, PLAN)
        assert (finding.rule, finding.path) == ("неизвестный-код", ("пункты", 0, "утверждает"))
        assert "«план1»" in finding.hint
