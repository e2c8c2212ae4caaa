"""One table per kind of debris; `RULES` is all of them. Adding a case is adding a row.

The order of the tables decides which rule speaks when two could: the specific before the broad.
"""

from cleaners.rules import (
    adverts,
    author_bios,
    bot_walls,
    bylines,
    comments,
    consent,
    corrections,
    credit_lines,
    datelines,
    donations,
    embeds,
    error_pages,
    legal,
    navigation,
    no_script,
    paywall,
    related,
    sharing,
    subscribe,
    tags,
)

__all__ = ["RULES"]

RULES = (
    *corrections.TABLE,
    *error_pages.TABLE,
    *bot_walls.TABLE,
    *no_script.TABLE,
    *consent.TABLE,
    *paywall.TABLE,
    *legal.TABLE,
    *donations.TABLE,
    *adverts.TABLE,
    *subscribe.TABLE,
    *sharing.TABLE,
    *comments.TABLE,
    *related.TABLE,
    *embeds.TABLE,
    *credit_lines.TABLE,
    *datelines.TABLE,
    *bylines.TABLE,
    *author_bios.TABLE,
    *tags.TABLE,
    *navigation.TABLE,
)
