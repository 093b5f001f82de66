"""Where each layout and composition rule of the standard's checklist is held; why the others cannot be held here."""

LAYOUT, REQUISITES, ANNEXES = "test_layout", "test_requisites", "test_annexes"

HELD = {
    **dict.fromkeys(
        ("L01", "L02", "L03", "L04", "L05", "L06", "L07", "L08", "L09", "L10", "L12", "L13", "L14"), LAYOUT
    ),
    **dict.fromkeys(("A05", "B06", "F01"), LAYOUT),
    **dict.fromkeys(
        ("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12", "R13"), REQUISITES
    ),
    **dict.fromkeys(("T01", "T02", "T03", "T04", "T08", "T09", "T10", "T11", "T12"), REQUISITES),
    **dict.fromkeys(("A01", "A02", "A03", "A04", "A06", "A07", "B01", "B02", "B03", "B04", "B05"), ANNEXES),
    **dict.fromkeys(("X01", "X02", "X03", "X04", "X05", "F03"), ANNEXES),
    "L11": "tests/render/test_keeping.py, tests/language/test_requisites.py and the house styles in tests/templates",
    "L15": "tests/cases/inputs/редакция-не-по-дате.txt",
    "T13": "tests/cases/inputs: every unknown code",
    "X08": "tests/examples/test_all.py: the same bytes twice",
    "F02": "tests/examples/test_all.py: LibreOffice's text",
}
"""The rules that tests hold, by their numbers."""

NOT_HELD = {
    "L16": "pages are not recorded when a file is built; that comes with the archive copy",
    "T05": "what a clerk writes: a matter of the checks of wording, not of the print",
    "T06": "the same",
    "T07": "the same",
    "X06": "a property of the archive PDF, which is not made yet",
    "X07": "the same",
}
"""The rules that cannot be held here, and why."""
