"""Allowances: faults that a person has looked at and lets stand."""

from __future__ import annotations

from pydantic import Field

from docgen.model.base import Model


class Allowance(Model):
    """A rule that may be broken here, with the reason."""

    rule: str = Field(alias="замечание", description="Имя замечания, как его печатает проверка")
    reason: str = Field(alias="причина", description="Почему это допустимо")
