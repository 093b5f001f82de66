"""A site's page that is a register of acts: what is read of it, and that no word of it is lost."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.files.dumping import dump
from docgen.files.yaml import parse_yaml
from docgen.findings import Severity
from docgen.model.register_entry import Register
from docgen.model.validation import validated
from docgen.readers.blocks import Cell, Paragraph, Place, Row, Run, Source, Table
from docgen.readers.draft import Context
from docgen.readers.known import Known
from docgen.readers.plain.reader import read_plain
from docgen.readers.register.lines import page_lines
from docgen.readers.register.reader import looks_like_register, read_register
from docgen.readers.register.words import comparable, register_words
from tests.builders import reference
from tests.counts import scaled
from tests.needs import SHARED, needs_shared


def paragraph(words: str, line: int = 0) -> Paragraph:
    return Paragraph((Run(words),), Place(line=line))


def page(*lines: str) -> Source:
    return Source("страница.txt", "text", tuple(paragraph(line, number) for number, line in enumerate(lines, 1)))


def read(source: Source, known: Known | None = None):
    """The register's plain data, what was left over, and the findings."""
    context = Context(source.name, known or Known())
    return read_register(source, context).data, context.leftovers, context.findings


def conserves(source: Source) -> None:
    """Law 4 by words: what the page says is in the register or left over, and nothing else is."""
    context = Context(source.name, Known())
    draft = read_register(source, context)
    before = comparable("\n".join(line.words for line in page_lines(source)))
    left = comparable("\n".join(left.words for left in context.leftovers))
    after = comparable(register_words(draft.data)) + left
    assert before - after == Counter()
    assert after - before == Counter()
    made, faults = validated(Register, draft.data)
    assert made is not None, [fault.message for fault in faults]


HEAD = (
    "Отдел образования Каменского района",
    "Начальник отдела",
    "+7 (48199) 5-14-20",
    "Отдел помогает школам района.",
)


def year(*lines: str):
    """The first school year of a page with these lines below its head."""
    data, _, _ = read(page(*HEAD, "2026/2027 учебный год", *lines))
    return data["годы"][0]


def only(section, key):
    (entry,) = section[key]
    return entry


def test_the_head_is_the_name_the_contact_and_the_introduction():
    data, left, _ = read(page(*HEAD, "Нормативно-правовые документы"))
    assert data["название"] == "Отдел образования Каменского района"
    assert data["контакты"] == [{"должность": "Начальник отдела", "телефон": "+7 (48199) 5-14-20"}]
    assert data["вступление"] == "Отдел помогает школам района."
    assert left == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "Приказ Департамента образования № 417-ОД от 09.06.2026 «Об утверждении Концепции («дорожной карты»)»",
            {"номер": "417-ОД", "дата": "09.06.2026", "название": "Об утверждении Концепции («дорожной карты»)"},
        ),
        (
            'Приказ Департамента образования от 9.06.2026 г. №417-ОД "О школах" (с изменениями от 01.09.2026 № 5)',
            {"номер": "417-ОД", "дата": "09.06.2026", "порядок": "от-№", "название": "О школах",
             "изменения": [{"дата": "01.09.2026", "номер": "5"}]},
        ),
        (
            "Постановление Администрации района от № «О плане на 2026-2027 учебный год» (стр. 75)",
            {"порядок": "от-№", "название": "О плане на 2026-2027 учебный год", "период": "2026/2027", "страницы": "75"},
        ),
    ],
)  # fmt: skip
def test_an_act_is_taken_apart(line: str, wanted: dict[str, object]):
    act = only(year("Нормативно-правовые документы", line)["разделы"][0], "акты")
    assert act.pop("орган текстом") and act.pop("вид")
    assert act == wanted


