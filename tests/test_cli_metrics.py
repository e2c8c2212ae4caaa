"""The figures for Prometheus, character by character, and the line for people."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from scraper.cli.metrics import metrics
from scraper.cli.outcome import Outcome, line_of
from scraper.model import Miss, Reason
from scraper.store import RunCounts, Totals, YieldAlarm

START = datetime(2026, 3, 4, 12, tzinfo=UTC)
WORST = Outcome(
    START,
    START + timedelta(seconds=90),
    code=1,
    counts=RunCounts(3, 2, 1, 5),
    misses=Counter({Reason.TIMEOUT: 4, Reason.PAYWALL: 1}),
    sources=2,
    failed=(Miss("https://a.example/feed", Reason.TLS, "expired"),),
    unread=(Miss("https://a.example/1", Reason.PAYWALL, "for subscribers"),),
    alarms=(YieldAlarm('odd"\\\nsite', 4, 0, 12, 3400),),
    errors=("cannot write x",),
    waiting=9,
    totals=Totals(10, 8, 2, 40, 5, 9),
)


def test_the_whole_text() -> None:
    samples = [line for line in metrics(WORST).splitlines() if not line.startswith("#")]
    assert samples == [
        "copydesk_run_end_time_seconds 1772625690",
        "copydesk_run_duration_seconds 90",
        "copydesk_run_exit_code 1",
        'copydesk_run_copies{state="new"} 3',
        'copydesk_run_copies{state="known"} 2',
        'copydesk_run_copies{state="changed"} 1',
        'copydesk_run_misses{reason="paywall"} 1',
        'copydesk_run_misses{reason="timeout"} 4',
        "copydesk_run_sources 2",
        "copydesk_run_sources_failed 1",
        "copydesk_run_watched_unread 1",
        'copydesk_run_low_yield{site="odd\\"\\\\\\nsite"} 12',
        "copydesk_links_waiting 9",
        "copydesk_store_records 10",
        "copydesk_store_stories 8",
        "copydesk_store_misses 5",
    ]


def test_each_family_is_described_once_and_ends_in_a_newline() -> None:
    text = metrics(WORST)
    assert text.endswith("\n")
    helped = [line.split()[2] for line in text.splitlines() if line.startswith("# HELP ")]
    typed = [line.split()[2:] for line in text.splitlines() if line.startswith("# TYPE ")]
    assert len(helped) == len(set(helped))
    assert typed == [[name, "gauge"] for name in helped]


def test_a_family_without_samples_is_left_out() -> None:
    text = metrics(Outcome(START, START))
    assert "low_yield" not in text
    assert "misses" not in text
    assert "store_records" not in text


def test_the_line_says_the_troubles_first() -> None:
    assert line_of(WORST) == (
        "cannot write x; 1 of 2 sources failed: https://a.example/feed (tls: expired); "
        "watched, but cannot be read: https://a.example/1 (paywall: for subscribers); "
        'little text from odd"\\\nsite (12 letters a page, usually 3400); '
        "3 new, 2 known, 1 changed, 5 without an article; 9 links wait for the next run"
    )
