"""Deadlines of a rollover: moved by kind, compared with the day of signing, days off proposed beside them, never in them."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docgen.model.calendar import Calendar
from docgen.model.deadline import Deadline, Verbatim
from docgen.model.school_year import Period
from docgen.transforms.periods import Frame
from docgen.transforms.terms import Signing, Term, moved_term
from docgen.transforms.workdays import Workdays
from tests.counts import scaled
from tests.deadline_wordings import dated_wordings

BEFORE, AFTER = Workdays(Calendar()), Workdays(Calendar(), after=True)
FRAME = Frame(Period.school_year(2021), 1, date(2021, 9, 17))
SIGNING = Signing(date(2021, 9, 17), date(2022, 10, 18))


def term(text: str, signing: Signing = SIGNING, workdays: Workdays = BEFORE, *, sending: bool = True) -> Term:
    return moved_term(Deadline.parse(text), FRAME, signing, workdays, sending=sending)


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("июнь 2022", "июнь 2023"),
        ("февраль 2022 г. согласно плану работы", "февраль 2023 г. согласно плану работы"),
        ("ноябрь-декабрь 2022, апрель 2023", "ноябрь-декабрь 2023, апрель 2024"),
        ("декабрь 2022- январь 2023", "декабрь 2023- январь 2024"),
        ("1 квартал (март) 2022", "1 квартал (март) 2023"),
        ("1, 2 квартал 2022 года", "1, 2 квартал 2023 года"),
        ("1 полугодие 2022", "1 полугодие 2023"),
    ],
)
def test_dated_kinds_move_and_are_not_asked(text: str, became: str) -> None:
    found = term(text)
    assert (str(found.became), found.why, found.missing) == (became, (), "")


@pytest.mark.parametrize(
    "text", ["в течение года", "ежемесячно", "не реже 1 раза в четверть", "2 раза в течение учебного года"]
)
def test_undated_kinds_stay_and_are_not_asked(text: str) -> None:
    found = term(text)
    assert not found.changed and not found.why and not found.missing


@pytest.mark.parametrize(
    "text", ["по специальному графику", "в течение года по установленному графику", "по графику МКУ ИМЦ"]
)
def test_a_schedule_is_to_be_named(text: str) -> None:
    assert "график" in term(text).missing


@pytest.mark.parametrize("text", ["август-сентябрь 2021", "сентябрь 2021", "28-30 сентября 2021"])
def test_what_is_over_before_the_signing_is_asked_by_date(text: str) -> None:
    assert any("раньше, чем документ подпишут (18.10.2022)" in why for why in term(text).why)


@pytest.mark.parametrize("text", ["сентябрь – октябрь 2021", "октябрь 2021"])
def test_what_is_nearly_over_at_the_signing_is_asked_by_date(text: str) -> None:
    assert any("18.10.2022" in why and "13" in why for why in term(text).why)


def test_autumn_is_not_asked_when_the_order_is_as_early_as_before() -> None:
    as_before = Signing(date(2021, 9, 17), date(2022, 9, 19))
    assert not term("сентябрь – октябрь 2021", as_before).why


def test_a_day_off_is_proposed_beside_the_deadline() -> None:
    found = term("в срок до 25.01.2022 и 15.07.2022")
    assert str(found.became) == "в срок до 25.01.2023 и 15.07.2023"
    assert found.proposal == "в срок до 25.01.2023 и 14.07.2023"
    assert any("15.07.2023, суббота" in why for why in found.why)


def test_the_profile_may_want_the_day_after() -> None:
    assert term("до 15.07.2022", workdays=AFTER).proposal == "до 17.07.2023"


def test_a_holiday_is_told_by_its_name() -> None:
    found = term("до 1 мая 2022 года")
    assert found.proposal == "до 28 апреля 2023 года"
    assert any("Праздник Весны и Труда" in why for why in found.why)


def test_a_date_past_already_last_year_is_a_stale_copy() -> None:
    found = term("в сроки: до 20.07.2021, до 20.07.2022", Signing(date(2021, 11, 30), date(2022, 11, 30)))
    assert str(found.became) == "в сроки: до 20.07.2022, до 20.07.2023"
    assert any("20.07.2021" in why and "позапрошлого" in why for why in found.why)


def test_a_sending_date_tells_how_far_from_the_order_it_was() -> None:
    later = Signing(date(2021, 9, 17), date(2022, 9, 30))
    assert any("через 28 дн. после подписания, станет через 15" in why for why in term("до 15.10.2021", later).why)


def test_a_leap_day_is_asked_and_stays() -> None:
    found = moved_term(
        Deadline.parse("29.02.2024"), Frame(Period.school_year(2023), 1), Signing(), BEFORE, sending=False
    )
    assert str(found.became) == "29.02.2024"
    assert "29 февраля 2025" in found.missing and "28.02.2025" in found.missing


def test_words_are_handed_to_a_person() -> None:
    words = Verbatim("на собраниях 2021/2022 учебного года")
    found = moved_term(words, FRAME, SIGNING, BEFORE, sending=True)
    assert found.became is words and found.why
    assert found.proposal == "дословно: на собраниях 2022/2023 учебного года"


PERIOD_STARTS = st.integers(2010, 2090)


@settings(max_examples=scaled(1000), deadline=None)
@given(dated_wordings(), PERIOD_STARTS, st.booleans(), st.booleans())
def test_what_lay_in_the_old_period_lies_in_the_new_one_or_says_why_not(
    text: str, first: int, sending: bool, after: bool
) -> None:
    deadline = Deadline.parse(text)
    frame = Frame(Period.school_year(first), 1)
    found = moved_term(deadline, frame, Signing(), AFTER if after else BEFORE, sending=sending)
    if found.missing and not found.changed:
        return
    for old, new in zip(deadline.intervals, found.became.intervals, strict=True):
        if old[0] in frame.period and old[1] in frame.period:
            assert new[0] in frame.target and new[1] in frame.target


@settings(max_examples=scaled(1000), deadline=None)
@given(dated_wordings())
def test_there_and_back_gives_the_start(text: str) -> None:
    deadline = Deadline.parse(text)
    there = moved_term(deadline, Frame(Period.school_year(2022), 1), Signing(), BEFORE, sending=False)
    back = moved_term(there.became, Frame(Period.school_year(2023), -1), Signing(), BEFORE, sending=False)
    if not (there.missing and not there.changed):
        assert back.became == deadline


@settings(max_examples=scaled(1000), deadline=None)
@given(dated_wordings(), st.booleans())
@example("2022-05-15", False)
@example("до 1.05.22", True)
@example("«15» мая 2022 г.", False)
def test_a_proposed_day_works_and_changes_nothing_else(text: str, after: bool) -> None:
    workdays = AFTER if after else BEFORE
    found = moved_term(Deadline.parse(text), FRAME, Signing(), workdays, sending=False)
    if not found.proposal:
        return
    proposed = Deadline.parse(found.proposal)
    assert proposed.kind == found.became.kind
    for part, moved in zip(found.became.parts, proposed.parts, strict=True):
        if part.kind == "POINT":
            assert workdays.calendar.is_working(moved.intervals[0][1])
        else:
            assert part.intervals == moved.intervals
