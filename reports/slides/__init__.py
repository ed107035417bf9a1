"""Lima lembar: an edition on five slides for those who decide, in native text, tables and charts."""

import pandas as pd

from charts.choropleth import sentence
from charts.static_map import static_map
from data.regions import regions
from data.shapes import outlines
from data.sources import sources
from messages import Words
from reports import awarded, findings, imprint, national, paper
from reports.book.results import place_range, where
from reports.gathered import Gathered, compared, gathered, units
from reports.regional import span, sure
from reports.slides.bars import bars, ranges
from reports.slides.deck import LEFT, Deck, bold
from scoring.awards import winners

FIRST, MOVED, PLACES, AWARDS = 10, 5, 3, 5  # regions in a chart, in a list of moves; places and awards in the table
TOP = 2.05  # inches: where the body of a slide begins


def slides(id: str, t: Words, period: str | None = None) -> bytes:
    """Five slides (PPTX, 16:9) of an edition at a period, its own by default; the same bytes for the same edition.
    BadInput as `scoring.edition.ranking` raises it."""
    found = gathered(id, period)
    about = paper.about(id, t("Five slides"), t)
    counted = found.edition.attribution == "registration"
    registered = t("by place of registration") if counted else t("by place of residence")
    told = t("figures of {period}", period=t.period(found.period))
    foot = " · ".join(["UCJ Award", about["edition"], told, registered, f"SHA-256 {about['hash']}"])
    deck = Deck(f"UCJ Award · {about['edition']}", t.language, about["marks"], foot, imprint.dated(found.edition))
    for add in (standing, leading, moving, certain, cost):
        add(deck, found, t)
    return deck.saved()


def standing(deck: Deck, found: Gathered, t: Words) -> None:
    """Where the country stands, and the map."""
    now, before = national.country(found)
    leaders = found.standings.loc[found.standings["rank"].eq(1).fillna(False), "label"]
    slide = deck.slide(t("Where we stand"), bold(*national.lead(leaders, now, before, t)), _notes(found, t))
    rows = [[f"{label}\n{change}" if change else label, value]
            for label, value, change in national.headline(now, before, t)]  # fmt: skip
    heads = [t("Indicator"), t.period(found.period)]
    deck.table(slide, (LEFT, TOP + 0.1, 4.6, 3.2), heads, rows, t("Where we stand"), (3.1, 1.9), (1,), 14)
    table = found.standings.reset_index(names="code")
    table = table.assign(value=found.ranking.table["score"].reindex(table["code"]).to_numpy(), name=table["label"])
    unit = units(found.criteria)["score"]
    mark = t("Simulation") if found.edition.nature == "simulated" else ""
    drawn = static_map(table, outlines(found.edition.level), t("Score"), unit, t, mark=mark)
    deck.picture(slide, drawn, 5.35, TOP, 7.4, sentence(table, t("Score"), unit, t))


def leading(deck: Deck, found: Gathered, t: Words) -> None:
    """The first ten by score, and who wins what."""
    ranked, decimals = _ranked(found), found.criteria.decimals
    first, said = ranked[ranked["rank"] == 1], t("No region has a place.")
    scores = found.ranking.table["score"]
    if len(first):
        said = t("{names}: first with a score of {score}.", names=t.list(first["label"]),
                 score=t.number(scores[first.index[0]], decimals))  # fmt: skip
    if len(first) == 1 and len(ranked) > 1:
        ahead = scores[ranked.index[0]] - scores[ranked.index[1]]
        said += " " + t("{points} points ahead of the next, {name}.", points=t.number(ahead, decimals),
                        name=ranked["label"].iloc[1])  # fmt: skip
    slide = deck.slide(t("Who leads the ranking"), [(said, False)], _notes(found, t))
    top, title = ranked.head(FIRST), t("The first {n} by score", n=t.number(min(FIRST, len(ranked))))
    deck.text(slide, (LEFT, TOP, 6, 0.35), [[(title, True)]], 14)
    if len(top):
        labels = [f"{t.number(row['rank'])}  {where(row)}" for _, row in top.iterrows()]
        written = [t.number(x, decimals) for x in scores[top.index]]
        alt = f"{title}. {'; '.join(map(': '.join, zip(labels, written, strict=True)))}"
        bars(slide, (LEFT, TOP + 0.35, 6.2, 4.15), labels, scores[top.index], t("Score"), written, alt, deck.at)
    rows, more = _awards(found, t), len(found.criteria.awards) - AWARDS
    if rows:
        deck.table(slide, (7.1, TOP + 0.1, 5.6, 4.2), [t("Award"), t("Winners")], rows, t("Winners"), (2, 4), (), 13)
    if more > 0:
        rest = t.plural("{n} more award in the ranking book.", "{n} more awards in the ranking book.", more)
        deck.text(slide, (7.1, 6.3, 5.6, 0.3), [[(rest, False)]], 11)


