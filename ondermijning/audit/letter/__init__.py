"""A letter read: its amounts of money, and what the words around each say of it."""

from typing import NamedTuple

from ondermijning.amounts import UNITS
from ondermijning.audit.letter import cues
from ondermijning.audit.letter.cues import Said
from ondermijning.audit.letter.euros import Amount, amounts
from ondermijning.audit.letter.fragments import Fragments
from ondermijning.audit.letter.gazetteer import NOBODY, Gazetteer
from ondermijning.audit.letter.payees import Place, places
from ondermijning.audit.letter.sentences import Layout, Piece
from ondermijning.text import excerpt

__all__ = ["Found", "Gazetteer", "read_letter"]

_AROUND = 160


class Found(NamedTuple):
    """An amount in a letter; what the words around it do not say is empty or None.

    `bedrag` is whole euros: per year or once as `eenheid` says, which is empty where the kind is not said.
    `vanaf`: `jaar` is the first year. `knooppunt` is an id. `fragment` stands once in the letter, on page
    `pagina`, and `zin` are the words around the amount. `aanduiding` is a word such as "ruim"; `oplopend`:
    the money rises to this; `deel`: it is inside the amount before it; `grens`: it is one end of a range.
    """

    pagina: int | None
    bedrag: int
    soort: str
    jaar: int | None
    vanaf: bool
    knooppunt: str
    fragment: str
    zin: str
    positie: int
    aanduiding: str = ""
    oplopend: bool = False
    deel: bool = False
    grens: bool = False

    @property
    def eenheid(self) -> str:
        """The unit of the amount: EUR/jaar, EUR, or empty."""
        return UNITS.get(self.soort, "")


def read_letter(text: str, gazetteer: Gazetteer, datum: str | None) -> list[Found]:
    """Return the amounts in a letter, in order; `datum` is its date (2022-11-04, 2022-11, 2022) if known."""
    layout = Layout(text)
    year = int(datum[:4]) if datum and datum[:4].isdecimal() else None
    read = [(piece, list(amounts(layout.flat, piece.start, piece.end))) for piece in layout.pieces()]
    fragments = Fragments(layout, (amount for _, found in read for amount in found))
    return [
        found
        for piece, here in read
        if here
        for found in _in_piece(layout, fragments, gazetteer, piece, here, year)
    ]


def _in_piece(
    layout: Layout,
    fragments: Fragments,
    gazetteer: Gazetteer,
    piece: Piece,
    here: list[Amount],
    year: int | None,
) -> list[Found]:
    """Return the amounts of one sentence or list item."""
    sentence = layout.flat[piece.start : piece.end]
    own = [_moved(amount, -piece.start) for amount in here]
    mentions = gazetteer.mentions(sentence)
    first_name = mentions[0].start if mentions else len(sentence)
    told = _completed(cues.said(sentence, own, first_name, year), places(sentence, own, mentions))
    lead_said, lead_hub, is_whole = _lead(layout, gazetteer, piece, year)
    found: list[Found] = []
    for amount, (said, place) in zip(here, told, strict=True):
        mention = None if said.elders else place.mention
        name = (piece.start + mention.start, piece.start + mention.end) if mention else None
        start, fragment = fragments.of(amount, piece.start, piece.end, name)
        hub = mention.id if mention else "" if mentions or said.elders else lead_hub
        jaar, vanaf = (said.jaar, said.vanaf) if said.jaar else (lead_said.jaar, lead_said.vanaf)
        found.append(
            Found(
                pagina=layout.page(start),
                bedrag=amount.euros,
                soort=said.soort or lead_said.soort,
                jaar=jaar,
                vanaf=vanaf,
                knooppunt=hub,
                fragment=excerpt(fragment),
                zin=_around(layout, piece, amount),
                positie=amount.start,
                aanduiding=said.aanduiding,
                oplopend=said.oplopend,
                deel=place.part or bool(is_whole and not mentions and lead_hub),
                grens=amount.bound,
            )
        )
    return found


def _moved(amount: Amount, by: int) -> Amount:
    start, end, _, number, scale_end, _ = amount
    return amount._replace(start=start + by, end=end + by, number=number + by, scale_end=scale_end + by)


def _completed(said: list[Said], where: list[Place]) -> list[tuple[Said, Place]]:
    """Give an amount that goes on from the one before it the kind that was said of that, if it has none."""
    found: list[tuple[Said, Place]] = []
    for words, place in zip(said, where, strict=True):
        if place.follows and found:
            before = found[-1][0]
            words = words._replace(soort=words.soort or before.soort)
            if place.part and not words.jaar:
                words = words._replace(jaar=before.jaar, vanaf=before.vanaf)
        found.append((words, place))
    return found


def _lead(layout: Layout, gazetteer: Gazetteer, piece: Piece, year: int | None) -> tuple[Said, str, bool]:
    """Return what the line above a list says: kind and year, the one knooppunt, whether it has an amount."""
    if piece.lead is None:
        return Said(), "", False
    words = layout.flat[slice(*piece.lead)]
    ids = {mention.id for mention in gazetteer.mentions(words)}
    hub = ids.pop() if len(ids) == 1 and NOBODY not in ids else ""
    return cues.alone(words, year), hub, any(True for _ in amounts(layout.flat, *piece.lead))


def _around(layout: Layout, piece: Piece, amount: Amount) -> str:
    """Return the words that an amount stands in, cut to what can be taken in at once."""
    flat = layout.flat
    start, end = max(piece.start, amount.start - _AROUND), min(piece.end, amount.end + _AROUND)
    if start > piece.start:
        start = flat.find(" ", start, amount.start) + 1 or start
    if end < piece.end:
        end = max(amount.end, flat.rfind(" ", amount.end, end))
    before, after = "… " if start > piece.start else "", " …" if end < piece.end else ""
    return f"{before}{excerpt(layout.literal(start, end))}{after}"