def test_the_body_of_an_act_is_known_by_its_name_in_the_genitive():
    data, _, _ = read(
        page(*HEAD, "Документы", "Приказ Департамента образования Заречной области № 1 от 09.06.2026 «О школах»"),
        Known(reference()),
    )
    assert data["годы"][0]["разделы"][0]["акты"][0]["орган"] == "департамент"


def test_an_act_without_number_or_date_stays_without_and_is_noted():
    lines = (
        "Приказ Отдела от № «О плане»",
        "Приказ Отдела № 5 от «О школах»",
        "Приказ Отдела № 6 от 01.09.2026 «О днях»",
    )
    _, _, findings = read(page(*HEAD, "Документы", *lines))
    assert {finding.rule for finding in findings} == {"акт-без-реквизитов"}
    assert {finding.severity for finding in findings} == {Severity.NOTE}
    said = [finding.message for finding in findings]
    assert said == ["Акт стоит без номера и без даты: «О плане».", "Акт стоит без даты: «О школах»."]
    assert findings[0].place == "страница.txt: строка 6"


def test_an_impossible_date_is_not_made_one():
    data, left, _ = read(page(*HEAD, "Документы", "Приказ Отдела № 5 от 31.02.2026 «О школах»"))
    assert "акты" not in data["годы"][0]["разделы"][0]
    assert [each.words for each in left] == ["Приказ Отдела № 5 от 31.02.2026 «О школах»"]


def test_links_go_to_the_entry_before_them():
    made = year(
        "План", "1.", "План работы", "Скачать", "2. Отчет Скачать / Скачать", "Ссылка", "https://a.example/b.pdf;"
    )
    first, second = made["разделы"][0]["материалы"]
    assert first == {"порядковый номер": "1", "название": "План работы", "ссылки": [{"подпись": "Скачать"}]}
    assert second["ссылки"] == [
        {"подпись": "Скачать"}, {"подпись": "Скачать"},
        {"подпись": "Ссылка", "адрес": "https://a.example/b.pdf", "формат": "pdf"},
    ]  # fmt: skip


def test_levels_part_a_section():
    made = year("МЕРОПРИЯТИЯ", "Региональный уровень", "https://a.example/", "Муниципальный уровень", "1. Семинар")
    region, district = made["разделы"]
    assert (
        (region["раздел"], region["уровень"]) == (district["раздел"], "региональный") == ("мероприятия", "региональный")
    )
    assert district["уровень"] == "муниципальный" and only(district, "мероприятия")["форма"] == "Семинар"


def test_events_have_form_theme_days_files_and_speakers():
    made = year(
        "Мероприятия:", "Методический день.", "27.12.2026 Программа", "Онлайн - конференция «Школа»", "01.02.2027",
        "Материалы (1 - статья, 2 - презентация):", "Орлова А.А. 1 2; Зимин П.П. , Седых К.А. 2",
    )  # fmt: skip
    first, second = made["разделы"][0]["мероприятия"]
    assert first["форма"] == "Методический день" and first["дата"] == "27.12.2026"
    assert first["материалы"] == [{"вид": "программа", "название": "Программа"}]
    assert (second["форма"], second["название"]) == ("Онлайн - конференция", "Школа")
    assert [speaker["лицо"] for speaker in second["выступающие"]] == ["Орлова А.А.", "Зимин П.П.", "Седых К.А."]
    assert [each["вид"] for each in second["выступающие"][0]["материалы"]] == ["статья", "презентация"]


def test_days_inside_a_title_are_those_of_the_event():
    made = year("Мероприятия", "1. Методический день в районе (15-18.02.2027) скачать", "2. Семинар «А» 02.03.2027")
    first, second = made["разделы"][0]["мероприятия"]
    assert (first["дата"], first["по"], first["дата текстом"]) == ("15.02.2027", "18.02.2027", "15-18.02.2027")
    assert first["название"] == "Методический день в районе"
    assert (second["форма"], second["название"], second["дата"]) == ("Семинар", "А", "02.03.2027")