def moving(deck: Deck, found: Gathered, t: Words) -> None:
    """Who rose and fell in a year."""
    change = found.standings["change"].dropna()
    said = compared(found.since, t)
    if len(change):
        counted = {"up": t.number((change > 0).sum()), "down": t.number((change < 0).sum()),
                   "same": t.number((change == 0).sum())}  # fmt: skip
        said = t("Of the regions ranked in both years, {up} rose, {down} fell and {same} kept their place.", **counted)
        said += f" {compared(found.since, t)}"
    slide = deck.slide(t("Who rose and who fell"), [(said, False)], _notes(found, t))
    if not len(change):
        return
    then, now = (period[:4] for period in (found.since, found.period))
    heads = [t("Region"), f"{t('Rank')} {then}", f"{t('Rank')} {now}", t("Change")]
    moved = _ranked(found).dropna(subset="change").astype({"change": int})
    lists = {
        t("Risen most"): moved[moved["change"] > 0].sort_values("change", ascending=False, kind="stable"),
        t("Fallen most"): moved[moved["change"] < 0].sort_values("change", kind="stable"),
    }
    for n, (title, rows) in enumerate(lists.items()):
        left = LEFT + 6.2 * n
        deck.text(slide, (left, TOP, 5.9, 0.4), [[(title, True)]], 16)
        cells = [
            [where(row), t.number(row["rank"] + row["change"]), t.number(row["rank"]), t.signed(row["change"], 0)]
            for _, row in rows.head(MOVED).iterrows()
        ]
        deck.table(slide, (left, TOP + 0.5, 5.9, 3.6), heads, cells or [[t("No region."), "", "", ""]], title,
                   (4.4, 2.3, 2.3, 2.4), (1, 2, 3), 12)  # fmt: skip


def certain(deck: Deck, found: Gathered, t: Words) -> None:
    """How far places move under other weights, and how good the figures are."""
    ranked = _ranked(found)
    said = t("No region has a place.")
    if len(ranked):
        said = f"{ranked['label'].iloc[0]}: {sure(found.ranking, found.ranges, ranked.index[0], t)}"
    slide = deck.slide(t("How sure it is"), [(said, False)], _notes(found, t))
    top = ranked.head(FIRST)
    if len(top):
        deck.text(slide, (LEFT, TOP, 6.2, 0.35), [[(t("Rank range"), True)]], 14)
        labels = [f"{where(row)}: {place_range(code, found, t)}" for code, row in top.iterrows()]
        spans = [span(found.ranges.loc[code]) for code in top.index]
        alt = f"{t('Rank range')}. {'; '.join(labels)}"
        ranges(slide, (LEFT, TOP + 0.35, 6.6, 4.15), labels, spans, t("Rank range"), alt, deck.at)
    deck.text(slide, (7.5, TOP, 5.2, 0.35), [[(t("Data quality"), True)]], 14)
    counted = found.standings["grade"].value_counts()
    rows = [[grade, t.number(counted.get(grade, 0)), meaning] for grade, meaning in findings.rule(t).items()]
    heads = [t("Grade"), t("Regions"), t("Meaning")]
    deck.table(slide, (7.5, TOP + 0.45, 5.2, 3.2), heads, rows, t("Data quality"), (2.4, 2.4, 6.2), (1,), 12)


