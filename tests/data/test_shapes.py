"""The drawn shapes: the committed files keep their promises, and `build` makes such files or says what is wrong."""

import gzip
import json
import zipfile

import geopandas
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely

from data.regions import regions
from data.shapes import ATTRIBUTION, FILES, STATIC, build, outlines, shapes
from problems import BadInput

COUNTS = {"province": 38, "regency": 514}


def drawn(level):
    return outlines(level).set_index("code").geometry


# --- the committed files ---


@pytest.mark.parametrize("level", COUNTS)
def test_every_region_is_drawn_and_valid(level):
    shape = drawn(level)
    assert list(shape.index) == list(regions().query("level == @level")["code"])
    assert len(shape) == COUNTS[level]
    assert shape.is_valid.all()
    assert not shape.is_empty.any()
    assert set(shape.geom_type) <= {"Polygon", "MultiPolygon"}


def test_files_keep_to_their_budgets():
    assert (STATIC / FILES["province"]).stat().st_size <= 300_000
    regencies = (STATIC / FILES["regency"]).read_bytes()
    assert len(regencies) <= 750_000
    assert len(gzip.compress(regencies, 6)) <= 150_000


@pytest.mark.parametrize("level", COUNTS)
def test_files_are_compact_and_credited(level):
    text = (STATIC / FILES[level]).read_text("utf-8")
    collection = json.loads(text)
    assert collection["attribution"] == ATTRIBUTION
    for feature in collection["features"]:
        assert list(feature) == ["type", "id", "properties", "geometry"]
        assert feature["properties"] == {}
    assert text == json.dumps(collection, separators=(",", ":"))


@pytest.mark.parametrize("level", COUNTS)
def test_outer_rings_run_clockwise_and_holes_the_other_way(level):
    parts = shapely.get_parts(drawn(level).to_numpy())
    assert not shapely.is_ccw(shapely.get_exterior_ring(parts)).any()
    assert all(shapely.is_ccw(hole) for part in parts for hole in part.interiors)


@pytest.mark.parametrize("level", COUNTS)
def test_coordinates_are_rounded(level):
    xy = shapely.get_coordinates(drawn(level).to_numpy())
    assert np.array_equal(xy, np.round(xy, 3))


@pytest.mark.parametrize("level", COUNTS)
def test_shared_borders_are_shared(level):
    assert shapely.coverage_is_valid(drawn(level).to_numpy(), gap_width=0.003)


def test_province_borders_are_the_outer_borders_of_their_regencies():
    regencies = drawn("regency")
    for code, province in drawn("province").items():
        union = shapely.union_all(regencies[regencies.index.str[:2] == code].to_numpy())
        assert shapely.symmetric_difference(union, province).area < 1e-9, code


def test_each_region_lies_where_the_table_says():
    table = regions().set_index("code")
    for level in COUNTS:
        shape = drawn(level)
        points = shapely.points(table.loc[shape.index, ["lon", "lat"]].to_numpy())
        assert (shapely.distance(points, shape.to_numpy()) < 0.15).all()


def test_neighbours():
    regencies, provinces = drawn("regency"), drawn("province")
    assert provinces["32"].covers(regencies["32.71"])
    assert regencies["32.01"].touches(regencies["32.71"])
    assert not provinces["33"].intersects(regencies["32.71"])


def test_points_and_bounds_are_those_of_the_shapes():
    table = shapes().set_index("code")
    assert list(table.index) == list(regions()["code"])
    for level in COUNTS:
        shape, rows = drawn(level), table.loc[regions().query("level == @level")["code"]]
        assert shapely.contains(shape.to_numpy(), shapely.points(rows[["lon", "lat"]].to_numpy())).all()
        assert np.array_equal(shape.bounds.to_numpy(), rows[["west", "south", "east", "north"]].to_numpy())


def test_markers_stand_where_a_shape_is_too_small():
    marked = set(shapes().query("marker")["code"])
    assert {"12.73", "35.76", "31.01"} <= marked
    assert not {"32.01", "35.78", "94.01"} & marked
    assert 40 <= len(marked) <= 90
    assert not any(len(code) == 2 for code in marked)


# --- building: three regencies in two provinces, 0.01 degree a cell ---

