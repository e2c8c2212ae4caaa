"""Corrections and editor's notes are part of the story: they stay, and the record notes them."""

from cleaners.model import Action, Kind, Rule

TABLE = (
    Rule(
        "correction",
        Kind.CORRECTION,
        (
            r"(?:correction|clarification|editor'?s'? note|editors' note|update|erratum|corrected|retraction|note to readers|berichtigung|korrektur|richtigstellung|anm(?:erkung|\.) der redaktion|hinweis der redaktion|rectificatif|correctif|précision|note de la rédaction|corrección|rectificación|fe de errores|nota del editor|nota de la redacción|correção|errata|nota da redação|nota del redattore|precisazione|correctie|rectificatie|sprostowanie|od redakcji|исправление|уточнение|düzeltme|rättelse|rettelse|oikaisu|تصحيح|توضيح|更正|訂正|정정)(?: \([^)]{1,40}\)| [^:]{1,40})?: ?.{10,1200}",
            r"(?:an earlier|a previous|the original) version of this (?:article|story|report|post|piece|headline|photo|caption).{5,800}",
            r"this (?:article|story|report|piece|post) (?:has been|was) (?:corrected|updated|amended|clarified)(?: (?:to|on|at|with|since|because).{0,600})?",
            r"in einer früheren (?:version|fassung) (?:dieses|des) .{5,600}|une (?:précédente|première) version de cet article.{5,600}|una versión anterior de est[ea].{5,600}",
        ),
        (
            "Correction: An earlier version of this report gave the wrong year for the flood.",
            "This article was amended on 3 May 2024 to correct the name of the ferry.",
            "Berichtigung: In einer früheren Fassung hieß es, die Brücke sei 1911 gebaut worden.",
        ),
        action=Action.KEEP,
        language="world",
        sentences=True,
    ),
)
