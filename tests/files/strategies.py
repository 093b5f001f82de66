"""Plain data, and texts that try to break a YAML reader, for the laws of this room."""

from __future__ import annotations

from hypothesis import strategies as st

from docgen.files.nodes import FORBIDDEN, Plain

characters = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t\r\x85\u2028").filter(
    lambda character: not FORBIDDEN.match(character)
)
signs = st.text(st.sampled_from(" \n\t-:#?'\"{}[]|>&*!%@`,aб.\\\u00a0<="), max_size=20)
wordings = st.lists(
    st.sampled_from(["слово", "- ", "-", "#", "а:", ":", "\n", " ", "\n\n", "--", "...", "---", "{а}", "№ 5", "да"]),
    max_size=50,
).map(" ".join)
texts = st.text(characters, max_size=30) | signs | wordings
keys = st.sampled_from(["код", "текст", "срок", "ключ с пробелом", "с: двоеточием"]) | signs
plain: st.SearchStrategy[Plain] = st.recursive(
    st.none() | texts,
    lambda child: st.lists(child, max_size=4) | st.dictionaries(keys, child, max_size=4),
    max_leaves=12,
)
documents: st.SearchStrategy[dict[str, Plain]] = st.dictionaries(keys, plain, min_size=1, max_size=4)
"""What a file of ours holds: a mapping at the top."""
