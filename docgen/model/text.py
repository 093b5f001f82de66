"""Text: what a clerk writes in a field, parsed into paragraphs, runs and references.

The markup is small on purpose: ``{код}`` and ``{код:дат}`` refer, ``**…**`` is bold, ``- `` and ``-- `` at a line's
start are dash items in two levels, a line break starts a paragraph; ``{{``, ``}}`` and ``\\`` escape. Nothing else is
to be added here; what a reference prints is decided in ``language``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from docgen.model.base import string_validator
from docgen.patterns import pattern

CASES = {"им": "nom", "род": "gen", "дат": "dat", "вин": "acc", "тв": "ins", "пр": "pre"}
"""The case words of a reference and the names that ``inflect`` takes."""

FORMS = (*CASES, "номер", "кратко")
"""What may stand after the colon of a reference: a case, the bare number, or the short name."""


class Run(NamedTuple):
    """A stretch of words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to something with an id; ``form`` is a case word, «номер», «кратко» or empty."""

    target: str
    form: str = ""
    bold: bool = False
    span: tuple[int, int] = field(default=(0, 0), compare=False)


class Paragraph(NamedTuple):
    """One paragraph; ``dash`` is 0 for an ordinary one, 1 or 2 for a dash item of that level."""

    pieces: tuple[Run | Reference, ...]
    dash: int = 0


class TextFault(ValueError):
    """Raised when markup cannot be read; ``span`` says which characters."""

    def __init__(self, message: str, span: tuple[int, int]) -> None:
        super().__init__(message)
        self.span = span


_TOKEN = pattern(
    r"\\(?P<escaped>.)|(?P<open>\{\{)|(?P<close>\}\})|(?P<bold>\*\*)|(?P<brace>\{[^{}]*\})|(?P<stray>[{}])"
)
_DASH = pattern(r"(--?)[ \u00a0]+")
_TARGET = pattern(r"[0-9a-zа-яё][0-9a-zа-яё_.-]*", re.IGNORECASE)
_LEADING_DASH = pattern(r"^([^\S\n]*)-", re.MULTILINE)


class Text:
    """A parsed value. ``str()`` gives back what was written, and ``Text.parse(str(t)) == t``."""

    __slots__ = ("_paragraphs", "_source", "references", "simple")

    references: tuple[Reference, ...]
    simple: str | None
    """The words, when they are one ordinary paragraph without markup: most cells of a plan are."""

    def __init__(self, source: str, paragraphs: tuple[Paragraph, ...]) -> None:
        self._source = source
        self._paragraphs: tuple[Paragraph, ...] | None = paragraphs
        self.references = tuple(
            [piece for paragraph in paragraphs for piece in paragraph.pieces if type(piece) is Reference]
        )
        self.simple = _simple(paragraphs)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs; those of simple words, which few ask for, are made when they are."""
        if self._paragraphs is None:
            self._paragraphs = (Paragraph((Run(self.simple or ""),)),)
        return self._paragraphs

    @classmethod
    @lru_cache(maxsize=8192)  # the plans of a region share most of their texts
    def parse(cls, source: str) -> Text:
        """The parsed text; raises ``TextFault`` (a ``ValueError``) that names the characters at fault."""
        if "\r" in source:
            source = _one_line_end(source)
        # Nearly every text is plain words, and a region has a hundred thousand of them.
        if not ("\n" in source or "{" in source or "}" in source or "*" in source or "\\" in source):
            words = source.strip()
            if words and words[0] != "-":
                text = cls.__new__(cls)
                text._source, text._paragraphs, text.references, text.simple = source, None, (), words
                return text
        paragraphs = []
        offset = 0
        for line in source.split("\n"):
            if line.strip():
                paragraphs.append(_paragraph(line, offset))
            offset += len(line) + 1
        return cls(source, tuple(paragraphs))

    @classmethod
    def literal(cls, words: str) -> Text:
        """A text that prints exactly these words, whatever signs they hold; line breaks start paragraphs."""
        escaped = words.replace("\\", "\\\\").replace("{", "{{").replace("}", "}}").replace("*", "\\*")
        return cls.parse(_LEADING_DASH.sub(r"\1\\-", _one_line_end(escaped)))

    @property
    def words(self) -> str:
        """The words without markup; references stand as their ids in braces, paragraphs as lines."""
        lines = []
        for paragraph in self.paragraphs:
            pieces = (p.text if isinstance(p, Run) else f"{{{p.target}}}" for p in paragraph.pieces)
            lines.append("–\u00a0" * bool(paragraph.dash) + "".join(pieces))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self._source

    def __repr__(self) -> str:
        return f"Text({self._source!r})"

    def __bool__(self) -> bool:
        return bool(self.paragraphs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.paragraphs == other.paragraphs

    def __hash__(self) -> int:
        return hash(self.paragraphs)

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Text.parse, (self._source,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            string_validator(cls.parse, "разметка-текста", cls),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string"}


def _simple(paragraphs: tuple[Paragraph, ...]) -> str | None:
    if len(paragraphs) != 1 or paragraphs[0].dash or len(paragraphs[0].pieces) != 1:
        return None
    piece = paragraphs[0].pieces[0]
    return piece.text if isinstance(piece, Run) and not piece.bold else None


def _one_line_end(source: str) -> str:
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _paragraph(line: str, offset: int) -> Paragraph:
    dash = 0
    start = len(line) - len(line.lstrip())
    if line[start] == "-" and (match := _DASH.match(line, start)):
        dash, start = len(match.group(1)), match.end()
    if not ("{" in line or "}" in line or "\\" in line or "**" in line):
        return Paragraph((Run(line[start:].rstrip()),), dash)
    return Paragraph(tuple(_pieces(line.rstrip(), start, offset)), dash)


def _pieces(line: str, start: int, offset: int) -> Iterator[Run | Reference]:
    words: list[str] = []
    bold = False
    opened = 0
    position = start
    for token in _TOKEN.finditer(line, start):
        words.append(line[position : token.start()])
        position = token.end()
        span = (offset + token.start(), offset + token.end())
        kind, found = token.lastgroup, token.group()
        if kind == "escaped":
            words.append(token.group("escaped"))
        elif kind in ("open", "close"):
            words.append(found[0])
        elif kind == "stray":
            raise TextFault(
                f"Одиночная скобка «{found}»: ссылка пишется как {{код}}, сама скобка как «{found * 2}».", span
            )
        else:
            if "".join(words):
                yield Run("".join(words), bold)
            words.clear()
            if kind == "bold":
                bold, opened = not bold, span[0]
            else:
                yield _reference(found, bold, span)
    if bold:
        raise TextFault(
            "Полужирное начато знаками «**» и не закрыто. Закройте его в той же строке.", (opened, opened + 2)
        )
    words.append(line[position:])
    if "".join(words):
        yield Run("".join(words), bold)


def _reference(braces: str, bold: bool, span: tuple[int, int]) -> Reference:
    target, _, form = (part.strip() for part in braces[1:-1].partition(":"))
    if not _TARGET.fullmatch(target):
        raise TextFault(
            f"Ссылка «{braces}» не понята: в скобках стоит код, например {{п3}} или {{институт:дат}}.", span
        )
    if form and form not in FORMS:
        raise TextFault(f"В ссылке «{braces}» после двоеточия стоит «{form}». Возможны: {', '.join(FORMS)}.", span)
    return Reference(target, form, bold, span)


EMPTY = Text("", ())
