-- What is wrong with a figure by itself, one row a fault: rule, id (of the row), field, found, details (name -> text).
WITH cells AS (
    SELECT id, unit, 'value' AS field, raw_value AS raw, value_text AS found, TRY_CAST(value_text AS DOUBLE) AS number
    FROM figures
    UNION ALL
    SELECT id, 'people', 'numerator', raw_numerator, numerator_text, TRY_CAST(numerator_text AS DOUBLE) FROM figures
    UNION ALL
    SELECT id, 'people', 'denominator', raw_denominator, denominator_text, TRY_CAST(denominator_text AS DOUBLE)
    FROM figures
),
columns AS (
    SELECT min(id) AS id, count(value) AS n, max(value) AS largest
    FROM figures
    WHERE unit = 'percent' AND denominator IS NULL AND NOT derived
    GROUP BY file, sheet, indicator
    HAVING count(value) > 1 AND min(value) >= 0 AND max(value) > 0 AND max(value) <= 1
),
unsourced AS (
    SELECT min(id) AS id, indicator, count(*) AS n
    FROM figures
    WHERE source_id = '' AND NOT derived AND (value IS NOT NULL OR denominator IS NOT NULL)
    GROUP BY file, sheet, indicator
),
counted AS (  -- printed shares beside the counts in other columns that they should be
    SELECT s.id, s.value, s.value_text, 100 * sum(p.value) / any_value(w.value) AS computed
    FROM figures AS s
    INNER JOIN parts ON parts.indicator = s.indicator
    INNER JOIN figures AS p ON p.indicator = parts.part AND p.code = s.code AND p.period = s.period AND p.kept
    INNER JOIN universes AS u ON u.indicator = s.indicator
    INNER JOIN figures AS w ON w.indicator = u.universe AND w.code = s.code AND w.period = s.period AND w.kept
    WHERE s.kept AND NOT s.derived AND s.denominator IS NULL AND w.value > 0
    GROUP BY s.id, s.value, s.value_text
    HAVING count(p.value) = any_value(parts.parts)
),
told AS (  -- notes, titles without what was reached, and the heads of columns that somebody said the meaning of
    SELECT id, indicator, note AS text
    FROM figures
    WHERE note <> '' AND NOT derived AND (value IS NOT NULL OR numerator IS NOT NULL)
    UNION ALL
    SELECT min(f.id), f.indicator, h.head
    FROM heads AS h
    INNER JOIN figures AS f ON f.indicator = h.indicator AND NOT f.derived
    GROUP BY f.indicator, h.head
    UNION ALL
    SELECT min(id), min(indicator), unnest(string_split(sheet || chr(10) || title, chr(10))) AS line
    FROM figures
    WHERE NOT derived AND indicator NOT IN ('target', 'attainment')
    GROUP BY file, sheet, title
    HAVING NOT regexp_matches(lower(sheet || ' ' || title), '(realisasi|capaian|actual|achieved)')
),
promises AS (
    SELECT id, text, regexp_extract(
        lower(text), '\b(janji|dijanjikan|komitmen|rencana|direncanakan|target|ditargetkan|promised?|planned)\b'
    ) AS word
    FROM told
    WHERE indicator NOT IN ('target', 'attainment')
)
SELECT 'UCJ301' AS rule, id, field, raw AS found, CAST(MAP {} AS MAP(VARCHAR, VARCHAR)) AS details
FROM cells WHERE raw <> '' AND number IS NULL
UNION ALL
SELECT 'UCJ302', id, field, found, MAP {} FROM cells WHERE number < 0 AND unit NOT IN ('points', 'index')
UNION ALL
SELECT 'UCJ307', id, field, found, MAP {}
FROM cells WHERE unit IN ('people', 'class') AND number <> floor(number) AND abs(number) < 1e15
UNION ALL
SELECT 'UCJ308', id, field, found, MAP {} FROM cells WHERE field = 'denominator' AND number = 0
UNION ALL
SELECT 'UCJ310', id, field, found, MAP {} FROM cells WHERE abs(number) >= 1e15
UNION ALL
SELECT 'UCJ309', id, CASE WHEN numerator IS NULL THEN 'numerator' ELSE 'denominator' END, '', MAP {}
FROM figures
WHERE (numerator IS NULL) <> (denominator IS NULL)
    AND CASE WHEN numerator IS NULL THEN raw_numerator ELSE raw_denominator END = ''