def test_talks_of_an_event_name_their_authors():
    made = year("Мероприятия", "1. Семинар «А»", "• Как читать (Левина Ольга Анатольевна, методист)", "скачать")
    talk = only(only(made["разделы"][0], "мероприятия"), "материалы")
    assert talk == {
        "автор": "Левина Ольга Анатольевна, методист", "название": "Как читать", "ссылки": [{"подпись": "скачать"}]
    }  # fmt: skip


COLUMNS = ("Дата", "Место проведения, формат", "Форма мероприятия, тема", "Категория участников",
           "Номер реализуемой «дорожной карты»", "Информационные материалы")  # fmt: skip
CELLS = ("27.03.2026 -\n28.04.2026", "МБУ «Центр», дистанционно", "Городской конкурс «Урок года»",
         "учителя, школьные команды", "«Дорожные карты» № 1-№3", "1. Положение\n2. Приказ об итогах")  # fmt: skip


def table(*rows: tuple[str, ...]) -> Table:
    made = [
        Row(tuple(Cell(tuple(paragraph(line) for line in cell.split("\n"))) for cell in row), Place(table=1, row=index))
        for index, row in enumerate(rows, 1)
    ]
    return Table(tuple(made), len(rows[0]))


def check_event(event: dict[str, object]) -> None:
    assert (event["дата"], event["по"]) == ("27.03.2026", "28.04.2026")
    assert (event["место"], event["режим"]) == ("МБУ «Центр»", "дистанционно")
    assert (event["форма"], event["название"]) == ("Городской конкурс", "Урок года")
    assert event["участники"] == ["учителя", "школьные команды"]
    assert event["дорожные карты"] == ["1", "2", "3"]
    assert [each["название"] for each in event["материалы"]] == ["Положение", "Приказ об итогах"]  # type: ignore[union-attr]


def test_a_table_of_events_is_read_by_its_columns():
    source = page(*HEAD, "2026/2027 учебный год", "Документы", "Приказ Отдела № 5 от 02.09.2026 «О школах»")
    source = Source(source.name, "word", (*source.blocks, table(COLUMNS, CELLS)))
    data, _, _ = read(source)
    check_event(only(data["годы"][-1]["разделы"][-1], "мероприятия"))
    conserves(source)


def test_a_table_of_events_is_read_by_its_lines_too():
    lines = (line for cell in (*COLUMNS, *CELLS) for line in cell.split("\n"))
    made, _, _ = read(page(*HEAD, "Мероприятия", *lines))
    check_event(only(made["годы"][0]["разделы"][0], "мероприятия"))


def test_events_of_another_year_begin_a_year_without_a_heading():
    before = page(*HEAD, "2026/2027 учебный год", "1. План").blocks
    data, _, _ = read(Source("с.docx", "word", (*before, table(COLUMNS, CELLS))))
    assert [(each["учебный год"], "заголовок" in each) for each in data["годы"]] == [
        ("2026/2027", True),
        ("2025/2026", False),
    ]


def test_the_year_of_entries_without_a_heading_is_the_one_they_agree_on():
    acts = [f"Приказ Отдела № {n} от 02.09.2026 «О плане на {period}»" for n, period in
            enumerate(("2026-2027 учебный год", "2026/2027 учебный год", "2021-2024 годы"), 1)]  # fmt: skip
    data, _, _ = read(page(*HEAD, "Документы", *acts))
    assert data["годы"][0]["учебный год"] == "2026/2027"
    data, _, _ = read(page(*HEAD, "Документы", acts[0], acts[2]))
    assert "учебный год" not in data["годы"][0]


def test_what_is_no_entry_is_left_over():
    data, left, _ = read(
        page(*HEAD, "Документы", "Страница обновляется.", "Приказ Отдела № 5 от 02.09.2026 «О школах»")
    )
    assert [(each.words, each.why) for each in left] == [("Страница обновляется.", "не похоже на запись реестра")]
    assert len(data["годы"][0]["разделы"][0]["акты"]) == 1


