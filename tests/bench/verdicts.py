"""How many labelled articles the reader refuses: every one of them is a mistake, or a bad label.

python -m tests.bench.verdicts ../shared/bench/fundus-dev ../shared/bench/wcxb-dev-articles
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from scraper import Miss, Page, read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        refused = Counter[str]()
        flagged = pages = 0
        for line in (folder / "truth.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            html = gzip.decompress((folder / row["file"]).read_bytes())
            result = read(Page.from_html(html, url=row["url"] or ""))
            pages += 1
            if isinstance(result, Miss):
                refused[result.reason] += 1
                print(f"  {row['id'][:24]:24} {result.reason:12} truth {len(row['text']):6} "
                      f"characters: {result.detail[:90]}")  # fmt: skip
            else:
                flagged += bool(result.body.flags)
        told = ", ".join(f"{reason} {count}" for reason, count in refused.items())
        print(f"{folder.name}: {refused.total()} of {pages} articles refused ({told}); "
              f"{flagged} flagged")  # fmt: skip


if __name__ == "__main__":
    main()
