"""Every wording that a screen can show has its Bahasa Indonesia, and the catalogue holds nothing that none shows."""

import ast
import csv
import re
import string
from collections import Counter
from pathlib import Path

import pytest

from data.embedded import provinces, regencies, villages
from messages import catalogues

ROOT = Path(__file__).parents[2]
SCREENS = [
    ROOT / "dashboard.py",
    *(f for d in ("pages", "charts", "reports", "messages") for f in (ROOT / d).rglob("*.py")),
]
# what only a command line says stays English: the screens never show it
COMMANDS = {"__main__.py", "commands.py", "intake.py", "boundaries.py", "shapes.py"}
DOORS = [
    ROOT / "problems.py",
    *(f for d in ("scoring", "data", "data/incoming") for f in (ROOT / d).glob("*.py") if f.name not in COMMANDS),
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


def sourced() -> set[str]:
    """What the embedded editions say of their sources beside names: licences, notes, and who compiled them."""
    found = set()
    for path in [*ROOT.glob("data/e*/*/sources.csv"), ROOT / "data/premiums.csv"]:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                publisher = row.get("publisher", "")
                found |= {row.get("licence", ""), row["note"], publisher if "compiled by" in publisher else ""}
    return found - {""}


def literals(nodes) -> set[str]:
    return {
        n.value for node in nodes for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def notes() -> set[str]:
    """Notes of the embedded editions' observations."""
    return {*provinces.NOTES, *regencies.NOTES, *villages.NOTES} - {""}


def ids(messages) -> set[str]:
    return {message.id if isinstance(message.id, str) else message.id[0] for message in messages}


def test_every_wording_is_translated():
    missing = (shown() | expected() | notes() | sourced()) - ids(catalogue())
    assert not missing, f"no Bahasa Indonesia in messages/id: {sorted(missing)}"


def test_catalogue_holds_nothing_else():
    stale = ids(catalogue()) - shown() - expected() - notes() - sourced()
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


SHOWING = {
    "badge", "button", "caption", "checkbox", "download_button", "error", "expander", "header", "info", "link_button",
    "markdown", "metric", "multiselect", "number_input", "pills", "popover", "radio", "segmented_control",
    "select_slider", "selectbox", "slider", "spinner", "subheader", "success", "tabs", "text", "text_input",
    "title", "toast", "toggle", "warning", "write", "choice", "switch", "heading", "listing", "add_annotation",
}  # fmt: skip
WORDED = {"label", "help", "placeholder", "caption", "title", "text", "body", "name"}
LETTERS = re.compile(r"[^\W\d_]{2,}")


def literal_texts(file: Path) -> list[str]:
    """Texts that a screen or a figure would show without asking the catalogue: given to what shows, as themselves."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in SHOWING:
            given = [*node.args[:1], *(k.value for k in node.keywords if k.arg in WORDED)]
            for part in given:
                pieces = part.values if isinstance(part, ast.JoinedStr) else [part]
                texts = [p.value for p in pieces if isinstance(p, ast.Constant) and isinstance(p.value, str)]
                found += [f"{file.name}:{node.lineno} {text}" for text in texts if LETTERS.search(text)]
    return found


ALLOWED = ("Bahasa / Language", "UCJ Award")  # said in both languages at once, and a name


@pytest.mark.parametrize("file", SCREENS, ids=lambda f: str(f.relative_to(ROOT)))
def test_no_screen_shows_a_text_of_its_own(file):
    if file.parent.name != "messages":
        assert not [text for text in literal_texts(file) if not text.endswith(ALLOWED)]


def test_a_text_of_its_own_would_be_seen(tmp_path):
    page = tmp_path / "page.py"
    page.write_text(
        'st.title("Hello")\nst.metric(label=f"{n} of us")\nst.caption(t("fine"))\nst.button(f"{a} · {b}", key="go")'
    )
    assert literal_texts(page) == ["page.py:1 Hello", "page.py:2  of us"]
