"""What every export says of itself: what it is, and the rules without which its figures mislead."""

from ondermijning.text import date_in_words

TITLE = "Geld voor de aanpak van ondermijning op logistieke knooppunten"
SUMMARY = (
    "Welk geld gaat waarheen, structureel (per jaar) of eenmalig, met welke partners en voor welke thema's, "
    "en welke bron zegt dat?"
)
RULES = (
    "Onbekend is geen nul: een bedrag dat er is, maar dat geen van de gelezen bronnen noemt, telt in geen "
    "totaal mee. Vermeld bij een totaal voor hoeveel knooppunten het geldt.",
    "Tel structureel geld (EUR/jaar) en eenmalig geld (EUR) nooit bij elkaar op, ook niet binnen één jaar.",
    "Gedeeld geld telt nooit dubbel: het is niet over partners of thema's te verdelen, een deel (waarvan) "
    "zit in zijn bedrag, en wat een andere bron over hetzelfde geld zegt (afwijkend), telt niet mee.",
    "Vermeld bij elk cijfer de voorwaarden en de datum van de dataset: de som van een selectie is niet de "
    "som van alles.",
)


def rules() -> str:
    """Return the rules as a list in Markdown."""
    return "\n".join(f"- {rule}" for rule in RULES)


def as_of(date: str) -> str:
    """Return the date of a dataset (ISO: a year, year-month or day) as a line."""
    return f"Stand van {date_in_words(date)}"
