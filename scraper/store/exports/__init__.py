"""Records for other people's programs: streamed, in constant memory, whole or not at all."""

from scraper.store.exports.disagreements import write_disagreements
from scraper.store.exports.flat import flat
from scraper.store.exports.lines import json_line, write_jsonl, write_jsonl_zst
from scraper.store.exports.parquet import write_parquet
from scraper.store.exports.sheets import write_csv
from scraper.store.exports.trees import write_stories, write_tree

__all__ = [
    "flat",
    "json_line",
    "write_csv",
    "write_disagreements",
    "write_jsonl",
    "write_jsonl_zst",
    "write_parquet",
    "write_stories",
    "write_tree",
]
