"""The LaTeX of `reports.formulas` as a tree that a template can set, and as a line that can be read aloud.

A node is a list of its kind and its parts:
["row", ...]  ["symbol", text]  ["name", text] (upright)  ["text", text]  ["space", em]  ["frac", over, under]
["tfrac", over, under] (small)  ["attach", base, below, above] (either may be None)  ["group", inner] (in parentheses)
["bar", inner]  ["align"]  ["break"]
Nothing of a text in the formula is read as a command.
"""

import re
from collections.abc import Iterator

Node = list

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_SIGNS = {"sum": "∑", "prod": "∏", "times": "×", "to": "→", "approx": "≈"}
_SPACES = {",": 1 / 6, ";": 5 / 18}
_WRITTEN = {"textbackslash": "\\", "textdollar": "$", "textasciicircum": "^", "textasciitilde": "~"}
_ALOUD = {sign: f" {sign} " for sign in "=×→≈+:"}


def tree(latex: str) -> Node:
    """The tree of a formula that `reports.formulas` wrote; ValueError for what that never writes."""
    return _row(iter(_TOKEN.findall(latex)))


def spoken(node: Node) -> str:
    """A formula on one line of plain text, as it can be typed or read aloud."""
    match node:
        case ["row", *parts]:
            return re.sub(" +", " ", "".join(map(spoken, parts)))
        case ["symbol", sign]:
            return _ALOUD.get(sign, sign)
        case ["name", name]:
            return f"{name} "
        case ["text", text]:
            return text
        case ["frac" | "tfrac", over, under]:
            return f"{_closed(over)}/{_closed(under)}"
        case ["attach", base, below, above]:
            written = spoken(base) + (f"_{_closed(below)}" if below else "") + (f"^{_closed(above)}" if above else "")
            return f"{written} " if base[1] in ("∑", "∏") else written
        case ["group", inner]:
            return f"({spoken(inner).strip()})"
        case ["bar", inner]:
            return f"mean({spoken(inner)})"
        case ["break"]:
            return "; "
        case _:
            return " "


def _closed(node: Node) -> str:
    text = spoken(node).strip()
    return text if text.isalnum() or len(text) == 1 else f"({text})"


def _row(tokens: Iterator[str], end: str | None = None) -> Node:
    """The parts up to the token `end`, or to the last one."""
    parts: list[Node] = []
    for token in tokens:
        if token == end:
            return ["row", *parts]
        if token in "_^":
            _attach(parts, token, _node(next(tokens), tokens))
        elif node := _node(token, tokens):
            parts.append(node)
    if end is not None:
        raise ValueError(f"a formula without {end}")
    return ["row", *parts]


def _attach(parts: list[Node], token: str, what: Node) -> None:
    base = parts.pop()
    kind, inner, below, above = base if base[0] == "attach" else ["attach", base, None, None]
    parts.append([kind, inner, what, above] if token == "_" else [kind, inner, below, what])


def _node(token: str, tokens: Iterator[str]) -> Node | None:
    if token == "{":
        inner = _row(tokens, "}")
        return ["text", ","] if inner == ["row", ["symbol", ","]] else inner  # a decimal comma, not one of a list
    if token == "&":
        return ["align"]
    if not token.startswith("\\"):
        return None if token.isspace() else ["symbol", "−" if token == "-" else token]
    return _command(token[1:], tokens)


def _command(name: str, tokens: Iterator[str]) -> Node | None:
    match name:
        case "frac" | "tfrac":
            return [name, _node(next(tokens), tokens), _node(next(tokens), tokens)]
        case "bar" | "overline":
            return ["bar", _node(_after_space(tokens), tokens)]
        case "min" | "max" | "ln":
            return ["name", name]
        case "Bigl":  # always a parenthesis
            next(tokens)
            inner = _row(tokens, r"\Bigr")
            next(tokens)
            return ["group", inner]
        case "text":
            return ["text", _text(tokens)]
        case "begin" | "end":
            _text(tokens)
            return None
        case "\\":
            return ["break"]
        case "%" | "#" | "_" | "{" | "}":
            return ["symbol", name]
    if name in _SIGNS:
        return ["symbol", _SIGNS[name]]
    if name in _SPACES:
        return ["space", _SPACES[name]]
    raise ValueError(f"a command that no formula has: {name}")


def _after_space(tokens: Iterator[str]) -> str:
    return next(token for token in tokens if not token.isspace())


def _text(tokens: Iterator[str]) -> str:
    """What stands in the braces that come next, `reports.formulas.escaped` undone."""
    next(tokens)
    found = ""
    for token in tokens:
        if token == "}":
            return found
        if token[1:] in _WRITTEN:
            found += _WRITTEN[token[1:]]
            _text(tokens)  # its empty braces
        else:
            found += token.removeprefix("\\")
    raise ValueError("a text without an end")
