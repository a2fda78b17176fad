-- Hoeveel geld er is, elke soort apart: structureel per jaar (wat doorloopt), eenmalig van alle jaren samen.
-- Zoals knooppunt totaal --structureel en --eenmalig. 'van' telt de knooppunten met zulk geld, 'bekend' die waarvan
-- elk bedrag bekend is.
SELECT
    soort,
    eenheid,
    SUM(bedrag) AS bedrag,
    COUNT(DISTINCT knooppunt) - COUNT(DISTINCT CASE WHEN bedrag IS NULL THEN knooppunt END) AS bekend,
    COUNT(DISTINCT knooppunt) AS van
FROM bedragen
WHERE NOT stap AND NOT gevolgd
GROUP BY soort, eenheid
ORDER BY soort
