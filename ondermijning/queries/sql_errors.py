"""What SQLite says is wrong with a question, in Dutch and with its place."""

import re
import sqlite3

from ondermijning.problems import KnooppuntError, UsageProblem
from ondermijning.store.tables import PUBLIC
from ondermijning.text import any_of, did_you_mean, visible

_ALONE = "u kunt hier alleen lezen, en alleen uit de openbare tabellen; zie sql --tabellen"
_TABLES = [table.name for table in PUBLIC]
_MEANINGS = (
    ('near "@": syntax error', "bij '{at}' klopt de SQL niet"),
    ('unrecognized token: "@"', "dit is geen SQL, of een aanhalingsteken sluit niet: {at}"),
    ("incomplete input", "de vraag houdt te vroeg op"),
    (r"no such table: (\w+\.)?@", "er is geen tabel '{at}'.{tables}"),
    ("no such column: @", "er is geen veld '{at}'.{fields}"),
    ("ambiguous column name: @", "veld '{at}' staat in meer dan één tabel; schrijf tabel.{at}"),
    ("no such function: @", "er is geen functie '{at}'"),
    ("not authorized to use function: @", f"functie '{{at}}' is hier niet te gebruiken: {_ALONE}"),
    (r"wrong number of arguments to function @\(\)", "functie '{at}' heeft te veel of te weinig argumenten"),
    (r"too many arguments on @\(\).*", "functie '{at}' heeft te veel argumenten"),
    (r"misuse of (aggregate|window)\W*(function)? ?@\(\)", "functie '{at}' kan op deze plaats niet"),
    (r"(?P<at>RAISE)\(\) may only .+", "functie '{at}' kan op deze plaats niet"),
    ("(?P<at>aggregate) functions .+ GROUP BY .+",
     "GROUP BY kan niet op een functie als SUM; geef een veld op"),
    ("(?P<at>HAVING) clause on a non-aggregate query", "HAVING hoort bij GROUP BY; gebruik WHERE"),
    ("access to .+ is prohibited|no such module: .+", "{denied}"),
    ("not authorized|authorization denied|attempt to write .+|cannot modify .+|Cannot add .+", _ALONE),
    (r"You did not supply a value for binding (parameter )?:?@\.?", "geef :{at} met --waarde {at}=…"),
    ("(Incorrect number of bindings|Binding .+ has no name).*",
     "gebruik :naam in plaats van ?, en geef de waarde met --waarde naam=…"),
    (".*(?P<at>ORDER|GROUP) BY term out of range.*", "{at} BY noemt een kolom die er niet is"),
    ("@ clause should come after (?P<after>.+) not before", "{at} hoort achter {after}"),
    ("You can only execute one statement .+", "stel één vraag tegelijk; hier staan er meerdere"),
    ("string or blob too big", "een tekst in het antwoord is langer dan een miljoen tekens"),
    ("(query string|statement) .*too large", "de vraag is langer dan een miljoen tekens; kort de vraag in"),
    ("LIKE .+ too complex", "het patroon is langer dan duizend tekens; kort het patroon in"),
    ("ESCAPE expression must be a single character", "achter ESCAPE hoort één teken"),
    ("integer overflow", "de som is groter dan SQLite kan tellen"),
    ("datatype mismatch", "achter LIMIT en OFFSET hoort een geheel getal"),
    ("no tables specified", "achter * hoort FROM met een tabel"),
    ("malformed JSON",
     "een tekst die als JSON gelezen wordt, is geen JSON; lijsten staan hier met | ertussen"),
    ("(bad JSON path|JSON path error near) '@'", "'{at}' is geen pad in JSON; schrijf '$.naam' of '$[0]'"),
    ("JSON cannot hold BLOB values", "bytes passen niet in JSON"),
    (r"(?P<at>json_\w+)\(\) .+", "functie '{at}' krijgt argumenten die niet passen"),
    (r"(.+ )?argument (of|to) @(\(\))? must be .+", "functie '{at}' krijgt een getal dat niet past"),
    ("Could not decode to UTF-8 column '@' .+", "kolom '{at}' bevat tekst die geen UTF-8 is"),
    ("SELECTs to the left and right of @ do not .+",
     "de vragen aan beide kanten van {at} geven niet evenveel kolommen"),
    ("all (?P<at>VALUES) must have the same .+", "de rijen van {at} hebben niet evenveel waarden"),
    ("table @ has (?P<is>.+) values for (?P<named>.+) columns",
     "'{at}' noemt {named} kolommen en geeft er {is}"),
    ("sub-select returns .+", "een vraag in de vraag geeft te veel kolommen"),
    ("row value misused", "hier staat een rij van waarden tegenover een ander aantal"),
    ("cannot join using column @ - .+", "veld '{at}' van USING staat niet in beide tabellen"),
    ("a (?P<at>NATURAL) join may not .+", "bij {at} JOIN kan geen ON of USING"),
    ("circular reference: @", "'{at}' verwijst naar zichzelf; schrijf WITH RECURSIVE … UNION ALL …"),
    ("(multiple references to )?recursive .+: @", "'{at}' verwijst te vaak naar zichzelf"),
    ("no such window: @", "er is geen WINDOW met de naam '{at}'"),
    ("unsupported frame .+|RANGE with offset .+|frame .+",
     "de grenzen achter OVER (… BETWEEN …) passen niet bij elkaar"),
    ("(?P<at>DISTINCT) (is not|aggregates must) .+", "{at} kan niet bij OVER, en alleen bij één argument"),
    ("no such index: @", "er is geen index '{at}'; laat INDEXED BY weg"),
    ("'@' is not a function", "'{at}' is een tabel, geen functie; laat de haakjes weg"),
    ("(too many|parser stack overflow|Expression tree is too large).*",
     "de vraag is te ingewikkeld; vereenvoudig de vraag"),
)  # fmt: skip
"""SQLite's sentences, and what they mean; `@`, `at` is the piece of the question that they are about."""


def in_dutch(error: Exception, question: str, db: sqlite3.Connection) -> KnooppuntError:
    """Return what is wrong as a sentence with its place in the question."""
    words = str(error)
    for pattern, meaning in _MEANINGS:
        if match := re.fullmatch(pattern.replace("@", "(?P<at>.+?)"), words, re.DOTALL):
            named = match.groupdict()
            piece = named.get("at") or ""
            if meaning == "{denied}" and (piece := _unknown_table(question)):
                meaning = "er is geen tabel '{at}'.{tables}"
            text = meaning.format(
                **{name: visible(word) for name, word in (named | {"at": piece}).items()},
                tables=did_you_mean(piece, _TABLES) or f" Kies uit: {', '.join(_TABLES)}.",
                fields=_instead_of(piece, question),
                denied=_ALONE,
            )
            position = _position(piece, words, question, db)
            if position is None:
                return UsageProblem(text)
            line, column = question.count("\n", 0, position) + 1, position - question.rfind("\n", 0, position)
            return UsageProblem(f"vraag:{line}:{column}: {text}")
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
    """Return where in the question the `piece` stands that SQLite complains of.

    SQLite does not say where. But it has the same complaint about the question cut off right after that
    piece, and another or none where it is cut off sooner.
    """
    if words == "incomplete input":
        return len(question.rstrip())
    if not piece:
        return None
    places = [match.start() for match in re.finditer(re.escape(piece), question, re.IGNORECASE)]
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
