"""Menus, breadcrumbs, tables of contents and the furniture of a page."""

from cleaners.model import Kind, Rule, Where

_SECTION = r"(?:home|news|world|world news|business|sports?|entertainment|lifestyle|opinion|politics|technology|tech|health|science|culture|arts|travel|local|local news|national|international|video|videos|photos|weather|education|environment|economy|markets|finance|money|food|style|fashion|celebrity|auto|cars|india|us|uk|europe|asia|africa|middle east|china|crime|courts|elections?|latest|latest news|breaking news|trending|trending news|more|about|about us|contact|contact us|privacy|privacy policy|terms|terms of use|terms of service|advertise|advertise with us|careers|jobs|subscribe|newsletters?|search|menu|login|log in|sign in|archive|archives|e-?paper|podcasts?|magazine|features|blogs?|editorial|columns?|obituaries|classifieds|events|sitemap|rss|help|faq|faqs|shop|games|puzzles|live|live tv|tv|radio|topics|sections|state|city|cities|companies|industry|real estate|startitem|hindi news|front page|all news|press releases?|accessibility|cookies?|english|español|français|deutsch)"

TABLE = (
    Rule(
        "menu-line",
        Kind.NAVIGATION,
        (
            _SECTION + r"(?: ?(?:\||/|>|»|›|·|•|,|→|::|-) ?" + _SECTION + r")+",
            r"home ?(?:>|»|›|/|\||::|→) ?.{1,160}",
            r"(?:startseite|accueil|inicio|início|home|strona główna|главная|anasayfa|etusivu|hjem|hem|الرئيسية|首页|ホーム|홈) ?(?:>|»|›|/|\||::|→) ?.{1,160}",
            r"you are here:?.{0,160}|sie sind hier:?.{0,120}|vous êtes ici.{0,120}|estás en.{0,120}",
        ),
        (
            "⟦Home | News | Sport⟧",
            "⟦Home > News > Harbour⟧",
            "⟦You are here: Home⟧",
            "Home is where the boat is, the plaque by the door still says today.",
        ),
        Where.EDGE,
    ),
    Rule(
        "menu-word",
        Kind.NAVIGATION,
        (_SECTION,),
        (
            "⟦World News⟧",
            "⟦Home⟧",
            "⟦Contact us⟧",
            "Sport, he said, had saved his life more than once in that long winter.",
        ),
        Where.EDGE,
    ),
    Rule(
        "page-furniture",
        Kind.NAVIGATION,
        (
            r"(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|article|search|footer|comments?)(?: .{0,20})?|jump to:?.{0,40}",
            r"(?:table of contents?(?: show| hide)?|contents|in this article|on this page|toggle table of contents|inhaltsverzeichnis|sommaire|índice|indice|inhoudsopgave|spis treści|содержание|içindekiler|目次|content map)",
            r"(?:toggle|open|close|show|hide|main|mobile|primary|site) (?:the )?(?:menu|navigation|search|sidebar|nav|mobile menu)",
            r"(?:back|go|return|scroll|zurück|retour|volver|voltar|torna|terug|wróć|наверх|nach oben|haut de page)(?: (?:back|to|the|nach|zur|zum|à|a|au|al|en|top|home|homepage|page|main|oben|startseite|accueil|inicio|haut|de|la|liste|übersicht|blog|blogs|selection))*",
            r"top of (?:the )?page|(?:page \d+ of \d+|\d+ of \d+|pages?: ?\d[\d ]*|1 2 3.{0,20}|« (?:previous|prev|older).{0,60}|(?:older|newer) posts?)",
            r"(?:no (?:categories|items found|results found|posts found)|nothing to show)",
            r"(?:search(?: for)?|search (?:this )?site|search\.{3}|suche|rechercher|buscar|pesquisar|cerca|zoeken|szukaj|поиск|ara|بحث|搜索|搜尋|検索|검색)",
            r"(?:text size|font size|schriftgröße|a\+? a-?|increase text size|decrease text size).{0,30}",
            r"(?:powered by|site by|website by|designed by|hosted by|theme by|proudly powered by) .{1,60}",
            r"(?:accessibility (?:statement|links|help)|report (?:a|an) (?:error|typo|issue|correction|problem).{0,60}|(?:send|submit|share) (?:us )?(?:a |your )?(?:tip|feedback|correction|news tip)s?.{0,60}|have (?:a|you got a) (?:tip|story).{0,120}|got a (?:tip|story|news tip).{0,120})",
            r"(?:get|request|buy|order) (?:reprints?|permissions?|rights)(?: .{0,60})?|reprints?(?: (?:and|&) permissions?)?|rights & permissions|infos zum zitiervorschlag",
            r"(?:switch|go|view) (?:to )?(?:the )?(?:desktop|mobile|full|amp|print)(?: (?:version|site|edition|page))?|view in (?:digital edition|browser|app)",
            r"(?:submit|cancel|ok|continue|yes|no|got it|dismiss|done|apply|reset|clear|select|loading|loading\.\.\.|please wait|n/a|undefined|null|nan)",
            r"prevent your screen from going dark.{0,40}|expand for key takeaways",
        ),
        (
            "⟦Skip to main content⟧",
            "⟦Table of Contents⟧",
            "⟦Back to top⟧",
            "⟦Powered by Example CMS⟧",
            "⟦Page 1 of 3⟧",
            "Back to back storms closed the line for the second time in a single week.",
        ),
        Where.EDGE,
    ),
)
