"""What can be said about the tags of a part before there is data: pairs, places, spelling, names.

Looks at tags only; the markup between them is looked at by ``structure``, the values by ``diagnosis``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from jinja2 import TemplateSyntaxError, nodes

from docgen.findings import Finding
from docgen.nearness import nearest
from docgen.render import faults
from docgen.render.environment import NOT_COMPILED, TOO_DEEP, TOO_LONG, TemplateEnvironment
from docgen.render.tag_text import ALIKE, BLOCKS, CELL_WORDS, ELSEWHERE, STATEMENTS, look_alike
from docgen.render.tags import Scan, Tag

_OWNERS = {
    "tr": ("одной строке таблицы", "строку", "Строка", "над повторяемой строкой и под ней"),
    "tc": ("одной ячейке таблицы", "ячейку", "Ячейка", "слева от повторяемой ячейки и справа от неё"),
    "p": ("одном абзаце", "абзац", "Абзац", "над повторяемым абзацем и под ним"),
}

_DEEPEST = 18
"""Blocks inside one another; Python has room for twenty."""


def check_tags(scan: Scan, env: TemplateEnvironment) -> list[Finding]:
    """Every fault of a part's tags that shows without data, in the order of the page."""
    found = [_unclosed(text, place) for text, place in scan.unclosed]
    found += _places(scan)
    found += _pairs(scan.tags)
    for tag in scan.tags:
        found += _spelling(tag, env)
    return found


def _unclosed(text: str, place: str) -> Finding:
    closer = {"{": "}}", "%": "%}", "#": "#}"}[text[1]]
    return faults.UNCLOSED.finding(
        f"Метка «{text}» открыта и не закрыта. Допишите «{closer}» в её конце.",
        place=place,
        quote=text,
        hint="Чтобы напечатать сами скобки, пишите {_{ или {_%.",
    )


def _places(scan: Scan) -> Iterator[Finding]:
    groups: dict[tuple[str, int], list[Tag]] = {}
    for tag in scan.tags:
        if tag.owner in _OWNERS:
            groups.setdefault((tag.owner, getattr(tag.home, tag.owner)), []).append(tag)
        if tag.word in CELL_WORDS and not tag.home.tc:
            yield _misplaced(tag, "в ячейку таблицы")
    for (owner, ordinal), tags in groups.items():
        if not ordinal:
            for tag in tags:
                yield _misplaced(tag, f"в {_OWNERS[owner][1]}")
            continue
        together = [tag for tag in scan.tags if getattr(tag.home, owner) == ordinal]
        if len(together) > 1:
            yield _crowded(owner, tags[0], together)
        elif text := scan.leftovers.get((owner, ordinal)):
            yield faults.LOST_TEXT.finding(
                f"Рядом с меткой «{tags[0].text}» стоит текст «{text[:60]}»: он исчезнет вместе с меткой. "
                "Перенесите его в другое место.",
                place=tags[0].place,
                quote=tags[0].text,
            )


def _misplaced(tag: Tag, where: str) -> Finding:
    return faults.MISPLACED.finding(
        f"Метка «{tag.text}» стоит не на месте: её ставят {where}.", place=tag.place, quote=tag.text
    )


def _crowded(owner: str, tag: Tag, together: Sequence[Tag]) -> Finding:
    where, _, what, advice = _OWNERS[owner]
    listed = ", ".join(f"«{other.text}»" for other in together[:4])
    return faults.CROWDED.finding(
        f"В {where} стоят {listed}.",
        place=tag.place,
        quote=tag.text,
        hint=f"{what} с меткой {owner} исчезает целиком: ставьте каждую такую метку отдельно — {advice}.",
    )


def _pairs(tags: Iterable[Tag]) -> Iterator[Finding]:
    """Blocks that are not closed, closed by another word, or closed without being open."""
    stack: list[Tag] = []
    for tag in tags:
        if tag.word in ("vm", "hm") and not any(opened.word in ("for", "macro") for opened in stack):
            yield _misplaced(tag, "внутри цикла for")
        elif tag.word in BLOCKS and not (tag.word == "set" and "=" in tag.body):
            stack.append(tag)
            yield from _too_deep(stack)
        elif tag.word in ("else", "elif"):
            if not stack or stack[-1].word not in ("if", "for"):
                yield _unpaired(tag, f"Метка «{tag.text}» стоит вне блока if.")
        elif tag.word in STATEMENTS and tag.word.startswith("end") and tag.word != "endraw":
            wanted = tag.word.removeprefix("end")
            if not any(opened.word == wanted for opened in stack):
                yield _unpaired(tag, f"Метка «{tag.text}» закрывает то, что не открыто: нет «{wanted}».")
                continue
            while stack[-1].word != wanted:
                yield _unpaired(stack[-1], _not_closed(stack.pop()))
            stack.pop()
    for tag in stack:
        yield _unpaired(tag, _not_closed(tag))


def _too_deep(stack: Sequence[Tag]) -> Iterator[Finding]:
    if len(stack) == _DEEPEST + 1:
        yield _unpaired(
            stack[-1], f"Метка «{stack[-1].text}» вложена в {_DEEPEST} других: столько шаблону не положено."
        )


def _not_closed(tag: Tag) -> str:
    prefix = f"{{%{tag.owner} " if tag.owner else "{% "
    return f"Метка «{tag.text}» не закрыта. Поставьте ниже «{prefix}end{tag.word} %}}»."


