"""Where copies may be: lists, feeds, sitemaps and archives, read into links. Pure."""

from scraper.find.canonical import canonical_url
from scraper.find.url_list import BadLine, UrlList, read_url_list

__all__ = ["BadLine", "UrlList", "canonical_url", "read_url_list"]
