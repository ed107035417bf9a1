"""Sentences that say what matters, made from the same tables as the figures beside them."""

import re

import pandas as pd

from messages import Words
from reports import national


def plain(text: str) -> str:
    """A text that a file or an address brought, so that Streamlit shows it as it is and reads no markup in it."""
    return re.sub(r"([\\`*_\[\]<>$~:#|])", r"\\\1", text)


def small(text: str) -> str:
    """A text in small letters."""
    return f":small[{text}]"


def badge(text: str, colour: str, icon: str = "") -> str:
    """A text on a coloured ground, after an icon."""
    return f":{colour}-badge[{icon} {text}]"


def marks(nature: str, status: str, t: Words) -> str:
    """The marks of figures that are simulated and of criteria that are an assumption."""
    simulated = badge(t("Simulation"), "orange", ":material/science:") if nature == "simulated" else ""
    if status != "assumption":
        return simulated
    return f"{simulated} {badge(t('Assumed criteria, awaiting guidelines'), 'gray', ':material/edit_note:')}"


def lead(standings: pd.DataFrame, now: pd.Series, earlier: pd.Series | None, t: Words) -> str:
    """Where the country stands and who leads, in one sentence. `now`, `earlier`: rows of the national table."""
    leaders = standings.loc[standings["rank"].eq(1).fillna(False), "label"]
    wording, parts = national.lead(leaders, now, earlier, t)
    return wording.format(**{**parts, "leaders": plain(parts["leaders"])})


def gap_notes(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The rows with a note that says a low place fairly: how many workers are left to protect."""
    notes = [t("{n} not protected yet", n=t.compact(n)) for n in rows["unprotected"]]
    return rows.assign(note=notes)
