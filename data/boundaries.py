"""Boundaries as they come in: cells of a GeoTIFF, or polygons of an official file, each with its regency's code."""

import re
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely
from shapely.affinity import affine_transform

from problems import BadInput, Problem

GRID = 0.001  # degrees, about 110 m: the grid that all drawn points lie on
CODE = re.compile(r"\d\d\.\d\d")
NUMBER = "codes as text: read as a number, 11.10 becomes 11.1"
UNDOTTED = (
    "codes with their dot, such as 11.01: without it they cannot be told from BPS codes; if they are Kemendagri codes "
    "all the same, name the column"
)
UNKNOWN = "a regency code of data/regions.csv; if the regency was newly formed, add it there first"
MISSING = "a shape for every regency of data/regions.csv: {name} is missing"


def from_cells(source: Path, legend: Path | None, names: pd.Series):
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
    refuse(problems)
    cells = cells.astype(np.int32)
    land = (cells != 0) & (cells != (0 if sea is None else sea))
    present = np.unique(cells[land])
    code_of = _legend(legend, source, names, present)
    drawn = list(rasterio.features.shapes(cells, mask=land, connectivity=4))
    polygons = _faired(np.array([shapely.geometry.shape(g) for g, _ in drawn], dtype=object))
    polygons = [affine_transform(polygon, transform.to_shapely()) for polygon in polygons]
    codes = np.array([code_of[int(value)] for _, value in drawn])
    return codes, geopandas.GeoSeries(polygons, crs=crs).to_crs("EPSG:4326").to_numpy()


def from_boundaries(source: Path, code_column: str | None, names: pd.Series):
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
    refuse(problems + faults)
    codes = frame[column].fillna("").str.strip().str.replace(r"^(\d\d)(\d\d)$", r"\1.\2", regex=True).to_numpy()
    for row, (code, shape) in enumerate(zip(codes, frame.geometry, strict=True), start=1):
        if code not in names.index:
            problems.append(Problem(file, UNKNOWN, row, column, code))
        if shape is None or shape.is_empty or not shape.geom_type.endswith("Polygon"):
            problems.append(Problem(file, "a polygon that is not empty", row, "geometry", str(shape)[:60]))
    refuse(problems + _missing(file, names, set(codes)))
    drawn = shapely.make_valid(frame.geometry.to_crs("EPSG:4326").to_numpy(), method="structure")
    whole = dissolved(codes, drawn, shapely.union_all)
    clean = shapely.coverage_clean(whole.to_numpy(), gap_width=GRID, snapping_distance=GRID / 2)
    polygons, owner = shapely.get_parts(clean, return_index=True)
    return whole.index.to_numpy()[owner], polygons


def dissolved(keys, polygons: np.ndarray, union=shapely.coverage_union_all) -> pd.Series:
    """The polygons of each key in one, sorted by key."""
    rows = pd.Series(np.arange(len(polygons))).groupby(np.asarray(keys), sort=True)
    return pd.Series({key: union(polygons[group]) for key, group in rows.indices.items()}, dtype=object)


def refuse(problems) -> None:
    """Raise BadInput if there is any problem."""
    if problems := list(problems):
        raise BadInput(problems)


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
    refuse(Problem(file, "this column", column=c) for c in ("value", "code") if c not in rows)
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
    refuse(problems + _missing(source.name, names, {code_of.get(v) for v in present}))
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
