"""The contract: every name in a template's tags checked against the models before there is data.

Tags are taken in their order in each part, with the loops open around them; every dotted path is followed through the
shapes of ``language.shapes``. All faults are found at once, each with its paragraph or cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes

from docgen.findings import Finding
from docgen.language.shapes import VALUE, Shape, fields_of
from docgen.nearness import meant_or, nearest
from docgen.render.environment import TemplateEnvironment
from docgen.render.faults import UNKNOWN_NAME, WHOLE_OBJECT
from docgen.render.tag_text import ALIKE, look_alike
from docgen.render.tags import Scan, Tag
from docgen.rules import Scope, rule

UNKNOWN_FIELD = rule("неизвестное-поле-в-метке", "У документа нет поля, которое стоит в метке", scope=Scope.TEMPLATE)
NOT_A_LIST = rule("не-список-в-метке", "Цикл идёт по тому, что не является списком", scope=Scope.TEMPLATE)

_LOOP_FIELDS = {
    "index", "index0", "revindex", "revindex0", "first", "last", "length", "cycle", "depth", "depth0", "previtem",
    "nextitem", "changed",
}  # fmt: skip
_BUILT_IN = {"range", "dict", "cycler", "joiner", "namespace", "true", "false", "none"}
_ANY = Shape(type(None))
"""The shape of what cannot be followed: nothing is said of its fields."""

OWN = "own"
"""The field of a column that is repeated for each of the office's own; ``columns`` puts the index behind it."""

Names = Mapping[str, Shape]


def check_contract(scan: Scan, given: Names, env: TemplateEnvironment) -> Iterator[Finding]:
    """The findings on the names of one part; ``given`` are the names that the template is given."""
    scopes: list[dict[str, Shape]] = [dict(given)]
    for tag in scan.tags:
        if tag.kind == "{":
            yield from _printed(tag, scopes, env)
        elif tag.kind == "%":
            yield from _statement(tag, scopes, env)


def _statement(tag: Tag, scopes: list[dict[str, Shape]], env: TemplateEnvironment) -> Iterator[Finding]:
    word = tag.word
    if word == "for":
        yield from _loop(tag, scopes, env)
    elif word == "endfor" and len(scopes) > 1:
        scopes.pop()
    elif word in ("if", "elif"):
        expression = _expression(tag.body.partition(" ")[2], env)
        if expression is not None:
            yield from _faults(expression, tag, scopes)
    elif word == "set" and "=" in tag.body:
        name, _, value = tag.body.partition(" ")[2].partition("=")
        expression = _expression(value, env)
        if expression is not None:
            yield from _faults(expression, tag, scopes)
            names = list(_words(name))
            shape = _shape(expression, scopes) if len(names) == 1 else _ANY
            scopes[-1].update(dict.fromkeys(names, shape))
    elif word in ("set", "macro", "call", "with", "filter", "block"):
        # Rare in an order's template; their own names are not followed, the outer ones still are.
        scopes[-1].update(dict.fromkeys(_words(tag.body), _ANY))


def _words(text: str) -> Iterator[str]:
    for word in text.replace("(", " ").replace(")", " ").replace(",", " ").replace("=", " ").split():
        if word.isidentifier():
            yield word


def _loop(tag: Tag, scopes: list[dict[str, Shape]], env: TemplateEnvironment) -> Iterator[Finding]:
    inner: dict[str, Shape] = {"loop": _ANY}
    try:
        tree = env.parse_tag(f"{{% {tag.body} %}}{{% endfor %}}")
    except TemplateSyntaxError:
        scopes.append(inner)
        return
    loop = tree.body[0]
    assert isinstance(loop, nodes.For)
    yield from _faults(loop.iter, tag, scopes)
    shape = _shape(loop.iter, scopes)
    if shape.owner is not _ANY.owner and not shape.many:
        yield NOT_A_LIST.finding(
            f"В метке «{tag.text}» цикл идёт по «{_source(loop.iter)}», а это не список.", place=tag.place, quote=tag.text,
            hint="Уберите цикл или назовите список: order.points, plan.sections.",
        )  # fmt: skip
    names = [loop.target] if isinstance(loop.target, nodes.Name) else list(loop.target.find_all(nodes.Name))
    for name in names:
        inner[name.name] = shape.item if len(names) == 1 and shape.many else _ANY
    scopes.append(inner)


