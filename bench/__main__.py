"""``python -m bench [part …] [--rounds N]``: measure, print, and fail when a bar does not hold.

Each part is a module with ``run(rounds) -> list``; its lines are printed, its ``Bar`` objects decide the exit code.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import sys
import time

from bench.report import Bar

PARTS = {
    "speed": "один документ: docgen, docxtpl, python-docx, предел",
    "growth": "рост времени с числом строк",
    "memory": "память на тысячу документов",
    "documents": "приказ с тремя картами из модели",
    "cold": "запуск программы с нуля",
    "reading": "чтение приказа и длинного приложения из Word",
    "country": "страна из муниципалитетов: от YAML до Word, два работника",
    "rollover": "переход области на новый учебный год",
    "pdf": "PDF двадцати карт на двух работниках и по процессу LibreOffice на файл",
}


def main() -> int:
    """Run the parts named on the command line, or all; the exit code is 1 when a bar does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Замеры docgen в одном прогоне с соперниками.")
    listed = "; ".join(f"{name} — {what}" for name, what in PARTS.items())
    parser.add_argument("parts", nargs="*", metavar="часть", help=f"по умолчанию все: {listed}")
    parser.add_argument("--rounds", type=int, help="сколько раз мерить (по умолчанию у каждой части своё)")
    options = parser.parse_args()
    unknown = [name for name in options.parts if name not in PARTS]
    if unknown:
        parser.error(f"нет части «{unknown[0]}», есть: {', '.join(PARTS)}")
    holds = True
    for name in options.parts or PARTS:
        start = time.perf_counter()
        run = importlib.import_module(f"bench.{name}").run
        rounds = options.rounds or inspect.signature(run).parameters["rounds"].default
        print(f"\n{name}: {PARTS[name]} (повторов: {rounds})\n", flush=True)
        for line in run(rounds):
            print(line)
            holds = holds and not (isinstance(line, Bar) and not line.holds)
        print(f"({time.perf_counter() - start:.0f} с)", flush=True)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
