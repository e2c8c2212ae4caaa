"""Bytes that nobody labelled are in the encoding whose letters a language uses.

Every table row is an encoding and the letters that are common in a language written in it. Bytes
read in the wrong encoding give letters that no language uses together; three broken bytes among
hundreds change nothing about that, where a strict decoder gives up the right encoding for one.
"""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["better_latin", "other_script"]


def better_latin(prose: bytes, default: str) -> str:
    """The encoding of a text in a Latin script: `default` unless another one is clearly better.

    `prose` is the text without markup. Of its marked letters at least `CLEARLY` more must be
    letters of one language.
    """
    codecs = dict.fromkeys((default, *(codec for codec, _ in LATIN)))
    fits = {codec: _fit(prose.decode(codec, "replace"), codec) for codec in codecs}
    best = max(fits, key=lambda codec: fits[codec])
    return best if fits[best] >= fits[default] + CLEARLY else default


def other_script(prose: bytes) -> str:
    """The encoding of a text in another script, or an empty string where none is likely."""
    likely = {
        codec: _common(prose.decode(codec, "replace"), letters) / share
        for codec, share, letters in OTHERS
    }
    best = max(likely, key=lambda codec: likely[codec])
    return best if likely[best] >= LIKELY else ""


def _fit(text: str, codec: str) -> float:
    """The share of the marked characters in words that one language of the encoding has."""
    marked = Counter("".join(IN_WORD.findall(text)).lower())
    total = marked.total()
    if total < FEW:
        return 0.0
    return max(
        (
            sum(marked[letter] for letter in set(letters)) / total
            for name, letters in LATIN
            if name == SAME_LANGUAGES.get(codec, codec)
        ),
        default=0.0,
    )


def _common(text: str, letters: str) -> float:
    high = [letter for letter in text if letter > "\x7f" and not letter.isspace()]
    return sum(letter in letters for letter in high) / max(1, len(high))


CLEARLY, FEW, LIKELY = 0.15, 12, 0.5
IN_WORD = re.compile(
    r"(?<=[^\W\d_])[^\x00-\x7f’‘“”«»–—…\xa0]|[^\x00-\x7f’‘“”«»–—…\xa0](?=[^\W\d_])"
)

SAME_LANGUAGES = {"iso8859_15": "cp1252", "mac_roman": "cp1252"}
LATIN = (
    ("cp1252", "àâæçéèêëîïôœùûüÿ"),  # French
    ("cp1252", "äöüßé"),  # German
    ("cp1252", "áéíóúüñç·àèòï"),  # Spanish, Catalan
    ("cp1252", "ãõáàâçéêíóôúü"),  # Portuguese
    ("cp1252", "àèéìíòóùú"),  # Italian
    ("cp1252", "åäöæøéü"),  # Swedish, Finnish, Danish, Norwegian
    ("cp1252", "ëïéèöüáóíàê"),  # Dutch
    ("cp1252", "áéíóúýþæöð"),  # Icelandic
    ("cp1250", "ąćęłńóśźż"),  # Polish
    ("cp1250", "áčďéěíňóřšťúůýžäĺľôŕ"),  # Czech, Slovak
    ("cp1250", "áéíóöőúüű"),  # Hungarian
    ("cp1250", "čćđšž"),  # Croatian, Slovenian
    ("cp1250", "ăâîşţ"),  # Romanian
    ("iso8859_2", "ąćęłńóśźż"),
    ("iso8859_2", "áčďéěíňóřšťúůýžäĺľôŕ"),
    ("iso8859_2", "čćđšž"),
    ("cp1254", "çğıöşüâîû"),  # Turkish
    ("cp1257", "ąčęėįšųūž"),  # Lithuanian
    ("cp1257", "āčēģīķļņšūž"),  # Latvian
    ("cp1257", "äõöüšž"),  # Estonian
)

_CYRILLIC = "оеаинтсрвлкмдпу"
_GREEK = "αοιετσνηυρπκμςλω"
_HEBREW = "יוהלאתרבשמ"
_ARABIC = "اليمنوترب"
_KANA = "のはにをがでとしているたなかれっんさもらコンスイア、。"
_CHINESE = "的一是在不了有和人这中大为上个国我以要他时来用们到作地于出会可也年生。，"
_TRADITIONAL = "的一是在不了有和人這中大為上個國我以要他時來用們到作地於出會可也年生。，"
_KOREAN = "이다는의에을가고한지로기사은를도하서리인"
# The encoding, the share of such letters in a text that is written in it, and the letters.
OTHERS = (
    ("cp1251", 0.65, _CYRILLIC),
    ("koi8_r", 0.65, _CYRILLIC),
    ("iso8859_5", 0.65, _CYRILLIC),
    ("cp866", 0.65, _CYRILLIC),
    ("cp1253", 0.75, _GREEK),
    ("iso8859_7", 0.75, _GREEK),
    ("cp1255", 0.55, _HEBREW),
    ("cp1256", 0.55, _ARABIC),
    ("iso8859_6", 0.55, _ARABIC),
    ("cp932", 0.4, _KANA),
    ("euc_jp", 0.4, _KANA),
    ("gb18030", 0.2, _CHINESE),
    ("big5hkscs", 0.2, _TRADITIONAL),
    ("cp949", 0.25, _KOREAN),
)