def _unpaired(tag: Tag, message: str) -> Finding:
    return faults.UNPAIRED.finding(message, place=tag.place, quote=tag.text)


def _spelling(tag: Tag, env: TemplateEnvironment) -> Iterator[Finding]:
    if tag.kind == "#" or tag.word == "raw":
        return
    if tag.word in ELSEWHERE:
        yield faults.FORBIDDEN.finding(
            f"Метка «{tag.text}» обращается к другому шаблону; шаблон docgen обходится без них.",
            place=tag.place,
            quote=tag.text,
        )
        return
    if tag.kind == "%" and tag.word not in STATEMENTS | CELL_WORDS:
        near = nearest(tag.word, STATEMENTS | CELL_WORDS, ALIKE)
        yield faults.MALFORMED.finding(
            f"В метке «{tag.text}» нет команды «{tag.word}»" + (f", есть «{near}»." if near else "."),
            place=tag.place,
            quote=tag.text,
        )
        return
    try:
        tree = env.parse_tag(_alone(tag))
    except TemplateSyntaxError as error:
        yield faults.MALFORMED.finding(
            f"Метка «{tag.text}» написана с ошибкой: {in_russian(error.message or '')}.",
            place=tag.place,
            quote=tag.text,
        )
        return
    yield from _names(tag, tree, env)


def _alone(tag: Tag) -> str:
    """A whole template that holds this tag only, so that jinja can judge it by itself."""
    if tag.kind == "{":
        return f"{{{{ {tag.body} }}}}"
    if tag.word in ("colspan", "cellbg"):
        return f"{{{{ {tag.body.removeprefix(tag.word)} }}}}"
    if tag.word == "elif":
        return f"{{% if {tag.body.removeprefix('elif')} %}}{{% endif %}}"
    if tag.word == "else" or tag.word in CELL_WORDS:
        return ""
    if tag.word.startswith("end"):
        return ""
    if tag.word == "set" and "=" in tag.body:
        return f"{{% {tag.body} %}}"
    return f"{{% {tag.body} %}}{{% end{tag.word} %}}"


def _names(tag: Tag, tree: nodes.Template, env: TemplateEnvironment) -> Iterator[Finding]:
    """Unknown filters and tests, and names that mix two alphabets."""
    for number in tree.find_all(nodes.Const):
        if isinstance(number.value, float) and not math.isfinite(number.value):
            yield faults.MALFORMED.finding(
                f"Метка «{tag.text}» написана с ошибкой: {in_russian(TOO_LONG)}.", place=tag.place, quote=tag.text
            )
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = env.filters if isinstance(node, nodes.Filter) else env.tests
        if node.name not in known:
            near = nearest(node.name, known, ALIKE)
            what = "фильтра" if isinstance(node, nodes.Filter) else "проверки"
            yield faults.MALFORMED.finding(
                f"В метке «{tag.text}» нет такого {what}: «{node.name}»" + (f", есть «{near}»." if near else "."),
                place=tag.place,
                quote=tag.text,
            )
    names = {node.name for node in tree.find_all(nodes.Name)} | {n.attr for n in tree.find_all(nodes.Getattr)}
    for name in sorted(names):
        if letter := look_alike(name):
            yield faults.LOOK_ALIKE.finding(
                f"В имени «{name}» смешаны русские и латинские буквы: {letter}.",
                place=tag.place,
                quote=tag.text,
            )


_MESSAGES = (
    (r"expected token 'end of (?:print statement|statement block)', got '(.+)'", r"лишнее «\1»"),
    (r"expected token '(.+)', got 'end of .+'", r"выражение оборвано, ожидалось «\1»"),
    (r"expected token '(.+)', got '(.+)'", r"вместо «\1» стоит «\2»"),
    (r"[Uu]nexpected 'end of .+'|Expected an expression, got 'end of .+'", "выражение оборвано или его нет"),
    (r"expected name or number", "после точки нет имени"),
    (TOO_DEEP, "выражение слишком сложное, разбейте его метками set"),
    (TOO_LONG, "число слишком велико"),
    (NOT_COMPILED, "имя указано дважды или блоки вложены слишком глубоко"),
    (r"can't assign to", "слева от «=» и после for пишут имя"),
    (r"Missing end of comment", "примечание не закрыто"),
    (r"Missing end of raw", "блок raw не закрыт"),
    (r"[Uu]nknown tag '?(\w+)'?", r"нет команды «\1»"),
    (r"non-default argument follows", "имя без значения стоит после имени со значением"),
    (r"invalid syntax for function call", "в скобках вызова ошибка"),
    (r"chain multiple tests", "проверки is нельзя ставить одну за другой"),
    (r"[Nn]o (?:filter|test) named '?(\w+)'?", r"нет такого фильтра или проверки: «\1»"),
    (r"block '?(\w+)'? defined twice", r"блок «\1» задан дважды"),
    (r"unexpected char '(.+)' at \d+", r"посторонний знак «\1»"),
    (r"unexpected '(.+)'", r"лишнее «\1»"),
)


def in_russian(message: str) -> str:
    """What jinja says of a tag that it cannot read, as a piece of a Russian sentence."""
    for pattern, russian in _MESSAGES:
        if match := re.search(pattern, message):
            return match.expand(russian)
    return "такое выражение не понято"
