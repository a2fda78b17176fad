"""The public tables: what the data is to others, in one list for `sql`, `exporteer` and the documentation.

Ids are the dataset's own, lists are joined by `|`, amounts are whole euros: per year where `eenheid` says
`EUR/jaar`, once where it says `EUR`. Tables and fields are promised: fields may be added, never renamed.
"""

from ondermijning.store.public_table import Field, PublicTable, Reference
from ondermijning.store.tables import DEELNAME, GELDIGHEID

_HUB = Field("knooppunt", "id", "id van het knooppunt", required=True)
_NAME = Field("naam", "text", "naam van het knooppunt", required=True)
_TYPE = Field("type", "id", "type knooppunt: zeehaven, luchthaven ...", required=True)
_KIND = Field("soort", "id", "structureel (elk jaar) of eenmalig", required=True)
_UNIT = Field("eenheid", "text", "EUR/jaar of EUR", required=True)
_ROUGHLY = Field("aanduiding", "text", "hoe precies de bron is: ruim, ongeveer ...")
_PLACE = (
    Field("bron", "id", "id van de eerste bron", required=True),
    Field("pagina", "integer", "pagina van de eerste vindplaats"),
    Field("fragment", "text", "woorden die daar staan"),
)
_SOURCES = Field("bronnen", "text", "ids van alle bronnen", required=True)
_OF_HUB = Reference(("knooppunt",), "knooppunten")
_OF_SOURCE = Reference(("bron",), "bronnen")

_FIRST_PLACE = """
JOIN vindplaats eerste ON eerste.bewering = b.nr AND eerste.volg = 0 JOIN bron ON bron.nr = eerste.bron
"""
_ALL_SOURCES = """
(SELECT group_concat(id, '|') FROM (
    SELECT id FROM vindplaats v JOIN bron ON bron.nr = v.bron WHERE v.bewering = b.nr
    GROUP BY id ORDER BY MIN(volg)))
"""
_AMOUNT_KEY = """
k.id || '/' || {0}.onderdeel
    || '/' || COALESCE({0}.jaar, 'vanaf-' || {0}.vanaf, 'tot-' || {0}.tot, 'elk-jaar')
    || COALESCE('/' || {0}.bestemming, '')
"""
_LEVEL_KEY = _AMOUNT_KEY.format("niveau")
_STEP_KEY = f"{_LEVEL_KEY} || '/opbouw-' || b.jaar"

