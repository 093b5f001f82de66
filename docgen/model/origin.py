"""Where a derived thing was taken from: a document, an entry of it, and how that entry read then."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from docgen.model.base import parse_id, string_validator
from docgen.patterns import pattern

_ORIGIN = pattern(r"(?P<document>[^/#\s]+)(?:/(?P<entry>[^/#\s]+))?(?:#(?P<digest>[0-9a-f]{6,64}))?")


@dataclass(frozen=True, slots=True)
class Origin:
    """``карта1/м107#3fa2c1``: the document's id, the entry's (none for the whole), the digest of what stood there."""

    document: str
    entry: str = ""
    digest: str = ""

    @classmethod
    def parse(cls, text: str) -> Origin:
        """The origin as written; raises ``ValueError`` with a message for a person."""
        match = _ORIGIN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"Источник «{text}» не понят. Пишите код документа и код строки: карта1/м107.")
        return cls(
            parse_id(match["document"]), parse_id(match["entry"]) if match["entry"] else "", match["digest"] or ""
        )

    def __str__(self) -> str:
        entry = f"/{self.entry}" if self.entry else ""
        return f"{self.document}{entry}{f'#{self.digest}' if self.digest else ''}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            string_validator(cls.parse, "источник-не-понят", cls),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string"}


def digest_of(data: Any) -> str:
    """Six signs that tell one state of an entry's plain data from another."""
    said = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:6]


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, (str, Origin)) else value


Origins = Annotated[tuple[Origin, ...], BeforeValidator(_one_or_more, json_schema_input_type=str | tuple[str, ...])]
"""One origin may stand without its dash."""
