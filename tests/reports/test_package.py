"""The data package: what its descriptor says is what lies in it, and all forms of a table hold the same."""

import hashlib
import io
import json
import zipfile

import geopandas
import pandas as pd
import pytest
import shapely
from pyarrow import parquet

from messages import words
from reports.package import package

PROVINCES, REGENCIES = "provinsi-2024", "kabkota-simulasi-2026"


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def table(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype={"code": str, "province_code": str, "period": str})


@pytest.fixture(scope="module")
def provinces():
    return opened(package(PROVINCES, words("id")))


@pytest.fixture(scope="module")
def regencies():
    return opened(package(REGENCIES, words("en")))


@pytest.mark.parametrize("of", ["provinces", "regencies"])
def test_the_descriptor_is_that_of_the_files(of, request):
    files = request.getfixturevalue(of)
    described = json.loads(files["datapackage.json"])
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    resources = {r["path"]: r for r in described["resources"]}
    assert set(resources) | {"datapackage.json"} == set(files)
    assert len({r["name"] for r in resources.values()}) == len(resources)
    for path, resource in resources.items():
        assert resource["bytes"] == len(files[path])
        assert resource["hash"] == f"sha256:{hashlib.sha256(files[path]).hexdigest()}"
    for path in ("ranking.csv", "figures.csv", "sources.csv"):
        found, schema = table(files[path]), resources[path]["schema"]
        assert [field["name"] for field in schema["fields"]] == list(found.columns)
        assert not found.duplicated(schema["primaryKey"]).any()
        for field in schema["fields"]:
            if field["type"] in ("integer", "number"):
                assert pd.api.types.is_numeric_dtype(found[field["name"]]), field["name"]
    units = {f["name"]: f.get("unit") for f in resources["ranking.csv"]["schema"]["fields"]}
    assert units["indicator.coverage_total"] == "percent"
    assert units["indicator.unprotected"] == "people"


def test_published_figures_are_in_it(provinces):
    """Kalimantan Timur, 2024: 988,848 participants of 1,976,447 employed people, first with 53.29."""
    ranking, figures = table(provinces["ranking.csv"]), table(provinces["figures.csv"])
    own = ranking.set_index("code").loc["64"]
    assert (own["rank"], own["score"], own["status"]) == (1, 53.29, "ranked")
    assert own["indicator.coverage_total"] == 100 * 988848 / 1976447
    counts = figures.set_index(["code", "indicator"]).loc[("64", "coverage_total")]
    assert (counts["numerator"], counts["denominator"]) == (988848, 1976447)
    papua = ranking.set_index("code").loc["95"]
    assert pd.isna(papua["rank"])
    assert papua["reason"].startswith("Belum dapat diperingkat")


def test_all_forms_hold_the_same(regencies):
    ranking = table(regencies["ranking.csv"])
    stored = parquet.read_table(io.BytesIO(regencies["ranking.parquet"]))
    pd.testing.assert_frame_equal(stored.to_pandas(), ranking, check_dtype=False)
    shapes = geopandas.read_file(io.BytesIO(regencies["regions.geojson"]))
    assert list(shapes["code"]) == list(ranking["code"])
    assert list(shapes["score"].dropna()) == list(ranking["score"].dropna())
    assert shapes.geometry.is_valid.all()
    # RFC 7946: outer rings counter-clockwise
    rings = shapely.get_exterior_ring(shapely.get_parts(shapes.geometry.to_numpy()))
    assert shapely.is_ccw(rings).all()


def test_simulated_figures_say_so_everywhere(regencies):
    described = json.loads(regencies["datapackage.json"])
    assert described["simulated"] is True
    assert described["marks"][0].startswith("SIMULATION")
    assert set(table(regencies["ranking.csv"])["nature"]) == {"simulated"}
    assert json.loads(regencies["regions.geojson"])["marks"].startswith("SIMULATION")
    assert parquet.read_schema(io.BytesIO(regencies["ranking.parquet"])).metadata[b"marks"].startswith(b"SIMULATION")


def test_the_same_bytes_every_time_and_no_formula(renamed):
    renamed("64", "=cmd()")
    content = package(PROVINCES, words("id"))
    assert content == package(PROVINCES, words("id"))
    files = opened(content)
    assert table(files["ranking.csv"]).set_index("code").at["64", "name"] == "'=cmd()"
    stored = parquet.read_table(io.BytesIO(files["ranking.parquet"])).to_pandas().set_index("code")
    assert stored.at["64", "name"] == "=cmd()"
