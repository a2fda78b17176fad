"""Print what starting `knooppunt` costs, as ratios to floors measured in the same run.

Three floors: a bare Python; an empty Typer command with one string option; and the same that prints
one Rich table. All are whole processes of this Python, run in turns; ratios are of medians. `first run`
starts without a snapshot of the shipped dataset.
"""

import json
import sys

from measure import (
    Case,
    Run,
    Sandbox,
    about,
    interleaved,
    milliseconds,
    parser,
    print_table,
    run,
    sandbox,
    verdict,
)

_EMPTY = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def main(name: str = ""):
    {body}
app()
"""
_ONE_TABLE = """
    from rich.console import Console
    from rich.table import Table
    table = Table("knooppunt", "bedrag")
    table.add_row("Haven Rotterdam", "16500000")
    Console().print(table)
"""
PYTHON, TYPER, RICH = "python -c pass", "empty Typer command", "empty Typer command, Rich table"
FIRST = "list -f tsv, first run"
WARM = "list -f tsv"


def floors(box: Sandbox) -> dict[str, Case]:
    """Return the three floors."""

    def python(code: str, *, answer: str = "", terminal: bool = False) -> Case:
        return Case([sys.executable, "-c", code], box.env, terminal, answer)

    return {
        PYTHON: python("pass"),
        TYPER: python(_EMPTY.format(body="pass")),
        RICH: python(_EMPTY.format(body=_ONE_TABLE), answer="16500000", terminal=True),
    }


def calls(box: Sandbox) -> dict[str, tuple[Case, str, float]]:
    """Return the calls of `knooppunt`, each with what it is compared to, and how many times that at most.

    What they are to answer is taken from the program itself. 0 is no target.
    """
    hub = json.loads(run(box.knooppunt("list", "-f", "json")).output)[0]
    total = json.loads(run(box.knooppunt("totaal", "--structureel", "-f", "json")).output)["totaal"]
    id_, euros = hub["id"], str(hub["structureel"])
    start = id_[:6]
    lean = {
        "list -f json": box.knooppunt("list", "-f", "json", answer=euros),
        WARM: box.knooppunt("list", "-f", "tsv", answer=euros),
        "totaal --structureel --kaal": box.knooppunt("totaal", "--structureel", "--kaal", answer=str(total)),
        f"partners {id_} --kaal": box.knooppunt("partners", id_, "--kaal", answer=hub["partners"][0]),
        f"completion: partners {start}<Tab>": completion(box, f"knooppunt partners {start}", answer=id_),
    }
    words = hub["naam"].split()[-1]
    drawn = {
        "list, on a terminal": box.knooppunt("list", terminal=True, answer=words),
        "totaal --structureel, on a terminal": box.knooppunt(
            "totaal", "--structureel", terminal=True, answer=words
        ),
    }
    first = box.knooppunt("list", "-f", "tsv", answer=euros, cold=True)
    return {
        **{name: (case, TYPER, 1.2) for name, case in lean.items()},
        **{name: (case, RICH, 1.2) for name, case in drawn.items()},
        FIRST: (first, WARM, 3),
        "--help": (box.knooppunt("--help", answer="totaal"), TYPER, 0),
    }


def completion(box: Sandbox, line: str, answer: str) -> Case:
    """Return what bash runs at a Tab behind `line`."""
    case = box.knooppunt(answer=answer)
    return case._replace(env={**case.env, "_KNOOPPUNT_COMPLETE": "complete_bash", "_KNOOPPUNT_LINE": line})


def _row(name: str, done: dict[str, Run], against: str, most: float) -> list[str]:
    def times(floor: str) -> str:
        return f"{done[name].seconds / done[floor].seconds:.2f}"

    ratios = [times(PYTHON), times(TYPER), times(RICH)]
    if not against:
        return [name, milliseconds(done[name]), *ratios, "", "", ""]
    ratio = done[name].seconds / done[against].seconds
    return [
        name,
        milliseconds(done[name]),
        *ratios,
        f"{ratio:.2f} x {against}",
        f"{most:.2f}" if most else "",
        verdict(ratio, most) if most else "",
    ]


def main() -> None:
    """Measure and print."""
    options = parser(__doc__).parse_args()
    with sandbox() as box:
        wanted = calls(box)
        cases = {**floors(box), **{name: case for name, (case, _, _) in wanted.items()}}
        done = interleaved(cases, options.n)
    print(f"{about()}; medians of {options.n} runs in turns\n")
    rows = [_row(name, done, "", 0) for name in (PYTHON, TYPER, RICH)]
    rows += [_row(name, done, against, most) for name, (_, against, most) in wanted.items() if name in done]
    print_table(["", "ms", "x python", "x Typer", "x Rich", "ratio that counts", "at most", "met"], rows)


if __name__ == "__main__":
    main()
