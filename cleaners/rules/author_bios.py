"""A few lines about the author under the story."""

from cleaners.model import Kind, Rule, Where

_ROLE = r"(?:reporter|correspondent|journalist|writer|editor|columnist|contributor|producer|analyst|author|professor|fellow|researcher|lecturer|blogger|critic|photographer|director|intern|consultant|broadcaster|freelancer|contributing writer)"

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
            r"[^.!?]{3,60} (?:is|was|works as|serves as|has been|joined .{2,40} as) (?:an? |the |our |one of )?(?:[^.!?]{0,80}\b)?"
            + _ROLE
            + r"\b[^.!?]{0,160}(?:\.(?:.{0,500}(?:follow|contact|reach|e-?mail|@|covers|has been|lives|based|years|previously|joined|her work|his work|their work|writes|can be).{0,400})?)?",
            r".{0,120}(?:follow|contact|reach|e-?mail|find) (?:him|her|them|me|the (?:author|writer|reporter))(?: \S+){0,2} (?:on|at|via|@|by) .{0,160}",
            r"(?:.{0,160}[.!?] )?(?:follow|contact|reach) [^.!?]{2,40} (?:on (?:x|twitter|bluesky|instagram|facebook|linkedin)\b|at \S+@).{0,120}",
            r"(?:contact|e-?mail|reach|write to|send (?:tips|an e-?mail) to|email:) [^.!?]{0,60}\S+@\S+.{0,40}",
            r"(?:email|e-?mail|tel|phone|fax|contact(?: us)?|media contact|press contact|kontakt): ?.{2,120}",
            r"[^.!?]{2,60} (?:covers|writes about|reports on) [^.!?]{3,160}\.(?: .{0,300})?(?:follow|contact|reach|e-?mail|@|email).{0,200}",
            r"\S+@\S+\.\w{2,8}|(?:[^.!?]{2,60}, )\S+@\S+\.\w{2,8}",
        ),
        (
            "⟦Mara Lind is a reporter at the Harbour Courier.⟧",
            "⟦Jon Field covers ports and shipping. Follow him on X @jonfield.⟧",
            "⟦Contact the newsroom at desk@harbour.example⟧",
            "The contact was lost at noon, and the search was called off at dusk.",
        ),
        Where.TAIL,
        sentences=True,
    ),
)
