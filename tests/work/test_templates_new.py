"""template list and template new: our templates named, and one of them made an office's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.findings import Finding
from docgen.render.locating import house_of
from docgen.work.house_templates import DESCRIPTIONS, Made, new_template, next_steps, shipped_names, template_lines
from docgen.work.rendering import render_file
from docgen.work.templates import check_templates
from tests.builders import SMALL_ORDER, write_workspace
from tests.render.builders import p, parts_of, zip_of
from tests.templates.opened import FOLDER

HERE = Path()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the test stands in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def office(here: Path) -> Path:
    """A workspace with one order that the test stands in."""
    return write_workspace(here, {"приказ.yaml": SMALL_ORDER})


def refused(*arguments: object, **options: bool) -> Finding:
    with pytest.raises(InputError) as stopped:
        new_template(*arguments, **options)  # type: ignore[arg-type]
    (finding,) = stopped.value.findings
    return finding


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.docx"))


# Our templates


def test_every_shipped_template_is_described_and_nothing_else_is() -> None:
    assert shipped_names() == sorted(DESCRIPTIONS)
    assert {"orders/order", "plans/plan-4", "plans/plan-7", "plans/clusters"} <= set(DESCRIPTIONS)


def test_the_list_has_a_line_for_each_template_and_none_for_the_house() -> None:
    lines = list(template_lines())
    assert [line.split()[0] for line in lines] == shipped_names()
    assert all(len(line.split()) > 2 for line in lines)


@pytest.mark.parametrize("name", shipped_names())
def test_any_of_them_can_be_made_ones_own_and_checks_clean(name: str, here: Path) -> None:
    made = new_template(name, "мои/", HERE)
    assert made.template.read_bytes() == (FOLDER / f"{name}.docx").read_bytes()
    assert made.house.read_bytes() == (FOLDER / "house.docx").read_bytes()
    assert check_templates([made.template]) == []


@pytest.mark.parametrize("name", ["order", "orders/order", "order.docx", "orders\\order.docx"])
def test_a_template_is_named_with_its_folder_or_without(name: str, here: Path) -> None:
    assert new_template(name, "а.docx", HERE).template.read_bytes() == (FOLDER / "orders" / "order.docx").read_bytes()


def test_an_unknown_name_is_answered_with_the_nearest_and_the_list(here: Path) -> None:
    finding = refused("ordr", "а.docx", HERE)
    assert (finding.rule, finding.quote) == ("неизвестный-шаблон", "ordr")
    assert finding.message == "Шаблона «ordr» у docgen нет."
    assert finding.hint.startswith("Вероятно, имелось в виду «order». Есть: annexes/composition, ")
    assert "Вероятно" not in refused("лицензия", "а.docx", HERE).hint
    assert files(here) == []


# Where it goes


def test_a_template_goes_into_a_file_or_a_folder_with_the_house_beside_it(here: Path) -> None:
    assert new_template("plan-4", "мои/", HERE) == Made(Path("мои/plan-4.docx"), Path("мои/house.docx"), True, False)
    assert new_template("plan-4", "мои/свой.docx", HERE) == Made(
        Path("мои/свой.docx"), Path("мои/house.docx"), False, False
    )
    assert files(here) == ["мои/house.docx", "мои/plan-4.docx", "мои/свой.docx"]


def test_an_absolute_place_is_shown_as_it_was_given(here: Path) -> None:
    made = new_template("order", f"{here}/мои/", HERE)
    assert (made.template, made.house) == (here / "мои" / "order.docx", here / "мои" / "house.docx")


def test_in_a_workspace_it_goes_where_docgen_looks_for_it(office: Path) -> None:
    assert new_template("order", "", HERE) == Made(
        Path("шаблоны/orders/order.docx"), Path("шаблоны/house.docx"), True, True
    )
    assert new_template("plans/plan-7", "", HERE).house_is_new is False
    assert files(office) == ["шаблоны/house.docx", "шаблоны/orders/order.docx", "шаблоны/plans/plan-7.docx"]
    assert house_of(Path("шаблоны/plans/plan-7.docx")) == Path("шаблоны/house.docx")


def test_the_workspace_is_found_from_a_folder_inside_of_it(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (office / "orders").mkdir()
    monkeypatch.chdir(office / "orders")
    made = new_template("order", "", HERE)
    assert (made.template, made.house) == (Path("../шаблоны/orders/order.docx"), Path("../шаблоны/house.docx"))
    assert files(office) == ["шаблоны/house.docx", "шаблоны/orders/order.docx"]


def test_the_house_of_the_folder_above_is_seen_from_inside(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_template("order", "", HERE)
    monkeypatch.chdir(office / "шаблоны" / "orders")
    made = new_template("order", "институт.docx", HERE)
    assert (made.house, made.house_is_new, made.used_by_itself) == (Path("../house.docx"), False, False)


def test_the_new_template_prints_in_the_place_of_ours(office: Path) -> None:
    made = new_template("order", "", HERE)
    parts = parts_of(made.template.read_bytes())
    changed = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + p("Свой бланк").encode())
    assert changed != parts["word/document.xml"]
    made.template.write_bytes(zip_of({**parts, "word/document.xml": changed}))
    printed = render_file(Path("приказ.yaml"), "приказ.docx")
    assert "Свой бланк" in parts_of(printed.path.read_bytes())["word/document.xml"].decode()


def test_outside_of_a_workspace_a_place_is_asked_for(here: Path) -> None:
    finding = refused("order", "", HERE)
    assert finding.rule == "некуда-записать-шаблон"
    assert "-o" in finding.hint


# What it does not touch


def test_what_is_there_is_not_overwritten_without_force(here: Path) -> None:
    Path("order.docx").write_bytes(b"mine")
    assert refused("order", "./", HERE).rule == "файл-уже-есть"
    assert files(here) == ["order.docx"] and Path("order.docx").read_bytes() == b"mine"
    assert new_template("order", "./", HERE, force=True).template.read_bytes() != b"mine"


def test_a_house_that_is_there_stays_even_with_force(here: Path) -> None:
    Path("house.docx").write_bytes(b"mine")
    made = new_template("order", "./", HERE, force=True)
    assert not made.house_is_new and Path("house.docx").read_bytes() == b"mine"


@pytest.mark.parametrize("force", [False, True])
def test_a_template_is_not_called_like_the_house(force: bool, here: Path) -> None:
    assert refused("order", "House.docx", HERE, force=force).rule == "имя-house-занято"
    assert files(here) == []


def test_a_file_of_another_kind_is_refused(here: Path) -> None:
    assert refused("order", "order.dotx", HERE).rule == "не-docx"


def test_the_next_steps_are_commands_that_can_be_typed(office: Path) -> None:
    own = "\n".join(next_steps(new_template("order", "", HERE)))
    assert "docgen template check шаблоны/orders/order.docx" in own
    assert "вместо нашего" in own and "--template" not in own
    other = "\n".join(next_steps(new_template("order", "мой приказ.docx", HERE)))
    assert '--template "мой приказ.docx"' in other
