"""What the reading of one Word file shares: its styles, lists, notes and markup, and what is to be told about it.

No words are read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from docgen.errors import InputError
from docgen.findings import Finding, Severity
from docgen.ooxml.parts import W, WordFile
from docgen.ooxml.shown_numbers import Numbering
from docgen.ooxml.styles import Styles
from docgen.readers.blocks import Extra, Place
from docgen.readers.word.fields import unshown_texts
from docgen.readers.word.margins import page_turns
from docgen.readers.word.markup import Markup
from docgen.rules import Rule, Scope, rule

PICTURES_UNREAD = rule(
    "рисунок-не-прочитан", "В файле Word есть рисунки, схемы или вложения: слова на них не прочитаны",
    severity=Severity.NOTE, scope=Scope.FILE,
)  # fmt: skip
HIDDEN = rule(
    "скрытый-текст", "В файле Word есть скрытый текст: на бумаге его нет", severity=Severity.WARNING, scope=Scope.FILE
)
UNKNOWN_SIGN = rule(
    "неизвестный-знак", "В файле Word есть знак особого шрифта, который не прочитан", severity=Severity.WARNING,
    scope=Scope.FILE,
)  # fmt: skip
INSERTED_FILE = rule(
    "вставленный-файл", "В файл Word вставлен другой файл: его слова не прочитаны", severity=Severity.WARNING,
    scope=Scope.FILE,
)  # fmt: skip

MOST_PIECES = 200_000
"""Paragraphs, cells and notes of a file; an order of 1000 pages has 60 thousand."""
_PIECES = "count(//w:p) + count(//w:tr) + count(//w:tc)"
_TOLD_PLACES = 3


@dataclass
class Desk:
    """The file being read, with what was seen in it on the way."""

    file: WordFile
    styles: Styles
    markup: Markup
    unshown: set[etree._Element]
    """The texts that Word does not show."""
    turns: set[etree._Element]
    """The ends of sections after which a page begins."""
    extras: list[Extra] = field(default_factory=list)
    _numbering_part: etree._Element | None = None
    _styles_part: etree._Element | None = None
    _numberings: dict[str, Numbering] = field(default_factory=dict)
    _notes: dict[str, dict[str, etree._Element]] = field(default_factory=dict)
    _seen: dict[Rule, list[tuple[Place, str]]] = field(default_factory=dict)
    _pieces: int = 0

    @classmethod
    def of(cls, file: WordFile) -> Desk:
        """The desk for a file, before anything is read; raises ``InputError`` for one that says too much to be read."""
        if file.document.xpath(_PIECES, namespaces={"w": W[1:-1]}) > MOST_PIECES:
            raise _too_many(file)
        styles = file.part("styles")
        return cls(
            file=file,
            styles=Styles(styles),
            markup=Markup(file.part("comments")),
            unshown=unshown_texts(file.document),
            turns=page_turns(file.document),
            _numbering_part=file.part("numbering"),
            _styles_part=styles,
        )

    def numbering(self, story: str) -> Numbering:
        """The counters of a story: the body, text boxes, notes and headers count each for themselves in Word."""
        if story not in self._numberings:
            self._numberings[story] = Numbering(self._numbering_part, self._styles_part)
        return self._numberings[story]

    def note(self, part: str, number: str) -> etree._Element | None:
        """A footnote or endnote that is called, the first time it is."""
        if part not in self._notes:
            root = self.file.part(part)
            self.unshown |= unshown_texts(root) if root is not None else set()
            self._notes[part] = {note.get(f"{W}id", ""): note for note in _notes(root)}
        return self._notes[part].pop(number, None)

    def count_piece(self) -> None:
        """Count a paragraph, cell or note; raises ``InputError`` beyond what a document can have."""
        self._pieces += 1
        if self._pieces > MOST_PIECES:
            raise _too_many(self.file)

    def saw_picture(self) -> None:
        """Remember a picture, a chart, a diagram or an embedded object here."""
        self._saw(PICTURES_UNREAD)

    def saw_hidden(self) -> None:
        """Remember words here that are not printed."""
        self._saw(HIDDEN)

    def saw_symbol(self, font: str) -> None:
        """Remember a sign of that font which has no ordinary character."""
        self._saw(UNKNOWN_SIGN, font)

    def saw_file(self) -> None:
        """Remember another file that is inserted here as it is."""
        self._saw(INSERTED_FILE)

    def _saw(self, fault: Rule, what: str = "") -> None:
        self._seen.setdefault(fault, []).append((self.markup.place, what))

    def findings(self) -> Iterator[Finding]:
        """What is to be told about the file, each kind once with its first places."""
        for fault, seen in self._seen.items():
            places = list(dict.fromkeys(str(place) for place, _ in seen if str(place)))
            told = "; ".join(places[:_TOLD_PLACES]) + ("; …" if len(places) > _TOLD_PLACES else "")
            what = next((what for _, what in seen if what), "")
            message, hint = _SAID[fault]
            yield fault.finding(
                message.format(count=len(seen), what=what),
                document=self.file.archive.name,
                place=": ".join(filter(None, (self.file.archive.name, told))),
                quote=what,
                hint=hint,
            )


_SAID = {
    PICTURES_UNREAD: (
        "Рисунков, схем и вложенных объектов в файле: {count}. Слова на них не прочитаны.",
        "Если на рисунке текст (скан приложения, печать с номером), перенесите его в документ сами.",
    ),
    HIDDEN: (
        "В файле есть скрытый текст (мест: {count}). На бумаге его нет, а прочитан он как обычный.",
        "Если он лишний, удалите его в Word («Главная → ¶» показывает скрытое) и прочитайте файл заново.",
    ),
    UNKNOWN_SIGN: (
        "В файле есть знаки шрифта «{what}», которым нет обычной замены (мест: {count}); вместо них стоит «□».",
        "Посмотрите в Word, что там стоит, и впишите слово или обычный знак.",
    ),
    INSERTED_FILE: (
        "В файл вставлены другие файлы целиком (мест: {count}): их слова не прочитаны.",
        "Откройте файл в Word и сохраните его: вставленное станет обычным текстом.",
    ),
}


def _too_many(file: WordFile) -> InputError:
    return file.archive.too_large(f"слишком велик: в нём больше {MOST_PIECES} абзацев и ячеек")


def _notes(part: etree._Element | None) -> Iterator[etree._Element]:
    """The notes of a part, without the lines that only part them from the text."""
    for note in () if part is None else part:
        if note.get(f"{W}type") in (None, "normal"):
            yield note
