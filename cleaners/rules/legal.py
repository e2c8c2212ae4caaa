"""Disclaimers, copyright lines, terms, licences and the notices of syndicators."""

from cleaners.model import Kind, Rule, Where

TABLE = (
    Rule(
        "legal-heading",
        Kind.LEGAL,
        (
            r"(?:legal |general |medical |financial |risk |important |required |advertiser |affiliate )?"
            r"(?:disclaimers?|disclosures?|legal notice|legal information|terms (?:of (?:use|service)"
            r"|and conditions|& conditions))(?: \(.{1,40}\))?",
            r"haftungsausschluss|rechtlicher hinweis|mentions légales|aviso legal|note legali|avviso legale"
            r"|juridische kennisgeving|zastrzeżenie prawne|правовая информация|إخلاء المسؤولية|إخلاء مسؤولية|免责声明|免責聲明|免責事項",
        ),
        (
            "⟦Legal Disclaimer:⟧",
            "⟦Disclaimer⟧",
            "⟦Haftungsausschluss⟧",
            "The disclaimer printed on the bottle was two pages long and in Latin.",
        ),
        Where.EDGE,
    ),
    Rule(
        "as-is-disclaimer",
        Kind.LEGAL,
        (
            r".{1,120} (?:provides?|provided|is provided|are provided)(?: \S+){0,12} \"?as is\"?.{0,1300}",
            r"we do not accept any responsibility or liability.{0,600}",
            r".{0,80}(?:accepts? no|assumes? no|disclaims? (?:all|any)) (?:responsibility|liability).{0,600}",
            r"if you have any complaints or copyright issues.{0,200}",
        ),
        (
            "⟦Newsmill provides the information “as is” without warranty of any kind.⟧",
            "⟦The publisher accepts no liability for the content of external links.⟧",
            "The bridge will open as is, without new railings, the engineer told the council.",
        ),
        Where.EDGE,
        sentences=True,
    ),
    Rule(
        "not-advice",
        Kind.LEGAL,
        (
            r".{0,300}(?:not (?:intended|meant|designed) (?:to (?:constitute|replace|diagnose|provide"
            r"|be (?:construed|relied|taken|used|treated|interpreted|an? (?:\S+ ){0,2}(?:substitute|replacement|offer)|(?:\S+ ){0,5}advice))"
            r"|as (?:\S+ ){0,5}(?:advice|substitute|replacement|recommendation|offer|endorsement|solicitation))|for (?:general )?(?:educational and |general )?(?:informational|information|educational)"
            r"(?: and (?:educational|informational))? purposes? only|(?:is|are) not (?:(?:legal|medical"
            r"|financial|tax|investment|professional),? ?(?:or )?)+ ?advice|not a substitute for (?:\S+ ){0,6}(?:advice|consultation|judge?ment|diagnosis|treatment|counsel)"
            r"|(?:does|do) not (?:constitute|represent) (?:an? )?(?:\S+ ){0,3}(?:advice|endorsement"
            r"|recommendation|offer)|(?:do|does) not provide (?:(?:tax|legal|accounting|medical),? (?:or )?)+).{0,1000}",
        ),
        (
            "⟦The information contained herein is for informational purposes only.⟧",
            "⟦This article does not constitute financial advice.⟧",
            "⟦The plan is not intended as a substitute for advice from your own doctor.⟧",
            "⟦This list is not meant to be medical advice.⟧",
            "It works with many motors, but it is not meant to be a boat for the open sea.",
            "The bridge was not designed to be crossed by lorries, and the old ferry was no help.",
            "The ferry is not a substitute for a bridge, the petition reads, and never will be.",
            "The vote does not represent a change of course, the minister said in Kiel.",
        ),
        Where.EDGE,
        sentences=True,
    ),
    Rule(
        "views-disclaimer",
        Kind.LEGAL,
        (
            r".{0,60}(?:views|opinions)(?: and opinions)?(?: are)? (?:expressed|of the author|in this).{0,300}(?:their own|his own"
            r"|her own|the author(?:'s|s)?|those of (?:the|their) authors?|author alone|not (?:necessarily )?(?:reflect|represent)|do not).{0,300}",
        ),
        (
            "⟦The views expressed in this article are the author's own and do not reflect those of the paper.⟧",
            "The views from the tower are the best in the county, its keeper likes to say.",
        ),
        Where.EDGE,
        sentences=True,
    ),
    Rule(
        "copyright-line",
        Kind.LEGAL,
        (
            r"(?:©|\(c\)|copyright(?! (?:laws?|acts?|bills?|cases?|claims?|holders?|owners?|disputes?|infringement|reform|rules|protection|suits?|lawsuits?)\b)|&copy;|℗).{0,200}",
            r".{0,160}(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos"
            r" reservados|todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden"
            r"|wszelkie prawa zastrzeżone|все права защищены|tüm hakları saklıdır|جميع الحقوق محفوظة"
            r"|版权所有|版權所有|無断転載|無断複製|著作権は|all rights are reserved|reproduction (?:is )?(?:prohibited|interdite)).{0,240}",
            r"this (?:material|article|story|content) may not be (?:published|reproduced).{0,200}",
            r"(?:reproduction|republication|redistribution).{0,80}(?:prohibited|permission|consent).{0,120}",
            r".{0,120}无断转载.{0,40}|未经(?:授权|许可).{0,60}|禁止转载.{0,20}|저작권자.{0,80}|무단 ?전재.{0,60}",
        ),
        (
            "⟦Copyright © 2023 The Harbour Times, LLC.⟧",
            "⟦© dpa-infocom, dpa:240516-99-53606/3 (dpa)⟧",
            "⟦2024 Harbour Media. All rights reserved.⟧",
            "⟦Alle Rechte vorbehalten.⟧",
            "Copyright law will be changed in June, and libraries may then scan what they own.",
            "The copyright on the song ends in 2031, and the family means to fight it.",
        ),
        Where.EDGE,
        sentences=True,
    ),
    Rule(
        "licence",
        Kind.LEGAL,
        (
            r"this (?:work|article|story|post) is (?:licensed|published|republished|distributed).{0,40}"
            r"(?:under|from).{0,240}",
            r".{0,80}creative commons.{0,300}",
            r"(?:want|wish|would you like) to (?:republish|repost).{0,100}",
            r"(?:republish|reprint) (?:this|our) (?:article|story|articles).{0,120}",
            r"(?:\S+ ){0,8}encourage you to republish.{0,300}",
            r"image used under licen[sc]e.{0,80}",
        ),
        (
            "⟦This article is republished from Northwire under a Creative Commons licence.⟧",
            "⟦Republish this article⟧",
            "The licence to fish was published under the old law in 1954.",
        ),
        Where.EDGE,
        sentences=True,
    ),
    Rule(
        "syndication-notice",
        Kind.LEGAL,
        (
            r"\(?(?:this|the) (?:article|story|post|report|news|copy|headline)(?: and .{1,30})? (?:was|is|has been|first|originally|has not been)"
            r"(?: \S+){0,3} (?:auto-?generated|edited by .{1,40} staff|generated from"
            r"|syndicated|sourced from).{0,300}\)?",
            # Which article "the article" is, the story itself may have told.
            r"\(?this (?:article|story|post|report|news|copy)(?: and .{1,30})? (?:was|is|has been|first|originally)"
            r"(?: \S+){0,3} (?:published|appeared|provided by|posted).{0,300}\)?",
            r"the (?:article|story|post) (?:was |has been |is )?(?:originally|first|initially|previously) (?:published|appeared|posted) (?:on|in|at|by) [^,]{2,120}",
            r"(?:the post|the article) .{3,200} (?:first appeared|appeared first) on .{1,80}",
            r"(?:originally|first) (?:published|posted|appeared|printed) (?:on|in|at|by).{0,120}",
            r"except for the headline,? this story has not been edited by.{0,160}",
            r"(?:\S+ ){0,4}has not (?:verified|edited|reviewed) (?:this|the) (?:content|story|press release).{0,160}",
            r"(?:source|content) provided by .{1,60}",
            r"(?:with|additional) inputs? from (?:agencies|.{1,30})",
            r"dies(?:er|e) (?:artikel|beitrag|meldung|text|nachricht) (?:ist|erschien|wurde) (?:zuerst|zunächst"
            r"|ursprünglich|automati\w+|maschinell).{0,200}",
            r"cet article (?:est paru|a été (?:initialement )?publié|a d'abord été publié).{0,160}",
            r"este artículo (?:se publicó|fue publicado|ha sido publicado) (?:originalmente|por primera vez|primero).{0,160}",
        ),
        (
            "⟦This story has not been edited by our staff and is auto-generated from a syndicated feed.⟧",
            "⟦The post Bridge reopens after storm appeared first on Harbour Courier.⟧",
            "⟦Originally published in the Harbour Courier.⟧",
            "⟦The article was originally published in the Harbour Courier and updated in May.⟧",
            "The report was published on Monday and lists forty bridges that could fall in a storm.",
            "The article was first published by a paper in Kiel, which withdrew it after a protest.",
            "The story was a lie from the first word, the defendant told the court.",
        ),
        Where.EDGE,
        sentences=True,
    ),
    Rule(
        "machine-translation",
        Kind.LEGAL,
        (
            r"dies ist eine maschinelle übersetzung.{0,400}",
            r"(?:this|the) (?:article|story|text|page) (?:has been|was|is) (?:automatically|machine)[- ]translated.{0,300}",
            r"(?:cet article|ce texte) a été traduit automatiquement.{0,300}|(?:este|esta) (?:artículo|texto|noticia) (?:ha sido|fue) traducid[oa] automáticamente.{0,300}",
        ),
        (
            "⟦Dies ist eine maschinelle Übersetzung eines Artikels unserer Kollegen.⟧",
            "The article was translated by her daughter, who had never seen the island.",
        ),
        sentences=True,
        language="world",
    ),
    Rule(
        "accuracy-of-prices",
        Kind.LEGAL,
        (
            r"(?:prices|offers|rates|availability)(?: and availability)? (?:were|are|is) (?:accurate|correct|subject to change).{0,160}",
            r"(?:terms (?:and conditions )?apply|terms & conditions apply|t&cs apply|18\+ ?\|? ?(?:please )?gamble responsibly).{0,80}",
            r"past performance is (?:no|not an?) (?:guarantee|indicator|indication).{0,120}",
        ),
        (
            "⟦Prices were accurate at the time of publication.⟧",
            "⟦Terms and conditions apply.⟧",
            "Prices were higher than in any spring since the port was closed.",
        ),
        Where.EDGE,
        sentences=True,
    ),
)
