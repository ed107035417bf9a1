"""The drawn shapes of the regions: one coverage of regencies, from which the provinces are dissolved.

`build` makes static/regencies.geojson, static/provinces.geojson and data/shapes.csv from a source of boundaries. The
shapes are for display: generalised until a browser can fetch them, with every shared border still shared.
"""

import bisect
import gzip
import json
import os
import re
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely
from shapely.affinity import affine_transform

from data.regions import regions as known_regions
from problems import BadInput, Problem

TABLE = Path(__file__).with_name("shapes.csv")
STATIC = Path(__file__).parent.parent / "static"
FILES = {"province": "provinces.geojson", "regency": "regencies.geojson"}
ATTRIBUTION = "Batas wilayah: BIG, digeneralisasi"

# Lengths in degrees (0.01 is about 1.1 km), areas in square degrees (0.0001 is about 1.2 km2).
GRID, DECIMALS = 0.001, 3
SPECK_AREA, SPECK_SHARE, PINHOLE_AREA = 0.0003, 0.25, 0.001
TOLERANCES = np.arange(10, 2001) / 10_000
BYTES = {"province": 300_000, "regency": 750_000}
GZIPPED_BYTES = 145_000  # 150,000 less a margin: other builds of zlib compress a little worse
# A shape gets a marker when it covers less than 4 x 4 pixels of a map 1400 pixels wide that shows 46 degrees.
MARKER_AREA = (4 * 46 / 1400) ** 2

CODE = re.compile(r"\d\d\.\d\d")
NUMBER = "codes as text: read as a number, 11.10 becomes 11.1"
UNDOTTED = (
    "codes with their dot, such as 11.01: without it they cannot be told from BPS codes; if they are Kemendagri codes "
    "all the same, name the column"
)
UNKNOWN = "a regency code of data/regions.csv; if the regency was newly formed, add it there first"
MISSING = "a shape for every regency of data/regions.csv: {name} is missing"
TOO_LARGE = "shapes that fit the budget of bytes; these do not even when simplified by {tolerance} degrees"
TOO_SMALL = "a shape that is still there on a grid of {grid} degrees: {name} is too small"


def shapes() -> pd.DataFrame:
    """One row a region, sorted by code: where its drawn shape lies, in degrees (EPSG:4326).

    `lon` and `lat` are a point well inside the shape, `west`, `south`, `east` and `north` its bounds; `marker` says
    that the shape is too small to be seen on a national map and needs a dot as well.
    """
    return pd.read_csv(TABLE, dtype={"code": str, "marker": bool})


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
        codes, polygons = _from_cells(source, legend, names)
    else:
        codes, polygons = _from_boundaries(source, code_column, names)
    regencies = _without_specks(codes, polygons)
    parents = known.set_index("code")["parent_code"]
    # bisect_left finds the first tolerance, the finest, that fits.
    step = bisect.bisect_left(TOLERANCES, True, key=lambda t: _fits(_drawn(regencies, parents, t)))
    if step == len(TOLERANCES):
        raise BadInput([Problem(source.name, TOO_LARGE, details={"tolerance": TOLERANCES[-1]})])
    levels = _drawn(regencies, parents, TOLERANCES[step])
    gone = names.drop(levels["regency"].index)
    _refuse(Problem(source.name, TOO_SMALL, value=c, details={"name": n, "grid": GRID}) for c, n in gone.items())

    placed = pd.concat([_placed(drawn) for drawn in levels.values()]).sort_index()
    maps = {Path(static) / FILES[level]: _geojson(drawn) for level, drawn in levels.items()}
    _write({**maps, Path(table): placed.to_csv(lineterminator="\n").encode()})
    return [
        f"{len(levels['province'])} provinces and {len(levels['regency'])} regencies, simplified by "
        f"{TOLERANCES[step]:.4f} degrees",
        *(f"{path}: {len(text):,} bytes, {len(gzip.compress(text, 6)):,} gzipped" for path, text in maps.items()),
        f"{table}: {(placed['marker'] == 'true').sum()} shapes too small to be seen get a marker",
    ]


def _refuse(problems) -> None:
    """Raise BadInput if there is any problem."""
    if problems := list(problems):
        raise BadInput(problems)


