"""Facts that carry the hash of themselves: a changed byte is seen without anything beside them."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def seal(facts: Mapping[str, Any], indent: int | None = None) -> str:
    """The facts as JSON (one line without `indent`), with the SHA-256 of that text as one more key, "hash"."""
    return _text({**facts, "hash": digest(_text(facts, indent).encode())}, indent)


def unseal(content: bytes, indent: int | None = None) -> dict[str, Any] | None:
    """The facts with their hash; None unless the bytes are those that `seal` wrote."""
    try:
        facts = json.loads(content)
        own = facts.pop("hash")
        return {**facts, "hash": own} if seal(facts, indent).encode() == content else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(content).hexdigest()


def _text(facts: Mapping[str, Any], indent: int | None) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=indent)
