"""Agency tags before the first sentence: they name the source and leave the text.

A dateline with a place ("KIEL (Northwire) -") stays: the place is part of the story. Its agency is
noted.
"""

from cleaners.model import Action, Anchor, Kind, Rule, Where

AGENCIES = r"(?:ap|associated press|the associated press|reuters|thomson reuters|afp|agence france-presse|upi|dpa(?:-afx)?|dpa/\w{2,4}|apa|sda|keystone-sda|sid|epd|kna|efe|europa press|ansa|adnkronos|agi|askanews|lusa|belga|anp|tass|itar-tass|ria novosti|interfax(?:-ukraine)?|ukrinform|unian|pap|ctk|čtk|mti|tanjug|hina|bta|agerpres|ana-mpa|anadolu(?: agency)?|aa|dha|iha|irna|isna|mna|wam|spa|qna|kuna|petra|mena|menafn(?:[ -][^()]{1,40})?|sana|ina|ani|pti|ians|uni|app|bss|unb|xinhua|cna|focus taiwan|kyodo(?: news)?|jiji(?: press)?|yonhap|antara|bernama|vna|tna|pna|aap|nzpa|cp|canadian press|the canadian press|pa|pa media|press association|bloomberg|dow jones|marketwatch|newswire|pr ?newswire|business ?wire|globe ?newswire|cnw|ein presswire|accesswire|kna|ips|nan|apo group|northwire|ritzau|ntb|tt|stt|sputnik|rt|cnn|bbc)"

TABLE = (
    Rule(
        "agency-tag",
        Kind.DATELINE,
        (
            r"\((?P<value>" + AGENCIES + r")(?: ?[-/] ?[^()]{1,30})?\)(?: ?[-:] ?(?:-+ )?)? *",
            r"(?P<cut>(?P<value>" + AGENCIES + r") ?(?: [-]+ |: | \| ))",
        ),
        (
            "⟦(MENAFN) ⟧The new council wants close ties with its neighbours, its chair said.",
            "⟦(Northwire) - ⟧The bridge reopens on Friday, three weeks after the storm broke it.",
            "(We were told to wait.) The bridge opened at noon, an hour later than planned.",
        ),
        Where.HEAD,
        Anchor.START,
        Action.ANNOTATE,
    ),
    Rule(
        "agency-tag-in-capitals",
        Kind.DATELINE,
        (r"\((?P<value>[a-z][\w &.-]{2,24})\)(?: ?[-:] ?(?:-+ )?)? *",),
        (
            "⟦(WIREROOM) ⟧The new council wants close ties with its neighbours, its chair said.",
            "(Applause) The minister waited until the hall was quiet, then put down her notes.",
        ),
        Where.HEAD,
        Anchor.START,
        Action.ANNOTATE,
        capitals=True,
    ),
    Rule(
        "agency-tag-at-end",
        Kind.DATELINE,
        (
            r" \((?P<value>"
            + AGENCIES
            + r"|dpa/[a-z/]{2,12}|afp/[a-z/]{2,12}|[a-z]{2,4}/dpa(?:/[a-z]{2,4})?)\)\.?$",
        ),
        (
            "The bridge will stay closed until June, the port said on Monday.⟦ (dpa)⟧",
            "He was told to ask the motoring club (or so he says).",
        ),
        Where.TAIL,
        Anchor.END,
        Action.ANNOTATE,
    ),
    Rule(
        "place-dateline",
        Kind.DATELINE,
        (r"[^.!?()]{2,60},? ?\((?P<value>[^()]{2,40})\) ?[-:]",),
        ("KIEL (Reuters) - The bridge reopens on Friday, the port authority announced.",),
        Where.HEAD,
        Anchor.START,
        Action.KEEP,
        names=True,
    ),
)
