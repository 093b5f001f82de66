"""The signature under an annex, where the office has one: the post and the person, or the words where they are not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.language.requisites import signing
from docgen.model.requisites import Signatory
from docgen.readers.annexes.cells import single_blanks
from docgen.readers.annexes.names_printed import printing_of_names
from docgen.readers.blocks import Block, Paragraph
from docgen.readers.draft import Context, Draft
from docgen.readers.spelled import name_alone, post_and_name
from docgen.readers.words import says_the_same

_LONGEST_POST = 300


class Signed(NamedTuple):
    """The post and the name under a document, as written."""

    post: str
    name: str


def without_signature(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks without the signature at their end, and the signature."""
    for count in (1, 2):
        if len(blocks) > count and signed(blocks[-count:]) is not None:
            return blocks[:-count], blocks[-count:]
    return blocks, ()


def signed(blocks: Sequence[Block]) -> Signed | None:
    """The post and the name that the blocks hold: on one line, in two paragraphs or in a row of two cells."""
    said = [words for block in blocks for words in _pieces(block)]
    if len(said) == 1 and isinstance(blocks[0], Paragraph):
        both = post_and_name(said[0])
    else:
        name = name_alone(said[1]) if len(said) == 2 else None
        both = (single_blanks(said[0]), name) if name else None
    return Signed(*both) if both is not None and _is_post(both[0]) else None


def _pieces(block: Block) -> Iterator[str]:
    """What is said in a paragraph, or in the cells of a table of one row; another table says too much."""
    if isinstance(block, Paragraph):
        yield block.shown
    elif len(block.rows) == 1:
        yield from (cell.words for cell in block.rows[0].cells if cell.words.strip())
    else:
        yield from ("", "", "")


def _is_post(words: str) -> bool:
    """Whether words may be a post over a signature: a few of them, no sentence."""
    return 2 < len(words) < _LONGEST_POST and words[0].isupper() and not words.endswith((":", ";", "."))


def note_signature(blocks: Sequence[Block], draft: Draft, context: Context) -> bool:
    """Put the signature into the draft; False when nobody signs, or in other words than would be printed."""
    found = signed(blocks)
    person = context.known.person(found.name) if found is not None else None
    if found is None or person is None:
        return False
    post = context.known.post(found.post, holder=person.id)
    if post is None:
        return False
    signatory = Signatory.model_construct(post=post.id, person=person.id, capacity=None)
    printed = signing(signatory, printing_of_names(context), full=True)
    if not says_the_same(f"{printed.post} {printed.name}", f"{found.post} {found.name}"):
        return False
    draft.data["подпись"] = {"должность": post.id, "лицо": person.id}
    draft.tell(("подпись", "должность"), blocks[0].place, found.post, post.confidence)
    draft.tell(("подпись", "лицо"), blocks[-1].place, found.name, person.confidence)
    return True


def signature_words(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The signature as paragraphs, where it stays words."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found.extend(paragraph for row in block.rows for cell in row.cells for paragraph in cell.paragraphs)
    return tuple(found)
