"""The regions of Indonesia: 38 provinces and 514 regencies (kabupaten and kota), by Kemendagri code."""

from functools import cache
from pathlib import Path

import pandas as pd

TABLE = Path(__file__).with_name("regions.csv")
NUMBERS = {"area_km2": "float64", "population_2024": "int64", "lon": "float64", "lat": "float64"}

# A class begins with the population named first in it and ends just below the next.
SIZE_CLASSES = {
    "province": {"under_2m": 0, "2m_5m": 2_000_000, "5m_10m": 5_000_000, "over_10m": 10_000_000},
    "regency": {
        "under_100k": 0,
        "100k_250k": 100_000,
        "250k_500k": 250_000,
        "500k_1m": 500_000,
        "over_1m": 1_000_000,
    },
}


def regions() -> pd.DataFrame:
    """One row a region, sorted by code; a fresh copy, so that a caller may change it.

    Codes (`code`, `parent_code`, `bps_code`) are text, a province's `parent_code` is empty. `area_km2` is in square
    kilometres, `population_2024` in people at the end of 2024, `lon` and `lat` in degrees of a point inside the
    region. `size_class` is the class of population within the level, one of SIZE_CLASSES.
    """
    return _table().copy()


def size_class(level: str, population: int) -> str:
    """The id of the class that a region of this level (`province` or `regency`) and population belongs to."""
    return [name for name, least in SIZE_CLASSES[level].items() if population >= least][-1]


@cache
def _table() -> pd.DataFrame:
    table = pd.read_csv(TABLE, dtype=str, keep_default_na=False).astype(NUMBERS)
    table["autonomous"] = table["autonomous"] == "true"
    table["size_class"] = list(map(size_class, table["level"], table["population_2024"]))
    return table
