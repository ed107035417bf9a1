"""The awkward cases of real life that the simulated edition holds on purpose: region, what happens, and why.

None of these is a finding about a region. Where the press reported such a case the region is the reported one, so that
the screens can be tried on what users really ask about; the figures themselves are simulated all the same.
"""

# Non-wage coverage above 100 %: code -> percent of informal workers in December 2024, kept as it is.
OVER_UNIVERSE = {
    "64.08": 112.0,  # Kutai Timur: the press printed 150 % (77,074 of 51,086 informal workers, 2024)
    "92.08": 118.0,  # Kaimana: the press printed 126.15 % (25,721 of 20,390 workers, August 2023)
}

# Split off from a parent where many workers are still registered: code -> percent of formal, of informal workers.
STILL_WITH_PARENT = {
    "82.08": (4.2, 1.0),  # Pulau Taliabu, split from Kepulauan Sula in 2013: 2.22 % in the press, May 2025
    "18.13": (3.9, 0.9),  # Pesisir Barat, split from Lampung Barat in 2012: 1.9 % in the press, September 2024
}

# No report was received: code -> months without counts of participants.
MISSING_MONTHS = {
    "13.09": ("2024-06", "2024-07"),  # Kepulauan Mentawai: assumed, two months in the first half of the series
    "64.11": ("2026-09",),  # Mahakam Ulu: assumed, the ranked month, so that it ends up incomplete
    "81.07": ("2025-05",),  # Kepulauan Aru: assumed, in the middle: growth of May 2026 cannot be computed either
}

# A jump in the last quarter, just before the count, that falls back: code -> month -> share of informal workers added.
JUMPS = {
    # Kepulauan Talaud: 21,025 workers were added in October to December 2025, to 98.07 %
    "71.04": {"2025-10": 0.16, "2025-11": 0.33, "2025-12": 0.50, "2026-01": 0.12, "2026-02": 0.05, "2026-03": 0.02},
}

# Non-civil-servant staff becoming PPPK leave the register: code -> first month, share of wage participants that go.
# The region cannot prevent it: appointments are made by the central government.
PPPK_FALLS = {
    "71.02": ("2025-10", 0.26),  # Minahasa: Sulawesi Utara fell from 76.11 to 67.95 % in 2025 for this reason
    "71.73": ("2025-11", 0.17),  # Tomohon: the same
}

# Supiori, 27,965 people: real, the smallest regency; 100 workers move its coverage by a point, in Bogor not at all.
SMALLEST = "91.19"

# Administrative units of DKI Jakarta: no budget of their own, no villages; the province regulates and pays.
UNDER_PROVINCE = "31."
