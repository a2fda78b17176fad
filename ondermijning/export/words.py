"""What every export says of itself: what it is, and the rules without which its figures mislead."""

from ondermijning.text import date_in_words

TITLE = "Geld voor de aanpak van ondermijning op logistieke knooppunten"
SUMMARY = (
    "Welk geld waarheen gaat, elk jaar of eenmalig, met welke partners, voor welke thema's, en welke bron "
    "dat zegt."
)
RULES = (
    "Onbekend is geen nul: een bedrag dat er is en dat geen gelezen bron noemt, zit in geen totaal. Zeg bij "
    "een totaal van hoeveel knooppunten het is.",
    "Structureel geld (EUR/jaar) en eenmalig geld (EUR) tellen nooit bij elkaar op, ook niet in één jaar.",
    "Gedeeld geld telt nooit dubbel: het is niet over partners of thema's te verdelen, een deel (waarvan) "
    "zit in zijn bedrag, en wat een andere bron van hetzelfde geld zegt (afwijkend) telt niet mee.",
    "Een antwoord zegt waarop het een antwoord is: een som over een keuze is niet de som over alles. Noem de "
    "voorwaarden, en de datum.",
)


def rules() -> str:
    """Return the rules as a list in Markdown."""
    return "\n".join(f"- {rule}" for rule in RULES)


def as_of(date: str) -> str:
    """Return the date of a dataset (ISO: a year, year-month or day) as a sentence."""
    return f"Stand van {date_in_words(date)}."
