"""Allowances: faults that a person has looked at and lets stand."""

# Annotations are not postponed here: pydantic would evaluate every one of them anew at each start.

from pydantic import Field

from docgen.model.base import Model


class Allowance(Model):
    """A rule that may be broken here, with the reason."""

    rule: str = Field(alias="замечание", description="Имя замечания, как его печатает проверка")
    reason: str = Field(alias="причина", description="Почему это допустимо")
