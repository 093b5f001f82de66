"""What an amending order quotes: text between «изложить в следующей редакции:» and the mark that closes it."""

from __future__ import annotations

from docgen.patterns import pattern

_LEADS = pattern(r"(?:редакции|содержания|словами|абзац(?:ем|ами)|пункт(?:ом|ами)|строк(?:ой|ами))\s*:\s*$")
_OPENING = ("«", "„", "“", '"')
_ENDED = pattern(r"[»\"]\s*\.?\s*$")
LONGEST = 400
"""The most paragraphs of one quotation; one that never closes is none."""


class Quoting:
    """Whether the paragraphs of a text, seen in order, stand inside a quotation of several paragraphs."""

    def __init__(self) -> None:
        self._led = False
        self._depth = 0
        self._seen = 0
        self._open = False

    def inside(self, text: str) -> bool:
        """Whether a paragraph that comes next would be quoted."""
        return self._open or (self._led and text.lstrip().startswith(_OPENING))

    def see(self, text: str) -> None:
        """Take note of the next paragraph."""
        said = text.strip()
        if not said:
            return
        if self._led and not self._open and said.startswith(_OPENING):
            self._open, self._depth, self._seen = True, 0, 0
        self._led = not self._open and _LEADS.search(said) is not None
        if self._open:
            self._follow(said)

    def _follow(self, said: str) -> None:
        self._seen += 1
        self._depth += said.count("«") - said.count("»")
        if said.count('"') % 2:
            self._depth += 1 if self._seen == 1 else -1
        # Acts close two marks at once by one («…«…»): a mark that ends a sentence closes a depth of one, too.
        ends = self._seen > 1 and self._depth == 1 and _ENDED.search(said) is not None
        if self._depth <= 0 or ends or self._seen > LONGEST:
            self._open = False
