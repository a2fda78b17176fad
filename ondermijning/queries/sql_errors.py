"""What SQLite has against a question, in Dutch, with its place in the question."""

import re
import sqlite3

from ondermijning.problems import KnooppuntError, UsageProblem
from ondermijning.store.tables import PUBLIC
from ondermijning.text import any_of, did_you_mean, visible

_ALONE = "u kunt hier alleen lezen, en alleen uit de openbare tabellen; zie sql --tabellen"
_TABLES = [table.name for table in PUBLIC]
_MEANINGS = (
    (r'near "(?P<at>.+)": syntax error', "bij '{at}' klopt de SQL niet"),
    (r'unrecognized token: "(?P<at>.+)"', "dit is geen SQL, of een aanhalingsteken sluit niet: {at}"),
    (r"incomplete input", "de vraag houdt te vroeg op"),
    (r"no such table: (?:\w+\.)?(?P<at>.+)", "er is geen tabel '{at}'.{tables}"),
    (r"no such column: (?P<at>.+)", "er is geen veld '{at}'.{fields}"),
    (r"ambiguous column name: (?P<at>.+)", "veld '{at}' staat in meer dan één tabel; schrijf tabel.{at}"),
    (r"no such function: (?P<at>.+)", "er is geen functie '{at}'"),
    (r"not authorized to use function: (?P<at>.+)", "functie '{at}' is hier niet te gebruiken: " + _ALONE),
    (r"wrong number of arguments to function (?P<at>\w+)\(\)",
     "functie '{at}' heeft te veel of te weinig argumenten"),
    (r"misuse of (?:aggregate|window)\W*(?:function)? ?(?P<at>\w+)\(\)",
     "functie '{at}' kan op deze plaats niet"),
    (r"(?P<at>aggregate) functions are not allowed in the GROUP BY clause",
     "GROUP BY kan niet op een functie als SUM; geef een veld op"),
    (r"(?P<at>HAVING) clause on a non-aggregate query", "HAVING hoort bij GROUP BY; gebruik WHERE"),
    (r"(?:access to \S+ is prohibited|no such module: .+)", "{denied}"),
    (r"(?:not authorized|authorization denied|attempt to write .+|cannot modify .+ because it is a view"
     r"|Cannot add a column to a view)", _ALONE),
    (r"You did not supply a value for binding (?:parameter )?:?(?P<at>\w+)\.?",
     "geef :{at} met --waarde {at}=…"),
    (r"(?:Incorrect number of bindings|Binding \d+ has no name).*",
     "gebruik :naam in plaats van ?, en geef de waarde met --waarde naam=…"),
    (r".*(?P<at>ORDER|GROUP) BY term out of range.*", "{at} BY noemt een kolom die er niet is"),
    (r"(?P<at>ORDER BY|LIMIT) clause should come after (?P<after>.+) not before",
     "{at} hoort achter {after}"),
    (r"You can only execute one statement at a time\.?", "stel één vraag tegelijk; hier staan er meerdere"),
    (r"string or blob too big", "een tekst in het antwoord is langer dan een miljoen tekens"),
    (r"(?:query string|statement) (?:is )?too large",
     "de vraag is langer dan een miljoen tekens; kort de vraag in"),
    (r"LIKE or GLOB pattern too complex", "het patroon is langer dan duizend tekens; kort het patroon in"),
    (r"ESCAPE expression must be a single character", "achter ESCAPE hoort één teken"),
    (r"integer overflow", "de som is groter dan SQLite kan tellen"),
    (r"datatype mismatch", "achter LIMIT en OFFSET hoort een geheel getal"),
    (r"no tables specified", "achter * hoort FROM met een tabel"),
    (r"malformed JSON",
     "een tekst die als JSON gelezen wordt, is geen JSON; lijsten staan hier met | ertussen"),
    (r"(?:bad JSON path|JSON path error near) '(?P<at>.*)'",
     "'{at}' is geen pad in JSON; schrijf '$.naam' of '$[0]'"),
    (r"JSON cannot hold BLOB values", "bytes passen niet in JSON"),
    (r"(?P<at>json_\w+)\(\) .+", "functie '{at}' krijgt argumenten die niet passen"),
    (r"(?:.+ )?argument (?:of|to) (?P<at>\w+)(?:\(\))? must be .+",
     "functie '{at}' krijgt een getal dat niet past"),
    (r"Could not decode to UTF-8 column '(?P<at>.+)' with text .*",
     "kolom '{at}' bevat tekst die geen UTF-8 is"),
    (r"SELECTs to the left and right of (?P<at>.+) do not have the same number of result columns",
     "de vragen aan beide kanten van {at} geven niet evenveel kolommen"),
    (r"all (?P<at>VALUES) must have the same number of terms",
     "de rijen van {at} hebben niet evenveel waarden"),
    (r"table (?P<at>.+) has (?P<is>\d+) values for (?P<named>\d+) columns",
     "'{at}' noemt {named} kolommen en geeft er {is}"),
    (r"sub-select returns (\d+) columns - expected (\d+)", "een vraag in de vraag geeft te veel kolommen"),
    (r"row value misused", "hier staat een rij van waarden tegenover een ander aantal"),
    (r"cannot join using column (?P<at>.+) - column not present in both tables",
     "veld '{at}' van USING staat niet in beide tabellen"),
    (r"a (?P<at>NATURAL) join may not have an ON or USING clause", "bij {at} JOIN kan geen ON of USING"),
    (r"circular reference: (?P<at>.+)",
     "'{at}' verwijst naar zichzelf; schrijf WITH RECURSIVE … UNION ALL …"),
    (r"(?:multiple references to )?recursive (?:reference|table).*: (?P<at>.+)",
     "'{at}' verwijst te vaak naar zichzelf"),
    (r"no such window: (?P<at>.+)", "er is geen WINDOW met de naam '{at}'"),
    (r"(?:unsupported frame specification|RANGE with offset .+|frame .+ must be .+)",
     "de grenzen achter OVER (… BETWEEN …) passen niet bij elkaar"),
    (r"(?P<at>DISTINCT) (?:is not supported for window functions|aggregates must have exactly one argument)",
     "{at} kan niet bij OVER, en alleen bij één argument"),
    (r"no such index: (?P<at>.+)", "er is geen index '{at}'; laat INDEXED BY weg"),
    (r"'(?P<at>.+)' is not a function", "'{at}' is een tabel, geen functie; laat de haakjes weg"),
    (r"too many arguments on (?P<at>\w+)\(\).*", "functie '{at}' heeft te veel argumenten"),
    (r"(?P<at>RAISE)\(\) may only be used within a trigger-program",
     "functie '{at}' kan op deze plaats niet"),
    (r"(?:too many|parser stack overflow|Expression tree is too large).*",
     "de vraag is te ingewikkeld; vereenvoudig de vraag"),
)  # fmt: skip
"""SQLite's sentences, and what they mean; `at` is the piece of the question that they are about."""


