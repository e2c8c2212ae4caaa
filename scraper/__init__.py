"""Collect the copies of a news story, cut what is not the story, file clean records.

>>> from scraper import Page, read
>>> article = read(Page.from_html("<p>…</p>", url="https://daily.example/a"))
"""

from scraper.model import Article, Link, Miss, Page, Reason
from scraper.read import Context, read

__all__ = ["Article", "Context", "Link", "Miss", "Page", "Reason", "read"]
