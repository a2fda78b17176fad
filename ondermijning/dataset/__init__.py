"""The bytes of a dataset to sound, plain data, or all its errors at once with their places."""

from collections.abc import Iterable
from itertools import islice

from ondermijning.codes import Code
from ondermijning.dataset.places import Place, Violation, existing, places, spelled
from ondermijning.dataset.reader import Reading, Watcher
from ondermijning.dataset.rules import violations
from ondermijning.dataset.shape import read_shaped
from ondermijning.problems import DatasetError, Problem

MOST_PROBLEMS = 1000

# Where reading refused one of these, what it left in its place says nothing of the file.
_PLACEHOLDERS = (Code.ALIAS, Code.SAMENVOEGING, Code.TAG)


def load(raw: bytes, file: str, watcher: Watcher | None = None) -> Reading:
    """Return what is in `raw`, a sound dataset; `file` names it. Raises DatasetError with all that is wrong.

    Only where something is wrong are the bytes read a second time, for its places.
    """
    reading, found = read_shaped(raw, MOST_PROBLEMS, watcher)
    found += islice(violations(reading.data), max(0, MOST_PROBLEMS + 1 - len(found)))
    if reading.data is None and not reading.refusals:
        message = "het bestand is leeg; begin met bijgewerkt, bronnen en knooppunten"
        raise DatasetError([Problem(file, 1, 1, Code.LEEG, "", message)])
    if found or reading.refusals:
        raise DatasetError(located(reading, found, file))
    return reading


def located(reading: Reading, found: Iterable[Violation], file: str) -> list[Problem]:
    """Return violations and what reading refused with their places, in the order of the file."""
    refused = {refusal.path for refusal in reading.refusals if refusal.code in _PLACEHOLDERS}
    kept = [violation for violation in islice(found, MOST_PROBLEMS + 1) if violation.path not in refused]
    stands = {violation.path: existing(violation.path, reading.data) for violation in kept}
    found_at = places(reading.raw, stands.values())
    problems = []
    for path, code, message, place in [*reading.refusals, *kept]:
        if place is None:
            of_key = code is Code.VELD_ONBEKEND
            place = found_at.get((path, of_key)) or found_at.get((stands[path], False)) or Place(1, 1)
        problems.append(Problem(file, *place, code, spelled(path, reading.data), message))
    return _limited(sorted(dict.fromkeys(problems), key=lambda problem: problem[1:4]))


def _limited(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    last = problems[MOST_PROBLEMS - 1]
    code = Code.TE_VEEL if last.severity == "fout" else last.code  # many doubts are no error
    message = "dit is niet alles; los eerst op wat hierboven staat"
    return [*problems[:MOST_PROBLEMS], last._replace(code=code, place="", message=message)]
