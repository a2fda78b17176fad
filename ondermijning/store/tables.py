"""The public tables: what the data is to questions, `sql`, `exporteer` and the documentation, in one list.

Ids are the dataset's own, lists are joined by `|`, amounts are whole euros: per year where `eenheid` says
`EUR/jaar`, once where it says `EUR`. Tables and fields are promised: fields may be added at the end, never
renamed.
"""

from ondermijning.store import fields
from ondermijning.store.fields import Field, PublicTable, Reference, spread

KNOOPPUNTEN = PublicTable(
    "knooppunten",
    "De logistieke knooppunten: havens, luchthaven, veilingen.",
    (
        Field("id", "id", "id van het knooppunt", required=True),
        fields.NAME,
        fields.TYPE,
        Field("plaatsen", "list", "plaatsen die erbij horen"),
        fields.ALIASES,
        Field(
            "speerpunten_bekend",
            "boolean",
            "ja: een bron noemt de speerpunten; nee: geen van de gelezen bronnen; leeg: niet uitgezocht",
        ),
    ),
    ("id",),
)
BEDRAGEN = PublicTable(
    "bedragen",
    "Elk bedrag, en elk jaar in een opbouw. Tel structureel en eenmalig geld nooit bij elkaar op.",
    (
        Field("sleutel", "text", "unieke code van het bedrag", required=True),
        fields.HUB,
        fields.NAME,
        fields.TYPE,
        fields.KIND,
        Field("jaar", "integer", "het jaar van eenmalig geld, of het jaar in de opbouw"),
        Field("vanaf", "integer", "het eerste jaar met dit bedrag"),
        Field("tot", "integer", "het laatste jaar dat de bron noemt", heading="Tot en met"),
        Field("bedrag", "euro", "het bedrag; leeg: onbekend, en dat is geen nul", unit="eenheid"),
        fields.UNIT,
        Field("oplopend", "boolean", "of het geld naar dit bedrag toegroeit"),
        Field(
            "stap",
            "boolean",
            "ja: een jaar in de opbouw; nee: het bedrag zelf, na een opbouw het eindbedrag",
            required=True,
            heading="Jaar in de opbouw",
        ),
        Field("niveau", "text", "sleutel van het eindbedrag waar dit jaar in de opbouw bij hoort"),
        Field("gevolgd", "boolean", "of een later bedrag ervoor in de plaats kwam", required=True),
        Field("bestemming", "text", "waar het geld voor is"),
        Field("toelichting", "text", "wat er verder over het bedrag te zeggen is"),
        *fields.FIRST_PLACE,
        fields.SOURCES,
        Field("afwijkend", "list", "wat andere bronnen over hetzelfde geld zeggen; telt nergens mee"),
        fields.READING,
    ),
    ("sleutel",),
    (fields.OF_HUB, fields.OF_SOURCE, Reference("niveau", "bedragen", "sleutel")),
)
TIJDVAKKEN = PublicTable(
    "tijdvakken",
    "Welk geld er in welke jaren is. Structureel geld is er in elk jaar van het tijdvak opnieuw.",
    (
        Field("sleutel", "text", "sleutel van het bedrag of van het jaar in de opbouw", required=True),
        fields.HUB,
        fields.KIND,
        Field("van", "integer", "het eerste jaar; leeg: geen van de gelezen bronnen noemt het"),
        Field("tot", "integer", "het laatste jaar; leeg: het geld gaat door", heading="Tot en met"),
        Field("bedrag", "euro", "het geld in elk jaar; leeg: onbekend, en dat is geen nul", unit="eenheid"),
        fields.UNIT,
    ),
    (),
    (Reference("sleutel", "bedragen", "sleutel"), fields.OF_HUB),
)
WAARVAN = PublicTable(
    "waarvan",
    "Delen van een bedrag. Ze zitten erin: tel ze er niet bij op.",
    (
        Field(
            "bedrag_sleutel",
            "text",
            "sleutel van het bedrag waar dit in zit",
            required=True,
            heading="Bedrag",
        ),
        fields.HUB,
        Field("omschrijving", "text", "waar dit deel voor is", required=True),
        fields.ROUGHLY,
        Field("bedrag", "euro", "het deel; leeg: onbekend, en dat is geen nul", unit="eenheid"),
        fields.UNIT,
        *fields.FIRST_PLACE,
        fields.SOURCES,
        fields.CLAIM,
    ),
    ("bewering",),
    (Reference("bedrag_sleutel", "bedragen", "sleutel"), fields.OF_HUB, fields.OF_SOURCE),
)
PARTNERS = PublicTable(
    "partners",
    "Wie meedoet.",
    (
        Field("id", "id", "id van de partner", required=True),
        Field("naam", "text", "naam van de partner", required=True, heading="Partner"),
        Field("soort", "slug", "publiek of privaat", required=True),
        Field("valt_onder", "id", "id van de overkoepelende partner"),
        fields.ALIASES,
        Field(
            "gezamenlijk",
            "boolean",
            "of de bron de partners samen noemt",
            required=True,
            heading="Gezamenlijk genoemd",
        ),
        fields.READING,
    ),
    ("id",),
    (Reference("valt_onder", "partners"),),
)
DEELNAME = PublicTable(
    "deelname",
    "Welke partner waar meedoet. Geld is niet over partners te verdelen.",
    (Field("partner", "id", "id van de partner", required=True), fields.HUB),
    ("partner", "knooppunt"),
    (Reference("partner", "partners"), fields.OF_HUB),
    spread("deelname_van", "partner"),
)
THEMAS = PublicTable(
    "themas",
    "Waar het geld voor is: rode lijnen, speerpunten en het uitgangspunt.",
    (
        Field("id", "id", "id van het thema", required=True),
        Field("naam", "text", "naam van het thema", required=True, heading="Thema"),
        Field("soort", "word", "rode-lijn, speerpunt of uitgangspunt", required=True),
    ),
    ("id",),
)
GELDIGHEID = PublicTable(
    "geldigheid",
    "Welk thema waar geldt. Geld is niet over thema's te verdelen.",
    (Field("thema", "id", "id van het thema", required=True), fields.HUB),
    ("thema", "knooppunt"),
    (Reference("thema", "themas"), fields.OF_HUB),
    spread("geldigheid_van", "thema"),
)
KENGETALLEN = PublicTable(
    "kengetallen",
    "Cijfers over iets anders dan geld. Elke reeks staat op zichzelf.",
    (
        fields.HUB,
        fields.NAME,
        Field("omschrijving", "text", "wat er geteld is", required=True),
        Field("jaar", "integer", "het jaar waarover het gaat"),
        fields.ROUGHLY,
        Field("waarde", "number", "het cijfer", required=True, unit="eenheid"),
        Field("eenheid", "text", "de eenheid van het cijfer, zoals kg", required=True),
        *fields.FIRST_PLACE,
        fields.SOURCES,
        fields.CLAIM,
    ),
    ("bewering",),
    (fields.OF_HUB, fields.OF_SOURCE),
)
TOTALEN = PublicTable(
    "totalen",
    "Totalen die een bron zelf noemt. Ze staan naast de bedragen: tel ze er niet bij op.",
    (
        fields.KIND,
        Field("jaar", "integer", "het jaar van het totaal"),
        Field("vanaf", "integer", "het eerste jaar waarin dit totaal geldt"),
        Field("bedrag", "euro", "het totaal", required=True, unit="eenheid"),
        fields.UNIT,
        Field("status", "slug", "hoe zeker het is: toegezegd of streven", required=True),
        Field(
            "ruimer",
            "boolean",
            "of het totaal ook over geld buiten deze knooppunten gaat",
            required=True,
            heading="Breder",
        ),
        Field("omvat", "list", "alle, of de id's van de knooppunten die erin zitten", required=True),
        *fields.FIRST_PLACE,
        fields.SOURCES,
        fields.CLAIM,
    ),
    ("bewering",),
    (fields.OF_SOURCE,),
)
BRONNEN = PublicTable(
    "bronnen",
    "Wat er gelezen is, en de onderzoeken en rapporten waarnaar daarin verwezen wordt.",
    (
        Field("id", "id", "id van de bron", required=True),
        Field("titel", "text", "titel van de bron", required=True),
        Field("uitgever", "text", "wie de bron uitbracht"),
        Field("soort", "word", "bijvoorbeeld kamerbrief of krant", required=True),
        Field(
            "datum",
            "date",
            "jaar, jaar en maand, of volledige datum: 2022, 2022-11 of 2022-11-04; leeg: zonder datum",
        ),
        Field("kenmerk", "text", "kenmerk of nummer van het stuk"),
        Field("dekking", "text", "welk deel gelezen is, als niet alles gelezen is", heading="Gelezen"),
        Field("url", "url", "waar de bron te lezen is", heading="Webadres"),
    ),
    ("id",),
)
BEWERINGEN = PublicTable(
    "beweringen",
    "Elke bewering van de dataset, met elke vindplaats in een bron: een rij per vindplaats.",
    (
        Field("bron", "id", "id van de bron", required=True),
        Field("datum", "date", "datum van de bron"),
        Field("onderdeel", "word", "soort bewering, bijvoorbeeld structureel of partner", required=True),
        Field("knooppunt", "id", "id van het knooppunt waarover de bewering gaat"),
        Field("onderwerp", "id", "id van de partner, het thema, of het onderzoek of rapport"),
        Field("omschrijving", "text", "de bewering in woorden"),
        Field("waarde", "number", "bedrag of kengetal; leeg: geen, of onbekend", unit="eenheid"),
        Field("eenheid", "text", "EUR/jaar, EUR, of de eenheid van een kengetal"),
        Field("jaar", "integer", "jaar waarover de bewering gaat"),
        Field("pagina", "integer", "pagina van de bron"),
        Field("fragment", "text", "woorden die daar staan"),
        fields.READING,
        Field("bewering", "text", "sleutel van de bewering; van een bedrag die van bedragen", required=True),
        Field("vindplaats", "integer", "de hoeveelste vindplaats van de bewering", required=True),
        Field("bij", "text", "sleutel van het bedrag waar de bewering bij hoort"),
        fields.ROUGHLY,
        Field("vanaf", "integer", "eerste jaar van structureel geld"),
        Field("tot", "integer", "laatste jaar van structureel geld", heading="Tot en met"),
        Field("oplopend", "boolean", "of dit het eindbedrag van een opbouw is"),
        Field("bestemming", "text", "waar het geld voor is"),
        Field("toelichting", "text", "wat er verder over het bedrag te zeggen is"),
    ),
    ("bewering", "vindplaats"),
    (fields.OF_SOURCE, fields.OF_HUB),
)

PUBLIC = (
    KNOOPPUNTEN, BEDRAGEN, TIJDVAKKEN, WAARVAN, PARTNERS, DEELNAME, THEMAS, GELDIGHEID, KENGETALLEN, TOTALEN,
    BRONNEN, BEWERINGEN,
)  # fmt: skip
"""The public tables, in the order in which they are listed."""
