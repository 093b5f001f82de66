"""The smallest documents that show a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.model.citation import Citation
from docgen.model.cluster import ClusterList
from docgen.model.order import Order
from docgen.model.party import Abbreviation, Municipality, Organisation, Person, Post, SchoolEntry
from docgen.model.plan import Plan
from docgen.model.profile import Profile
from docgen.model.reference import ReferenceData
from docgen.model.workspace import Document, Workspace

DEPARTMENT = Organisation.model_validate(
    {"код": "департамент", "название": "Департамент образования Заречной области", "кратко": "Департамент",
     "бланк": ["ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ", "ЗАРЕЧНОЙ ОБЛАСТИ"], "город": "г. Заречск",
     "формы": {"род": "Департамента образования Заречной области", "дат": "Департаменту образования Заречной области"}}
)  # fmt: skip
INSTITUTE = Organisation.model_validate(
    {"код": "институт", "название": "Институт развития образования", "кратко": "Институт",
     "формы": {"дат": "Институту развития образования", "род": "Института развития образования"}}
)  # fmt: skip
HEAD = Person.model_validate({"код": "орлова", "фамилия": "Орлова", "имя": "Елена", "отчество": "Петровна", "пол": "ж"})
DEPUTY = Person.model_validate({"код": "зимин", "фамилия": "Зимин", "имя": "Павел", "отчество": "Ильич", "пол": "м"})
HEAD_POST = Post.model_validate({"код": "начальник", "название": "начальник Департамента", "занимает": "орлова"})
DEPUTY_POST = Post.model_validate(
    {"код": "зам", "название": "заместитель начальника Департамента", "занимает": "зимин"}
)
DISTRICT = Municipality.model_validate(
    {"код": "берёзовский", "название": "Берёзовский район", "тип": "район", "формы": {"род": "Берёзовского района"}}
)

SMALL_ORDER = """\
вид: приказ
код: порядок
орган: департамент
заголовок: Об утверждении порядка
пункты:
  - код: п1
    текст: соблюдать порядок
подпись:
  должность: начальник
"""


def reference(*more: Any) -> ReferenceData:
    """A department, an institute, two people, two posts, a district, and whatever else is given."""
    entries = [DEPARTMENT, INSTITUTE, HEAD, DEPUTY, HEAD_POST, DEPUTY_POST, DISTRICT, *more]
    return ReferenceData(
        organisations={e.id: e for e in entries if isinstance(e, Organisation)},
        people={e.id: e for e in entries if isinstance(e, Person)},
        posts={e.id: e for e in entries if isinstance(e, Post)},
        municipalities={e.id: e for e in entries if isinstance(e, Municipality)},
        acts={e.id: e for e in entries if isinstance(e, Citation)},
        schools={e.id: e for e in entries if isinstance(e, SchoolEntry)},
        abbreviations={e.id: e for e in entries if isinstance(e, Abbreviation)},
    )


def order(points: Sequence[Any] = ("обеспечить порядок",), **fields: Any) -> Order:
    """An order of the department; a point may be a plain text."""
    data: dict[str, Any] = {
        "вид": "приказ", "код": "приказ1", "орган": "департамент", "планируемая дата": "15.10.2026",
        "заголовок": "Об утверждении плана", "преамбула": "В целях порядка",
        "пункты": [{"текст": point} if isinstance(point, str) else point for point in points],
        "подпись": {"должность": "начальник"},
    }  # fmt: skip
    data.update({key.replace("_", " "): value for key, value in fields.items()})
    return Order.model_validate(data)


def plan(measures: Sequence[Any] = ("Проведение совещания",), **fields: Any) -> Plan:
    """A four-column plan without sections; a measure may be a plain text."""
    data: dict[str, Any] = {
        "вид": "план", "код": "план1", "название": "План мероприятий",
        "мероприятия": [{"мероприятие": m} if isinstance(m, str) else m for m in measures],
    }  # fmt: skip
    data.update({key.replace("_", " "): value for key, value in fields.items()})
    return Plan.model_validate(data)


def schools(clusters: Sequence[Sequence[str]] = (("МБОУ «СОШ № 1»",),), **fields: Any) -> ClusterList:
    """A list of schools in clusters, each a list of names."""
    data: dict[str, Any] = {
        "вид": "список", "код": "список1", "название": "Список школ",
        "кластеры": [
            {"название": f"Группа {n}", "школы": [{"название": name} for name in names]}
            for n, names in enumerate(clusters, 1)
        ],
    }  # fmt: skip
    data.update(fields)
    return ClusterList.model_validate(data)


def workspace(
    *documents: Document,
    entries: Sequence[Any] = (),
    profile: Mapping[str, Any] | None = None,
    root: Path | None = None,
) -> Workspace:
    """A workspace in memory: documents annexed as ``<код>.yaml``."""
    return Workspace(
        root=root,
        reference=reference(*entries),
        profile=Profile.model_validate({"вид": "профиль", **(profile or {})}),
        documents={document.id or "": document for document in documents},
        files={Path(f"{document.id}.yaml").resolve(): document for document in documents},
    )


def annexed(*documents: Document) -> list[dict[str, str]]:
    """The ``приложения`` of an order that carries these documents."""
    return [{"код": document.id or "", "файл": f"{document.id}.yaml"} for document in documents]


def write_workspace(folder: Path, files: Mapping[str, str]) -> Path:
    """A workspace on disk: the files given, and reference data for the department."""
    files = {
        "комплект.yaml": "вид: комплект\nформат: 1\n",
        "справочники/организации.yaml": (
            "вид: организации\nзаписи:\n  - код: департамент\n    название: Департамент образования\n"
            "    кратко: Департамент\n    формы: {род: Департамента образования, дат: Департаменту образования}\n"
        ),
        "справочники/лица.yaml": (
            "вид: лица\nзаписи:\n  - код: орлова\n    фамилия: Орлова\n    имя: Елена\n    отчество: Петровна\n    пол: ж\n"
        ),
        "справочники/должности.yaml": (
            "вид: должности\nзаписи:\n  - код: начальник\n    название: начальник Департамента\n    занимает: орлова\n"
        ),
        **files,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
