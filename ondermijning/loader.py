"""The bytes of a dataset to a validated `Dataset`, or all its errors at once with their places."""

from collections.abc import Iterable

from pydantic import ValidationError

from ondermijning.messages import shape_violations
from ondermijning.model import Dataset
from ondermijning.problems import DatasetError, Problem, Severity
from ondermijning.reader import Path, Place, Progress, Reading, child, read
from ondermijning.rules import Violation, violations


def load(raw: bytes, file: str, progress: Progress | None = None) -> Dataset:
    """Return the dataset in `raw`; `file` names it in errors.

    Raises DatasetError with everything that is wrong. Only then are the bytes read a second time,
    for the places of the errors.
    """
    reading = read(raw, progress=progress)
    dataset: Dataset | None = None
    found: list[Violation] = []
    if reading.data is not None:
        try:
            dataset = Dataset.model_validate(reading.data)
        except ValidationError as error:
            found += shape_violations(error, reading.data)
        found += violations(reading.data)
    elif not reading.findings:
        raise DatasetError([Problem(file, 1, 1, "leeg", "", "het bestand is leeg")])
    if dataset is not None and not found and not reading.findings:
        return dataset
    raise DatasetError(located(raw, found, file, "fout"))


def located(raw: bytes, found: Iterable[Violation], file: str, severity: Severity) -> list[Problem]:
    """Return violations with their places in `raw`, and what reading refuses, in the order of the file."""
    reading = read(raw, positions=True)

    def problem(place: Place, code: str, path: Path, message: str) -> Problem:
        return Problem(file, *place, code, place_in_data(path, reading.data), message, severity)

    problems = [problem(*finding) for finding in reading.findings]
    problems += [problem(_place(v, reading), v.code, v.path, v.message) for v in found]
    return sorted(set(problems), key=lambda problem: problem[1:4])


def _place(violation: Violation, reading: Reading) -> Place:
    """Return where the violation stands: its field's name or value, or the nearest part around it."""
    path = violation.path
    if violation.code == "veld-onbekend" and path in reading.keys:
        return reading.keys[path]
    while path not in reading.values and path:
        path = path[:-1]
    return reading.values.get(path, Place(1, 1))


def place_in_data(path: Path, data: object) -> str:
    """Return a path as people read it, entries by their id: `knooppunten[haven-rotterdam].naam`."""
    words = ""
    for step in path:
        data = child(data, step)
        if isinstance(step, int):
            name = data.get("id") if isinstance(data, dict) else None
            words += f"[{name if isinstance(name, str) and name.isprintable() else step + 1}]"
        else:
            words += f".{step}" if step.isprintable() else ".?"
    return words.removeprefix(".")