def _from_cells(source: Path, legend: Path | None, names: pd.Series):
    """The codes and polygons of a GeoTIFF of cells, its staircases made fair, in EPSG:4326."""
    import rasterio
    import rasterio.features

    try:
        with rasterio.open(source) as raster:
            cells, transform, crs, sea = raster.read(1), raster.transform, raster.crs, raster.nodata
    except rasterio.errors.RasterioIOError as error:
        raise BadInput([Problem(source.name, "a GeoTIFF: {error}", details={"error": error})]) from error
    problems = []
    if crs is None:
        problems.append(Problem(source.name, "a coordinate reference system; the file names none"))
    if cells.dtype.kind not in "iu":
        problems.append(Problem(source.name, "cells of whole numbers", value=str(cells.dtype)))
    _refuse(problems)
    cells = cells.astype(np.int32)
    land = (cells != 0) & (cells != (0 if sea is None else sea))
    present = np.unique(cells[land])
    code_of = _legend(legend, source, names, present)
    drawn = list(rasterio.features.shapes(cells, mask=land, connectivity=4))
    polygons = _faired(np.array([shapely.geometry.shape(g) for g, _ in drawn], dtype=object))
    polygons = [affine_transform(polygon, transform.to_shapely()) for polygon in polygons]
    codes = np.array([code_of[int(value)] for _, value in drawn])
    return codes, geopandas.GeoSeries(polygons, crs=crs).to_crs("EPSG:4326").to_numpy()


