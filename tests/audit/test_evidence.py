"""What a person relies on when a claim is looked up in the text of its source."""

import ast
import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from letter import PAGE

import ondermijning
from ondermijning.audit.source_text import Lookup, SourceText, normalised, pages_of

# What a dataset may quote of the page, and some quotes that cross its lines.
QUOTES = [
    "Haven Rotterdam: €16,5 mln. structureel",
    "Havens Zeeland en West-Brabant: €4 mln. structureel",
    "Havens Noordzeekanaalgebied: €1,5 mln. structureel",
    "RIEC's, (lucht)haven-/veilingbedrijven en brancheorganisaties",
    "de weerbaarheid van personen en processen",
    "toezicht en",
    "(onderlinge) informatiepositie",
    "in een jaar tijd werd 70.000 kilo",
    "Wat in 2019 door TNO is uitgezocht",
    "UNODC & Europol, Cocaine Insights 1, 2021.",
]
ACROSS_LINES = [
    "gemeenten, politie, Openbaar Ministerie, Douane",
    "FIOD, Belastingdienst, RIEC\u2019s, (lucht)haven-/veilingbedrijven",
    "meer toezicht en handhaving en een betere (onderlinge) informatiepositie",
    "Publiek-private samenwerking gaat aan dat alles vooraf",
    "kilo cocaïne onderschept",
    "intensiveren van (innovatieve) opsporing",
    "extra uitvoeringscapaciteit en versteviging",
]

PROSE = re.findall(
    r"\S+",
    "Op deze vijf knooppunten zijn publiek-private samenwerkingsverbanden actief. Haven Rotterdam:"
    " €16,5 mln. structureel, in 2021 ruim 70.000 kilo; RIEC's, Douane en FIOD noemen dit"
    ' "oplopend" tot 4 miljoen euro per jaar - officieel.',
)
STRANGE = st.sampled_from(
    "a1 -/€.\xad\u0301\u061c\u200b\ufdfa\ufb01¨½²\n\f\v\x85\u2028\x1c\ud800Iıß\U000e0041"
)
SPACES = st.sampled_from([" ", "\n", " \r\n ", "\n\n", "\xa0", "\u2009", "\t "])
SIBLINGS = {
    " ": "\xa0\u202f",
    "'": "\u2018\u2019\u02bc\u2032",
    '"': "\u201c\u201d\u201e",
    "-": "\u2010\u2011\u2013",
}
FIGURES = st.from_regex(r"[1-9][0-9]{0,2}([.,][0-9]{1,3}|( [0-9]{3}){1,2})?", fullmatch=True)


def found(text: str, fragment: str) -> bool:
    return SourceText(text).find(fragment, None).outcome == "gevonden"


@st.composite
def quotes(draw: st.DrawFn) -> str:
    """Draw one or more whole words of the prose, that stand there together."""
    start = draw(st.integers(0, len(PROSE) - 1))
    return " ".join(PROSE[start : draw(st.integers(start + 1, len(PROSE)))])