ACTS = [
    f"{number}. Приказ Отдела образования № {number} от 0{number}.09.2026 «О школах» Скачать" for number in range(1, 5)
]


def test_a_page_of_acts_is_a_register_and_an_order_is_none():
    assert looks_like_register(page(*HEAD, "2026/2027 учебный год", *ACTS))
    assert not looks_like_register(page(*HEAD, "2026/2027 учебный год", *ACTS[:2]))
    assert not looks_like_register(page("ПРИКАЗ", "О школах", "приказываю:", *ACTS, "Документы", "Планы"))
    assert not looks_like_register(page(*HEAD))
    assert not looks_like_register(page())


def test_a_register_comes_back_from_its_file():
    data, _, _ = read(page(*HEAD, "2026/2027 учебный год", *ACTS))
    made = Register.model_validate(data)
    again = parse_yaml(dump(made.plain()), "реестр.yaml")
    assert Register.model_validate(again.data) == made


@cache
def sample() -> Source:
    path = next((SHARED / "seeds").glob("002_*.txt"))
    return read_plain(path.read_bytes(), path.name)


@pytest.mark.seeds
@needs_shared
class TestSample:
    """The page of a real site (gt:G)."""

    def test_it_is_a_register(self):
        assert looks_like_register(sample())

    def test_no_word_is_lost(self):
        conserves(sample())

    def test_little_is_left_over_and_all_of_it_named(self):
        _, left, _ = read(sample())
        assert len(left) == 5 and all(each.why for each in left)

    def test_the_acts_are_those_of_the_ground_truth(self):
        context = Context(sample().name, Known())
        draft = read_register(sample(), context)
        found = []
        for told in draft.told:
            if len(told.path) == 6 and told.path[4] == "акты":
                act = draft.data
                for part in told.path:
                    act = act[part]
                issuer = act["орган текстом"]
                found.append((told.place.line, issuer, act.get("номер", "–"), act.get("дата", "–")))
        truth = list(_truth())
        assert len(truth) == len(found) == 18
        for (line, said, number, date), (at, issuer, read_number, read_date) in zip(truth, found, strict=True):
            assert (line, number, date) == (at, read_number, read_date)
            body = {"Департамент": "Департамента", "УОиМП": "правления образования и молодежной политики"}
            assert body.get(said.split()[0], "Министерства образования и науки Смоленской области") in issuer
        assert sum(number != "–" and date != "–" for _, _, number, date in found) == 17

    def test_one_act_is_noted_for_what_it_lacks(self):
        _, _, findings = read(sample())
        assert [finding.rule for finding in findings] == ["акт-без-реквизитов"]
        assert findings[0].place.endswith("строка 71")

    def test_the_years_stand_in_the_order_of_the_page(self):
        data, _, _ = read(sample())
        assert [(each["учебный год"], "заголовок" in each) for each in data["годы"]] == [
            ("2022/2023", False), ("2023/2024", True), ("2022/2023", False), ("2021/2022", True), ("2020/2021", True),
            ("2019/2020", True), ("2018/2019", True),
        ]  # fmt: skip

    def test_the_events_are_those_of_the_page(self):
        data, _, _ = read(sample())
        events = [
            [event for section in each["разделы"] for event in section.get("мероприятия", ())] for each in data["годы"]
        ]
        assert [len(each) for each in events] == [0, 2, 3, 2, 7, 0, 2]
        assert [event["дата"] for event in events[1]] == ["27.12.2023", "29.02.2024"]
        assert len(events[1][1]["выступающие"]) == 8
        spans = [(event["дата"], event.get("по")) for event in events[2]]
        assert spans == [("19.10.2022", None), ("27.03.2023", "28.04.2023"), ("11.04.2023", "12.04.2023")]
        assert [event["дорожные карты"] for event in events[2]] == [["1", "2", "3"], ["3"], ["1", "2", "3"]]
        assert {event["режим"] for event in events[2]} == {"дистанционно"}
        assert [event["дата"] for event in events[3]] == ["15.02.2022", "02.03.2022"]
        assert len(events[3][1]["материалы"]) == 6

    def test_the_sections_hold_as_many_entries_as_the_page(self):
        data, _, _ = read(sample())
        counted = [
            [sum(len(section.get(key, ())) for key in ("акты", "акты многих", "мероприятия", "материалы"))
             for section in each["разделы"]] for each in data["годы"]
        ]  # fmt: skip
        assert counted == [
            [7, 1], [5, 2], [3, 0, 1], [1, 1, 3, 2, 3, 1],
            [0, 1, 1, 0, 4, 0, 7, 0, 1, 3, 1, 3, 5, 1, 1], [11], [14],
        ]  # fmt: skip


