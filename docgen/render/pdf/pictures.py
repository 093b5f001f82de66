"""Pictures of sheets (JPEG, PNG, TIFF) as forms that fill a page: what a scanner or a telephone gives instead of PDF."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pypdf.generic import NameObject, NumberObject, StreamObject

from docgen.render.pdf.drawing import Unfit, Unreadable

if TYPE_CHECKING:
    from PIL import Image

_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_AS_PDF = "Сохраните скан в PDF: это умеют и сканер, и программа просмотра рисунков."
_SPACES = {"L": "/DeviceGray", "1": "/DeviceGray", "RGB": "/DeviceRGB"}
_QUALITY = 88
"""Of JPEG: letters stay clean, a sheet takes a few hundred kilobytes."""


class Picture(NamedTuple):
    """One sheet: its picture and its size in dots."""

    image: StreamObject
    width: int
    height: int


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin as a picture that can become a sheet."""
    return data.startswith(_BEGINNINGS)


def pictures(data: bytes) -> Iterator[Picture]:
    """The sheets of a picture file, several where a TIFF has several; raises ``Unfit``."""
    try:
        from PIL import Image, ImageSequence
    except ImportError:
        raise Unreadable(
            "это рисунок, а программы, которая делает из рисунков листы, на этом компьютере нет",
            f"{_AS_PDF} Или установите её: pip install pillow.",
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data)) as opened:
                for frame in ImageSequence.Iterator(opened):
                    yield _picture(frame, data if opened.format == "JPEG" else None)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Unfit(
                "в рисунке слишком много точек", "Отсканируйте листы с разрешением 300 точек на дюйм."
            ) from None
        except Exception:  # the library meets a damaged picture with exceptions of every kind
            raise Unreadable("рисунок испорчен или не такой, как говорит его начало", _AS_PDF) from None


def _picture(frame: Image.Image, jpeg: bytes | None) -> Picture:
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(frame)
    if jpeg is not None and turned.size == frame.size and frame.mode in ("L", "RGB") and not _turns(frame):
        return _made(jpeg, "/DCTDecode", frame.mode, frame.size)
    plain = _on_white(turned)
    if plain.mode == "1":
        return _made(zlib.compress(plain.tobytes(), 9), "/FlateDecode", "1", plain.size)
    packed = io.BytesIO()
    plain.save(packed, "JPEG", quality=_QUALITY)
    return _made(packed.getvalue(), "/DCTDecode", plain.mode, plain.size)


def _turns(frame: Image.Image) -> bool:
    return bool(frame.getexif().get(0x0112, 1) != 1)


def _on_white(frame: Image.Image) -> Image.Image:
    """The picture in grey or in the colours of a screen, on white paper where it is transparent."""
    from PIL import Image

    if frame.mode in ("1", "L", "RGB"):
        return frame
    if frame.mode.startswith("I") or frame.mode == "F":
        return frame.convert("I").point(lambda value: value / 256).convert("L")
    if frame.mode in ("LA", "PA", "RGBA", "P") or "transparency" in frame.info:
        seen = frame.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return frame.convert("RGB")


def _made(data: bytes, packing: str, mode: str, size: tuple[int, int]) -> Picture:
    image = StreamObject()
    image._data = data
    named = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": _SPACES[mode], "/Filter": packing}
    numbers = {"/Width": size[0], "/Height": size[1], "/BitsPerComponent": 1 if mode == "1" else 8}
    image.update({NameObject(key): NameObject(name) for key, name in named.items()})
    image.update({NameObject(key): NumberObject(number) for key, number in numbers.items()})
    return Picture(image, *size)
