from __future__ import annotations

import json
import subprocess
import sys
from array import array
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.stories import Fingerprint, Placed, fingerprint
from scraper.stories.weights import LANGUAGES, weights
from scraper.stories.words import terms
from tests.stories_sample import BRIDGE

if TYPE_CHECKING:
    from datetime import datetime

TEXT = BRIDGE["bridge-1"]
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))


@given(st.text(), st.text(), st.text(), TIMES)
def test_a_fingerprint_survives_json(
    id_: str, text: str, title: str, published: datetime | None
) -> None:
    found = fingerprint(id_, text, title=title, published=published)
    assert Fingerprint.from_json(found.to_json()) == found
    placed = Placed(found, "story")
    assert Placed.from_json(placed.to_json()) == placed


@pytest.mark.parametrize("row", ["", "[]", "{}", "[2]", '["a"]', "[1,2,3,4,5,6,7,8,9,0,1,2,3,4]"])
def test_what_is_no_fingerprint_is_refused(row: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        Fingerprint.from_json(row)
    with pytest.raises(ValueError):  # noqa: PT011 - as above
        Placed.from_json(row)


def test_another_version_is_refused() -> None:
    row = json.loads(fingerprint("a", TEXT).to_json())
    row[0] += 1
    with pytest.raises(ValueError, match="version"):
        Fingerprint.from_json(json.dumps(row))


def test_what_version_1_wrote_is_read_without_its_wording() -> None:
    now = fingerprint("a", TEXT)
    row = json.loads(now.to_json())
    old = Fingerprint.from_json(json.dumps([1, *row[1:-1]]))
    assert old == replace(now, wording=array("H"))
    assert len(now.wording) > len(old.wording) == 0


def test_every_process_gives_the_same_fingerprint() -> None:
    code = (
        "import sys; from scraper.stories import fingerprint;"
        "print(fingerprint('a', sys.argv[1]).to_json())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, TEXT],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {fingerprint("a", TEXT).to_json()}


@given(st.text())
def test_the_vector_has_length_one_or_nothing(text: str) -> None:
    found = fingerprint("a", text)
    assert len(found.terms) == len(found.weights) <= 150
    length = sum(weight * weight for weight in found.weights)
    assert length == pytest.approx(1, abs=1e-5) if found.terms else length == 0
    assert list(found.weights) == sorted(found.weights, reverse=True)


def test_the_text_overrules_a_wrong_tag() -> None:
    assert fingerprint("a", TEXT, language="de-DE").language == "en"
    assert fingerprint("a", "Bayern 2:1 Dortmund", language="de-DE").language == "de"


def test_the_title_is_told_from_its_dates() -> None:
    found = fingerprint("a", TEXT, title="Your stars for Monday, 3 March 2031")
    assert found.title == "your stars for"
    assert found.slots == ("monday", "3", "march", "2031")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria's 49-year deal", ["syria", "49", "year", "deal"]),
        ("L’homme d'État", ["homme", "état"]),
        ("東京のIBM社", ["東京", "京の", "ibm", "社"]),
        ("한국은행", ["한국", "국은", "은행"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("naïve café", ["naïve", "café"]),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_table_knows_common_words_from_rare_ones(language: str) -> None:
    table = weights(language)
    rare = table.idf("zzqqxxjj")
    common = {"zh": "我们", "ja": "した", "ko": "에서", "vi": "của", "ar": "على", "he": "של"}
    common |= {"fa": "این", "hi": "में", "ru": "что", "uk": "що", "bg": "на", "el": "και"}
    common |= {"en": "the", "de": "und", "fr": "les", "es": "que", "pt": "que", "it": "che"}
    common |= {"nl": "het", "pl": "nie", "sv": "och", "no": "og", "da": "og", "fi": "ja"}
    common |= {"cs": "se", "ro": "de", "hu": "az", "tr": "bir", "id": "yang", "ca": "de"}
    assert table.idf(common[language]) < 2 < rare


def test_a_language_without_a_table_weighs_words_by_length() -> None:
    table = weights("eu")
    assert table.idf("eta") < table.idf("udala") < table.idf("lehendakaria")
