"""TOML written: texts, tables of texts and lists, as an edition's facts need; read with tomllib."""

import json
from collections.abc import Mapping


def quoted(text: str) -> str:
    """A text as a basic string in one line: JSON's escapes are TOML's, and one sign is escaped beside."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def written(facts: Mapping[str, str | Mapping[str, str]]) -> str:
    """Facts as lines `key = "text"`, those in several languages as `key = { id = "...", en = "..." }`."""
    return "".join(f"{key} = {_value(fact)}\n" for key, fact in facts.items())


def _value(fact: str | Mapping[str, str]) -> str:
    if isinstance(fact, str):
        return quoted(fact)
    return "{ " + ", ".join(f"{key} = {quoted(text)}" for key, text in fact.items()) + " }"
