"""Print how well `lees` reads: amounts found and missed, and each field said rightly, wrongly or not at all.

Over the letters of our own making in `tests/audit/letters/`, each beside what is to be found in it, and over
the texts in `../shared/sources/`, against what the facts say of them. Exits with 1 where an amount is missed,
or a knooppunt or a kind is wrong.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ondermijning.audit.letter import Gazetteer, LetterAmount, read_letter
from ondermijning.audit.source_file import read_source

ROOT = Path(__file__).parents[1]
LETTERS = ROOT / "tests" / "audit" / "letters"
SOURCES = ROOT.parent / "shared" / "sources"
FIELDS = ("soort", "jaar", "vanaf", "knooppunt", "pagina")


class Score(NamedTuple):
    """What came of reading: the amounts that are `missed` or `extra`, and how often a field is right.

    Of each field `wrong` lists where it is said otherwise, or where nothing says it, and `unsaid` where it
    is left empty.
    """

    amounts: int
    missed: list[str]
    extra: list[str]
    right: Counter[str]
    wrong: dict[str, list[str]]
    unsaid: dict[str, list[str]]


def gazetteer() -> Gazetteer:
    """Return the names in the shipped dataset."""
    data = yaml.safe_load((ROOT / "data" / "knooppunten.yaml").read_text(encoding="utf-8"))
    return Gazetteer(
        {hub["id"]: [hub["naam"], *hub["aliassen"], *hub["plaatsen"]] for hub in data["knooppunten"]}
    )


def letters() -> Iterator[tuple[str, list[LetterAmount], list[dict[str, Any]]]]:
    """Yield each letter: its name, what is read in it and what is there."""
    names = gazetteer()
    for answers in sorted(LETTERS.glob("*.yaml")):
        told = yaml.safe_load(answers.read_text(encoding="utf-8"))
        (path,) = (path for path in LETTERS.glob(f"{answers.stem}.*") if path != answers)
        yield answers.stem, read_letter(read_source(str(path)), names, told["datum"]), told["bedragen"]


def scored(
    name: str, found: list[LetterAmount], told: list[dict[str, Any]], *, all_told: bool = True
) -> Score:
    """Score what was read in one letter; `all_told`: what is not told is not there.

    Amounts are matched in their order; of the same amount the one that agrees best.
    """
    score = Score(len(told), [], [], Counter(), {f: [] for f in FIELDS}, {f: [] for f in FIELDS})
    left = list(found)
    for truth in told:
        alike = [one for one in left if one.bedrag == truth["bedrag"]]
        if not alike:
            score.missed.append(f"{name}: {truth['bedrag']}")
            continue
        best = max(alike, key=lambda one: sum(_said(one, f) == truth.get(f) for f in FIELDS))
        left.remove(best)
        for field in FIELDS:
            _count(score, field, _said(best, field), truth, f"{name}: {truth['bedrag']}", all_told=all_told)
    score.extra.extend(f"{name}: {one.bedrag}" for one in left)
    return score


def _said(found: LetterAmount, field: str) -> Any:
    return getattr(found, field) or None


def _count(score: Score, field: str, said: Any, truth: dict[str, Any], where: str, *, all_told: bool) -> None:
    right = truth.get(field)
    if said == right:
        score.right[field] += right is not None
    elif said is None:
        score.unsaid[field].append(f"{where}: {right}")
    elif right is not None or all_told:
        score.wrong[field].append(f"{where}: {said}, not {right}")


def facts() -> Iterator[tuple[str, list[LetterAmount], list[dict[str, Any]]]]:
    """Yield each source in the same way: what the facts say of it is what the shipped dataset rests on it."""
    names = gazetteer()
    data = yaml.safe_load((ROOT / "data" / "knooppunten.yaml").read_text(encoding="utf-8"))
    told: dict[str, list[dict[str, Any]]] = {}
    for hub in data["knooppunten"]:
        for amount in hub["financiering"]:
            for part in (amount, *amount.get("opbouw", ()), *amount.get("waarvan", ())):
                truth = {"bedrag": part["bedrag"], "soort": amount["soort"], "knooppunt": hub["id"]}
                truth |= {"jaar": part.get("jaar", amount.get("vanaf")), "vanaf": "jaar" not in part or None}
                _rest(told, part, truth)
    for total in data["opgegeven_totalen"]:
        truth = {
            "bedrag": total["bedrag"],
            "soort": total["soort"],
            "jaar": total.get("jaar", total.get("vanaf")),
        }
        _rest(told, total, truth | {"vanaf": "vanaf" in total or None})
    for bron in data["bronnen"]:
        path = SOURCES / f"{bron['id']}.txt"
        if path.exists():
            found = read_letter(path.read_text(encoding="utf-8"), names, bron["datum"])
            yield bron["id"], found, told.get(bron["id"], [])


def _rest(told: dict[str, list[dict[str, Any]]], part: dict[str, Any], truth: dict[str, Any]) -> None:
    """Write a fact down for each source whose fragment holds an amount, and so says how much."""
    for place in part["vindplaatsen"]:
        fragment = place.get("fragment", "")
        if part["bedrag"] != "onbekend" and any(
            word in fragment for word in ("mln", "miljoen", "million", "ton ", "€")
        ):
            here = told.setdefault(place["bron"], [])
            if truth not in here:
                here.append(truth)


def summed(scores: Iterable[Score]) -> Score:
    """Return the scores of several letters as one."""
    total = Score(0, [], [], Counter(), {f: [] for f in FIELDS}, {f: [] for f in FIELDS})
    for score in scores:
        total = total._replace(amounts=total.amounts + score.amounts)
        total.missed.extend(score.missed)
        total.extra.extend(score.extra)
        total.right.update(score.right)
        for field in FIELDS:
            total.wrong[field].extend(score.wrong[field])
            total.unsaid[field].extend(score.unsaid[field])
    return total


def print_score(title: str, score: Score) -> bool:
    """Print a score; return whether it is as good as it must be."""
    found = score.amounts - len(score.missed)
    print(f"\n{title}: {found} of {score.amounts} amounts found, {len(score.extra)} besides")
    for line in score.missed:
        print(f"  missed     {line}")
    for line in score.extra:
        print(f"  besides    {line}")
    print(f"  {'field':10} {'right':>6} {'wrong':>6} {'unsaid':>6}")
    for field in FIELDS:
        print(f"  {field:10} {score.right[field]:6} {len(score.wrong[field]):6} {len(score.unsaid[field]):6}")
    for field in FIELDS:
        for line in score.wrong[field]:
            print(f"  wrong      {field}: {line}")
    return not (score.missed or score.wrong["soort"] or score.wrong["knooppunt"])


def main() -> None:
    """Measure all, and say whether it is good enough."""
    good = print_score("Letters of our own making", summed(scored(*letter) for letter in letters()))
    if SOURCES.exists():
        score = summed(scored(*source, all_told=False) for source in facts())
        good = print_score("Sources of the facts", score) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
