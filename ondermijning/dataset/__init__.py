"""The bytes of a dataset to a validated `Dataset`, or all its errors at once with their places."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import Any, NamedTuple

from ondermijning.codes import Code
from ondermijning.dataset.model import Dataset
from ondermijning.dataset.places import Path, Place, Violation, existing, written
from ondermijning.dataset.reader import Progress, Reading, places_of, read
from ondermijning.dataset.rules import violations
from ondermijning.dataset.shape import validate
from ondermijning.problems import DatasetError, Problem, Severity

MOST_PROBLEMS = 1000

# Where reading refused one of these, what it left in its place says nothing of the file.
_PLACEHOLDERS = ("alias", "samenvoeging", "tag")


class Sound(NamedTuple):
    """A dataset without errors, and what was read of its file."""

    dataset: Dataset
    reading: Reading


def load(raw: bytes, file: str, progress: Progress | None = None) -> Dataset:
    """Return the dataset in `raw`; `file` names it in errors. Raises DatasetError with all that is wrong."""
    return load_sound(raw, file, progress).dataset


def load_sound(raw: bytes, file: str, progress: Progress | None = None) -> Sound:
    """Return the dataset in `raw` and its plain data. Raises DatasetError with all that is wrong.

    Only where something is wrong are the bytes read a second time, for its places.
    """
    reading = read(raw, progress)
    if reading.data is None and not reading.findings:
        message = "het bestand is leeg; begin met bijgewerkt, bronnen en knooppunten"
        raise DatasetError([Problem(file, 1, 1, "leeg", "", message)])
    dataset, found = _checked(reading.data)
    if dataset is None or found or reading.findings:
        raise DatasetError(located(raw, reading, found, file, "fout"))
    return Sound(dataset, reading)


def _checked(data: Any) -> tuple[Dataset | None, list[Violation]]:
    if data is None:
        return None, []
    dataset, found = validate(data, MOST_PROBLEMS + 1)
    return dataset, list(chain(found, islice(violations(data), max(0, MOST_PROBLEMS + 1 - len(found)))))


def located(
    raw: bytes, reading: Reading, found: Iterable[Violation], file: str, severity: Severity
) -> list[Problem]:
    """Return violations with their places in `raw`, and what reading refused, in the order of the file."""
    refused = {finding.path for finding in reading.findings if finding.code in _PLACEHOLDERS}
    kept = [v for v in islice(found, MOST_PROBLEMS + 1) if v.path not in refused]
    stands = {v.path: existing(v.path, reading.data) for v in kept}
    values, keys = places_of(raw, set(stands.values())) if kept else ({}, {})

    def problem(place: Place, code: Code, path: Path, message: str) -> Problem:
        return Problem(file, *place, code, written(path, reading.data), message, severity)

    problems = [problem(*finding) for finding in reading.findings]
    for path, code, message in kept:
        where = keys if code == "veld-onbekend" and path in keys else values
        problems.append(problem(where.get(stands[path], Place(1, 1)), code, path, message))
    return _limited(sorted(dict.fromkeys(problems), key=lambda problem: problem[1:4]))


def _limited(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    last = problems[MOST_PROBLEMS - 1]
    message = "er is meer; los eerst op wat hierboven staat"
    return [*problems[:MOST_PROBLEMS], last._replace(code="te-veel", place="", message=message)]
