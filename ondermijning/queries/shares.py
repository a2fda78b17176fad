"""Shares that add up: amounts as parts of what is known of their sum, each to a tenth of a percent."""

from collections.abc import Sequence


def shares(amounts: Sequence[int | None]) -> list[float | None]:
    """Return the share of 100 that each of `amounts` (whole euros of one kind) is of all that is known.

    In tenths that add up to 100.0: each is rounded down, and what is left goes to those that lost most
    (largest remainder). One that would be 0.0 and is not zero stays exact: more than 0, less than 0.1.
    None where the amount is unknown (None), or where the known ones are zero together.
    """
    whole = sum(amount or 0 for amount in amounts)
    if not whole:
        return [None] * len(amounts)
    parts = [divmod(1000 * (amount or 0), whole) for amount in amounts]
    left = 1000 - sum(tenths for tenths, _ in parts)
    by_loss = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    raised = set(by_loss[:left])
    return [
        None if amount is None else (tenths + (place in raised)) / 10 or 100 * amount / whole
        for place, (amount, (tenths, _)) in enumerate(zip(amounts, parts, strict=True))
    ]
