"""What stands where the rest of a story is for sale, and prompts to register or log in."""

from cleaners.model import Kind, Rule

TABLE = (
    Rule(
        "paywall-prompt",
        Kind.PAYWALL,
        (
            r"(?:please )?(?:subscribe|log ?in|sign ?in|sign up|register|join)(?: now| today)?"
            r"(?: or (?:log ?in|sign ?in|subscribe|register|create an account))? to (?:continue"
            r"|keep|read|access|unlock|view|see)(?: reading)?.{0,120}",
            r"(?:to (?:continue|keep|finish) reading|to read (?:more|the (?:rest|full))|to unlock).{0,60}"
            r"(?:subscribe|log ?in|sign ?in|register|subscription|subscriber|account|trial).{0,120}",
            r"(?:unlock|continue reading|keep reading|read the rest of) (?:this|the|your)"
            r" ?(?:full |rest of (?:this|the) |premium )?(?:article|story|piece|post|content).{0,160}",
            r"(?:already|are you) (?:a|an) (?:existing )?(?:print |digital )?(?:subscriber|member)\??"
            r".{0,60}(?:log ?in|sign ?in|activate).{0,60}",
            r"already (?:a (?:subscriber|member)|subscribed|registered|have an account)(?:\?.{0,60}|[,:]? (?:log|sign) ?in.{0,40})?",
            r"not (?:yet )?a (?:subscriber|member)(?: yet)?\?.{0,80}",
            r"(?:this|the) (?:article|story|content|post|page|feature|video|edition) is (?:only "
            r"|exclusively |exclusive )?(?:available |reserved |free |open |restricted )?(?:only |exclusively )?"
            r"(?:for|to) (?:our |paid |paying |registered |digital |premium |all )*"
            r"(?:subscribers?|members|\S+\+? subscribers|readers).{0,100}",
            r"(?:subscriber|member|premium|subscribers?)[- ]?(?:only|exclusive)s?(?: (?:content|article|story))?",
            r"you(?:'ve| have) (?:reached|used|read|hit|exceeded) (?:your|all|the).{0,40}(?:limit|free"
            r"|articles|stories).{0,120}",
            r"you have \d+ (?:free )?(?:articles|stories) (?:left|remaining).{0,80}",
            r"become a (?:paid |digital |premium )?(?:subscriber|member)(?: to .{1,100}| today| now)?",
            r"(?:start|begin|try|get) (?:your|a) (?:free|\d+[- ](?:day|week|month)) (?:free )?trial.{0,80}",
            r"(?:\d+[- ]day )?free trial,? no credit card (?:is )?required",
            r"(?:your|this) subscription (?:is being|has been|is currently|does not).{0,100}",
            r"subscribe to get access|get (?:unlimited|full|instant) (?:digital )?access.{0,80}",
            r"this is (?:a|an) (?:premium|subscribers?|members?|exclusive)(?:[- ]only)? (?:article|story|post|content|feature).{0,60}",
            r"read more of this content when you subscribe(?: today)?",
            r"(?:view|see) (?:our )?(?:subscription|membership) (?:options|plans|offers)",
            r"(?:log ?in|sign ?in|register|create (?:a free |an )?account|log ?out|sign ?out|my account"
            r"|forgot (?:your )?password\??)(?: (?:/|or|\|) (?:register|sign ?up|subscribe|log ?in"
            r"|sign ?in))?",
            r"(?:- )?(?:showpaywall|issubscriber|showpaywallpiano|ispaidcontent|paywall)\w*:?.{0,20}",
            r"you are (?:reading|currently viewing) (?:this article|\d+ of \d+).{0,80}",
            r"members watch ad-free here",
        ),
        (
            "⟦Subscribe to continue reading⟧",
            "⟦Log in to read the full story.⟧",
            "⟦Already a subscriber? Sign in⟧",
            "⟦This article is exclusive to Harbour+ subscribers⟧",
            "⟦You’ve reached your limit of free articles this month.⟧",
            "⟦Become a member today⟧",
            "Already a subscriber to three services, she says a fourth would be one too many.",
            "Register offices in the north will stay shut on Saturdays, the council decided.",
        ),
        sentences=True,
    ),
    Rule(
        "paywall-world",
        Kind.PAYWALL,
        (
            # German
            r"(?:dieser|der) (?:artikel|beitrag|inhalt) ist (?:nur |exklusiv )?(?:für|leider).{0,80}"
            r"(?:abonnent|abonnement|mitglied|kunden|leser).{0,80}",
            r"(?:jetzt )?(?:weiterlesen|weiter lesen) mit .{1,60}",
            r"(?:sie sind |du bist )?(?:bereits|schon|noch kein) (?:\S+-)?(?:abonnent|abonniert|abo|mitglied|kunde|registriert)\w*\??.{0,80}",
            r"(?:jetzt )?(?:anmelden|einloggen|registrieren|abonnieren|kostenlos (?:registrieren|testen))"
            r"(?: (?:und|oder) .{1,60})?",
            r"(?:lesen sie|lies) (?:den ganzen|diesen|alle) artikel.{0,40}(?:abo|mit|plus).{0,60}",
            r"(?:diesen artikel )?lesen sie (?:diesen artikel )?mit .{1,30}(?:plus|\+|abo).{0,40}|sie haben (?:bereits|schon) ein .{0,20}(?:abo|konto|abonnement)\b.{0,60}",
            r"exklusiv für (?:abonnenten|mitglieder)",
            # French
            r"(?:cet |l')?article (?:est )?(?:réservé|exclusivement réservé) (?:aux|à nos) abonnée?s.{0,60}",
            r"il (?:vous )?reste \d+(?:[.,]\d+)? ?% de (?:cet article|cet contenu).{0,80}",
            r"(?:la suite|ce contenu) est réservée? aux (?:abonnés|lecteurs).{0,80}",
            r"(?:déjà|pas encore) abonnée?\s?\??.{0,60}",
            r"(?:abonnez-vous|connectez-vous|inscrivez-vous|identifiez-vous)(?: (?:pour|dès|gratuitement|maintenant).{1,80})?",
            r"pour lire la suite.{0,80}",
            # Spanish, Portuguese, Italian
            r"(?:este|el) (?:artículo|contenido) es (?:solo |exclusivo |sólo )?(?:para|de).{0,20}(?:suscriptor|abonad|usuarios).{0,60}",
            r"(?:contenido|artículo|exclusivo) (?:exclusivo )?para (?:suscriptores|abonados).{0,40}",
            r"(?:ya eres|¿ya eres|si ya eres|¿eres|eres) (?:suscriptor|abonado).{0,60}",
            r"(?:suscríbete|regístrate|inicia sesión)(?: (?:para|y|ahora|gratis|por).{0,80})?",
            r"para (?:seguir|continuar|continuar a) (?:leyendo|lendo|ler).{0,100}",
            r"tu suscripción se está usando.{0,80}",
            r"(?:conteúdo|artigo|matéria|este conteúdo é) (?:exclusiv[oa] |é exclusiv[oa] )?para (?:assinantes|subscritores).{0,60}",
            r"(?:já é|é) (?:assinante|subscritor)\?.{0,60}|(?:assine|faça login)(?: (?:para|agora|já).{0,60})?",
            r"(?:contenuto|articolo|questo (?:contenuto|articolo) è) riservato (?:agli|ai|solo).{0,60}",
            r"(?:sei già|hai già|già) (?:un )?(?:abbonat|abbonamento|registrat).{0,60}|abbonati(?: (?:per|a|ora).{0,60})?",
            # Dutch, Scandinavian, Polish, Finnish
            r"(?:dit artikel|dit verhaal|deze inhoud) is (?:alleen |exclusief )?(?:voor|beschikbaar).{0,40}(?:abonnees?|leden).{0,60}",
            r"(?:al|nog geen|reeds) (?:abonnee|lid|een abonnement)\?.{0,80}|(?:log in|meld je aan|inloggen|word abonnee)(?: (?:om|voor|en).{0,60})?",
            r"(?:allerede|er du allerede) (?:abonnent|kunde|medlem|abonnement)\??.{0,60}",
            r"(?:artiklen|artikkelen|denne (?:artikel|artikkelen|saken)|(?:den här )?artikeln|saken) (?:er|är) (?:kun |bare |endast |forbeholdt |förbehållen )*(?:for |för )?(?:vore |våre |våra )?(?:abonnent|prenumerant|medlem)\w*.{0,60}",
            r"(?:redan|är du redan) (?:prenumerant|kund|medlem)\??.{0,60}|(?:läs vidare|fortsätt läsa).{0,40}",
            r"(?:artykuł|treść|ten artykuł|dalsza część|pozostało \d+).{0,40}(?:dla (?:subskrybentów|prenumeratorów)|dostępn\w+ (?:tylko )?dla).{0,60}",
            r"(?:masz już|jesteś już) (?:prenumerat|subskrypcj|subskrybent|konto).{0,60}|zaloguj się(?: .{1,60})?",
            r"(?:tämä (?:artikkeli|sisältö)|artikkeli) on (?:vain )?(?:tilaaj|maksullin).{0,60}|oletko jo tilaaja\?.{0,40}",
            # Russian, Turkish, Arabic
            r"(?:материал|статья|контент|полный текст|продолжение) (?:доступ\w+ )?(?:только )?(?:для|по) (?:подписчик|подписке).{0,60}",
            r"(?:уже (?:подписаны|есть подписка|зарегистрированы))\??.{0,60}|(?:оформите подписку|войдите|зарегистрируйтесь)(?:,? чтобы .{1,60})?",
            r"(?:bu (?:içerik|haber|makale)).{0,30}(?:abonelere|aboneler|üyelere).{0,40}|(?:zaten )?abone misiniz\?.{0,40}",
            r"(?:هذا (?:المقال|المحتوى)).{0,30}(?:للمشتركين|حصري).{0,40}|(?:سجل الدخول|اشترك الآن)(?: .{1,60})?",
            # Chinese, Japanese, Korean
            r".{0,40}(?:有料(?:会員|記事)|会員限定|有料会員限定|購読者限定|無料会員登録|会員登録(?:が必要|すると|で)|残り\d+文字|定期購読者|読み放題|会員向け).{0,60}",
            r".{0,30}(?:订阅后(?:阅读|查看|继续|解锁)|仅限(?:订阅|会员|付费)|付费(?:阅读|内容|文章)|會員專屬|訂閱後|登录后(?:阅读|查看|继续)|訂閱會員).{0,40}",
            r".{0,30}(?:유료 (?:회원|구독|기사)|구독자 전용|로그인(?: 후| 하시면)|회원 전용).{0,40}",
        ),
        (
            "⟦Dieser Artikel ist nur für Abonnenten verfügbar.⟧",
            "⟦Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.⟧",
            "⟦Article réservé aux abonnés⟧",
            "⟦Nog geen abonnee? Ontdek nu de plusartikelen.⟧",
            "⟦ALLEREDE ABONNENT? LOG IND⟧",
            "⟦Artykuł dostępny tylko dla subskrybentów⟧",
            "⟦この記事は会員限定です。⟧",
            "⟦Материал доступен только по подписке⟧",
            "Dieser Artikel der Verfassung ist nie angewandt worden, schreibt die Richterin.",
            "Il reste un mois aux élus pour voter le budget, a rappelé la préfète.",
        ),
        language="world",
        sentences=True,
    ),
)
