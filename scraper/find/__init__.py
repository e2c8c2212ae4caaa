"""Where copies may be: lists, feeds, sitemaps and archives, read into links. Pure."""

from scraper.find.autodiscovery import COMMON_FEEDS, find_feeds
from scraper.find.candidates import Candidate, candidates, key_words
from scraper.find.canonical import canonical_url
from scraper.find.dates import read_date, since
from scraper.find.feeds import Feed, read_feed
from scraper.find.news_archives import COMMON_CRAWL, archives_of, cc_news_paths
from scraper.find.providers import GDELT, GOOGLE_NEWS, Leads, Provider
from scraper.find.revisit import next_interval
from scraper.find.sitemaps import Sitemap, SitemapWalk, read_sitemap
from scraper.find.syndication import syndication_links
from scraper.find.url_list import BadLine, UrlList, read_url_list
from scraper.find.warc import read_warc

__all__ = [
    "COMMON_CRAWL",
    "COMMON_FEEDS",
    "GDELT",
    "GOOGLE_NEWS",
    "BadLine",
    "Candidate",
    "Feed",
    "Leads",
    "Provider",
    "Sitemap",
    "SitemapWalk",
    "UrlList",
    "archives_of",
    "candidates",
    "canonical_url",
    "cc_news_paths",
    "find_feeds",
    "key_words",
    "next_interval",
    "read_date",
    "read_feed",
    "read_sitemap",
    "read_url_list",
    "read_warc",
    "since",
    "syndication_links",
]
