"""A run as a Prometheus text file, for the textfile collector of node_exporter. Whole or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store.exports.aside import finished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from scraper.cli.outcome import Outcome

__all__ = ["metrics", "write_metrics"]

Sample = tuple["Mapping[str, str]", float]


def write_metrics(outcome: Outcome, path: Path) -> None:
    """Write the file in one step. Raises StoreError."""
    with finished(path) as part:
        part.write_text(metrics(outcome), encoding="utf-8", newline="\n")


def metrics(outcome: Outcome) -> str:
    """The text, in the exposition format 0.0.4: a newline ends each line, the last included."""
    return "".join(
        f"# HELP {name} {what}\n# TYPE {name} gauge\n"
        + "".join(f"{name}{_labels(labels)} {value:.15g}\n" for labels, value in samples)
        for name, what, samples in _families(outcome)
        if samples
    )


def _families(outcome: Outcome) -> Iterator[tuple[str, str, list[Sample]]]:
    counts, totals = outcome.counts, outcome.totals
    ended = outcome.ended.timestamp()
    yield "copydesk_run_end_time_seconds", "When the last run ended.", _one(ended)
    seconds = (outcome.ended - outcome.started).total_seconds()
    yield "copydesk_run_duration_seconds", "How long it took.", _one(seconds)
    yield "copydesk_run_exit_code", "Its exit code.", _one(outcome.code)
    copies = {"new": counts.new, "known": counts.known, "changed": counts.changed}
    yield "copydesk_run_copies", "Copies by what filing them did.", _each("state", copies.items())
    misses = [(str(reason), count) for reason, count in sorted(outcome.misses.items())]
    yield "copydesk_run_misses", "URLs without an article by reason.", _each("reason", misses)
    yield "copydesk_run_sources", "Sources in the configuration.", _one(outcome.sources)
    yield "copydesk_run_sources_failed", "Sources that failed.", _one(len(outcome.failed))
    unread = len(outcome.unread)
    yield "copydesk_run_watched_unread", "Watched stories that cannot be read.", _one(unread)
    alarms = [(alarm.site, alarm.chars_per_page) for alarm in outcome.alarms]
    yield "copydesk_run_low_yield", "Letters a page where unusually few.", _each("site", alarms)
    yield "copydesk_links_waiting", "Links left for the next run.", _one(outcome.waiting)
    if totals is not None:
        yield "copydesk_store_records", "Records in the store.", _one(totals.records)
        yield "copydesk_store_stories", "Stories in the store.", _one(totals.stories)
        yield "copydesk_store_misses", "URLs without an article in all.", _one(totals.misses)


def _one(value: float) -> list[Sample]:
    return [({}, value)]


def _each(label: str, values: Iterable[tuple[str, float]]) -> list[Sample]:
    return [({label: name}, value) for name, value in values]


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items()) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
