"""rules: everything docgen can find fault with, from the registry."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import docgen
from docgen.rules import registered

_ROOMS_WITHOUT_RULES = ("docgen.__main__", "docgen.cli", "docgen.work.rule_list")


def load_all_rules() -> None:
    """Import every module of docgen, so that all rules have registered themselves."""
    for module in pkgutil.walk_packages(docgen.__path__, "docgen."):
        if not module.name.startswith(_ROOMS_WITHOUT_RULES):
            importlib.import_module(module.name)


def rule_lines() -> Iterator[str]:
    """One line a rule: name, weight, scope, source, summary."""
    load_all_rules()
    for rule in registered():
        yield f"{rule.name}: {rule.severity}, {rule.scope}, {rule.source}. {rule.summary}"
