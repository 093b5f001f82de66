"""Names of a read file: matched against reference data, or collected into a draft of them."""

import datetime

import pytest

from docgen.model.party import Municipality, Organisation, Person, Post
from docgen.model.reference import EMPTY_REFERENCE, REFERENCE_KINDS, ReferenceData
from docgen.model.validation import validated
from docgen.readers.known import Known

LETTERHEAD = ("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ И НАУКИ", "ЗАРЕЧНОЙ ОБЛАСТИ")
INSTITUTE = "Государственному автономному учреждению «Заречный институт развития образования»"


def test_a_letterhead_in_capitals_is_written_as_the_text_writes_it():
    known = Known(text="приказа Департамента образования и науки Заречной области от 01.09.2026")
    match = known.letterhead(LETTERHEAD, "г. Заречск")
    body = known.reference.organisations[match.id]
    assert body.name_on(datetime.date.max) == "Департамент образования и науки Заречной области"
    assert body.letterhead_on(datetime.date.max) == LETTERHEAD
    assert known.letterhead(LETTERHEAD, None).id == match.id


def test_a_body_met_in_another_case_is_the_same_body():
    known = Known()
    first = known.organisation(INSTITUTE, "dat", short="ГАУ «ЗИРО»")
    again = known.organisation(
        "Государственного автономного учреждения «Заречный институт развития образования»", "gen"
    )
    assert first is not None and again is not None
    assert again.id == first.id
    assert first.new and not again.new
    assert known.organisation("ГАУ «ЗИРО»", "dat").id == first.id


def test_a_body_of_which_only_a_short_name_is_said_is_not_made():
    known = Known()
    assert known.organisation("ЦНППМ", "gen") is None
    assert known.drafted == {}


def test_people_are_matched_by_initials_whatever_their_order_and_case():
    known = Known()
    first = known.person("О.С. Мельникова")
    assert known.person("Мельникову О.С.", "acc").id == first.id
    assert known.person("Мельникова Оксана Сергеевна").id == first.id
    assert known.person("Мельникова А.С.").id != first.id
    assert known.drafted["лица"][0]["пол"] == "ж"


def test_given_reference_data_come_first_with_their_forms():
    reference = ReferenceData(
        organisations={
            "оо": Organisation.model_validate(
                {"код": "оо", "название": "общеобразовательные организации",
                 "формы": {"дат": "общеобразовательным организациям"}}
            )
        },
        people={"черных": Person.model_validate({"код": "черных", "фамилия": "Черных", "имя": "В.", "отчество": "С."})},
        posts={"зам": Post.model_validate({"код": "зам", "название": "заместитель начальника Департамента"})},
    )  # fmt: skip
    known = Known(reference)
    assert known.organisation("общеобразовательным организациям", "dat").id == "оо"
    assert known.person("Черных В.С.", "gen").id == "черных"
    assert known.post("заместителя начальника Департамента", "acc", holder="черных").id == "зам"
    assert known.drafted == {}


def test_schools_are_taken_apart_and_found_again():
    known = Known()
    lines = [
        "МБОУ «СОШ № 2» г. Каменск Каменского района", "МБОУ Троицкая СОШ Усть-Лугского района",
        "МБОУ «СШ № 7» г. Заречск", "МКОУ «Озёрная ООШ»",
    ]  # fmt: skip
    ids = [known.school(line).id for line in lines]
    assert len(set(ids)) == 4
    assert [known.school(f"{line};").id for line in lines] == ids
    assert known.drafted["школы"][0] == {
        "код": ids[0], "название": "МБОУ «СОШ № 2»", "место": "г. Каменск", "муниципалитет": "каменский",
    }  # fmt: skip
    names = {entry["название"] for entry in known.drafted["муниципалитеты"]}
    assert names == {"Каменский район", "Усть-Лугский район", "Заречск"}


def test_a_district_in_no_genitive_stays_words_and_is_doubted():
    known = Known()
    match = known.school("МБОУ «СОШ № 4» г. Каменск Каменск района")
    assert match.confidence < 0.5
    assert known.drafted["школы"][0]["место"] == "г. Каменск Каменск района"


def test_an_act_is_known_by_its_body_day_and_number():
    known = Known()
    day = datetime.date(2025, 6, 9)
    first = known.act("приказ", "Департамента образования", day, "417-ОД", "Об утверждении Концепции")
    assert known.act("приказ", "Департамента образования", day, "417-од", None).id == first.id
    assert known.act("приказ", "Департамента образования", None, "417-ОД", None) is None


def test_every_drafted_entry_is_valid_reference_data():
    known = Known(text="Департамента образования и науки Заречной области")
    known.letterhead(LETTERHEAD, None)
    known.organisation(INSTITUTE, "dat", short="ГАУ «ЗИРО»")
    person = known.person("Е.П. Ладынина")
    known.post("Начальник Департамента", organisation="департамент", holder=person.id)
    known.school("МБОУ «СОШ № 2» г. Каменск Каменского района")
    known.act("приказ", "Департамента образования", datetime.date(2025, 6, 9), "417-ОД", "О мерах")
    known.abbreviation("ШНРО", "школ с низкими результатами обучения", "gen")
    for kind, entries in known.drafted.items():
        model, findings = validated(REFERENCE_KINDS[kind], {"вид": kind, "записи": entries})
        assert model is not None, findings
    assert isinstance(known.reference.municipalities["каменский"], Municipality)
    assert "ладынина" in known.reference.people


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("АДМИНИСТРАЦИЯ ГОРОДА БЕРЁЗОВА",), "Администрация города Берёзова"),
        (
            ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "ОЗЁРСКОГО МУНИЦИПАЛЬНОГО ОКРУГА"),
            "Управление образования Озёрского муниципального округа",
        ),
        (("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ", "ЗАОЗЁРНОЙ ОБЛАСТИ"), "Департамент образования Заозёрной области"),
        (("ОТДЕЛ ОБРАЗОВАНИЯ ОКРУГА",), "Отдел образования округа"),
    ],
)
def test_names_of_places_get_their_capital_though_the_text_never_says_them(lines: tuple[str, ...], name: str) -> None:
    known = Known(EMPTY_REFERENCE, "\n".join(lines))
    known.letterhead(lines, None)
    assert known.drafted["организации"][0]["название"] == name


def test_an_address_on_a_letterhead_is_no_part_of_the_name() -> None:
    lines = (
        "ОТДЕЛ ОБРАЗОВАНИЯ", "ул. Садовая, д. 4, 641200", "тел. (35-122) 4-15-16, e-mail: edu@example.org",
        "ОГРН 1024500000011", "641200, г. Озёрск", "4500000012/450001001",
    )  # fmt: skip
    known = Known(EMPTY_REFERENCE, "")
    known.letterhead(lines, None)
    [entry] = known.drafted["организации"]
    assert (entry["название"], entry["бланк"]) == ("Отдел образования", list(lines))


def test_initials_are_those_of_the_one_whom_the_file_names_in_full() -> None:
    text = "Градов Максим Юрьевич – министр; Сомова Елена Егоровна; Сомова Елизавета Егоровна"
    known = Known(EMPTY_REFERENCE, text)
    for words in ("М.Ю. Градов", "Е.Е. Сомова", "А.В. Градов"):
        known.person(words)
    assert [(p["имя"], p["отчество"]) for p in known.drafted["лица"]] == [
        ("Максим", "Юрьевич"), ("Е.", "Е."), ("А.", "В."),
    ]  # fmt: skip
