"""The arrows of the house: packages by import-linter (.importlinter), scripts and screens by their syntax trees."""

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {"charts", "data", "messages", "pages", "reports", "scoring", "benchmarks", "tests"}
SCREENS = sorted((ROOT / "pages").rglob("*.py"))
SQL = re.compile(r"\b(SELECT\b.*\bFROM|INSERT\s+INTO|CREATE\s+(VIEW|TABLE)|GROUP\s+BY|ORDER\s+BY)\b", re.S)

screens = pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))


def imports(path):
    """Names of the modules that a file imports, wherever in it: {"pages.common", "streamlit"}."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute here"
            found.add(node.module)
    return found


def tops(path):
    return {name.split(".")[0] for name in imports(path)}


def texts(path):
    """The texts in a file, without docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree)
            if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    nodes = [node for node in ast.walk(tree) if id(node) not in docs]
    plain = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return plain + [ast.unparse(node) for node in nodes if isinstance(node, ast.JoinedStr)]


def test_the_arrows_between_packages(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_package_is_in_the_contracts():
    """A room that lies at the top level and is not named in .importlinter would have no arrows."""
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"pages"}
    listed = re.search(r"root_packages =\n((?:    \w+\n)+)", (ROOT / ".importlinter").read_text())[1].split()
    assert rooms - {"benchmarks"} == set(listed)


@pytest.mark.parametrize(
    ("script", "allowed"), [("dashboard.py", {"pages", "messages"}), ("server.py", set()), ("problems.py", set())]
)
def test_the_scripts_at_the_top(script, allowed):
    found = tops(ROOT / script)
    assert found & ROOMS <= allowed
    assert not found & {"duckdb", "plotly", "pandas", "numpy", "geopandas"}, "no figures, no queries, no formulas"


def test_the_door_holds_no_query_and_little_else():
    path = ROOT / "dashboard.py"
    assert not [text for text in texts(path) if SQL.search(text)]
    assert len(path.read_text("utf-8").splitlines()) <= 150


def test_no_script_lies_directly_in_pages():
    """Streamlit's old router would run it without dashboard.py."""
    assert [path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"] == []
    assert {path.relative_to(ROOT / "pages").parts[0] for path in SCREENS} <= {
        "common", "parts", "leadership", "committee", "public"
    }  # fmt: skip
    assert len(SCREENS) > 2


@screens
def test_a_screen_is_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= 150


@screens
def test_a_screen_holds_no_sql(path):
    assert not [text for text in texts(path) if SQL.search(text)]


@screens
def test_a_screen_asks_other_rooms_for_figures_and_drawings(path):
    """The scripts are no package, so that import-linter may not see them."""
    assert not tops(path) & {"duckdb", "plotly", "matplotlib", "geopandas", "shapely", "tests", "dashboard", "server"}


@screens
def test_caches_wrap_calls_in_one_place(path):
    assert not re.search(r"\bcache_(data|resource)\b", path.read_text("utf-8"))
    assert "cachetools" not in tops(path) or path == ROOT / "pages/common/keep.py"


@pytest.mark.parametrize("room", ["charts", "data", "messages", "pages", "reports", "scoring"])
def test_imports_can_be_read(room):
    """Nothing is imported by name at run time, where no contract could see it."""
    for path in (ROOT / room).rglob("*.py"):
        assert not re.search(r"\b(import_module|__import__)\b", path.read_text("utf-8")), path


def test_the_helpers_here_see_what_they_should(tmp_path):
    path = tmp_path / "screen.py"
    path.write_text('"""SELECT a FROM b"""\nimport plotly.graph_objects as go\ndef f():\n    from duckdb import sql\n'
                    '    return f"SELECT {go} FROM x", "select a word from this list"\n')  # fmt: skip
    assert tops(path) == {"plotly", "duckdb"}
    found = [text for text in texts(path) if SQL.search(text)]
    assert len(found) == 1
    assert "FROM x" in found[0]
    assert SQL.search("SELECT code\nFROM regions")
    assert not SQL.search("select a word from this list")
