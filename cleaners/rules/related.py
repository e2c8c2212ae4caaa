"""Links to other stories, in mid-text, under the story, or as a box of headlines."""

from cleaners.model import Kind, Rule, Where

TABLE = (
    Rule(
        "read-also",
        Kind.RELATED,
        (
            r"(?:also read|read also|see also|read next|read this next|don't miss|up next|must read|more on this(?: story| topic)?|read more(?: on this(?: story)?)?|related(?: (?:stories|articles?|news|content|coverage|story|reading|video))?|recommended(?: (?:for you|reading|stories|videos?|articles))?|you may also like|you might also like|also in the news|elsewhere in the news|in other news)",
            r"(?:lesen sie auch|lies auch|mehr zum thema|das könnte (?:sie|dich) auch interessieren|auch interessant|zum thema|lire aussi|à lire aussi|sur le même sujet|lee también|te puede interesar|también te puede interesar|leia (?:também|mais)|veja também|leggi anche|potrebbe interessarti|lees ook|czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również)|читайте также|смотрите также|по теме|les også|læs også|läs (?:också|även|mer)|lue myös|ilgili haber(?:ler)?|اقرأ أيضا?ً?|إقرأ أيضا?ً?|यह भी पढ़ें|ये भी पढ़ें|延伸阅读|延伸閱讀|相关阅读|関連記事|관련 ?기사)",
        ),
        (
            "⟦Also in the news⟧",
            "⟦Lesen Sie auch⟧",
            "⟦Czytaj więcej⟧",
            "Also in the news that week was the smaller fire, which nobody remembers now.",
        ),
        block=True,
    ),
    Rule(
        "related-box",
        Kind.RELATED,
        (
            r"(?:related|recommended|similar|more|other|latest|recent|popular|most read|top|trending)(?: (?:stories|articles?|news|posts?|content|topics?|reading|coverage|headlines|videos?|links?|reports?))? ?(?:from .{1,60}|by .{1,60}|on .{1,60})?",
            r"(?:more from|more on|more by) .{1,80}",
            r"(?:also|elsewhere|more|other stories|today) in (?:the )?(?:news|this section|this series|sport|business|politics|headlines)",
            r"(?:mehr zum thema|das könnte (?:sie|dich) auch interessieren|lesen sie auch|weitere (?:artikel|meldungen|nachrichten|themen)|verwandte (?:artikel|themen)|meistgelesen|auch interessant|mehr aus .{1,40}|mehr .{1,40}|zum thema)",
            r"(?:à lire aussi|lire aussi|sur le même sujet|les plus lus|voir aussi|articles? (?:liés?|similaires)|lee también|te puede interesar|noticias relacionadas|más noticias|lo más (?:leído|visto)|leia (?:também|mais)|veja também|mais lidas|leggi anche|articoli correlati|potrebbe interessarti|lees ook|meer over .{1,40}|gerelateerd|meest gelezen"
            r"|czytaj (?:także|też|więcej)|zobacz (?:także|też|również)|polecamy|najnowsze|читайте также|по теме|читайте|смотрите также|новости по теме|самое читаемое|les også|læs også|läs också|läs mer|læs mere|lue myös|ilgili haberler|bunları da okuyun|اقرأ أيضا?ً?|إقرأ أيضا?ً?|مواضيع ذات صلة|相关(?:阅读|新闻|文章|报道)|相關(?:閱讀|新聞|文章|報導)|延伸閱讀|推荐阅读|热门(?:推荐|新闻)|関連(?:記事|ニュース|キーワード|リンク)?|あわせて読みたい|おすすめ(?:記事)?|관련 ?(?:기사|뉴스)|인기 ?(?:기사|뉴스))",
        ),
        (
            "⟦Trending⟧",
            "⟦More from Harbour Courier⟧",
            "⟦Weitere Artikel⟧",
            "More from the wreck will be raised in June, the museum said on Wednesday.",
        ),
        Where.TAIL,
        block=True,
    ),
    Rule(
        "read-more-link",
        Kind.RELATED,
        (
            r"(?:also read|read also|must read|read more(?: (?:on|about|from|at|like this))?|read next|read this(?: next)?|see also|see more|also see"
            r"|more (?:on|from|about) this|related(?: (?:story|stories|article|articles|reading|news|content|coverage|links?|posts?|videos?|topics?|reads))?"
            r"|watch(?: (?:also|more|now|video|live))?|explore more|don't miss|up next|next up|further reading|recommended(?: (?:reading|videos?|stories|for you|articles))?"
            r"|you may also like|you might also like|editor's picks?|trending(?: now)?|icymi|in case you missed it|full story|go deeper|dig deeper)"
            r" ?(?::|\||>>?|»|→|-(?= )) ?[^|]{2,200}",
        ),
        (
            "⟦READ MORE: Ferry strike enters its third week⟧",
            "⟦Also read: Why the bridge was closed⟧",
            "⟦Related: Barge owner fined over lights⟧",
            "⟦READ NEXT: Storm warnings for the weekend⟧",
            "Read, he said, was the only word left legible on the burnt page.",
        ),
        sentences=True,
    ),
    Rule(
        "labelled-link",
        Kind.RELATED,
        (
            r"(?:watch|listen|compare|opinion|exclusive|live|live blog|fact check|explainer|photos|in pictures|video|gallery|podcast|background|latest|breaking|analysis) ?(?:\||>>|»|→) ?[^|]{2,200}",
            r"(?:hintergrund|interaktiv|video|kommentar|newsblog|liveblog|liveticker|exklusiv|vidéo|entretien|analyse|reportage|décryptage)(?: (?:hier|dazu|über .{1,60}))? ?(?::|\||>+|»|-(?= )) ?(?!\d\S*[/.,])\S.{2,200}",
        ),
        (
            "⟦Explainer | Why the mayor answers no questions⟧",
            "⟦Video: Wie das Wasser in den Hafen kam⟧",
            "⟦Reportage - La digue a tenu⟧",
            "Exclusive | He was the last to see her, and for eleven years he kept silent about it.",
            "Video: 4.5 inches, 60 frames",
        ),
    ),
    Rule(
        "read-more-sentence",
        Kind.RELATED,
        (
            r"(?:click|tap) here (?:to|for).{1,160}",
            r"(?:you can )?read (?:our |the |more |all |about |his |her |full )*(?:full |complete |entire |original |related |latest )?(?:review|story|article|report|post|coverage|interview|piece|statement|guide)s?(?: (?:here|on|at|in|by|about|of).{0,70})?",
            r"read (?:our full|more|the full|the rest|next|this next|this|also|on).{0,60}",
            r"read our .{1,80} review",
            r"(?:for more (?:on|information|stories|news|details|info|about)|to (?:read|learn|find out|see) more(?! into))[^.!?]{1,160}\b(?:click|here|visit|see|check|read|go to|follow|www\.|http)\b(?:[^.!?]|[.?](?=\S)){0,120}",
            r"(?:more|most|latest|top|recent|popular|trending|related|recommended|similar|suggested|other|featured|must[- ]read|further|you may also|you might also|editor's|hot|breaking|explore)"
            r"(?: (?:more|top|read|viewed|popular|recent|related|like|be interested in|enjoy|shared|commented))*(?: (?:stories|story|articles?|news|posts?|content|topics?|reads?|reading|coverage|headlines|videos?|picks?|links?|publications?|from (?:the )?(?:web|author|us|around the web|.{1,40})|on this (?:story|topic)|in .{1,30}|now|this week|today|for you|keywords?|resources))?(?: \(?\d+\)?)?",
            r"(?:you may|you might|others|readers) also (?:like|be interested|enjoy|read|viewed|liked|love).{0,80}",
            r"(?:what to read next|read next|up next|next (?:article|story|post)|previous (?:article|story|post)|next|previous|see all|view all|show more|load more|more|explore|see more|view more|show all|read full story|full story|full article|go to article)",
            r"(?:next|previous) (?:article|story|post): .{1,160}",
            r"(?:if you (?:liked|enjoyed) this).{1,120}(?:you|read|check|like).{0,120}",
            r"(?:see|view|browse|explore|discover|check out) (?:all |more |our |the |full |also |other |some |additional )+(?:\S+ ){0,5}(?:stories|articles|posts|coverage|news|guides?|blogs?|videos?|photos|pages?|reviews?|recipes|content|topics?)\b.{0,80}",
            r"get the latest (?:news|updates|stories|information).{0,120}",
            r"read more news like this on .{1,60}",
        ),
        (
            "⟦Click here to read the full report⟧",
            "⟦Read our full review⟧",
            "⟦Most read stories⟧",
            "⟦Latest News⟧",
            "⟦Read full story⟧",
            "⟦For more information on the ferries, visit ferries.example today.⟧",
            "For more on the ferries the port asks for patience: there will be a plan in May.",
            "For more details visit the harbour office. The old plans are kept there until June.",
            "To read more into the figures would be wrong, the bank warns those who see a trend.",
            "Read the full report and you will not sleep, the lawyer warned the families on Monday, as hundreds of pages were finally handed over to them.",
            "More ferries will run in May than in any month since the line was opened.",
        ),
        sentences=True,
    ),
    Rule(
        "related-link-world",
        Kind.RELATED,
        (
            r"(?:lesen sie auch|lies auch|lesen sie hierzu|mehr (?:zum thema|dazu|lesen|infos)|siehe auch|auch interessant|zum (?:artikel|thema|video))(?: (?:hier|dazu|über .{1,60}))? ?(?::|\||>|»|-(?= )) ?\S.{2,200}",
            r"(?:lesen sie auch|lies auch|lesen sie hier|mehr zum thema|mehr lesen|mehr erfahren|weiterlesen|weitere informationen|weiter|siehe auch)(?: (?:hier|dazu|finden sie).{0,120})?",
            r"(?:hier )?(?:finden|lesen|sehen) sie (?:außerdem|hier|auch|mehr|weitere|alle).{1,160}(?:überblick|artikel|thema|informationen|newsblog|check|interview|verfolgen|nachlesen)",
            r"mehr zum thema (?:finden|lesen).{1,120}",
            r"(?:>+ ?)?sie (?:suchen|möchten|wollen) .{1,80}\? unser.{1,120}",
            r"(?:à lire(?: aussi)?|lire (?:aussi|également|la suite)|voir aussi|a lire aussi|sur le même (?:sujet|thème)|pour aller plus loin|notre dossier|en savoir plus) ?(?::|\||>+|»|-(?= )) ?\S.{2,200}",
            r"(?:lire (?:aussi|la suite|plus)|en savoir plus|à lire aussi|voir plus|lire l'article.{0,40})",
            r"(?:lee también|leer también|lea también|lee más|leer más|te puede interesar|ver también|más información|también te puede interesar|además|mira también|relacionado) ?(?::|\||>|»|-(?= )) ?\S.{2,200}",
            r"(?:lee también|leer más|lee más|leia mais|leia também|saiba mais|continue lendo|veja (?:mais|também)|ver más|leggi (?:anche|tutto|di più)|continua a leggere|lees (?:ook|meer|verder|het hele .{1,40})|meer lezen)(?: .{1,60})?",
            r"(?:leia (?:também|mais)|veja (?:também|mais)|saiba mais|leggi anche|lees ook|les også|læs også|läs (?:också|även|mer)|lue myös|czytaj (?:także|też|również|więcej)|zobacz (?:także|też|również|więcej)|przeczytaj (?:także|też|również)|polecamy|читайте (?:также|еще|ещё)|смотрите также|ayrıca (?:oku|bakınız)|olvassa? (?:el|még)|citește și|čtěte také|přečtěte si) ?(?::|\||>|»|-(?= ))? ?.{0,200}",
            r"(?:funda olunye udaba lapha|funda nalokhu|lees meer|lees ook) ?[|:] ?.{1,200}",
            r"(?:अन्य|यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|और पढ़ें|আরও পড়ুন|আরো পড়ুন|مزید پڑھیں|یہ بھی پڑھیں|اقرأ أيضا?ً?|إقرأ أيضا?ً?|شاهد أيضا?ً?|بیشتر بخوانید|بخوانید) ?[:：|]? ?.{0,200}",
            r"(?:相关阅读|延伸阅读|延伸閱讀|相關閱讀|更多新聞|更多新闻|点击查看|點擊查看|推荐阅读|あわせて読みたい|関連記事|続きを読む|もっと(?:見る|読む)|詳しくはこちら|관련 ?기사|더 ?보기|기사 ?더보기) ?[:：|]?.{0,100}",
        ),
        (
            "⟦Zum Artikel: Tarifrunde im Nahverkehr⟧",
            "⟦Les også: Fergen går igjen⟧",
            "⟦Lire aussi : La digue a tenu⟧",
            "⟦Читайте также: Мост снова открыт⟧",
            "Lesen Sie den Vertrag genau, rät die Anwältin, bevor Sie unterschreiben.",
        ),
        language="world",
        sentences=True,
    ),
)
