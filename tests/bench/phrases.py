"""Error phrases are refused as pages and cut above stories; hard content stays as it is.

    python -m tests.bench.phrases ../shared/bench

Each phrase makes a page in a shell (navigation, a heading, a footer), once as its heading and once
as its only paragraph, and stands once above a real story. Each line of hard content stands once in
the middle of a story.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from html import escape
from pathlib import Path

from cleaners import clean, normalize
from scraper import Miss, Page, Reason, read

SHELL = (
    "<!doctype html><html><head><title>{title}</title></head><body><header><a href='/'>Daily"
    " Example</a><nav><a href='/news'>News</a> <a href='/sport'>Sport</a></nav></header><main>"
    "{body}</main><footer><p>© 2026 Daily Example</p><a href='/privacy'>Privacy</a></footer>"
    "</body></html>"
)
STORY = (
    "The swing bridge reopened at noon on Friday, three weeks after a barge had struck it.",
    "Engineers replaced four rollers and poured a new collar of concrete around the pier.",
    "Ferries will go on running for a month, because nobody wants to trust one night's repair.",
)
RIGHT = {
    "404": {Reason.ERROR_PAGE},
    "403": {Reason.ERROR_PAGE, Reason.BOT_WALL},
    "status": {Reason.ERROR_PAGE},
    "botwall": {Reason.BOT_WALL},
    "js": {Reason.EMPTY},
    "consent": {Reason.CONSENT_WALL},
    "paywall": {Reason.PAYWALL},
}


def pages(phrase: str) -> tuple[str, str]:
    shown = escape(phrase)
    return (
        SHELL.format(title=f"{shown} - Daily Example", body=f"<h1>{shown}</h1>"),
        SHELL.format(title="Daily Example", body=f"<p>{shown}</p>"),
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def measure_phrases(found: list[dict[str, str]]) -> None:
    refused, cut = Counter[str](), Counter[str]()
    for row in found:
        phrase, kind = row["phrase"], row["kind"]
        for form, html in zip(("heading", "paragraph"), pages(phrase), strict=True):
            result = read(Page.from_html(html, url="https://daily.example/a/b"))
            right = isinstance(result, Miss) and result.reason in RIGHT[kind]
            refused[form] += right
            if not right:
                said = result.reason if isinstance(result, Miss) else "an article"
                print(f"  {form:9} {kind:8} {row['lang']:3} {said}: {phrase}")
        cleaned = clean("\n".join((phrase, *STORY)))
        went = normalize(phrase) not in cleaned.text and all(s in cleaned.text for s in STORY)
        cut["head"] += went
        if not went:
            print(f"  not cut   {kind:8} {row['lang']:3} {phrase}")
    total = len(found)
    print(f"phrases refused with the right reason: {refused['heading']} of {total} as heading, "
          f"{refused['paragraph']} of {total} as paragraph; cut above a story: {cut['head']} "
          f"of {total}")  # fmt: skip


def measure_hard(found: list[dict[str, str]]) -> None:
    lost = 0
    for row in found:
        cleaned = clean("\n".join((STORY[0], row["text"], *STORY[1:])))
        if normalize(row["text"]) not in cleaned.text:
            lost += 1
            rule = next((cut.rule for cut in cleaned.removals), "?")
            print(f"  cut       {rule:22} {row['why']:8} {row['lang']:3} {row['text'][:150]}")
    print(f"hard content cut: {lost} of {len(found)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    measure_phrases(rows(folder / "error_phrases.tsv"))
    measure_hard(rows(folder / "hard_content.tsv"))


if __name__ == "__main__":
    main()
