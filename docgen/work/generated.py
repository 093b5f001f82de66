"""The three versions of every document of a returned file: as generated, as it is now, as it came back."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import InputError
from docgen.files.annexes import annexes_of
from docgen.files.base import Generated
from docgen.files.folders import is_file, real
from docgen.files.loading import Loaded, validated_document
from docgen.files.workspace import Opened, open_workspace
from docgen.findings import Finding, Severity, has_errors
from docgen.language.printing import Print, Printing
from docgen.model.order import Order
from docgen.model.targets import annex_ids
from docgen.model.workspace import Document, Workspace
from docgen.readers.blocks import Source
from docgen.readers.edits.outline import entries_with_ids
from docgen.readers.edits.reader import Returned, returned
from docgen.readers.edits.said_annexes import pages_of
from docgen.readers.opening import read_bytes
from docgen.readers.word.reader import read_word
from docgen.render.document import Rendered, render_document
from docgen.render.seal import is_untouched, sealed_digest
from docgen.rules import Scope, rule
from docgen.work.checking import not_a_document
from docgen.work.edit_parts import Home, Part, part_of

if TYPE_CHECKING:
    pass

NO_BASE = rule(
    "нет-прежней-версии", "Неизвестно, из каких данных напечатан возвращённый файл", severity=Severity.WARNING,
    scope=Scope.FILE,
)  # fmt: skip
PRINTED_OTHERWISE = rule(
    "печаталось-иначе", "Справочники, шаблоны или программа изменились с тех пор, как файл напечатали",
    severity=Severity.NOTE, scope=Scope.FILE,
)  # fmt: skip
UNTOUCHED = rule("правки-нет", "В возвращённом файле ничего не изменено", severity=Severity.NOTE, scope=Scope.FILE)
FROM_ANOTHER = rule("файл-из-другого-документа", "Возвращённый файл напечатан из другого документа", scope=Scope.FILE)
NOT_FOR_RETURN = rule("не-вернуть", "Правку можно вернуть только из Word или Excel", scope=Scope.FILE)
GONE_FROM_DATA = rule(
    "приложения-больше-нет", "Приложения из возвращённого файла в приказе больше нет", severity=Severity.WARNING,
    scope=Scope.FILE,
)  # fmt: skip


def parts_of(edited: Path, into: Path) -> tuple[Opened, list[Part], list[Finding]]:
    """The documents of a returned file in three versions, and what has to be said before; raises ``InputError``."""
    opened = open_workspace(into)
    loaded = opened.file(into, str(into))
    findings = [*opened.findings, *loaded.findings, *not_a_document(loaded)]
    if has_errors(findings) or not isinstance(loaded.model, Document):
        raise InputError(findings)
    data = _bytes(edited)
    made = sealed_digest(edited) or ""
    said: list[Finding] = []
    if is_untouched(edited):
        said.append(UNTOUCHED.finding("Этот файл не правили с тех пор, как его сделал docgen.", document=str(edited)))
    generated = _generated(opened, loaded, made, edited, said)
    if _is_workbook(data):
        from docgen.work.generated_workbooks import workbook_part

        return opened, [workbook_part(opened, loaded, data, generated[0], edited)], said
    source = read_bytes(data, edited.name)
    if source.form != "word":
        raise InputError([_not_for_return(edited)])
    said.extend(source.findings)
    parts = list(_word_parts(opened, loaded, generated, source, made, said))
    return opened, parts, [finding.at(document=finding.document or str(edited)) for finding in said]


def _bytes(edited: Path) -> bytes:
    from docgen.work.reading import file_bytes

    return file_bytes(edited)


def _is_workbook(data: bytes) -> bool:
    return data.startswith(b"PK") and b"xl/workbook.xml" in data


def _not_for_return(edited: Path) -> Finding:
    return NOT_FOR_RETURN.finding(
        f"Из «{edited.name}» правку не вернуть: это не Word и не Excel.", document=str(edited), quote=edited.name,
        hint="Верните сам файл .docx, который напечатал docgen, или прочитайте этот заново: docgen read … -o ПАПКА.",
    )  # fmt: skip


def _generated(
    opened: Opened, loaded: Loaded, made: str, edited: Path, said: list[Finding]
) -> tuple[Document, list[Document | None], str]:
    """The document and its annexes as they were generated, and the digest of that; as they are now when nobody knows."""
    document = loaded.model
    assert isinstance(document, Document)
    kept = opened.bases.generated(document, loaded.path, opened.homes, made)
    if (kept is None or kept.made != made) and (other := opened.bases.generated_from(made)):
        shown = opened.shown(opened.root / other) if opened.root else other
        raise InputError(
            [
                FROM_ANOTHER.finding(
                    f"Файл «{edited.name}» напечатан не из «{loaded.source.name}», а из «{shown}».", document=str(edited),
                    quote=edited.name, hint=f"Повторите: docgen read {edited.name} --into {shown}",
                )
            ]
        )  # fmt: skip
    model, _ = validated_document(kept.content) if kept is not None else (None, [])
    if kept is None or type(model) is not type(document) or not isinstance(model, Document):
        said.append(_no_base(edited))
        annexes, missing = annexes_of(opened, loaded)
        if annexes is None:
            raise InputError(missing)
        return document, list(annexes), ""
    if made and kept.made != made:
        said.append(
            NO_BASE.finding(
                f"Какие данные были напечатаны в «{edited.name}», не записано; сравнивается с последней печатью.",
                document=str(edited), quote=edited.name, hint="Проверьте каждую правку: часть может быть вашей же.",
            )
        )  # fmt: skip
    return model, _annexes(model, kept), kept.made


def _no_base(edited: Path) -> Finding:
    return NO_BASE.finding(
        f"Какие данные были напечатаны в «{edited.name}», не записано; сравнивается с тем, что в них сейчас.",
        document=str(edited), quote=edited.name,
        hint="Если данные с тех пор менялись, эти изменения покажутся правкой: проверьте каждую.",
    )  # fmt: skip


def _annexes(document: Document, kept: Generated) -> list[Document | None]:
    """The annexes of an order as they were generated; None for one that is lost."""
    found: list[Document | None] = []
    for index, annex in enumerate(document.annexes if isinstance(document, Order) else ()):
        content = kept.annexes[index] if index < len(kept.annexes) else None
        model: Document | None = annex.document
        if model is None and content is not None:
            made, _ = validated_document(content)
            model = made if isinstance(made, Document) else None
        found.append(model)
    return found


# Word


def _word_parts(
    opened: Opened,
    loaded: Loaded,
    generated: tuple[Document, list[Document | None], str],
    source: Source,
    made: str,
    said: list[Finding],
) -> Iterator[Part]:
    document, annexes, digest = generated
    homes = _homes(opened, loaded)
    workspace = _workspace(opened, loaded, document, annexes, homes)
    rendered, print = _printed(document, workspace, made)
    if digest and digest == made and rendered.digest != made:
        said.append(
            PRINTED_OTHERWISE.finding(
                "Справочники, шаблоны или программа с тех пор изменились, и часть слов напечаталась бы теперь иначе.",
                hint="Правка в составленных словах может быть не правкой: проверьте замечания.",
            )
        )  # fmt: skip
    pages = pages_of(Printing.of(document, workspace, print))
    taken = {*opened.workspace.reference, *opened.homes}
    before = {each["код"] for page in pages for each in entries_with_ids(page.data)}
    there = [each for home in homes.values() for each in entries_with_ids(home.document.plain())]
    since = [each for each in there if each["код"] not in before]
    taken.update(each["код"] for each in there)
    for back in returned(pages, read_word(rendered.data, "напечатанный файл"), source, taken, since):
        yield from _word_part(opened, back, homes, document, said)


def _printed(document: Document, workspace: Workspace, made: str) -> tuple[Rendered, Print | None]:
    """The document printed again: in that of the three prints that gives the same file, else in its usual one."""
    usual = render_document(document, workspace)
    if not made or usual.digest == made or not isinstance(document, Order):
        return usual, None
    for print in Print:
        other = render_document(document, workspace, print=print)
        if other.digest == made:
            return other, print
    return usual, None


def _homes(opened: Opened, loaded: Loaded) -> dict[object, Home]:
    """Where each document of the present data stands: the order under None, its annexes by id, file and place."""
    document = loaded.model
    assert isinstance(document, Document)
    homes: dict[object, Home] = {None: Home(loaded, document)}
    if not isinstance(document, Order):
        return homes
    annexes, missing = annexes_of(opened, loaded)
    if annexes is None:
        raise InputError(missing)
    for index, (annex, id_, model) in enumerate(
        zip(document.annexes, annex_ids(document, annexes), annexes, strict=True)
    ):
        if annex.file is not None and annex.document is None:
            home = Home(opened.file(loaded.path.parent / annex.file), model)
            homes.setdefault(("файл", annex.file), home)
        else:
            home = Home(loaded, model, ("приложения", index, "документ"))
        homes.setdefault(("код", id_ or index), home)
    return homes


def _workspace(
    opened: Opened,
    loaded: Loaded,
    document: Document,
    annexes: Sequence[Document | None],
    homes: Mapping[object, Home],
) -> Workspace:
    """The workspace in which the document and its annexes are what they were when they were generated."""
    files: dict[Path, Document] = {loaded.path: document}
    known: dict[str, Document] = {document.id or loaded.path.stem: document}
    for annex, model in zip(document.annexes if isinstance(document, Order) else (), annexes, strict=False):
        if annex.file is None or annex.document is not None:
            continue
        path = real(loaded.path.parent / annex.file)
        if model is None and path not in opened.workspace.files and is_file(path):
            opened.file(path)
        if model is not None:
            files[path] = model
            known[model.id or path.stem] = model
    workspace = opened.workspace
    return replace(
        workspace,
        files=ChainMap(files, workspace.files),  # type: ignore[arg-type]
        documents=ChainMap(known, workspace.documents),  # type: ignore[arg-type]
        homes=ChainMap({document.id: loaded.path} if document.id else {}, workspace.homes),  # type: ignore[arg-type]
    )


def _word_part(
    opened: Opened, back: Returned, homes: Mapping[object, Home], document: Document, said: list[Finding]
) -> Iterator[Part]:
    """A returned document with its place in the present data; none when it is not there any more."""
    index = back.page.annex
    home: Home | None = homes[None]
    title = ""
    if index is not None and isinstance(document, Order):
        annex = document.annexes[index]
        id_ = annex.id or back.page.data.get("код") or index
        home = homes.get(("код", id_)) or homes.get(("файл", annex.file))
        title = f"приложение № {index + 1}, " if len(document.annexes) > 1 else "приложение, "
    if home is None or type(home.document) is not type(back.page.printing.document):
        if back.data != back.page.data:
            said.append(
                GONE_FROM_DATA.finding(
                    f"Правка в приложении № {(index or 0) + 1} не внесена: в приказе его больше нет.",
                    hint="Если приложение нужно, верните его в «приложения» и повторите.",
                )
            )  # fmt: skip
        return
    yield part_of(opened, home, dict(back.page.data), back.data, title, back)