def _legend(legend: Path | None, source: Path, names: pd.Series, present: np.ndarray) -> dict[int, str]:
    """Which regency a cell's value stands for."""
    if legend is None:
        beside = sorted(source.parent.glob("*legend*.csv"))
        if len(beside) != 1:
            expected = "one legend beside it (*legend*.csv with the columns value,code), or its name; found {number}"
            raise BadInput([Problem(source.name, expected, details={"number": len(beside)})])
        legend = beside[0]
    file = Path(legend).name
    try:
        rows = pd.read_csv(legend, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        expected = "a CSV with the columns value,code: {error}"
        raise BadInput([Problem(file, expected, details={"error": error})]) from error
    _refuse(Problem(file, "this column", column=c) for c in ("value", "code") if c not in rows)
    problems, code_of = [], {}
    for row, (value, code) in enumerate(rows[["value", "code"]].itertuples(index=False), start=2):
        if not re.fullmatch(r" *[0-9]+ *", value):
            problems.append(Problem(file, "a whole number", row, "value", value))
        elif int(value) in code_of:
            problems.append(Problem(file, "each value once", row, "value", value))
        else:
            code_of[int(value)] = code.strip()
        if code.strip() not in names.index:
            problems.append(Problem(file, UNKNOWN, row, "code", code))
    unnamed = [str(v) for v in present if v not in code_of]
    problems += [Problem(source.name, "a value of {file}", value=v, details={"file": file}) for v in unnamed]
    _refuse(problems + _missing(source.name, names, {code_of.get(v) for v in present}))
    return code_of


def _missing(file: str, names: pd.Series, found: set) -> list[Problem]:
    return [Problem(file, MISSING, value=c, details={"name": n}) for c, n in names.items() if c not in found]


def _faired(cells: np.ndarray, passes: int = 8) -> np.ndarray:
    """Polygons along cell edges, with the staircase smoothed away and shared borders still shared.

    Every corner that two edges meet at moves by Taubin's smoothing (a step to the mean of its neighbours, a slightly
    longer one back, so that islands keep their size); corners where borders branch stay.
    """
    polygons = shapely.segmentize(cells, 1.0)
    corners, index = np.unique(np.rint(shapely.get_coordinates(polygons)), axis=0, return_inverse=True)
    ends = np.cumsum(shapely.get_num_coordinates(shapely.get_rings(polygons))) - 1
    starts = np.setdiff1d(np.arange(len(index)), ends)
    edges = np.unique(np.sort(np.column_stack([index[starts], index[starts + 1]])), axis=0)
    both = np.concatenate([edges, edges[:, ::-1]])
    degree = np.bincount(both[:, 0], minlength=len(corners))
    for step in (0.5, -0.53) * passes:
        sums = [np.bincount(both[:, 0], corners[both[:, 1], axis], len(corners)) for axis in (0, 1)]
        moved = corners + step * (np.column_stack(sums) / degree[:, None] - corners)
        corners = np.where((degree == 2)[:, None], moved, corners)
    return shapely.set_coordinates(polygons, corners[index])


def _from_boundaries(source: Path, code_column: str | None, names: pd.Series):
    """The codes and polygons of a file of boundaries, overlaps and hairline gaps cleaned away, in EPSG:4326."""
    file = source.name
    try:
        layers = pyogrio.list_layers(source)[:, 0]
        frame = geopandas.read_file(source, layer=layers[0])
    except (RuntimeError, OSError, IndexError) as error:
        raise BadInput([Problem(file, "a file of boundaries: {error}", details={"error": error})]) from error
    problems = []
    if len(layers) > 1:
        problems.append(Problem(file, "one layer, not several", value=", ".join(layers)))
    if not isinstance(frame, geopandas.GeoDataFrame) or frame.empty:
        raise BadInput([*problems, Problem(file, "polygons: the file holds none")])
    if frame.crs is None:
        problems.append(Problem(file, "a coordinate reference system; the file names none"))
    column, faults = _code_column(file, frame, code_column)
    _refuse(problems + faults)
    codes = frame[column].fillna("").str.strip().str.replace(r"^(\d\d)(\d\d)$", r"\1.\2", regex=True).to_numpy()
    for row, (code, shape) in enumerate(zip(codes, frame.geometry, strict=True), start=1):
        if code not in names.index:
            problems.append(Problem(file, UNKNOWN, row, column, code))
        if shape is None or shape.is_empty or not shape.geom_type.endswith("Polygon"):
            problems.append(Problem(file, "a polygon that is not empty", row, "geometry", str(shape)[:60]))
    _refuse(problems + _missing(file, names, set(codes)))
    drawn = shapely.make_valid(frame.geometry.to_crs("EPSG:4326").to_numpy(), method="structure")
    whole = _dissolved(codes, drawn, shapely.union_all)
    clean = shapely.coverage_clean(whole.to_numpy(), gap_width=GRID, snapping_distance=GRID / 2)
    polygons, owner = shapely.get_parts(clean, return_index=True)
    return whole.index.to_numpy()[owner], polygons


def _code_column(file: str, frame: pd.DataFrame, named: str | None) -> tuple[str, list[Problem]]:
    """The column of regency codes, or what stands in the way of taking one."""
    columns = frame.columns.drop(frame.geometry.name)
    details = {"columns": ", ".join(columns)}
    if named is not None and named not in columns:
        return "", [Problem(file, "one of the columns {columns}", column=named, details=details)]
    if named is not None and not pd.api.types.is_string_dtype(frame[named].dropna()):
        return "", [Problem(file, NUMBER, column=named, value=str(frame[named].iloc[0]))]
    if named is not None:
        return named, []
    texts = {c: frame[c].dropna().astype(str).str.strip() for c in columns}
    dotted = [c for c, t in texts.items() if t.str.fullmatch(CODE).mean() > 0.5]
    text = [c for c in dotted if pd.api.types.is_string_dtype(frame[c].dropna())]
    if len(text) == 1:
        return text[0], []
    if len(text) > 1:
        expected = "one column of codes; name the one that is meant"
        return "", [Problem(file, expected, column=", ".join(text))]
    bare = [c for c, t in texts.items() if t.str.fullmatch(r"\d{4}").mean() > 0.5]
    faults = [Problem(file, NUMBER, column=c, value=str(frame[c].iloc[0])) for c in dotted]
    faults += [Problem(file, UNDOTTED, column=c, value=str(frame[c].iloc[0])) for c in bare]
    expected = "a column of Kemendagri codes such as 11.01; the columns are {columns}"
    return "", faults or [Problem(file, expected, details=details)]


def _dissolved(keys, polygons: np.ndarray, union=shapely.coverage_union_all) -> pd.Series:
    """The polygons of each key in one, sorted by key."""
    rows = pd.Series(np.arange(len(polygons))).groupby(np.asarray(keys), sort=True)
    return pd.Series({key: union(polygons[group]) for key, group in rows.indices.items()}, dtype=object)


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
    return _dissolved(np.append(codes, codes[given]), np.append(polygons, loose[longest["piece"].to_numpy()]))


def _drawn(regencies: pd.Series, parents: pd.Series, tolerance: float) -> dict[str, pd.Series]:
    """Both levels at a tolerance: simplified as one coverage, on the grid, outer rings clockwise."""
    simple = shapely.coverage_simplify(regencies.to_numpy(), tolerance)
    # Rounding each ring by itself may make it cross its neighbours: the lines are noded on the grid together instead.
    lines = shapely.union_all(shapely.boundary(simple), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    face, owner = shapely.STRtree(simple).query(shapely.point_on_surface(faces), predicate="within")
    faces = shapely.transform(faces, lambda xy: np.round(xy, DECIMALS))
    regencies = _dissolved(regencies.index[owner], faces[face])
    provinces = _dissolved(parents[regencies.index], regencies.to_numpy())
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
