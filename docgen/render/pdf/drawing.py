"""What a page of a foreign file draws: its operations looked through, what they name asked for.

What becomes of the things named (fonts, pictures, patterns) is told in ``cleaning``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pypdf.generic import DictionaryObject, FloatObject, NameObject, PdfObject

DEEPEST = 24
"""How deep drawings may stand in one another."""

_DRAWING = frozenset(
    b"w J j M d i gs q Q cm m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* "
    b"Tj TJ ' \" d0 d1 CS cs SC SCN sc scn G g RG rg K k sh Do".split()
) | {b"INLINE IMAGE"}
"""The operators that draw; marks of content are left behind, and whatever is unknown."""
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_RESOURCE_OF = {b"gs": "/ExtGState", b"CS": "/ColorSpace", b"cs": "/ColorSpace", b"sh": "/Shading", b"Do": "/XObject"}
_PLAIN_SPACES = frozenset(("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK"))
_INVISIBLE = 3
"""The mode of words that are not painted: those that a scanner recognised under its picture."""


class Unfit(Exception):
    """Raised for what must not stand in the archive: what it is, and what to do, both in Russian."""

    def __init__(self, said: str, hint: str) -> None:
        super().__init__(said)
        self.said = said
        self.hint = hint


class Unreadable(Unfit):
    """Raised for a file that is damaged, closed by a password, or of a kind that nothing can be made of."""


def broken() -> Unfit:
    """The refusal of a file whose inside makes no sense."""
    return Unreadable("его устройство нарушено", "Откройте файл в программе просмотра и напечатайте в PDF заново.")


Carry = Callable[[str, Any, int], PdfObject | None]
"""Carries a resource of a kind (``/Font``) over from a depth; None for one that draws nothing."""


class Content:
    """One stream of operations being looked through; ``used`` are the resources that it turned out to need."""

    def __init__(self, resources: Any, carry: Carry, depth: int) -> None:
        self.resources = entries(resources)
        self.carry = carry
        self.depth = depth
        self.used: dict[str, dict[str, PdfObject]] = {}
        self._font: str | None = None
        self._mode = 0
        self._stack: list[tuple[str | None, int]] = []
        for name in entries(self.resources.get("/ColorSpace")):
            if name in ("/DefaultGray", "/DefaultRGB"):
                self._use("/ColorSpace", name)

    def kept(self, operations: list[tuple[Any, bytes]]) -> list[tuple[Any, bytes]]:
        """The operations that draw, colours for the press turned into those of a screen; raises ``Unfit``."""
        made = [_for_screen(*each) for each in operations if each[1] in _DRAWING and self._holds(*each)]
        return made + [([], b"Q")] * len(self._stack)

    def _holds(self, operands: Any, operator: bytes) -> bool:
        """Whether the operation stays; what it names is carried over."""
        if operator in _SHOWING:
            return self._shows()
        if operator == b"INLINE IMAGE":
            return self._inline(operands["settings"])
        if operator in (b"q", b"Q", b"Tr"):
            return self._keeps_state(operands, operator)
        if not operands or not isinstance(operands[-1] if operator in (b"SCN", b"scn") else operands[0], NameObject):
            return operator not in (b"Tf", *_RESOURCE_OF)
        name = str(operands[-1] if operator in (b"SCN", b"scn") else operands[0])
        if operator == b"Tf":
            self._font = name
            return self._use("/Font", name)
        if operator in (b"SCN", b"scn"):
            return self._use("/Pattern", name)
        if operator in (b"CS", b"cs") and name in _PLAIN_SPACES:
            refuse_cmyk(name)
            return True
        return self._use(_RESOURCE_OF[operator], name) if operator in _RESOURCE_OF else True

    def _keeps_state(self, operands: Any, operator: bytes) -> bool:
        if operator == b"q":
            self._stack.append((self._font, self._mode))
        elif operator == b"Q":
            if not self._stack:
                return False
            self._font, self._mode = self._stack.pop()
        elif operands:
            self._mode = int(operands[0])
        return True

    def _shows(self) -> bool:
        """Whether words can be shown: in a font that is there, which must be embedded unless they are invisible."""
        fonts = entries(self.resources.get("/Font"))
        if self._font is None or self._font not in fonts:
            return False
        if self._mode != _INVISIBLE:
            refuse_absent(fonts[self._font])
        return True

    def _inline(self, settings: Any) -> bool:
        space = settings.get("/CS", settings.get("/ColorSpace"))
        refuse_cmyk(space)
        if "LZW" in str(settings.get("/F", settings.get("/Filter", ""))):
            raise Unfit("рисунок в нём сжат способом, которого архив не допускает", "Напечатайте его в PDF заново.")
        for key in ("/I", "/Interpolate", "/Intent"):
            settings.pop(key, None)
        if isinstance(space, NameObject) and space not in _PLAIN_SPACES:
            return self._use("/ColorSpace", str(space))
        return True

    def _use(self, kind: str, name: str) -> bool:
        """Whether the resource is there; it is carried over when it is first named."""
        if name in self.used.get(kind, ()):
            return True
        named = entries(self.resources.get(kind))
        made = self.carry(kind, raw(named, name), self.depth) if name in named else None
        if made is not None:
            self.used.setdefault(kind, {})[name] = made
        return made is not None


def _for_screen(operands: Any, operator: bytes) -> tuple[Any, bytes]:
    """An operation with a colour for the press in place of it: printers write black text so."""
    if operator not in (b"k", b"K") or len(operands) != 4:
        return operands, operator
    *inks, black = (min(max(float(each), 0.0), 1.0) for each in operands)
    light = [FloatObject(round((1 - ink) * (1 - black), 4)) for ink in inks]
    return light, b"rg" if operator == b"k" else b"RG"


def refuse_cmyk(space: Any) -> None:
    """Raise ``Unfit`` for colours of a printing press: the file's own colours are those of a screen."""
    if has_cmyk(space):
        raise Unfit(
            "его цвета – для типографии (CMYK), архив таких не допускает",
            "Сохраните его в обычных цветах (RGB) или в оттенках серого.",
        )


