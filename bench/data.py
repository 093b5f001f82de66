"""The data that everything here is measured on: an order, a roadmap, a list of schools; the same at every run.

The text is put together from short turns of office Russian by a small generator of its own, so that it neither
changes with Python's version nor deflates better than real orders do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

ROWS_PER_SECTION = 16
SCHOOLS = 68


def _words(text: str) -> list[str]:
    return text.split()


def _turns(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


_VERBS = _words("""
провести организовать обеспечить подготовить разработать согласовать направить утвердить актуализировать оказать
сформировать обобщить разместить представить закрепить внести изучить спланировать назначить рассмотреть заключить
довести провести завершить продолжить расширить усилить скорректировать оценить проверить выявить определить создать
внедрить поддержать распространить опубликовать собрать сопоставить уточнить пересмотреть подвести учесть включить
""")
_NOUNS = _words("""
мониторинга обучения участия справки плана перечня предложения состава сведения содействия базы опыта материала отчёта
наставника изменения запроса урока куратора результата соглашения программы маршрута кабинета учебника совета отдела
управления института центра школы района города посёлка гимназии лицея филиала методиста директора учителя завуча
психолога логопеда библиотекаря родителя ученика выпускника класса группы семинара совещания вебинара конференции
практикума тренинга конкурса олимпиады экзамена задания проекта исследования дефицита риска показателя критерия уровня
качества приказа письма протокола договора графика бюджета ресурса оборудования сайта портала журнала дневника теста
анкеты опроса выборки аттестации экспертизы самооценки партнёрства сообщества лаборатории площадки олимпиадника
траектории компетенции грамотности мотивации адаптации инклюзии преемственности успеваемости посещаемости занятости
""")
_ADJECTIVES = _words("""
регионального муниципального школьного педагогического методического предметного учебного внеурочного аналитического
итогового промежуточного ежегодного ежемесячного индивидуального группового сетевого дистанционного открытого
управленческого кадрового финансового нормативного диагностического информационного психологического социального
начального основного среднего профильного дополнительного инновационного проектного исследовательского опорного
сельского малокомплектного удалённого базового ведущего молодого опытного ответственного районного объективного
критического читательского математического естественно-научного цифрового коррекционного воспитательного досугового
""")
_LINKS = _turns("""
в рамках|с учётом|на основе|по итогам|совместно с представителями|до начала|в соответствии с требованиями|при участии
с привлечением|не позднее|для|на базе|в ходе|после|за счёт|вместо|в целях|по вопросам|под руководством|в пределах
относительно|посредством|в дополнение к|наряду с|ввиду|в отношении|из числа|со стороны|в течение|во исполнение
""")
_PREFIXES = ("", "", "", "", "меж", "вне", "не", "пред", "со", "все", "над", "общ")
_ROOTS = _words(
    "Иван Петр Сидор Кузнец Смирн Волк Зайц Белк Орл Сокол Лебед Голуб Соловь Ворон Медвед Барсук Жук Комар"
)
_ENDINGS = ("ов", "ова", "ев", "ева", "ин", "ина", "енко", "ский", "ская", "ков")
_RESULTS = _turns("""
справка|протокол|приказ|методические рекомендации|программа семинара|перечень участников|отчёт о выполнении
аналитические материалы|не менее 80 % охвата|банк лучших практик|дорожная карта школы|план-график
""")
_BODIES = _turns("""
Управление образования|Институт развития образования|Центр оценки качества|Методическая служба|Отдел общего образования
муниципальные координаторы|руководители школ|кураторы|Региональный совет|предметные ассоциации
""")
_TOWNS = _words("Заречье Приозёрск Лесной Каменка Светлогорье Ключи Верхнеполье Сосновка Берёзово Лугань Дубрава Холмы")
_LEVELS = ("Региональный", "Муниципальный", "Институциональный")
_MONTHS = _words("сентябрь октябрь ноябрь декабрь январь февраль март апрель май июнь")


class Walk:
    """A linear congruential generator: the same numbers on every machine."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, limit: int) -> int:
        """A number from 0 up to ``limit``."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def one(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def clause(self) -> str:
        """A turn such as «провести мониторинг … в рамках межшкольного проекта (до 14.03, № 173)»."""
        words = [self.one(_VERBS)]
        for _ in range(1 + self.below(3)):
            words += [self.one(_PREFIXES) + self.one(_ADJECTIVES), self.one(_NOUNS), self.one(_LINKS), self.one(_NOUNS)]
        extra = self.below(4)
        if extra == 0:
            words.append(f"(№ {self.below(900)}, {self.below(28) + 1:02}.{self.below(12) + 1:02})")
        elif extra == 1:
            words.append(f"— {self.name()}")
        return " ".join(words)

    def name(self) -> str:
        """A surname with initials."""
        letters = "АБВГДЕИКЛМНОПРСТ"
        return f"{self.one(_ROOTS)}{self.one(_ENDINGS)} {self.one(letters)}. {self.one(letters)}."

    def sentence(self, clauses: int) -> str:
        """So many clauses as one sentence."""
        text = ", ".join(self.clause() for _ in range(clauses))
        return text[0].upper() + text[1:]


def measure(walk: Walk, section: int, number: int) -> dict[str, Any]:
    """One row of the roadmap; two rows in three have a cell of several lines, some hold ``&``, ``<`` and ``>``."""
    description = walk.sentence(2)
    if walk.below(3):
        lines = [f"– {walk.clause()};" for _ in range(2 + walk.below(3))]
        description = "\n".join([walk.sentence(1) + ":", *lines])
    awkward = (" (ИРО & партнёры)", " (<80 %)", " (>12 баллов)") if walk.below(8) == 0 else ("", "", "")
    return {
        "number": f"{section}.{number}",
        "title": walk.sentence(1) + awkward[walk.below(3)],
        "description": description,
        "deadline": f"{walk.one(_MONTHS)}–{walk.one(_MONTHS)} 20{22 + walk.below(2)} г.",
        "responsible": ", ".join(f"{walk.one(_BODIES)} ({walk.name()})" for _ in range(1 + walk.below(3))),
        "result": f"{walk.one(_RESULTS).capitalize()}: {walk.clause()}",
    }


def sections(walk: Walk, rows: int) -> Iterator[dict[str, Any]]:
    """Sections of at most 16 rows, each with its rows in groups of one level."""
    for start in range(0, rows, ROWS_PER_SECTION):
        number = start // ROWS_PER_SECTION + 1
        measures = [measure(walk, number, n + 1) for n in range(min(ROWS_PER_SECTION, rows - start))]
        third = -(-len(measures) // 3)
        groups = [
            {"level": level, "measures": measures[third * n : third * (n + 1)]} for n, level in enumerate(_LEVELS)
        ]
        yield {"number": number, "title": walk.sentence(1), "groups": [g for g in groups if g["measures"]]}


def roadmap(rows: int = 48) -> dict[str, Any]:
    """The mapping for the bench template: an order of 12 points, a roadmap of ``rows`` rows, 68 schools."""
    walk = Walk(20220917)
    points = [
        {
            "number": f"{n}.",
            "text": walk.sentence(4) + ".",
            "items": [{"number": f"{n}.{k}.", "text": walk.sentence(2) + "."} for k in range(1, 1 + walk.below(4))],
        }
        for n in range(1, 13)
    ]
    schools = [
        {
            "number": n,
            "name": f"МБОУ «Средняя школа № {1 + walk.below(40)}» г. {walk.one(_TOWNS)}",
            "district": f"{walk.one(_TOWNS)[:-1]}ский район",
        }
        for n in range(1, SCHOOLS + 1)
    ]
    return {
        "authority": "Департамент образования и науки",
        "number": "77-ОД",
        "date": "12.09.2022",
        "title": "Об утверждении плана мероприятий («дорожной карты») поддержки школ",
        "preamble": walk.sentence(3),
        "points": points,
        "head": "начальник департамента",
        "signer": "Н. В. Орлова",
        "sections": list(sections(walk, rows)),
        "clusters": [
            {"title": "Кластер 1", "schools": schools[: SCHOOLS // 2]},
            {"title": "Кластер 2", "schools": schools[SCHOOLS // 2 :]},
        ],
    }
