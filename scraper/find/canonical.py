"""One article has one canonical URL, however it was linked. Pure; an identity, not an address.

w3lib spells the URL; which parts are no part of the article's name is decided here. courlan, which
knows trackers too, was tried (1.4.0): of the 32 spellings in our tests it folds 5, having no rule
for AMP, devices, sessions or http, and it takes for trackers what on many sites is the article:
`cid`, `eid`, `uid`, `refid`, `source`, and a query that is a number alone. To merge two articles
costs one of them.
"""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from scraper.domain import registrable_domain

__all__ = ["canonical_url"]


def canonical_url(url: str) -> str:
    """The one spelling under which all links to an article are the same.

    Do not fetch it: not every site answers under it. The policy, in order:

    - AMP caches (Google, Bing, ampproject.org) give way to the page that they hold;
    - `http` and `https` are one, default ports and credentials go, other ports stay;
    - the host is lower case and ASCII; labels for devices and `www` go (`m.`, `amp.`, ...), never
      down to less than the registrable domain;
    - the path has its dots resolved, its escapes in one case, no doubled or trailing slashes, no
      `index.html`, no session, no AMP mark at either end;
    - the query loses parameters that track, share or choose a view (`TRACKERS`, by whole name or
      prefix: dropping a parameter that names the article would merge two articles), and is sorted;
    - the fragment goes, unless it is a page's address to a script (`#!`).

    What is not an http URL comes back unchanged but for white space around it.

    >>> canonical_url("http://m.Daily.example:80/a/b/?utm_source=x&id=7#top")
    'https://daily.example/a/b?id=7'
    """
    url = url.strip()
    try:
        parts = urlsplit(canonicalize_url(_without_cache(url), keep_fragments=True))
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return url
        fragment = parts.fragment if parts.fragment.startswith("!") else ""
        bare = SplitResult(
            *_scheme_and_host(parts), _path(parts.path), _query(parts.query), fragment
        )
        return canonicalize_url(urlunsplit(bare), keep_fragments=True)
    except ValueError:
        return url


def _without_cache(url: str) -> str:
    """The publisher's URL inside an AMP cache's, else the URL itself."""
    if match := _AMP_CACHE.match(url):
        scheme = "https" if match["tls"] else "http"
        return f"{scheme}://{match['rest']}"
    return url


def _scheme_and_host(parts: SplitResult) -> tuple[str, str]:
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    if ":" in host:
        host = f"[{host}]"
    else:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
        domain = registrable_domain(host)
        if host.endswith("." + domain):
            labels = host.removesuffix("." + domain).split(".")
            host = ".".join([*(label for label in labels if label not in _DEVICES), domain])
    if port in {None, {"http": 80, "https": 443}[parts.scheme]}:
        return "https", host
    return parts.scheme, f"{host}:{port}"


def _path(path: str) -> str:
    before = None
    while path != before:
        before = path
        path = re.sub(r"/{2,}", "/", _SESSION.sub("", path))
        path = _INDEX.sub("/", _AMP_END.sub("", _AMP_START.sub("/", path)))
        # What is taken away may leave a dot segment: `/a/..amp` is `/a`.
        path = normpath(path or "/")
    return path


def _query(query: str) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _is_tracker(name.lower(), value.lower())
    ]
    return urlencode(sorted(kept))


def _is_tracker(name: str, value: str) -> bool:
    return name in TRACKERS or name.startswith(TRACKER_PREFIXES) or (name, value) in VIEWS


_AMP_CACHE = re.compile(
    r"https?://(?:"
    r"(?:www\.)?google\.[a-z.]{2,6}/amp/|"
    r"[a-z0-9-]+\.cdn\.ampproject\.org/[cvi]/|"
    r"cdn\.ampproject\.org/[cvi]/|"
    r"(?:www\.)?bing-amp\.com/[cvi]/|"
    r"[a-z0-9-]+\.bing-amp\.com/[cvi]/"
    r")(?P<tls>s/)?(?P<rest>[^/]+\.[^/]+.*)",
    re.IGNORECASE | re.DOTALL,
)
_AMP_START = re.compile(r"^/amp(?:html)?/", re.IGNORECASE)
_AMP_END = re.compile(r"(?:/amp(?:html)?/?|\.amp)$|\.amp(?=\.html?$)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/]*", re.IGNORECASE)

_DEVICES = frozenset({"www", "www1", "www2", "www3", "m", "mobile", "amp", "wap", "touch"})

# Campaign marks and click identifiers, as their senders document them (Google, Meta, Microsoft,
# Matomo, Adobe, HubSpot, Mailchimp, AT Internet, Piano, ...) and as news sites use them.
TRACKER_PREFIXES = (
    "utm_",
    "itm_",
    "mtm_",
    "pk_",
    "piwik_",
    "matomo_",
    "hsa_",
    "oly_",
    "vero_",
    "at_",
    "ns_",
    "__hs",
    "_hs",
    "ga_",
    "cmp_",
    "wt_",
)
TRACKERS = frozenset(
    """
    _ga _gl __twitter_impression amp amp_js_v amp_gsa aff affiliate campaign campaign_id cmp
    cmpid cmp_id cvid dclid dicbo dm_i echobox efg ef_id epik fb_action_ids fb_action_types
    fb_ref fb_source fbclid feature ftag ftcamp gaa_at gaa_n gaa_sig gaa_ts gbraid gclid gclsrc
    guccounter guce_referrer guce_referrer_sig icid igshid igsh intcid intcmp int_cmp int_source
    int_medium int_campaign li_fat_id linkid mbid mc_cid mc_eid mibextid mkt_tok mod msclkid
    ncid ocid partner print printable rb_clickid ref ref_src ref_url referer referrer reflink
    rss s_cid s_kwcid sc_cid share shareadtoken share_id share_source sharetype smid smtyp snd
    soc_src soc_trk spm src sr_share st_source sthash taid tblci trk trkid ttclid twclid uip
    usqp vero_conv wbraid wprov wt.mc_id xtor yclid ysclid cn-reloaded sessionid session_id
    phpsessid jsessionid
    """.split()  # noqa: SIM905 - a hundred names read best as words
)
# Parameters that are harmless with most values and choose another view with these.
VIEWS = frozenset(
    {
        ("output", "amp"),
        ("outputtype", "amp"),
        ("outputtype", "amp-type"),
        ("format", "amp"),
        ("view", "amp"),
        ("view", "print"),
        ("mode", "amp"),
        ("type", "amp"),
        ("m", "1"),
    }
)
