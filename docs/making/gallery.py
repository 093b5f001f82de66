"""Which pictures the docs have: by name, the example and words of the page that is shown."""

from __future__ import annotations

from docs.making.pictures import FIRST, TEMPLATE, Picture

HELP = "region/orders/help.yaml"
ROADMAPS = "region/orders/roadmaps.yaml"
JOINT = "region/orders/сопровождение.yaml"
REPORTS = "region/orders/отчёт.yaml"
COMMISSION = "region/orders/комиссия.yaml"
ROADMAP = "municipality/orders/дорожная-карта.yaml"
GROUP = "municipality/orders/рабочая-группа.yaml"
SCHOOL_PLAN = "school/orders/план.yaml"
SCHOOL_GROUP = "school/orders/группа.yaml"

OWN_STYLE = (
    ("вид вразрядку", "да"),
    ("дата документа", "словами"),
    ("от перед датой", "да"),
    ("формулы", "[{вид: приказ, слово: ПРИКАЗЫВАЮ, отдельной строкой: да}]"),
    ("типографика", "{учебный год: тире}"),
)

GALLERY: dict[str, Picture] = {
    "первый-приказ": Picture(FIRST, "ПРОЕКТ", part=(0, 0.66)),
    "первый-приказ-зарегистрирован": Picture(FIRST, "№ 118-О", part=(0, 0.45)),
    "приказ": Picture(HELP, "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ И НАУКИ"),
    "постановление-2": Picture(ROADMAP, "2.2.1. Назначить"),
    "план-4": Picture(HELP, "Организация и управление"),
    "утратил-силу": Picture("school/orders/наставничество-2024.yaml", "61-од", part=(0, 0.75)),
    "кластеры": Picture("region/orders/clusters.yaml", "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ И НАУКИ"),
    "единственное-приложение": Picture("region/orders/clusters.yaml", "Кластер 1."),
    "подпись-заместителя": Picture("school/orders/наставничество-2024.yaml", "Над чем работают", part=(0, 0.66)),
    "план-5": Picture(ROADMAP, "Сверка перечня ШНРО"),
    "план-своя-графа": Picture(SCHOOL_PLAN, "Управление качеством обучения"),
    "план-7": Picture(ROADMAPS, "Муниципальный"),
    "план-вступление": Picture(ROADMAPS, "В 2025/2026 учебном году в Заречной области"),
    "план-части": Picture(ROADMAP, "Цели работы с ШНРО"),
    "план-основания": Picture(ROADMAP, "Документы, на которых основана"),
    "план-номера": Picture(SCHOOL_PLAN, "Школьный день методиста"),
    "план-заключение": Picture(GROUP, "Проезд к месту обучения"),
    "выведенный-план": Picture("derived/orders/дорожные-карты.yaml", "используются сокращения"),
    "план-перечни": Picture(ROADMAPS, "педагогов-психологов;"),
    "план-строки": Picture(ROADMAP, "27.01.2027"),
    "план-подпись": Picture(ROADMAP, "Директор муниципального казенного"),
    "список": Picture(HELP, "Кластер 1."),
    "список-из-справочника": Picture(JOINT, "Кластер 1.", part=(0, 0.66)),
    "состав": Picture(COMMISSION, "Состав комиссии по оценке хода"),
    "пары": Picture(GROUP, "Пары школ Каменского района «Наставник", part=(0, 0.66)),
    "положение": Picture(COMMISSION, "Общие положения"),
    "график": Picture(GROUP, "График заседаний рабочей группы на", part=(0, 0.6)),
    "форма": Picture(REPORTS, "Заполняется по каждой школе"),
    "таблица": Picture(GROUP, "Из фонда МКУ ИМЦ", part=(0, 0.66)),
    "ответственные": Picture(GROUP, "Кто и за что отвечает"),
    "скан": Picture(REPORTS, "Памятка специалисту, который", part=(0, 0.35)),
    "дсп-приложение": Picture(REPORTS, "Школы, отчеты которых"),
    "дсп-приказ": Picture("region/orders/проверка.yaml", "Для служебного пользования"),
    "исполняющий-обязанности": Picture(REPORTS, "Исполняющий обязанности"),
    "совместное": Picture(JOINT, "СОГЛАСОВАНО"),
    "совместное-бланк": Picture(JOINT, "МИНИСТЕРСТВО СОЦИАЛЬНОГО РАЗВИТИЯ", part=(0, 0.45)),
    "подписи": Picture(ROADMAP, "Проект внесен"),
    "визы": Picture(ROADMAP, "ЛИСТ СОГЛАСОВАНИЯ", part=(0, 0.6)),
    "ознакомление": Picture(SCHOOL_GROUP, "ЛИСТ ОЗНАКОМЛЕНИЯ", part=(0, 0.6)),
    "рассылка": Picture(ROADMAP, "СПИСОК РАССЫЛКИ", part=(0, 0.75)),
    "электронная-подпись": Picture(
        HELP, "Контроль за исполнением", profile=(("место для электронной подписи", "да"),), part=(0, 0.7)
    ),
    "ссылки": Picture(HELP, "4.5. Направлять", part=(0, 0.7)),
    "стиль-обычный": Picture(HELP, "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ И НАУКИ", part=(0, 0.6)),
    "стиль-свой": Picture(HELP, "ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ И НАУКИ", profile=OWN_STYLE, part=(0, 0.6)),
    "бланк-министерства": Picture(COMMISSION, "ПРАВИТЕЛЬСТВО ЗАРЕЧНОЙ ОБЛАСТИ", part=(0, 0.5)),
    "бланк-школы": Picture(SCHOOL_PLAN, "МБОУ Старогутская", part=(0, 0.5)),
    "бланк-администрации": Picture(ROADMAP, "АДМИНИСТРАЦИЯ", part=(0, 0.5)),
    "шаблон": Picture(TEMPLATE, "order.letterhead", part=(0, 0.75)),
}
