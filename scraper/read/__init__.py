"""A page becomes an article: charset, verdict, body, metadata; pure from bytes to types."""

from scraper.read.reader import Context, read

__all__ = ["Context", "read"]
