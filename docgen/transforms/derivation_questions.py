"""What only the municipality knows, and is asked for (ground-truth E.6): an answer is filed under the question's code."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.model.plan import Plan
from docgen.transforms.derivation_facts import Facts, OwnSchools, Question
from docgen.transforms.derivation_rows import Row
from docgen.transforms.modes import Mode, Told

APPLICABLE = ("да", "нет")
FORMS = ("очно", "дистанционно", "смешанный формат")


def of_row(key: str, row: Row, modes: Told, facts: Facts) -> Iterator[Question]:
    """What has to be known for one row; what is answered is not asked again."""
    where = f"строка {row.number}: {row.words.split(chr(10))[0][:120]}"
    deadline = str(row.measure.deadline or "")
    wanted: list[tuple[str, str, str, tuple[str, ...]]] = []
    if Mode.EVENT in modes:
        wanted += [
            ("срок", f"Когда пройдёт мероприятие? Срок, названный выше: {deadline or 'не назван'}.", "дата", ()),
            ("место", "Где пройдёт мероприятие: площадка, ссылка?", "текст", ()),
            ("формат", "В каком формате?", "выбор", FORMS),
            ("участники", "Кто участвует и сколько человек?", "текст", ()),
        ]
    if Mode.LIST in modes:
        wanted.append(
            (
                "список",
                "Какие школы, пары «школа – школа-наставник», кураторы? Дата и номер приказа о них?",
                "текст",
                (),
            )
        )
    if Mode.SCHED in modes:
        wanted.append(("график", "Какой график имеется в виду: дата и номер или сами сроки?", "текст", ()))
    if Mode.MOVE in modes:
        wanted.append(("нужна", "Строка стоит у области, а исполняете её вы. Берёте её?", "выбор", APPLICABLE))
    if Mode.PART in modes and len(modes.links) > 1:
        wanted.append(("участники", "Кто и сколько человек участвует в каждом событии?", "текст", ()))
    for what, ask, kind, options in wanted:
        code = f"{key}.{what}"
        if code not in facts.answers:
            yield Question(code, ask, where, kind, options)  # type: ignore[arg-type]


def of_plan(plan: Plan, title: str, schools: OwnSchools, *, is_empty: bool) -> Iterator[Question]:
    """What has to be known for the plan as a whole."""
    if plan.intro:
        yield Question(
            f"{plan.id}.вступление", "Ваши данные и проблемы для вступления: цифры области не переносятся.", title
        )
    if is_empty:
        yield Question(
            f"{plan.id}.нужен",
            f"В перечне «{schools.title}» нет ваших школ. Нужен ли план?",
            title,
            "выбор",
            APPLICABLE,
        )
    elif schools.known:
        names = "; ".join(name for _, name in schools.all)
        yield Question(f"{plan.id}.школы", f"Верен ли список ваших школ: {names}?", title, "выбор", APPLICABLE)
    else:
        yield Question(f"{plan.id}.школы", "Какие школы муниципалитета охватывает план?", title)
    yield Question(
        f"{plan.id}.свои строки",
        "Какие строки добавить от себя? Каждую с новой строки: что; срок; ответственный.",
        title,
    )


def of_body(role: str, shown: str) -> Iterator[Question]:
    """What a body of the municipality is called."""
    yield Question(f"{role}.название", f"Полное наименование организации, которая у вас – {shown}?", "организации")
    yield Question(f"{role}.кратко", f"Как кратко называть её в графе «Ответственные» ({shown})?", "организации")


def of_order(facts: Facts, *, has_head: bool) -> Iterator[Question]:
    """What has to be known for the order."""
    where = "приказ"
    if facts.order_day is None:
        yield Question("дата", "Когда будет подписан приказ?", where, "дата")
    if not has_head:
        yield Question("руководитель.должность", "Должность того, кто подпишет приказ?", where)
        yield Question("руководитель.фио", "Фамилия, имя, отчество того, кто подпишет приказ?", where)
    yield Question("город", "Место составления приказа: «г. Каменск»?", where)
    yield Question("контроль", "На кого возложить контроль: должность и фамилия, или «за собой»?", where)
    yield Question("координатор", "Кто координирует работу и отвечает за связь с областью?", where)
    yield Question("внёс проект", "Кто вносит проект приказа?", where)
