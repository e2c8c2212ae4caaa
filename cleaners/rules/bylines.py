"""Bylines, dates and reading times around the story; the names and dates are kept as metadata."""

from cleaners.model import Action, Kind, Rule, Where

_MONTH = (
    r"(?:jan(?:uary|uar|vier|eiro)?|feb(?:ruary|ruar)?|février|fevereiro|febrero|enero|gennaio|febbraio|mar(?:ch|s|zo|ço|et)?|märz|apr(?:il|ile)?|avril|abril|ma[iy]o?|maggio|mei|ju[nl][eyi]?|juin|juillet|junio|julio|giugno|luglio|junho|julho|aug(?:ust|ustus)?|août|agosto|sep(?:t|tember|tembre|tiembre)?|settembre|setembro|o[ck]t(?:ober|obre|ubre)?|ottobre|outubro|nov(?:ember|embre|iembre|embro)?|de[czs](?:ember|embre)?|décembre|diciembre|dicembre|dezembro"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık)\.?"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\.?,?"
_TIME = r"(?:(?:um |at |à |- |\| |, |• )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?(?:am|pm|a\.m\.|p\.m\.|uhr|h))?(?: ?\(?(?:[a-z]{2,4}|utc|gmt)(?:[+-]\d{1,4})?(?: ?/ ?\d{4} gmt)?\)?)?)"
_DATE = (
    r"(?:(?:"
    + _DAY
    + r" )?(?:(?:"
    + _MONTH
    + r" \d{1,2}(?:st|nd|rd|th)?,? ?(?:\d{4})?)|(?:\d{1,2}(?:st|nd|rd|th|\.|er)? ?(?:de |of )?"
    + _MONTH
    + r",? ?(?:de )?(?:\d{4})?)|(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4})|(?:\d{4}[./-]\d{1,2}[./-]\d{1,2})|(?:"
    + _MONTH
    + r" \d{4})|(?:\d{4}年\d{1,2}月\d{1,2}日)|(?:\d{4}년 ?\d{1,2}월 ?\d{1,2}일))"
    r"(?:,? ?(?:"
    + _TIME
    + r"|\d{1,2}時\d{1,2}分))*(?: ?(?:ist|est|edt|gmt|utc|cet|bst|pst|wib|и|г\.))*)"
)
_VERB = r"(?:first |originally |article |story |page |date |last |zuletzt )?(?:published|posted|updated|modified|created|last updated|last modified|reviewed|edited|uploaded|submitted|date|publish date|veröffentlicht|aktualisiert|erstellt|stand|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|opublikowano|aktualizacja|опубликовано|обновлено|publicerad|uppdaterad|publisert|oppdatert|publiceret|opdateret|julkaistu|päivitetty|güncelleme|yayınlanma|نشر|发布时间|發布時間|更新|公開|掲載|配信|입력|수정|등록|oppdatert|sist oppdatert)(?: (?:on|at|by|date|time|le|el|em|il|op|am|den|à|posted))?"

