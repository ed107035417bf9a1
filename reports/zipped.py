"""Several files in one, to the same bytes for the same files."""

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO


def zipped(parts: Mapping[str, bytes], at: datetime) -> bytes:
    """A zip of contents by name, in their order, all dated `at` (1980 or later)."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, at.timetuple()[:6])
            info.create_system, info.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, content)
    return out.getvalue()


def redated(content: bytes, at: datetime) -> bytes:
    """A zip whose parts bear one date, for files whose maker writes the time of day into them."""
    with zipfile.ZipFile(BytesIO(content)) as given:
        return zipped({name: given.read(name) for name in given.namelist()}, at)