class TestFragment:
    @pytest.mark.parametrize(("text", "fragment"), [
        ("de Koninklijke\n  Marechaussee", "Koninklijke Marechaussee"),
        ("goede samen-\nwerking", "goede samenwerking"),
        ("goede samen\xad\nwerking", "samenwerking"),
        ("goede sa\xadmen\xadwerking", "samenwerking"),
        ("Schi\ufe0fphol \u02bbs", "Schiphol 's"),
        ("uit Latijns-\nAmerika", "Latijns-Amerika"),
        ("zee-\nen luchthavens", "zee- en luchthavens"),
        ("(Vlissingen/\nBorsele)", "Vlissingen/Borsele"),
        ("RIEC\u2019s en \u201cpartners\u201d", 'RIEC\'s en "partners"'),
        ("publiek\u2011private partners", "publiek-private partners"),
        ("\ufb01nanciële \ufb02ow", "financiële flow"),
        ("cocai\u0308ne", "cocaïne"),
        ("€\xa06,9 miljoen", "€6,9 miljoen"),
        ("€6,9 miljoen", "€\n6,9 miljoen"),
        ("een bedrag van €\n6,9 miljoen", "€ 6,9 miljoen"),
        ("in de\n2\ninternationale handel", "in de internationale handel"),
        ("goede samen-\n2\nwerking", "goede samenwerking"),
        ("16,5² miljoen", "16,5 miljoen"),
        ("cocaïne2 in beslag", "cocaïne"),
        ("In 2021 500 kilo", "500 kilo"),
        ("in 2021, 5 miljoen", "5 miljoen"),
    ])  # fmt: skip
    def test_is_found_as_people_read_it(self, text: str, fragment: str) -> None:
        assert found(f"Vooraf {text} en meer.", fragment)

    @pytest.mark.parametrize(("text", "fragment"), [
        ("Haven Rotterdam: €16,6 mln.", "Haven Rotterdam: €16,5 mln."),
        ("11,5 miljoen", "1,5 miljoen"),
        ("16,5 miljoen", "5 miljoen"),
        ("16,5 miljoen", ",5 miljoen"),
        ("170.000 kilo", "70.000 kilo"),
        ("ruim 70.000", "ruim 70"),
        ("ruim 70.000", "ruim 70."),
        ("ruim 70.0001", "ruim 70.000"),
        ("16 500 000 euro", "500 000 euro"),
        ("€ 16\xa0500", "€ 16"),
        ("2019-2022", "2022"),
        ("4-5 miljoen", "5 miljoen"),
        ("1½ miljoen", "½ miljoen"),
        ("1½ miljoen", "tot 1"),
        ("1½ miljoen", "11/2 miljoen"),
        ("16,5² miljoen", "16,52 miljoen"),
        ("Haven Rotterdam\n5\n16\nmiljoen", "Haven Rotterdam 16 miljoen"),
        ("Haven Rotterdam:\n5\n4 miljoen", "Haven Rotterdam: 4 miljoen"),
        ("16\n5\nmiljoen", "16 miljoen"),
        ("toezichthouder", "toezicht"),
        ("overtoezicht", "toezicht"),
        ("de politie", "de Politie"),
        ("Douane, FIOD", "Douane FIOD"),
        ("alles", ""),
        ("alles", " \n\u200b"),
    ])  # fmt: skip
    def test_is_not_found_where_words_or_figures_differ(self, text: str, fragment: str) -> None:
        assert not found(f"Vooraf {text} en meer.", fragment)

    @given(quotes(), st.lists(SPACES, min_size=len(PROSE), max_size=len(PROSE)))
    def test_survives_any_line_break(self, quote: str, spaces: list[str]) -> None:
        assert found("".join(f"{word}{space}" for word, space in zip(PROSE, spaces, strict=True)), quote)

    @given(quotes(), st.data())
    def test_survives_footnote_marks(self, quote: str, data: st.DataObject) -> None:
        text = PROSE[0]
        for before, word in pairwise(PROSE):
            # Beside another figure a lone number is ambiguous, and refused on purpose.
            clear = not (before[-1].isdigit() or word[0].isdigit())
            mark = data.draw(st.integers(1, 99)) if clear and data.draw(st.booleans()) else None
            text += (data.draw(SPACES) if mark is None else f"\n{mark}\n") + word
        assert found(text, quote)

    @given(quotes(), st.randoms())
    def test_survives_typographic_siblings(self, quote: str, random: Random) -> None:
        assert found("".join(random.choice(SIBLINGS.get(c, "") + c) for c in " ".join(PROSE)), quote)


class TestFigures:
    @given(FIGURES, FIGURES)
    @example("5", "16,5")
    @example("500", "16 500")
    @example("16", "16 500 000")
    def test_only_the_same_figure_matches(self, claimed: str, stated: str) -> None:
        text = f"een bedrag van\n{stated} miljoen euro, dat is {stated}"
        assert found(text, f"{claimed} miljoen") == (claimed == stated)
        assert found(text, f"een bedrag van {claimed}") == (claimed == stated)
        assert found(text, f"dat is {claimed}") == (claimed == stated)

    @given(st.lists(FIGURES, min_size=2, max_size=5), SPACES, st.data())
    def test_a_changed_digit_fails_its_own_claim_only(
        self, figures: list[str], space: str, data: st.DataObject
    ) -> None:
        claims = [f"Haven {chr(65 + i)}: €{f} mln. structureel" for i, f in enumerate(figures)]
        changed = data.draw(st.integers(0, len(claims) - 1))
        digits = [i for i, c in enumerate(claims[changed]) if c.isdigit()]
        at, digit = data.draw(st.sampled_from(digits)), data.draw(st.sampled_from("0123456789"))
        assume(claims[changed][at] != digit)
        altered = claims.copy()
        altered[changed] = claims[changed][:at] + digit + claims[changed][at + 1 :]
        source = SourceText(".\n2\n".join(altered).replace(" ", space))
        lost = [c for c in claims if source.find(c, None).outcome == "niet-gevonden"]
        assert lost == [claims[changed]]


