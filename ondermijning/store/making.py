"""A sound dataset as a SQLite database: the public tables, and what search needs beside them."""

import sqlite3

from ondermijning.store.fields import definition
from ondermijning.store.filling import Filler
from ondermijning.store.periods import Data
from ondermijning.store.tables import PUBLIC

_QUICK = """
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
PRAGMA temp_store = memory;
PRAGMA cache_size = -32768;
"""
"""For a file that gets its name only when it is whole: nothing is undone, and no disk waited for."""

_TABLES = """
CREATE TABLE dataset (bijgewerkt TEXT NOT NULL);
CREATE TABLE zoek (soort TEXT NOT NULL, id TEXT NOT NULL, tekst TEXT NOT NULL);
CREATE TABLE namen (soort TEXT NOT NULL, id TEXT NOT NULL, naam TEXT NOT NULL, gevouwen TEXT NOT NULL);
CREATE TABLE deelname_van (nr INTEGER PRIMARY KEY, partner TEXT NOT NULL, groep TEXT NOT NULL);
CREATE TABLE geldigheid_van (
    nr INTEGER PRIMARY KEY, thema TEXT NOT NULL, groep TEXT NOT NULL, speerpunt INTEGER NOT NULL);
"""
"""What is no public table: the date; the words by which things are found, folded (all of a knooppunt, of its
focuses, a partner, a theme; each alias and place); and what the views are made of, where a knooppunt or all
of them stand as the file says it. Of `geldigheid` it says where a theme holds as a focus alone."""
_INDEXES = """
CREATE INDEX zoek_id ON zoek (soort, id);
CREATE INDEX namen_gevouwen ON namen (soort, gevouwen);
CREATE INDEX deelname_groep ON deelname_van (groep);
CREATE INDEX deelname_partner ON deelname_van (partner);
CREATE INDEX geldigheid_groep ON geldigheid_van (groep);
CREATE INDEX geldigheid_thema ON geldigheid_van (thema);
CREATE INDEX knooppunten_type ON knooppunten (type);
CREATE INDEX bedragen_niveaus ON bedragen (soort, gevolgd, stap, knooppunt, bedrag);
CREATE INDEX bedragen_knooppunt ON bedragen (knooppunt);
CREATE INDEX tijdvakken_sleutel ON tijdvakken (sleutel);
CREATE INDEX tijdvakken_knooppunt ON tijdvakken (knooppunt, soort);
CREATE INDEX beweringen_bron ON beweringen (bron);
CREATE INDEX beweringen_knooppunt ON beweringen (knooppunt);
CREATE INDEX beweringen_onderwerp ON beweringen (onderwerp) WHERE onderwerp IS NOT NULL;
CREATE INDEX beweringen_bij ON beweringen (bij) WHERE bij IS NOT NULL;
"""


def build(data: Data, path: str = ":memory:") -> sqlite3.Connection:
    """Return plain, sound `data` as a SQLite database: in memory, or in the empty file `path`."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(f"{_QUICK}{_TABLES}{''.join(map(definition, PUBLIC))}")
    db.execute("BEGIN")
    Filler(db, data).fill()
    db.execute("COMMIT")
    db.executescript(_INDEXES)
    return db
