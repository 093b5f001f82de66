"""All faults at once: what is wrong in the shape of a file does not hide what is wrong in its sense."""

from docgen.work.checking import check_paths
from tests.builders import write_workspace

ORDER = """\
вид: приказ
код: x
орган: департамент
срк: да
заголовок: О порядке
пункты:
  - код: q1
    текст: делать по {нет}
  - код: q1
    текст: другое
    срок: ерунда
исполнитель:
  лицо: никто
  телефон: 1-22
{annexes}подпись:
  должность: начальник
"""


def found(tmp_path, text: str) -> list[tuple[int | None, str]]:
    folder = write_workspace(tmp_path, {"orders/x.yaml": text})
    return [(f.line, f.rule) for f in check_paths([folder / "orders" / "x.yaml"]).findings]


def test_a_wrong_key_and_a_wrong_deadline_do_not_hide_the_rest(tmp_path):
    assert found(tmp_path, ORDER.replace("{annexes}", "")) == [
        (4, "неизвестный-ключ"),
        (8, "ссылка-в-никуда"),
        (9, "повтор-кода"),
        (11, "срок-не-понят"),
        (13, "неизвестный-код"),
    ]


def test_nor_do_they_hide_a_missing_annex(tmp_path):
    annexed = ORDER.replace("{annexes}", "приложения:\n  - файл: нет.yaml\n")
    assert (16, "нет-файла-приложения") in found(tmp_path, annexed)


def test_a_missing_field_is_not_reported_as_an_unknown_code(tmp_path):
    text = ORDER.replace("{annexes}", "").replace("орган: департамент\n", "")
    assert [rule for line, rule in found(tmp_path, text) if rule == "нет-обязательного-поля"] == [
        "нет-обязательного-поля"
    ]
    assert not [line for line, rule in found(tmp_path, text) if rule == "неизвестный-код" and line in (1, 3)]


def test_a_post_that_nobody_holds_cannot_sign(tmp_path):
    posts = "вид: должности\nзаписи:\n  - код: начальник\n    название: начальник\n"
    order = (
        "вид: приказ\nкод: x\nорган: департамент\nзаголовок: О\nпункты:\n  - код: п1\n    текст: делать\n"
        "подпись:\n  должность: начальник\n"
    )
    folder = write_workspace(tmp_path, {"справочники/должности.yaml": posts, "x.yaml": order})
    assert [(f.line, f.rule) for f in check_paths([folder]).findings] == [(9, "некому-подписать")]


def test_a_plan_cannot_be_cited_as_an_act(tmp_path):
    plan = "вид: план\nкод: план1\nназвание: План\nмероприятия:\n  - код: м1\n    мероприятие: Проведение\n"
    order = (
        "вид: приказ\nкод: x\nорган: департамент\nзаголовок: О\nакты:\n  - код: а1\n    документ: план1\n"
        "пункты:\n  - код: п1\n    текст: делать по {а1:дат}\nподпись:\n  должность: начальник\n"
    )
    folder = write_workspace(tmp_path, {"план.yaml": plan, "x.yaml": order})
    assert [(f.line, f.rule) for f in check_paths([folder]).findings] == [(7, "неизвестный-код")]


def test_orders_that_cite_one_another_in_their_titles_are_printed(tmp_path):
    from docgen.work.showing import show_file

    order = (
        "вид: приказ\nкод: {me}\nорган: департамент\nзаголовок: О приказе {{a}}\nакты:\n  - код: a\n    документ: {other}\n"
        "пункты:\n  - код: п1\n    текст: делать\nподпись:\n  должность: начальник\n"
    )
    files = {f"{me}.yaml": order.format(me=me, other=other) for me, other in (("x", "y"), ("y", "x"))}
    folder = write_workspace(tmp_path, files)
    assert "О приказе приказ" in show_file(folder / "x.yaml")
