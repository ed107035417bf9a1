"""One archive per frozen edition, to hand to anybody: its files, its manifest, and the journal up to its publication.

The same edition gives the same bytes everywhere: sorted names, fixed dates, nothing compressed. What is read must be,
to the byte, what would be written, so that no name, link, date or remark can be hidden in one.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from data import journal, manifest
from data.editions import ID, edition
from problems import BadInput, Problem, read_bytes

LIMIT = 200_000_000  # bytes; ten times the figures of 514 regions over ten years, month by month, as text
EXPECTED = "an archive of an edition, to the byte as it was exported"
LAST = ("import", "freeze", "publish")
_NAME = re.compile(rf"({ID})/({'|'.join(map(re.escape, (*manifest.FILES, manifest.NAME)))})")


def export(id: str) -> bytes:
    """The archive of a frozen edition; BadInput where it is a draft or not what was frozen."""
    folder = edition(id).folder
    if problems := manifest.faults(folder):
        raise BadInput(problems)
    files = {name: read_bytes(folder / name, f"{id}/{name}") for name in (*manifest.files(folder), manifest.NAME)}
    known = journal.entries()
    last = max((e.n for e in known if e.edition == id and e.act in LAST), default=0)
    return _pack(id, files, journal.written(known[:last]))


def unpack(name: str, content: bytes) -> tuple[str, dict[str, bytes], bytes]:
    """Id, files by plain name, and journal of an archive; BadInput (under `name`) where it is not one of `export`."""
    if len(content) > LIMIT:
        raise BadInput(
            [Problem(name, "an archive of at most {n} bytes", value=str(len(content)), details={"n": LIMIT})]
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            plain = [part for part in packed.infolist() if part.compress_type == zipfile.ZIP_STORED]
            parts = {part.filename: packed.read(part) for part in plain}  # nothing grows while it is unpacked
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError, NotImplementedError) as error:
        raise BadInput([Problem(name, "an archive that can be read ({why})", details={"why": error})]) from error
    lines = parts.pop(journal.NAME, b"")
    named = [_NAME.fullmatch(part) for part in parts]
    ids = {match[1] for match in named if match}
    if None in named or len(ids) != 1:
        raise BadInput([Problem(name, EXPECTED)])
    id, files = ids.pop(), {match[2]: part for match, part in zip(named, parts.values(), strict=True)}
    if _pack(id, files, lines) != content:
        raise BadInput([Problem(name, EXPECTED)])
    return id, files, lines


def _pack(id: str, files: Mapping[str, bytes], lines: bytes) -> bytes:
    parts = {journal.NAME: lines, **{f"{id}/{name}": content for name, content in files.items()}}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(parts):
            info = zipfile.ZipInfo(name)  # dated 1980-01-01
            info.create_system, info.external_attr = 3, 0o644 << 16  # else they tell of the machine it was written on
            packed.writestr(info, parts[name])
    return out.getvalue()
