"""A page becomes an article: charset, verdict, body, metadata; pure from bytes to types."""

from scraper.read.joined import joined
from scraper.read.memory import SiteMemory
from scraper.read.reader import Context, Reading, read, read_page

__all__ = ["Context", "Reading", "SiteMemory", "joined", "read", "read_page"]
