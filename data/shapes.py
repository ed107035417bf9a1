"""The drawn shapes of the regions: one coverage of regencies, from which the provinces are dissolved.

`build` makes static/regencies.geojson, static/provinces.geojson and data/shapes.csv from a source of boundaries. The
shapes are for display: generalised until a browser can fetch them, with every shared border still shared.
"""

import bisect
import gzip
import json
import os
from functools import cache
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely

from data.boundaries import GRID, dissolved, from_boundaries, from_cells, refuse
from data.regions import regions as known_regions
from problems import BadInput, Problem

TABLE = Path(__file__).with_name("shapes.csv")
STATIC = Path(__file__).parent.parent / "static"
FILES = {"province": "provinces.geojson", "regency": "regencies.geojson"}
ATTRIBUTION = "Batas wilayah: BIG, digeneralisasi"

# Lengths in degrees (0.01 is about 1.1 km), areas in square degrees (0.0001 is about 1.2 km2).
DECIMALS = 3
SPECK_AREA, SPECK_SHARE, PINHOLE_AREA = 0.0003, 0.25, 0.001
TOLERANCES = np.arange(10, 2001) / 10_000
BYTES = {"province": 300_000, "regency": 750_000}
GZIPPED_BYTES = 145_000  # 150,000 less a margin: other builds of zlib compress a little worse
# A shape gets a marker when it covers less than 4 x 4 pixels of a map 1400 pixels wide that shows 46 degrees.
MARKER_AREA = (4 * 46 / 1400) ** 2

TOO_LARGE = "shapes that fit the budget of bytes; these do not even when simplified by {tolerance} degrees"
TOO_SMALL = "a shape that is still there on a grid of {grid} degrees: {name} is too small"


def shapes() -> pd.DataFrame:
    """One row a region, sorted by code: where its drawn shape lies, in degrees (EPSG:4326).

    `lon` and `lat` are a point well inside the shape, `west`, `south`, `east` and `north` its bounds; `marker` says
    that the shape is too small to be seen on a national map and needs a dot as well.
    """
    return _table().reset_index()


@cache
def middle(code: str) -> tuple[float, float] | None:
    """Longitude and latitude in degrees of the point of `shapes`; None for a region without a shape."""
    table = _table()
    return tuple(table.loc[code, ["lon", "lat"]].tolist()) if code in table.index else None


@cache
def _table() -> pd.DataFrame:
    return pd.read_csv(TABLE, dtype={"code": str, "marker": bool}, index_col="code")


def outlines(level: str) -> geopandas.GeoDataFrame:
    """The drawn shapes of a level (`province` or `regency`): columns `code` and `geometry`, EPSG:4326."""
    features = json.loads((STATIC / FILES[level]).read_text("utf-8"))["features"]
    geometry = [shapely.geometry.shape(f["geometry"]) for f in features]
    return geopandas.GeoDataFrame({"code": [f["id"] for f in features]}, geometry=geometry, crs="EPSG:4326")


def build(
    source: Path,
    static: Path,
    table: Path,
    *,
    code_column: str | None = None,
    legend: Path | None = None,
    regions: pd.DataFrame | None = None,
) -> list[str]:
    """Write the GeoJSON of both levels into the folder `static` and the points and bounds to `table`.

    `source` is a GeoTIFF of cells, one whole number a regency, explained by the CSV `legend` (value,code; by default
    the one *legend*.csv beside it), or any file of regency polygons that GDAL reads, with a column of Kemendagri
    codes (`code_column`, or found). `regions` stands in for data/regions.csv. Returns a summary, a line a string.
    Raises BadInput with every problem found; nothing is written then.
    """
    source = Path(source)
    known = known_regions() if regions is None else regions
    names = known[known["level"] == "regency"].set_index("code")["name"]
    if source.suffix.lower() in {".tif", ".tiff"}:
        codes, polygons = from_cells(source, legend, names)
    else:
        codes, polygons = from_boundaries(source, code_column, names)
    regencies = _without_specks(codes, polygons)
    parents = known.set_index("code")["parent_code"]
    # bisect_left finds the first tolerance, the finest, that fits.
    step = bisect.bisect_left(TOLERANCES, True, key=lambda t: _fits(_drawn(regencies, parents, t)))
    if step == len(TOLERANCES):
        raise BadInput([Problem(source.name, TOO_LARGE, details={"tolerance": TOLERANCES[-1]})])
    levels = _drawn(regencies, parents, TOLERANCES[step])
    gone = names.drop(levels["regency"].index)
    refuse(Problem(source.name, TOO_SMALL, value=c, details={"name": n, "grid": GRID}) for c, n in gone.items())

    placed = pd.concat([_placed(drawn) for drawn in levels.values()]).sort_index()
    maps = {Path(static) / FILES[level]: _geojson(drawn) for level, drawn in levels.items()}
    _write({**maps, Path(table): placed.to_csv(lineterminator="\n").encode()})
    return [
        f"{len(levels['province'])} provinces and {len(levels['regency'])} regencies, simplified by "
        f"{TOLERANCES[step]:.4f} degrees",
        *(f"{path}: {len(text):,} bytes, {len(gzip.compress(text, 6)):,} gzipped" for path, text in maps.items()),
        f"{table}: {(placed['marker'] == 'true').sum()} shapes too small to be seen get a marker",
    ]


