"""A template's styles and lists completed by the house's own, so that an office's letterhead and our annexes fit into
one file.

Only what is missing is added; nothing of the template is changed. Plain strings, done once a template.
"""

from __future__ import annotations

import re

from docgen.patterns import pattern

_STYLE = pattern(r'<w:style\b[^>]*w:styleId="([^"]+)"[^>]*>.*?</w:style>', re.DOTALL)
_DEFAULT = pattern(r'(<w:style\b[^>]*?) w:default="(?:1|true)"')
_ABSTRACT = pattern(r'<w:abstractNum\s[^>]*?w:abstractNumId="(\d+)"[^>]*>(.*?)</w:abstractNum>', re.DOTALL)
_INSTANCE = pattern(r'<w:num\s[^>]*?w:numId="(\d+)"[^>]*>(.*?)</w:num>', re.DOTALL)
_NAME = pattern(r'<w:name w:val="([^"]*)"')
_LISTED = pattern(r'<w:abstractNumId w:val="(\d+)"')
_NUM_ID = pattern(r'(<w:numId w:val=")(\d+)(")')


def completed(styles: str, numbering: str, our_styles: str, our_numbering: str) -> tuple[str, str]:
    """``styles.xml`` and ``numbering.xml`` of a template with the styles and named lists of ours that they lack.

    LibreOffice drops ``w:name`` when it saves a file, and a letterhead of the office's own may have no lists at all;
    points are numbered and dash items marked all the same.
    """
    numbering, instances = _with_lists(numbering, our_numbering)
    own = set(_STYLE.findall(styles))
    missing = [match for match in _STYLE.finditer(our_styles) if match[1] not in own]
    added = "".join(
        _DEFAULT.sub(
            r"\1", _NUM_ID.sub(lambda found: f"{found[1]}{instances.get(found[2], found[2])}{found[3]}", match[0])
        )
        for match in missing
    )
    return styles.replace("</w:styles>", f"{added}</w:styles>"), numbering


def _with_lists(own: str, ours: str) -> tuple[str, dict[str, str]]:
    """Our lists that are missing by name added to the template's, and what our instances are called there."""
    if "</w:numbering>" not in own:
        own = re.sub(r"(<w:numbering\b[^>]*?)\s*/>", r"\1></w:numbering>", own)
    names = {name[1]: match[1] for match in _ABSTRACT.finditer(own) if (name := _NAME.search(match[2]))}
    next_abstract = max((int(match[1]) for match in _ABSTRACT.finditer(own)), default=0) + 1
    next_instance = max((int(match[1]) for match in _INSTANCE.finditer(own)), default=0) + 1
    abstracts: list[str] = []
    called: dict[str, str] = {}
    for match in _ABSTRACT.finditer(ours):
        name = _NAME.search(match[2])
        if name and name[1] in names:
            called[match[1]] = names[name[1]]
            continue
        called[match[1]] = str(next_abstract)
        abstracts.append(match[0].replace(f'w:abstractNumId="{match[1]}"', f'w:abstractNumId="{next_abstract}"', 1))
        next_abstract += 1
    instances: list[str] = []
    numbers: dict[str, str] = {}
    for match in _INSTANCE.finditer(ours):
        listed = _LISTED.search(match[2])
        if listed is None:
            continue
        numbers[match[1]] = str(next_instance)
        instances.append(f'<w:num w:numId="{next_instance}"><w:abstractNumId w:val="{called[listed[1]]}"/></w:num>')
        next_instance += 1
    first = _INSTANCE.search(own)
    end = own.find("<w:numIdMacAtCleanup")
    end = end if end >= 0 else own.rindex("</w:numbering>")
    middle = first.start() if first else end
    return own[:middle] + "".join(abstracts) + own[middle:end] + "".join(instances) + own[end:], numbers
