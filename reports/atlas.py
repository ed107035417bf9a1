"""The maps of an edition, one a kind of region and a value, as pictures for paper."""

from dataclasses import dataclass

from charts.choropleth import sentence
from charts.static_map import static_map
from data.shapes import outlines
from messages import Words
from reports.gathered import Gathered, measures, units

VALUES = ("score", "coverage_total")  # those that the criteria have are drawn


@dataclass(frozen=True)
class Map:
    """A map: its title, the sentence that says what it shows, and the picture."""

    title: str
    sentence: str
    picture: bytes


def atlas(found: Gathered, t: Words, format: str = "svg") -> list[Map]:
    """The maps of every kind of region by score and coverage; `format`: as `static_map`. Only ranked regions are
    coloured, and every kota has a dot, since few are large enough to be seen."""
    land, unit, named = outlines(found.edition.level), units(found.criteria), measures(found.criteria, t)
    table = found.standings.reset_index(names="code").assign(name=found.standings["label"].to_numpy())
    mark = t("Simulation") if found.edition.nature == "simulated" else ""
    made = []
    for kind, part in table.groupby("kind", sort=False):
        part = part.assign(marker=part["marker"] | (kind == "kota"))
        for value in VALUES:
            if value != "score" and value not in found.ranking.values:
                continue
            source = found.ranking.table["score"] if value == "score" else found.ranking.values[value]
            shown = part.assign(value=source.reindex(part["code"]).to_numpy())
            label = f"{named[value]} · {kinds(t)[kind]} · {t.period(found.period)}"
            picture = static_map(shown, land, label, unit[value], t, mark=mark, format=format)
            made.append(
                Map(f"{kinds(t)[kind]}: {named[value]}", sentence(shown, named[value], unit[value], t), picture)
            )
    return made


def kinds(t: Words) -> dict[str, str]:
    """The kinds of regions in words."""
    return {"provinsi": t("Province"), "kabupaten": t("Kabupaten"), "kota": t("Kota")}
