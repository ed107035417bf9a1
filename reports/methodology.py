"""How an edition was made, as plain data: a screen and a printed book render the same sections.

Every sentence follows from the criteria, the edition and its sources, so that none can go stale.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from data.editions import Edition, year_before
from messages import NONE, Words
from reports import formulas
from reports.document import Code, Formula, Items, Paragraph, Part, Section, Table
from reports.glossary import figure_name, glossary
from reports.reasons import sentence
from scoring.criteria import Award, Criteria, Dimension, Gate, Indicator
from scoring.explain import explain, nominal_weights
from scoring.ranking import RANKED, Ranking

NAMED = 20  # regions named one by one; of more, the rest is counted


@dataclass(frozen=True)
class Files:
    """What the document is made from.

    ranking    the edition's, at its own period
    sources    as `data.sources.sources`; premiums: as `data.sources.premiums`
    inventory  the answer of data/queries/inventory.sql
    figures    all indicators at the edition's period, as `data.store.indicator_table`
    names      code -> name of a region
    """

    edition: Edition
    ranking: Ranking
    sources: pd.DataFrame
    premiums: pd.DataFrame
    inventory: pd.DataFrame
    figures: pd.DataFrame
    names: Mapping[str, str]

    @property
    def criteria(self) -> Criteria:
        return self.ranking.criteria


def sections(files: Files, t: Words) -> list[Section]:
    """The whole document in the words of a language."""
    return [
        Section("ringkas", t("In short"), _short(files, t)),
        Section("bobot", t("Dimensions, indicators and weights"), _weights(files.criteria, t)),
        Section("rumus", t("Formulas"), _formulas(files, t)),
        Section("aturan", t("Gates, ties and missing figures"), _rules(files, t)),
        Section("keteguhan", t("Robustness and change over time"), _robustness(files, t)),
        Section("angka", t("The figures and their sources"), _figures(files, t)),
        Section("batas", t("Assumptions and limits"), _limits(files, t)),
        Section("ulang", t("Compute it yourself"), _again(files, t)),
        Section("istilah", t("Words of the programme"), [Items([Paragraph(m, w) for w, m in glossary(t)])]),
    ]


def weights(criteria: Criteria, t: Words) -> pd.DataFrame:
    """Shares of the whole in file order, each dimension before its parts: name, depth (0 at the top), share (0 to 1),
    indicator (whether it is one)."""
    shares, rows = nominal_weights(criteria), []

    def walk(parent: str | None, depth: int) -> float:
        whole = 0.0
        for child in criteria.children(parent):
            inner = isinstance(child, Dimension)
            at = len(rows)
            rows.append([t.name(child.name, child.id), depth, 0.0, not inner])
            rows[at][2] = walk(child.id, depth + 1) if inner else shares.get(child.id, 0.0)
            whole += rows[at][2]
        return whole

    walk(None, 0)
    return pd.DataFrame(rows, columns=["name", "depth", "share", "indicator"])


def share(x: float, t: Words) -> str:
    """0.1333 -> 13,33 %, with no more decimals than it has."""
    text = t.percent(100 * x, next((n for n in (0, 1) if abs(round(100 * x, n) - 100 * x) < 1e-9), 2))
    return text.replace(" ", "\u00a0")


# --- what is ranked, and by what -------------------------------------------------------------------------------------


def _short(files: Files, t: Words) -> list[Part]:
    criteria, edition, table = files.criteria, files.edition, files.ranking.table
    tops = [d for d in criteria.children(None) if d.weight > 0]
    inner = [kind for kind, where in formulas.means(criteria).items() if where != [None]]
    text = t(
        "{ranked} of {all} {level} are ranked for {period} by a score from {indicators} in {dimensions}: the {outer} "
        "of "
        "the dimensions, and within them the {inner} of their parts. {range}",
        ranked=t.number((table["status"] == RANKED).sum()),
        all=t.number(len(table)),
        level={"province": t("provinces"), "regency": t("kabupaten and kota"), "village": t("villages")}[edition.level],
        period=t.period(edition.period),
        indicators=t.plural("{n} indicator", "{n} indicators", len(criteria.scored())),
        dimensions=t.plural("{n} dimension", "{n} dimensions", len(tops)),
        outer=mean_name(criteria.aggregate, t),
        inner=t.list(mean_name(kind, t) for kind in inner),
        range=t("The score runs from 0 to {scale}.", scale=formulas.exact(criteria.scale, t))
        if all(_bounded(i) for i in criteria.scored())
        else t("1 on the common scale is {scale} points of score.", scale=formulas.exact(criteria.scale, t)),
    )
    return [
        Paragraph(text),
        Paragraph(_status(criteria, t), t("Status of the criteria")),
        Paragraph(_nature(edition.nature, t), t("Nature of the figures")),
    ]


def _status(criteria: Criteria, t: Words) -> str:
    title = t.name(criteria.title, criteria.id)
    if criteria.status == "official":
        return t("{title}: official.", title=title)
    return t(
        "{title}: an assumption, awaiting guidelines. Indicators, weights and bounds are not those of official rules, "
        "and can be changed in one file without touching the program.",
        title=title,
    )


def _nature(nature: str, t: Words) -> str:
    return {
        "published": t("The figures of this edition are published ones, used as they are."),
        "derived": t("The figures of this edition are computed from published ones."),
        "simulated": t(
            "Simulation: the figures of this edition are made up for trial use and must not be used to judge a region."
        ),
    }[nature]


def _weights(criteria: Criteria, t: Words) -> list[Part]:
    shares, scored = nominal_weights(criteria), criteria.scored()
    dimensions = weights(criteria, t)
    dimensions = dimensions[~dimensions["indicator"]]
    why = {t.name(d.name, d.id): t.name(d.why) for d in criteria.dimensions}
    names = {d.id: t.name(d.name, d.id) for d in criteria.dimensions}
    weight = t("Weight")
    parts: list[Part] = [
        Table(
            t("Dimensions"),
            [t("Dimension"), weight],
            [[" ".join(["›"] * row.depth + [row.name]), share(row.share, t)] for row in dimensions.itertuples()],
            [why[name] for name in dimensions["name"]],
            (1,),
        ),
        Table(
            t("Scored indicators"),
            [t("Indicator"), t("Dimension"), weight, t("Goalposts")],
            [
                [
                    t.name(i.name, i.id),
                    names[i.dimension],
                    share(shares[i.id], t),
                    _goalposts(i, t),
                ]
                for i in scored
            ],
            [_described(i, t, method_name(i, t)) for i in scored],
            (2, 3),
            (1,),
        ),
        Paragraph(
            t("Weights are shares of the whole score; within a dimension they count relative to each other. "
              "Goalposts are "
              "fixed for the edition, so that no region moves another's value.")
            if all(i.normalise == "goalposts" for i in scored)
            else t("Weights are shares of the whole score; within a dimension they count relative to each other. Where "
                   "there are no goalposts, a value is measured against those of all regions, so that one region can "
                   "move another's value.")
        ),
    ]  # fmt: skip
    if rest := [i for i in criteria.indicators if i not in scored]:
        parts.append(
            Table(
                t("Shown, not scored"),
                [t("Shown, not scored"), t("Used for")],
                [[t.name(i.name, i.id), t.list(_uses(i, criteria, t)) or t("context")] for i in rest],
                [_described(i, t) for i in rest],
            )
        )
    return parts


def _uses(indicator: Indicator, criteria: Criteria, t: Words) -> list[str]:
    id = indicator.id
    uses = {
        t("gates"): any(g.indicator == id for g in criteria.gates),
        t("ties"): id in criteria.ties,
        t("bands"): any(b.of == id for b in criteria.bands),
        t("awards"): any(a.by == id for a in criteria.awards),
    }
    return [word for word, used in uses.items() if used]


def _described(indicator: Indicator, t: Words, *more: str) -> str:
    better = t("higher is better") if indicator.direction == "higher" else t("lower is better")
    facts = ", ".join(filter(None, [unit_name(indicator.unit, t), better, *more]))
    return f"{facts[0].upper()}{facts[1:]}. {t.name(indicator.why)}".strip()


def unit_name(unit: str, t: Words) -> str:
    """A unit of the criteria in words."""
    units = {
        "percent": t("percent"),
        "points": t("points"),
        "people": t("people"),
        "months": t("months"),
        "yes_no": t("yes or no"),
        "ratio": t("ratio"),
        "class": t("class"),
    }
    return units.get(unit, unit)


def _goalposts(indicator: Indicator, t: Words) -> str:
    if indicator.normalise != "goalposts":
        return NONE
    low, high = (formulas.exact(x, t) for x in indicator.goalposts)
    return f"{low}–{high}" if indicator.goalposts[0] >= 0 else t("{low} to {high}", low=low, high=high)


def method_name(indicator: Indicator, t: Words) -> str:
    """How an indicator is brought to the common scale, in a few words."""
    words = [_methods(t)[indicator.normalise]]
    if indicator.transform == "log":
        words.append(t("logarithm"))
    if indicator.normalise == "goalposts":
        words.append(t("capped") if indicator.clip else t("not capped"))
    return ", ".join(words)


def _methods(t: Words) -> dict[str, str]:
    return {
        "goalposts": t("between goalposts"),
        "minmax": t("between the smallest and the largest value"),
        "zscore": t("distance from the mean"),
        "rank": t("by order"),
    }


def _bounded(indicator: Indicator) -> bool:
    return indicator.normalise in ("minmax", "rank") or (indicator.normalise == "goalposts" and indicator.clip)


def mean_name(kind: str, t: Words) -> str:
    """A kind of mean in words."""
    return {
        "arithmetic": t("weighted arithmetic mean"),
        "geometric": t("weighted geometric mean"),
        "harmonic": t("weighted harmonic mean"),
    }[kind]


# --- how it is computed ----------------------------------------------------------------------------------------------


def _formulas(files: Files, t: Words) -> list[Part]:
    criteria = files.criteria
    parts: list[Part] = [Paragraph(t("Every value v is first brought to a common scale, the better the higher."), "1")]
    groups: dict[str, list[Indicator]] = {}
    for indicator in criteria.scored():
        groups.setdefault(formulas.normalisation(indicator), []).append(indicator)
    for formula, indicators in groups.items():
        parts += [Formula(formula), Paragraph(_letters(indicators[0], t) + " " + _for(indicators, t))]
    parts.append(Paragraph(t("The values x are then joined by their weights w."), "2"))
    names = {d.id: t.name(d.name, d.id) for d in criteria.dimensions} | {None: t("the score")}
    for kind, where in formulas.means(criteria).items():
        text = t("{mean}: {where}.", mean=mean_name(kind, t).capitalize(), where=t.list(names[id] for id in where))
        if kind != "arithmetic":
            text += " " + t("It is 0 as soon as one x is 0 or less.")
        parts += [Formula(formulas.MEANS[kind]), Paragraph(text)]
    d = criteria.decimals
    rounding = t(
        "The score is multiplied by {scale} and rounded half up to {n}: {before} becomes {after}. Regions are ranked "
        "by "
        "the rounded score.",
        scale=formulas.exact(criteria.scale, t),
        n=t.plural("{n} decimal", "{n} decimals", d),
        before=t.number(1 + 1.5 * 10**-d, d + 1),
        after=t.number(1 + 2 * 10**-d, d),
    )
    return [*parts, Paragraph(rounding, "3"), *_example(files, t)]


def _letters(indicator: Indicator, t: Words) -> str:
    if indicator.normalise == "goalposts":
        return t("a and b are the goalposts.") + (
            " " + t("Beyond them a value counts as the goalpost.") if indicator.clip
            else " " + t("Beyond them a value counts on, below 0 or above 1.")
        )  # fmt: skip
    return {
        "minmax": t("The smallest and the largest value are those of all regions that have one."),
        "zscore": t("The mean and the sample deviation s are those of all regions that have a value."),
        "rank": t("Of n regions with a value, the first count is of those that are worse, the second of equal others."),
    }[indicator.normalise]


def _for(indicators: Iterable[Indicator], t: Words) -> str:
    def named(i: Indicator) -> str:
        posts = zip("ab", i.goalposts if i.normalise == "goalposts" else (), strict=False)
        bounds = "; ".join(f"{letter} = {formulas.exact(post, t)}" for letter, post in posts)
        return t.name(i.name, i.id) + (f" ({bounds})" if bounds else "")

    return t("Used for {names}.", names=t.list(named(i) for i in indicators))


def _example(files: Files, t: Words) -> list[Part]:
    ranking, criteria = files.ranking, files.criteria
    first = ranking.table.index[ranking.table["rank"].eq(1).fillna(False)]
    if first.empty:
        return [Paragraph(t("No region of this edition has a rank."), t("Worked example"))]
    code = first[0]
    decimals, exact = formulas.precision(ranking, code), ranking.exact[code]
    lines = explain(ranking, code)
    there = lines["contribution"].notna()
    lines.loc[there, "contribution"] = formulas.shares(lines.loc[there, "contribution"], exact, decimals)
    names = {i.id: i for i in criteria.indicators}
    rows = [
        [
            t.name(names[row.indicator].name, row.indicator),
            t.figure(row.value, names[row.indicator].unit),
            t.number(row.normalised, 4),
            share(row.weight, t),
            t.number(row.contribution, decimals),
        ]
        for row in lines.itertuples()
    ]
    rows.append([t("Sum"), "", "", "", t.number(exact, decimals)])
    rows.append([t("Score, rounded"), "", "", "", t.number(ranking.table.at[code, "score"], criteria.decimals)])
    name = files.names.get(code, code)
    lead = t("Worked example: {region}", region=name)
    parts: list[Part] = [Paragraph(t("rank 1 of this edition. Its dimensions make the score:"), lead)]
    latex = formulas.worked(ranking, code, t)
    parts += [Formula(latex)] if latex else []
    heads = [t("Indicator"), t("Value"), t("On the common scale"), t("Weight"), t("Adds to the score")]
    parts.append(Table(lead, heads, rows, None, (1, 2, 3, 4), (2, 3)))
    note = t("Parts are rounded so that they add up to the sum.")
    if len(formulas.means(criteria)) > 1 or criteria.aggregate != "arithmetic":
        note += " " + t(
            "Under a geometric or harmonic mean, which is lower than the arithmetic one, all parts are scaled down "
            "alike."
        )
    if not there.all():
        note += " " + t("What is missing is left out, and the other weights grow.")
    return [*parts, Paragraph(note)]


# --- the rules of rank -----------------------------------------------------------------------------------------------


def _rules(files: Files, t: Words) -> list[Part]:
    criteria = files.criteria
    names = {i.id: t.name(i.name, i.id) for i in criteria.indicators} | {"score": t("Score")}
    rules = [
        Paragraph(
            "; ".join(_gate(g, criteria, t) for g in criteria.gates) + ". " + t("Who fails a gate keeps a score but "
            "takes no place.")
            if criteria.gates
            else t("none: every region with a score is ranked."),
            t("Gates"),
        ),
        Paragraph(
            t("{chain}, compared in this order on unrounded figures. What is still equal shares a rank.",
              chain=t(", then ").join(names[id] for id in criteria.ties))
            if criteria.ties
            else t("none: equal scores share a rank."),
            t("Equal scores"),
        ),
        Paragraph(t("1, 2, 2, 4: after a shared rank the next ones are skipped."), t("Ranks")),
        Paragraph(_missing(criteria, t), t("Missing figures")),
        Paragraph(
            t("ranked; not eligible (a gate is failed: score shown, no rank); incomplete (no score, or the figure of "
              "a gate "
              "is missing: listed, no rank)."),
            t("Statuses"),
        ),
    ]  # fmt: skip
    for of in dict.fromkeys(b.of for b in criteria.bands):
        classes = sorted((b for b in criteria.bands if b.of == of), key=lambda b: b.lower)
        text = "; ".join(
            t("{name} from {bound}", name=t.name(b.name, b.id), bound=formulas.exact(b.lower, t)) for b in classes
        )
        rules.append(Paragraph(f"{text}.", t("Bands by {value}", value=names[of])))
    parts: list[Part] = [Items(rules)]
    if criteria.awards:
        parts.append(
            Table(
                t("Awards"),
                [t("Award"), t("For"), t("By"), t("Given to")],
                [[t.name(a.name, a.id), _contenders(a, t), names[a.by], _given(a, t)] for a in criteria.awards],
                wide=(1,),
            )
        )
        parts.append(
            Paragraph(
                t("Only ranked regions win. Values are compared as published, with {n}, then by the tie chain.",
                  n=t.plural("{n} decimal", "{n} decimals", criteria.decimals))
            )
        )  # fmt: skip
    return parts


def _gate(gate: Gate, criteria: Criteria, t: Words) -> str:
    indicator = criteria.indicator(gate.indicator)
    bounds = [
        t("at least {bound}", bound=formulas.exact(gate.at_least, t)) if gate.at_least is not None else "",
        t("at most {bound}", bound=formulas.exact(gate.at_most, t)) if gate.at_most is not None else "",
    ]
    text = f"{t.name(indicator.name, indicator.id)} {t.list(filter(None, bounds))}"
    unit = unit_name(indicator.unit, t)
    return text + (f" {unit}" if unit and indicator.unit != "yes_no" else "")


def _missing(criteria: Criteria, t: Words) -> str:
    if criteria.missing == "exclude":
        return t("a region that lacks one scored indicator has no score and no rank. Nothing is filled in.")
    return t(
        "what is missing is left out and the other weights grow, as long as at least {share} of the weight is there at "
        "every level; else there is no score. Nothing is filled in.",
        share=share(criteria.min_present, t),
    )


def _contenders(award: Award, t: Words) -> str:
    kinds = {"provinsi": t("provinces"), "kabupaten": t("kabupaten"), "kota": t("kota")}
    words = [t.list(kinds[k] for k in award.kinds) if award.kinds else t("all regions")]
    if award.zones:
        words.append(t.list(award.zones))
    if award.autonomous is not None:
        words.append(t("autonomous") if award.autonomous else t("not autonomous"))
    return ", ".join(words)


def _given(award: Award, t: Words) -> str:
    if award.places is not None:
        return t.plural("the first", "the first {n}", award.places)
    return t("everyone from {bound}", bound=formulas.exact(award.at_least, t))


# --- how sure it is --------------------------------------------------------------------------------------------------


def _robustness(files: Files, t: Words) -> list[Part]:
    rules = files.criteria.robustness
    text = t(
        "Weights might as well have been chosen otherwise. So the ranking is computed {draws} times more, each weight "
        "drawn evenly within ±{spread} of itself (seed {seed}: the same draws on every computer); all other rules "
        "stay.",
        draws=t.number(rules.draws),
        spread=share(rules.weight_spread, t),
        seed=rules.seed,
    )
    earlier = year_before(files.edition.period)
    return [
        Paragraph(text, t("Rank range")),
        Paragraph(
            t("a range of 3 to 6 means that in 90 of 100 draws the region took a place from 3 to 6: it lies between "
              "the 5% "
              "and the 95% quantile (type 7). Regions whose ranges overlap are close to each other."),
            t("How to read it"),
        ),
        Paragraph(
            t("the same criteria are applied backwards to the figures of {period}; where these do not suffice, no "
              "change is "
              "shown.", period=t.period(earlier)),
            t("Change of rank"),
        ),
    ]  # fmt: skip


# --- the figures -----------------------------------------------------------------------------------------------------


def _figures(files: Files, t: Words) -> list[Part]:
    edition, n = files.edition, len(files.figures)
    there = files.figures.notna().sum()
    known = {i.id: t.name(i.name, i.id) for i in files.criteria.indicators}
    order = {id: n for n, id in enumerate(known)}
    inventory = files.inventory.sort_values(
        "indicator", key=lambda ids: ids.map(lambda id: order.get(id, len(order))), kind="stable"
    )
    rows = []
    for row in inventory.itertuples():
        periods = dict.fromkeys([t.period(row.first_period), t.period(row.last_period)])
        count = int(there.get(row.indicator, 0))
        rows.append(
            [
                known.get(row.indicator) or figure_name(row.indicator, t),
                _natures(row.nature, t),
                " – ".join(periods),
                t.number(count),
                t.number(n - count),
            ]
        )
    heads = [t("Figure"), t("Nature"), t("Period"), t("Regions with it"), t("Regions without")]
    parts: list[Part] = [
        Items(
            [
                Paragraph(_one_line(t.name(edition.statement)), t("What they are")),
                Paragraph(_one_line(t.name(edition.universe)), t("Universe")),
                Paragraph(_attribution(edition.attribution, t), t("Attribution")),
                Paragraph(
                    _dated(edition, t),
                    t("Period"),
                ),
            ]
        ),
        Table(t("Figures of this edition"), heads, rows, None, (3, 4), (1,)),
        Paragraph(t("Counted for {period}, or for the latest period before it where a figure is not counted at that "
                    "pace.",
                    period=t.period(edition.period))),
        Items([_source(row, t) for row in files.sources.to_dict("records")],
              t.plural("{n} source", "{n} sources", len(files.sources))),
    ]  # fmt: skip
    if len(files.premiums):
        parts.append(Items([_premium(row, t) for row in files.premiums.to_dict("records")]))
    return [*parts, *_unranked(files, t)]


def _dated(edition: Edition, t: Words) -> str:
    return t("{period}; figures as of {as_of}.", period=t.period(edition.period), as_of=t.period(edition.as_of))


def _attribution(attribution: str, t: Words) -> str:
    if attribution == "registration":
        return t("by place of registration: participants count where the employer or they themselves are registered.")
    return t("by place of residence: participants count at the address on their identity card (KTP).")


def _natures(natures: object, t: Words) -> str:
    words = {"published": t("published"), "derived": t("derived"), "simulated": t("simulated")}
    return ", ".join(words.get(n, n) for n in natures.split()) if isinstance(natures, str) else NONE


def _source(row: dict[str, str], t: Words) -> Paragraph:
    blank = t("not known")
    facts = [
        (t("Publisher"), t(row["publisher"])),
        (t("date"), row["date"]),
        (t("licence"), t(row["licence"])),
        *([] if row["url"] else [(t("address"), "")]),
    ]
    text = "; ".join(f"{word}: {value or blank}" for word, value in facts)
    return Paragraph(f"{text}. {_as_sentence(t(row['note']))}".strip(), row["title"] or row["source_id"], row["url"])


def _as_sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""


def _premium(row: dict, t: Words) -> Paragraph:
    segments = {"nonwage": t("BPU (non-wage workers)"), "wage": t("PU (wage workers)")}
    text = t(
        "Rp{month} a month, Rp{year} a year for each worker ({scheme}).",
        month=t.number(row["rupiah_month"]),
        year=t.number(row["rupiah_year"]),
        scheme=row["scheme"],
    )
    segment = segments.get(row["segment"], row["segment"])
    return Paragraph(f"{text} {_as_sentence(t(row['note']))}".strip(), t("Premium, {segment}", segment=segment))


def _unranked(files: Files, t: Words) -> list[Part]:
    ranking, groups = files.ranking, {}
    for code in ranking.table.index[ranking.table["status"] != RANKED]:
        groups.setdefault(_one_line(sentence(ranking, code, t)), []).append(files.names.get(code, code))
    items = [Paragraph(why, _some(names, t)) for why, names in groups.items()]
    return [Paragraph(t("these regions have no place."), t("Not ranked")), Items(items)] if items else []


def _some(names: list[str], t: Words) -> str:
    if len(names) <= NAMED:
        return t.list(names)
    return t.list([*names[:NAMED], t("{n} more", n=t.number(len(names) - NAMED))])


# --- what to beware of -----------------------------------------------------------------------------------------------


def _limits(files: Files, t: Words) -> list[Part]:
    criteria, edition = files.criteria, files.edition
    limits = []
    if criteria.status == "assumption":
        limits.append(
            Paragraph(
                t("every indicator, weight, goalpost, gate, band and award above, until there are guidelines."),
                t("Assumed"),
            )
        )
    simulated = files.inventory["nature"].fillna("").str.split().map(lambda natures: "simulated" in natures)
    if simulated.any():
        text = t("{n} of {all} figures of this edition are made up, wholly or in part.",
                 n=t.number(simulated.sum()), all=t.number(len(simulated)))  # fmt: skip
        limits.append(Paragraph(text, t("Simulated")))
    if unknown := _unknown(files.sources, t):
        limits.append(Paragraph(unknown, t("Not known")))
    limits += [
        Paragraph(
            t("Participants are counted where they are registered, which need not be where they live or work. "
              "Regions with "
              "many head offices gain, and so do regions that others were split from.")
            if edition.attribution == "registration"
            else t("Participants are counted where they live by their identity card, which need not be where they "
                   "work."),
            t("Attribution"),
        ),
        Paragraph(_months(files, t), t("Months of premium")),
        Paragraph(_beyond(files, t), t("Beyond the goalposts")),
        Paragraph(_size(files, t), t("Small regions")),
        Paragraph(t("coverage here cannot be set beside coverage measured on another universe of workers."),
                  t("Universe")),
        Paragraph(t("A fall may lie outside a region's control, such as people who leave the register when their "
                    "work ends."),
                  t("Falls")),
        Paragraph(t("Boundaries: BIG, generalised; for display, not for legal demarcation."), t("Map")),
    ]  # fmt: skip
    return [Items(limits)]


def _unknown(sources: pd.DataFrame, t: Words) -> str:
    words = {"licence": t("licence"), "date": t("date"), "url": t("address"), "publisher": t("publisher")}
    blank = {word: int((sources[key].str.strip() == "").sum()) for key, word in words.items()}
    gaps = [t("the {fact} of {n}", fact=word, n=t.number(n)) for word, n in blank.items() if n]
    if not gaps:
        return ""
    return t("Of {all} sources, not known: {gaps}.", all=t.number(len(sources)), gaps=t.list(gaps))


def _months(files: Files, t: Words) -> str:
    months = [i for i in files.criteria.scored() if i.unit == "months"]
    gated = [g.indicator for g in files.criteria.gates if files.criteria.indicator(g.indicator).unit == "months"]
    text = t("A participant counts the same whether the premium is paid for 3 months of the year or for 12.")
    if months:
        return (
            text + " " + t("That is why {names} is scored as well.", names=t.list(t.name(i.name, i.id) for i in months))
        )
    if gated:
        return text + " " + t("That is why there is a gate on the months paid.")
    if (files.inventory["unit"] == "months").any():
        return text + " " + t("The months paid are shown beside it, not scored.")
    return text + " " + t("How many months were paid is not known in this edition.")


def _beyond(files: Files, t: Words) -> str:
    found, values = [], files.ranking.values
    posts = [i for i in files.criteria.scored() if i.normalise == "goalposts"]
    for i in posts:
        n = int(((values[i.id] < i.goalposts[0]) | (values[i.id] > i.goalposts[1])).sum())
        if n:
            found.append(f"{t.name(i.name, i.id)} ({t.plural('{n} region', '{n} regions', n)})")
    capped = {i.clip for i in posts}
    rule = {
        frozenset(): t("Values are measured against those of all regions; there are no fixed bounds."),
        frozenset({True}): t("A value beyond its goalposts, such as coverage above 100%, is shown as it is and "
                             "counts as the "
                             "goalpost."),
        frozenset({False}): t("A value beyond its goalposts is shown as it is and counts in full."),
        frozenset({True, False}): t("A value beyond its goalposts is shown as it is; it counts as the goalpost or in "
                                    "full, as "
                                    "the table of indicators says."),
    }[frozenset(capped)]  # fmt: skip
    return rule + (" " + t("In this edition: {names}.", names=t.list(found)) if found else "")


def _size(files: Files, t: Words) -> str:
    text = t("A few workers more or less move a small region by points and a large one not at all.")
    workers = files.figures.get("employed", pd.Series(dtype=float)).dropna()
    workers = workers[workers > 0]
    if workers.empty:
        return text
    small, large = workers.idxmin(), workers.idxmax()
    return (
        text
        + " "
        + t(
            "500 workers are {most} points of coverage in {small} and {least} in {large}: look at the number of "
            "workers beside "
            "the percentage.",
            most=t.number(50_000 / workers[small], 2),
            small=files.names.get(small, small),
            least=t.number(50_000 / workers[large], 3),
            large=files.names.get(large, large),
        )
    )


def _again(files: Files, t: Words) -> list[Part]:
    id = files.edition.id
    commands = ["scoring rank --edition", "scoring robustness --edition", "data table"]
    return [
        Paragraph(t("Anyone with the program and the files of the edition gets the same ranking, to the last digit:")),
        Code("\n".join(f"python -m {command} {id}" for command in commands)),
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())
