"""Which of PyYAML's parsers reads our files: libyaml's where it is there, which is nearly everywhere, else its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for machines without libyaml; slower and otherwise the same."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def _fastest() -> Callable[[str], Any]:
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        return CParser
    return PureParser


FASTEST = _fastest()
