"""Prompts to subscribe: newsletters, notifications, apps, channels."""

from cleaners.model import Kind, Rule, Where

_LETTER = (
    r"(?:newsletters?|e-?newsletters?|mailing list|emails?|e-?mail (?:list|alerts?|updates?)|daily (?:briefing|digest|email)"
    r"|morning briefing|(?:news )?alerts?|(?:push |browser )?notifications?|channel|podcast|briefing|digest)"
)

TABLE = (
    Rule(
        "discover-more",
        Kind.SUBSCRIBE,
        (r"discover more from .{1,160}",),
        (
            "⟦Discover more from Harbour Watch | Ships, Tides and Trade⟧",
            "Discover more of the old harbour on foot, the guide suggests, before the rain.",
        ),
        Where.TAIL,
        sentences=True,
    ),
    Rule(
        "subscribe-newsletter",
        Kind.SUBSCRIBE,
        (
            r"(?:for [^.]{1,110}, |(?:want|like|love|enjoy|looking for)[^.]{1,90}[?,] |to [^.]{1,80}, )?(?:please |click here to |you can |be sure to |don't forget to )?(?:sign ?up|subscribe|register|join|opt in)"
            r"(?: (?:now|today|here|free|below|for free))?(?:,? (?:to|for|with|in))?(?: (?:our|the|my|your|this|a|an|us|all))?(?: \S+){0,8}? ?"
            + _LETTER
            + r"\b.{0,200}",
            r"(?:.{0,160}[.!?] |.{1,80} by )(?:please |click here to |you can )?(?:sign(?:ing)? ?up|subscrib(?:e|ing)|register|join)"
            r"(?: (?:now|today|here|free|below|for free))?(?:,? (?:to|for|with))? (?:our|my|this|the)(?: \S+){0,6}? ?"
            + _LETTER
            + r"\b.{0,200}",
            r"(?:get|receive|have) (?:our |the |all |your |more |a |breaking |daily |weekly |today's |this )*(?:\S+ ){0,9}?"
            r"(?:delivered |sent |straight |directly |right |in |to |into )+(?:your |the )(?:e-?mail |mail )?(?:inbox|in-box|email|phone|device).{0,120}",
            r".{0,120}(?:delivered|straight|directly|right|sent)(?: \S+){0,3} (?:in|to|into) (?:your inbox|your in-box|your email inbox|your e-mail inbox).{0,100}",
            r"(?:subscribe|sign ?up)(?: (?:now|today|here|free|for free|to us|below|to our (?:blog|channel|site|website|podcast|youtube channel)|to \S+(?: \S+){0,4}|for updates|for the latest updates))?",
            r"subscribe (?:below |here |now )?(?:to|and|for)(?: \S+){0,6} (?:latest|stay|updates?|never miss|posts|stories|news|more).{0,120}",
            r"(?:enter|type|submit|your) (?:in )?(?:your )?e-?mail(?: address)?(?: (?:here|below|to subscribe|\(required\)|to .{1,60}))?",
            r"e-?mail address|sign up (?:for|to) (?:the |our |your |a |free )?[^.!?:]{2,50}",
            r"(?:thank you|thanks) for (?:subscribing|signing up|your subscription).{0,120}",
            r"(?:awesome,? )?you(?:'re| are) (?:now )?subscribed",
            r"(?:you can )?unsubscribe (?:at any time|here|any time).{0,80}|(?:no thanks|no spam).{0,60}",
            r"(?:stay|keep) (?:up[- ]to[- ]date|informed|connected|in the know|ahead|in touch|updated)(?: (?:with|on|by|of)(?: \S+){0,8} ?\b(?:us|our|latest|news|updates?|newsletters?|stories|headlines|alerts?|apps?|daily|weekly|events|offers|trends)\b.{0,100})?",
            r"(?:never|don't) miss (?:an? (?:\S+ )?(?:story|thing|beat|post|update|episode|issue|article|newsletter|headline|deal|offer|event|moment)|out on|our|the (?:latest|next|best|top|biggest))\b.{0,80}",
            r"(?:the )?(?:best|latest|top|most important) (?:\S+ ){0,6}(?:in|to) your inbox.{0,60}",
            r"(?:check out|want|like|love) (?:more|this).{1,120}(?:newsletter|mailing list|inbox|subscribe).{0,120}",
            r"(?:this|the|our|\S+(?: \S+){0,3}'s) (?:\S+ ){0,4}newsletter (?:has all|brings|delivers|alerts|hand-delivers|will).{1,160}",
            r"was this newsletter forwarded to you\?.{0,80}",
            r"(?:join|become part of) (?:over |more than )?\d[\d,.]*k?\+? (?:other )?(?:subscribers|readers|members|people).{0,100}",
            r"(?:newsletters?|newsletter sign-?up|e-?paper|rss(?: feed)?)",
        ),
        (
            "⟦Subscribe to our newsletter⟧",
            "⟦Sign up for our emails⟧",
            "⟦Subscribe to get the latest posts sent to your email.⟧",
            "⟦Get the latest news from the harbour in your inbox.⟧",
            "⟦For the latest breaking news, sign up for our newsletters.⟧",
            "⟦Subscribe⟧",
            "⟦Thank you for subscribing!⟧",
            "⟦Never miss a story⟧",
            "⟦Stay up to date with the latest news from the harbour⟧",
            "Never miss a chance to say sorry, the bishop used to write to the captains each winter.",
            "Keep in touch with your neighbours, the leaflet advises, and look after the old.",
            "The bank will stop charging for alerts that warn customers of large payments.",
            "More than two thousand people signed up for the charity run within a day.",
            "The newsletter he wrote from his cell reached four thousand subscribers.",
        ),
        sentences=True,
    ),
    Rule(
        "app-prompt",
        Kind.SUBSCRIBE,
        (
            r"(?:click here to )?(?:get|download|install|open(?: in)?|try) (?:the |our |it (?:in|on) the )?(?:\S+ ){0,5}app\b.{0,80}",
            r"(?:download|get|find|available) (?:us |it |our app |now )?(?:on|from|in|at) (?:the )?(?:app store|google play|play store|apple store|android|ios).{0,80}",
            r"(?:follow|join|find|subscribe to|like)(?: \S+){0,6} (?:on|via) (?:our )?(?:whats ?app|telegram|google news|wechat|viber|signal|flipboard|apple news|msn|line)\b.{0,100}",
            r"(?:join|follow) (?:our|the|us)(?: \S+){0,3} (?:whats ?app|telegram|viber) ?(?:channel|group|community)?.{0,80}",
            r"(?:turn on|allow|enable|get) (?:browser |desktop |push |web |breaking news )?notifications.{0,80}",
            r"(?:make|set|add) (?:us|\S+(?: \S+){0,3}) (?:as )?(?:your |a )?(?:preferred|trusted) source.{0,80}|add (?:us )?as (?:a )?preferred source.{0,40}",
            r"listen to (?:this (?:article|story)|the (?:audio|article|story)).{0,60}",
        ),
        (
            "⟦Click here to get the Harbour News app⟧",
            "⟦Follow us on Telegram for the latest news.⟧",
            "⟦Get breaking news notifications⟧",
            "⟦Download our app⟧",
            "The firm will open in March, six months after the app was first announced.",
        ),
        sentences=True,
    ),
    Rule(
        "subscribe-world",
        Kind.SUBSCRIBE,
        (
            r".{0,120}newsletter.{0,40}(?:abonnieren|anmelden|bestellen|registrieren|informiert|erhalten|kostenlos|abonnier\w+).{0,200}",
            r"(?:abonnieren sie|abonniere|melden sie sich|jetzt (?:newsletter|kostenlos)|bestellen sie|hier (?:anmelden|abonnieren)).{0,120}",
            r"(?:das ist die europäische perspektive bei).{1,40}",
            r"(?:.{0,60}[ ,:!?¡])?(?:inscrivez-vous|abonnez-vous|recevez|s'inscrire|s'abonner)\b.{0,60}(?:newsletter|lettre|infolettre|notre|actualité|alertes|chaîne).{0,120}",
            r"(?:.{0,60}[ ,:!?¡])?(?:suscríb(?:ete|ase)|apúntate|recibe|regístrate|suscribirse)\b.{0,60}(?:newsletter|boletín|boletines|correo|alertas|canal).{0,160}",
            r"(?:.{0,60}[ ,:!?¡])?(?:inscreva-se|assine|receba|cadastre-se|subscreva)\b.{0,60}(?:newsletter|boletim|e-mail|notícias|canal).{0,120}",
            r"(?:.{0,60}[ ,:!?¡])?(?:iscriviti|ricevi|registrati|abbonati)\b.{0,60}(?:newsletter|notizie|canale|mail).{0,120}",
            r"(?:.{0,60}[ ,:!?¡])?(?:schrijf je in|meld je aan|ontvang|abonneer)\b.{0,60}(?:nieuwsbrief|newsletter|mail|nieuws).{0,120}",
            r".{0,60}(?:zapisz się|subskrybuj|zaprenumeruj|otrzymuj)\b.{0,60}(?:newsletter|biuletyn|powiadomie|kanał|mail).{0,120}",
            r"(?:.{0,40}[.,!] )?(?:подпишитесь|подписывайтесь|подписаться) .{1,120}",
            r".{0,40}(?:tilmeld dig|meld deg på|abonner på|prenumerera på|anmäl dig till|tilaa).{0,40}(?:nyhetsbrev|nyhedsbrev|uutiskirje|kanal).{0,80}",
            r".{0,40}(?:bültenimize|abone ol|abone olun|haber bülteni).{0,80}",
            r".{0,40}(?:اشترك في|للاشتراك|تابعونا|تابعنا|انضم إلى قناة).{0,80}",
            r".{0,40}(?:订阅(?:我们|本|电子|频道|新闻)|訂閱(?:我們|電子|頻道)|关注我们|關注我們|扫码关注|メールマガジン|メルマガ|ニュースレター(?:に|を)?(?:登録|購読)|구독(?:하기|하세요|신청)|뉴스레터).{0,60}",
        ),
        (
            "⟦Jetzt Newsletter abonnieren⟧",
            "⟦Inscrivez-vous à notre newsletter⟧",
            "⟦Suscríbete a nuestro boletín⟧",
            "⟦Подпишитесь на наш канал⟧",
            "⟦各種メールマガジンで最新情報をお届け⟧",
            "Der Bürgermeister verlas den Brief am Montag vor dem Rat.",
        ),
        language="world",
        sentences=True,
    ),
)
