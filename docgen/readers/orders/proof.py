"""Whether a structured form prints the words that stand in the file: the test that every such form has to pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from docgen.language.printing import Print, Printing
from docgen.language.requisites import Signing, agreement_lines, signing
from docgen.language.sentences import point_sentence, preamble_sentence
from docgen.model.base import Model
from docgen.model.order import Order, Point
from docgen.model.profile import DEFAULT_PROFILE, Profile
from docgen.model.reference import ReferenceData
from docgen.model.requisites import Agreement, Signatory
from docgen.model.table import Scan
from docgen.model.text import Text
from docgen.model.validation import validated
from docgen.model.workspace import Workspace
from docgen.readers.words import says_the_same

M = TypeVar("M", bound=Model)


class Proof:
    """Prints pieces of an order that is being read, with its numbers, its annexes' titles and its house style."""

    def __init__(
        self,
        data: dict[str, Any],
        annexes: Sequence[tuple[str, str]],
        reference: ReferenceData,
        profile: dict[str, Any],
    ) -> None:
        stubs = [
            {
                "код": id_,
                "документ": Scan.model_construct(kind="скан", id=id_, title=Text.literal(title), file="", sheets=1),
            }
            for id_, title in annexes
        ]
        order, _ = validated(Order, {**data, "приложения": stubs})
        style, _ = validated(Profile, profile)
        workspace = Workspace(reference=reference, profile=style or DEFAULT_PROFILE)
        self._texts: dict[tuple[str, str], bool] = {}
        self.printing = Printing.of(order, workspace, Print.REGISTERED) if order is not None else None

    def text(self, source: str, words: str) -> bool:
        """Whether the source of a text prints as these words."""
        if (source, words) not in self._texts:
            self._texts[source, words] = self._says(source, words)
        return self._texts[source, words]

    def _says(self, source: str, words: str) -> bool:
        if self.printing is None:
            return False
        try:
            text = Text.parse(source)
        except ValueError:
            return False
        return says_the_same(str(self.printing.text(text)), words)

    def point(self, data: dict[str, Any], words: str) -> bool:
        """Whether the sentence of a point with this data is these words."""
        point = self._made(Point, data)
        return point is not None and says_the_same(str(point_sentence(point, self._printing)), words)

    def preamble(self, source: str, words: str) -> bool:
        """Whether the preamble, with the body's name where the house puts it, is these words."""
        order = self.printing.order if self.printing else None
        if order is None:
            return False
        try:
            preamble = Text.parse(source) if source else None
        except ValueError:
            return False
        printed = preamble_sentence(order.model_copy(update={"preamble": preamble}), self._printing)
        return says_the_same(str(printed or ""), words)

    def signature(self, data: dict[str, Any]) -> Signing | None:
        """The post and the name that a signature prints."""
        signatory = self._made(Signatory, data)
        return signing(signatory, self._printing) if signatory is not None else None

    def agreement(self, data: dict[str, Any], words: str) -> bool:
        """Whether a mark of agreement prints as these words, whatever lines stand there for the hand."""
        agreement = self._made(Agreement, data)
        if agreement is None:
            return False
        printed = " ".join(agreement_lines(agreement, self._printing))
        return says_the_same(printed.replace("_", " "), words.replace("_", " "))

    @property
    def _printing(self) -> Printing:
        assert self.printing is not None
        return self.printing

    def _made(self, model: type[M], data: dict[str, Any]) -> M | None:
        return validated(model, data)[0] if self.printing is not None else None
