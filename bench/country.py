"""A made-up country: municipalities with a workspace each, an order with three roadmaps of some 45 rows, YAML to docx.

The whole path of a document is held against the bare limit, which prints the same strings through one jinja template
compiled once and deflates them; the gain of a second worker against that of two plain loops in the same run.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.contenders import Contender, limit
from bench.country_text import plan
from bench.documents import docxtpl_data, docxtpl_template
from bench.report import Bar, Line
from docgen.batch.running import Summary, Wanted, run_batch
from docgen.files.whole import write_whole
from docgen.files.workspace import open_workspace
from docgen.language.printing import Printing
from docgen.model.order import Order
from docgen.render.document import render_document
from docgen.work.rendering import load_for_printing

MUNICIPALITIES = 2300
ROWS = 45
SLICE = 240
"""Municipalities of a quick run; with ``DOCGEN_SOAK`` all of them are printed."""
WARMING = 5
"""Of them, those that are printed before anything is measured."""

OF_THE_LIMIT = 4.0
GAIN_OF_LOOPS = 0.9

_FRONT = (
    "Верхне", "Нижне", "Средне", "Старо", "Ново", "Красно", "Бело", "Черно", "Каменно", "Лесо", "Горно", "Сухо",
    "Тихо", "Быстро", "Велико", "Мало", "Остро", "Сосново", "Берёзо", "Дубо", "Кедро", "Светло", "Северо", "Южно",
)  # fmt: skip
_BACK = (
    "реч", "озер", "гор", "поль", "бор", "яр", "дол", "луг", "камен", "мыс", "ключев", "ручьёв", "брод", "мост",
    "остров", "холм", "сел", "хутор", "завод", "порт",
)  # fmt: skip


def name_of(number: int) -> str:
    """«Верхнереченск», another for each number up to 480, after which the stems come round with the region's number."""
    return f"{_FRONT[number % len(_FRONT)]}{_BACK[number // len(_FRONT) % len(_BACK)]}"


def country(folder: Path, count: int = MUNICIPALITIES, *, rows: int = ROWS) -> list[Path]:
    """``count`` workspaces below ``folder``, free of errors; the orders, one in each. The same files at every run."""
    orders = []
    for number in range(1, count + 1):
        home = folder / f"{number:04}-{name_of(number)}ский"
        stem = name_of(number)
        for place in ("orders", "plans", "справочники"):
            (home / place).mkdir(parents=True)
        for name, text in _reference_data(number, stem).items():
            (home / name).write_text(text, encoding="utf-8")
        for kind in range(3):
            text = plan(number, kind, rows, f"{stem}ского района")
            (home / "plans" / f"карта-{kind + 1}.yaml").write_text(text, encoding="utf-8")
        orders.append(home / "orders" / "приказ.yaml")
        orders[-1].write_text(_ORDER.format(number=number, stem=stem), encoding="utf-8")
    return orders