def _printed(tag: Tag, scopes: list[dict[str, Shape]], env: TemplateEnvironment) -> Iterator[Finding]:
    expression = _expression(tag.body, env)
    if expression is None:
        return
    found = list(_faults(expression, tag, scopes))
    yield from found
    shape = _shape(expression, scopes)
    if not found and (shape.many or shape.owner not in (None, _ANY.owner)):
        owner = shape.owner
        fields = ", ".join(list(fields_of(owner))[:8]) if owner else ""
        kind = "список" if shape.many else "целый объект"
        yield WHOLE_OBJECT.finding(
            f"Метка «{tag.text}» печатает {kind}.", place=tag.place, quote=tag.text,
            hint=f"Назовите поле: {fields}." if fields and not shape.many else "Обойдите список циклом {%p for … %}.",
        )  # fmt: skip


def _expression(text: str, env: TemplateEnvironment) -> nodes.Expr | None:
    """The expression of a tag, None when jinja cannot read it (that is reported by ``tag_checks``)."""
    try:
        tree = env.parse_tag(f"{{{{ {text} }}}}")
    except TemplateSyntaxError:
        return None
    output = tree.body[0] if tree.body else None
    return output.nodes[0] if isinstance(output, nodes.Output) and len(output.nodes) == 1 else None


def _faults(expression: nodes.Node, tag: Tag, scopes: list[dict[str, Shape]]) -> Iterator[Finding]:
    if isinstance(expression, nodes.Name):
        if expression.name not in _BUILT_IN and _lookup(expression.name, scopes) is None:
            known = [name for scope in scopes for name in scope]
            yield _unknown(UNKNOWN_NAME, f"имени «{expression.name}»", expression.name, known, tag)
        return
    for child in expression.iter_child_nodes():
        yield from _faults(child, tag, scopes)
    if isinstance(expression, nodes.Getattr):
        owner = _shape(expression.node, scopes)
        if owner.owner is _ANY.owner:
            if (
                isinstance(expression.node, nodes.Name)
                and expression.node.name == "loop"
                and expression.attr not in _LOOP_FIELDS
            ):
                yield _unknown(
                    UNKNOWN_FIELD, f"поля «loop.{expression.attr}»", expression.attr, sorted(_LOOP_FIELDS), tag
                )
            return
        known = list(fields_of(owner.owner)) if owner.owner and not owner.many else []
        if expression.attr not in known:
            yield _unknown(UNKNOWN_FIELD, f"поля «{_source(expression)}»", expression.attr, known, tag)


def _unknown(rule_: object, what: str, name: str, known: list[str], tag: Tag) -> Finding:
    meant = nearest(name, known, ALIKE)
    strange = look_alike(name)
    said = f"Здесь {strange}. " if strange else ""
    hint = said + meant_or(meant, f"Есть: {', '.join(known[:12])}.")
    return rule_.finding(  # type: ignore[attr-defined,no-any-return]
        f"В метке «{tag.text}» нет {what}.", place=tag.place, quote=tag.text, hint=hint if known else said
    )


def _lookup(name: str, scopes: list[dict[str, Shape]]) -> Shape | None:
    for scope in reversed(scopes):
        if name in scope:
            return scope[name]
    return None


def _shape(expression: nodes.Node, scopes: list[dict[str, Shape]]) -> Shape:
    if isinstance(expression, nodes.Name):
        return _lookup(expression.name, scopes) or _ANY
    if isinstance(expression, nodes.Getattr):
        owner = _shape(expression.node, scopes)
        if owner.owner is _ANY.owner:
            return _ANY
        found = fields_of(owner.owner).get(expression.attr) if owner.owner and not owner.many else None
        if found and expression.attr == OWN:
            return found.shape.item  # a template's column of this name stands for each of the office's own
        return found.shape if found else _ANY
    if isinstance(expression, nodes.Or):
        left = _shape(expression.left, scopes)
        return left if left.owner else VALUE
    if isinstance(expression, nodes.Getitem):
        owner = _shape(expression.node, scopes)
        return owner.item if owner.many else _ANY
    if isinstance(expression, nodes.Const):
        return VALUE
    return _ANY


def _source(expression: nodes.Node) -> str:
    """The dotted path of an expression, as its author wrote it."""
    if isinstance(expression, nodes.Getattr):
        return f"{_source(expression.node)}.{expression.attr}"
    return expression.name if isinstance(expression, nodes.Name) else "…"
