"""The simulated counts of 514 regencies over 36 months, calibrated to the provinces' real counts of 2024.

Everything is an array: one row a regency (sorted by code), one column a month of `MONTHS`, unless said otherwise.
"""

import numpy as np
import pandas as pd

from data.embedded import cases

SEED = 20260930
MONTHS = tuple(f"{2023 + number // 12}-{number % 12 + 1:02d}" for number in range(9, 45))  # 2023-10 .. 2026-09
ANCHOR = MONTHS.index("2024-12")  # here the regencies add up to the real provinces
YEAR = np.array([int(month[:4]) - 2023 for month in MONTHS])  # 0..3
MONTH = np.array([int(month[5:]) for month in MONTHS])  # 1..12
ELAPSED = (np.arange(len(MONTHS)) - ANCHOR) / 12  # years since the anchor
# Firms end contracts at the turn of the year and hire towards its end: logits of wage coverage, December = 0.
WAGE_SEASON = np.array([-0.030, -0.028, -0.020, -0.020, -0.012, -0.010, -0.008, -0.004, 0, 0.004, 0.006, 0])
BUILDING_SEASON = np.array([0.55, 0.62, 0.74, 0.84, 0.92, 1, 1.06, 1.12, 1.16, 1.18, 1.14, 0.98])
OLD_PROVINCE = {"93": "91", "94": "91", "95": "91", "96": "92"}  # participants are counted for the undivided ones


def simulate(regencies: pd.DataFrame, provinces: pd.DataFrame) -> dict[str, np.ndarray]:
    """Counts of people by name, and months_paid (months), regulation (0/1), target (percent), all regency x month.

    `regencies`: code, kind, parent_code, population_2024, villages, urban_villages, informal_share (percent, never
    missing), poverty_rate (percent). `provinces`: by code, employed, formal, active_wage, active_nonwage (people in
    2024; 0 participants where they are counted for the undivided province).
    """
    draw = np.random.Generator(np.random.PCG64(SEED))
    base = _december_2024(draw, regencies, provinces)
    universe = _universe(draw, base)
    regulation = _regulation(draw, regencies)
    wage = _wage(draw, regencies, base, universe, regulation)
    funded = _nonwage(draw, regencies, base, universe, regulation)
    covered = (wage + funded["active_nonwage"]) / universe["employed"]
    return (
        universe
        | funded
        | {
            "active_wage": wage,
            "active_construction": _construction(draw, universe["employed"]),
            "regulation": regulation,
            "target": _target(draw, 100 * covered[:, ANCHOR]),
        }
    )


def _december_2024(draw, regencies, provinces) -> dict[str, np.ndarray]:
    """Whole numbers of people a regency in December 2024, adding up to the provinces' real counts."""
    count = len(regencies)
    kota = (regencies["kind"] == "kota").to_numpy(float)
    open_share = 1 - regencies["informal_share"].to_numpy(float) / 100
    informal, poor = _standard(-open_share), _standard(regencies["poverty_rate"].to_numpy(float))
    province = provinces.index.get_indexer(regencies["parent_code"])
    old_codes = provinces.index.map(lambda code: OLD_PROVINCE.get(code, code))
    _, old_of_province = np.unique(old_codes, return_inverse=True)
    old = old_of_province[province]
    real = {name: provinces[name].to_numpy(np.int64) for name in provinces}
    by_old = {
        name: np.bincount(old_of_province, real[name]).astype(np.int64) for name in ("active_wage", "active_nonwage")
    }

    weight = regencies["population_2024"].to_numpy(float) * np.exp(0.05 * draw.standard_normal(count))
    weight *= (real["employed"] / np.bincount(province, weight))[province]
    employed = whole(weight, real["employed"], province)
    formal = share_out(employed, _logit(open_share), real["formal"], province)
    rates = _fixed_rates(regencies["code"])
    tendency = 0.28 * kota - 0.22 * informal - 0.16 * poor + 0.34 * draw.standard_normal(count)
    wage = share_out(formal, tendency, by_old["active_wage"], old, ceiling=0.97, fixed=rates[0])
    tendency = -0.30 * informal - 0.18 * poor + 0.62 * draw.standard_normal(count)
    nonwage = share_out(employed - formal, tendency, by_old["active_nonwage"], old, ceiling=0.90, fixed=rates[1])
    share = np.clip(0.17 + 0.035 * poor + 0.03 * draw.standard_normal(count), 0.08, 0.40)
    vulnerable = np.rint((employed - formal) * share)
    return {"employed": employed, "formal": formal, "wage": wage, "nonwage": nonwage, "vulnerable": vulnerable}


