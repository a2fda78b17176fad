"""Mistakes in the shipped dataset: what is typed, where that is pointed at, and what is said of it."""

# ruff: noqa: E501 (a mistake reads best on few lines)

import json
from itertools import takewhile
from typing import NamedTuple

from conftest import DATASET

CARET = "§"
TEXT = DATASET.read_text()
ROTTERDAM = "knooppunten[haven-rotterdam]"
FIRST, SECOND = f"{ROTTERDAM}.financiering[1]", f"{ROTTERDAM}.financiering[2]"
ZEELAND = "knooppunten[havens-zeeland-west-brabant].financiering[1]"
SOURCE = "bronnen[kamerbrief-2022-11-04]"


class Mistake(NamedTuple):
    """`old`, where it first stands in the file, becomes `new`, in which § stands where the error is.

    `schema`: whether a JSON Schema can express it.
    """

    old: str
    new: str
    code: str
    place: str
    message: str
    schema: bool = True

    @property
    def text(self) -> str:
        return self._marked().replace(CARET, "", 1)

    @property
    def position(self) -> tuple[int, int]:
        before = self._marked().partition(CARET)[0]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def _marked(self) -> str:
        assert self.old in TEXT
        assert self.new.count(CARET) == 1
        return TEXT.replace(self.old, self.new, 1)


def _amount(new: str, message: str, code: str = "keuze", schema: bool = True) -> Mistake:
    return Mistake("bedrag: 16500000", f"bedrag: §{new}", code, f"{FIRST}.bedrag", message, schema)


def _name(new: str, message: str) -> Mistake:
    return Mistake("naam: Haven Rotterdam", f"naam: §{new}", "tekst", f"{ROTTERDAM}.naam", message)


def _no_place(part: str, place: str) -> Mistake:
    """Return the mistake of leaving out the vindplaatsen after the text `part`, which ends in a line."""
    return Mistake(
        part + _places_after(part),
        f"§{part.lstrip()}",
        "veld-ontbreekt",
        f"{place}.vindplaatsen",
        _MISSING_PLACE,
    )


def _places_after(part: str) -> str:
    """Return the lines of the vindplaatsen that follow in the file."""
    head, *rest = TEXT.partition(part)[2].splitlines(keepends=True)
    depth = len(head) - len(head.lstrip())
    assert head.strip() == "vindplaatsen:"
    return head + "".join(takewhile(lambda line: len(line) - len(line.lstrip()) > depth, rest))


_WHOLE = "moet het woord onbekend zijn of een geheel getal zonder aanhalingstekens, niet "
_SLUG = "mag alleen bestaan uit kleine letters (a-z), cijfers en losse streepjes, niet "
_STRICT = "moet een geheel getal zijn (zonder aanhalingstekens), niet "
_UNREAL = f"{_STRICT}een getal zonder waarde (.nan of .inf)"
_MISSING_PLACE = "er ontbreekt een vindplaats; zet erbij welke bron dit zegt"
_ONCE = """soort: eenmalig
        jaar: 2021
        bedrag: 5000000
"""
_PLACES = """        vindplaatsen:
          - {bron: nrc-2021-05-14, fragment: "vijf miljoen euro"}
"""
_SAME = (
    "Gaat het om hetzelfde geld, voeg dan een vindplaats toe. Noemt een bron er een ander bedrag voor, zet dat dan "
    "onder `afwijkend`."
)
_CHANGED = "Is het bedrag veranderd, zet dan `tot` bij het oude en `vanaf` bij het nieuwe."
_OTHER = "Gaat het om ander geld, geef dan elk bedrag een eigen `bestemming`."