UNION ALL
SELECT 'UCJ303', id, 'value', value_text, MAP {}
FROM figures WHERE unit = 'percent' AND denominator IS NULL AND value > 100 AND value <= $share_limit AND NOT derived
UNION ALL
SELECT 'UCJ304', id, CASE WHEN derived THEN indicator ELSE 'numerator' END, numerator_text, MAP {'universe': denominator_text}
FROM figures WHERE unit = 'percent' AND numerator > denominator AND denominator > 0
UNION ALL
SELECT 'UCJ305', id, 'value', value_text, MAP {'limit': CAST($share_limit AS VARCHAR)}
FROM figures WHERE unit = 'percent' AND value > $share_limit AND NOT derived
UNION ALL
SELECT 'UCJ306', id, 'value', CAST(largest AS VARCHAR), MAP {'n': CAST(n AS VARCHAR)} FROM columns
UNION ALL
SELECT 'UCJ311', id, 'value', value_text, MAP {} FROM figures WHERE unit = 'yes_no' AND value NOT IN (0, 1)
UNION ALL
SELECT 'UCJ312', id, 'value', value_text, MAP {} FROM figures WHERE unit = 'months' AND value > 12
UNION ALL
SELECT 'UCJ313', id, 'value', '', MAP {}
FROM figures
WHERE value IS NULL AND numerator IS NULL AND denominator IS NULL AND note = ''
    AND raw_value = '' AND raw_numerator = '' AND raw_denominator = ''
UNION ALL
SELECT 'UCJ401', id, 'value', value_text, MAP {'computed': printf('%.2f', 100 * numerator / denominator)}
FROM figures
WHERE unit = 'percent' AND denominator > 0 AND abs(value - 100 * numerator / denominator) > $printed
UNION ALL
SELECT 'UCJ408', id, 'value', value_text, MAP {'computed': printf('%.2f', computed)}
FROM counted WHERE abs(value - computed) > $printed
UNION ALL
SELECT 'UCJ407', id, 'note', text, MAP {'word': word} FROM promises WHERE word <> ''
UNION ALL
SELECT 'UCJ507', id, 'period', period, MAP {'period': $own}
FROM figures WHERE dated AND NOT derived AND left(period, length($own)) > $own
UNION ALL
SELECT 'UCJ601', id, 'source_id', '', MAP {'n': CAST(n AS VARCHAR), 'indicator': indicator} FROM unsourced
UNION ALL
SELECT 'UCJ602', id, 'unit', unit, MAP {'unit': asked_unit}
FROM figures WHERE asked_unit <> '' AND unit <> asked_unit AND NOT derived
UNION ALL
SELECT 'UCJ603', id, 'period', period, MAP {'first': CAST($first_year AS VARCHAR), 'last': CAST($last_year AS VARCHAR)}
FROM figures WHERE NOT dated
UNION ALL
SELECT 'UCJ604', id, 'nature', nature, MAP {'options': $natures}
FROM figures
WHERE NOT list_contains(string_split($natures, ', '), nature)
QUALIFY nature <> '' OR row_number() OVER (PARTITION BY file, sheet, nature ORDER BY id) = 1  -- not told: once
UNION ALL
SELECT 'UCJ604', id, 'attribution', attribution, MAP {'options': $attributions}
FROM figures
WHERE attribution <> '' AND NOT derived AND NOT list_contains(string_split($attributions, ', '), attribution)
