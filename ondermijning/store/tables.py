"""The tables, indexes and views of the database that questions are asked of.

The heart is `bewering`: everything the dataset claims, one row each, with its `vindplaats`en. Amounts
are claims too; the view `bedrag` shows them: whole euros, per year where `soort` is `structureel`,
once in `jaar` where it is `eenmalig`, NULL where unknown; `gevolgd` where another has taken its place.
A step, a part and a deviation are claims of their own, `bij` an amount. `tijdvak` says what money there
is in a year, both ends included, NULL for no end. What holds for all knooppunten is kept as such and
spread out by views, so that the database grows with the file and not with its square. In the order of
their `plek` each partner stands under the one that it falls under. Of parts that say
the same in two datasets the `vingerafdruk` is the same.
"""

TABLES = """
CREATE TABLE dataset (bijgewerkt TEXT NOT NULL);
CREATE TABLE bron (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, titel TEXT NOT NULL, uitgever TEXT,
    soort TEXT NOT NULL, datum TEXT NOT NULL, kenmerk TEXT, dekking TEXT, url TEXT);
CREATE TABLE knooppunt (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, naam TEXT NOT NULL, type TEXT NOT NULL,
    speerpunten_bekend INTEGER, zoektekst TEXT NOT NULL, speerpunttekst TEXT NOT NULL);
CREATE TABLE alias (
    nr INTEGER PRIMARY KEY, alias TEXT NOT NULL UNIQUE, knooppunt INTEGER NOT NULL);
CREATE TABLE partner_alias (
    nr INTEGER PRIMARY KEY, alias TEXT NOT NULL UNIQUE, partner INTEGER NOT NULL);
CREATE TABLE plaats (
    knooppunt INTEGER, volg INTEGER, naam TEXT NOT NULL, zoektekst TEXT NOT NULL,
    PRIMARY KEY (knooppunt, volg)) WITHOUT ROWID;
CREATE TABLE partner (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, naam TEXT NOT NULL, soort TEXT NOT NULL,
    valt_onder TEXT, alle INTEGER NOT NULL, gezamenlijk INTEGER NOT NULL, lezing TEXT,
    zoektekst TEXT NOT NULL, plek INTEGER NOT NULL, bewering INTEGER NOT NULL);
CREATE TABLE thema (
    nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, naam TEXT NOT NULL, soort TEXT NOT NULL,
    alle INTEGER NOT NULL, zoektekst TEXT NOT NULL, bewering INTEGER NOT NULL);
CREATE TABLE totaal (
    nr INTEGER PRIMARY KEY, soort TEXT NOT NULL, jaar INTEGER, vanaf INTEGER,
    bedrag INTEGER NOT NULL, status TEXT NOT NULL, ruimer INTEGER NOT NULL, alle INTEGER NOT NULL,
    bewering INTEGER NOT NULL);
CREATE TABLE partner_bij (partner INTEGER, knooppunt INTEGER, PRIMARY KEY (partner, knooppunt)) WITHOUT ROWID;
CREATE TABLE thema_bij (thema INTEGER, knooppunt INTEGER, PRIMARY KEY (thema, knooppunt)) WITHOUT ROWID;
CREATE TABLE totaal_bij (totaal INTEGER, knooppunt INTEGER, PRIMARY KEY (totaal, knooppunt)) WITHOUT ROWID;
CREATE TABLE bewering (
    nr INTEGER PRIMARY KEY, onderdeel TEXT NOT NULL, knooppunt INTEGER, bij INTEGER, onderwerp TEXT,
    omschrijving TEXT, aanduiding TEXT, waarde INTEGER, eenheid TEXT, jaar INTEGER, vanaf INTEGER,
    tot INTEGER, oplopend INTEGER, bestemming TEXT, toelichting TEXT, lezing TEXT, gevolgd INTEGER);
CREATE TABLE tijdvak (
    nr INTEGER NOT NULL, bewering INTEGER NOT NULL, van INTEGER, tot INTEGER, bedrag INTEGER);
CREATE TABLE vindplaats (
    bewering INTEGER, volg INTEGER, bron INTEGER NOT NULL, pagina INTEGER, fragment TEXT,
    PRIMARY KEY (bewering, volg)) WITHOUT ROWID;
CREATE TABLE vingerafdruk (
    nr INTEGER PRIMARY KEY, soort TEXT NOT NULL, id TEXT NOT NULL, afdruk BLOB NOT NULL);
"""

DEELNAME = """
SELECT partner.nr AS partner, knooppunt.nr AS knooppunt FROM partner, knooppunt WHERE alle
UNION ALL SELECT partner, knooppunt FROM partner_bij
"""
"""Which partner takes part where."""
GELDIGHEID = """
SELECT thema.nr AS thema, knooppunt.nr AS knooppunt FROM thema, knooppunt WHERE alle
UNION ALL SELECT thema, knooppunt FROM thema_bij
UNION ALL SELECT thema.nr, bewering.knooppunt
FROM bewering JOIN thema ON thema.id = onderwerp WHERE onderdeel = 'speerpunt'
"""
"""Which theme holds where; more than once where it is a common line and a focus too."""
VIEWS = f"""
CREATE INDEX knooppunt_type ON knooppunt (type);
CREATE INDEX alias_knooppunt ON alias (knooppunt);
CREATE INDEX plaats_zoektekst ON plaats (zoektekst);
CREATE INDEX partner_alle ON partner (nr) WHERE alle;
CREATE INDEX thema_alle ON thema (nr) WHERE alle;
CREATE INDEX partner_bij_knooppunt ON partner_bij (knooppunt);
CREATE INDEX thema_bij_knooppunt ON thema_bij (knooppunt);
CREATE INDEX bewering_soort ON bewering (onderdeel, gevolgd, knooppunt, jaar, waarde);
CREATE INDEX bewering_knooppunt ON bewering (knooppunt, onderdeel);
CREATE INDEX bewering_onderwerp ON bewering (onderwerp) WHERE onderwerp IS NOT NULL;
CREATE INDEX vindplaats_bron ON vindplaats (bron);
CREATE INDEX bewering_bij ON bewering (bij) WHERE bij IS NOT NULL;
CREATE INDEX tijdvak_nr ON tijdvak (nr);
CREATE VIEW bedrag AS
    SELECT nr, knooppunt, onderdeel AS soort, jaar, vanaf, tot, waarde AS bedrag, oplopend, bestemming,
        toelichting, lezing, gevolgd
    FROM bewering WHERE onderdeel IN ('structureel', 'eenmalig');
CREATE VIEW deelname AS {DEELNAME};
CREATE VIEW geldigheid AS {GELDIGHEID};
"""