REGISTER = pd.DataFrame(
    [
        ("11", "Aceh", "province", ""),
        ("11.01", "Kabupaten Satu", "regency", "11"),
        ("11.10", "Kabupaten Sepuluh", "regency", "11"),
        ("12", "Sumatera Utara", "province", ""),
        ("12.01", "Kabupaten Dua", "regency", "12"),
    ],
    columns=["code", "name", "level", "parent_code"],
)
SQUARES = {
    "11.01": shapely.box(95, 2, 95.2, 2.4),
    "11.10": shapely.box(95.2, 2, 95.4, 2.4),
    "12.01": shapely.box(95.4, 2, 95.6, 2.4),
}


def cells():
    """Three blocks side by side, with a speck of one regency in another, a sea pinhole, an islet and an island."""
    grid = np.zeros((60, 80), np.uint16)
    grid[10:50, 5:25], grid[10:50, 25:45], grid[10:50, 45:65] = 1, 2, 3
    grid[10:30:2, 25] = 1
    grid[20, 10], grid[30, 50] = 2, 0
    grid[2, 2], grid[52:56, 70:76] = 1, 3
    return grid


def write_cells(folder, grid=None, legend="value,code\n1,11.01\n2,11.10\n3,12.01\n", crs="EPSG:4326"):
    grid = cells() if grid is None else grid
    transform = rasterio.transform.from_origin(95, 2.6, 0.01, 0.01)
    size = {"height": grid.shape[0], "width": grid.shape[1], "count": 1, "dtype": grid.dtype}
    with rasterio.open(folder / "cells.tif", "w", driver="GTiff", crs=crs, transform=transform, **size) as raster:
        raster.write(grid, 1)
    if legend is not None:
        (folder / "cells_legend.csv").write_text(legend)
    return folder / "cells.tif"


def write_boundaries(path, codes=tuple(SQUARES), squares=None, crs="EPSG:4326", **columns):
    geometry = geopandas.GeoSeries(SQUARES.values() if squares is None else squares, crs="EPSG:4326")
    geometry = geometry.to_crs(crs) if crs else geometry.set_crs(None, allow_override=True)
    geopandas.GeoDataFrame({"kode": list(codes), **columns}, geometry=geometry).to_file(path)
    return path


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def made(source, out, **options):
    lines = build(source, out, out / "shapes.csv", regions=REGISTER, **options)
    assert all(isinstance(line, str) for line in lines)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def read(files, level):
    features = json.loads(files[FILES[level]])["features"]
    return {f["id"]: shapely.geometry.shape(f["geometry"]) for f in features}


def problems(source, out, **options):
    with pytest.raises(BadInput) as raised:
        build(source, out, out / "shapes.csv", regions=REGISTER, **options)
    assert list(out.iterdir()) == []
    return [problem.line() for problem in raised.value.problems]


def test_build_from_cells(tmp_path, out):
    files = made(write_cells(tmp_path), out)
    assert list(files) == ["provinces.geojson", "regencies.geojson", "shapes.csv"]
    regencies, provinces = read(files, "regency"), read(files, "province")
    assert list(regencies) == ["11.01", "11.10", "12.01"]
    assert list(provinces) == ["11", "12"]
    assert shapely.coverage_is_valid(list(regencies.values()))
    assert shapely.union(regencies["11.01"], regencies["11.10"]).equals(provinces["11"])
    assert regencies["11.01"].intersection(regencies["11.10"]).length > 0.3
    assert [len(shapely.get_parts(s)) for s in regencies.values()] == [1, 1, 2]
    assert not any(part.interiors for s in regencies.values() for part in shapely.get_parts(s))
    table = files["shapes.csv"].decode().splitlines()
    assert table[0] == "code,lon,lat,west,south,east,north,marker"
    assert [line.split(",")[0] for line in table[1:]] == ["11", "11.01", "11.10", "12", "12.01"]


def test_a_regency_of_one_islet_is_kept(tmp_path, out):
    grid = cells()
    grid[grid == 3] = 0
    grid[2, 60] = 3
    assert read(made(write_cells(tmp_path, grid), out), "regency")["12.01"].area > 0


