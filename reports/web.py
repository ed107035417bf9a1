"""Where the public reaches the dashboard: the addresses that papers and pictures lead to."""

import os
from urllib.parse import urlencode


def public(screen: str, **asked: str) -> str | None:
    """The address of a screen (its path, such as "profil") below UCJ_PUBLIC_URL; None where that is no address."""
    base = os.environ.get("UCJ_PUBLIC_URL", "").strip().rstrip("/")
    if not base.startswith(("http://", "https://")):
        return None
    return f"{base}/{screen}" + (f"?{urlencode(asked)}" if asked else "")
