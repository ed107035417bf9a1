-- One row with a figure a region, indicator and period: the first that is sound.
SELECT *
FROM received
WHERE sound AND (value IS NOT NULL OR denominator IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY code, indicator, period ORDER BY id) = 1
