"""The whole dataset as a workbook, a data package, Parquet or SQLite, and as a page."""
