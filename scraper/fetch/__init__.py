"""The only room that opens sockets: links in, pages or misses out."""

from scraper.fetch.archive import Archive, Place
from scraper.fetch.fetcher import Fetcher, Known
from scraper.fetch.ping import ping
from scraper.fetch.want import FEED, PAGE, SITEMAP, Want

__all__ = ["FEED", "PAGE", "SITEMAP", "Archive", "Fetcher", "Known", "Place", "Want", "ping"]
