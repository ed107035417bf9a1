"""The country in a few figures and in a sentence, for screens, books and slides alike."""

from collections.abc import Sequence

import pandas as pd

from data import store
from data.editions import year_before
from messages import Words
from reports.gathered import Gathered


def country(found: Gathered) -> tuple[pd.Series, pd.Series]:
    """The rows of data/queries/national.sql at the period and a year before; NaN where there is none."""
    rows = store.query(found.edition.id, "national", period=found.edition.period).set_index("period")
    now, before = (rows.reindex([p]).iloc[0].astype(float) for p in (found.period, year_before(found.period)))
    return now, before


def headline(now: pd.Series, before: pd.Series, t: Words) -> list[tuple[str, str, str]]:
    """What a figure is, the figure, and its change in a year ("" where that is not known); `now`, `before`: as
    `country`."""
    change = now - before

    def note(text: str, key: str) -> str:
        return f"{text} {t('in a year')}" if pd.notna(change[key]) else ""

    return [
        (t("National coverage"), t.percent(now["coverage"]),
         note(f"{t.signed(change['coverage'])} {t('points')}", "coverage")),
        (t("Active participants"), t.compact(now["active"]), note(t.signed_compact(change["active"]), "active")),
        (t("Unprotected workers"), t.compact(now["unprotected"]),
         note(t.signed_compact(change["unprotected"]), "unprotected")),
        (t("A year's premium, non-wage gap"), t.rupiah(now["premium_year"]),
         note(t.signed_rupiah(change["premium_year"]), "premium_year")),
    ]  # fmt: skip


def premium(now: pd.Series, t: Words) -> str:
    """What the premium of the gap is reckoned by."""
    return t(
        "Premium: {premium} a year for each non-wage worker not protected yet (JKK and JKM cover).",
        premium=f"Rp{t.number(now['rupiah_year'])}",
    )


def lead(leaders: Sequence[str], now: pd.Series, before: pd.Series | None, t: Words) -> tuple[str, dict[str, str]]:
    """Where the country stands and who leads: a wording, bold between two asterisks, and what fills it, as plain text.

    `leaders`: names of the regions of rank 1; `before`: None, or NaN, where there is no year before.
    """
    unknown = before is None or pd.isna(before["coverage"])
    parts = {
        "coverage": t.percent(now["coverage"]),
        "employed": t.compact(now["employed"]),
        "unprotected": t.compact(now["unprotected"]),
        "leaders": t.list(leaders),
        "change": "" if unknown else t.number(abs(now["coverage"] - before["coverage"]), 1),
    }
    if not len(leaders):
        return t("**{coverage} of {employed} employed people** are active participants."), parts
    if unknown:
        return t(
            "**{coverage} of {employed} employed people** are active participants; {unprotected} are not protected "
            "yet. **{leaders}** leads the ranking."
        ), parts
    if now["coverage"] < before["coverage"]:
        return t(
            "**{coverage} of {employed} employed people** are active participants, {change} points fewer than a year "
            "before; {unprotected} are not protected yet. **{leaders}** leads the ranking."
        ), parts
    return t(
        "**{coverage} of {employed} employed people** are active participants, {change} points more than a year "
        "before; {unprotected} are not protected yet. **{leaders}** leads the ranking."
    ), parts
