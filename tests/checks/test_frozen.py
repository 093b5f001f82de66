"""From «подписан» on the content of an order does not change."""

from __future__ import annotations

import pytest

from docgen.checks.frozen import check_frozen
from docgen.model.freezing import frozen_keys
from docgen.model.order import Status
from tests.builders import order, plan

SIGNED = frozen_keys(order(["а"], состояние="подписан").plain())


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
    [({"заголовок": "О другом"}, ("заголовок",)), ({"город": "г. Заречск"}, ("город",)), ({"преамбула": None}, ())],
)
def test_every_other_change_is_an_error(fields, path):
    document = order(["а"], состояние="подписан", **fields)
    (finding,) = check_frozen(document, SIGNED)
    assert (finding.rule, finding.severity, finding.path) == ("изменён-после-подписания", "ошибка", path)
    assert f"«{next(iter(fields))}»" in finding.message


def test_a_change_inside_a_point_is_found_at_the_points():
    assert changed(order(["б"], состояние="изменён")) == [("пункты",)]


@pytest.mark.parametrize("status", [status for status in Status if not status.frozen])
def test_a_draft_may_change(status):
    assert changed(order(["б"], состояние=str(status))) == []


def test_what_was_never_signed_or_is_no_order_is_left_alone():
    assert list(check_frozen(order(["б"], состояние="подписан"), None)) == []
    assert list(check_frozen(plan(), SIGNED)) == []
