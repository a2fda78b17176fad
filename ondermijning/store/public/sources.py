"""The public tables of sources, and of what is claimed on their word."""

from ondermijning.store.public.fields import OF_HUB, OF_SOURCE, READING
from ondermijning.store.public_table import Field, PublicTable

SOURCES = PublicTable(
    "bronnen",
    "Wat er gelezen is, en de onderzoeken en rapporten waarnaar daarin verwezen wordt.",
    (
        Field("id", "id", "id van de bron", required=True),
        Field("titel", "text", "titel van de bron", required=True),
        Field("uitgever", "text", "wie de bron uitbracht"),
        Field("soort", "id", "bijvoorbeeld kamerbrief of krant", required=True),
        Field(
            "datum",
            "text",
            "jaar, jaar en maand, of volledige datum: 2022, 2022-11 of 2022-11-04; leeg: zonder datum",
        ),
        Field("kenmerk", "text", "kenmerk of nummer van het stuk"),
        Field("dekking", "text", "welk deel gelezen is, als niet alles gelezen is"),
        Field("url", "url", "waar de bron te lezen is"),
    ),
    ("id",),
    (),
    """
    SELECT id, titel, uitgever, soort, CAST(NULLIF(datum, 'onbekend') AS TEXT) AS datum, kenmerk, dekking, url
    FROM bron ORDER BY nr
    """,
)
CLAIMS = PublicTable(
    "beweringen",
    "Elke bewering van de dataset, met elke vindplaats in een bron: een rij per vindplaats.",
    (
        Field("bron", "id", "id van de bron", required=True),
        Field("datum", "text", "datum van de bron"),
        Field("onderdeel", "id", "soort bewering, bijvoorbeeld structureel of partner", required=True),
        Field("knooppunt", "id", "id van het knooppunt waarover de bewering gaat"),
        Field("onderwerp", "id", "id van de partner, het thema, of het onderzoek of rapport"),
        Field("omschrijving", "text", "de bewering in woorden"),
        Field("waarde", "integer", "bedrag of kengetal; leeg: geen, of onbekend", unit="eenheid"),
        Field("eenheid", "text", "EUR/jaar, EUR, of de eenheid van een kengetal"),
        Field("jaar", "integer", "jaar waarover de bewering gaat"),
        Field("pagina", "integer", "pagina van de bron"),
        Field("fragment", "text", "woorden die daar staan"),
        READING,
    ),
    (),
    (OF_SOURCE, OF_HUB),
    """
    SELECT bron.id AS bron, CAST(NULLIF(bron.datum, 'onbekend') AS TEXT) AS datum, b.onderdeel,
        k.id AS knooppunt, b.onderwerp, COALESCE(b.omschrijving, b.toelichting, thema.naam) AS omschrijving,
        b.waarde, b.eenheid, b.jaar, v.pagina, v.fragment, COALESCE(b.lezing, partner.lezing) AS lezing
    FROM bewering b JOIN vindplaats v ON v.bewering = b.nr JOIN bron ON bron.nr = v.bron
    LEFT JOIN knooppunt k ON k.nr = b.knooppunt
    LEFT JOIN thema ON b.onderdeel = 'speerpunt' AND thema.id = b.onderwerp
    LEFT JOIN partner ON b.onderdeel = 'partner' AND partner.id = b.onderwerp
    ORDER BY b.nr, v.volg
    """,
)
