"""The journal on the screen: who did what and when, and whether its chain holds."""

import streamlit as st

from messages import NONE, Words
from pages.common import lives, table
from pages.parts.editions.listing import SHORT


def show(t: Words) -> None:
    """The state of the chain, and every act, the latest first."""
    if not lives.faults():
        st.success(t("The chain holds: every line is as it was written."), icon=":material/link:")
    acts = lives.acts()[::-1]
    if not acts:
        st.info(t("Nothing has been done yet. Embedded editions came with the software."))
        return
    named = doings(t)
    heads = [t("No."), t("When"), t("Who"), t("What"), t("Edition"), t("Comment"), t("Fingerprint")]
    rows = [
        [t.number(a.n), lives.told(a.at, t), a.who, named.get(a.act, a.act), a.edition, a.comment or NONE,
         a.after[:SHORT] or NONE]
        for a in acts
    ]  # fmt: skip
    content = table.listing(heads, rows, wide=[1, 6])
    table.regions_table("journal", content, t("Journal"), NONE, None, 520 if len(rows) > 12 else None)


def doings(t: Words) -> dict[str, str]:
    """The acts of the journal in words."""
    return {
        "import": t("Figures taken in"),
        "freeze": t("Freezing"),
        "publish": t("Publication"),
        "revise": t("Start of a revision"),
        "supersede": t("Replacement by a revision"),
        "discard": t("Discarding"),
    }
