-- Periods of the same pace as the edition's own, up to it.
SELECT DISTINCT period
FROM observations
WHERE length(period) = length($period) AND period <= $period
ORDER BY period