MISTAKES = {
    # ids, references, aliases
    "slug": Mistake("id: haven-rotterdam", "id: §Haven_R", "tekst", "knooppunten[Haven_R].id",
        f"{_SLUG}'Haven_R'; schrijf bijvoorbeeld haven-r"),
    "double id": Mistake("id: bloemenveilingen", "id: §luchthaven-schiphol", "dubbel",
        "knooppunten[luchthaven-schiphol].id",
        "'luchthaven-schiphol' komt al eerder voor; kies een andere naam of haal er een weg", schema=False),
    "unknown bron": Mistake("{bron: nrc-2021-05-14, fragment", "{bron: §nrc-2021-05-41, fragment",
        "verwijzing", f"{SECOND}.vindplaatsen[1].bron",
        "'nrc-2021-05-41' staat niet in bronnen. Bedoelde u nrc-2021-05-14", schema=False),
    "unknown thema": Mistake("thema: opsporing", "thema: §xyz", "verwijzing",
        f"{ROTTERDAM}.speerpunten[2].thema", "'xyz' staat niet in themas. Het moet een id uit themas zijn.",
        schema=False),
    "unknown knooppunt": Mistake("deelname: [bloemenveilingen]", "deelname: [§bloemenveiling]", "verwijzing",
        "partners[veilingbedrijven].deelname[1]", "'bloemenveiling' staat niet in knooppunten. "
        "Bedoelde u bloemenveilingen?", schema=False),
    "unknown werk": Mistake("werk: tno-2019", "werk: §tno-2091", "verwijzing",
        "knooppunten[havens-zeeland-west-brabant].onderbouwing[1].werk",
        "'tno-2091' staat niet in bronnen. Bedoelde u tno-2019", schema=False),
    "alias is an id": Mistake("aliassen: [schiphol]", "aliassen: [§haven-rotterdam]", "dubbel",
        "knooppunten[luchthaven-schiphol].aliassen[1]",
        "alias 'haven-rotterdam' is al het id van een knooppunt; kies een andere alias", schema=False),
    "double alias": Mistake("aliassen: [schiphol]", "aliassen: [§rotterdam]", "dubbel",
        "knooppunten[luchthaven-schiphol].aliassen[1]", "'rotterdam' komt al eerder voor", schema=False),
    "alias is the id of a partner": Mistake("aliassen: [rws]", "aliassen: [§douane]", "dubbel",
        "partners[rijkswaterstaat].aliassen[1]", "alias 'douane' is al het id van een partner", schema=False),
    "double alias of partners": Mistake("aliassen: [rws]", "aliassen: [§om]", "dubbel",
        "partners[rijkswaterstaat].aliassen[1]", "'om' komt al eerder voor", schema=False),
    "alias of a partner is no slug": Mistake("aliassen: [rws]", "aliassen: [§RWS]", "tekst",
        "partners[rijkswaterstaat].aliassen[1]", f"{_SLUG}'RWS'; schrijf bijvoorbeeld rws"),
    "unknown general partner": Mistake("valt_onder: gemeenten", "valt_onder: §gemeente", "verwijzing",
        "partners[gemeente-rotterdam].valt_onder", "'gemeente' staat niet in partners. Bedoelde u gemeenten",
        schema=False),
    "general partner in a list": Mistake("valt_onder: gemeenten", "valt_onder: §[gemeenten]", "type",
        "partners[gemeente-rotterdam].valt_onder",
        "moet tekst zijn (zo nodig tussen aanhalingstekens), niet een lijst"),
    "partner under itself": Mistake("id: dhmr\n", "id: dhmr\n    valt_onder: §dhmr\n", "kring",
        "partners[dhmr].valt_onder", "valt via `valt_onder` onder zichzelf: dhmr → dhmr; haal er één weg",
        schema=False),
    "partners in a circle": Mistake("id: politie\n", "id: politie\n    valt_onder: §zeehavenpolitie\n",
        "kring", "partners[politie].valt_onder",
        "valt via `valt_onder` onder zichzelf: politie → zeehavenpolitie → politie", schema=False),
    "partners in a circle, one outside it first": Mistake(
        "id: gemeenten\n    naam: Gemeenten\n    soort: publiek\n    deelname: alle\n    gezamenlijk: true\n"
        '    vindplaatsen:\n      - {bron: kamerbrief-2022-11-04, pagina: 3, fragment: "gemeenten, politie"}\n\n'
        "  - id: politie\n",
        "id: gemeenten\n    naam: Gemeenten\n    soort: publiek\n    deelname: alle\n    valt_onder: politie\n"
        '    vindplaatsen:\n      - {bron: kamerbrief-2022-11-04, pagina: 3, fragment: "gemeenten, politie"}\n\n'
        "  - id: politie\n    valt_onder: §zeehavenpolitie\n", "kring", "partners[politie].valt_onder",
        "valt via `valt_onder` onder zichzelf: politie → zeehavenpolitie → politie", schema=False),
    "double in a list": Mistake("plaatsen: [IJmuiden, Amsterdam]", "plaatsen: [IJmuiden, §IJmuiden]",
        "dubbel", "knooppunten[havens-noordzeekanaalgebied].plaatsen[2]", "'IJmuiden' komt al eerder voor"),
    # amounts and years
    "amount in quotes": _amount('"5"', f"{_WHOLE}'5' (tekst)"),
    "amount in millions": _amount("16.5", f"{_STRICT}16.5 (getal)", "type"),
    "amount below zero": _amount("-1", "moet minstens 0 zijn, niet -1 (getal)", "grens"),
    "amount too large": _amount("9" * 10_000, "mag hoogstens 1.000.000.000.000 zijn, niet zo groot", "grens"),
    "amount .nan": _amount(".nan", _UNREAL, "type", schema=False),
    "amount -.inf": _amount("-.inf", _UNREAL, "type"),
    "amount in hexadecimal": _amount("0xff", f"{_WHOLE}'0xff' (tekst)"),
    "amount with loose underscores": _amount("16__5_", f"{_WHOLE}'16__5_' (tekst)"),
    "amount left open": Mistake("bedrag: 16500000", "bedrag:§", "type", f"{FIRST}.bedrag", f"{_STRICT}leeg"),
    "amount mistyped": _amount("onbeknd", f"{_WHOLE}'onbeknd' (tekst). Bedoelde u onbekend?"),
    "no jaar": Mistake("soort: eenmalig\n        jaar: 2021", "§soort: eenmalig", "veld-ontbreekt",
        f"{SECOND}.jaar", "veld 'jaar' ontbreekt"),
    "jaar with structureel": Mistake("oplopend: true", "§jaar: 2022", "veld-onbekend", f"{FIRST}.jaar",
        "'jaar' hoort bij eenmalig, niet bij structureel (dat heeft vanaf, tot, oplopend, opbouw)"),
    "oplopend with eenmalig": Mistake("        jaar: 2021\n", "        jaar: 2021\n        §oplopend: true\n",
        "veld-onbekend", f"{SECOND}.oplopend",
        "'oplopend' hoort bij structureel, niet bij eenmalig (dat heeft jaar)"),
    **{
        f"{field} with eenmalig": Mistake(
            "        jaar: 2021\n", f"        jaar: 2021\n        §{field}: {value}\n", "veld-onbekend",
            f"{SECOND}.{field}", f"'{field}' hoort bij structureel, niet bij eenmalig",
        )
        for field, value in {"vanaf": 2022, "tot": 2022, "opbouw": "[]"}.items()
    },
    "tot with a stated total": Mistake("    vanaf: 2025\n    bedrag: 29000000",
        "    vanaf: 2025\n    §tot: 2030\n    bedrag: 29000000", "veld-onbekend", "opgegeven_totalen[5].tot",
        "onbekend veld 'tot'."),
    "geldt_voor with a theme of knooppunten": Mistake("naam: Opsporing\n    soort: speerpunt\n",
        "naam: Opsporing\n    soort: speerpunt\n    §geldt_voor: alle\n", "veld-onbekend",
        "themas[opsporing].geldt_voor",
        "'geldt_voor' hoort bij rode-lijn of uitgangspunt, niet bij speerpunt"),
    "jaar and vanaf in a stated total": Mistake("    vanaf: 2025\n    bedrag: 29000000",
        "    jaar: 2025\n    vanaf: §2025\n    bedrag: 29000000", "tegenstrijdig",
        "opgegeven_totalen[5].vanaf",
        "geef `jaar` (alleen dat jaar) óf `vanaf` (elk jaar vanaf dan), niet allebei"),
    "tot before vanaf": Mistake("tot: 2030", "tot: §2024", "volgorde", f"{ZEELAND}.tot",
        "`tot` (2024) ligt vóór `vanaf` (2025)", schema=False),
    "steps that go back": Mistake("jaar: 2024\n            bedrag: onbekend",
        "jaar: §2022\n            bedrag: onbekend", "volgorde", f"{ZEELAND}.opbouw[2].jaar",
        "2022 staat na 2023; zet de jaren van een opbouw op volgorde", schema=False),
    "steps of one year": Mistake("jaar: 2024\n            bedrag: onbekend",
        "jaar: §2023\n            bedrag: onbekend", "volgorde", f"{ZEELAND}.opbouw[2].jaar",
        "2023 staat na 2023; zet de jaren van een opbouw op volgorde, elk jaar één keer", schema=False),
    "step at vanaf": Mistake("jaar: 2023\n            bedrag: 13000000",
        "jaar: §2024\n            bedrag: 13000000", "volgorde", f"{FIRST}.opbouw[1].jaar",
        "2024 ligt niet vóór `vanaf` (2024); een opbouw gaat over de jaren daarvoor", schema=False),
    "step after tot": Mistake("vanaf: 2025\n        tot: 2030\n        opbouw:\n          - jaar: 2023",
        "tot: 2022\n        opbouw:\n          - jaar: §2023", "volgorde", f"{ZEELAND}.opbouw[1].jaar",
        "2023 ligt na `tot` (2022)", schema=False),
    "step without a year": Mistake("- jaar: 2023\n            bedrag: 13000000", "- §bedrag: 13000000",
        "veld-ontbreekt", f"{FIRST}.opbouw[1].jaar", "veld 'jaar' ontbreekt"),
    "parts that are more than the amount": Mistake(
        "- omschrijving: zeehavenpolitie\n            bedrag: 1200000",
        "§- omschrijving: zeehavenpolitie\n            bedrag: 4200000", "grens", f"{ZEELAND}.waarvan",
        "de delen zijn samen € 4,2 miljoen, meer dan het bedrag zelf (€ 4 miljoen)", schema=False),
    "deviation that is unknown": Mistake("        vanaf: 2024\n",
        "        vanaf: 2024\n        afwijkend:\n          - bedrag: §onbekend\n"
        "            vindplaatsen: [{bron: nu-2022-11}]\n", "type", f"{FIRST}.afwijkend[1].bedrag",
        f"{_STRICT}'onbekend' (tekst)"),
    "jaar out of range": Mistake("jaar: 2021", "jaar: §99999", "grens", f"{SECOND}.jaar",
        "mag hoogstens 2200 zijn, niet 99999 (getal)"),
    "oplopend is a word": Mistake("oplopend: true", "oplopend: §ja", "type", f"{FIRST}.oplopend",
        "moet true of false zijn, niet 'ja'"),
    "second structural amount": Mistake("soort: eenmalig\n        jaar: 2021", "§soort: structureel",
        "dubbel-bedrag", SECOND,
        "dit knooppunt heeft al een structureel bedrag voor dezelfde jaren, en nergens staat wat het verschil is. "
        f"{_SAME} {_CHANGED} {_OTHER}", schema=False),
    "second one-off amount in a year": Mistake("soort: eenmalig\n        jaar: 2022\n        bedrag: 5100000",
        "§soort: eenmalig\n        jaar: 2021\n        bedrag: 5100000", "dubbel-bedrag",
        f"{ROTTERDAM}.financiering[3]",
        "dit knooppunt heeft al een eenmalig bedrag voor hetzelfde jaar, en nergens staat wat het verschil is. "
        f"{_SAME} {_OTHER}", schema=False),
    "second amount, of which one alone has a purpose": Mistake(
        "soort: eenmalig\n        jaar: 2022\n        bedrag: 5100000",
        "§soort: eenmalig\n        jaar: 2021\n        bestemming: scanners\n        bedrag: 5100000",
        "dubbel-bedrag", f"{ROTTERDAM}.financiering[3]", "dit knooppunt heeft al een eenmalig bedrag",
        schema=False),
    # fields, types, words
    "no vindplaats": Mistake(_ONCE + _PLACES, _ONCE + "        vindplaatsen: §[]\n", "te-weinig",
        f"{SECOND}.vindplaatsen", _MISSING_PLACE),
    "no vindplaatsen": _no_place(_ONCE, SECOND),
    "no vindplaatsen of a step": _no_place("jaar: 2023\n            bedrag: 13000000\n", f"{FIRST}.opbouw[1]"),
    "no vindplaatsen of a part": _no_place(
        "omschrijving: zeehavenpolitie\n            bedrag: 1200000\n            aanduiding: ongeveer\n",
        f"{ZEELAND}.waarvan[1]"),
    "no vindplaatsen of a deviation": Mistake("        vanaf: 2024\n",
        "        vanaf: 2024\n        afwijkend:\n          - §bedrag: 15000000\n", "veld-ontbreekt",
        f"{FIRST}.afwijkend[1].vindplaatsen", _MISSING_PLACE),
    "no fields": Mistake("deelname: [bloemenveilingen]", "deelname: §[]", "te-weinig",
        "partners[veilingbedrijven].deelname", "deze lijst is leeg; zet er minstens één id in"),
    "unknown field": Mistake("    plaatsen: [Rotterdam]", "    §plaatson: [Rotterdam]", "veld-onbekend",
        f"{ROTTERDAM}.plaatson", "onbekend veld 'plaatson'. Bedoelde u plaatsen"),
    "unknown field, none near": Mistake("    plaatsen: [Rotterdam]", "    §xyz: 1", "veld-onbekend",
        f"{ROTTERDAM}.xyz", "onbekend veld 'xyz'. Toegestaan zijn: id, naam, type,"),
    "near soort": Mistake("soort: structureel", "soort: §structurel", "keuze", f"{FIRST}.soort",
        "moet structureel of eenmalig zijn, niet 'structurel' (tekst). Bedoelde u structureel?"),
    "no soort": Mistake("- soort: structureel\n        bedrag", "- §bedrag", "veld-ontbreekt",
        f"{FIRST}.soort", "veld 'soort' ontbreekt"),
    "type is no slug": Mistake("type: zeehaven", "type: §Zeehaven", "tekst", f"{ROTTERDAM}.type",
        f"{_SLUG}'Zeehaven'; schrijf bijvoorbeeld zeehaven"),
    "soort of a source is no slug": Mistake("soort: kamerbrief", "soort: §een brief", "tekst",
        f"{SOURCE}.soort", f"{_SLUG}'een brief'; schrijf bijvoorbeeld een-brief"),
    "speerpunten mistyped": Mistake("speerpunten: onbekend", "speerpunten: §onbeknd", "keuze",
        "knooppunten[bloemenveilingen].speerpunten",
        "moet het woord onbekend zijn of een lijst, niet 'onbeknd' (tekst). Bedoelde u onbekend?"),
    "ruimer is a word": Mistake("omvat: alle\n    ruimer: true", "omvat: alle\n    ruimer: §ja", "type",
        "opgegeven_totalen[3].ruimer", "moet true of false zijn, niet 'ja'"),
    "text without quotes": Mistake('kenmerk: "4270490"', "kenmerk: §4270490", "type", f"{SOURCE}.kenmerk",
        "moet tekst zijn (zo nodig tussen aanhalingstekens), niet 4270490 (getal)"),
    "no list": Mistake("plaatsen: [Rotterdam]", "plaatsen: §Rotterdam", "type", f"{ROTTERDAM}.plaatsen",
        "moet een lijst zijn, niet 'Rotterdam' (tekst)"),
    "no group": Mistake('- {bron: nrc-2021-05-14, fragment: "vijf miljoen euro"}', "- §nrc", "type",
        f"{SECOND}.vindplaatsen[1]", "moet een groep velden zijn (naam: waarde), niet 'nrc'"),
    "no page": Mistake("pagina: 3,", "pagina: §0,", "grens", f"{FIRST}.vindplaatsen[1].pagina",
        "moet minstens 1 zijn, niet 0"),
    # texts, dates, addresses
    "empty text": _name('""', "dit veld is leeg; vul het in"),
    "empty id": Mistake("id: kst-29911-309", 'id: §""', "tekst", "bronnen[2].id", "dit veld is leeg; vul het in"),
    "empty text of a field that may go": Mistake('kenmerk: "4270490"', 'kenmerk: §" "', "tekst",
        f"{SOURCE}.kenmerk", "dit veld is leeg; vul het in of haal het weg"),
    "empty alias": Mistake("aliassen: [schiphol]", 'aliassen: [§""]', "tekst",
        "knooppunten[luchthaven-schiphol].aliassen[1]", "dit veld is leeg; vul het in of haal het weg"),
    "leading space": _name('" Haven"', "begint met witruimte"),
    "formula": _name('"=1+1"', "begint met '='; een spreadsheet ziet dat als een formule. Begin met een woord"),
    "wide formula": _name('"＝1+1"', "begint met '＝'; een spreadsheet ziet dat als een formule"),
    "line break": _name('"Haven\\nRotterdam"', "tekst mag geen regeleinde bevatten"),
    "escape sequence": _name('"Haven \\e[31m"', "tekst mag geen stuurteken bevatten; haal het weg uit 'Haven \\x1b[31m'"),
    "bidirectional mark": _name('"Haven \\u202e"', "tekst mag geen stuurteken bevatten; haal het weg uit 'Haven \\u202e'"),
    "tab in text": _name("Haven\tRotterdam", "tekst mag geen stuurteken bevatten; haal het weg uit 'Haven\\tRotterdam'"),
    "too long": _name("x" * 1001, "is langer dan 1.000 tekens; kort de tekst in"),
    "zero-width name": _name('"\\u200b"', "begint met een onzichtbaar teken (U+200B); haal dat weg"),
    "filler before a name": _name('"\\u3164Haven"', "begint met een onzichtbaar teken (U+3164); haal dat weg"),
    "bar in a place": Mistake("plaatsen: [Rotterdam]", "plaatsen: [§Rotterdam|Maasvlakte]", "tekst",
        f"{ROTTERDAM}.plaatsen[1]",
        "een plaats mag geen | bevatten, want dat teken scheidt plaatsen: 'Rotterdam|Maasvlakte'"),
    "no date": Mistake('"2026-11-24"', "§gisteren", "tekst", "bijgewerkt",
        'moet een datum zijn zoals "2022-11-04"'),
    "month 13": Mistake('"2026-11-24"', '§"2026-13-23"', "tekst", "bijgewerkt",
        'moet een datum zijn zoals "2022-11-04"'),
    "no such day": Mistake('"2026-11-24"', '§"2026-02-30"', "datum", "bijgewerkt",
        "'2026-02-30' is geen bestaande datum", schema=False),
    "no date of a source": Mistake('datum: "2022-11-04"', "datum: §onbeknd", "tekst", f"{SOURCE}.datum",
        'moet een datum zijn zoals "2022-11-04", "2022-11" of "2022", of het woord onbekend, niet \'onbeknd\''),
    "no such day of a source": Mistake('datum: "2022-11-04"', 'datum: §"2022-11-31"', "datum",
        f"{SOURCE}.datum", "'2022-11-31' is geen bestaande datum", schema=False),
    "updated at an unknown date": Mistake('"2026-11-24"', "§onbekend", "tekst", "bijgewerkt",
        'moet een datum zijn zoals "2022-11-04"'),
    "no address": Mistake("url: https://zoek.officielebekendmakingen.nl/kst-29911-309.html",
        'url: §"https://x.nl/a b"', "tekst", "bronnen[kst-29911-309].url",
        "moet een webadres zijn dat met https:// begint"),
    **{
        f"address with {sign}": Mistake(
            "url: https://zoek.officielebekendmakingen.nl/kst-29911-309.html",
            f"url: §{json.dumps(f'https://x.nl/a{sign}b')}", "tekst", "bronnen[kst-29911-309].url",
            f"moet een webadres zijn dat met https:// begint, niet 'https://x.nl/a{sign}b'. Schrijf '{sign}' als {coded}.",
        )
        for sign, coded in ((">", "%3E"), ("|", "%7C"), ("%", "%25"), ("é", "%C3%A9"))
    },
    # what YAML allows and a dataset does not
    "double field": Mistake("    type: zeehaven", "    type: zeehaven\n    §type: zeehaven", "dubbel-veld",
        f"{ROTTERDAM}.type", "veld 'type' staat er al", schema=False),
    "anchor": Mistake("naam: Haven Rotterdam", "naam: §&x Haven Rotterdam", "anker", f"{ROTTERDAM}.naam",
        "een anker (&x) mag niet; haal het weg", schema=False),
    "alias": Mistake("naam: Haven Rotterdam", "naam: §*x", "alias", f"{ROTTERDAM}.naam",
        "een alias (*x) mag niet; schrijf de waarde voluit", schema=False),
    "tag": Mistake("naam: Haven Rotterdam", "naam: §!!str Haven Rotterdam", "tag", f"{ROTTERDAM}.naam",
        "een tag (tag:yaml.org,2002:str) mag niet; haal die weg", schema=False),
    "merge": Mistake("  - id: haven-rotterdam", "  - §<<: {}\n    id: haven-rotterdam", "samenvoeging",
        f"{ROTTERDAM}.'<<'", "samenvoegen met << mag niet; schrijf de velden voluit", schema=False),
    "list as a field name": Mistake("    plaatsen: [Rotterdam]", "    §[a]: 1", "sleutel", "",
        "een veldnaam moet één woord zijn", schema=False),
    "second document": Mistake("opgegeven_totalen:", "§---\nopgegeven_totalen:", "documenten", "",
        "een tweede document mag niet; haal de regel met --- weg", schema=False),
    "depth": Mistake("plaatsen: [Rotterdam]", "plaatsen: " + "[" * 17 + "§" + "[" * 99 + "]" * 116, "diepte",
        "", "meer dan 20 niveaus diep", schema=False),
    "many fields": Mistake("bijgewerkt:", "".join(f"k{n}: 1\n" for n in range(100)) + "§bijgewerkt:",
        "te-veel", "", "meer dan 100 velden in één onderdeel", schema=False),
    "colon in text": Mistake("titel: Systeemanalyse", "titel: Systeem§: analyse", "yaml", "",
        "een dubbele punt die hier niet past", schema=False),
    "tab before a field": Mistake("    naam: Haven Rotterdam", "§\tnaam: Haven Rotterdam", "yaml", "",
        "hier staat een tab; gebruik spaties", schema=False),
    "tab before a list": Mistake("    financiering:\n", "    financiering:\n§\t- soort: eenmalig\n", "yaml",
        "", "hier staat een tab; gebruik spaties", schema=False),
    "sign that begins nothing": Mistake("naam: Haven Rotterdam", "naam: §@haven", "yaml", "",
        "hier kan dit teken niet staan; zet tekst die zo begint tussen aanhalingstekens", schema=False),
    "control character": Mistake("naam: Haven Rotterdam", "naam: Haven§\x1b Rotterdam", "stuurteken", "",
        "stuurteken U+001B; haal het weg", schema=False),
    "line separator": Mistake("naam: Haven Rotterdam", "naam: Haven§\u2028Rotterdam", "stuurteken", "",
        "stuurteken U+2028", schema=False),
}  # fmt: skip