def has_cmyk(space: Any, depth: int = 0) -> bool:
    """Whether a colour space is that of a press without a profile, or is built on it."""
    named = resolved(space)
    if isinstance(named, list) and depth < DEEPEST:
        return bool(named) and named[0] != "/ICCBased" and any(has_cmyk(each, depth + 1) for each in named)
    return named in ("/DeviceCMYK", "/CMYK")


def is_embedded(font: Any) -> bool:
    """Whether the letters of a font are in the file."""
    held = entries(font)
    below = resolved(held.get("/DescendantFonts"))
    described = entries((entries(below[0]) if isinstance(below, list) and below else held).get("/FontDescriptor"))
    return held.get("/Subtype") == "/Type3" or any(f"/FontFile{number}" in described for number in ("", "2", "3"))


def refuse_absent(font: Any) -> None:
    """Raise ``Unfit`` for a font that words are seen in and whose letters are not in the file."""
    if is_embedded(font):
        return
    name = str(resolved(entries(font).get("/BaseFont")) or "").removeprefix("/").rpartition("+")[2] or "без имени"
    raise Unfit(
        f"в нём нет шрифта «{name}», и на другом компьютере буквы будут другими",
        "Сохраните его заново в PDF/A (в Word и LibreOffice это ключ при сохранении в PDF) или отсканируйте листы.",
    )


def resolved(value: Any) -> Any:
    """What a reference leads to."""
    return value.get_object() if hasattr(value, "get_object") else value


def entries(value: Any) -> Mapping[str, Any]:
    """The entries of a dictionary or of a stream; none of anything else."""
    found = resolved(value)
    return found if isinstance(found, dict) else {}


def raw(held: Mapping[str, Any], key: str) -> Any:
    """An entry as it stands, perhaps a reference."""
    return held.raw_get(key)  # type: ignore[attr-defined]


def dictionary(values: Mapping[str, PdfObject]) -> DictionaryObject:
    """A dictionary of the file."""
    return DictionaryObject({NameObject(key): value for key, value in values.items()})
