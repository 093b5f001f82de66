"""template list and template new: the templates that docgen brings, and a copy of one for an office to restyle."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docgen.errors import InputError
from docgen.files.folders import find_root, real
from docgen.files.whole import write_all
from docgen.findings import Finding
from docgen.nearness import nearest
from docgen.render.locating import HOUSE, OWN_FOLDER, house_of, shipped
from docgen.rules import Scope, rule
from docgen.work.rendering import folder_named

UNKNOWN_TEMPLATE = rule("неизвестный-шаблон", "Такого шаблона у docgen нет", scope=Scope.FILE)
NO_TARGET = rule("некуда-записать-шаблон", "Не сказано, куда записать шаблон", scope=Scope.FILE)
TAKEN_NAME = rule("имя-house-занято", "Имя house.docx принадлежит файлу стилей, а не шаблону", scope=Scope.FILE)

DESCRIPTIONS = {
    "annexes/composition": "состав комиссии или рабочей группы",
    "annexes/duties": "ответственные и их мероприятия, по плану",
    "annexes/form": "форма для заполнения: строки, таблица с пустыми ячейками, места для подписей",
    "annexes/form-wide": "та же форма на листе поперёк",
    "annexes/pairs": "пары школ: наставник и школа, кураторы",
    "annexes/regulation": "положение, порядок, правила: разделы и пункты с номерами Word",
    "annexes/scan": "лист перед страницами, которые есть только на бумаге",
    "annexes/schedule": "график: когда, что и где; графы по документу",
    "annexes/table": "таблица со своими графами",
    "annexes/table-wide": "та же таблица на листе поперёк",
    "orders/administration": "постановление администрации: место для герба, слово «постановляет»",
    "orders/extract": "выписка из приказа: нужные пункты под своими номерами, отметка «Верно»",
    "orders/ministry": "приказ министерства: место для герба, крупное наименование, черта",
    "orders/order": "приказ, распоряжение или постановление: бланк, преамбула, пункты, подпись",
    "orders/school": "приказ школы: угловой бланк",
    "plans/clusters": "список школ по кластерам",
    "plans/plan": "план с любыми графами, книжный лист",
    "plans/plan-4": "план в четыре графы: номер, мероприятие, срок, ответственные",
    "plans/plan-7": "план в семь граф, альбомный: ещё уровень, описание и результат",
    "plans/plan-wide": "план с любыми графами, альбомный лист",
    "sheets/acquainted": "лист ознакомления с приказом",
    "sheets/copy": "отметка «Верно» под заверенной копией",
    "sheets/recipients": "список рассылки приказа",
    "sheets/visas": "лист согласования проекта приказа",
}
"""What each shipped template prints, one line for a person; whoever adds a template adds its line."""


class Made(NamedTuple):
    """What ``template new`` wrote, and the house that holds for the new template."""

    template: Path
    house: Path
    house_is_new: bool
    used_by_itself: bool
    """Whether ``docgen render`` takes it in the place of ours without being told to."""


def shipped_names() -> list[str]:
    """The shipped templates as ``folder/name``, without their extension."""
    folder = shipped()
    paths = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.docx") if path.name != HOUSE)
    return sorted(path.as_posix() for path in paths)


def template_lines() -> Iterator[str]:
    """The shipped templates for people: name and what it prints."""
    names = shipped_names()
    width = max(map(len, names), default=0)
    for name in names:
        yield f"{name:<{width}}  {DESCRIPTIONS.get(name, '')}".rstrip()


def new_template(name: str, out: str, here: Path, *, force: bool = False) -> Made:
    """Copy the shipped template of that name, and ``house.docx`` where the folder has none.

    ``out`` is a file or a folder; "" stands for the templates of the workspace that ``here`` lies in. Raises
    ``InputError`` for an unknown name, and when a file is in the way and ``force`` is not given; nothing is written then.
    """
    full = _full_name(name)
    root = find_root(here)
    own_place = root / OWN_FOLDER / f"{full}.docx" if root else None
    target = _target(full, out, own_place, here)
    if target.name.casefold() == HOUSE:
        raise InputError([_taken_name(target)])
    files = {target: (shipped() / f"{full}.docx").read_bytes()}
    found = house_of(real(here) / target)
    house = found or _home_of(real(here) / target) / HOUSE
    if not target.is_absolute():
        house = Path(os.path.relpath(house, real(here)))
    if found is None:
        files[house] = (shipped() / HOUSE).read_bytes()
    write_all(files, overwrite=force)
    used = own_place is not None and real(own_place) == real(here / target)
    return Made(target, house, found is None, used)


def _home_of(template: Path) -> Path:
    """The folder where the house of a new template belongs: a workspace's templates lie one folder deeper."""
    above = template.parent.parent
    return above if above.name == OWN_FOLDER else template.parent


def next_steps(made: Made) -> Iterator[str]:
    """What to do with a new template, in the order of doing it."""
    yield f"Откройте «{made.template}» в Word: слова, порядок частей, герб и бланк меняют в нём."
    yield f"Шрифты, отступы и прочие стили меняют в «{made.house}»: он один на все шаблоны папки."
    yield f"Потом проверьте: docgen template check {_quoted(made.template)}"
    if made.used_by_itself:
        yield "docgen render возьмёт этот шаблон вместо нашего."
    else:
        yield f"Печатайте с ним: docgen render ФАЙЛ -o ПАПКА/ --template {_quoted(made.template)}"


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _full_name(name: str) -> str:
    """The shipped template that a person calls so, with its folder or without; raises ``InputError`` for none."""
    names = shipped_names()
    wanted = name.replace("\\", "/").removesuffix(".docx")
    found = [full for full in names if wanted in (full, full.rpartition("/")[2])]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError([_several(name, found)])
    meant = nearest(wanted, [*names, *(full.rpartition("/")[2] for full in names)])
    said = f"Вероятно, имелось в виду «{meant}». " if meant else ""
    fault = UNKNOWN_TEMPLATE.finding(
        f"Шаблона «{name}» у docgen нет.", quote=name, hint=f"{said}Есть: {', '.join(names)}."
    )
    raise InputError([fault])


def _several(name: str, found: list[str]) -> Finding:
    return UNKNOWN_TEMPLATE.finding(
        f"Шаблонов с именем «{name}» несколько.", quote=name, hint=f"Назовите с папкой: {', '.join(found)}."
    )


def _target(full: str, out: str, own_place: Path | None, here: Path) -> Path:
    if out:
        folder = folder_named(out)
        return folder / f"{full.rpartition('/')[2]}.docx" if folder else Path(out)
    if own_place is None:
        raise InputError(
            [
                NO_TARGET.finding(
                    "Здесь нет комплекта, и docgen не знает, куда записать шаблон.",
                    hint="Допишите «-o ПАПКА/» или перейдите в папку комплекта.",
                )
            ]
        )
    return Path(os.path.relpath(own_place, real(here)))


def _taken_name(target: Path) -> Finding:
    return TAKEN_NAME.finding(
        f"Файл «{target.name}» хранит стили всех шаблонов папки и шаблоном не бывает.",
        document=str(target), quote=target.name, hint="Назовите шаблон иначе.",
    )  # fmt: skip
