"""What is large and kept for all viewers, on its way to a component of ours: packed once, and sent as it is."""

from pathlib import Path

import orjson

_READ = Path(__file__).with_suffix(".js").read_text("utf-8")


def script(path: Path) -> str:
    """The script of a component, with the functions that read what `data` sends."""
    return _READ + path.read_text("utf-8")


def data(head: dict, packed: bytes) -> bytes:
    """What may change at every run, then what is packed by gzip, a JSON. As bytes, which Streamlit passes on as they
    are."""
    return orjson.dumps(head) + b"\n" + packed
