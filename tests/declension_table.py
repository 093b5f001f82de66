"""Prints how many forms come out right, by kind: the gold list of the standard and our own unseen lists.

python -m tests.declension_table [--misses]
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.language.inflection import inflect
from tests.needs import SHARED

GOLD = SHARED / "standard" / "declension.tsv"
HERE = Path(__file__).parent / "language"
CASES = ("gen", "dat", "acc", "ins")
_INFLECT_KINDS = {"full_name": "person", "surname_initials": "person"}


@dataclass(frozen=True)
class Form:
    """One expected form: what to decline and which spellings are right."""

    group: str
    nominative: str
    case: str
    expected: tuple[str, ...]
    kind: str
    gender: str | None


@dataclass
class Score:
    """The count of one group; a silent miss is a wrong form that was called certain."""

    forms: int = 0
    right: int = 0
    doubtful: int = 0
    silent: int = 0


def gold_forms() -> Iterator[Form]:
    """The forms of the standard's gold list."""
    with GOLD.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            expected = tuple(row["expected"].split("|"))
            kind = _INFLECT_KINDS.get(row["kind"], "post")
            yield Form(row["kind"], row["nominative"], row["case"], expected, kind, row["gender"] or None)


def unseen_forms() -> Iterator[Form]:
    """The forms of our own lists, typed before the rules were first scored on them."""
    for name, group in (
        ("unseen_names.tsv", "unseen surname"),
        ("unseen_given_names.tsv", "unseen given names"),
    ):
        for word, gender, *forms in _rows(name):
            prefix = "Иванов " if gender == "m" else "Иванова "
            for case, expected in zip(CASES, forms, strict=True):
                if group == "unseen surname":
                    yield Form(group, word, case, tuple(expected.split("|")), "person", gender)
                else:
                    lead = {"m": ("а", "у", "а", "ым"), "f": ("ой", "ой", "у", "ой")}[gender][CASES.index(case)]
                    full = tuple(f"Иванов{lead} {form}" for form in expected.split("|"))
                    yield Form(group, prefix + word, case, full, "person", gender)
    for kind, marked, *forms in _rows("unseen_posts.tsv"):
        nominative = re.sub(r"[{}]", "", marked)
        for case, expected in zip(CASES, forms, strict=True):
            spellings = tuple(_filled(marked, variant) for variant in expected.split("|"))
            yield Form(f"unseen {kind}", nominative, case, spellings, kind, None)


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _filled(marked: str, forms: str) -> str:
    pieces = iter(forms.split("/"))
    return re.sub(r"\{[^}]*\}", lambda match: next(pieces), marked)


def plain(text: str) -> str:
    """The text as it is compared: ё and е are one letter here."""
    return text.replace("ё", "е").replace("Ё", "Е")


def score(forms: Iterator[Form], misses: list[str] | None = None) -> dict[str, Score]:
    """The scores by group."""
    table: dict[str, Score] = {}
    for form in forms:
        found = inflect(form.nominative, form.case, form.kind, gender=form.gender)
        right = plain(found.form) in map(plain, form.expected)
        entry = table.setdefault(form.group, Score())
        entry.forms += 1
        entry.right += right
        entry.doubtful += not found.certain
        entry.silent += found.certain and not right
        if misses is not None and not right:
            misses.append(f"{form.case} {form.nominative} → {found.form}, ждали {form.expected} [{found.reason}]")
    return table


def main() -> None:
    """Print the table."""
    misses: list[str] = []
    print(f"{'kind':22}{'forms':>7}{'right':>7}{'%':>7}{'doubtful':>10}{'%':>7}{'silent misses':>15}")
    for source in ([gold_forms()] if GOLD.exists() else []) + [unseen_forms()]:
        table = score(source, misses)
        total = Score(*(sum(getattr(s, name) for s in table.values()) for name in vars(Score())))
        for group, s in [*table.items(), ("all", total)]:
            share, doubt = 100 * s.right / s.forms, 100 * s.doubtful / s.forms
            print(f"{group:22}{s.forms:7}{s.right:7}{share:7.2f}{s.doubtful:10}{doubt:7.2f}{s.silent:15}")
    if "--misses" in sys.argv:
        print(*misses, sep="\n")


if __name__ == "__main__":
    main()
