"""The only room that opens sockets: links in, pages or misses out."""

from scraper.fetch.fetcher import Fetcher, Known
from scraper.fetch.want import FEED, PAGE, SITEMAP, Want

__all__ = ["FEED", "PAGE", "SITEMAP", "Fetcher", "Known", "Want"]
