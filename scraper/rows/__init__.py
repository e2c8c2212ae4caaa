"""Rows of other people's corpora: cleaned one at a time, all their other fields as they came."""

from scraper.rows.lines import Lines
from scraper.rows.model import RECEIPTS, TEXT, BadRow, Plan, Row
from scraper.rows.outputs import JsonLines, ParquetFile
from scraper.rows.tables import Tables

__all__ = [
    "RECEIPTS",
    "TEXT",
    "BadRow",
    "JsonLines",
    "Lines",
    "ParquetFile",
    "Plan",
    "Row",
    "Tables",
]
