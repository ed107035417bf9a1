-- Everything that an edition holds on a region, every period.
SELECT indicator, period, numerator, denominator, printed, value, unit, nature, attribution, source_id, note
FROM observations
WHERE code = $code
ORDER BY indicator, period
