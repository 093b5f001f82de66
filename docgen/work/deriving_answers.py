"""The answers of the municipalities: kept beside the derived workspaces, one YAML file each, for this and the next time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.errors import InputError
from docgen.files.dumping import dump
from docgen.files.nodes import Plain
from docgen.files.yaml import read_yaml
from docgen.findings import has_errors

FOLDER = "ответы"


def answers_path(out: Path, municipality: str) -> Path:
    """Where the answers of a municipality are kept."""
    return out / FOLDER / f"{municipality}.yaml"


def answers_in(out: Path, municipality: str) -> dict[str, str]:
    """What a municipality has answered so far; raises ``InputError`` when the file is faulty."""
    path = answers_path(out, municipality)
    if not path.is_file():
        return {}
    source = read_yaml(path)
    if has_errors(source.findings):
        raise InputError(source.findings)
    data = source.data.get("ответы") if isinstance(source.data, dict) else None
    return {key: str(value) for key, value in data.items() if value} if isinstance(data, dict) else {}


def answers_bytes(municipality: str, answers: Mapping[str, str]) -> bytes:
    """The file of answers."""
    said: dict[str, Plain] = dict(sorted(answers.items()))
    return dump({"муниципалитет": municipality, "ответы": said}).encode()
