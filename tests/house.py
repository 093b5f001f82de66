"""The styles of the house by what they are for: which are text, which requisites, what may be empty."""

from __future__ import annotations

POINTS = ("Point1", "Point1Last", "Point2", "Point2Kept", "Point3", "Point3Kept", "Point4", "Point4Kept", "PointText")
ORDER_TEXT = ("Preamble", *POINTS)
ANNEX_TEXT = ("Intro", "Closing", "Clause", "PartText", "SchoolItem")
BODY = (*ORDER_TEXT, *ANNEX_TEXT)
ORDER_DASHES, ANNEX_DASHES = ("Dash1", "Dash2"), ("IntroDash1", "IntroDash2")
DASHES = (*ORDER_DASHES, *ANNEX_DASHES)
HEADS = ("Letterhead", "LetterheadLarge", "LetterheadCorner")
KINDS = ("Kind", "KindRuled", "KindCorner")
DATES = ("DateNumber", "DateNumberCorner")
CITIES = ("City", "CityCorner")
TITLES = ("OrderTitle", "TitleCorner")
CORNER = ("LetterheadCorner", "KindCorner", "DateNumberCorner", "CityCorner", "TitleCorner")
MARKS = {
    "AnnexMark": 75, "AnnexMark2025": 80, "AnnexMarkWide": 75, "AnnexMarkWide2025": 80,
    "RestrictionMark": 75, "RestrictionMark2025": 80, "RestrictionMarkWide": 75, "RestrictionMarkWide2025": 80,
}  # fmt: skip
"""The marks in the corner, and how wide they may be in mm."""
SIGNATURES = ("Signature", "SignatureWide", "SignaturePost", "SignatureName", "Submission", "SubmissionSignature")
FORM = (
    "FormLabel", "FormSigner", "FormLine", "FormLineHinted", "FormLineWide", "FormLineHintedWide", "FormSignature",
    "FormSignatureWide",
)  # fmt: skip
REQUISITES = (
    "DraftMark", "Letterhead", "Kind", "KindRuled", "DateNumber", "City", "OrderTitle", *CORNER, *SIGNATURES,
    "AgreementMark", "Drafter", *MARKS, "AnnexTitle", "ChapterTitle", "SheetTitle", "SheetSubject", "MemberGroup",
    "Member", *FORM,
)  # fmt: skip
RIGHT_STOPS = {
    "DateNumber": 9355, "Signature": 9355, "SubmissionSignature": 9355, "FormLine": 9355, "FormLineHinted": 9355,
    "SignatureWide": 14570, "FormLineWide": 14570, "FormLineHintedWide": 14570, "DateNumberCorner": 4252,
}  # fmt: skip
"""The one tab stop of a style: at the right margin, portrait or landscape, or at the edge of the corner."""
EMPTY = ("TableEnd", "SignaturePost", "Cell", "ArmsRoom", "CodeRoom", "Footer", *FORM)
"""Styles whose paragraphs may hold no words: rooms for what is put in later, cells and lines filled by hand."""
CELLS = ("Cell", "CellCentre", "CellHeading", "CellNumber", "CellDash1", "CellDash2", "PlanSection")
HEADINGS = (
    "OrderTitle", "TitleCorner", "AnnexTitle", "SheetTitle", "SheetSubject", "ChapterTitle", "ClusterTitle",
    "PlanSection", "CellHeading", "CellNumber", "MemberGroup", "Submission", "FormLabel",
)  # fmt: skip
"""What heads something that follows it."""
