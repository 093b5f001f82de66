"""Saving: only what changed is replaced; everything else stays byte for byte."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.files.dumping import dump, flow
from docgen.files.edits import edited
from docgen.files.nodes import Plain
from docgen.files.splicing import Edit, InsertItem, InsertKey, Remove, SetValue, edits_between, splice
from docgen.files.yaml import Source, parse_yaml
from docgen.findings import Path
from tests.counts import scaled
from tests.files.strategies import documents, keys, plain, texts

ORDER = """\
# Приказ о наставничестве
вид: приказ
заголовок: Об утверждении «дорожной карты»   # согласован

пункты:
  # первый пункт
  - код: п1
    текст: Утвердить прилагаемую
      дорожную карту
    срок: '01.10.2026'
    # подпункты ниже
    подпункты:
    - а
    - б   # хвост

  - код: п2
    текст: |
      Направить отчёт:
      - в институт
    исполнители: [Школа, {с: 1, по: 2}]

  # последний
  - код: п3
    текст: "Контроль: за директором"

примечание:
"""


def parse(text: str) -> Source:
    return parse_yaml(text, "приказ.yaml")


def changes(text: str, *edits: Edit) -> list[str]:
    """The lines that went and came, as a difference shows them."""
    before, after = text.splitlines(), splice(parse(text), edits).splitlines()
    lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]


class TestSetting:
    @pytest.mark.parametrize(
        ("path", "value", "difference"),
        [
            (("пункты", 0, "код"), "п9", ["-  - код: п1", "+  - код: п9"]),
            (("пункты", 0, "срок"), "09.2026", ["-    срок: '01.10.2026'", "+    срок: '09.2026'"]),
            (
                ("заголовок",),
                "Новый: важный",
                [
                    "-заголовок: Об утверждении «дорожной карты»   # согласован",
                    '+заголовок: "Новый: важный"   # согласован',
                ],
            ),
            (
                ("пункты", 0, "текст"),
                "Раз\nдва",
                [
                    "-    текст: Утвердить прилагаемую",
                    "-      дорожную карту",
                    "+    текст: |-",
                    "+      Раз",
                    "+      два",
                ],
            ),
            (
                ("пункты", 1, "текст"),
                "Раз\n",
                ["-      Направить отчёт:", "-      - в институт", "+      Раз"],
            ),
            (
                ("пункты", 1, "исполнители", 1, "с"),
                "5, 6",
                ["-    исполнители: [Школа, {с: 1, по: 2}]", '+    исполнители: [Школа, {с: "5, 6", по: 2}]'],
            ),
            (("пункты", 0, "подпункты", 1), "в", ["-    - б   # хвост", "+    - в   # хвост"]),
            (("примечание",), "да", ["-примечание:", "+примечание: да"]),
            (("примечание",), ["а", {"б": "в"}], ["+  - а", "+  - б: в"]),
            (("примечание",), "Раз\nдва", ["-примечание:", "+примечание: |-", "+  Раз", "+  два"]),
            (("пункты", 0, "подпункты"), None, ["-    - а", "-    - б   # хвост"]),
            (
                ("пункты", 0, "подпункты"),
                "нет",
                ["-    подпункты:", "-    - а", "-    - б   # хвост", "+    подпункты: нет"],
            ),
            (
                ("заголовок",),
                ["а", "б"],
                [
                    "-заголовок: Об утверждении «дорожной карты»   # согласован",
                    "+заголовок:   # согласован",
                    "+  - а",
                    "+  - б",
                ],
            ),
            (("новое",), "поле", ["+новое: поле"]),
        ],
    )
    def test_only_the_value_gives_way(self, path: Path, value: Plain, difference: list[str]) -> None:
        assert changes(ORDER, SetValue(path, value)) == difference

    def test_a_long_text_is_folded_but_not_before_a_comment(self) -> None:
        long = "направить отчёт " * 12 + "в институт"
        assert len(changes("а: б\n", SetValue(("а",), long))) == 3
        assert changes("а: б # в\n", SetValue(("а",), long)) == ["-а: б # в", f"+а: {long} # в"]

    def test_all_values_of_a_plan_can_be_set_at_once(self) -> None:
        text = "меры:\n" + "".join(f"  - код: м{n}\n    срок: 09.2026  # {n}\n" for n in range(30))
        new = splice(parse(text), [SetValue(("меры", n, "срок"), "09.2027") for n in range(30)])
        assert new == text.replace("2026", "2027")


class TestRemoving:
    @pytest.mark.parametrize(
        ("path", "gone"),
        [
            (("пункты", 2), ["  # последний", "  - код: п3", '    текст: "Контроль: за директором"', ""]),
            (
                ("пункты", 0, "подпункты"),
                ["    # подпункты ниже", "    подпункты:", "    - а", "    - б   # хвост"],
            ),
            (("пункты", 0, "подпункты", 1), ["    - б   # хвост"]),
            (("примечание",), ["", "примечание:"]),
        ],
    )
    def test_an_entry_goes_with_the_comments_above_it(self, path: Path, gone: list[str]) -> None:
        assert changes(ORDER, Remove(path)) == [f"-{line}" for line in gone]

    def test_the_next_key_moves_up_to_the_dash(self) -> None:
        assert changes(ORDER, Remove(("пункты", 2, "код"))) == [
            "-  - код: п3",
            '-    текст: "Контроль: за директором"',
            '+  - текст: "Контроль: за директором"',
        ]

    def test_a_comment_below_the_first_key_stays(self) -> None:
        text = "- а: 1\n  # о б\n  б: 2\n"
        assert splice(parse(text), [Remove((0, "а"))]) == "-\n  # о б\n  б: 2\n"

    def test_brackets_close_around_what_is_left(self) -> None:
        text = "а: [б, {в: 1, г: 2}]\n"
        assert splice(parse(text), [Remove(("а", 0))]) == "а: [{в: 1, г: 2}]\n"
        assert splice(parse(text), [Remove(("а", 1, "в"))]) == "а: [б, {г: 2}]\n"
        assert splice(parse(text), [Remove(("а", 1))]) == "а: [б]\n"

    def test_what_was_the_last_entry_leaves_an_empty_list(self) -> None:
        assert splice(parse("а:\n  - б\nв: г\n"), [Remove(("а", 0))]) == "а: []\nв: г\n"


class TestInserting:
    def test_an_item_comes_before_the_comments_of_the_next_one(self) -> None:
        assert changes(ORDER, InsertItem(("пункты",), 2, {"код": "п0", "текст": "а\nб"})) == [
            *["+  - код: п0", "+    текст: |-", "+      а", "+      б", "+"],
        ]

    def test_an_item_past_the_end_is_the_last_one(self) -> None:
        assert changes(ORDER, InsertItem(("пункты", 0, "подпункты"), 9, "в")) == ["+    - в"]

    def test_a_key_can_be_first_after_another_or_last(self) -> None:
        assert changes(ORDER, InsertKey(("пункты", 1), "ид", "5", first=True)) == [
            *["-  - код: п2", "+  - ид: 5", "+    код: п2"],
        ]
        assert changes(ORDER, InsertKey((), "код", "о1", after="вид")) == ["+код: о1"]
        assert changes(ORDER, InsertKey(("пункты", 2), "срок", "да")) == ["+    срок: да"]
        assert splice(parse("# о файле\nа: 1\n"), [InsertKey((), "б", "2", first=True)]) == ("# о файле\nб: 2\nа: 1\n")

    def test_brackets_and_empty_values_take_entries_too(self) -> None:
        text = "а: [б]\nв:\nг: {д: е}\nж: []\n"
        edits = [
            InsertItem(("а",), 0, "0"),
            InsertItem(("в",), 0, "1"),
            InsertKey(("г",), "з", "и: к"),
            InsertItem(("ж",), 0, {"л": "м"}),
        ]
        assert splice(parse(text), edits) == 'а: [0, б]\nв:\n  - 1\nг: {д: е, з: "и: к"}\nж:\n  - л: м\n'

    def test_a_file_without_a_last_line_break_or_without_anything_takes_a_key(self) -> None:
        assert splice(parse("а: 1"), [InsertKey((), "б", "2")]) == "а: 1\nб: 2"
        assert splice(parse("# пусто"), [InsertKey((), "б", "2")]) == "# пусто\nб: 2\n"


class TestUnusualTexts:
    def test_a_deeper_comment_below_does_not_become_text(self) -> None:
        text = "# о файле\nа: б\n  # о б\nв: г\n"
        assert splice(parse(text), [SetValue(("а",), "раз\nдва")]) == ('# о файле\nа: "раз\\nдва"\n  # о б\nв: г\n')

    @pytest.mark.parametrize(
        ("text", "edit", "new"),
        [
            ("? а\n: б\nв: г\n", SetValue(("а",), "д"), None),
            ("а: [б, в]\n", SetValue(("а", 0), None), "а:\n  -\n  - в\n"),
            ("а: |+\n  б\n\nв: г\n\nд: е\n", Remove(("в",)), "а: |+\n  б\n\nд: е\n"),
            ("--- {а: б}\n", InsertKey((), "в", "г"), "--- {а: б, в: г}\n"),
            ("а: {б, в: }\n", SetValue(("а", "б"), "г"), "а: {б: г, в: }\n"),
            ("- - а\n  - б\n-\n  в: г\n", InsertItem((0,), 0, "д"), "- - д\n  - а\n  - б\n-\n  в: г\n"),
        ],
    )
    def test_the_data_are_right_in_any_case(self, text: str, edit: Edit, new: str | None) -> None:
        source = parse(text)
        spliced = splice(source, [edit])
        assert parse(spliced).data == edited(source.data, [edit])
        assert new in (None, spliced)

    def test_line_breaks_stay_what_they_were(self) -> None:
        text = ORDER.replace("\n", "\r\n")
        edits = [
            SetValue(("пункты", 0, "текст"), "раз\nдва"),
            InsertItem(("пункты",), 0, {"код": "п0", "текст": "а"}),
            Remove(("пункты", 1, "срок")),
        ]
        new = splice(parse(text), edits)
        assert "\n" not in new.replace("\r\n", "")
        assert new.replace("\r\n", "\n") == splice(parse(ORDER), edits)

    def test_a_file_that_was_not_read_to_its_end_is_not_touched(self) -> None:
        source = parse("а:\n\tб: 1\n")
        with pytest.raises(InputError) as raised:
            splice(source, [SetValue(("а",), "б")])
        assert raised.value.findings == source.findings
        assert splice(source, []) == source.text

    def test_a_path_that_leads_nowhere_is_a_mistake_of_the_program(self) -> None:
        for edit in (
            SetValue(("нет", "такого"), "а"),
            Remove(("пункты", 7)),
            InsertItem(("вид",), 0, "а"),
            InsertKey(("пункты",), "а", "б"),
        ):
            with pytest.raises(LookupError):
                splice(parse(ORDER), [edit])


# Laws


@st.composite
def commented(draw: st.DrawFn) -> str:
    """A document as a clerk might leave it: dumped, then sprinkled with comments, empty lines and brackets."""
    data = dict(draw(documents))
    for key in draw(st.lists(st.sampled_from(sorted(data)), max_size=2)):
        data[key] = f"СКОБКИ{flow(data[key])}" if flow(data[key]) else data[key]
    text = dump(data)
    lines = text.splitlines()
    for number, addition, columns in draw(
        st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["# о", "", "хвост"]), st.integers(0, 6)), max_size=6)
    ):
        changed = list(lines)
        if addition == "хвост" and number < len(lines):
            changed[number] += "  # хвост"
        elif addition != "хвост":
            changed.insert(number, " " * columns * bool(addition) + addition)
        if parse("\n".join(changed) + "\n").data == data:
            lines = changed
    return "\n".join(lines) + "\n"


def paths(data: Plain, path: Path = ()) -> list[tuple[Path, Plain]]:
    children: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [(path, data), *(found for part, child in children for found in paths(child, (*path, part)))]


@st.composite
def edits_for(draw: st.DrawFn, data: Plain) -> Edit:
    path, value = draw(st.sampled_from(paths(data)))
    if path and draw(st.booleans()):
        return draw(st.sampled_from([Remove(path), SetValue(path, draw(plain))]))
    if isinstance(value, list):
        return InsertItem(path, draw(st.integers(0, 5)), draw(plain))
    if isinstance(value, dict):
        after = draw(st.none() | st.sampled_from(sorted(value))) if value else None
        return InsertKey(path, draw(keys), draw(plain), draw(st.booleans()), after)
    return SetValue(path, draw(plain))


@hypothesis_settings(max_examples=scaled(4000), deadline=None)
@given(commented(), st.data(), st.booleans())
def test_a_spliced_text_reads_as_the_edited_data(text: str, draws: st.DataObject, windows: bool) -> None:
    source = parse(text.replace("\n", "\r\n") if windows else text)
    edit = draws.draw(edits_for(source.data))
    assert parse(splice(source, [edit])).data == edited(source.data, [edit])


@hypothesis_settings(max_examples=scaled(4000), deadline=None)
@given(commented(), texts, st.data())
def test_a_changed_text_leaves_all_other_lines_as_they_were(text: str, new: str, draws: st.DataObject) -> None:
    source = parse(text)
    scalars = [path for path, value in paths(source.data) if isinstance(value, str)]
    assume(scalars)
    path = draws.draw(st.sampled_from(scalars))
    location = source.locate(path)
    spliced = splice(source, [SetValue(path, new)])
    head = text[: text.rfind("\n", 0, location.start) + 1]
    tail = text[location.start + len(text[location.start : location.end].rstrip()) :].partition("\n")[2]
    assert spliced.startswith(head)
    assert spliced.endswith(tail)


@hypothesis_settings(max_examples=scaled(3000), deadline=None)
@given(commented(), st.data())
def test_saving_new_data_gives_exactly_those(text: str, draws: st.DataObject) -> None:
    source = parse(text)
    new = source.data
    for _ in range(draws.draw(st.integers(0, 4))):
        new = edited(new, [draws.draw(edits_for(new))])
    edits = edits_between(source.data, new)
    assert edited(source.data, edits) == new
    spliced = splice(source, edits)
    assert parse(spliced).data == new
    assert bool(edits) == (source.data != new)
    assert edits or spliced == text


class TestEditsBetween:
    def test_entries_are_matched_by_their_ids(self) -> None:
        old: Plain = [{"код": "а", "т": "1"}, {"код": "б", "т": "2"}, {"код": "в", "т": "3"}]
        new: Plain = [{"код": "г", "т": "0"}, {"код": "а", "т": "1"}, {"код": "в", "т": "4"}]
        assert edits_between(old, new) == [
            SetValue((2, "т"), "4"),
            Remove((1,)),
            InsertItem((), 0, {"код": "г", "т": "0"}),
        ]

    def test_without_ids_equal_ends_are_kept(self) -> None:
        assert edits_between(["а", "б", "в"], ["а", "х", "б", "в"]) == [InsertItem((), 1, "х")]
        assert edits_between(["а", "б", "в"], ["а", "х", "в"]) == [SetValue((1,), "х")]
        assert edits_between(["а", "б", "в"], ["а", "в"]) == [Remove((1,))]

    def test_a_new_key_stands_where_the_new_data_have_it(self) -> None:
        assert edits_between({"а": "1", "в": "2"}, {"а": "1", "б": "0", "в": "2"}) == [
            InsertKey((), "б", "0", after="а")
        ]

    def test_the_order_of_keys_is_nobodys_change(self) -> None:
        assert edits_between({"а": "1", "в": "2"}, {"в": "2", "а": "1"}) == []
