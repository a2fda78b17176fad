"""The public tables of money: amounts, the years they run in, their parts, totals that sources state."""

from ondermijning.store import pieces
from ondermijning.store.public.fields import (
    ALL_SOURCES,
    HUB,
    KIND,
    NAME,
    OF_HUB,
    OF_SOURCE,
    PLACE,
    READING,
    ROUGHLY,
    TYPE,
    UNIT,
)
from ondermijning.store.public_table import Field, PublicTable, Reference

_YEARS = "COALESCE(niveau.jaar, 'vanaf-' || niveau.vanaf, 'tot-' || niveau.tot, 'elk-jaar')"
_PURPOSE = "COALESCE('/' || niveau.bestemming, '')"
_LEVEL_KEY = f"k.id || '/' || niveau.onderdeel || '/' || {_YEARS} || {_PURPOSE}"
_STEP_KEY = f"k.id || '/opbouw/' || {_YEARS} || '/' || b.jaar || {_PURPOSE}"
_KEY = f"iif(b.bij IS NULL, {_LEVEL_KEY}, {_STEP_KEY})"
"""What names an amount `niveau`, or a step `b` towards it: what the dataset tells those of a knooppunt apart
by. Free text comes last, so that no two are called alike."""

AMOUNTS = PublicTable(
    "bedragen",
    "Elk bedrag, en elk jaar in een opbouw. Tel structureel en eenmalig geld nooit bij elkaar op.",
    (
        Field("sleutel", "text", "unieke code van het bedrag", required=True),
        HUB,
        NAME,
        TYPE,
        KIND,
        Field("jaar", "integer", "het jaar van eenmalig geld, of het jaar in de opbouw"),
        Field("vanaf", "integer", "het eerste jaar met dit bedrag"),
        Field("tot", "integer", "het laatste jaar dat de bron noemt"),
        Field("bedrag", "integer", "het bedrag; leeg: onbekend, en dat is geen nul", unit="eenheid"),
        UNIT,
        Field("oplopend", "boolean", "of het geld naar dit bedrag toegroeit"),
        Field(
            "stap",
            "boolean",
            "ja: een jaar in de opbouw; nee: het bedrag zelf, na een opbouw het eindbedrag",
            required=True,
        ),
        Field("niveau", "text", "sleutel van het eindbedrag waar dit jaar in de opbouw bij hoort"),
        Field("gevolgd", "boolean", "of een later bedrag ervoor in de plaats kwam", required=True),
        Field("bestemming", "text", "waar het geld voor is"),
        Field("toelichting", "text", "wat er verder over het bedrag te zeggen is"),
        *PLACE,
        ALL_SOURCES,
        Field("afwijkend", "text", "wat andere bronnen over hetzelfde geld zeggen; telt nergens mee"),
        READING,
    ),
    ("sleutel",),
    (OF_HUB, OF_SOURCE, Reference(("niveau",), "bedragen", ("sleutel",))),
    f"""
    SELECT {_KEY} AS sleutel,
        k.id AS knooppunt, k.naam, k.type, niveau.onderdeel AS soort, b.jaar, b.vanaf, b.tot,
        b.waarde AS bedrag, b.eenheid, b.oplopend, b.bij IS NOT NULL AS stap,
        iif(b.bij IS NULL, NULL, {_LEVEL_KEY}) AS niveau, niveau.gevolgd, niveau.bestemming,
        b.toelichting, bron.id AS bron, pagina, fragment, {pieces.sources("b.nr")} AS bronnen,
        {pieces.deviations("b.nr")} AS afwijkend, b.lezing
    FROM bewering b JOIN bewering niveau ON niveau.nr = COALESCE(b.bij, b.nr)
    JOIN knooppunt k ON k.nr = b.knooppunt {pieces.first_place("b.nr")}
    WHERE b.onderdeel IN ('structureel', 'eenmalig', 'opbouw') ORDER BY b.nr
    """,
)
PERIODS = PublicTable(
    "tijdvakken",
    "Welk geld er in welke jaren is. Structureel geld is er in elk jaar van het tijdvak opnieuw.",
    (
        Field("sleutel", "text", "sleutel van het bedrag of van het jaar in de opbouw", required=True),
        HUB,
        KIND,
        Field("van", "integer", "het eerste jaar; leeg: geen van de gelezen bronnen noemt het"),
        Field("tot", "integer", "het laatste jaar; leeg: het geld gaat door"),
        Field(
            "bedrag", "integer", "het geld in elk jaar; leeg: onbekend, en dat is geen nul", unit="eenheid"
        ),
        UNIT,
    ),
    (),
    (Reference(("sleutel",), "bedragen", ("sleutel",)), OF_HUB),
    f"""
    SELECT {_KEY} AS sleutel, k.id AS knooppunt,
        niveau.onderdeel AS soort, t.van, t.tot, t.bedrag, b.eenheid
    FROM tijdvak t JOIN bewering b ON b.nr = t.bewering JOIN bewering niveau ON niveau.nr = t.nr
    JOIN knooppunt k ON k.nr = b.knooppunt ORDER BY t.nr, t.van
    """,
)
PARTS = PublicTable(
    "waarvan",
    "Delen van een bedrag. Ze zitten erin: tel ze er niet bij op.",
    (
        Field("bedrag_sleutel", "text", "sleutel van het bedrag waar dit in zit", required=True),
        HUB,
        Field("omschrijving", "text", "waar dit deel voor is", required=True),
        ROUGHLY,
        Field("bedrag", "integer", "het deel; leeg: onbekend, en dat is geen nul", unit="eenheid"),
        UNIT,
        *PLACE,
        ALL_SOURCES,
    ),
    (),
    (Reference(("bedrag_sleutel",), "bedragen", ("sleutel",)), OF_HUB, OF_SOURCE),
    f"""
    SELECT {_LEVEL_KEY} AS bedrag_sleutel, k.id AS knooppunt, b.omschrijving, b.aanduiding,
        b.waarde AS bedrag, b.eenheid, bron.id AS bron, pagina, fragment, {pieces.sources("b.nr")} AS bronnen
    FROM bewering b JOIN bewering niveau ON niveau.nr = b.bij JOIN knooppunt k ON k.nr = b.knooppunt
    {pieces.first_place("b.nr")}
    WHERE b.onderdeel = 'waarvan' ORDER BY b.nr
    """,
)
STATED_TOTALS = PublicTable(
    "totalen",
    "Totalen die een bron zelf noemt. Ze staan naast de bedragen: tel ze er niet bij op.",
    (
        KIND,
        Field("jaar", "integer", "het jaar van het totaal"),
        Field("vanaf", "integer", "het eerste jaar waarin dit totaal geldt"),
        Field("bedrag", "integer", "het totaal", required=True, unit="eenheid"),
        UNIT,
        Field("status", "id", "hoe zeker het is: toegezegd of streven", required=True),
        Field(
            "ruimer",
            "boolean",
            "of het totaal ook over geld buiten deze knooppunten gaat",
            required=True,
        ),
        Field("omvat", "text", "alle, of de id's van de knooppunten die erin zitten", required=True),
        *PLACE,
        ALL_SOURCES,
    ),
    (),
    (OF_SOURCE,),
    f"""
    SELECT t.soort, t.jaar, t.vanaf, t.bedrag, b.eenheid, t.status, t.ruimer,
        iif(t.alle, 'alle', (SELECT group_concat(id, '|') FROM (
            SELECT k.id FROM totaal_bij d JOIN knooppunt k ON k.nr = d.knooppunt
            WHERE d.totaal = t.nr ORDER BY k.nr))) AS omvat,
        bron.id AS bron, pagina, fragment, {pieces.sources("b.nr")} AS bronnen
    FROM totaal t JOIN bewering b ON b.nr = t.bewering {pieces.first_place("b.nr")} ORDER BY t.nr
    """,
)
