"""The reference pages of ``docs/справочник``: every key of the input files, every field of templates, every finding.

They are made of the models and the registries, so what they list is what the program does; words that no code can say
stand in ``reference_texts``. ``python -m docgen.work.reference_pages`` writes them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from docgen.files.whole import write_all
from docgen.language.shapes import CONTEXTS, Shape, fields_of
from docgen.model.workspace import DOCUMENT_KINDS, ROOT_NAMES
from docgen.rules import registered
from docgen.work.house_templates import DESCRIPTIONS, shipped_names
from docgen.work.markdown import anchor, row, table
from docgen.work.reference_input import NOTHING, input_page
from docgen.work.reference_texts import GENERATED, RULES_HEAD, TEMPLATE_HEAD
from docgen.work.rule_list import load_all_rules

FOLDER = Path("docs", "справочник")
"""Where the pages stand in the project."""

_NAMES = {"annexes": "Приложения приказа", "annex": "Отметка приложения", "order": "Приказ, к которому оно приложено"}
"""What the names are that a template is given besides its document."""


def pages() -> dict[str, str]:
    """The text of every page by the name of its file."""
    return {"ввод.md": input_page(), "шаблоны.md": template_page(), "замечания.md": rules_page()}


def template_page() -> str:
    """The tags of templates, the shipped templates, and every field by kind of document."""
    lines = [GENERATED, TEMPLATE_HEAD, "## Шаблоны, которые есть у docgen", "", *table("Имя", "Что печатает")]
    lines += [row(f"`{name}`", DESCRIPTIONS.get(name, "")) for name in shipped_names()]
    lines += ["", "## Поля", "", "Список – то, что перебирают через `for`.", ""]
    seen: dict[type, str] = {}
    for root, names in CONTEXTS.items():
        kinds = [kind for kind, model in DOCUMENT_KINDS.items() if ROOT_NAMES[model] == root]
        lines += [f"### {', '.join(kinds).capitalize()}", "", *table("Имя", "Что это", "Поля")]
        deeper: list[str] = []
        for name, shape in names.items():
            lines.append(_field(name, "Сам документ" if name == root else _NAMES[name], name, shape, (seen, deeper)))
        lines += ["", *deeper]
    return "\n".join(lines).rstrip() + "\n"


def _field(name: str, said: str, path: str, shape: Shape, found: tuple[dict[type, str], list[str]]) -> str:
    """The row of a field; the tables of what stands inside it are put into ``found``, each once a page."""
    seen, deeper = found
    words = said + ("; список" if shape.many else "") + ("; может не быть" if shape.optional else "")
    link = NOTHING
    if shape.owner is not None:
        if shape.owner not in seen:
            seen[shape.owner] = path
            deeper += _fields_inside(path, shape.owner, seen)
        link = f"[{seen[shape.owner]}](#{anchor(seen[shape.owner])})"
    return row(f"`{name}`", words, link)


def _fields_inside(path: str, owner: type, seen: dict[type, str]) -> list[str]:
    deeper: list[str] = []
    rows = [
        _field(name, field.description or NOTHING, f"{path}.{name}", field.shape, (seen, deeper))
        for name, field in fields_of(owner).items()
    ]
    return [f"#### {path}", "", *table("Поле", "Что печатает", "Поля внутри"), *rows, "", *deeper]


def rules_page() -> str:
    """Every finding that docgen can make."""
    load_all_rules()
    lines = [GENERATED, RULES_HEAD]
    lines += table("Имя", "О чём", "Важность", "Можно разрешить", "Где смотрит", "Источник")
    for rule in registered():
        said = rule.summary[:1].upper() + rule.summary[1:]
        allowed = "да" if rule.waivable else "нет"
        lines.append(row(f"`{rule.name}`", said, str(rule.severity), allowed, str(rule.scope), f"`{rule.source}`"))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Write the pages into a folder, by default that of the project."""
    folder = Path(arguments[0]) if arguments else FOLDER
    write_all({folder / name: text.encode() for name, text in pages().items()}, overwrite=True)


if __name__ == "__main__":
    main(sys.argv[1:])