class TestLetterhead:
    FULL = "Op deze vijf knooppunten is langdurig nagedacht over toezicht en"
    NEXT = "handhaving en over de versterking van de onderlinge informatiepositie"

    @pytest.mark.parametrize("margin", [
        "Directoraat-Generaal\nOndermijning",
        "Datum\n4 november 2022",
        "Ons kenmerk\n4270490",
        "Wilt u slechts één zaak in uw\nbrief behandelen.",
        "en ons kenmerk vermelden.",
    ])  # fmt: skip
    def test_may_break_into_a_sentence(self, margin: str) -> None:
        text = f"{self.FULL} \n{margin} \n\n{self.NEXT}"
        assert found(text, "toezicht en handhaving")
        assert all(found(text, line) for line in margin.split("\n"))

    @pytest.mark.parametrize("text", [
        f"{FULL}\n16,5 miljoen\n{NEXT}",
        f"{FULL}\nniet langer\n{NEXT}",
        f"{FULL}\nHaven Rotterdam €4 mln\n{NEXT}",
        f"{FULL}\nBoven-\n{NEXT}",
        f"{FULL}\nHaven Rotterdam: €4 mln.\n{NEXT}",
        f"{FULL}\n5\n16\n{NEXT}",
        f"{FULL} Datum {NEXT}",
        "toezicht en\nSchiphol\nhandhaving",
        f"{FULL}\nSchiphol\nhandhaving",
        f"{FULL}\n" + "Schiphol\n" * 9 + NEXT,
    ])  # fmt: skip
    def test_nothing_else_may(self, text: str) -> None:
        assert not found(text, "toezicht en handhaving")

    def test_may_start_like_the_next_word(self) -> None:
        text = f"{self.FULL}\nDouanezaken\nDouane, {self.NEXT}"
        assert found(text, "toezicht en Douane")

    def test_a_heading_never_lends_its_figure_to_another(self) -> None:
        text = f"{self.FULL}.\nSchiphol\nHavens: 4 miljoen euro per jaar voor de hele aanpak daar"
        assert not found(text, "toezicht en. Havens: 4 miljoen")


class TestPages:
    @pytest.mark.parametrize(("text", "pages"), [
        ("een\fdrie vier", {1: "een", 2: "drie vier"}),
        ("een\n\f\fdrie\n\f", {1: "een", 3: "drie"}),
        ("een\nPagina 3 van 10", {3: "een"}),
        ("een\n pagina 3/10 \ntwee\nBlad 4 van 10", {3: "een", 4: "twee"}),
        ("een\nPagina 3\ntwee", {3: "een", 4: "twee"}),
        ("een\nPagina 3 van 10\n\ftwee\nPagina 4 van 10\n\f", {3: "een", 4: "twee"}),
        ("Pagina 3 van 10\neen\fPagina 4 van 10\ntwee", {3: "een", 4: "twee"}),
        ("voorblad\fPagina 12\neen\ftwee", {11: "voorblad", 12: "een", 13: "twee"}),
        ("voorblad\feen\nPagina 1", {None: "voorblad", 1: "een"}),
        ("zie Pagina 3 van 10", {None: "zie Pagina 3 van 10"}),
        ("", {}),
        ("\f\f\f", {}),
    ])  # fmt: skip
    def test_are_told_by_printed_numbers_or_form_feeds(self, text: str, pages: dict[int | None, str]) -> None:
        assert {number: "\n".join(lines) for number, lines in pages_of(normalised(text))} == pages

    def test_the_claimed_page_counts(self) -> None:
        source = SourceText("Douane\nPagina 3\nFIOD\nPagina 4\nDouane\nPagina 5")
        assert source.find("Douane", 5) == Lookup("gevonden", (3, 5), None)
        assert source.find("Douane", None) == Lookup("gevonden", (3, 5), None)
        assert source.find("Douane", 4) == Lookup("andere-pagina", (3, 5), None)
        assert source.find("Politie", 4) == Lookup("niet-gevonden", (), None)

    def test_an_unknown_page_contradicts_no_claim(self) -> None:
        assert SourceText("de Douane").find("Douane", 3) == Lookup("gevonden", (), None)

    @pytest.mark.parametrize("end", ["\f", "\nPagina 1 van 2\n", "\n\n Pagina 1 van 2\n\f"])
    def test_a_fragment_over_a_page_break_stands_where_it_starts(self, end: str) -> None:
        source = SourceText(f"De Koninklijke{end}Marechaussee doet mee.")
        assert source.find("Koninklijke Marechaussee", 1) == Lookup("gevonden", (1,), None)
        assert source.find("Koninklijke Marechaussee", 2).outcome == "andere-pagina"