PUBLIC = (
    PublicTable(
        "knooppunten",
        "De logistieke knooppunten: havens, luchthaven, veilingen.",
        (
            Field("id", "id", "id van het knooppunt", required=True),
            _NAME,
            _TYPE,
            Field("plaatsen", "text", "plaatsen die erbij horen"),
            Field("aliassen", "text", "andere namen op de opdrachtregel"),
            Field(
                "speerpunten_bekend",
                "boolean",
                "of een bron de speerpunten noemt; leeg: er is niets over gezegd",
            ),
        ),
        ("id",),
        (),
        """
        SELECT id, naam, type,
            (SELECT group_concat(naam, '|') FROM (
                SELECT naam FROM plaats WHERE knooppunt = k.nr ORDER BY volg)) AS plaatsen,
            (SELECT group_concat(alias, '|') FROM (
                SELECT alias FROM alias WHERE knooppunt = k.nr ORDER BY nr)) AS aliassen,
            speerpunten_bekend
        FROM knooppunt k ORDER BY nr
        """,
    ),
    PublicTable(
        "bedragen",
        "Elk bedrag, en elk jaar van een opbouw. Tel structureel en eenmalig nooit bij elkaar op.",
        (
            Field("sleutel", "text", "waaraan het bedrag te herkennen is", required=True),
            _HUB,
            _NAME,
            _TYPE,
            _KIND,
            Field("jaar", "integer", "het ene jaar van eenmalig geld of van een stap"),
            Field("vanaf", "integer", "het eerste jaar met dit bedrag"),
            Field("tot", "integer", "het laatste jaar dat de bron noemt"),
            Field("bedrag", "integer", "het bedrag; leeg: onbekend, en dat is geen nul", unit="eenheid"),
            _UNIT,
            Field("oplopend", "boolean", "of het jaarbedrag toegroeit naar dit bedrag"),
            Field("stap", "boolean", "of het een jaar van de opbouw is, en niet het niveau", required=True),
            Field("niveau", "text", "sleutel van het bedrag waar een stap naar oploopt"),
            Field("gevolgd", "boolean", "of een later bedrag ervoor in de plaats kwam", required=True),
            Field("bestemming", "text", "waar het geld voor is"),
            Field("toelichting", "text", "wat er bij het bedrag te weten is"),
            *_PLACE,
            _SOURCES,
            Field("afwijkend", "text", "wat andere bronnen van dit geld zeggen; telt nergens mee"),
            Field("lezing", "text", "wat de dataset leest waar de bron het niet zegt"),
        ),
        ("sleutel",),
        (_OF_HUB, _OF_SOURCE, Reference(("niveau",), "bedragen", ("sleutel",))),
        f"""
        SELECT iif(b.bij IS NULL, {_LEVEL_KEY}, {_STEP_KEY}) AS sleutel,
            k.id AS knooppunt, k.naam, k.type, niveau.onderdeel AS soort, b.jaar, b.vanaf, b.tot,
            b.waarde AS bedrag, b.eenheid, b.oplopend, b.bij IS NOT NULL AS stap,
            iif(b.bij IS NULL, NULL, {_LEVEL_KEY}) AS niveau, niveau.gevolgd, niveau.bestemming,
            b.toelichting, bron.id AS bron, pagina, fragment, {_ALL_SOURCES} AS bronnen,
            (SELECT group_concat(waarde, '|') FROM (
                SELECT waarde FROM bewering WHERE bij = b.nr AND onderdeel = 'afwijkend' ORDER BY nr
            )) AS afwijkend, b.lezing
        FROM bewering b JOIN bewering niveau ON niveau.nr = COALESCE(b.bij, b.nr)
        JOIN knooppunt k ON k.nr = b.knooppunt {_FIRST_PLACE}
        WHERE b.onderdeel IN ('structureel', 'eenmalig', 'opbouw') ORDER BY b.nr
        """,
    ),
    PublicTable(
        "tijdvakken",
        "Welk geld er in welke jaren is. Structureel geld is er in elk jaar van het tijdvak opnieuw.",
        (
            Field("sleutel", "text", "sleutel van het bedrag of de stap", required=True),
            _HUB,
            _KIND,
            Field("van", "integer", "het eerste jaar; leeg: geen bron noemt het"),
            Field("tot", "integer", "het laatste jaar; leeg: het gaat door"),
            Field(
                "bedrag", "integer", "wat er elk jaar is; leeg: onbekend, en dat is geen nul", unit="eenheid"
            ),
            _UNIT,
        ),
        (),
        (Reference(("sleutel",), "bedragen", ("sleutel",)), _OF_HUB),
        f"""
        SELECT iif(b.bij IS NULL, {_LEVEL_KEY}, {_STEP_KEY}) AS sleutel, k.id AS knooppunt,
            niveau.onderdeel AS soort, t.van, t.tot, t.bedrag, b.eenheid
        FROM tijdvak t JOIN bewering b ON b.nr = t.bewering JOIN bewering niveau ON niveau.nr = t.nr
        JOIN knooppunt k ON k.nr = b.knooppunt ORDER BY t.nr, t.van
        """,
    ),
    PublicTable(
        "waarvan",
        "Delen van een bedrag. Ze zitten erin: tel ze er niet bij op.",
        (
            Field("bedrag_sleutel", "text", "sleutel van het bedrag waar dit in zit", required=True),
            _HUB,
            Field("omschrijving", "text", "waar dit deel voor is", required=True),
            _ROUGHLY,
            Field("bedrag", "integer", "het deel; leeg: onbekend, en dat is geen nul", unit="eenheid"),
            _UNIT,
            *_PLACE,
            _SOURCES,
        ),
        (),
        (Reference(("bedrag_sleutel",), "bedragen", ("sleutel",)), _OF_HUB, _OF_SOURCE),
        f"""
        SELECT {_LEVEL_KEY} AS bedrag_sleutel, k.id AS knooppunt, b.omschrijving, b.aanduiding,
            b.waarde AS bedrag, b.eenheid, bron.id AS bron, pagina, fragment, {_ALL_SOURCES} AS bronnen
        FROM bewering b JOIN bewering niveau ON niveau.nr = b.bij JOIN knooppunt k ON k.nr = b.knooppunt
        {_FIRST_PLACE}
        WHERE b.onderdeel = 'waarvan' ORDER BY b.nr
        """,
    ),
    PublicTable(
        "partners",
        "Wie meedoet.",
        (
            Field("id", "id", "id van de partner", required=True),
            Field("naam", "text", "naam van de partner", required=True),
            Field("soort", "id", "publiek of privaat", required=True),
            Field("valt_onder", "id", "id van de algemene partner erboven"),
            Field("aliassen", "text", "andere namen op de opdrachtregel"),
            Field("gezamenlijk", "boolean", "of de bron ze samen noemt", required=True),
            Field("lezing", "text", "wat de dataset leest waar de bron het niet zegt"),
        ),
        ("id",),
        (Reference(("valt_onder",), "partners"),),
        """
        SELECT id, naam, soort, valt_onder,
            (SELECT group_concat(alias, '|') FROM (
                SELECT alias FROM partner_alias WHERE partner = p.nr ORDER BY nr)) AS aliassen,
            gezamenlijk, lezing
        FROM partner p ORDER BY nr
        """,
    ),
    PublicTable(
        "deelname",
        "Welke partner waar meedoet. Geld is niet over partners te verdelen.",
        (Field("partner", "id", "id van de partner", required=True), _HUB),
        ("partner", "knooppunt"),
        (Reference(("partner",), "partners"), _OF_HUB),
        f"""
        SELECT p.id AS partner, k.id AS knooppunt FROM ({DEELNAME}) d
        JOIN partner p ON p.nr = d.partner JOIN knooppunt k ON k.nr = d.knooppunt ORDER BY p.nr, k.nr
        """,
    ),
    PublicTable(
        "themas",
        "Waar het geld voor is: rode lijnen, speerpunten en het uitgangspunt.",
        (
            Field("id", "id", "id van het thema", required=True),
            Field("naam", "text", "naam van het thema", required=True),
            Field("soort", "id", "rode-lijn, speerpunt of uitgangspunt", required=True),
        ),
        ("id",),
        (),
        "SELECT id, naam, soort FROM thema ORDER BY nr",
    ),
    PublicTable(
        "geldigheid",
        "Welk thema waar geldt. Geld is niet over thema's te verdelen.",
        (Field("thema", "id", "id van het thema", required=True), _HUB),
        ("thema", "knooppunt"),
        (Reference(("thema",), "themas"), _OF_HUB),
        f"""
        SELECT t.id AS thema, k.id AS knooppunt FROM (SELECT DISTINCT thema, knooppunt FROM ({GELDIGHEID})) g
        JOIN thema t ON t.nr = g.thema JOIN knooppunt k ON k.nr = g.knooppunt ORDER BY t.nr, k.nr
        """,
    ),
    PublicTable(
        "kengetallen",
        "Cijfers die geen geld zijn. Elke reeks staat op zichzelf.",
        (
            _HUB,
            _NAME,
            Field("omschrijving", "text", "wat er geteld is", required=True),
            Field("jaar", "integer", "het jaar waarover het gaat"),
            _ROUGHLY,
            Field("waarde", "integer", "het getal", required=True, unit="eenheid"),
            Field("eenheid", "text", "de eenheid van het getal, zoals kg", required=True),
            *_PLACE,
            _SOURCES,
        ),
        (),
        (_OF_HUB, _OF_SOURCE),
        f"""
        SELECT k.id AS knooppunt, k.naam, b.omschrijving, b.jaar, b.aanduiding, b.waarde, b.eenheid,
            bron.id AS bron, pagina, fragment, {_ALL_SOURCES} AS bronnen
        FROM bewering b JOIN knooppunt k ON k.nr = b.knooppunt {_FIRST_PLACE}
        WHERE b.onderdeel = 'kengetal' ORDER BY b.nr
        """,
    ),
    PublicTable(
        "totalen",
        "Totalen die een bron zelf noemt. Ze staan naast de bedragen en tellen er niet bij op.",
        (
            _KIND,
            Field("jaar", "integer", "het jaar van het totaal"),
            Field("vanaf", "integer", "het eerste jaar waarin dit totaal geldt"),
            Field("bedrag", "integer", "het totaal", required=True, unit="eenheid"),
            _UNIT,
            Field("status", "id", "hoe vast het staat: toegezegd ...", required=True),
            Field("ruimer", "boolean", "of het ruimer is dan deze knooppunten", required=True),
            Field("omvat", "text", "alle, of de ids van de knooppunten die erin zitten", required=True),
            *_PLACE,
            _SOURCES,
        ),
        (),
        (_OF_SOURCE,),
        f"""
        SELECT t.soort, t.jaar, t.vanaf, t.bedrag, b.eenheid, t.status, t.ruimer,
            iif(t.alle, 'alle', (SELECT group_concat(id, '|') FROM (
                SELECT k.id FROM totaal_bij d JOIN knooppunt k ON k.nr = d.knooppunt
                WHERE d.totaal = t.nr ORDER BY k.nr))) AS omvat,
            bron.id AS bron, pagina, fragment, {_ALL_SOURCES} AS bronnen
        FROM totaal t JOIN bewering b ON b.nr = t.bewering {_FIRST_PLACE} ORDER BY t.nr
        """,
    ),
    PublicTable(
        "bronnen",
        "Wat er gelezen is, en werken waarnaar dat verwijst.",
        (
            Field("id", "id", "id van de bron", required=True),
            Field("titel", "text", "titel van de bron", required=True),
            Field("uitgever", "text", "wie het uitbracht"),
            Field("soort", "id", "kamerbrief, krant ...", required=True),
            Field("datum", "text", "jaar, jaar-maand of dag; leeg: zonder datum"),
            Field("kenmerk", "text", "kenmerk of nummer van het stuk"),
            Field("dekking", "text", "welk deel gelezen is, waar dat niet alles is"),
            Field("url", "url", "waar het te lezen is"),
        ),
        ("id",),
        (),
        """
        SELECT id, titel, uitgever, soort, NULLIF(datum, 'onbekend') AS datum, kenmerk, dekking, url
        FROM bron ORDER BY nr
        """,
    ),
    PublicTable(
        "beweringen",
        "Elke bewering van de dataset, met elke plek in een bron die haar draagt: een rij per vindplaats.",
        (
            Field("bron", "id", "id van de bron", required=True),
            Field("datum", "text", "datum van de bron"),
            Field("onderdeel", "id", "soort bewering: structureel, opbouw, partner ...", required=True),
            Field("knooppunt", "id", "id van het knooppunt waarover de bewering gaat"),
            Field("onderwerp", "id", "id van de partner, het thema of het werk"),
            Field("omschrijving", "text", "de bewering in woorden"),
            Field("waarde", "integer", "bedrag of cijfer; leeg: geen, of onbekend", unit="eenheid"),
            Field("eenheid", "text", "EUR/jaar, EUR, of de eenheid van een cijfer"),
            Field("jaar", "integer", "jaar waarover de bewering gaat"),
            Field("pagina", "integer", "pagina van de bron"),
            Field("fragment", "text", "woorden die daar staan"),
            Field("lezing", "text", "wat de dataset leest waar de bron het niet zegt"),
        ),
        (),
        (_OF_SOURCE, _OF_HUB),
        """
        SELECT bron.id AS bron, NULLIF(bron.datum, 'onbekend') AS datum, b.onderdeel, k.id AS knooppunt,
            b.onderwerp, COALESCE(b.omschrijving, b.toelichting, thema.naam) AS omschrijving, b.waarde,
            b.eenheid, b.jaar, v.pagina, v.fragment, COALESCE(b.lezing, partner.lezing) AS lezing
        FROM bewering b JOIN vindplaats v ON v.bewering = b.nr JOIN bron ON bron.nr = v.bron
        LEFT JOIN knooppunt k ON k.nr = b.knooppunt
        LEFT JOIN thema ON b.onderdeel = 'speerpunt' AND thema.id = b.onderwerp
        LEFT JOIN partner ON b.onderdeel = 'partner' AND partner.id = b.onderwerp
        ORDER BY b.nr, v.volg
        """,
    ),
)
"""The public tables, in the order in which they are listed."""
