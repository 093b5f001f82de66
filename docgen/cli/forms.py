"""docgen forms …: reads its arguments, calls ``work``, shows tables of case forms. It holds no rule of its own."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli.output import print_findings
from docgen.findings import has_errors

if TYPE_CHECKING:
    from docgen.language.proposing import Proposal
    from docgen.work.forms import Declined, Survey

KINDS = ("лицо", "должность", "организация")


def add_forms(add: Any) -> None:
    """Declare ``forms``."""
    command = add.add_parser(
        "forms", help="падежные формы: просклонять новое имя, проверить сомнительные в справочниках"
    )
    command.add_argument(
        "what",
        nargs="+",
        metavar="ПУТЬ|ИМЯ",
        help="папка комплекта или справочник; с ключом --as само имя или название",
    )
    command.add_argument("--as", dest="kind", choices=KINDS, help="чьё это имя: предложить формы и запись справочника")
    command.add_argument("--gender", choices=("м", "ж"), help="пол лица, если его не видно по отчеству")
    command.add_argument("--ask", action="store_true", help="спросить о сомнительных формах и вписать их в справочники")
    command.add_argument("--format", choices=("text", "json"), default="text", help="как печатать формы")
    command.set_defaults(run=forms, parser=command)


def forms(given: Namespace) -> int:
    """docgen forms: the forms of one name, or the doubtful ones of reference files."""
    as_json = given.format == "json"
    if given.ask and (given.kind or as_json):
        given.parser.error(f"argument --ask: not allowed with argument {'--as' if given.kind else '--format json'}")
    if given.gender and given.kind != "лицо":
        given.parser.error("--gender указывают вместе с --as лицо")
    if given.kind:
        _show_draft(" ".join(given.what), given.kind, given.gender, as_json=as_json)
        return 0
    from docgen.work.forms import survey

    found = survey(Path(each) for each in given.what)
    if as_json:
        print_findings(
            [*found.findings, *(f for declined in found.declined for f in declined.findings())], as_json=True
        )
        return _code(found)
    print_findings(found.findings)
    doubtful = [declined for declined in found.declined if any(declined.doubts())]
    if doubtful and given.ask:
        from docgen.cli.asking import ask_and_store

        return ask_and_store(found) or _code(found)
    if doubtful:
        _show_doubts(doubtful, f"записей с ними: {len(doubtful)} из {len(found.declined)}")
        print(f"Проверить их по одной и вписать: docgen forms {' '.join(given.what)} --ask")
    elif not found.findings:
        print(f"Проверено записей: {len(found.declined)}. Сомнительных форм нет.")
    return _code(found)


def _code(found: Survey) -> int:
    return 1 if has_errors(found.findings) else 0


def _show_draft(text: str, kind: Any, gender: str | None, *, as_json: bool) -> None:
    from docgen.work.entry_draft import FILES, entry_draft

    draft = entry_draft(text, kind, gender)
    made = draft.name.proposals()
    if as_json:
        listed = [{"case": p.case, "form": p.form, "certain": not p.doubt, "reason": p.doubt} for p in made]
        print(
            json.dumps({"name": draft.name.shown, "forms": listed, "entry": draft.text}, ensure_ascii=False, indent=2)
        )
        return
    print(draft.name.shown)
    print(table(made))
    print(f"\nЗапись для справочника вида «{FILES[kind]}», под «записи:»\n")
    sys.stdout.write(draft.text)


def _show_doubts(doubtful: Sequence[Declined], share: str) -> None:
    count = 0
    for declined in doubtful:
        for heading, proposals in _by_name(declined):
            print(heading)
            print(table(proposals))
            count += len(proposals)
    print(f"Сомнительных форм: {count}, {share}.")


def _by_name(declined: Declined) -> Iterable[tuple[str, Sequence[Proposal]]]:
    """The heading of each doubtful name of an entry, and its doubtful forms."""
    lines = [finding.where for finding in declined.findings()]
    for name in declined.names:
        if proposals := name.doubtful():
            days = f" ({name.days})" if name.days else ""
            yield f"{lines[0]}: {name.shown}{days}, код «{declined.entry.id}»", proposals
            del lines[: len(proposals)]


def table(proposals: Sequence[Proposal]) -> str:
    """The forms under each other, each with what is doubtful about it."""
    from docgen.language.proposing import CASE_NAMES

    cases = [CASE_NAMES[made.case] for made in proposals]
    widest = max(len(case) for case in cases)
    longest = max(len(made.form) for made in proposals)
    rows = (
        f"    {case:{widest}}  {made.form:{longest}}" + (f"  проверьте: {made.doubt}" if made.doubt else "")
        for case, made in zip(cases, proposals, strict=True)
    )
    return "\n".join(row.rstrip() for row in rows)
