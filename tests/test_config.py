"""A configuration file is obeyed to the letter or refused with all its faults."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli.exporting import FORMATS
from scraper.config import EXAMPLE, EXPORT_FORMATS, Export, read_config, read_desk
from scraper.config.lines import lines
from scraper.config.schema import TABLES
from scraper.errors import ConfigError
from scraper.fetch import Archive
from scraper.keeping import ARCHIVE
from scraper.model import Page, Source
from scraper.settings import STORE_FILES, FetchSettings, Settings
from scraper.store import Store
from tests.store_samples import NOON, article

DEFAULTS = FetchSettings()


def config(folder: Path, text: str | bytes) -> Path:
    path = folder / "desk.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_an_empty_file_is_the_defaults_beside_it(tmp_path: Path) -> None:
    assert read_config(config(tmp_path, "")) == Settings(store=tmp_path / "copydesk-store")


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    settings = read_config(config(tmp_path, """
        store = "filed"
        refresh = true
        [fetch]
        user_agent = "desk/2"
        timeout = 5
        deadline = 12.5
        delay = 0
        tries = 1
        max_bytes = 1000
        max_redirects = 0
        hosts_at_once = 4
        obey_robots = false
        backoff = 0.5
        allow_internal = ["mirror.test", "10.0.0.0/8"]
        contact = "https://desk.example/us"
        http2 = true
        """))  # fmt: skip
    wanted = FetchSettings(
        user_agent="desk/2",
        timeout=5.0,
        deadline=12.5,
        delay=0.0,
        tries=1,
        max_bytes=1000,
        max_redirects=0,
        hosts_at_once=4,
        obey_robots=False,
        backoff=0.5,
        allow_internal=("mirror.test", "10.0.0.0/8"),
        contact="https://desk.example/us",
        http2=True,
    )
    assert settings == Settings(tmp_path / "filed", refresh=True, fetch=wanted)
    changed = {
        f.name for f in fields(wanted) if getattr(wanted, f.name) != getattr(DEFAULTS, f.name)
    }
    assert changed == {
        f.name for f in fields(FetchSettings)
    }  # a new setting belongs into this test
    assert isinstance(settings.fetch.timeout, float)


def test_an_absolute_store_stays_where_it_is(tmp_path: Path) -> None:
    settings = read_config(config(tmp_path, 'store = "/srv/desk"'))
    assert settings.store == Path("/srv/desk")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('stor = "x"', 1, "unknown key stor, did you mean store?"),
        (
            "colour = 3",
            1,
            "unknown key colour (known: export, fetch, refresh, sources, store, watch)",
        ),
        ("\n\ndelay = 3", 3, "unknown key delay, it belongs under [fetch]"),
        ("[fetch]\ntiemout = 3", 2, "unknown key tiemout in [fetch], did you mean timeout?"),
        ("[fetch]\nstore = 'x'", 2, "unknown key store in [fetch], it belongs at the top"),
        ("[fetch]\nspeed = 3", 2, "unknown key speed in [fetch] (known: allow_internal, "),
        ("[fetsh]\nurl = 3", 1, "unknown table [fetsh], did you mean fetch?"),
        ("[sauces]\nurl = 3", 1, "unknown table [sauces], did you mean sources?"),
        ("store = 3", 1, "store must be a string, not 3"),
        ('store = " "', 1, "store must not be empty"),
        ('store = "a\\u0000b"', 1, "store must not hold a null character"),
        ("refresh = 1", 1, "refresh must be true or false, not 1"),
        ("fetch = 3", 1, "fetch must be a table: [fetch]"),
        ("[[fetch]]\ndelay = 1", 1, "fetch must be a table: [fetch]"),
        ("# how\n[fetch]\n\ndelay = '2'", 4, "fetch.delay must be a number, not '2'"),
        ("fetch.delay = '2'", 1, "fetch.delay must be a number, not '2'"),
        ("[fetch]\ntries = 2.5", 2, "fetch.tries must be a whole number, not 2.5"),
        ("[fetch]\ntries = true", 2, "fetch.tries must be a whole number, not true"),
        ("[fetch]\ndelay = true", 2, "fetch.delay must be a number, not true"),
        ("[fetch]\nobey_robots = 0", 2, "fetch.obey_robots must be true or false, not 0"),
        ("[fetch]\nallow_internal = 'a'", 2, "fetch.allow_internal must be a list of strings,"),
        ("[fetch]\nallow_internal = [1]", 2, "fetch.allow_internal must be a list of strings,"),
        ("[fetch]\ndelay = -1", 2, "fetch.delay must be from 0 to 86400, not -1"),
        ("[fetch]\ndelay = nan", 2, "fetch.delay must be from 0 to 86400, not nan"),
        ("[fetch]\ntimeout = inf", 2, "fetch.timeout must be from 0.1 to 86400, not inf"),
        ("[fetch]\ntries = 0", 2, "fetch.tries must be from 1 to 100, not 0"),
        ("[fetch]\nhosts_at_once = 0", 2, "fetch.hosts_at_once must be from 1 to 1000, not 0"),
        ("[fetch]\nmax_bytes = 0", 2, "fetch.max_bytes must be from 1 to "),
        ("[sources]\nfeeds = 'a'", 2, "sources.feeds must be a list of URLs, not 'a'"),
        (
            "[sources]\nfeeds = [\n 'https://a.example/',\n 'ftp://b.example/']",
            4,
            "sources.feeds: 'ftp://b.example/' is no URL that can be fetched: ",
        ),
        ("[sources]\nfeeds = ['']", 2, "sources.feeds: '' is no URL"),
        ("[sources]\nfeeds = ['#x']", 2, "sources.feeds: '#x' is no URL"),
        (
            "[sources]\nsites = ['https://a.example/',\n'https://a.example/',]",
            3,
            "sources.sites names https://a.example/ twice",
        ),
        ("[[export]]\nformat = 'csv'", 1, "[[export]] must say its path"),
        ("[[export]]\npath = 'x'", 1, "[[export]] must say its format"),
        ("[export]\npath = 'x'", 1, "export must be written as [[export]]"),
        (
            "[[export]]\nformat = 'csv'\npath = 'x'\n[[export]]\npath = 'y'\nformat = 'json'",
            6,
            "export.format must be one of jsonl, jsonl.zst, parquet, txt, stories, csv, not 'json'",
        ),
        ("\nstore = \n", 2, "not TOML: Invalid value"),
        ("store = \u201cx\u201d", 1, "not TOML: Invalid value; a value is quoted with \" or '"),
        (
            "[[export]]\nformat = 'txt'\npath = 'copydesk-store'",
            3,
            "export.path: 'copydesk-store' is the store's own; name another place",
        ),
        (
            "store = 's'\n[[export]]\npath = './s/../s/copydesk.db'\nformat = 'csv'",
            3,
            "export.path: './s/../s/copydesk.db' is the store's own; name another place",
        ),
        (
            "[[export]]\nformat = 'csv'\npath = 'a'\n[[export]]\nformat = 'jsonl'\npath = './a'",
            6,
            "export.path: './a' is where another export goes",
        ),
        ("watch = 'a ferry'", 1, "watch must be a table: [watch]"),
        ("[watch]\nwords = 'a ferry'", 2, "watch.words must be a list of headlines or passages,"),
        (
            "[watch]\nwords = [\n'Ferry of Corholm',\n'of the']",
            4,
            "watch.words: 'of the' holds no word to look for",
        ),
        (
            "[watch]\nwords = ['https://a.example/1']",
            2,
            "watch.words: 'https://a.example/1' is a URL, it belongs in urls",
        ),
        (
            "[watch]\nwords = ['Ferry sunk', 'Ferry sunk']",
            2,
            "watch.words names 'Ferry sunk' twice",
        ),
        ("[watch]\nurls = ['Ferry sunk']", 2, "watch.urls: 'Ferry sunk' is no URL"),
        (
            "[watch]\nurl = ['https://a.example/1']",
            2,
            "unknown key url in [watch], did you mean urls?",
        ),
        ("[watch]\nfeeds = ['https://a.example/feed']", 2, "watch.feeds is where to look, but for"),
        (
            """sources.sites = ['https://a.example/']
            watch.urls = ['https://a.example/1']
            watch.sites = ['https://a.example/']""",
            3,
            "watch.sites names https://a.example/, of which sources.sites takes everything",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, line: int, said: str, tmp_path: Path) -> None:
    path = config(tmp_path, text)
    with pytest.raises(ConfigError) as raised:
        read_config(path)
    assert str(raised.value).startswith(f"{path}:{line}: {said}")
    assert (raised.value.code, len(raised.value.args)) == (78, 1)


def test_a_place_to_look_is_not_blamed_for_a_story_that_is_misspelt(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        read_config(config(tmp_path, "[watch]\nurls = ['a']\nfeeds = ['https://a.example/feed']"))
    assert [fault.split(":")[1] for fault in raised.value.args] == ["2"]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = config(tmp_path, b"refresh = true\nstore = '\xff'")
    with pytest.raises(ConfigError, match=r"desk\.toml:2: not UTF-8; save the file as UTF-8"):
        read_config(path)


def test_a_mark_at_the_beginning_is_no_fault(tmp_path: Path) -> None:
    assert read_config(config(tmp_path, b"\xef\xbb\xbfrefresh = true")).refresh


def test_an_export_may_lie_beside_the_texts(tmp_path: Path) -> None:
    text = "store = 's'\n[[export]]\nformat = 'txt'\npath = 's/exports/texts'"
    assert len(read_desk(config(tmp_path, text)).exports) == 1


def test_what_a_store_keeps_is_known(tmp_path: Path) -> None:
    with Store(tmp_path) as store, Archive(tmp_path / ARCHIVE, started=NOON, software="x") as kept:
        store.file(article(), story_id="s1")
        page = Page.from_html("<p>Gulls</p>", url="https://a.example/")
        kept.add(replace(page, fetched=NOON))
        assert {path.name for path in tmp_path.iterdir()} == STORE_FILES


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = 'stor = "x"\nrefresh = 1\n[fetch]\ndelay = "a"\ntries = 0\nspeed = 1\n'
    with pytest.raises(ConfigError) as raised:
        read_config(config(tmp_path, text))
    assert [fault.split(":")[1] for fault in raised.value.args] == ["1", "2", "4", "5", "6"]


def test_sources_and_exports(tmp_path: Path) -> None:
    desk = read_desk(config(tmp_path, """
        [sources]
        sites = ["https://c.example/"]
        feeds = ["https://a.example/feed", "https://b.example/feed"]
        sitemaps = ["https://a.example/news.xml"]
        [[export]]
        format = "jsonl"
        path = "out/all.jsonl"
        [[export]]
        format = "txt"
        path = "/srv/texts"
        """))  # fmt: skip
    assert desk.sources == (
        Source("https://a.example/feed", "feed"),
        Source("https://b.example/feed", "feed"),
        Source("https://a.example/news.xml", "sitemap"),
        Source("https://c.example/", "site"),
    )
    assert desk.exports == (
        Export("jsonl", tmp_path / "out" / "all.jsonl"),
        Export("txt", Path("/srv/texts")),
    )


def test_watched_stories_and_where_to_look(tmp_path: Path) -> None:
    desk = read_desk(config(tmp_path, """
        [sources]
        feeds = ["https://a.example/feed"]
        [watch]
        urls = ["https://a.example/1"]
        words = ["Ferry of Corholm bought back"]
        sitemaps = ["https://b.example/news.xml"]
        feeds = ["https://b.example/feed"]
        """))  # fmt: skip
    assert desk.watched == ("https://a.example/1", "Ferry of Corholm bought back")
    assert desk.sources == (
        Source("https://a.example/feed", "feed"),
        Source("https://b.example/feed", "feed", whole=False),
        Source("https://b.example/news.xml", "sitemap", whole=False),
    )


class TestExample:
    def test_it_is_valid_and_says_the_defaults(self, tmp_path: Path) -> None:
        desk = read_desk(config(tmp_path, EXAMPLE))
        assert desk.settings == Settings(tmp_path / "corpus")
        assert (len(desk.sources), len(desk.exports)) == (1, 1)

    def test_what_is_commented_out_is_the_default(self, tmp_path: Path) -> None:
        text = re.sub(r"(?m)^# (?=\w+ = )", "", EXAMPLE)
        assert read_desk(config(tmp_path, text)) == read_desk(config(tmp_path, EXAMPLE))

    def test_it_shows_every_setting_but_one(self) -> None:
        shown = set(re.findall(r"(?m)^(?:# )?(\w+) = ", EXAMPLE))
        known = {key for table in TABLES.values() for key in table}
        assert known - shown == {"user_agent"}  # for those who know why
        assert shown <= known

    def test_formats_are_those_of_the_command_line(self) -> None:
        assert set(EXPORT_FORMATS) == set(FORMATS)
        assert all(name in EXAMPLE for name in EXPORT_FORMATS)


class TestLines:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("a = 1\nb = 2", {("a",): 1, ("b",): 2}),
            ('a = """\nb = 1\n"""\nc = 1', {("a",): 1, ("c",): 4}),
            ("a = '''\nb = 1\n'''\nc = 1", {("a",): 1, ("c",): 4}),
            ("a = [\n# b = 1\n'#]',\n{x = 1}\n]\nc = 1",
             {("a",): 1, ("a", 0): 3, ("a", 1): 4, ("c",): 6}),
            ("'a.b'.c = 1", {("a.b", "c"): 1}),
            ("[a]\n[a.b]\nc = 1", {("a",): 1, ("a", "b"): 2, ("a", "b", "c"): 3}),
            ("[[a]]\n[[a]]\nb = 1", {("a", 0): 1, ("a", 1): 2, ("a", 1, "b"): 3}),
            ("[[a]]\n[a.b]\nc = 1", {("a", 0): 1, ("a", 0, "b"): 2, ("a", 0, "b", "c"): 3}),
            ("# a = 1\n  b = 'x = 1' # c = 1", {("b",): 2}),
            ("a = [[1],\n[2]]", {("a",): 1, ("a", 0): 1, ("a", 1): 2}),
        ],
    )  # fmt: skip
    def test_where_things_stand(self, text: str, found: dict[tuple[str | int, ...], int]) -> None:
        tomllib.loads(text)
        assert lines(text) == found

    @given(st.text(alphabet="ab='\"[]{}#,.1\n \\", max_size=40))
    def test_every_key_of_the_first_level_has_a_line(self, text: str) -> None:
        try:
            parsed = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return
        found = lines(text)
        assert {path[0] for path in found} == set(parsed)
        assert all(1 <= line <= text.count("\n") + 1 for line in found.values())


@pytest.mark.parametrize("there", [True, False], ids=["a folder", "nothing"])
def test_a_file_that_cannot_be_read(there: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    path = tmp_path / "desk.toml"
    if there:
        path.mkdir()
    with pytest.raises(ConfigError, match=r"desk\.toml: cannot read: "):
        read_config(path)


def test_the_defaults_are_within_their_own_bounds(tmp_path: Path) -> None:
    lines = [
        f"{field.name} = {getattr(DEFAULTS, field.name)}"
        for field in fields(FetchSettings)
        if type(getattr(DEFAULTS, field.name)) in {int, float}
    ]
    settings = read_config(config(tmp_path, "[fetch]\n" + "\n".join(lines)))
    assert replace(settings, store=Settings().store) == Settings()