def in_dutch(error: Exception, question: str, db: sqlite3.Connection) -> KnooppuntError:
    """Return what is wrong as a sentence with its place in the question."""
    words = str(error)
    for pattern, meaning in _MEANINGS:
        if found := re.fullmatch(pattern, words, re.DOTALL):
            named = found.groupdict()
            piece = named.get("at") or ""
            if meaning == "{denied}" and (piece := _unknown_table(question)):
                meaning = "er is geen tabel '{at}'.{tables}"
            text = meaning.format(
                **{name: visible(word) for name, word in (named | {"at": piece}).items()},
                tables=did_you_mean(piece, _TABLES) or f" Kies uit: {', '.join(_TABLES)}.",
                fields=_instead_of(piece, question),
                denied=_ALONE,
            )
            end = words == "incomplete input"
            position = len(question.rstrip()) if end else _position(piece, words, question, db)
            return UsageProblem(_placed(text, question, position))
    return UsageProblem(
        f"SQLite weigert deze vraag (Engelse melding: {visible(words, most=300)}); vereenvoudig de vraag en "
        "probeer het opnieuw"
    )


def _unknown_table(question: str) -> str:
    """Return the first table that a question reads from and that is not public, empty where there is none."""
    named = re.findall(r"\b(?:FROM|JOIN)\s+(\w+)(?!\.)\b", question, re.IGNORECASE)
    return next((table for table in named if table.lower() not in _TABLES), "")


def _instead_of(field: str, question: str) -> str:
    """Return what to write for a field that is not there: its table, a near name, or a text."""
    name = field.rpartition(".")[2]
    if holders := [table.name for table in PUBLIC if any(known.name == name for known in table.fields)]:
        return f" Dat veld heeft {any_of(holders)}; zet die tabel achter FROM."
    if near := did_you_mean(name, {known.name for table in PUBLIC for known in table.fields}):
        return near
    if f'"{field}"' in question:
        return f" Is het een tekst? Schrijf dan '{visible(field)}', met enkele aanhalingstekens."
    return " Zie sql --tabellen."


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