def test_cells_in_another_reference_system(tmp_path, out):
    grid = np.repeat([[1, 2, 3]], 3, axis=0).astype(np.uint16)
    transform = rasterio.transform.from_origin(10_700_000, 300_000, 20_000, 20_000)
    profile = {"height": 3, "width": 3, "count": 1, "dtype": "uint16", "crs": "EPSG:3395", "transform": transform}
    with rasterio.open(tmp_path / "cells.tif", "w", driver="GTiff", **profile) as raster:
        raster.write(grid, 1)
    (tmp_path / "other.csv").write_text("value,code\n1,11.01\n2,11.10\n3,12.01\n")
    regencies = read(made(tmp_path / "cells.tif", out, legend=tmp_path / "other.csv"), "regency")
    assert 96 < regencies["11.01"].bounds[0] < 96.3
    assert regencies["11.10"].touches(regencies["12.01"])


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("b.gpkg", "EPSG:4326"),
        ("b.gpkg", "EPSG:3395"),
        ("b.shp", "EPSG:4326"),
        ("b.shp", "EPSG:3395"),
        ("b.geojson", "EPSG:4326"),
    ],
)
def test_build_from_boundaries(tmp_path, out, name, crs):
    regencies = read(made(write_boundaries(tmp_path / name, crs=crs), out), "regency")
    assert list(regencies) == list(SQUARES)
    for code, square in SQUARES.items():
        assert regencies[code].symmetric_difference(square).area < 1e-4


def test_build_from_a_zipped_shapefile(tmp_path, out):
    write_boundaries(tmp_path / "b.shp")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for path in tmp_path.glob("b.*"):
            if path.suffix != ".zip":
                archive.write(path, path.name)
    assert list(read(made(tmp_path / "b.zip", out), "regency")) == list(SQUARES)


def test_rows_of_one_code_are_dissolved_and_neighbours_joined(tmp_path, out):
    pieces = [
        shapely.box(95, 2, 95.2, 2.2),
        shapely.box(95, 2.2, 95.2, 2.4),
        shapely.box(95.2001, 2, 95.4, 2.4),
        shapely.box(95.3999, 2, 95.6, 2.4),
    ]
    source = write_boundaries(tmp_path / "b.gpkg", ["11.01", "11.01", "11.10", "12.01"], pieces)
    regencies = read(made(source, out), "regency")
    assert len(regencies) == 3
    assert shapely.coverage_is_valid(list(regencies.values()))
    assert len(shapely.get_parts(shapely.union_all(list(regencies.values())))) == 1


def test_a_named_column_may_leave_the_dot_out(tmp_path, out):
    source = write_boundaries(tmp_path / "b.gpkg", ["1101", "1110", "1201"])
    assert list(read(made(source, out, code_column="kode"), "regency")) == list(SQUARES)


@pytest.mark.parametrize("write", [write_cells, lambda folder: write_boundaries(folder / "b.gpkg")])
def test_the_same_bytes_on_every_run(tmp_path, out, write):
    source = write(tmp_path)
    assert made(source, out) == made(source, out)


def test_a_problem_leaves_earlier_files_alone(tmp_path, out):
    before = made(write_cells(tmp_path), out)
    with pytest.raises(BadInput):
        build(tmp_path / "absent.gpkg", out, out / "shapes.csv", regions=REGISTER)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


# --- what build refuses ---


@pytest.mark.parametrize("name", ["absent.gpkg", "absent.tif", "text.gpkg", "text.tif"])
def test_a_file_that_cannot_be_opened(tmp_path, out, name):
    (tmp_path / "text.gpkg").write_text("not a map")
    (tmp_path / "text.tif").write_text("not a map")
    assert problems(tmp_path / name, out)[0].startswith(f"{name}: a ")


def test_a_table_without_polygons(tmp_path, out):
    (tmp_path / "b.csv").write_text("kode\n11.01\n")
    assert problems(tmp_path / "b.csv", out) == ["b.csv: polygons: the file holds none"]


@pytest.mark.parametrize(
    ("codes", "column", "expected"),
    [
        (["a", "b", "c"], "kode", "a column of Kemendagri codes such as 11.01; the columns are kode"),
        ([11.01, 11.10, 12.01], "kode", "codes as text: read as a number, 11.10 becomes 11.1"),
        ([1101, 1110, 1201], "kode", "codes with their dot"),
        (["1101", "1110", "1201"], "kode", "cannot be told from BPS codes"),
    ],
)
def test_no_column_of_codes(tmp_path, out, codes, column, expected):
    [line] = problems(write_boundaries(tmp_path / "b.gpkg", codes), out)
    assert expected in line
    assert column in line


def test_a_file_without_rows(tmp_path, out):
    source = write_boundaries(tmp_path / "b.gpkg", [], [])
    assert problems(source, out, code_column="kode") == ["b.gpkg: polygons: the file holds none"]


