-- What stands behind the latest figure of each indicator of some regions, up to a period.
SELECT code, indicator, period, unit, nature, attribution, source_id, note
FROM observations
WHERE code IN (SELECT unnest($codes)) AND value IS NOT NULL AND left(period, length($period)) <= $period
QUALIFY row_number() OVER (PARTITION BY code, indicator ORDER BY period DESC) = 1
ORDER BY indicator, code
