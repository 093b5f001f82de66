"""Why a part could not be rendered: every fault at once, in Russian, with the place of its tag.

The part is rendered once more with what is missing recorded instead of refused. This runs only after a failure.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from jinja2 import Template, Undefined
from jinja2.exceptions import FilterArgumentError, SecurityError
from jinja2.utils import missing

from docgen.findings import Finding
from docgen.nearness import nearest
from docgen.render import faults
from docgen.render import printers as places
from docgen.render.allowance import Refused, allowance, joined
from docgen.render.environment import TemplateEnvironment
from docgen.render.parts import EXPECTED, CompiledPart, prepare
from docgen.render.passes import Passes
from docgen.render.printers import CannotPrint, Printer
from docgen.render.tag_text import ALIKE, look_alike

if TYPE_CHECKING:
    from docgen.rules import Rule


def diagnose(part: CompiledPart, values: Mapping[str, Any], error: Exception | None) -> tuple[Finding, ...]:
    """All findings on a part that failed with these values; never empty.

    ``error`` is what stopped it, ``None`` when a value held a character that XML forbids. Values that can be read only
    once (generators) are spent by now; then the first fault alone is told.
    """
    log = _Log(part, values)
    made = _recording(part.environment, log)
    template: Template | None = None
    try:
        tree = made.parse(part.source, part.name, part.name)
        prepare(tree)
        template = Template.from_code(made, made.compile(tree, part.name, part.name), made.make_globals(None))
        log.template = template
        again = {**values, "_passes": Passes()} if part.repeats else dict(values)
        with allowance():
            joined(template.root_render_func(template.new_context(again)))
    except EXPECTED as second:
        log.failure(second, _line(second, part.name, template))
    if not log.findings:
        log.failure(error, _line(error, part.name, part.template))
    return tuple(dict.fromkeys(log.findings))


def _line(error: Exception | None, name: str, template: Template | None) -> int:
    """The line of the template's source that an exception came from; 0 when it cannot be told."""
    found = 0
    trace = error.__traceback__ if error else None
    while trace and template:
        if trace.tb_frame.f_code.co_filename == name:
            found = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return found


class _Log:
    """What a recorded rendering found."""

    def __init__(self, part: CompiledPart, values: Mapping[str, Any]) -> None:
        self.part = part
        self.values = values
        self.template: Template | None = None
        self.findings: list[Finding] = []

    def line(self) -> int:
        """The line of the template that is running now."""
        frame: FrameType | None = sys._getframe(1)
        while frame and self.template:
            if frame.f_code.co_filename == self.part.name:
                return self.template.get_corresponding_lineno(frame.f_lineno)
            frame = frame.f_back
        return 0

    def add(self, rule: Rule, line: int, message: str, hint: str = "") -> None:
        """A finding on the tag of a line; ``{}`` in the message stands for the tag."""
        place, text = self.part.lines[line - 1] if 0 < line <= len(self.part.lines) else ("", "")
        shown = " ".join(text.split()) or "…"
        self.findings.append(
            rule.finding(message.replace("{}", f"«{shown}»"), place=place or self.part.name, quote=shown, hint=hint)
        )

    def undefined(self, value: Undefined) -> None:
        """Something that is not there was used."""
        name, owner = value._undefined_name, value._undefined_obj
        if issubclass(value._undefined_exception, SecurityError):
            self.add(faults.FORBIDDEN, self.line(), f"Метка {{}} обращается к «{name}»: шаблону это не позволено.")
            return
        hint = ""
        if owner is None:
            self.add(faults.NOTHING, self.line(), f"Метка {{}}: у пустого значения (None) нет поля «{name}».")
            return
        if owner is missing:
            known = [key for key in self.values if key != "_passes"]
            text = f"Метка {{}}: имени «{name}» в данных нет"
            if self.part.name.startswith(("word/header", "word/footer")):
                hint = "В колонтитулах видны только данные всего документа, переменные циклов — нет."
        elif isinstance(owner, (list, tuple)) and isinstance(name, int):
            known = []
            text = f"Метка {{}} просит запись {name + 1}, а в списке записей: {len(owner)}"
        else:
            known = list(_fields(owner))
            text = f"Метка {{}}: поля «{name}» в данных нет"
        near = nearest(name, filter(_is_word, known), ALIKE) if isinstance(name, str) else None
        letter = look_alike(str(name))
        if near:
            text += f", есть «{near}»"
        elif known and not hint:
            hint = "Есть: " + ", ".join(f"«{key}»" for key in known[:12]) + "."
        if letter:
            text += f" (в имени «{name}» {letter})"
        elif near and _same_looks(str(name), near):
            text += " — они отличаются только русскими и латинскими буквами"
        self.add(faults.UNKNOWN_NAME, self.line(), text + ".", hint)

    def character(self, value: object, match: str) -> None:
        """A value held a character that XML forbids."""
        shown = str(value).replace(match, "�")[:60]
        self.add(
            faults.BAD_CHARACTER,
            self.line(),
            f"Метка {{}}: в значении «{shown}» есть недопустимый символ U+{ord(match):04X}. Удалите его.",
        )

    def failure(self, error: Exception | None, line: int) -> None:
        """An exception stopped the rendering, or a printer refused a value."""
        if isinstance(error, CannotPrint):
            rule, message, hint = _unprintable(error)
        elif isinstance(error, SecurityError):
            why = f": {error}" if isinstance(error, Refused) else ""
            rule, message, hint = faults.FORBIDDEN, f"Метка {{}} делает то, что шаблону не позволено{why}.", ""
        elif error is None:
            rule, message, hint = faults.BAD_CHARACTER, "В данных есть символ, запрещённый в файлах Word.", ""
        else:
            rule, message, hint = faults.FAILED, f"Метка {{}} не вычислена: {_reason(error)}.", ""
        self.add(rule, line, message, hint)


