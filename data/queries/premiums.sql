-- What a worker's cover costs (JKK and JKM), by segment.
SELECT segment, rupiah_year, rupiah_year // 12 AS rupiah_month
FROM premiums
ORDER BY segment
