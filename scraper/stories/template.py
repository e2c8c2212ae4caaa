"""Two texts that fill the same gaps with other names tell of two events, however alike they read.

    beat [Carrow City] [2-0] at Ferry Park on [Saturday] with goals from [Bray] and [Holt]
    beat [Port Salim]  [3-1] at Ferry Park on [Sunday]   with goals from [Marsh] and [Pryce]

The frame is what both say in the same words; a gap is what stands between. What copies of one story
say of their own they leave out or say elsewhere: an update changes numbers and keeps the names, a
correction fills one gap or two, a trimmed copy fills none, a rewrite has hardly a frame, and its
names are those of the other text in other places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.stories.frames import LEAST_OWN, hold
from scraper.stories.wording import NAME_SHARE

if TYPE_CHECKING:
    from scraper.stories.frames import Held
    from scraper.stories.model import Fingerprint

__all__ = ["one_template"]

# Chosen on the invented families of tests/template_families.toml, against their slips and rewrites,
# the pairs of tests/copy_pairs.toml and the 11,857 pairs of one story in Emergent-train, of which
# none fills a template by these; of its pairs of two stories one does, a hoax about two singers.
_LEAST_WORDS = 24
_FRAME = 0.38
_OWN = 0.35  # of all values: a correction changes fewer
_OWN_NAMES = 0.2  # of all names: an update changes numbers
_ELSEWHERE = 0.34  # at most, of own values and those in other places: rewrites move their names
_GAPS = 4
_GAPS_PER_WORD = 0.06  # long copies differ here and there
# Where hardly a word but those in gaps is changed, half as many gaps will do.
_TIGHT_FRAME = 0.6
_TIGHT_GAPS_PER_WORD = 0.03
# A table of prices keeps its names and changes its numbers; a report has more names than that.
_TABLE_OWN = 0.45
_NUMBERS_PER_NAME = 2
# The frame of a daily letter is long, its gaps are few and wide, and hardly a value is in both.
_WIDE_FRAME = 0.4
_WIDE_OWN = 0.5
_WIDE_NAMES = 2
_WIDE_ELSEWHERE = 0.2
# Where next to all values are own less of a frame will do, but the longer two texts are, the more
# of one they have by chance.
_LOOSE_OWN = 0.85
_LOOSE_FRAME = 0.24
_LOOSE_FRAME_PER_WORD = 0.0005


def one_template(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two texts are one template, filled in for two events. Symmetric.

    Two texts of fewer than 24 words say too little of either.
    """
    if min(len(a.wording), len(b.wording)) < _LEAST_WORDS:
        return False
    name = min(NAME_SHARE.get(copy.language, 1.0) for copy in (a, b))
    held = hold(a.wording, b.wording, name)
    return held is not None and (_many_gaps(held) or _numbers_only(held) or _wide_gaps(held))


def _many_gaps(held: Held) -> bool:
    return (
        held.frame >= _FRAME
        and held.gaps >= max(_GAPS, _gaps_per_word(held.frame) * held.words)
        and held.own >= _OWN * (held.own + held.inside + held.elsewhere)
        and held.own_names >= max(1, _OWN_NAMES * (held.own_names + held.inside_names))
        and held.elsewhere <= _ELSEWHERE * (held.own + held.elsewhere)
    )


def _gaps_per_word(frame: float) -> float:
    return _GAPS_PER_WORD if frame < _TIGHT_FRAME else _TIGHT_GAPS_PER_WORD


def _numbers_only(held: Held) -> bool:
    return (
        held.frame >= _TIGHT_FRAME
        and held.gaps >= max(_GAPS, _TIGHT_GAPS_PER_WORD * held.words)
        and held.own >= _TABLE_OWN * (held.own + held.inside + held.elsewhere)
        and held.own > _NUMBERS_PER_NAME * held.inside_names
        and held.elsewhere <= _ELSEWHERE * (held.own + held.elsewhere)
    )


def _wide_gaps(held: Held) -> bool:
    own = held.own / (held.own + held.inside)
    loose = _LOOSE_FRAME + _LOOSE_FRAME_PER_WORD * held.words
    return (
        (
            (held.frame >= _WIDE_FRAME and own >= _WIDE_OWN)
            or (held.frame >= loose and own >= _LOOSE_OWN)
        )
        and held.wide >= LEAST_OWN
        and held.own_names >= _WIDE_NAMES
        and held.elsewhere <= _WIDE_ELSEWHERE * (held.own + held.elsewhere)
    )
