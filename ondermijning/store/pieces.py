"""Pieces of SQL that several questions share: what a claim rests on, and what is said against it."""


def first_place(claim: str) -> str:
    """Return the SQL that joins the first place of a claim as `eerste`, and its source as `bron`."""
    return (
        f"JOIN vindplaats eerste ON eerste.bewering = {claim} AND eerste.volg = 0 "
        "JOIN bron ON bron.nr = eerste.bron"
    )


def sources(claim: str) -> str:
    """Return the SQL of the ids of all sources of a claim, in the order of its places, joined by `|`."""
    return f"""(
        SELECT group_concat(id, '|') FROM (
            SELECT id FROM vindplaats v JOIN bron ON bron.nr = v.bron WHERE v.bewering = {claim}
            GROUP BY id ORDER BY MIN(volg)))"""


def deviations(claim: str) -> str:
    """Return the SQL of the euros that other sources say of the amount in a claim, joined by `|`."""
    return f"""(
        SELECT group_concat(waarde, '|') FROM (
            SELECT waarde FROM bewering WHERE bij = {claim} AND onderdeel = 'afwijkend' ORDER BY nr))"""