def run(rounds: int = 100) -> list[Line]:
    """The lines of the report; ``rounds``: documents of each comparison."""
    is_whole = bool(os.environ.get("DOCGEN_SOAK"))
    count = MUNICIPALITIES if is_whole else SLICE
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        orders = country(Path(name) / "страна", count)
        written = time.perf_counter() - start
        out = Path(name) / "готово"
        out.mkdir()
        return [
            f"{count} муниципалитетов записаны за {written:.1f} с",
            *_path_against_limit(orders, out, min(rounds, (len(orders) - WARMING) // 2)),
            *_two_workers(Path(name) / "страна", out, 1 if is_whole else 3),
        ]


def whole_path(source: Path, target: Path) -> int:
    """One order from its YAML files to its Word file, as the batch makes it; the bytes written."""
    opened, loaded, _ = load_for_printing(source)
    assert isinstance(loaded.model, Order)
    rendered = render_document(loaded.model, opened.workspace)
    write_whole(target, rendered.data, overwrite=True, durable=False)
    return len(rendered.data)


def _path_against_limit(orders: list[Path], out: Path, rounds: int) -> Iterator[Line]:
    """The whole path of each document against the bare limit of the same document, taken in turns.

    Each document is printed once: what is remembered of it must not help. It is processor time that counts:
    other programs on the machine interrupt the longer of the two more often.
    """
    bare = limit(docxtpl_template())
    fresh = iter(orders)
    before = os.environ.get("DOCGEN_DEFLATE")
    for source in islice(fresh, WARMING):
        whole_path(source, _target(source, out))
        bare(_printed(source))
    with _collecting_seldom():
        for backend in ("zlib", ""):
            os.environ["DOCGEN_DEFLATE"] = backend
            own, floor = _in_turns(islice(fresh, rounds), bare, out)
            ratios = [a / b for a, b in zip(own, floor, strict=True)]
            said = backend or "как установлено"
            yield (
                f"сжатие {said}: от YAML до docx {median(own) * 1e3:.1f} мс процессора на документ с тремя картами, "
                f"предел {median(floor) * 1e3:.1f} мс"
            )
            yield Bar(f"весь путь к пределу, сжатие {said}", median(ratios), OF_THE_LIMIT)
    os.environ.pop("DOCGEN_DEFLATE")
    if before is not None:
        os.environ["DOCGEN_DEFLATE"] = before


def _target(source: Path, out: Path) -> Path:
    """A file of its own for each municipality, as the batch makes them: to replace one costs more than to make one."""
    return out / f"{source.parent.parent.name}.docx"


def _in_turns(orders: Iterable[Path], bare: Contender, out: Path) -> tuple[list[float], list[float]]:
    own: list[float] = []
    floor: list[float] = []
    for source in orders:
        target = _target(source, out)
        start = time.process_time()
        whole_path(source, target)
        own.append(time.process_time() - start)
        data = _printed(source)
        start = time.process_time()
        bare(data)
        floor.append(time.process_time() - start)
    return own, floor


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Garbage is looked for as seldom as in the command and its workers."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _printed(source: Path) -> dict[str, Any]:
    opened = open_workspace(source)
    order = opened.file(source).model
    assert isinstance(order, Order)
    return docxtpl_data(Printing.of(order, opened.workspace))


def _two_workers(folder: Path, out: Path, times: int) -> Iterator[Line]:
    """What a second worker of the batch gains, against what a second process gains a plain loop; memory of the parent."""
    ratios = []
    for number in range(times):
        loop, batch = {}, {}
        for workers in (1, 2):
            loop[workers] = _loops(workers)
            batch[workers] = _batch(folder, out / f"{number}-{workers}", workers)
        gained, plain = batch[2].rate / batch[1].rate, loop[2] / loop[1]
        ratios.append(gained / plain)
        yield (
            f"docgen batch, документов в секунду: один работник {batch[1].rate:.1f}, два {batch[2].rate:.1f}, "
            f"в {gained:.2f} раза больше; два пустых цикла – в {plain:.2f} раза"
        )
    tenth, end = (size / 2**20 for size in batch[2].memory)
    yield f"память родителя: {tenth:.0f} МиБ после десятой части, {end:.0f} в конце"
    yield Bar("выигрыш второго работника к выигрышу пустых циклов", median(ratios), GAIN_OF_LOOPS, at_least=True)
    yield Bar("память родителя в конце к памяти на десятой части", end / tenth, 1.1)


class _Run(NamedTuple):
    """Documents in a second, and the bytes of this process after a tenth of them and at the end."""

    rate: float
    memory: tuple[int, int]


def _batch(folder: Path, out: Path, workers: int) -> _Run:
    """The batch over the whole country; its workers have started and compiled their templates when the clock does."""
    moments: list[tuple[int, float, int]] = []

    def tell(summary: Summary, total: int) -> None:
        if len(summary.made) >= total / 10:
            moments.append((len(summary.made), time.perf_counter(), _resident()))

    summary = run_batch(Wanted(folder, out, jobs=workers), tell)
    if summary.is_faulty:
        raise AssertionError("the country has a fault")
    (first, start, before), (last, end, after) = moments[0], moments[-1]
    return _Run((last - first) / (end - start), (before, after))


LOOPS = 64
STEPS = 1_000_000


def _loops(workers: int) -> float:
    """Plain loops in a second."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        list(pool.map(_looped, [1] * 8))
        start = time.perf_counter()
        list(pool.map(_looped, [STEPS] * LOOPS))
        return LOOPS / (time.perf_counter() - start)


def _looped(steps: int) -> int:
    total = 0
    for number in range(steps):
        total += number & 7
    return total


def _resident() -> int:
    """Bytes of this process that lie in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _reference_data(number: int, stem: str) -> dict[str, str]:
    schools = "".join(_SCHOOL.format(number=n, stem=stem) for n in range(1, 13))
    return {
        "комплект.yaml": _ROOT.format(stem=stem),
        "справочники/организации.yaml": _BODIES.format(stem=stem, caps=stem.upper(), number=number),
        "справочники/лица.yaml": _PEOPLE,
        "справочники/должности.yaml": _POSTS,
        "справочники/муниципалитеты.yaml": _PLACE.format(stem=stem),
        "справочники/акты.yaml": _ACTS.format(number=number),
        "справочники/школы.yaml": f"вид: школы\nзаписи:\n{schools}",
    }


_ROOT = """\
вид: комплект
формат: 1
название: Поддержка школ {stem}ского района в 2026/2027 учебном году
учебный год: 2026/2027
"""
_BODIES = """\
вид: организации
записи:
  - код: управление
    название: Управление образования администрации {stem}ского района
    кратко: Управление образования
    бланк:
      - УПРАВЛЕНИЕ ОБРАЗОВАНИЯ
      - АДМИНИСТРАЦИИ {caps}СКОГО РАЙОНА
    город: г. {stem}ск
    уровень: муниципальный
    муниципалитет: район
    в роли: омсу

  - код: моц
    название: муниципальное казённое учреждение «Методический образовательный центр {stem}ского района»
    кратко: МОЦ
    формы:
      дат: муниципальному казённому учреждению «Методический образовательный центр {stem}ского района»
    уровень: муниципальный
    подчинена: управление
    муниципалитет: район
    в роли: моц

  - код: оо
    название: общеобразовательные организации
    кратко: ОО
    формы:
      род: общеобразовательных организаций
      дат: общеобразовательным организациям
      вин: общеобразовательные организации
      тв: общеобразовательными организациями
      пр: общеобразовательных организациях
    уровень: институциональный
"""
_PEOPLE = """\
вид: лица
записи:
  - код: глава
    фамилия: Ладынина
    имя: Елена
    отчество: Петровна
    пол: ж

  - код: заместитель
    фамилия: Тихомиров
    имя: Лев
    отчество: Германович
    пол: м

  - код: методист
    фамилия: Вешнякова
    имя: Ольга
    отчество: Ивановна
    пол: ж
"""
_POSTS = """\
вид: должности
записи:
  - код: начальник
    название: начальник Управления образования
    организация: управление
    занимает: глава

  - код: зам
    название: заместитель начальника Управления образования
    организация: управление
    занимает: заместитель

  - код: директор-моц
    название: директор МОЦ
    организация: моц
    занимает: методист
"""
_PLACE = """\
вид: муниципалитеты
записи:
  - код: район
    название: {stem}ский район
    формы:
      род: {stem}ского района
    тип: район
"""
_ACTS = """\
вид: акты
записи:
  - код: закон-об-образовании
    вид: федеральный закон
    дата: 29.12.2012
    номер: 273-ФЗ
    название: Об образовании в Российской Федерации

  - код: региональные-карты
    вид: приказ
    орган текстом: "Департамента образования области"
    дата: 01.10.2026
    номер: {number}-ОД
    название: Об утверждении планов мероприятий («дорожных карт») по повышению образовательных результатов
"""
_SCHOOL = """\
  - код: школа-{number}
    название: МБОУ «{stem}ская СОШ № {number}»
    место: г. {stem}ск
    муниципалитет: район

"""
_ORDER = """\
вид: приказ
код: дорожные-карты-{number}
состояние: на подпись
орган: управление
планируемая дата: 12.11.2026
город: г. {stem}ск
период: 2026/2027
заголовок: >-
  Об утверждении планов мероприятий («дорожных карт») по повышению образовательных результатов
  в {stem}ском районе на 2026/2027 учебный год
преамбула: >-
  В соответствии с {{закон-об-образовании:тв}}, во исполнение {{региональные-карты:род}}, в целях согласованной работы
  школ {stem}ского района по преодолению причин низкой успеваемости обучающихся

пункты:
  - код: п1
    утверждает: карта1
    далее: План мероприятий № 1
  - код: п2
    утверждает: карта2
    далее: План мероприятий № 2
  - код: п3
    утверждает: карта3
    далее: План мероприятий № 3
  - код: п4
    кому: "{{моц}}"
    лицо: методист
    пункты:
      - код: п4-1
        текст: >-
          Включить {{срок}} в план работы на 2026/2027 учебный год меры, за которые центр отвечает
          по Плану мероприятий № 1, Плану мероприятий № 2 и Плану мероприятий № 3
        срок: до 20.11.2026
      - код: п4-2
        текст: "Организовать методическое сопровождение школ района, для чего:"
        пункты:
          - код: п4-2-1
            текст: Назначить для школы № {number} и для каждой школы из перечня куратора из числа методистов
            срок: до 30.11.2026
          - код: п4-2-2
            текст: Консультировать {{срок}} заместителей руководителей о порядке заполнения форм
            срок: ежемесячно
      - код: п4-3
        текст: >-
          Сверять {{срок}} ход работы с целями, названными во вступительной части {{карта1:род}} и {{карта2:род}}
          к настоящему приказу, и докладывать о расхождениях {{зам:дат}}
        срок: ежеквартально
  - код: п5
    кому: руководителям общеобразовательных организаций, подведомственных Управлению образования
    пункты:
      - код: п5-1
        текст: |-
          Утвердить {{срок}} планы, которые переносят «дорожные карты» на уровень школы, предусмотрев в них:
          - основания для включения в перечень;
          - ответственных за каждое мероприятие;
          - контрольные точки и порядок их проверки.
        срок: до 25.12.2026
      - код: п5-2
        текст: >-
          Вести {{срок}} учет неуспевающих обучающихся и помогать им в соответствии с {{п3:тв}} настоящего приказа,
          сверяя сведения с кураторами, назначенными согласно {{п4-2:дат}}
        срок: в течение учебного года
      - код: п5-3
        текст: >-
          Направлять {{срок}} сведения об исполнении мероприятий, указанных в приложениях
          № {{карта1:номер}}, {{карта2:номер}} и {{карта3:номер}} к настоящему приказу
        срок: в срок до 29.01.2027 и 27.08.2027
  - код: п6
    контроль: зам

приложения:
  - код: карта1
    файл: ../plans/карта-1.yaml
  - код: карта2
    файл: ../plans/карта-2.yaml
  - код: карта3
    файл: ../plans/карта-3.yaml

подпись:
  должность: начальник

исполнитель:
  лицо: методист
  телефон: (4800) 00-11-22
"""
