"""schema: the input files as JSON Schema, so that an editor completes keys while they are typed."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from docgen.files.loading import OTHER_KINDS
from docgen.model.annex import INSIDE
from docgen.model.base import Model
from docgen.model.workspace import DOCUMENT_KINDS

ID = "https://docgen.invalid/schema.json"


def schema() -> dict[str, Any]:
    """The schema of any file of docgen: one of the documents or reference files, told apart by ``вид``."""
    kinds: dict[type[Model], None] = dict.fromkeys([*DOCUMENT_KINDS.values(), *OTHER_KINDS.values()])
    for kind in kinds:
        TypeAdapter(kind).rebuild(force=False)
    refs, definitions = models_json_schema([(kind, "validation") for kind in kinds], by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Входной файл docgen",
        "oneOf": [refs[(kind, "validation")] for kind in kinds],
        "$defs": _with_inside(definitions["$defs"]),
    }


def _with_inside(definitions: dict[str, Any]) -> dict[str, Any]:
    """The definitions, the documents inside an order named among them: they are built only where one stands."""
    inside = definitions["Annex"]["properties"]["документ"]
    inside["anyOf"] = [*({"$ref": f"#/$defs/{kind.__name__}"} for kind in INSIDE.values()), {"type": "null"}]
    return definitions


def schema_text() -> str:
    """The schema as text."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
