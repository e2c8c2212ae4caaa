"""A configuration file is obeyed to the letter or refused with all its faults."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from scraper.config import read_config
from scraper.errors import ConfigError
from scraper.settings import FetchSettings, Settings

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
    ("text", "said"),
    [
        ('stor = "x"', "unknown key stor (known: store, refresh)"),
        ("[fetch]\nspeed = 3", "unknown key fetch.speed (known: user_agent, "),
        ("[feed]\nurl = 3", "unknown key feed "),
        ("store = 3", "store must be a string, not 3"),
        ("refresh = 1", "refresh must be true or false, not 1"),
        ("fetch = 3", "fetch must be a table"),
        ("[[fetch]]\ndelay = 1", "fetch must be a table"),
        ('[fetch]\ndelay = "2"', "fetch.delay must be a number, not '2'"),
        ("[fetch]\ntries = 2.5", "fetch.tries must be a number, not 2.5"),
        ("[fetch]\ntries = true", "fetch.tries must be a number, not True"),
        ("[fetch]\ndelay = true", "fetch.delay must be a number, not True"),
        ("[fetch]\nobey_robots = 0", "fetch.obey_robots must be true or false, not 0"),
        (
            '[fetch]\nallow_internal = "a"',
            "fetch.allow_internal must be a list of strings, not 'a'",
        ),
        (
            "[fetch]\nallow_internal = [1]",
            "fetch.allow_internal must be a list of strings, not [1]",
        ),
        ("[fetch]\ndelay = -1", "fetch.delay must be from 0 to 86400, not -1.0"),
        ("[fetch]\ndelay = nan", "fetch.delay must be from 0 to 86400, not nan"),
        ("[fetch]\ntimeout = inf", "fetch.timeout must be from 0.1 to 86400, not inf"),
        ("[fetch]\ntries = 0", "fetch.tries must be from 1 to 100, not 0"),
        ("[fetch]\nhosts_at_once = 0", "fetch.hosts_at_once must be from 1 to 1000, not 0"),
        ("[fetch]\nmax_bytes = 0", "fetch.max_bytes must be from 1 to "),
        ("store = ", "not TOML: "),
        (b"store = '\xff'", "not TOML: "),
    ],
)
def test_a_fault_is_named(text: str | bytes, said: str, tmp_path: Path) -> None:
    path = config(tmp_path, text)
    with pytest.raises(ConfigError) as raised:
        read_config(path)
    assert str(raised.value).startswith(f"{path}: {said}")
    assert raised.value.code == 78


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = 'stor = "x"\nrefresh = 1\n[fetch]\ndelay = "a"\ntries = 0\nspeed = 1\n'
    with pytest.raises(ConfigError) as raised:
        read_config(config(tmp_path, text))
    faults = str(raised.value).split("; ")
    assert len(faults) == 5


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