def cost(deck: Deck, found: Gathered, t: Words) -> None:
    """What a year's premium would cost, and where most of it lies."""
    now, _ = national.country(found)
    gaps = found.ranking.values.get("unprotected_nonwage", pd.Series(dtype=float)).dropna().clip(lower=0)
    premiums = (gaps * now["rupiah_year"]).dropna().sort_values(ascending=False, kind="stable")
    top, said = premiums.head(FIRST), [(national.premium(now, t), False)]
    if len(top) and premiums.sum() > 0:
        share = t.percent(100 * top.sum() / premiums.sum(), 0)
        largest = t("{n} regions hold {share} of the premium of all {all} with figures.", n=t.number(len(top)),
                    share=share, all=t.number(len(premiums)))  # fmt: skip
        said.append((f" {largest}", False))
    slide = deck.slide(t("What it would cost"), said, _notes(found, t))
    rows = [
        [t("Unprotected workers"), t.compact(now["unprotected"])],
        [t("of these, non-wage workers (BPU)"), t.compact(now["unprotected_nonwage"])],
        [t("A year's premium, non-wage gap"), t.rupiah(now["premium_year"])],
        [t("PU (wage workers)"), t("borne by employers")],
    ]
    heads = ["Indonesia", t.period(found.period)]
    deck.table(slide, (LEFT, TOP + 0.1, 5.3, 2.6), heads, rows, t("What it would cost"), (3, 2), (1,), 15)
    if len(top):
        title = t("Largest premiums a year, billion rupiah")
        deck.text(slide, (6.4, TOP, 6.3, 0.35), [[(title, True)]], 14)
        labels = [where(found.standings.loc[code]) for code in top.index]
        alt = "; ".join(f"{n}: {t.rupiah(x)}" for n, x in zip(labels, top, strict=True))
        written = [t.number(x / 1e9) for x in top]
        bars(slide, (6.4, TOP + 0.35, 6.3, 4.15), labels, top / 1e9, title, written, f"{title}. {alt}", deck.at)


def _ranked(found: Gathered) -> pd.DataFrame:
    return found.standings.dropna(subset="rank").sort_values("rank", kind="stable")


def _awards(found: Gathered, t: Words) -> list[list[str]]:
    """Award by award who wins: the first places, or how many where everyone at a bound wins."""
    every, rows = winners(found.ranking, regions()).query("won"), []
    for award in found.criteria.awards[:AWARDS]:
        won, name = every[every["award"] == award.id], t.name(award.name, award.id)
        if award.places is None or won.empty:
            rows.append([name, t.plural("{n} region", "{n} regions", len(won))])
            continue
        said = [
            f"{t.number(row.place)}  {found.standings.at[row.code, 'label']}"
            f" ({awarded.value(found.criteria, award, row.value, t)})"
            for row in won.head(PLACES).itertuples()
        ]
        rows.append([name, "\n".join(said)])
    return rows


def _notes(found: Gathered, t: Words) -> str:
    """What stands below every slide: the figures' statement, universe, rules and sources."""
    edition = found.edition
    cited = [" · ".join(filter(None, [row.title, t(row.publisher), row.date])) for row in sources(edition).itertuples()]
    return "\n".join(
        [t.name(edition.statement), f"{t('Universe')}: {t.name(edition.universe)}",
         f"{t('Criteria')}: {t.name(found.criteria.title, found.criteria.id)}",
         f"{t('Hash of the edition (SHA-256)')}: {imprint.fingerprint(edition)}", f"{t('Sources')}:", *cited]
    )  # fmt: skip
