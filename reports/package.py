"""The data package of an edition: what machines read, described by a Data Package descriptor.

The ranking (CSV, Parquet, and GeoJSON with the shapes), the figures behind it (CSV, Parquet), their sources, and the
criteria file. Columns have the same English names in every language; their titles are in the language asked for.
"""

import hashlib
import json
from io import BytesIO

import geopandas
import pandas as pd
import pyarrow
import shapely
from pyarrow import parquet

from data.shapes import ATTRIBUTION, outlines
from data.sources import sources
from data.store import query
from messages import Words
from problems import read_bytes
from reports import imprint
from reports.gathered import Gathered, gathered
from reports.reasons import reason
from reports.spreadsheet import csv
from reports.zipped import zipped

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
FORMATS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "geojson": "application/geo+json",
           "toml": "application/toml"}  # fmt: skip
TYPES = {"i": "integer", "u": "integer", "f": "number", "b": "boolean"}


def package(id: str, t: Words, period: str | None = None) -> bytes:
    """A zip with datapackage.json (Data Package 2.0) and its resources, at the edition's own period by default; the
    same bytes for the same edition. BadInput as `scoring.edition.ranking` raises it."""
    found = gathered(id, period)
    edition, marks = found.edition, [*imprint.state(id, t), *imprint.marks(found.edition, found.criteria, t)]
    ranked, figures, cited = ranking(found, t), observed(found), sources(edition)
    about = {"edition": id, "sha256": imprint.fingerprint(edition), "marks": " · ".join(marks)}
    parts = {
        "ranking.csv": csv(ranked),
        "ranking.parquet": _parquet(ranked, about),
        "regions.geojson": _geojson(ranked, edition.level, about),
        "figures.csv": csv(figures),
        "figures.parquet": _parquet(figures, about),
        "sources.csv": csv(cited),
        "criteria.toml": read_bytes(edition.criteria, f"{id}/criteria.toml"),
    }
    tables = {"ranking": ranked, "regions": ranked, "figures": figures, "sources": cited}
    described = _descriptor(found, marks, cited, t)
    described["resources"] = [_resource(path, content, tables, found, t) for path, content in parts.items()]
    written = json.dumps(described, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n"
    return zipped({"datapackage.json": written, **parts}, imprint.dated(edition))


def ranking(found: Gathered, t: Words) -> pd.DataFrame:
    """One row a region by code: its place, its score with all that it is made of, and on every row what the figures and
    the criteria are. Dimensions are `dimension.<id>` (points of the scale), indicators `indicator.<id>`."""
    table, outcome = found.standings.sort_index(), found.ranking
    columns = {
        "code": table.index.to_series(),
        "name": table["name"],
        "kind": table["kind"],
        "province_code": table["parent_code"].replace("", None),
        "rank": table["rank"].astype("Int64"),
        "rank_in_kind": table["rank_in_kind"].astype("Int64"),
        "change": table["change"].astype("Int64"),
        "score": outcome.table["score"].reindex(table.index),
        "status": table["status"],
        "reason": pd.Series({code: reason(outcome, code, t) or None for code in table.index}, dtype=object),
        "grade": table["grade"],
        **{f"dimension.{d.id}": table[d.id] for d in found.criteria.dimensions},
        **{f"indicator.{i.id}": outcome.values[i.id].reindex(table.index) for i in found.criteria.indicators},
    }
    marks = {"period": found.period, "nature": found.edition.nature, "criteria_status": found.criteria.status}
    return pd.DataFrame(columns).assign(**marks).reset_index(drop=True)


def observed(found: Gathered) -> pd.DataFrame:
    """The figures that the ranking is made of, as data/queries/observed.sql: with their counts, units and sources."""
    rows = query(found.edition.id, "observed", period=found.period, own=found.edition.period)
    used = rows["indicator"].isin(found.ranking.values.columns) & rows["code"].isin(found.ranking.values.index)
    return rows[used].reset_index(drop=True)


def _descriptor(found: Gathered, marks: list[str], cited: pd.DataFrame, t: Words) -> dict:
    edition, hash = found.edition, imprint.fingerprint(found.edition)
    texts = [t.name(edition.statement).strip(), *marks, f"{t('Universe')}: {t.name(edition.universe)}", ATTRIBUTION]
    origins = [
        {"title": row.title, **({"path": row.url} if row.url.startswith(("http://", "https://")) else {}),
         "publisher": row.publisher, "date": row.date, "licence": row.licence or None}
        for row in cited.itertuples()
    ]  # fmt: skip
    return {
        "$schema": SCHEMA, "name": f"ucj-award-{edition.id}", "id": f"sha256:{hash}",
        "title": f"UCJ Award · {t.name(edition.title)} · {t.period(found.period)}", "description": "\n\n".join(texts),
        "version": hash[: imprint.SHORT], "created": imprint.dated(edition).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "contributors": [{"title": "BSKDN, Kementerian Dalam Negeri", "roles": ["publisher"]}],
        "sources": origins, "simulated": edition.nature == "simulated", "marks": marks,
        "criteria_status": found.criteria.status, "nature": edition.nature, "attribution": edition.attribution,
        "period": found.period,
    }  # fmt: skip


def _resource(path: str, content: bytes, tables: dict[str, pd.DataFrame], found: Gathered, t: Words) -> dict:
    stem, suffix = path.split(".")
    hash = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    named = {"name": f"{stem}-{suffix}", "path": path, "format": suffix, "mediatype": FORMATS[suffix], **hash}
    if suffix == "toml":
        return {**named, "description": t.name(found.criteria.title, found.criteria.id), "encoding": "utf-8"}
    if suffix == "geojson":
        return {**named, "encoding": "utf-8", "description": ATTRIBUTION}
    keys = {"ranking": ["code"], "figures": ["code", "indicator"], "sources": ["source_id"]}[stem]
    schema = {"fields": _fields(tables[stem], found, t), "primaryKey": keys, "missingValues": [""]}
    return {**named, "type": "table", **({"encoding": "utf-8"} if suffix == "csv" else {}), "schema": schema}


def _fields(table: pd.DataFrame, found: Gathered, t: Words) -> list[dict]:
    """Name and type of every column; title and unit of those that are a score, a dimension or an indicator."""
    known = {f"indicator.{i.id}": {"title": t.name(i.name, i.id), "unit": i.unit} for i in found.criteria.indicators}
    known |= {f"dimension.{d.id}": {"title": t.name(d.name, d.id), "unit": "score"} for d in found.criteria.dimensions}
    known["score"] = {"title": t("Score"), "unit": "score"}
    known["change"] = {"title": t("Change of rank"), "unit": "places"}
    return [{"name": name, "type": TYPES.get(kind.kind, "string"), **known.get(name, {})}
            for name, kind in table.dtypes.items()]  # fmt: skip


def _parquet(table: pd.DataFrame, about: dict[str, str]) -> bytes:
    out, made = BytesIO(), pyarrow.Table.from_pandas(table, preserve_index=False)
    parquet.write_table(made.replace_schema_metadata(about), out)
    return out.getvalue()


def _geojson(table: pd.DataFrame, level: str, about: dict[str, str]) -> bytes:
    """RFC 7946: outer rings counter-clockwise, longitude first."""
    shapes: geopandas.GeoSeries = outlines(level).set_index("code")["geometry"].reindex(table["code"])
    rings = shapely.to_geojson(shapely.orient_polygons(shapes.to_numpy()))
    facts = json.loads(table.to_json(orient="records", double_precision=15))
    features = [
        {"type": "Feature", "id": row["code"], "properties": row, "geometry": json.loads(ring) if ring else None}
        for row, ring in zip(facts, rings, strict=True)
    ]
    collection = {"type": "FeatureCollection", "attribution": ATTRIBUTION, **about, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
