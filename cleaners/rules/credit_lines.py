"""Photo and video credits; their holder is kept as metadata."""

from cleaners.model import Action, Anchor, Kind, Rule, Where

_AGENCY = r"(?:getty(?: images)?|reuters|afp|ap(?: photo)?|associated press|epa(?:-efe)?|efe|dpa|shutterstock|i ?stock(?:photo)?|alamy|unsplash|pexels|pixabay|imago(?: images)?|picture alliance|rex(?: features)?|pa(?: wire| images)?|anadolu|xinhua|bloomberg|zuma(?: press)?|ansa|tass|ritzau|ntb|tt|scanpix|keystone|sipa|adobe stock|wikimedia(?: commons)?|flickr|canadian press|press association|ria novosti|sputnik|nurphoto|lapresse|apa|belga|anp|lehtikuva|pap|ukrinform)"

TABLE = (
    Rule(
        "photo-credit",
        Kind.CREDIT,
        (
            r"(?:(?:feature[d]? |cover |lead |header |main |file |stock |screen )?(?:photo|image|picture|pic|photograph|photography|video|illustration|screenshot|pictured|footage|cartoon|artwork)s?)(?: (?:credit|by|via|courtesy|courtesy of|source|from|copyright|used|sources|taken by))*(?: ?: ?| ?© ?| \| | - | (?:by|via|courtesy of) )(?! ?\d\S*[/.,])(?P<value>.{2,120})",
            r"(?:photo|image|picture|foto)s? ?/ ?(?P<value>[^\d:]{2,80})",
            r"(?:credit|credits|courtesy|courtesy of|source of image|bild|foto|fotos|fotografie|fotografía|photographie|crédits?(?: photo)?|imagem|imagen|immagine|zdjęcie|fot\.|фото|bilder|beeld|kuva|fotoğraf|grafik|infografik)(?: ?[:©] ?| by )(?P<value>.{2,120})",
            r"(?P<value>[^.!?]{2,80}(?:/| via | / )"
            + _AGENCY
            + r"(?:(?:/| via | / )[^.!?]{2,60})?)",
            r"(?P<value>" + _AGENCY + r"(?:(?:/| via | / |, )" + r"[^.!?]{2,60})?)",
            r"(?P<value>[^.!?]{2,60}, (?:getty images|reuters|afp|associated press|shutterstock|bloomberg))",
            r"(?:icons|image used|feature image) by .{2,80}",
            r"credit",
            r"(?P<value>[^.!?:]{2,60}(?:/| for )quanta magazine|[^.!?/]{2,40}/(?:independent newspapers|the new york times|the washington post|the guardian|the times|cnn|bbc|nbc news|cbc|abc news|fox news))",
        ),
        (
            "⟦Photo: Mara Lind⟧",
            "⟦Image: Phando Example/Harbour Newspapers⟧",
            "⟦STR/AFP via Getty Images⟧",
            "⟦Andrea Example/Getty Images⟧",
            "⟦Credit: Jon Field / Reuters⟧",
            "⟦Foto: dpa⟧",
            "Photos of the wreck will be shown at the museum until the end of August.",
            "Reuters could not verify the video, which was filmed from a moving car.",
        ),
        action=Action.ANNOTATE,
    ),
    Rule(
        "caption-with-credit",
        Kind.CREDIT,
        (
            r".{10,300}[.!?)] ?\(?(?:photo(?:graph)?|image|picture|pic|foto|bild|credit|photo credit|picture credit|image credit|file photo)s?(?: by| credit| courtesy of)? ?(?:: ?|(?<=by) |(?<=courtesy of) )(?P<value>[^.]{2,80})\)?",
            r".{10,300}\((?:photo|image|picture|foto|credit|photo credit|picture credit|image credit|file photo)(?: by| courtesy of)?(?!,)(?: credit)?:? ?(?P<value>[^()]{2,80})\)",
            r".{10,300}[.!?)] ?(?:©|\[" + _AGENCY + r"\]|\(ap photo(?:/[^()]{2,40})?\))",
        ),
        (
            "⟦The bridge at dawn on Friday. Photo: Mara Lind⟧",
            "⟦A portrait of the engineer in 2004 (Picture credit: Getty)⟧",
            "Secure what you need for the day early (photo, video, flowers, a boat)",
            "The bridge reopened at dawn. Nobody took a photo, which he still regrets.",
        ),
        action=Action.ANNOTATE,
        sentences=True,
    ),
    Rule(
        "reporting-credit",
        Kind.CREDIT,
        (
            r"\(?(?P<value>(?:additional |with |extra )?(?:reporting|writing|editing|compiled|translation|written and edited)(?: and (?:writing|editing|reporting))?(?: from| by).{2,240})\)?",
            r"-? ?(?P<value>[^.!?]{2,80} (?:contributed to|assisted with|also contributed to|provided reporting for) this (?:report|story|article|content|piece).{0,60})",
            r"(?P<value>(?:redaktion|übersetzung|schlussredaktion|text|protokoll|mitarbeit): .{2,240})",
            r"\((?:with contributions? (?:from|by)|with (?:files|inputs|reporting|agency inputs|agencies) ?(?:from|by)?) ?.{0,80}\)",
            r"(?:with (?:files|inputs?) from .{2,80})",
            r"-{0,2} ?(?:reporting by|with reporting by|edited by) .{2,160}",
        ),
        (
            "⟦(Reporting by Mara Lind; Editing by Jon Field)⟧",
            "⟦Additional reporting from Northwire⟧",
            "⟦—Northwire writer Mara Lind in Kiel contributed to this report.⟧",
            "Reporting the theft took her three hours at the station, she told the court.",
        ),
        Where.TAIL,
        action=Action.ANNOTATE,
        sentences=True,
    ),
    Rule(
        "reporting-credit-inline",
        Kind.CREDIT,
        (
            r" \((?P<value>(?:additional )?(?:reporting|writing|editing) (?:and writing |and editing )?by [^()]{2,240})\)$",
        ),
        (
            "The court will rule in June.⟦ (Reporting by Mara Lind; Editing by Jon Field)⟧",
            "The court will rule in June (writing a judgment takes a month).",
        ),
        Where.TAIL,
        Anchor.END,
        Action.ANNOTATE,
    ),
)
