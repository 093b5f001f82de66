"""The words of a row's cells for the one below: what is the region's alone goes, titles, dates, references are set right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docgen.findings import Finding, Path
from docgen.model.deadline import Deadline
from docgen.model.plan import Plan
from docgen.patterns import pattern
from docgen.transforms.derivation_facts import REGIONAL_FACT, UNLIKE_ABBREVIATION
from docgen.transforms.derivation_figures import without_regional_facts
from docgen.transforms.derivation_links import link_of_item, titles_in
from docgen.transforms.derivation_rows import Row
from docgen.transforms.derivation_terms import mended_abbreviations
from docgen.transforms.modes import Mode, Told
from docgen.transforms.substitution import Wording

CELLS = ("мероприятие", "описание", "документ", "результат")
"""The cells that hold texts."""
_REFERENCE = pattern(r"\{(?P<target>[^{}:\s]+)(?::[^{}]*)?\}(?P<more>(?:\s*(?:,|и)\s*(?=\{))?)")


@dataclass
class Cells:
    """Words the cells of one plan. ``numbers`` are those of the rows above, ``staying`` the ids of rows that come along."""

    plan: Plan
    numbers: Mapping[str, str]
    staying: frozenset[str]
    wording: Wording
    figures: frozenset[str]
    above: str
    """What a row above is said to be in: « регионального плана»."""
    findings: list[Finding]

    def cell(self, key: str, value: Any, row: Row, modes: Told) -> Any:
        if key == "строки":
            return [{k: self.cell(k, v, row, modes) for k, v in line.items()} for line in value]
        if key == "прочее":
            return {k: self.words(str(v), row, k) for k, v in value.items()}
        if key == "мероприятие" and Mode.PART in modes:
            value = self._participation(str(value), row, modes)
        return self.words(str(value), row, key) if key in CELLS else value

    def words(self, words: str, row: Row, key: str) -> str:
        """The words of a cell for the municipality."""
        words, mended = mended_abbreviations(words, self.plan)
        for was, became in mended:
            message = f"Строка {row.number}: «{was}» похоже на описку, записано «{became}»."
            self.findings.append(UNLIKE_ABBREVIATION.finding(message, path=(*row.path, key), quote=was))
        kept, dropped = without_regional_facts(words, self.figures)
        if dropped:
            words = kept or (words if key == "мероприятие" else "")
            self.findings += [fact(sentence, (*row.path, key)) for sentence in dropped]
        return self.wording.text(self._relinked(words))

    def _relinked(self, words: str) -> str:
        """References to rows that stayed above become their numbers there."""

        def said(match: re.Match[str]) -> str:
            target = match["target"]
            if target not in self.numbers or target in self.staying:
                return match.group()
            above = "" if match["more"] else self.above
            return f"{self.numbers[target]}{above}{match['more']}"

        return _REFERENCE.sub(said, words)

    def _participation(self, words: str, row: Row, modes: Told) -> str:
        """The lines of a participation: titles as the events have them, with their dates where the row has but a schedule."""
        deadline = row.measure.deadline
        is_dated = len(modes.links) < 2 or (deadline is not None and deadline.end is not None)
        lines = []
        for line in words.split("\n"):
            link = link_of_item(line, row, list(modes.links)) if line.startswith("- ") else None
            when = link.measure.deadline if link and not is_dated else None
            line_ = _entitled(line, link) if link else line
            if isinstance(when, Deadline) and when.intervals and f"({when.canonical()})" not in line_:
                body = line_.rstrip(";.:")
                line_ = f"{body} ({when.canonical()}){line_[len(body) :]}"
            lines.append(line_)
        return "\n".join(lines)


def _entitled(line: str, link: Row) -> str:
    """The line with the title of the event exactly as the event's own row has it."""
    ours, theirs = titles_in(line), titles_in(link.words)
    return line.replace(f"«{ours[0]}»", f"«{theirs[0]}»") if len(ours) == 1 == len(theirs) else line


def fact(sentence: str, path: Path) -> Finding:
    """That a sentence stays above."""
    return REGIONAL_FACT.finding(
        f"Не перенесено: «{sentence[:160]}».", path=path, quote=sentence,
        hint="Впишите свои данные: ответьте на вопрос о вступлении или добавьте фразу.",
    )  # fmt: skip
