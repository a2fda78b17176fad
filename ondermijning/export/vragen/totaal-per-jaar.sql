-- Hoeveel geld er in elk jaar is, elke soort apart; tel de jaren van structureel geld niet op.
-- Zoals knooppunt totaal --per jaar --structureel en --eenmalig. 'van' telt de knooppunten met zulk geld in dat
-- jaar, 'bekend' die waarvan elk bedrag bekend is. In het laatste jaar staat wat daarna doorgaat: structureel
-- geld dat in 'tijdvakken' geen 'tot' heeft.
WITH cijfer AS (
    SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),
eeuw AS (
    SELECT 1900 + 100 * a.n + 10 * b.n + c.n AS jaar FROM cijfer a CROSS JOIN cijfer b CROSS JOIN cijfer c
),
grens AS (
    SELECT
        soort,
        MIN(COALESCE(van, tot)) AS eerste,
        CASE WHEN COUNT(tot) < COUNT(*) THEN MAX(COALESCE(tot + 1, van)) ELSE MAX(tot) END AS laatste
    FROM tijdvakken
    GROUP BY soort
),
jaren AS (
    SELECT grens.soort, eeuw.jaar FROM grens JOIN eeuw ON eeuw.jaar BETWEEN grens.eerste AND grens.laatste
)
SELECT
    t.soort,
    j.jaar,
    t.eenheid,
    SUM(t.bedrag) AS bedrag,
    COUNT(DISTINCT t.knooppunt) - COUNT(DISTINCT CASE WHEN t.bedrag IS NULL THEN t.knooppunt END) AS bekend,
    COUNT(DISTINCT t.knooppunt) AS van
FROM tijdvakken t
JOIN jaren j ON j.soort = t.soort
    AND (t.van IS NULL OR t.van <= j.jaar) AND (t.tot IS NULL OR j.jaar <= t.tot)
GROUP BY t.soort, j.jaar, t.eenheid
ORDER BY t.soort, j.jaar