TABLE = (
    Rule(
        "timestamp",
        Kind.BYLINE,
        (
            r"(?:(?:"
            + _VERB
            + r"|on|as of|am|le|el|em|il)?:? ?)(?P<value>"
            + _DATE
            + r")(?: ?[-|•·/,(]+ ?(?:(?:"
            + _VERB
            + r"):? ?)?(?:"
            + _DATE
            + r"|"
            + _TIME
            + r"|\d+ min(?:ute)?s?(?:\.)? read|.{1,40}))?\)?",
            r"(?:"
            + _VERB
            + r"):?(?: ?"
            + _TIME
            + r")?(?: ?[-|•·/] ?(?:"
            + _VERB
            + r"):?(?: ?"
            + _TIME
            + r")?)?",
            r"(?:"
            + _VERB
            + r"):? (?:(?:\d+|an?|about an?) (?:second|minute|hour|day|week|month|year)s? ago|today|yesterday|.{0,20}\d{4}.{0,40})",
            r"(?:\d+|an?|one) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago(?: .{0,30})?|il y a \d+ .{1,12}|vor \d+ .{1,12}|hace \d+ .{1,12}|há \d+ .{1,12}",
            r"(?:estimated )?(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|czas czytania|время чтения|okuma süresi|lukuaika|lästid|lesetid)(?: ?:? ?.{0,20})?",
            r"\d{1,3}[ -]?(?:min(?:ute)?s?\.?(?: (?:of )?read(?:ing)?(?: time)?| lesezeit| de lecture| de lectura| leestijd)|분|分钟阅读)|min read",
            r"(?P<value>" + _DATE + r") by .{2,60}|posted (?:on|in|by) .{1,160}",
        ),
        (
            "⟦Published: December 15, 2025⟧",
            "⟦Last updated on September 16th, 2023 at 09:27 am⟧",
            "⟦Dec 10, 2025⟧",
            "⟦Freitag, 28.04.2023, 19:25⟧",
            "⟦2 min read⟧",
            "⟦2025年1月14日 01時28分 (1月14日 01時40分更新)⟧",
            "⟦Uppdaterad 15.59 | Publicerad 14.14⟧",
            "⟦3 hours ago⟧",
            "December 2019 was the month in which the river last froze, she recalls.",
            "Updated rules for the harbour come into force in May, the council said.",
        ),
        Where.EDGE,
        action=Action.ANNOTATE,
    ),
    Rule(
        "initials",
        Kind.BYLINE,
        (r"\([a-zäöü]{2,4}(?:[/,] ?[a-zäöü]{2,6}){0,3}\)",),
        (
            "⟦(dmk)⟧",
            "(sic) was the only comment that the archivist had pencilled in the margin.",
        ),
        Where.TAIL,
    ),
    Rule(
        "byline",
        Kind.BYLINE,
        (
            r"(?:by|written by|story by|words by|text by|posted by|reviewed by|edited by|reported by|article by|author|authors|von|par|por|di|door|av|af|przez|автор|автори|text|yazan|kirjoittaja|من|作者|記者|记者|글)(?:: ?| )(?P<value>[^.!?;]{2,80}?)(?:,? (?:staff writer|associated press|staff reporter|reporter|editor|correspondent|contributor|special to .{1,30}|senior .{1,30}|for .{1,30}|and agencies|afp|reuters|ap|view in .{1,30}))?(?: ?[-|•·,] ?(?:"
            + _DATE
            + r"|\d+ min.{0,12}|updated.{0,40}|published.{0,40}|.{1,30}))?",
            r"(?:written by|by|author|authors|by:|story by|reviewed by|editor verified|fact[- ]checked by|medically reviewed by|von|autor(?:in)?|auteur)",
            r"(?P<value>[^.!?;:]{2,60}),? (?:staff writer|staff reporter|special correspondent|senior correspondent|correspondent|news editor|senior editor|editor-in-chief|chief reporter|associated press|contributing writer|political reporter|freelance writer|web desk|news desk|staff)",
            r"(?:from|by) our (?:own )?(?:correspondents?|staff|reporters?)(?: .{1,30})?|(?:web desk|news desk|staff (?:writer|reporter|report)|our correspondent|agencies|agency report|editorial (?:team|board|staff)|online desk|news agency|bureau report|newsroom|redaktion|rédaction|la rédaction|redacción|redazione|redactie|redakcja|редакция|par la rédaction|avec (?:afp|agences)|con agencias)",
            r"\d+ (?:published|edited) articles.{0,40}",
            r"view (?:author|profile|bio|all posts).{0,60}|see (?:more|all|full) (?:by|posts by|bio).{0,60}|(?:all|more) (?:posts|stories|articles) by .{2,60}",
        ),
        (
            "⟦By Mara Lind⟧",
            "⟦By Mara Lind, Staff Writer⟧",
            "⟦Written by⟧",
            "⟦Par Les Échos du Port⟧",
            "⟦Von Mara Lind⟧",
            "⟦Mara Lind, Staff Writer⟧",
            "By Monday the water had reached the second step of the old customs house.",
            "By then it was too late.",
        ),
        Where.EDGE,
        action=Action.ANNOTATE,
        names=True,
    ),
)
