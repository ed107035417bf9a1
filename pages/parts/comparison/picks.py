"""Which regions are set beside each other: picked by the viewer, or a sensible start."""

import streamlit as st

from messages import FIXED, Words
from pages.common import address, cached, region
from pages.common.sentences import plain
from scoring.pairs import placed, rivals

MOST = 6
GLYPHS = "●■◆▲✚✖"  # as charts.layout.SYMBOLS, for words beside a figure


def picked(id: str, period: str, t: Words) -> list[str]:
    """Codes of two to six regions, the best placed first, with a word on what was added or left out."""
    standings, ranking = cached.standings(id, period, "score"), cached.ranking(id, period)
    names = standings["label"] + standings["province"].map(lambda province: province and f" · {province}")
    options = standings.sort_values(["short_name", "code"]).index
    codes, left = address.several(
        t("Regions side by side"), options, "codes", MOST, format_func=names.get,
        placeholder=t("Choose two to six regions"),
    )  # fmt: skip
    if left:
        told = [standings["label"].get(code, code[:20]) for code in left[:MOST]]
        st.info(
            t(
                "Left out of this link: {left}. Shown are at most six regions of this edition, each once.",
                left=plain(t.list(told)),
            ),
            icon=":material/info:",
        )
    if len(codes) > 1:
        return placed(ranking, codes)
    own = codes[0] if codes else region.current(id)
    if own is None:
        shown = placed(ranking, ranking.table.index)[:3]
        st.caption(t("No region chosen yet: these are the first three. Choose others above."))
    elif codes:
        shown = placed(ranking, [own, *rivals(ranking, own)[:1]])
        added = [standings["label"][code] for code in shown if code != own]
        st.caption(t("Added to compare with: {names}, next to it in the ranking.", names=plain(t.list(added))))
    else:
        shown = placed(ranking, [own, *rivals(ranking, own)])
        st.caption(
            t(
                "No region chosen yet: {name} and its nearest rivals in the ranking. Choose others above.",
                name=plain(standings["label"][own]),
            )
        )
    return shown


def marked(codes: list[str], names: dict[str, str]) -> dict[str, str]:
    """Names with the symbol that stands for each in the figures."""
    return {code: f"{GLYPHS[n % MOST]}{FIXED}{names[code]}" for n, code in enumerate(codes)}
