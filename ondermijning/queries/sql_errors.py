"""What SQLite has against a question, in Dutch, with its place in the question."""

import re
import sqlite3

from ondermijning.problems import KnooppuntError, UsageProblem
from ondermijning.store.public import PUBLIC
from ondermijning.text import did_you_mean, visible

_ALONE = "hier kunt u alleen lezen, en alleen uit de openbare tabellen"
_MEANINGS = (
    (r'near "(?P<at>.+)": syntax error', "hier klopt de SQL niet: '{at}'"),
    (r'unrecognized token: "(?P<at>.+)"', "dit is geen SQL, of een aanhalingsteken sluit niet: {at}"),
    (r"incomplete input", "de vraag houdt te vroeg op"),
    (r"no such table: (?:\w+\.)?(?P<at>.+)", "er is geen tabel '{at}'.{tables}"),
    (r"no such column: (?P<at>.+)", "er is geen veld '{at}'.{fields}"),
    (r"ambiguous column name: (?P<at>.+)", "veld '{at}' staat in meer dan één tabel; zet de tabel ervoor"),
    (r"no such function: (?P<at>.+)", "er is geen functie '{at}'"),
    (r"not authorized to use function: (?P<at>.+)", "functie '{at}' is hier niet te gebruiken: " + _ALONE),
    (r"wrong number of arguments to function (?P<at>\w+)\(\)", "'{at}' krijgt te veel of te weinig mee"),
    (r"misuse of (?:aggregate|window)\W*(?:function)? ?(?P<at>\w+)\(\)", "'{at}' kan hier niet staan"),
    (r"(?:not authorized|authorization denied|access to .+ is prohibited|attempt to write .+)", _ALONE),
    (r"You did not supply a value for binding (?:parameter )?:?(?P<at>\w+)\.?",
     "geef :{at} met --waarde {at}=…"),
    (r"(?:Incorrect number of bindings|Binding \d+ has no name).*", "geef een waarde een naam: :naam"),
    (r".*(?P<at>ORDER|GROUP) BY term out of range.*", "{at} BY noemt een kolom die er niet is"),
    (r"You can only execute one statement at a time\.?", "stel één vraag tegelijk; hier staan er meer"),
    (r"string or blob too big", "een tekst in het antwoord is langer dan een miljoen tekens"),
    (r"(?:query string|statement) (?:is )?too large", "de vraag is langer dan een miljoen tekens"),
    (r"LIKE or GLOB pattern too complex", "het patroon is langer dan duizend tekens"),
    (r"integer overflow", "de som is groter dan SQLite kan tellen"),
    (r"SELECTs to the left and right of (?P<at>.+) do not have the same number of result columns",
     "de vragen aan beide kanten van {at} geven niet evenveel kolommen"),
    (r"sub-select returns (\d+) columns - expected (\d+)", "een vraag in de vraag geeft te veel kolommen"),
    (r"(?:too many|parser stack overflow|Expression tree is too large).*", "de vraag is te ingewikkeld"),
)  # fmt: skip
"""SQLite's sentences, and what they mean; `at` is the piece of the question that they are about."""


def in_dutch(error: Exception, question: str, db: sqlite3.Connection) -> KnooppuntError:
    """Return what is wrong as a sentence with its place in the question."""
    words = str(error)
    for pattern, meaning in _MEANINGS:
        if found := re.fullmatch(pattern, words, re.DOTALL):
            piece = found.groupdict().get("at") or ""
            tables = [table.name for table in PUBLIC]
            fields = {field.name for table in PUBLIC for field in table.fields}
            text = meaning.format(
                at=visible(piece),
                tables=did_you_mean(piece, tables) or f" Wel: {', '.join(tables)}.",
                fields=did_you_mean(piece.rpartition(".")[2], fields) or " Kijk bij sql --tabellen.",
            )
            end = words == "incomplete input"
            position = len(question.rstrip()) if end else _position(piece, words, question, db)
            return UsageProblem(_placed(text, question, position))
    return UsageProblem(f"SQLite neemt deze vraag niet: {visible(words, most=300)}")


def _position(piece: str, words: str, question: str, db: sqlite3.Connection) -> int | None:
    """Return where in the question `piece` is that SQLite complains of.

    SQLite does not say it, but has the same complaint of the question as far as the right place, and none or
    another of one that is cut off before it.
    """
    places = (
        [found.start() for found in re.finditer(re.escape(piece), question, re.IGNORECASE)] if piece else []
    )
    if not words.startswith("near"):
        whole = [place for place in places if not re.match(r"\w", question[place - 1 : place] or " ")]
        return next(iter(whole or places), None)
    for place in places[:100]:
        try:
            db.execute(question[: place + len(piece)])
        except (sqlite3.Error, sqlite3.Warning) as error:
            if str(error) == words:
                return place
    return next(iter(places), None)


def _placed(text: str, question: str, position: int | None) -> str:
    """Return the sentence after its line and column in the question, which count from 1."""
    if position is None:
        return text
    before = question[:position]
    return f"vraag:{before.count(chr(10)) + 1}:{position - before.rfind(chr(10))}: {text}"