class TestNearest:
    def test_shows_the_figure_that_stands_there(self) -> None:
        source = SourceText("Vooraf.\nHaven Rotterdam: €16,6\nmln. structureel\nDe haven")
        nearest = source.find("Haven Rotterdam: €16,5 mln. structureel", 3).nearest
        assert nearest == "Haven Rotterdam: €16,6 mln. structureel"

    def test_shows_whole_words(self) -> None:
        assert SourceText("tot 16,5 miljoen.").find("5 miljoen", 3).nearest == "16,5 miljoen."

    def test_is_none_where_nothing_comes_near(self) -> None:
        assert SourceText("De Koningsdag viel weg.").find("Koninklijke Marechaussee", 3).nearest is None

    def test_is_one_short_line(self) -> None:
        nearest = SourceText("lang woord\n" * 50).find("lang woord " * 30 + "!", 3).nearest
        assert nearest and len(nearest) <= 120 and "\n" not in nearest


class TestAnyText:
    @given(st.text(), st.text(), st.none() | st.integers())
    def test_gets_a_finding(self, text: str, fragment: str, pagina: int | None) -> None:
        finding = SourceText(text).find(fragment, pagina)
        assert finding.outcome in ("gevonden", "andere-pagina", "niet-gevonden")
        assert list(finding.paginas) == sorted(finding.paginas)
        if finding.nearest is not None:
            assert len(finding.nearest) <= 120
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", finding.nearest)

    @given(st.text(STRANGE), st.text(STRANGE))
    @example("een twee", "een \xad twee")
    def test_of_strange_signs_stands_in_itself(self, text: str, fragment: str) -> None:
        source, has_text = SourceText(text), any(pages_of(normalised(text)))
        assert source.find(text, None).outcome == ("gevonden" if has_text else "niet-gevonden")
        assert source.find(fragment, None).outcome in ("gevonden", "niet-gevonden")

    @pytest.mark.parametrize(
        "nothing", ["", " ", "\xad", " \xad \xad", "\u200b\xad", "²", "\n\xad\n", "\x00"]
    )
    def test_that_says_nothing_stands_nowhere(self, nothing: str) -> None:
        for text in ("", nothing, "alles - en - meer", f"a{nothing}b"):
            assert SourceText(text).find(nothing, None) == Lookup("niet-gevonden", (), None)

    def test_that_overlaps_itself_stands_on_each_page(self) -> None:
        source = SourceText("een\ntwee\feen\ntwee een")
        assert source.find("een twee een", None).paginas == (1, 2)


def test_every_python_reads_the_patterns_alike() -> None:
    # Possessive repeats and atomic groups around a lookahead match otherwise on 3.11.2.
    differ = re.compile(r"[*+?}]\+|\(\?>")
    for module in Path(ondermijning.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not differ.search(node.value), module


class TestLetter:
    @pytest.mark.parametrize("fragment", QUOTES + ACROSS_LINES)
    def test_bears_out_what_it_says_on_its_page(self, fragment: str) -> None:
        source = SourceText(PAGE)
        assert source.find(fragment, 3) == Lookup("gevonden", (3,), None)
        assert source.find(fragment, 4) == Lookup("andere-pagina", (3,), None)

    def test_one_changed_digit_fails_exactly_the_claims_that_hold_it(self) -> None:
        spans = {fragment: span_of(fragment) for fragment in QUOTES if re.search(r"\d", fragment)}
        assert len(spans) == 6
        for digit in re.finditer(r"\d", PAGE[: PAGE.index("Pagina 3 van 10")]):
            at = digit.start()
            other = str((int(digit[0]) + 1) % 10)
            source = SourceText(PAGE[:at] + other + PAGE[at + 1 :])
            lost = {quote for quote in QUOTES + ACROSS_LINES if source.find(quote, 3).outcome != "gevonden"}
            assert lost == {fragment for fragment, span in spans.items() if at in span}

    def test_another_page_number_moves_every_claim(self) -> None:
        source = SourceText(PAGE.replace("Pagina 3", "Pagina 4"))
        assert {source.find(quote, 3) for quote in QUOTES} == {Lookup("andere-pagina", (4,), None)}


def span_of(fragment: str) -> range:
    """Return where on the page a fragment stands that is on one line."""
    start = PAGE.index(fragment)
    return range(start, start + len(fragment))