def _truth():
    """The table G.3: line, issuer, number, date."""
    text = (SHARED / "seeds" / "ground-truth.md").read_text(encoding="utf-8")
    for row in text.partition("### G.3")[2].partition("### G.4")[0].splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if cells[0].isdigit():
            yield int(cells[0]), cells[2], cells[3], cells[4]


WORDS = st.sampled_from([
    "план", "школа", "«Урок года»", "(стр. 5)", "№ 12", "от", "02.09.2026", "31.02.2026", "г.", "-", "–", ".", ";", "скачать",
    "Скачать", "Программа", "Материалы", "семинар", "1.", "2)", "•", "руководители,", "дистанционно", "очно", "Отдела",
    "приказ", "Приказ", "https://a.example/b.pdf", "a@b.example", "+7(48199)5-14-20", "(с изменениями от 01.02.2026)",
    "2026-2027 учебный год", "Орлова А.А.", "1", "2", "(15-18.02.2026)", "«Дорожная карта» №3", '"', "»", "«", "(29.10.2026)",
])  # fmt: skip
SIGNS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=8)
LINES = st.one_of(
    st.sampled_from([
        *HEAD, *ACTS, "2026/2027 учебный год", "2025 – 2026 учебный год", "Региональный уровень", "Муниципальный уровень",
        "Нормативно-правовые документы", "План", "МЕРОПРИЯТИЯ", "Мероприятия:", "Методические материалы", "Контакты",
        "Эффективные практики", "3.", "Скачать", "Скачать 1", "скачать / скачать", "Ссылка", "https://a.example/;", ".",
        "И по направлениям ссылки:", "Приказ Отдела от № «О плане»", "Приказы школ «О планах» https://a.example/x",
        "• Программа", "• Доклад (Левина Ольга Анатольевна, методист)", "27.12.2026 Программа", "27.03.2026 -", "28.04.2026",
        "Материалы (1 - статья, 2 - презентация):", "Орлова А.А. 1 2; Зимин П.П. 2", "Методический день.", *COLUMNS,
        *(line for cell in CELLS for line in cell.split("\n")), "Круглый стол о школе (29.10.2026). Материалы",
        "Отчет о работе", "E-mail: a@b.example", "Посмотреть на карте", "1. Скачать", "9.9.2026 г.",
    ]),
    st.lists(WORDS, min_size=1, max_size=9).map(" ".join),
    SIGNS,
)  # fmt: skip
TABLES = st.lists(st.tuples(*[LINES] * 6), max_size=3).map(lambda rows: table(COLUMNS, CELLS, *rows))
BLOCKS = st.one_of(LINES.map(paragraph), LINES.map(paragraph), LINES.map(paragraph), TABLES)


@given(blocks=st.lists(BLOCKS, max_size=30))
@settings(max_examples=scaled(1500), deadline=None)
def test_any_page_conserves_its_words(blocks):
    source = Source("страница", "word", tuple(blocks))
    looks_like_register(source)
    conserves(source)
