"""A screen for a hall: one component over everything, which runs its scenes in the browser by itself.

Text is text, never markup. `stage.js` says what a scene may hold.
"""

from pathlib import Path

import segno
import streamlit as st

from charts.choropleth import SHAPES
from charts.palette import PALETTES
from messages import Words
from pages.common import address, cached

HERE = Path(__file__).parent
PACE = 12  # seconds a scene

_STAGE = st.components.v2.component(
    "stage",
    html='<div id="top" popover="manual"><div id="stage"></div></div>',
    css=(HERE / "stage.css").read_text("utf-8"),
    js=(HERE / "stage.js").read_text("utf-8"),
)
# what Streamlit shows around a screen and before it, and would still be reached by the Tab key
_BARE = """<style>
header, footer, [data-testid="stToolbar"], [data-testid="stStatusWidget"], [data-testid="stDialog"] {
  display: none !important;
}
</style>"""


def play(key: str, scenes: list[dict], shell: dict, step: int | None = None, fresh: bool = False) -> dict | None:
    """Shows scenes (see `scenes`, `reveal`) that follow each other, until the viewer leaves for the set-up.

    With a `step` the server turns the pages, and what is returned asks for it: {"from": step, "to": "next"}, "back",
    "first" or "here" (as the browser shows it still, after its server was gone); without one the browser turns them.
    `fresh`: a browser that shows something of it already is not to go back to this. What is asked for is read from
    the component and not called back: a server that was started anew knows of no call yet.
    """
    st.html(_BARE)
    told = _STAGE(
        key=key, data={"show": key, "scenes": scenes, "step": step, "fresh": fresh, **shell},
        on_leave_change=lambda: None, on_go_change=lambda: None,
    )  # fmt: skip
    if told.get("leave"):
        address.put("play", None)
        st.rerun()
    return told.get("go")


def shell(id: str, t: Words, pace: int = PACE, marks: tuple[str, ...] = (), shapes: bool = True) -> dict:
    """What stands around every scene: which figures these are, and how sure; `marks`: further ones."""
    edition = cached.edition(id)
    criteria = cached.ranking(id, edition.period).criteria
    registered = t("by place of registration") if edition.attribution == "registration" else t("by place of residence")
    own = [
        *([t("Simulation")] if edition.nature == "simulated" else []),
        *([t("Assumed criteria, awaiting guidelines")] if criteria.status == "assumption" else []),
    ]
    return {
        "language": t.language,
        "label": t("UCJ Award on stage"),
        "edition": t.name(edition.title),
        "about": [t("figures of {period}", period=t.period(edition.as_of)), registered],
        "marks": [*marks, *own],
        "pace": pace,
        "sequential": {theme: palette.sequential for theme, palette in PALETTES.items()},
        "shapes": SHAPES[edition.level] if shapes else None,
        "words": {
            "lost": t("Connection lost. The show goes on and reconnects by itself."),
            "paused": t("Paused"),
            "next": t("Next"),
            "back": t("Back"),
            "pause": t("Pause"),
            "full": t("Full screen"),
            "leave": t("Set-up"),
        },
    }


def door(t: Words) -> dict | None:
    """The QR code that leads there: side in modules, the dark ones as an SVG path, and what is written beside it."""
    target = address.public()
    if target is None:
        return None
    rows = [list(map(bool, row)) for row in segno.make(target, error="m", micro=False).matrix]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"side": len(rows), "path": path, "words": t("Look up your own region"), "address": target.split("://")[1]}
