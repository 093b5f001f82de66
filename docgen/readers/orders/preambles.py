"""The preamble of a foreign order without its command word, and the body's name where that stands before the word."""

from __future__ import annotations

from typing import Final

from docgen.patterns import pattern
from docgen.readers.blocks import Run
from docgen.readers.draft import marked_text
from docgen.readers.linewise import split_runs
from docgen.readers.orders.citing import Citing, with_references
from docgen.readers.orders.heading import Heading
from docgen.readers.orders.proof import Proof
from docgen.readers.spelled import plain_line
from docgen.readers.words import said_words

_TOKEN: Final = pattern(r"\w+|[№%+§@]")


def preamble_runs(heading: Heading) -> list[tuple[Run, ...]]:
    """The runs of the preamble, paragraph by paragraph, up to the command word; those without words are left out."""
    found: list[tuple[Run, ...]] = []
    for index, paragraph in zip(heading.preamble_blocks, heading.preamble, strict=True):
        runs = paragraph.runs
        if heading.formula is not None and index == heading.formula_block:
            runs = split_runs(runs, heading.formula.start)[0]
        elif paragraph.number:
            runs = (Run(f"{paragraph.number} "), *runs)
        if any(run.text.strip() for run in runs):
            found.append(runs)
    return found


def without_subject(words: str, names: list[str]) -> str | None:
    """The preamble without the name of the body that commands («… администрация постановляет:»); None if it lacks it."""
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} и {names[-1]}"
    said = said_words(joined)
    tokens = list(_TOKEN.finditer(words))
    tail = tokens[-len(said) :] if said else []
    if not tail or [said_words(token.group())[0] for token in tail] != said:
        return None
    start = tail[0].start()
    return words[:start].rstrip(' «„"\u00a0')


def preamble_source(runs: tuple[Run, ...], citing: Citing, proof: Proof) -> str:
    """A paragraph of the preamble as the source of a text: with its references, or with its bold words."""
    words = plain_line("".join(run.text for run in runs))
    if len({run.bold for run in runs if run.text.strip()}) > 1:
        return plain_line(marked_text(runs))
    source = with_references(words, citing.found(words), proof.text)
    return f"\\{source}" if source.startswith("-") else source
