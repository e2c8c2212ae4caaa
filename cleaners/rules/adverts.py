"""Advertising labels, affiliate notes and calls to buy."""

from cleaners.model import Kind, Rule, Where

# A commission is earned on what readers buy; others sit in Brussels or are paid in other trades.
_SALE = r"(?=.*\b(?:links?|purchas\w+|click\w*|affiliates?|advertisers?|qualifying)\b)"

TABLE = (
    Rule(
        "advert-label",
        Kind.ADVERT,
        (
            r"(?:- )?(?:advertisements?|advert|advertising|sponsored(?: (?:content|post|links?))?|(?:sponsored|promoted|presented|supported|brought to you) by [^.!?]{1,40}|ad|ads"
            r"|paid (?:content|post|advertisement|partnership)|promoted(?: content)?|partner content"
            r"|promotion|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|reklama"
            r"|reklame|annons|annonse|annonce|реклама|reklam|mainos|hirdetés|διαφήμιση|إعلان|اعلان|广告|廣告|広告|광고|\[広告\]|pr)(?: -)?",
            r"(?:skip|close|hide|remove|report(?: this)?) (?:this )?(?:ad|ads|advert|advertisement)s?",
            r"(?:story|article|text|content) continues (?:below|after)(?: (?:this|the))?(?: (?:ad|advertisement|advert|video))?",
            r"(?:continue reading|scroll (?:down )?(?:to continue|for more|below)|scroll to continue with content).{0,60}",
            r"(?:this|the) (?:ad|advert|advertisement) (?:will|has|is|may|could).{0,80}",
            r"advertisement: .{1,80}|advertisement -? ?(?:continue|scroll|story|article).{0,60}",
            r"(?:nach der werbung weiterlesen|der artikel (?:geht|läuft) (?:nach der werbung )?weiter.{0,60}|anzeige endet hier)",
            r"la suite après (?:la|cette) publicité|el artículo continúa (?:después|tras|debajo).{0,40}"
            r"|continua após a publicidade|continua dopo la pubblicità|lees verder onder de advertentie"
            r"|dalsza część (?:artykułu|tekstu).{0,40}|продолжение (?:после|ниже).{0,30}|haberin devamı.{0,30}",
            r"why this sponsored list is free to read|advertiser disclosure|(?:want|interested) (?:to|in) advertis(?:e|ing).{0,80}",
        ),
        (
            "⟦Advertisement⟧",
            "⟦- Advertisement -⟧",
            "⟦Sponsored Content⟧",
            "⟦Story continues below advertisement⟧",
            "⟦Anzeige⟧",
            "⟦Publicité⟧",
            "Ads for the lottery will vanish from buses by June, the city announced.",
        ),
    ),
    Rule(
        "affiliate-note",
        Kind.ADVERT,
        (
            r".{0,200}(?:affiliate (?:links?|commissions?|partners?|partnerships?|marketer|guidelines)).{0,300}",
            _SALE
            + r".{0,200}(?:earn|receive|get|make|paid|collect)s? (?:us |an? |some |small )*(?:\(?very\)? )?(?:small )?(?:affiliate )?(?:commissions?|kick ?back|compensation).{0,300}",
            _SALE
            + r".{0,120}(?:commission (?:from|on|if|when|at no)|commissions from (?:some|links|your|providers|listed)).{0,200}",
            r"(?:every (?:item|product)|(?:all )?products?|all products? featured|we|our (?:editors|experts|team|editors and experts)|reviews and recommendations)"
            r"(?: (?:are|were|is|on this page was))?(?: \S+){0,4} (?:independently (?:select|cho|review|evaluat|test|research|recommend|pick|curat|vet)|(?:select|chosen|review|test)\w* independently|chosen by (?:our|the) (?:editor|team|expert)|handpick|unbiased).{0,300}",
            r"as an amazon associate.{0,120}",
            r"(?:this|the) (?:story|post|article|content) (?:was|is) (?:developed|produced|created|sponsored|paid)(?: for)?"
            r" (?:in partnership with|by|for).{0,240}",
            r".{0,160}affiliate-links?.{0,300}|.{0,160}(?:erhalten wir|bekommen wir|erhält) (?:.{0,40})?provision.{0,160}",
            r".{0,120}liens? affiliés?.{0,200}|.{0,120}enlaces? de afiliad.{0,200}",
            r".{0,120}supported by commissions.{0,160}",
            r"(?:we may be compensated|we have financial relationships).{0,400}",
        ),
        (
            "⟦This post may contain affiliate links.⟧",
            "⟦We may earn a commission from purchases made through our links.⟧",
            "⟦We independently select everything we recommend.⟧",
            "⟦As an Amazon Associate, we earn from qualifying purchases.⟧",
            "The European Commission on Tuesday fined the shipping company for hiding its own tests.",
            "Families of the victims will receive compensation from a state fund, beginning in June.",
            "We independently checked the figures with two officials who were in the room that night.",
            "The commission earns little trust in the valley, where nobody has seen it.",
        ),
        Where.EDGE,
        sentences=True,
    ),
    Rule(
        "call-to-buy",
        Kind.ADVERT,
        (
            r"(?:learn more|find out more|get started(?: today| now)?|shop now|buy (?:now|tickets?(?: here)?|it now)"
            r"|order now|book (?:now|a (?:free )?demo(?: today)?|online|your .{1,40} (?:now|today))|request (?:a|an) (?:demo|quote|custom quote|appointment)"
            r"|schedule (?:a|your) (?:personalized )?demo|get (?:a|your) (?:free )?(?:quote|estimate|demo)(?: today)?"
            r"|start (?:shopping|your free trial)(?: now)?|check (?:latest )?price(?: (?:on|at) .{1,30})?|view (?:deal|offer|on amazon)|see (?:deal|price|it)"
            r"|add to (?:cart|basket|bag)|download (?:now|free|the app)|watch now|try (?:it )?(?:now|for free)|claim (?:offer|now|your .{1,30})|see offer|apply now)",
            r"(?:\$|£|€)\d[\d.,]* (?:now (?:\$|£|€)\d[\d.,]* )?(?:on|at) (?:amazon|walmart|ebay|.{1,30} store).{0,40}",
        ),
        (
            "⟦Learn More⟧",
            "⟦Buy tickets here⟧",
            "⟦Book a demo⟧",
            "Learn more than one trade, the old shipwright tells his apprentices.",
        ),
    ),
)
