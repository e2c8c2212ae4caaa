"""The example is a valid file; each line that is commented out shows the default."""

from __future__ import annotations

from scraper.settings import FetchSettings

__all__ = ["EXAMPLE"]

_DEFAULT = FetchSettings()

EXAMPLE = f"""\
# What copydesk visits, how, and where the copies go.
#
#   copydesk check -c desk.toml     is everything as it must be?
#   copydesk run -c desk.toml       one cycle; let cron or systemd do it
#
# Paths are relative to this file. A line that begins with "# name =" shows a default.

# The folder for the database and the texts.
store = "corpus"

# Fetch copies again that are filed already: finds edits, costs a visit per copy and run.
# refresh = false


[sources]
# What is visited in each run for new links.
feeds = [
    "https://daily.example/feed.xml",
]
# News sitemaps, sitemap indexes.
sitemaps = []
# Home pages: their feeds and sitemaps are looked up.
sites = []


[watch]
# Stories to follow, each by the URL of any copy of it.
urls = []
# Or by words: a headline, or a passage of forty words or more.
words = []
# Where to look for their copies, besides the sources above: what may be a copy is fetched (at most
# twenty pages a story and run), what is one is filed, and all else is left alone.
feeds = []
sitemaps = []
sites = []


[fetch]
# How sites reach you when your crawler bothers them: a URL or an e-mail address.
# contact = "{_DEFAULT.contact}"

# Seconds between two requests to one site; robots.txt may ask for more and gets it.
# delay = {_DEFAULT.delay}

# Most seconds for one URL with all its retries and redirects, and for one answer.
# deadline = {_DEFAULT.deadline}
# timeout = {_DEFAULT.timeout}

# Times a URL is tried, and the least seconds before the second time.
# tries = {_DEFAULT.tries}
# backoff = {_DEFAULT.backoff}

# Sites that are asked at the same time.
# hosts_at_once = {_DEFAULT.hosts_at_once}

# Most bytes of a page, and most redirects on the way to it.
# max_bytes = {_DEFAULT.max_bytes}
# max_redirects = {_DEFAULT.max_redirects}

# Hosts, addresses or networks inside your own network that may be fetched.
# allow_internal = []

# Speak HTTP/2 with servers that offer it; needs pip install 'copydesk[http2]'.
# http2 = false

# Leave this as it is, unless all the sites are yours.
# obey_robots = true


# What each run writes out, whole or not at all. Formats: jsonl, jsonl.zst, parquet, txt (a folder
# per story), stories (a text per story), csv (where copies disagree).
[[export]]
format = "jsonl"
path = "exports/records.jsonl"
"""
