"""How far the modes told from words agree with ground-truth E.3, on the sample 004 as it is read.

    .venv/bin/python -m tests.transforms.compare_modes

Prints agreement by mode and by row, then what of the region has leaked into a municipality's plans.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docgen
from docgen.model.party import Municipality, Organisation
from docgen.model.plan import Level, Plan
from docgen.model.reference import ReferenceData
from docgen.transforms.derivation import derive
from docgen.transforms.derivation_facts import Derived, Facts
from docgen.transforms.derivation_rows import Bodies, rows_of
from docgen.transforms.modes import goes_down, told

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
ORDER_DAY = datetime.date(2022, 12, 13)
SMOLENSK = Municipality.model_validate({"код": "смоленск", "название": "Смоленск", "тип": "город"})
OWN = {
    "управление": {"название": "управление образования", "в роли": "омсу"},
    "центр": {"название": "Образовательный центр", "в роли": "моц"},
}


@dataclass(frozen=True)
class Wanted:
    """One row of the table E.3."""

    annex: int
    number: str
    mode: str
    links: tuple[str, ...]


@cache
def wanted_rows() -> tuple[Wanted, ...]:
    """The table E.3 of the ground truth."""
    text = (SEEDS / "ground-truth.md").read_text(encoding="utf-8")
    table = text.split("### E.3")[1].split("### E.4")[0]
    rows = []
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) >= 5 and cells[0].isdigit():
            mode = re.sub(r"\s*\(.*", "", cells[3])
            links = tuple(re.findall(r"\d+\.\d+(?:bis)?", cells[4]))
            rows.append(Wanted(int(cells[0]), cells[1].split()[0], mode, links))
    return tuple(rows)


@cache
def plans() -> tuple[tuple[Plan, ...], ReferenceData]:
    """The three plans of the sample as read."""
    reading = docgen.read(next(SEEDS.glob("004*.txt")))
    return tuple(each for each in reading.documents if isinstance(each, Plan)), reading.reference


@cache
def derived(order_day: datetime.date | None = ORDER_DAY) -> tuple[Derived, ...]:
    """What the city of the sample gets."""
    read, reference = plans()
    bodies = {
        id_: Organisation.model_validate({"код": id_, "муниципалитет": "смоленск", **data}) for id_, data in OWN.items()
    }
    known = ReferenceData(organisations={**reference.organisations, **bodies}, municipalities={"смоленск": SMOLENSK})
    facts = Facts(known, order_day or ORDER_DAY, order_day)
    return tuple(derive(plan, SMOLENSK, facts) for plan in read)


@cache
def told_rows() -> dict[tuple[int, str], tuple[str, tuple[str, ...]]]:
    """The modes as told, with the rows leaned on, by annex and number."""
    read, reference = plans()
    found = {}
    for annex, plan in enumerate(read, 1):
        rows = rows_of(plan, Bodies(reference, "смоленск", ORDER_DAY))
        for row in rows:
            if goes_down(row, Level.MUNICIPAL):
                modes = told(row, rows)
                found[annex, row.number] = modes.code, tuple(link.number for link in modes.links)
    return found


def leaks() -> list[str]:
    """Regional figures and counts of all municipalities in the derived plans."""
    text = "\n".join(str(each.plan) for each in derived())
    figures = (
        r"(?<!не менее )(?<!\d)30\s*%", r"9,3\s*%", r"(?<!\d)243(?!\d)", r"72,3", r"2383", r"80,4", r"51,9", r"67,7",
        r"89,4", r"27 муниципальн", r"27 руковод", r"Смоленской области", r"территориальн\w+ близост",
    )  # fmt: skip
    return [pattern for pattern in figures if re.search(pattern, text)]


def main() -> int:
    """Print the comparison; 1 when fewer than 95 % of the rows agree or something leaks."""
    wanted, found = wanted_rows(), told_rows()
    totals: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in wanted:
        mode, links = found.get((row.annex, row.number), ("–", ()))
        totals[row.mode] += 1
        right[row.mode] += mode == row.mode
        mark = "" if mode == row.mode else "   <-- не сошлось"
        same = "" if "PART" not in row.mode else f"; строки {', '.join(links)} (E.3: {', '.join(row.links)})"
        print(f"Прил. {row.annex} {row.number:5} {row.mode:12} {mode:12}{same}{mark}")
    print()
    for mode, total in totals.most_common():
        print(f"{mode:12} {right[mode]} из {total}")
    extra = sorted(set(found) - {(row.annex, row.number) for row in wanted})
    share = right.total() / max(totals.total(), 1)
    leaked = leaks()
    print(f"\nСовпало {right.total()} из {totals.total()} ({share:.1%}); лишние строки: {extra or 'нет'}")
    print(f"Утекло с уровня области: {', '.join(leaked) or 'ничего'}")
    over = [f"Прил. {annex} {row.number}" for annex, each in enumerate(derived(), 1) for row in each.over]
    print(f"Сроки, прошедшие до приказа от 13.12.2022: {'; '.join(over)}")
    return 0 if share >= 0.95 and not extra and not leaked else 1


if __name__ == "__main__":
    sys.exit(main())
