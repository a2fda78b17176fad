"""The public tables: what the data is to others, in one list for `sql`, `exporteer` and the documentation.

Ids are the dataset's own, lists are joined by `|`, amounts are whole euros: per year where `eenheid` says
`EUR/jaar`, once where it says `EUR`. Tables and fields are promised: fields may be added, never renamed.
"""

from ondermijning.store.public.hubs import FIGURES, HUBS, PARTICIPATION, PARTNERS, THEMES, VALIDITY
from ondermijning.store.public.money import AMOUNTS, PARTS, PERIODS, STATED_TOTALS
from ondermijning.store.public.sources import CLAIMS, SOURCES

PUBLIC = (
    HUBS,
    AMOUNTS,
    PERIODS,
    PARTS,
    PARTNERS,
    PARTICIPATION,
    THEMES,
    VALIDITY,
    FIGURES,
    STATED_TOTALS,
    SOURCES,
    CLAIMS,
)
"""The public tables, in the order in which they are listed."""
