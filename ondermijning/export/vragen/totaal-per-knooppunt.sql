-- Hoeveel geld elk knooppunt heeft, elke soort apart. 'onbekend' telt de bedragen die geen bron noemt.
-- Zoals knooppunt totaal --structureel en --eenmalig.
SELECT
    knooppunt,
    naam,
    soort,
    eenheid,
    SUM(bedrag) AS bedrag,
    COUNT(*) - COUNT(bedrag) AS onbekend
FROM bedragen
WHERE NOT stap AND NOT gevolgd
GROUP BY knooppunt, naam, soort, eenheid
ORDER BY knooppunt, soort
