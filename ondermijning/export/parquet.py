"""A public table as a Parquet file, typed, each field with its meaning and unit."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ondermijning.extras import needed

if TYPE_CHECKING:
    from ondermijning.store.fields import PublicTable

_AT_ONCE = 50_000
"""Rows of a group, which is what is in memory."""


def write_parquet(table: "PublicTable", rows: Iterable[tuple[Any, ...]], path: Path) -> None:
    """Write the rows of a table, None for NULL. Raises OSError, and MissingExtraError without pyarrow."""
    pa = needed("pyarrow", "parquet", "Parquet schrijven")
    pq = needed("pyarrow.parquet", "parquet", "Parquet schrijven")
    types = {"integer": pa.int64(), "boolean": pa.bool_()}
    schema = pa.schema(
        [
            pa.field(
                field.name,
                types.get(field.public_kind, pa.string()),
                nullable=not field.required,
                metadata={"omschrijving": field.meaning, "eenheid": field.unit},
            )
            for field in table.fields
        ],
        metadata={"omschrijving": table.meaning},
    )
    source = iter(rows)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(source, _AT_ONCE)):
            columns = zip(*group, strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
