"""From «подписан» on the content of an order and of its annexes does not change."""

from __future__ import annotations

import pytest

from docgen.checks.frozen import check_frozen
from docgen.model.freezing import Signed, SignedAnnex, frozen_keys
from docgen.model.order import Status
from tests.builders import annexed, order, plan

SIGNED = Signed(frozen_keys(order(["а"], состояние="подписан").plain()))


def changed(document) -> list[tuple[str | int, ...]]:
    return [finding.path for finding in check_frozen(document, SIGNED)]


def test_status_registration_and_allowances_may_change():
    document = order(
        ["а"], состояние="зарегистрирован", регистрация={"дата": "01.09.2026", "номер": "1"},
        разрешить=[{"замечание": "нет-кода", "причина": "так велено"}],
    )  # fmt: skip
    assert changed(document) == []


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"заголовок": "О другом"}, ("заголовок",)),
        ({"город": "г. Заречск"}, ("город",)),
        ({"преамбула": None}, ()),
        ({"код": "другой"}, ("код",)),
    ],
)
def test_every_other_change_is_an_error(fields, path):
    document = order(["а"], состояние="подписан", **fields)
    (finding,) = check_frozen(document, SIGNED)
    assert (finding.rule, finding.severity, finding.path) == ("изменён-после-подписания", "ошибка", path)
    assert f"«{next(iter(fields))}»" in finding.message


def test_a_change_inside_a_point_is_found_at_the_points():
    assert changed(order(["б"], состояние="изменён")) == [("пункты",)]


@pytest.mark.parametrize("status", [status for status in Status if not status.frozen])
def test_a_signed_order_never_goes_back_and_is_compared_whatever_its_status(status):
    back, change = check_frozen(order(["б"], состояние=str(status)), SIGNED)
    assert (back.rule, back.severity, back.quote) == ("подпись-снята", "ошибка", str(status))
    assert back.path == (() if status is Status.DRAFT else ("состояние",))
    assert "новый приказ или изменение" in back.hint
    assert (change.rule, change.path) == ("изменён-после-подписания", ("пункты",))


def test_what_was_never_signed_is_left_alone():
    assert list(check_frozen(order(["б"], состояние="подписан"), None)) == []
    assert list(check_frozen(plan(), None)) == []


def test_another_kind_of_document_in_the_place_of_a_signed_one_is_an_error():
    (finding,) = check_frozen(plan(), SIGNED)
    assert (finding.rule, finding.path, finding.quote) == ("изменён-после-подписания", ("вид",), "план")


# annexes

MAP, OTHER = plan(["Совещание"], код="карта1"), plan(["Семинар"], код="карта2")
ORDER = order(["а"], состояние="подписан", приложения=annexed(MAP, OTHER))
WITH_ANNEXES = Signed(
    frozen_keys(ORDER.plain()),
    tuple(SignedAnnex(annex.id or "", f"{annex.id}.yaml", frozen_keys(annex.plain())) for annex in (MAP, OTHER)),
)


def test_annexes_that_stay_as_they_were_are_no_finding():
    assert list(check_frozen(ORDER, WITH_ANNEXES, (MAP, OTHER))) == []


def test_a_changed_annex_is_found_on_the_order_at_its_entry():
    (finding,) = check_frozen(ORDER, WITH_ANNEXES, (MAP, plan(["Семинары"], код="карта2")))
    assert finding.message == "Приложение «карта2» изменено после подписания."
    assert (finding.rule, finding.path) == ("изменён-после-подписания", ("приложения", 1))


def test_a_changed_annex_under_another_file_name_is_known_by_its_id():
    moved = order(["а"], состояние="подписан", приложения=[{"код": "карта1", "файл": "новая.yaml"}])
    found = check_frozen(moved, WITH_ANNEXES, (plan(["Семинары"], код="карта1"),))
    assert [finding.path for finding in found] == [("приложения",), ("приложения", 0)]


@pytest.mark.parametrize("annexes", [None, (MAP,)])
def test_annexes_that_cannot_be_had_are_not_compared(annexes):
    assert list(check_frozen(ORDER, WITH_ANNEXES, annexes)) == []
