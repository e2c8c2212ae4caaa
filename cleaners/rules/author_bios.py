"""A few lines about the author under the story."""

from cleaners.model import Kind, Rule, Where

_ROLE = r"(?:reporter|correspondent|journalist|writer|editor|columnist|contributor|producer|analyst|author|professor|fellow|researcher|lecturer|blogger|critic|photographer|director|intern|consultant|broadcaster|freelancer|contributing writer)"

_NAME = r"(?:- ?|about the (?:author|writer): )?(?:(?:he|she|the (?:author|writer))|(?P<value>[^.!?,:\s]+(?: [^.!?,:\s]+){1,4}))(?:,[^.!?]{2,60},)?"
# What a person is stands right after the verb. "Is believed to be the man who killed a journalist"
# and "is the daughter of a journalist" are about something else, as is what a person was.
_IS = r" (?:is|works as|serves as|has been|joined .{2,40} as|was(?= .{0,120}\b(?:until|from|through|between) .{0,30}\d{4}))(?: (?:also|currently|now|previously|formerly))?"
_NO = r"(?:to|that|who|whom|which|whose|in|by|with|from|at|when|where|because|not|son|daughter|wife|widow|husband|brother|sister|father|mother|friend|lawyer|murder|killing|victim|accused|charged|known|believed|\w+ing)\b(?!-)"
_WEB = r"(?:@|\S+@\S|(?:x|twitter|bluesky|instagram|facebook|linkedin|threads|mastodon|tiktok|youtube|muck rack|e-?mail)\b|https?:|www\.|[\w.-]+\.(?:com|org|net)\b)"

TABLE = (
    Rule(
        "about-author-heading",
        Kind.AUTHOR_BIO,
        (
            r"about (?:the |this )?(?:author|writer|reviewer|reporter|journalist|contributor|us|me)s?(?::.{0,80})?",
            r"(?:über (?:den autor|die autorin|die autoren|uns)|à propos de l'auteur|sobre el autor|sobre o autor|informazioni sull'autore|over de auteur|об авторе|o autorze|notes? on contributors?|contributors?|meet the (?:author|team|expert)|the author|author bio)",
        ),
        (
            "⟦About the Author⟧",
            "⟦Über den Autor⟧",
            "About the author little is known except that he drowned in the year of the flood.",
        ),
        Where.TAIL,
        block=True,
    ),
    Rule(
        "author-bio",
        Kind.AUTHOR_BIO,
        (
            _NAME
            + _IS
            + r" (?:(?!"
            + _NO
            + r")[^\s.!?]+ ){0,9}(?:[\w.-]+\.com )?"
            + _ROLE
            + r"\b(?!'s)[^.!?]{0,160}(?:\.(?:.{0,500}(?:follow|contact|reach|e-?mail|@|covers|has been|lives|based|years|previously|joined|her work|his work|their work|writes|can be).{0,400})?)?",
            r".{0,120}(?:follow|contact|reach|e-?mail|find) (?:him|her|them|me|the (?:author|writer|reporter))(?: \S+){0,2} (?:(?:on|at|via|by) (?:\S+ ){0,2})?"
            + _WEB
            + r".{0,160}",
            r"(?:.{0,160}[.!?] )?(?:follow|contact|reach) [^.!?]{2,40} (?:on (?:x|twitter|bluesky|instagram|facebook|linkedin)\b|at \S+@).{0,120}",
            r"to contact (?:the|our) (?:author|reporter|writer|editor|news ?(?:desk|room))s?(?: (?:on|of|for|responsible for|behind) this (?:story|article|report))?(?::.{0,120})?",
            r"(?:contact|e-?mail|reach|write to|send (?:tips|an e-?mail) to|email:) [^.!?]{0,60}\S+@\S+.{0,40}",
            r"(?:email|e-?mail|tel|phone|fax|contact(?: us)?|media contact|press contact|kontakt): ?.{2,120}",
            r"[^.!?]{2,60} (?:covers|writes about|reports on) [^.!?]{3,160}\.(?: .{0,300})?(?:@|(?:follow|contact|reach|e-?mail) (?:him|her|them|me)\b).{0,200}",
            r"\S+@\S+\.\w{2,8}|(?:[^.!?]{2,60}, )\S+@\S+\.\w{2,8}",
        ),
        (
            "⟦Mara Lind is a reporter at the Harbour Courier.⟧",
            "⟦Jon Field covers ports and shipping. Follow him on X @jonfield.⟧",
            "⟦Contact the newsroom at desk@harbour.example⟧",
            "⟦Jon van der Field, who lives in Kiel, is a freelance writer and the author of two books.⟧",
            "⟦She is the harbour correspondent of the Courier.⟧",
            "⟦Mara Lind was a reporter at the Harbour Courier from 2012 to 2019.⟧",
            "Jon Field is believed to be the man who shot an American journalist in the port in May.",
            "Mara Lind is the daughter of a journalist who was killed in the port in 1994.",
            "Ole Lind was a journalist from Kiel who went missing on the ice eleven years ago.",
            "The owner is also facing trial in another case of the murder of a journalist.",
            "Rescuers managed to reach him by helicopter on Monday, after two nights on the ice.",
            "The plan covers the whole coast. Officials hope to reach the last village in June.",
            "⟦To contact the reporter on this story: Mara Lind in Kiel⟧",
            "The contact was lost at noon, and the search was called off at dusk.",
        ),
        Where.TAIL,
        sentences=True,
        names=True,
    ),
)
