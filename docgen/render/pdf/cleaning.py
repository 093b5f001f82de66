"""A foreign page as a form that may stand in a file for the archive: PDF/A-2b (ISO 19005-2) forbids much of what PDF can do.

Only what is drawn is carried over, key by key: a script, an attachment or a form field has no way in. What is drawn
and may not stay (a font that is not embedded, colours for a printing press) is not mended but refused, because mending
would change what people see.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

_DEEPEST = 24
_MOST_OPERATIONS = 2_000_000
_MOST_OBJECTS = 50_000

_DRAWING = frozenset(
    b"w J j M d i gs q Q cm m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* "
    b"Tj TJ ' \" d0 d1 CS cs SC SCN sc scn G g RG rg K k sh Do".split()
) | {b"INLINE IMAGE"}
"""The operators that draw; marks of content and compatibility are left behind, and whatever is unknown."""
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_RESOURCE_OF = {b"gs": "/ExtGState", b"CS": "/ColorSpace", b"cs": "/ColorSpace", b"sh": "/Shading", b"Do": "/XObject"}
_INVISIBLE = 3

_IMAGE = (
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/ImageMask", "/Mask", "/Decode", "/SMask",
    "/SMaskInData", "/Matte", "/Filter", "/DecodeParms",
)  # fmt: skip
_STATE = (
    "/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/Font", "/SA", "/BM", "/SMask", "/CA", "/ca", "/AIS", "/TK", "/FL", "/SM",
    "/OP", "/op", "/OPM",
)  # fmt: skip
_BLENDS = frozenset(
    "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn /HardLight /SoftLight "
    "/Difference /Exclusion /Hue /Saturation /Color /Luminosity".split()
)
_TILE = ("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
_NEVER = frozenset(("/Metadata", "/PieceInfo", "/LastModified", "/CIDSet", "/CharSet", "/OPI", "/AF"))
_OUTSIDE = frozenset(("/F", "/FFilter", "/FDecodeParms"))
_DEVICE_SPACES = frozenset(
    ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK", "/I", "/Indexed")
)


class Unfit(Exception):
    """Raised for what must not stand in the archive: what it is, and what to do, both in Russian."""

    def __init__(self, said: str, hint: str) -> None:
        super().__init__(said)
        self.said = said
        self.hint = hint


_BROKEN = Unfit("его внутреннее устройство нарушено", "Откройте файл в программе просмотра и напечатайте в PDF заново.")


class Cleaning:
    """The pages of one foreign file on their way into ``writer``; what they share is carried over once."""

    def __init__(self, writer: PdfWriter, source: Any) -> None:
        self.writer = writer
        self.source = source
        self._made: dict[tuple[str, int], PdfObject] = {}
        self._open: set[int] = set()
        self._operations = 0
        self._objects = 0

    def page(self, page: Any) -> IndirectObject:
        """The drawing of a page as a form; raises ``Unfit``."""
        contents = page.get("/Contents")
        stream = ContentStream(contents, self.source) if _resolved(contents) is not None else ContentStream(None, None)
        left, bottom, right, top = visible_box(page)
        form = self._drawn(stream, page.get("/Resources"), 0)
        form[NameObject("/BBox")] = ArrayObject(map(FloatObject, (left, bottom, right, top)))
        self._as_form(form, page.get("/Group"))
        return self.writer._add_object(form)

    def _as_form(self, form: StreamObject, group: Any) -> None:
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        held = _resolved(group)
        if isinstance(held, dict):
            space = held.get("/CS")
            kept = {"/S": NameObject("/Transparency")}
            if space is not None and not _has_cmyk(space):
                kept["/CS"] = self._leaf(held.raw_get("/CS"), 0)  # type: ignore[attr-defined]
            kept |= {key: held[key] for key in ("/I", "/K") if key in held}
            form[NameObject("/Group")] = _dictionary(kept)

    def _drawn(self, stream: ContentStream, resources: Any, depth: int) -> StreamObject:
        """A stream that draws the same, with the resources that it needs and no others."""
        if depth > _DEEPEST:
            raise _BROKEN
        held = _resolved(resources)
        content = _Content(held if isinstance(held, dict) else {}, self, depth)
        kept = content.kept(stream.operations)
        self._operations += len(stream.operations)
        if self._operations > _MOST_OPERATIONS:
            raise Unfit("он слишком сложен", "Напечатайте его в PDF как рисунок или отсканируйте листы.")
        made = ContentStream(None, None)
        made.operations = kept
        form = StreamObject()
        form.set_data(made.get_data())
        form = form.flate_encode()
        form[NameObject("/Resources")] = _dictionary({kind: _dictionary(each) for kind, each in content.used.items()})
        return form

    def resource(self, kind: str, value: Any, depth: int) -> PdfObject | None:
        """A resource carried over, None for one that draws nothing."""
        number = getattr(value, "idnum", 0)
        known = self._made.get((kind, number)) if number else None
        if known is not None:
            return known
        if number and number in self._open:
            raise _BROKEN  # it draws itself
        self._open.add(number)
        made = self._resource(kind, _resolved(value), depth + 1)
        self._open.discard(number)
        if made is not None and number:
            self._made[kind, number] = made = self.writer._add_object(made)
        elif isinstance(made, StreamObject):
            made = self.writer._add_object(made)
        return made

    def _resource(self, kind: str, value: Any, depth: int) -> PdfObject | None:
        if kind == "/XObject":
            return self._xobject(value, depth)
        if kind == "/ExtGState":
            return self._state(value, depth)
        if kind == "/Font":
            return self._font(value, depth)
        if kind == "/Pattern":
            return self._pattern(value, depth)
        refuse_cmyk(value if kind == "/ColorSpace" else _held(value).get("/ColorSpace"))
        return self._leaf(value, depth)

    def _xobject(self, value: Any, depth: int) -> PdfObject | None:
        held = _held(value)
        if held.get("/Subtype") == "/Image" and isinstance(value, StreamObject):
            refuse_cmyk(held.get("/ColorSpace"))
            return self._image(value, depth)
        if held.get("/Subtype") == "/Form" and isinstance(value, StreamObject):
            form = self._drawn(ContentStream(value, self.source), held.get("/Resources") or self._inherited, depth)
            for key in ("/BBox", "/Matrix"):
                if key in held:
                    form[NameObject(key)] = self._leaf(held[key], depth)
            self._as_form(form, held.get("/Group"))
            return form
        return None

    _inherited: Any = None
    """The resources of the page: a form of an old kind draws with them."""

    def _image(self, value: StreamObject, depth: int) -> PdfObject:
        made = self._stream(value, depth, frozenset(_IMAGE))
        for key in ("/SMask", "/Mask"):
            mask = _resolved(value.get(key))
            if isinstance(mask, StreamObject):
                made[NameObject(key)] = self.writer._add_object(self._image(mask, depth + 1))
        return made

    def _state(self, value: Any, depth: int) -> PdfObject:
        made = {}
        for key in _STATE:
            if key not in _held(value):
                continue
            inner = value.raw_get(key)
            if key == "/BM":
                names = _resolved(inner)
                name = names[0] if isinstance(names, list) and names else names
                made[key] = NameObject(name if name in _BLENDS else "/Normal")
            elif key == "/SMask" and isinstance(_resolved(inner), dict):
                mask = _resolved(inner)
                form = self.resource("/XObject", mask.raw_get("/G"), depth) if "/G" in mask else None
                if form is not None:
                    rest = {
                        name: self._leaf(mask[name], depth) for name in ("/Type", "/S", "/BC", "/TR") if name in mask
                    }
                    made[key] = _dictionary({**rest, "/G": form})
            elif key == "/Font":
                font, size = list(_resolved(inner))[:2]
                self.refuse_absent(_resolved(font))
                made[key] = ArrayObject([self.resource("/Font", font, depth) or NullObject(), size])
            else:
                made[key] = self._leaf(inner, depth)
        return _dictionary(made)

    def _pattern(self, value: Any, depth: int) -> PdfObject:
        held = _held(value)
        if isinstance(value, StreamObject):
            made: Any = self._drawn(ContentStream(value, self.source), held.get("/Resources"), depth)
            for key in _TILE:
                if key in held:
                    made[NameObject(key)] = self._leaf(held[key], depth)
            return made  # type: ignore[no-any-return]
        shading = held.get("/Shading")
        refuse_cmyk(_held(shading).get("/ColorSpace"))
        return _dictionary(
            {key: self._leaf(held[key], depth) for key in ("/PatternType", "/Matrix", "/Shading") if key in held}
        )

    def _font(self, value: Any, depth: int) -> PdfObject:
        held = _held(value)
        if held.get("/Subtype") != "/Type3":
            made = self._leaf(value, depth)
            for below in _resolved(_held(made).get("/DescendantFonts")) or ():
                inner = _resolved(below)
                if inner.get("/Subtype") == "/CIDFontType2" and is_embedded(inner):
                    inner.setdefault(NameObject("/CIDToGIDMap"), NameObject("/Identity"))
            return made
        glyphs = {
            name: self.writer._add_object(
                self._drawn(ContentStream(glyph, self.source), held.get("/Resources") or self._inherited, depth)
            )
            for name, glyph in _held(held.get("/CharProcs")).items()
        }
        rest = {
            key: self._leaf(held[key], depth) for key in held
            if key not in ("/CharProcs", "/Resources") and key not in _NEVER
        }  # fmt: skip
        resources: dict[str, dict[str, PdfObject]] = {}
        for glyph in glyphs.values():
            stream: Any = glyph.get_object()
            for kind, named in stream.pop("/Resources").items():
                resources.setdefault(kind, {}).update(named)
        made = _dictionary({**rest, "/CharProcs": _dictionary(glyphs)})
        made[NameObject("/Resources")] = _dictionary({kind: _dictionary(named) for kind, named in resources.items()})
        return made

    def refuse_absent(self, font: Any) -> None:
        """Raise ``Unfit`` for a font that words are seen in and whose letters are not in the file."""
        held = _held(font)
        if held.get("/Subtype") == "/Type3" or is_embedded(held):
            return
        name = str(_resolved(held.get("/BaseFont")) or "").removeprefix("/").rpartition("+")[2] or "без имени"
        raise Unfit(
            f"в него не внедрён шрифт «{name}», и на другом компьютере буквы будут другими",
            "Сохраните его заново в PDF/A (в Word и LibreOffice это ключ при сохранении в PDF) или отсканируйте листы.",
        )

    def _leaf(self, value: Any, depth: int) -> PdfObject:
        """A value with all inside it, for what neither draws nor leads elsewhere: fonts, colours, functions."""
        if depth > _DEEPEST:
            raise _BROKEN
        number = getattr(value, "idnum", 0)
        known = self._made.get(("", number)) if number else None
        if known is not None:
            return known
        plain = _resolved(value)
        self._objects += 1
        if self._objects > _MOST_OBJECTS or (number and number in self._open):
            raise _BROKEN
        if number:
            self._open.add(number)
        made = self._plain(plain, depth)
        self._open.discard(number)
        if number or isinstance(made, StreamObject):
            made = self.writer._add_object(made)
            self._made["", number or -len(self._made) - 1] = made
        return made

    def _plain(self, plain: Any, depth: int) -> PdfObject:
        if isinstance(plain, StreamObject):
            return self._stream(plain, depth)
        if isinstance(plain, dict):
            keys = [key for key in plain if key not in _NEVER and key != "/Parent"]
            return _dictionary({key: self._leaf(plain.raw_get(key), depth + 1) for key in keys})  # type: ignore[attr-defined]
        if isinstance(plain, list):
            if len(plain) == 2 and plain[0] == "/ICCBased" and "/Alternate" in _held(plain[1]):
                profile = self._leaf(plain[1], depth + 1)
                _resolved(profile).pop("/Alternate", None)
                return ArrayObject([NameObject("/ICCBased"), profile])
            return ArrayObject(self._leaf(each, depth + 1) for each in list.__iter__(plain))
        return plain if isinstance(plain, PdfObject) else NullObject()

    def _stream(self, stream: StreamObject, depth: int, keys: frozenset[str] | None = None) -> StreamObject:
        """A stream with its bytes as they are; those packed by LZW, which the archive forbids, are packed anew."""
        if any(key in stream for key in _OUTSIDE):
            raise Unfit("часть его лежит в другом файле", "Напечатайте его в PDF заново, чтобы всё было в одном файле.")
        filters = _resolved(stream.get("/Filter"))
        named = [str(_resolved(each)) for each in filters] if isinstance(filters, list) else [str(filters)]
        repacked = any(name in ("/LZWDecode", "/Crypt", "/LZW") for name in named)
        if repacked and len(named) > 1:
            raise Unfit("он сжат способом, которого архив не допускает", "Напечатайте его в PDF заново.")
        made = StreamObject()
        skipped = {"/Length", *_NEVER, *(("/Filter", "/DecodeParms") if repacked else ())}
        for key in stream:
            if (
                key not in skipped
                and (keys is None or key in keys)
                and not isinstance(_resolved(stream[key]), StreamObject)
            ):
                made[NameObject(key)] = self._leaf(stream.raw_get(key), depth + 1)
        made._data = stream.get_data() if repacked else stream._data
        return made.flate_encode() if repacked else made


class _Content:
    """One content stream being looked through."""

    def __init__(self, resources: Mapping[str, Any], cleaning: Cleaning, depth: int) -> None:
        self.resources = resources
        self.cleaning = cleaning
        self.depth = depth
        self.used: dict[str, dict[str, PdfObject]] = {}
        self.font: str | None = None
        self.mode = 0
        self.stack: list[tuple[str | None, int]] = []
        for name in _held(resources.get("/ColorSpace")):
            if name in ("/DefaultGray", "/DefaultRGB"):
                self._use("/ColorSpace", name)

    def kept(self, operations: list[tuple[Any, bytes]]) -> list[tuple[Any, bytes]]:
        """The operations that draw, colours for the press turned into those of a screen; raises ``Unfit``."""
        made = []
        for operands, operator in operations:
            if operator in _DRAWING and self._holds(operands, operator):
                made.append(_for_screen(operands, operator))
        made += [([], b"Q")] * len(self.stack)
        return made

    def _holds(self, operands: Any, operator: bytes) -> bool:
        """Whether the operation stays; what it names is carried over."""
        if operator == b"q":
            self.stack.append((self.font, self.mode))
        elif operator == b"Q":
            if not self.stack:
                return False
            self.font, self.mode = self.stack.pop()
        elif operator == b"Tr" and operands:
            self.mode = int(operands[0])
        elif operator == b"Tf" and operands:
            self.font = str(operands[0])
            return self._use("/Font", self.font)
        elif operator in _SHOWING:
            return self._shows()
        elif operator in (b"SCN", b"scn") and operands and isinstance(operands[-1], NameObject):
            return self._use("/Pattern", str(operands[-1]))
        elif operator == b"INLINE IMAGE":
            self._inline(operands["settings"])
        elif operator in _RESOURCE_OF and operands:
            name = str(operands[0])
            if operator in (b"CS", b"cs") and name in _DEVICE_SPACES:
                refuse_cmyk(operands[0])
                return True
            return self._use(_RESOURCE_OF[operator], name)
        return True

    def _shows(self) -> bool:
        """Whether words can be shown: in a font that is there, which must be embedded unless they are invisible."""
        fonts = _held(self.resources.get("/Font"))
        if self.font is None or self.font not in fonts:
            return False
        if self.mode != _INVISIBLE:
            self.cleaning.refuse_absent(fonts[self.font])
        return True

    def _inline(self, settings: Mapping[str, Any]) -> None:
        space = settings.get("/CS", settings.get("/ColorSpace"))
        refuse_cmyk(space)
        if "LZW" in str(settings.get("/F", settings.get("/Filter", ""))):
            raise Unfit("рисунок в нём сжат способом, которого архив не допускает", "Напечатайте его в PDF заново.")
        for key in ("/I", "/Interpolate", "/Intent"):
            settings.pop(key, None)  # type: ignore[attr-defined]
        if isinstance(space, NameObject) and space not in _DEVICE_SPACES:
            self._use("/ColorSpace", str(space))

    def _use(self, kind: str, name: str) -> bool:
        """Whether the resource is there; it is carried over when it is first named."""
        if name in self.used.get(kind, ()):
            return True
        named = _held(self.resources.get(kind))
        if name not in named:
            return False
        if self.depth == 0 and kind == "/XObject":
            self.cleaning._inherited = self.resources
        made = self.cleaning.resource(kind, named.raw_get(name), self.depth)  # type: ignore[attr-defined]
        if made is None:
            return False
        self.used.setdefault(kind, {})[name] = made
        return True


def visible_box(page: Any) -> tuple[float, float, float, float]:
    """The part of a page that is shown: left, bottom, right, top. Raises ``Unfit`` for a page without size."""
    media, crop = page.mediabox, page.cropbox
    left, bottom = max(media.left, crop.left), max(media.bottom, crop.bottom)
    right, top = min(media.right, crop.right), min(media.top, crop.top)
    if right - left < 1 or top - bottom < 1:
        raise _BROKEN
    return float(left), float(bottom), float(right), float(top)


def is_embedded(font: Mapping[str, Any]) -> bool:
    """Whether the letters of a font are in the file."""
    below = _resolved(font.get("/DescendantFonts"))
    held = _held(below[0]) if isinstance(below, list) and below else font
    described = _held(held.get("/FontDescriptor"))
    return any(f"/FontFile{number}" in described for number in ("", "2", "3"))


def refuse_cmyk(space: Any) -> None:
    """Raise ``Unfit`` for colours of a printing press: the file's own colours are those of a screen."""
    if _has_cmyk(space):
        raise Unfit(
            "его цвета – для типографии (CMYK), архив таких не допускает",
            "Сохраните его в обычных цветах (RGB) или в оттенках серого.",
        )


def _has_cmyk(space: Any, depth: int = 0) -> bool:
    held = _resolved(space)
    if isinstance(held, list) and depth < _DEEPEST:
        return bool(held) and held[0] != "/ICCBased" and any(_has_cmyk(each, depth + 1) for each in held)
    return held in ("/DeviceCMYK", "/CMYK")


def _for_screen(operands: Any, operator: bytes) -> tuple[Any, bytes]:
    """An operation with a colour for the press in place of it: printers write black text so."""
    if operator not in (b"k", b"K") or len(operands) != 4:
        return operands, operator
    *inks, black = (min(max(float(each), 0.0), 1.0) for each in operands)
    light = [FloatObject(round((1 - ink) * (1 - black), 4)) for ink in inks]
    return light, b"rg" if operator == b"k" else b"RG"


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _held(value: Any) -> Mapping[str, Any]:
    found = _resolved(value)
    return found if isinstance(found, dict) else {}


def _dictionary(values: Mapping[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in values.items()})
