"""The public tables of knooppunten: who takes part in them, which themes hold there, their figures."""

from ondermijning.store import pieces
from ondermijning.store.public.fields import (
    ALL_SOURCES,
    HUB,
    NAME,
    OF_HUB,
    OF_SOURCE,
    PLACE,
    READING,
    ROUGHLY,
    TYPE,
)
from ondermijning.store.public_table import Field, PublicTable, Reference
from ondermijning.store.tables import DEELNAME, GELDIGHEID

HUBS = PublicTable(
    "knooppunten",
    "De logistieke knooppunten: havens, luchthaven, veilingen.",
    (
        Field("id", "id", "id van het knooppunt", required=True),
        NAME,
        TYPE,
        Field("plaatsen", "text", "plaatsen die erbij horen"),
        Field("aliassen", "text", "andere namen die u kunt typen"),
        Field(
            "speerpunten_bekend",
            "boolean",
            "ja: een bron noemt de speerpunten; nee: geen van de gelezen bronnen; leeg: niet uitgezocht",
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
)
PARTNERS = PublicTable(
    "partners",
    "Wie meedoet.",
    (
        Field("id", "id", "id van de partner", required=True),
        Field("naam", "text", "naam van de partner", required=True),
        Field("soort", "id", "publiek of privaat", required=True),
        Field("valt_onder", "id", "id van de overkoepelende partner"),
        Field("aliassen", "text", "andere namen die u kunt typen"),
        Field("gezamenlijk", "boolean", "of de bron de partners samen noemt", required=True),
        READING,
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
)
PARTICIPATION = PublicTable(
    "deelname",
    "Welke partner waar meedoet. Geld is niet over partners te verdelen.",
    (Field("partner", "id", "id van de partner", required=True), HUB),
    ("partner", "knooppunt"),
    (Reference(("partner",), "partners"), OF_HUB),
    f"""
    SELECT p.id AS partner, k.id AS knooppunt FROM ({DEELNAME}) d
    JOIN partner p ON p.nr = d.partner JOIN knooppunt k ON k.nr = d.knooppunt ORDER BY p.nr, k.nr
    """,
)
THEMES = PublicTable(
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
)
VALIDITY = PublicTable(
    "geldigheid",
    "Welk thema waar geldt. Geld is niet over thema's te verdelen.",
    (Field("thema", "id", "id van het thema", required=True), HUB),
    ("thema", "knooppunt"),
    (Reference(("thema",), "themas"), OF_HUB),
    f"""
    SELECT t.id AS thema, k.id AS knooppunt FROM (SELECT DISTINCT thema, knooppunt FROM ({GELDIGHEID})) g
    JOIN thema t ON t.nr = g.thema JOIN knooppunt k ON k.nr = g.knooppunt ORDER BY t.nr, k.nr
    """,
)
FIGURES = PublicTable(
    "kengetallen",
    "Cijfers over iets anders dan geld. Elke reeks staat op zichzelf.",
    (
        HUB,
        NAME,
        Field("omschrijving", "text", "wat er geteld is", required=True),
        Field("jaar", "integer", "het jaar waarover het gaat"),
        ROUGHLY,
        Field("waarde", "integer", "het cijfer", required=True, unit="eenheid"),
        Field("eenheid", "text", "de eenheid van het cijfer, zoals kg", required=True),
        *PLACE,
        ALL_SOURCES,
    ),
    (),
    (OF_HUB, OF_SOURCE),
    f"""
    SELECT k.id AS knooppunt, k.naam, b.omschrijving, b.jaar, b.aanduiding, b.waarde, b.eenheid,
        bron.id AS bron, pagina, fragment, {pieces.sources("b.nr")} AS bronnen
    FROM bewering b JOIN knooppunt k ON k.nr = b.knooppunt {pieces.first_place("b.nr")}
    WHERE b.onderdeel = 'kengetal' ORDER BY b.nr
    """,
)
