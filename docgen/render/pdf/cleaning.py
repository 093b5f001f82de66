"""A foreign page as a form that may stand in a file for the archive: PDF/A-2b (ISO 19005-2) forbids much of what PDF can do.

Only what is drawn is carried over, key by key: a script, an attachment or a link has no way in. What is drawn and may
not stay (a font that is not embedded, colours for a printing press) is not mended but refused, because mending would
change what people see.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from docgen.render.pdf.drawing import (
    DEEPEST,
    Content,
    Unfit,
    broken,
    dictionary,
    entries,
    has_cmyk,
    is_embedded,
    raw,
    refuse_absent,
    refuse_cmyk,
    resolved,
)

_MOST_OPERATIONS = 2_000_000
_MOST_OBJECTS = 50_000

_IMAGE = frozenset((
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/ImageMask", "/Mask", "/Decode",
    "/SMaskInData", "/Matte", "/Filter", "/DecodeParms",
))  # fmt: skip
_STATE = (
    "/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/Font", "/SA", "/BM", "/SMask", "/CA", "/ca", "/AIS", "/TK", "/FL", "/SM",
    "/OP", "/op", "/OPM",
)  # fmt: skip
_BLENDS = frozenset((
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
))  # fmt: skip
_TILE = ("/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
_GLYPHS = frozenset(("/CharProcs", "/Resources"))
_NEVER = frozenset(("/Metadata", "/PieceInfo", "/LastModified", "/CIDSet", "/CharSet", "/OPI", "/AF", "/Parent"))
_OUTSIDE = frozenset(("/F", "/FFilter", "/FDecodeParms"))
_FORBIDDEN_PACKING = frozenset(("/LZWDecode", "/LZW", "/Crypt"))


class Cleaning:
    """The pages of one foreign file on their way into ``writer``; what they share is carried over once."""

    def __init__(self, writer: PdfWriter, source: Any) -> None:
        self.writer = writer
        self.source = source
        self._made: dict[tuple[str, int], PdfObject] = {}
        self._open: set[tuple[bool, int]] = set()
        self._operations = 0
        self._objects = 0
        self._of_page: Any = None
        """The resources of the page: a form of the oldest kind draws with them."""

    def page(self, page: Any, notes: list[Any]) -> IndirectObject:
        """The drawing of a page and of the looks of ``notes`` on it, as a form; raises ``Unfit``."""
        contents = page.get("/Contents")
        stream = ContentStream(contents, self.source) if resolved(contents) is not None else ContentStream(None, None)
        self._of_page = page.get("/Resources")
        form = self._drawn(stream, self._of_page, 0, notes)
        form[NameObject("/BBox")] = ArrayObject(map(FloatObject, visible_box(page)))
        self._as_form(form, page.get("/Group"))
        return self.writer._add_object(form)

    def _as_form(self, form: StreamObject, group: Any) -> None:
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        held = entries(group)
        if held.get("/S") == "/Transparency":
            kept = {key: held[key] for key in ("/S", "/I", "/K") if key in held}
            if "/CS" in held and not has_cmyk(held["/CS"]):
                kept["/CS"] = self._leaf(raw(held, "/CS"), 0)
            form[NameObject("/Group")] = dictionary(kept)

    def _drawn(self, stream: ContentStream, resources: Any, depth: int, notes: list[Any] | None = None) -> StreamObject:
        """A stream that draws the same, with the resources that it needs and no others."""
        if depth > DEEPEST:
            raise broken()
        content = Content(resources, self._resource, depth)
        self._operations += len(stream.operations)
        if self._operations > _MOST_OPERATIONS:
            raise Unfit("он слишком сложен", "Напечатайте его в PDF как рисунок или отсканируйте листы.")
        kept = content.kept(stream.operations)
        for index, (name, placed) in enumerate(self._noted(notes or ())):
            content.used.setdefault("/XObject", {})[f"/Note{index}"] = name
            kept += [([], b"q"), (placed, b"cm"), ([NameObject(f"/Note{index}")], b"Do"), ([], b"Q")]
        made = ContentStream(None, None)
        made.operations = kept
        form = StreamObject()
        form.set_data(made.get_data())
        form = form.flate_encode()
        form[NameObject("/Resources")] = dictionary({kind: dictionary(each) for kind, each in content.used.items()})
        return form

    def _noted(self, notes: Any) -> Iterator[tuple[PdfObject, list[PdfObject]]]:
        """The looks of notes on the page (stamps, filled-in fields) with the place of each (ISO 32000-1, 12.5.5)."""
        for note, look in notes:
            form = self._resource("/XObject", look, 1)
            box = [float(each) for each in resolved(resolved(look).get("/BBox", ())) or ()]
            where = RectangleObject([float(each) for each in resolved(note["/Rect"])])
            if form is None or len(box) != 4:
                continue
            a, b, c, d, e, f = (float(each) for each in resolved(look).get("/Matrix", (1, 0, 0, 1, 0, 0)))
            xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
            ys = [b * x + d * y + f for x in box[::2] for y in box[1::2]]
            if max(xs) - min(xs) and max(ys) - min(ys):
                wide = float(where.width) / (max(xs) - min(xs))
                high = float(where.height) / (max(ys) - min(ys))
                moved = (wide, 0, 0, high, float(where.left) - min(xs) * wide, float(where.bottom) - min(ys) * high)
                yield form, [FloatObject(round(each, 5)) for each in moved]

    def _resource(self, kind: str, value: Any, depth: int) -> PdfObject | None:
        """A resource carried over, None for one that draws nothing."""
        number = getattr(value, "idnum", 0)
        known = self._made.get((kind, number)) if number else None
        if known is not None:
            return known
        if (True, number) in self._open:
            raise broken()  # it draws itself
        if number:
            self._open.add((True, number))
        made = self._carried(kind, resolved(value), depth + 1)
        self._open.discard((True, number))
        if made is not None and (number or isinstance(made, StreamObject)):
            made = self.writer._add_object(made)
            if number:
                self._made[kind, number] = made
        return made

    def _carried(self, kind: str, value: Any, depth: int) -> PdfObject | None:
        if kind == "/XObject":
            return self._xobject(value, depth)
        if kind == "/ExtGState":
            return self._state(value, depth)
        if kind == "/Font":
            return self._font(value, depth)
        if kind == "/Pattern":
            return self._pattern(value, depth)
        refuse_cmyk(value if kind == "/ColorSpace" else entries(value).get("/ColorSpace"))
        return self._leaf(value, depth)

    def _xobject(self, value: Any, depth: int) -> PdfObject | None:
        if not isinstance(value, StreamObject):
            return None
        if value.get("/Subtype") == "/Image":
            refuse_cmyk(value.get("/ColorSpace"))
            return self._image(value, depth)
        if value.get("/Subtype") != "/Form":
            return None
        form = self._drawn(ContentStream(value, self.source), value.get("/Resources") or self._of_page, depth)
        for key in ("/BBox", "/Matrix"):
            if key in value:
                form[NameObject(key)] = self._leaf(value[key], depth)
        self._as_form(form, value.get("/Group"))
        return form

    def _image(self, value: StreamObject, depth: int) -> StreamObject:
        if depth > DEEPEST:
            raise broken()
        made = self._stream(value, depth, _IMAGE)
        for key in ("/SMask", "/Mask"):
            mask = resolved(value.get(key))
            if isinstance(mask, StreamObject):
                made[NameObject(key)] = self.writer._add_object(self._image(mask, depth + 1))
        return made

    def _state(self, value: Any, depth: int) -> PdfObject:
        held = entries(value)
        made: dict[str, PdfObject] = {}
        for key in _STATE:
            if key not in held:
                continue
            if key == "/BM":
                names = held[key]
                name = names[0] if isinstance(names, list) and names else names
                made[key] = NameObject(name if name in _BLENDS else "/Normal")
            elif key == "/SMask" and isinstance(held[key], dict):
                made[key] = self._mask(held[key], depth)
            elif key == "/Font":
                font, size = list.__iter__(held[key])
                refuse_absent(font)
                made[key] = ArrayObject([self._resource("/Font", font, depth) or NullObject(), resolved(size)])
            else:
                made[key] = self._leaf(raw(held, key), depth)
        return dictionary(made)

    def _mask(self, mask: Any, depth: int) -> PdfObject:
        form = self._resource("/XObject", raw(mask, "/G"), depth) if "/G" in mask else None
        if form is None:
            return NameObject("/None")
        kept = {key: self._leaf(mask[key], depth) for key in ("/Type", "/S", "/BC", "/TR") if key in mask}
        return dictionary({**kept, "/G": form})

    def _pattern(self, value: Any, depth: int) -> PdfObject:
        held = entries(value)
        if not isinstance(value, StreamObject):
            refuse_cmyk(entries(held.get("/Shading")).get("/ColorSpace"))
            kept = ("/PatternType", "/Matrix", "/Shading")
            return dictionary({key: self._leaf(raw(held, key), depth) for key in kept if key in held})
        made = self._drawn(ContentStream(value, self.source), held.get("/Resources") or self._of_page, depth)
        for key in _TILE:
            if key in held:
                made[NameObject(key)] = self._leaf(held[key], depth)
        return made

    def _font(self, value: Any, depth: int) -> PdfObject:
        if entries(value).get("/Subtype") == "/Type3":
            return self._drawn_font(value, depth)
        made = self._leaf(value, depth)
        for below in resolved(entries(made).get("/DescendantFonts")) or ():
            inner = resolved(below)
            if inner.get("/Subtype") == "/CIDFontType2" and is_embedded(inner):
                inner.setdefault(NameObject("/CIDToGIDMap"), NameObject("/Identity"))
        return made

    def _drawn_font(self, font: Any, depth: int) -> PdfObject:
        """A font whose letters are drawings, each of which is looked through as a page is."""
        resources = font.get("/Resources") or self._of_page
        shared: dict[str, dict[str, PdfObject]] = {}
        letters: dict[str, PdfObject] = {}
        for name, letter in entries(font.get("/CharProcs")).items():
            drawn = self._drawn(ContentStream(letter, self.source), resources, depth)
            for kind, named in drawn.pop("/Resources").items():
                shared.setdefault(kind, {}).update(named)
            letters[name] = self.writer._add_object(drawn)
        rest = {key: self._leaf(raw(font, key), depth) for key in font if key not in _NEVER | _GLYPHS}
        used = dictionary({kind: dictionary(named) for kind, named in shared.items()})
        return dictionary({**rest, "/CharProcs": dictionary(letters), "/Resources": used})

    def _leaf(self, value: Any, depth: int) -> PdfObject:
        """A value with all inside it, for what neither draws nor leads elsewhere: fonts, colours, functions."""
        number = getattr(value, "idnum", 0)
        known = self._made.get(("", number)) if number else None
        if known is not None:
            return known
        self._objects += 1
        if depth > DEEPEST or self._objects > _MOST_OBJECTS or (False, number) in self._open:
            raise broken()
        if number:
            self._open.add((False, number))
        made = self._plain(resolved(value), depth)
        self._open.discard((False, number))
        if number or isinstance(made, StreamObject):
            made = self.writer._add_object(made)
            if number:
                self._made["", number] = made
        return made

    def _plain(self, value: Any, depth: int) -> PdfObject:
        if isinstance(value, StreamObject):
            return self._stream(value, depth)
        if isinstance(value, dict):
            return dictionary({key: self._leaf(raw(value, key), depth + 1) for key in value if key not in _NEVER})
        if isinstance(value, list):
            made = ArrayObject(self._leaf(each, depth + 1) for each in list.__iter__(value))
            if len(made) == 2 and made[0] == "/ICCBased":
                resolved(made[1]).pop("/Alternate", None)
            return made
        return value if isinstance(value, PdfObject) else NullObject()

    def _stream(self, stream: StreamObject, depth: int, keys: frozenset[str] | None = None) -> StreamObject:
        """A stream with its bytes as they are; those packed by LZW, which the archive forbids, are packed anew."""
        if any(key in stream for key in _OUTSIDE):
            raise Unfit("часть его лежит в другом файле", "Напечатайте его в PDF заново, чтобы всё было в одном файле.")
        filters = resolved(stream.get("/Filter"))
        named = [str(resolved(each)) for each in filters] if isinstance(filters, list) else [str(filters)]
        is_repacked = bool(_FORBIDDEN_PACKING.intersection(named))
        if is_repacked and len(named) > 1:
            raise Unfit("он сжат способом, которого архив не допускает", "Напечатайте его в PDF заново.")
        made = StreamObject()
        skipped = _NEVER | {"/Length"} | ({"/Filter", "/DecodeParms"} if is_repacked else frozenset())
        for key in stream:
            is_mask = key == "/Mask" and isinstance(stream[key], StreamObject)
            if key not in skipped and (keys is None or key in keys) and not is_mask:
                made[NameObject(key)] = self._leaf(raw(stream, key), depth + 1)
        if is_repacked:
            made.set_data(stream.get_data())
            return made.flate_encode()
        made._data = stream._data
        return made


def visible_box(page: Any) -> tuple[float, float, float, float]:
    """The part of a page that is shown: left, bottom, right, top; raises ``Unfit`` for a page without size."""
    media, crop = page.mediabox, page.cropbox
    left, bottom = max(media.left, crop.left), max(media.bottom, crop.bottom)
    right, top = min(media.right, crop.right), min(media.top, crop.top)
    if right - left < 1 or top - bottom < 1:
        raise broken()
    return float(left), float(bottom), float(right), float(top)