def _universe(draw, base) -> dict[str, np.ndarray]:
    """Employed people by kind and the vulnerable among them: about 1.5 % more a year, a little more formal."""
    count = len(base["employed"])
    pace = np.exp(np.clip(0.015 + 0.004 * draw.standard_normal((count, 1)), 0.003, 0.027) * ELAPSED)
    employed = np.rint(base["employed"][:, None] * pace)
    formal_share = (base["formal"] / base["employed"])[:, None]
    drift = (0.012 + 0.008 * draw.standard_normal((count, 1))) * ELAPSED
    formal = np.rint(employed * _inverse(_logit(formal_share) + drift))
    formal[:, ANCHOR] = base["formal"]
    vulnerable = np.rint(base["vulnerable"][:, None] * np.exp(0.004 * ELAPSED))
    return {
        "employed": employed,
        "employed_formal": formal,
        "employed_informal": employed - formal,
        "vulnerable": vulnerable,
    }


def _regulation(draw, regencies) -> np.ndarray:
    """0/1, a regional regulation in force: it can only switch on; DKI Jakarta's units follow the province."""
    start = draw.uniform(-12, 60, (len(regencies), 1))
    start[regencies["code"].str.startswith(cases.UNDER_PROVINCE).to_numpy()] = -1
    return (np.arange(len(MONTHS)) >= start).astype(float)


def _wage(draw, regencies, base, universe, regulation) -> np.ndarray:
    """Active wage participants: a slow trend, a season, months that follow one another, and the PPPK falls."""
    count = len(regencies)
    pace = 0.060 + 0.075 * draw.standard_normal((count, 1))
    path = pace * ELAPSED + WAGE_SEASON[MONTH - 1] + _wander(draw, count, 0.010) + 0.03 * _since(regulation)
    share = (base["wage"] / base["formal"])[:, None]
    wage = universe["employed_formal"] * _inverse(_logit(share) + path - path[:, [ANCHOR]])
    for code, (month, gone) in cases.PPPK_FALLS.items():
        wage[_at(regencies, code), MONTHS.index(month) :] *= 1 - gone
    wage[:, ANCHOR] = base["wage"]
    return np.rint(wage)


def _nonwage(draw, regencies, base, universe, regulation) -> dict[str, np.ndarray]:
    """Active non-wage participants: those who pay themselves, and the vulnerable paid by APBD and by APBDes."""
    count, informal = len(regencies), universe["employed_informal"]
    villages = (regencies["villages"] / (regencies["villages"] + regencies["urban_villages"])).to_numpy(float)
    share = draw.beta(2.2, 4.0, count)  # of the non-wage participants that a budget pays for
    wanted = (base["nonwage"] * share)[:, None]
    by_village = np.where(villages > 0, draw.beta(1.5, 6.0, count) * villages, 0)
    paid_months, season = _budget_season(draw, count)
    path = season * _budget_level(draw, count) * np.exp(0.10 * _since(regulation)) * np.exp(_wander(draw, count, 0.012))
    room = 0.94 * universe["vulnerable"]  # the last of the vulnerable are hard to reach: budgets saturate
    paid = room * -np.expm1(-wanted * path / path[:, [ANCHOR]] / room)
    apbd, apbdes = (np.floor(paid * part[:, None]) for part in (1 - by_village, by_village))

    own = (base["nonwage"] - apbd[:, ANCHOR] - apbdes[:, ANCHOR])[:, None]
    over = regencies["code"].isin(list(cases.OVER_UNIVERSE)).to_numpy()[:, None]
    pace = np.where(over, 0, 0.055 + 0.11 * draw.standard_normal((count, 1)))
    drift = pace * ELAPSED + _wander(draw, count, 0.016)
    own_path = np.rint(own * np.exp(drift - drift[:, [ANCHOR]]))
    limit = np.rint(np.maximum(0.95 * informal, own)) - apbd - apbdes
    own_path = np.where(over, own_path, np.clip(own_path, 0, limit))
    own_path[:, ANCHOR] = own[:, 0]
    for code, added in cases.JUMPS.items():
        row = _at(regencies, code)
        for month, part in added.items():
            own_path[row, MONTHS.index(month)] += np.rint(part * informal[row, MONTHS.index(month)])
    nonwage = own_path + apbd + apbdes
    months = _months_paid(draw, (apbd + apbdes) / np.maximum(nonwage, 1), paid_months)
    return {"active_nonwage": nonwage, "vulnerable_apbd": apbd, "vulnerable_apbdes": apbdes, "months_paid": months}


def _budget_season(draw, count):
    """Months of the year a budget pays for (regency x year), and the part of the covered who are covered in each month.

    Cover bought for fewer than 12 months starts late, lapses from January on, and comes back; some regions push in
    the fourth quarter.
    """
    months = draw.choice(
        [4, 5, 6, 7, 8, 9, 10, 12], size=(count, 1), p=[0.04, 0.05, 0.15, 0.09, 0.13, 0.14, 0.08, 0.32]
    )
    months = np.clip(months + np.cumsum(draw.choice([0, 0, 0, 1], size=(count, 4)), axis=1), 4, 12)
    left = draw.uniform(0.20, 0.55, (count, 1))  # the part whose cover does not lapse
    season = np.where(13 - months[:, YEAR] <= MONTH, 1.0, left)
    push = np.where(draw.random((count, 1)) < 0.22, draw.uniform(0.10, 0.45, (count, 1)), 0)
    return months, season * (1 + push * np.select([MONTH == 10, MONTH == 11, MONTH == 12], [0.3, 0.7, 1.0], 0.0))


