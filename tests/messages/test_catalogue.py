"""Every wording that a screen can show has its Bahasa Indonesia, and the catalogue holds nothing that none shows."""

import ast
import re
import string
from collections import Counter
from pathlib import Path

import pytest

from data.embedded import provinces, regencies
from messages import catalogues

ROOT = Path(__file__).parents[2]
SCREENS = [
    ROOT / "dashboard.py",
    *(f for d in ("pages", "charts", "reports", "messages") for f in (ROOT / d).rglob("*.py")),
]
# what only a command line says stays English: the screens never show it
COMMANDS = {"__main__.py", "boundaries.py", "shapes.py"}
DOORS = [
    ROOT / "problems.py",
    *(f for d in ("scoring", "data") for f in (ROOT / d).glob("*.py") if f.name not in COMMANDS),
]


def catalogue():
    return [message for part in catalogues("id").values() for message in part if message.id]


def shown() -> set[str]:
    """Wordings given to `t("...")` and to `t.plural("...", "...")`."""
    found = set()
    for file in SCREENS:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ("t", "self", "plural"):
                    found |= {
                        a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)
                    }
    return found - {""}


def expected() -> set[str]:
    """What problems say was expected: literals given to Problem and fault, named templates, and rules of keys."""
    found = set()
    for file in DOORS:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name == "Problem":
                    found |= literals(node.args[1:2])
                elif name == "fault":
                    found |= literals(node.args[4:5])
                elif name == "_choice":
                    found.add("one of {options}")
                elif name == "translate":
                    found |= literals(node.args)
            elif isinstance(node, ast.Assign) and re.fullmatch(
                r"expected|[A-Z]+|_WORDS", getattr(node.targets[0], "id", "")
            ):
                found |= {text for text in literals([node.value]) if " " in text and not text.startswith("http")}
            elif isinstance(node, ast.Tuple) and len(node.elts) == 3 and isinstance(node.elts[2], ast.Dict):
                found |= literals(node.elts[1:2])
    found |= set(
        re.findall(r"'((?:a|the|one) [^']+)'(?: AS expected)?\n", (ROOT / "data/queries/faults.sql").read_text())
    )
    return found - {""}


def literals(nodes) -> set[str]:
    return {
        n.value for node in nodes for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def notes() -> set[str]:
    """Notes of the embedded editions' observations."""
    return {*provinces.NOTES, *regencies.NOTES} - {""}


def ids(messages) -> set[str]:
    return {message.id if isinstance(message.id, str) else message.id[0] for message in messages}


def test_every_wording_is_translated():
    missing = (shown() | expected() | notes()) - ids(catalogue())
    assert not missing, f"no Bahasa Indonesia in messages/id: {sorted(missing)}"


def test_catalogue_holds_nothing_else():
    stale = ids(catalogue()) - shown() - expected() - notes()
    assert not stale, f"in messages/id, but shown nowhere: {sorted(stale)}"


def test_nothing_is_translated_twice():
    counted = Counter(message.id if isinstance(message.id, str) else message.id[0] for message in catalogue())
    assert not [wording for wording, n in counted.items() if n > 1]


@pytest.mark.parametrize("message", catalogue(), ids=lambda m: str(m.id)[:40])
def test_translation_keeps_its_figures(message):
    wordings = [message.id] if isinstance(message.id, str) else list(message.id)
    translations = [message.string] if isinstance(message.string, str) else list(message.string)
    assert all(translations)
    assert not message.fuzzy
    for translation in translations:
        assert fields(translation) == fields(wordings[-1])


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
