"""The editions: where each stands, since when and by whom, and what can be done with the chosen one."""

import pandas as pd
import streamlit as st

from data import life, manifest
from messages import NONE, Words
from pages.common import access, address, cached, frame, lives, table
from pages.common.sentences import badge, marks, plain
from pages.parts import downloads
from pages.parts.editions import acts, arriving, checking, freezing

SHORT = 12  # characters of a hash that tell one from another at a glance
# what can be done with an edition, by its state
DOINGS = {
    life.DRAFT: ("freeze", "discard"),
    life.FROZEN: ("publish", "verify", "export"),
    life.PUBLISHED: ("revise", "verify", "export"),
    life.SUPERSEDED: ("verify", "export"),
}
BUTTONS = {
    "freeze": freezing.freeze,
    "publish": acts.publish,
    "revise": acts.revise,
    "discard": acts.discard,
    "verify": checking.verify,
    "export": checking.export,
}


def show(t: Words) -> None:
    """The list, the chosen edition below it, and the way in for one from elsewhere."""
    frame.broken(t)
    shown = {id: lives.states()[id] for id in cached.editions()[0] if id in lives.states()}
    counted = pd.Series(shown).value_counts()
    with st.grid(4, min_column_width=140):
        for state in DOINGS:
            st.metric(lives.named(state, t), t.number(int(counted.get(state, 0))), border=True)
    if not shown:
        return
    title, asked = t("Editions"), address.get("edition")
    drafts = [id for id, state in shown.items() if state == life.DRAFT]
    chosen = asked if asked in shown else [*drafts, *shown][0]
    table.regions_table("editions", rows(shown, t), title, NONE, chosen, None, lambda id: address.put("edition", id))
    edition(chosen, shown[chosen], t)
    arriving.archive(t)


def rows(shown: dict[str, str], t: Words) -> dict:
    """The table of editions; `shown`: id -> state."""
    columns = [
        {"kind": "name", "label": t("Edition")},
        {"kind": "pill", "label": t("State")},
        {"kind": "text", "label": t("Since"), "wide": True},
        {"kind": "text", "label": t("Done by"), "wide": True},
        {"kind": "text", "label": t("Fingerprint"), "wide": True},
    ]
    natures = {"published": t("published"), "derived": t("derived"), "simulated": t("SIMULATION")}
    lines = []
    for id, state in shown.items():
        own, (at, who) = cached.edition(id), lives.last(id)
        mark = manifest.fingerprint(own.folder)[:SHORT]
        name = [t.name(own.title), f"{id} · {t.period(own.period)} · {natures[own.nature]}"]
        lines.append([id, name, lives.named(state, t), lives.told(at, t) or NONE, who or NONE, mark])
    return {"columns": columns, "rows": lines}


def edition(id: str, state: str, t: Words) -> None:
    """One edition: what it is, and what can be done with it."""
    own = cached.edition(id)
    with st.container(border=True):
        st.subheader(plain(t.name(own.title)), anchor=False)
        colour = "green" if state == life.PUBLISHED else "gray"
        status = cached.ranking(id, own.period).criteria.status
        st.markdown(f"{badge(lives.named(state, t), colour)} {marks(own.nature, status, t)}")
        st.caption(next_step(state, t))
        if own.revises:
            why = {"id": plain(own.revises), "reason": plain(t.name(own.reason))}
            st.caption(t("Revises {id}. Reason: {reason}", **why))
        with st.container(horizontal=True, vertical_alignment="center"):
            for doing in DOINGS[state]:
                if access.may(doing):
                    BUTTONS[doing](id, t)
            address.link("committee/leaderboard", t("See the ranking"), ":material/leaderboard:", edition=id)
        downloads.award(id, t)
        checking.outcome(id, t)


def next_step(state: str, t: Words) -> str:
    """What a state means, and what comes next."""
    return {
        life.DRAFT: t("Only the committee sees a draft. Freezing it makes its files final."),
        life.FROZEN: t("The files are final and not public yet. Publishing shows them to everybody."),
        life.PUBLISHED: t("Everybody sees this edition. It is never changed: mistakes are corrected by a revision."),
        life.SUPERSEDED: t("A revision has taken its place. It stays on record and can still be verified."),
    }[state]