def _budget_level(draw, count) -> np.ndarray:
    """Size of the budgets by year, relative to 2024: most grow, some are cut, more of them in 2026."""
    yearly = np.exp(
        np.array([0.16, 0.16, 0.18, 0.06]) + np.array([0.2, 0.2, 0.2, 0.3]) * draw.standard_normal((count, 4))
    )
    level = np.cumprod(yearly, axis=1)
    return (level / level[:, [1]])[:, YEAR]


def _months_paid(draw, funded_share, paid_months) -> np.ndarray:
    """Average months paid of the last 12 (or since the series began), one decimal: budgets' months and own payers'."""
    own = np.clip(draw.normal(8.6, 1.1, (len(funded_share), 1)), 5, 11.5)
    mixed = pd.DataFrame((funded_share * paid_months[:, YEAR] + (1 - funded_share) * own).T)
    return mixed.rolling(12, min_periods=1).mean().to_numpy().T.round(1)


def _construction(draw, employed) -> np.ndarray:
    """Active construction workers: by project, so they rise and fall within the year; in no coverage figure."""
    level = 0.036 * np.exp(0.45 * draw.standard_normal((len(employed), 1)))
    return np.rint(employed * level * BUILDING_SEASON[MONTH - 1] * np.exp(_wander(draw, len(employed), 0.04)))


def _target(draw, covered_percent) -> np.ndarray:
    """Yearly target in percent, one decimal, rising every year and always within 20..75."""
    wish = 1.02 * covered_percent + 5.5
    eased = 23.5 + 6 * np.log1p(np.exp((wish - 23.5) / 6))  # no target near zero where coverage is near zero
    of_2024 = np.clip(eased + 2.5 * draw.standard_normal(len(wish)), 25, 64)
    step = draw.uniform(1.6, 4.8, len(covered_percent))
    return (of_2024[:, None] + step[:, None] * (YEAR - 1)).round(1)


def _fixed_rates(codes: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Rates set by a case instead of drawn, of formal and of informal workers; NaN elsewhere."""
    wage = {code: rates[0] for code, rates in cases.STILL_WITH_PARENT.items()}
    nonwage = {code: rates[1] for code, rates in cases.STILL_WITH_PARENT.items()} | cases.OVER_UNIVERSE
    return tuple(codes.map(fixed).to_numpy(float) / 100 for fixed in (wage, nonwage))


def share_out(universe, tendency, totals, group, ceiling=1.0, fixed=None) -> np.ndarray:
    """Whole numbers that add up to each group's total: universe x ceiling x logistic(tendency + the group's level).

    The level is found by halving; no count can exceed its universe. Rows with a `fixed` rate keep it.
    """
    fixed = np.full(len(universe), np.nan) if fixed is None else fixed
    free = np.isnan(fixed)
    given = np.where(free, 0, np.rint(universe * np.nan_to_num(fixed))).astype(np.int64)
    left = totals - np.bincount(group, given, len(totals)).astype(np.int64)
    low, high = np.full(len(totals), -15.0), np.full(len(totals), 15.0)
    for _ in range(80):
        middle = (low + high) / 2
        quota = np.where(free, universe * ceiling * _inverse(tendency + middle[group]), 0)
        short = np.bincount(group, quota, len(totals)) < left
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return given + whole(quota, left, group)


def whole(quota, totals, group) -> np.ndarray:
    """Largest remainders: quotas rounded down, one more to the largest fractions until each group's total is met."""
    floor = np.floor(quota).astype(np.int64)
    missing = totals - np.bincount(group, floor, len(totals)).astype(np.int64)
    order = np.lexsort((floor - quota, group))  # by group, the largest fraction first
    place = np.empty(len(quota), np.int64)
    place[order] = np.arange(len(quota)) - np.searchsorted(group[order], group[order])
    return floor + (place < missing[group])


def _wander(draw, count, deviation) -> np.ndarray:
    """Monthly noise that follows itself: each month keeps 85 % of the month before."""
    steps = deviation * draw.standard_normal((count, len(MONTHS)))
    for month in range(1, steps.shape[1]):
        steps[:, month] += 0.85 * steps[:, month - 1]
    return steps


def _since(regulation) -> np.ndarray:
    """Years for which a regulation has been in force within the series."""
    return np.cumsum(regulation, axis=1) / 12


def _at(regencies, code) -> int:
    return int(np.flatnonzero(regencies["code"] == code)[0])


def _standard(values):
    return (values - values.mean()) / values.std()


def _logit(share):
    return np.log(share / (1 - share))


def _inverse(logit):
    return 1 / (1 + np.exp(-logit))
