"""What people see on a terminal of 40 to 120 columns: nothing too wide, nothing cut off, nothing unsaid."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import combining, east_asian_width

import pytest
from conftest import Run, Terminal, asked
from letter import SOURCE, write_letter

from ondermijning.amounts import written

WIDTHS = (40, 60, 80, 120)
ALL = 400
"""A terminal so wide that every column and every cell fits on one line."""

CALLS = [
    "list",
    "list --eenmalig --jaar 2022",
    "totaal",
    "totaal --structureel",
    "totaal --structureel --jaar 2023",
    "totaal --structureel --per jaar",
    "totaal --eenmalig --per jaar",
    "totaal --structureel --per bron",
    "toon haven-rotterdam",
    "toon schiphol",
    "partners",
    "partners rotterdam",
    "themas",
    "themas schiphol",
    "bronnen",
    f"bronnen {SOURCE}",
    "bronnen anp-2022-03",
    "aansluiting",
    "bedragen --type veiling",
    "kengetallen",
    "beweringen --knooppunt schiphol --onderdeel structureel",
]
EVIDENCE = f"controleer -f tabel --brontekst {SOURCE}=LETTER"
"""The claims on a letter beside its text; where that stands differs from run to run."""

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
AMOUNT = re.compile(r"-?€ [\d.]+(?:,\d+ (?:mln|mld))?(?![\d.,])")
BARS = str.maketrans(dict.fromkeys("█▏▎▍▌▋▊▉", " "))
HIDDEN = "Niet getoond bij een breedte van "
HOW = " tekens: {}. Met --velden kiest u zelf wat er staat."


def plain(text: str) -> str:
    """Return what is left on the screen: text without colours and links."""
    left = LINK.sub("", COLOUR.sub("", text))
    assert "\x1b" not in left
    return left


def width(line: str) -> int:
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in line)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def amounts_in(column: list[str]) -> list[str]:
    return [piece for piece in column if AMOUNT.fullmatch(piece)]


CITING = ("Bron", "Vindplaats")
"""The headings of the column with the numbers of the footnotes."""


class Notes(NamedTuple):
    """What a table is, by its Markdown: its headings, and what stands below it.

    The notes, the sources by number, and `of`: what it is an answer to.
    """

    headings: list[str]
    notes: list[str]
    sources: dict[str, str]
    of: list[str]


class Screen:
    """An answer on a screen, taken apart: its title, its columns cell by cell, and what stands below.

    The columns are found by the white space between them, as an eye does. `columns` holds of each the
    pieces of text that stand in it, from its heading down. Where a screen is too narrow for columns, each
    row stands in lines of its own, a heading before each cell; that reads as the same columns.
    """

    def __init__(self, text: str, notes: Notes) -> None:
        self.lines = plain(text).splitlines()
        start = self.lines.index("") + 1
        end = self._end(start, notes)
        self.title = " ".join(self.lines[:start])
        self.below = self.lines[end:]
        table = self.lines[start:end]
        rules = [number for number, line in enumerate(table) if line and not line.strip("─-")]
        self.body = [line for line in table[rules[0] if rules else 0 :] if line.strip("─-")]
        self.total = [line for line in table[rules[1] :] if line.strip("─-")] if rules[1:] else []
        header = table[: rules[0]] if rules else []
        self.cards = not rules
        self.columns = list(self._columns([*header, *self.body]) if rules else self._cells(notes.headings))

    def _end(self, start: int, notes: Notes) -> int:
        first = [squeezed(note) for note in [*notes.notes[:1], HIDDEN, "[1]", *notes.of[:1]]]
        for number in range(start, len(self.lines)):
            below = squeezed("".join(self.lines[number:]))
            if not self.lines[number - 1] and any(below.startswith(words) for words in first):
                return number
        return len(self.lines)

    def _columns(self, lines: list[str]) -> Iterator[list[str]]:
        lines = [line.translate(BARS) for line in lines]
        longest = max(map(len, lines))
        inked = "".join(
            " " if all(line[i : i + 1] in ("", " ") for line in lines) else "x" for i in range(longest)
        )
        for found in re.finditer(r"x+(?: x+)*", inked):
            yield [piece for line in lines if (piece := line[slice(*found.span())].strip())]

    def _cells(self, headings: list[str]) -> Iterator[list[str]]:
        """Yield the columns of rows that are written one cell a line, `heading  cell`."""
        start = re.compile(rf"({'|'.join(map(re.escape, headings))})(?: +|$)")
        cells: dict[str, list[str]] = {heading: [heading] for heading in headings}
        heading = ""
        for line in self.body:
            found = start.match(line)
            heading = found[1] if found else heading
            cells[heading].append(line[found.end() if found else 0 :].strip())
        yield from cells.values()

    @property
    def hidden(self) -> list[str]:
        """The fields that the note names as not shown."""
        below = " ".join(" ".join(self.below).split())
        found = re.search(HIDDEN + r"\d+" + HOW.format("(.*?)"), below)
        return found[1].split(", ") if found else []

    @property
    def footnotes(self) -> list[str]:
        return re.findall(r"^ *\[(\d+)\] ", "\n".join(self.below), flags=re.MULTILINE)


class Look:
    """Looks at a call on a terminal; each call at each width is run once."""

    def __init__(self, run: Run, terminal: Terminal, letter: Path) -> None:
        self.run, self.terminal, self.letter = run, terminal, letter

    def words(self, call: str) -> list[str]:
        return call.replace("LETTER", str(self.letter)).split()

    @cache  # noqa: B019 - lives as long as the test session
    def raw(self, call: str, columns: int) -> str:
        answer = self.terminal(*self.words(call), columns=columns)
        assert answer.code == 0, answer.out
        return answer.out

    @cache  # noqa: B019
    def notes(self, call: str) -> Notes:
        text = re.sub(r"\\(.)", r"\1", self.run(*self.words(call.replace("-f tabel ", "")), "-f", "md").out)
        head, _, below = text.rpartition("|\n")
        headings = head.partition("\n\n")[2].splitlines()[0].strip("| ").split(" | ")
        sources = dict(re.findall(r"^\[\^(\d+)\]: (.*?)(?: <[^>]+>)?$", below, flags=re.MULTILINE))
        lines = [line for line in below.splitlines() if line and not line.startswith("[^")]
        of = [line for line in lines if line.startswith(("Voorwaarden: ", "Stand van "))]
        return Notes(headings, [line for line in lines if line not in of], sources, of)

    @cache  # noqa: B019
    def hidden(self, call: str, columns: int) -> list[str]:
        """Return the headings of the columns that are not shown, as `--velden` shows them."""
        if not (fields := self.screen(call, columns).hidden):
            return []
        words = self.run(
            *self.words(call.replace("-f tabel ", "")), "--velden", ",".join(fields), "-f", "md"
        ).out
        return words.partition("\n\n")[2].splitlines()[0].strip("| ").split(" | ")

    def screen(self, call: str, columns: int) -> Screen:
        return Screen(self.raw(call, columns), self.notes(call))


_LOOKS: list[Look] = []


@pytest.fixture
def look(run: Run, terminal: Terminal, home: Path) -> Look:
    """Return the one look of this session: its calls share their answers."""
    if not _LOOKS:
        _LOOKS.append(Look(run, terminal, write_letter(home)))
    return _LOOKS[0]


at_each_width = pytest.mark.parametrize("columns", WIDTHS)
each_call = pytest.mark.parametrize("call", [*CALLS, EVIDENCE])


@at_each_width
@each_call
def test_no_line_is_wider_than_the_terminal(look: Look, call: str, columns: int) -> None:
    lines = plain(look.raw(call, columns)).splitlines()
    assert max(map(width, lines)) <= columns


@at_each_width
@each_call
def test_a_column_that_stays_is_whole_and_one_that_goes_is_named(look: Look, call: str, columns: int) -> None:
    """Every letter of a wide screen is on a narrow one, or its column is named as not shown."""
    wide, narrow = look.screen(call, ALL), look.screen(call, columns)
    assert wide.hidden == []
    headings = [column[0] for column in wide.columns]
    hidden = look.hidden(call, columns)
    assert {*hidden} <= {*headings}
    staying = [column for column in wide.columns if column[0] not in hidden]
    if narrow.cards:  # the first of a group is said on each of its cards
        staying[0], narrow.columns[0] = [*dict.fromkeys(staying[0])], [*dict.fromkeys(narrow.columns[0])]
    shown, expected = ([squeezed("".join(one)) for one in columns] for columns in (narrow.columns, staying))
    assert shown == expected
    assert squeezed(narrow.title) == squeezed(wide.title)


@at_each_width
@each_call
def test_amounts_are_never_broken(look: Look, call: str, columns: int) -> None:
    wide, narrow = look.screen(call, ALL), look.screen(call, columns)
    staying = [column for column in wide.columns if column[0] not in look.hidden(call, columns)]
    shown, expected = ([*map(amounts_in, columns)] for columns in (narrow.columns, staying))
    assert shown == expected


@at_each_width
@each_call
def test_notes_and_sources_are_whole_below_the_table(look: Look, call: str, columns: int) -> None:
    screen, notes = look.screen(call, columns), look.notes(call)
    below = squeezed("".join(screen.below))
    hidden = f"{HIDDEN}{columns}{HOW.format(', '.join(screen.hidden))}" if screen.hidden else ""
    sources = "".join(f"[{number}]{label}" for number, label in notes.sources.items())
    assert below == squeezed("".join(notes.notes) + hidden + sources + "".join(notes.of))


@at_each_width
@each_call
def test_footnote_numbers_and_notes_all_have_each_other(look: Look, call: str, columns: int) -> None:
    screen = look.screen(call, columns)
    *_, last = screen.columns
    used = {number for piece in last[1:] for number in piece.split()} if last[0] in CITING else set()
    assert used - {"–"} == {*screen.footnotes} == {*look.notes(call).sources}
    assert screen.footnotes == [str(number + 1) for number in range(len(screen.footnotes))]


@at_each_width
def test_list_shows_every_amount_and_every_unknown(look: Look, run: Run, columns: int) -> None:
    """With each knooppunt both its figures stand whole; in columns they end at the same place."""
    screen = look.screen("list", columns)
    for row in asked(run, "list"):
        first, amounts = row["naam"].split()[0], (row["structureel"], row["eenmalig"])
        figures = ["onbekend" if amount is None else written(amount) for amount in amounts]
        line = rf"\b{first}.* {figures[0]} +{figures[1]} "
        card = rf"\b{first}[^€]*\nStructureel \(per jaar\) +{figures[0]}\nEenmalig +{figures[1]}\n"
        assert re.search(card if screen.cards else line, "\n".join(screen.body))
    if not screen.cards:
        ends = {found.end() for line in screen.body if (found := re.search(r"(€ \S+ mln|onbekend) ", line))}
        assert len(ends) == 1


@at_each_width
def test_totaal_shows_every_amount_the_unknown_and_the_total_line(look: Look, columns: int) -> None:
    screen = look.screen("totaal --structureel --jaar 2023", columns)
    text = "\n".join(screen.body)
    assert text.count("€ 13,0 mln") == 2  # of which the total is one
    assert text.count("onbekend") == 4
    assert re.match(r"Totaal van 1 .*€ 13,0 mln", screen.total[0])
    named = "".join(line.partition("€")[0] for line in screen.total)
    assert squeezed(named) == "Totaalvan1vande5knooppunten"
    below = " ".join(screen.below)
    assert "Luchthaven Schiphol en Bloemenveilingen (sierteeltsector)" in below
    assert "Niet meegeteld voor 2023: het structurele geld voor" in below


def test_a_bar_is_as_long_as_its_share(look: Look) -> None:
    lines = look.screen("totaal --structureel", 80).body
    drawn = [line for line in lines if re.search("[█▏▎▍▌▋▊▉]", line)]
    found = [(float(line.split("%")[0].split()[-1].replace(",", ".")), line) for line in drawn]
    longest = max(line.count("█") for _, line in found)
    assert len(found) == 5
    for share, line in found:
        assert abs(line.count("█") - share / max(found)[0] * longest) <= 1


def test_a_terminal_narrower_than_the_program_draws_for_still_gets_an_answer(terminal: Terminal) -> None:
    answer = terminal("totaal", "--structureel", columns=20)
    assert answer.code == 0
    assert "26,5 mln" in plain(answer.out)


# ── Links and colours ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("call", [
    "list", "totaal --structureel", "toon haven-rotterdam", "toon schiphol", "bronnen anp-2022-03",
    "aansluiting",
])  # fmt: skip
@pytest.mark.parametrize("columns", [40, 80])
def test_sources_with_an_address_are_links(look: Look, run: Run, call: str, columns: int) -> None:
    shown = " ".join(look.screen(call, ALL).below)
    there = [one for one in asked(run, "bronnen") if f"({one['id']})" in shown or one["id"] in call]
    addresses = {source["url"] for source in there} - {None}
    assert addresses
    found = LINK.findall(look.raw(call, columns))
    assert {*found} - {""} == addresses
    assert found[1::2] == [""] * (len(found) // 2)  # each link is closed


def test_the_column_of_addresses_links(look: Look, run: Run) -> None:
    addresses = {source["url"] for source in asked(run, "bronnen")} - {None}
    assert {*LINK.findall(look.raw("bronnen", ALL))} - {""} == addresses


@pytest.mark.parametrize("call", ["list", "toon haven-rotterdam", "bronnen", "bronnen anp-2022-03"])
def test_a_pipe_gets_no_escape_codes(run: Run, call: str) -> None:
    for form in ("tabel", "md", "tsv"):
        assert "\x1b" not in run(*call.split(), "-f", form).out
    assert "\x1b" not in run(*call.split(), "-f", "tabel", env={"TERM": "dumb"}).out


ON, OFF = True, False


@pytest.mark.parametrize(("env", "words", "on_terminal", "in_pipe"), [
    ({}, [], ON, OFF),
    ({"NO_COLOR": "1"}, [], OFF, OFF),
    ({"NO_COLOR": ""}, [], ON, OFF),
    ({"FORCE_COLOR": "1"}, [], ON, ON),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], OFF, OFF),
    ({"FORCE_COLOR": "0"}, [], ON, OFF),
    ({"FORCE_COLOR": ""}, [], ON, OFF),
    ({"CLICOLOR_FORCE": "1"}, [], ON, ON),
    ({"CLICOLOR_FORCE": "0"}, [], ON, OFF),
    ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, [], OFF, OFF),
    ({"CLICOLOR": "0"}, [], OFF, OFF),
    ({"CLICOLOR": "1"}, [], ON, OFF),
    ({"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, [], ON, ON),
    ({"CLICOLOR": "0", "FORCE_COLOR": "0"}, [], OFF, OFF),
    ({"CLICOLOR": "0"}, ["--kleur"], ON, ON),
    ({"CLICOLOR_FORCE": "1"}, ["--geen-kleur"], OFF, OFF),
    ({"TERM": "dumb"}, [], OFF, OFF),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, [], ON, ON),
    ({}, ["--kleur"], ON, ON),
    ({}, ["--geen-kleur"], OFF, OFF),
    ({"NO_COLOR": "1"}, ["--kleur"], ON, ON),
    ({"FORCE_COLOR": "1"}, ["--geen-kleur"], OFF, OFF),
    ({"TERM": "dumb"}, ["--kleur"], ON, ON),
])  # fmt: skip
def test_the_call_decides_on_colour_then_the_environment_then_the_screen(
    run: Run, terminal: Terminal, env: dict[str, str], words: list[str], on_terminal: bool, in_pipe: bool
) -> None:
    shown = terminal("totaal", "--structureel", *words, env=env).out
    piped = run("totaal", "--structureel", "-f", "tabel", *words, env=env).out
    assert bool(COLOUR.search(shown)) is on_terminal
    assert bool(COLOUR.search(piped)) is in_pipe
    assert not LINK.search(piped)
    assert "26,5 mln" in plain(shown)
    assert "26,5 mln" in plain(piped)


def test_without_colour_there_are_no_links_either(terminal: Terminal) -> None:
    for env, words in (({"NO_COLOR": "1"}, []), ({}, ["--geen-kleur"])):
        shown = terminal("totaal", "--structureel", *words, env=env).out
        assert not COLOUR.search(shown)
        assert not LINK.search(shown)