def _without_specks(codes: np.ndarray, polygons: np.ndarray) -> pd.Series:
    """One shape a regency, without islets; specks and pinholes inland go to the neighbour with the longest border.

    A part is a speck when it is small both in itself and beside the largest part of its regency.
    """
    area = shapely.area(polygons)
    keep = (area >= SPECK_AREA) | (area >= SPECK_SHARE * pd.Series(area).groupby(codes).transform("max").to_numpy())
    land = shapely.get_parts(shapely.coverage_union_all(polygons))
    holes = np.array([shapely.Polygon(ring) for part in land for ring in part.interiors], dtype=object)
    loose = np.concatenate([polygons[~keep], holes[shapely.area(holes) < PINHOLE_AREA]])
    codes, polygons = codes[keep], polygons[keep]
    piece, near = shapely.STRtree(polygons).query(loose, predicate="intersects")
    shared = shapely.length(shapely.intersection(shapely.boundary(loose[piece]), shapely.boundary(polygons[near])))
    borders = pd.DataFrame({"piece": piece, "near": near, "shared": shared}).query("shared > 0")
    longest = borders.sort_values(["piece", "shared", "near"]).drop_duplicates("piece", keep="last")
    given = longest["near"].to_numpy()
    return dissolved(np.append(codes, codes[given]), np.append(polygons, loose[longest["piece"].to_numpy()]))


def _drawn(regencies: pd.Series, parents: pd.Series, tolerance: float) -> dict[str, pd.Series]:
    """Both levels at a tolerance: simplified as one coverage, on the grid, outer rings clockwise."""
    simple = shapely.coverage_simplify(regencies.to_numpy(), tolerance)
    # Rounding each ring by itself may make it cross its neighbours: the lines are noded on the grid together instead.
    lines = shapely.union_all(shapely.boundary(simple), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    face, owner = shapely.STRtree(simple).query(shapely.point_on_surface(faces), predicate="within")
    faces = shapely.transform(faces, lambda xy: np.round(xy, DECIMALS))
    regencies = dissolved(regencies.index[owner], faces[face])
    provinces = dissolved(parents[regencies.index], regencies.to_numpy())
    return {"province": _clockwise(provinces), "regency": _clockwise(regencies)}


def _clockwise(drawn: pd.Series) -> pd.Series:
    # Clockwise, unlike RFC 7946: Plotly's map would fill the world around a counter-clockwise ring.
    return pd.Series(shapely.orient_polygons(shapely.normalize(drawn.to_numpy()), exterior_cw=True), drawn.index)


def _fits(levels: dict[str, pd.Series]) -> bool:
    """Whether both levels keep to their budgets of bytes."""
    written = {level: _geojson(drawn) for level, drawn in levels.items()}
    zipped = len(gzip.compress(written["regency"], 6))
    return all(len(written[level]) <= most for level, most in BYTES.items()) and zipped <= GZIPPED_BYTES


def _geojson(drawn: pd.Series) -> bytes:
    features = [
        {"type": "Feature", "id": code, "properties": {}, "geometry": json.loads(text)}
        for code, text in zip(drawn.index, shapely.to_geojson(drawn.to_numpy()), strict=True)
    ]
    collection = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}
    return json.dumps(collection, separators=(",", ":")).encode()


def _placed(drawn: pd.Series) -> pd.DataFrame:
    """The rows of data/shapes.csv for the shapes of one level."""
    middle = shapely.get_point(shapely.maximum_inscribed_circle(drawn.to_numpy()), 0)
    placed = pd.DataFrame(shapely.get_coordinates(middle).round(4), columns=["lon", "lat"])
    placed[["west", "south", "east", "north"]] = shapely.bounds(drawn.to_numpy())
    placed["marker"] = np.where(shapely.area(drawn.to_numpy()) < MARKER_AREA, "true", "false")
    return placed.set_index(drawn.index.rename("code"))


def _write(contents: dict[Path, bytes]) -> None:
    """Write all files, each in one step: first beside its place, then into it."""
    beside = {path: path.with_name(path.name + ".tmp") for path in contents}
    for path, content in contents.items():
        beside[path].write_bytes(content)
    for path, temporary in beside.items():
        os.replace(temporary, path)