def _fields(owner: object) -> Iterator[str]:
    if isinstance(owner, Mapping):
        yield from (key for key in owner if isinstance(key, str))
    else:
        yield from (name for name in dir(owner) if not name.startswith("_"))


def _same_looks(name: str, near: str) -> bool:
    from docgen.render.tag_text import fold

    return fold(name) == fold(near)


def _unprintable(error: CannotPrint) -> tuple[Rule, str, str]:
    shown = error.value[:60] if isinstance(error.value, str) else type(error.value).__name__
    if error.reason == places.NOTHING:
        return (
            faults.NOTHING,
            "Для метки {} нет значения (None).",
            "Заполните его в данных или скажите в шаблоне, что печатать вместо него: {{ … or '' }}.",
        )
    if error.reason == places.NO_WORDS:
        if isinstance(error.value, (list, tuple, set, frozenset, Mapping)):
            return faults.WHOLE_OBJECT, "Метка {} печатает список.", "Обойдите список циклом {%p for … %}."
        return faults.WHOLE_OBJECT, "Метка {} печатает целый объект.", "Назовите поле объекта: {{ имя.поле }}."
    if error.reason == places.RUN_INSIDE_TEXT:
        return (
            faults.BAD_VALUE,
            "Метка {} получила готовое оформление (RichText).",
            "Такое значение печатает метка с буквой r: {{r имя }}.",
        )
    if error.reason == places.FOREIGN_PART:
        return (
            faults.BAD_VALUE,
            f"Метка {{}} получила {type(error.value).__name__}: рисунки, ссылки и вложенные документы docxtpl "
            "принадлежат другому файлу.",
            "Поставьте рисунок или ссылку в сам шаблон.",
        )
    if error.reason == places.MARKUP_IN_ATTRIBUTE:
        return faults.BAD_VALUE, f"Метка {{}} стоит в свойстве и не принимает оформление: «{shown}».", ""
    return (
        faults.BAD_VALUE,
        f"Метка {{}} стоит вне текста и принимает только готовое оформление (RichText), а получила «{shown}».",
        "Для простого текста пишите метку без буквы: {{ имя }}.",
    )


def _reason(error: Exception) -> str:
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    return "выражение не подходит к этим данным"


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ZeroDivisionError, "деление на ноль"),
    (OverflowError, "слишком большое число или слишком длинный цикл"),
    (MemoryError, "значение слишком велико"),
    (RecursionError, "бесконечная вложенность"),
    (TypeError, "действие не подходит к этим данным"),
    (LookupError, "в списке или словаре нет такого элемента"),
    (ExpatError, "готовое оформление из данных испорчено: не все его элементы закрыты"),
    (FilterArgumentError, "фильтру даны не те значения"),
    (ArithmeticError, "число нельзя вычислить"),
    (ValueError, "фильтру или функции дано значение, которого они не понимают"),
    (AttributeError, "у значения нет такого поля"),
)


def _recording(env: TemplateEnvironment, log: _Log) -> TemplateEnvironment:
    """The part's environment, but noting faults in ``log`` and going on."""
    made: TemplateEnvironment = env.overlay(undefined=_recorder(log))
    made.filters = {name: _noting_filter(filter_, log) for name, filter_ in env.filters.items()}
    made.print_text = _noting(env.print_text, log, places.FORBIDDEN)
    made.print_attribute = _noting(env.print_attribute, log, places.FORBIDDEN_OUTSIDE_TEXT)
    made.print_markup = _noting(env.print_markup, log, places.FORBIDDEN_OUTSIDE_TEXT)
    return made


def _noting(printer: Printer, log: _Log, forbidden: Any) -> Printer:
    def noted(value: object) -> str:
        try:
            text = printer(value)
        except CannotPrint as error:
            log.failure(error, log.line())
            return ""
        found = forbidden.search(text.replace(places.MARKUP_MARK, ""))
        if found:
            log.character(value, found[0])
        return text

    return noted


def _noting_filter(wrapped: Callable[..., Any], log: _Log) -> Callable[..., Any]:
    @functools.wraps(wrapped)
    def noted(*arguments: Any, **options: Any) -> Any:
        try:
            return wrapped(*arguments, **options)
        except CannotPrint as error:
            log.failure(error, log.line())
            return ""

    return noted


def _recorder(log: _Log) -> type[Undefined]:
    def noting(answer: Callable[[Undefined], Any]) -> Callable[..., Any]:
        def noted(self: Undefined, *_: Any, **__: Any) -> Any:
            log.undefined(self)
            return answer(self)

        return noted

    itself = noting(lambda undefined: undefined)
    members: dict[str, Any] = {
        "__slots__": (),
        "__str__": noting(lambda _: ""),
        "__iter__": noting(lambda _: iter(())),
        "__len__": noting(lambda _: 0),
        "__int__": noting(lambda _: 0),
        "__float__": noting(lambda _: 0.0),
        "__hash__": noting(id),
        **dict.fromkeys(("__bool__", "__eq__", "__ne__", "__contains__"), noting(lambda _: False)),
        **dict.fromkeys(("__lt__", "__le__", "__gt__", "__ge__"), noting(lambda _: False)),
        **dict.fromkeys(("__call__", "__getitem__", "__neg__", "__pos__"), itself),
    }
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow"):
        members[f"__{name}__"] = members[f"__r{name}__"] = itself

    def attribute(self: Undefined, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        log.undefined(self)
        return self

    members["__getattr__"] = attribute
    return type("Recorder", (Undefined,), members)


def _is_word(name: object) -> bool:
    return isinstance(name, str)
