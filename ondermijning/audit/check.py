"""A dataset, checked as an auditor would: every error, or what is doubtful and how much was checked."""

from itertools import chain
from typing import NamedTuple

from ondermijning.audit.cut import cut_texts
from ondermijning.audit.doubts import doubts
from ondermijning.dataset import load_sound, located
from ondermijning.dataset.reader import Watcher
from ondermijning.problems import DatasetError, Problem
from ondermijning.queries.reconciliation import stated_totals
from ondermijning.store import Store
from ondermijning.store.making import build


class Checked(NamedTuple):
    """What a check found: errors (then nothing else is known), or doubts and the numbers of parts.

    `store` is the dataset, open, where it is sound.
    """

    problems: list[Problem]
    store: Store | None = None
    knooppunten: int = 0
    bedragen: int = 0
    beweringen: int = 0
    bronnen: int = 0

    @property
    def sound(self) -> bool:
        """Whether the dataset has no errors."""
        return self.store is not None


def check(raw: bytes, file: str, watcher: Watcher | None = None) -> Checked:
    """Check the dataset in `raw`; `file` names it in what is found."""
    try:
        dataset, reading = load_sound(raw, file, watcher)
    except DatasetError as error:
        return Checked(error.problems)
    store = Store(build(dataset))
    found = chain(doubts(reading.data, stated_totals(store)), cut_texts(raw))
    (counted,) = store.rows(
        "SELECT (SELECT COUNT(*) FROM knooppunten) AS knooppunten, "
        "(SELECT COUNT(*) FROM bedragen WHERE NOT stap) AS bedragen, "
        "(SELECT COUNT(*) FROM beweringen WHERE vindplaats = 1) AS beweringen, "
        "(SELECT COUNT(*) FROM bronnen) AS bronnen"
    )
    return Checked(located(reading, found, file), store, **dict(counted))