def test_two_columns_of_codes(tmp_path, out):
    source = write_boundaries(tmp_path / "b.gpkg", lama=list(SQUARES))
    assert problems(source, out) == ["b.gpkg, column kode, lama: one column of codes; name the one that is meant"]


def test_a_named_column_that_is_absent_or_of_numbers(tmp_path, out):
    source = write_boundaries(tmp_path / "b.gpkg", angka=[1101, 1110, 1201])
    assert "one of the columns kode, angka" in problems(source, out, code_column="code")[0]
    assert "codes as text" in problems(source, out, code_column="angka")[0]


def test_unknown_and_missing_codes_are_all_named(tmp_path, out):
    lines = problems(write_boundaries(tmp_path / "b.gpkg", ["11.01", "11.11", None]), out)
    assert [line.split(":")[0] for line in lines] == [
        "b.gpkg, row 2, column kode, value '11.11'",
        "b.gpkg, row 3, column kode, value ''",
        "b.gpkg, value '11.10'",
        "b.gpkg, value '12.01'",
    ]
    assert "add it there first" in lines[0]
    assert "Kabupaten Dua is missing" in lines[3]


def test_empty_null_and_other_geometry(tmp_path, out):
    shapes = [None, shapely.Polygon(), shapely.Point(95, 2)]
    lines = problems(write_boundaries(tmp_path / "b.gpkg", squares=shapes), out)
    assert [line.split(",")[1] for line in lines] == [" row 1", " row 2", " row 3"]
    assert all("column geometry" in line and "a polygon that is not empty" in line for line in lines)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("name", ["b.shp", "cells.tif"])
def test_no_reference_system(tmp_path, out, name):
    source = write_cells(tmp_path, crs=None) if name == "cells.tif" else write_boundaries(tmp_path / name, crs=None)
    assert problems(source, out) == [f"{name}: a coordinate reference system; the file names none"]


def test_several_layers(tmp_path, out):
    source = write_boundaries(tmp_path / "b.gpkg")
    geopandas.read_file(source).to_file(source, layer="other")
    assert problems(source, out) == ["b.gpkg, value 'b, other': one layer, not several"]


def test_a_shape_too_small_for_the_grid(tmp_path, out):
    squares = [*list(SQUARES.values())[:2], shapely.box(96, 2, 96.0002, 2.0002)]
    [line] = problems(write_boundaries(tmp_path / "b.gpkg", squares=squares), out)
    assert line.startswith("b.gpkg, value '12.01'")
    assert "too small" in line


def test_shapes_that_cannot_fit_the_budget(tmp_path, out, monkeypatch):
    monkeypatch.setitem(build.__globals__, "GZIPPED_BYTES", 10)
    assert "budget" in problems(write_cells(tmp_path), out)[0]


def test_cells_of_fractions(tmp_path, out):
    assert "cells of whole numbers" in problems(write_cells(tmp_path, cells().astype("float32")), out)[0]


def test_no_legend_or_two(tmp_path, out):
    source = write_cells(tmp_path, legend=None)
    assert "found 0" in problems(source, out)[0]
    for name in ("a_legend.csv", "b_legend.csv"):
        (tmp_path / name).write_text("value,code\n")
    assert "found 2" in problems(source, out)[0]
    assert "a CSV with the columns" in problems(source, out, legend=tmp_path / "absent.csv")[0]


@pytest.mark.parametrize(
    ("legend", "expected"),
    [
        ("nilai,nama\n1,x\n", ["column value: this column", "column code: this column"]),
        ("value,code\n1,11.01\n2,11.10\n3,12.01\n3,11.01\n", ["row 5, column value, value '3': each value once"]),
        ("value,code\n1,11.01\n2,11.10\n3,12.01\nx,11.01\n", ["row 5, column value, value 'x': a whole number"]),
        (
            "value,code\n1,11.01\n2,11.1\n3,12.01\n",
            ["row 3, column code, value '11.1': a regency code", "value '11.10': a shape for every regency"],
        ),
        (
            "value,code\n1,11.01\n2,11.10\n",
            ["value '3': a value of cells_legend.csv", "Kabupaten Dua is missing"],
        ),
    ],
)
def test_faults_of_the_legend(tmp_path, out, legend, expected):
    lines = problems(write_cells(tmp_path, legend=legend), out)
    assert len(lines) == len(expected)
    assert all(part in line for part, line in zip(expected, lines, strict=True))
