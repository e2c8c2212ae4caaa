"""Cookie banners, privacy prompts and the notes that stand where an embed was blocked."""

from cleaners.model import Kind, Rule, Where

TABLE = (
    Rule(
        "cookie-banner",
        Kind.CONSENT,
        (
            r"(?:we|this (?:web)?site|our (?:web)?sites?|our partners|we and our (?:\d+ )?partners"
            r'|[^\s"]{3,40}) (?:also )?uses? (?:necessary |our own |third-party )?(?:cookies|cookie).{0,400}',
            r"(?:by (?:continuing|using|clicking|browsing)).{0,120}(?:you (?:agree|accept|consent)).{0,200}",
            r"(?:accept|allow|reject|decline|manage|customi[sz]e|refuse|deny)(?: all| only necessary"
            r"| non-essential| optional| necessary)?(?: (?:&|and) (?:close|continue|proceed))?"
            r" ?(?:cookies?|cookie (?:settings|preferences|policy))?",
            r"(?:cookie|privacy) (?:settings|preferences|policy|notice|consent|declaration|statement)",
            r"(?:manage|change|update|review) (?:your )?(?:cookie|privacy|consent) (?:settings"
            r"|preferences|choices|options)",
            r"(?:necessary|functional|analytical|performance|advertisement|marketing|these|any) "
            r"cookies (?:are|that|help|may|track|allow).{0,300}",
            r"we (?:value|care about|respect) your privacy.{0,200}",
            r"(?:we and our|our) (?:\d+ )?partners (?:store|process|use).{0,300}",
            r"(?:do not sell|your (?:california )?privacy (?:choices|rights)).{0,60}",
            r"(?:manage|change|set) (?:my |your |cookie )?(?:preferences|choices|cookies)",
            r"accept (?:all|cookies|and continue)|i (?:accept|agree)",
        ),
        (
            "⟦We use cookies to improve your experience.⟧",
            "⟦Accept all cookies⟧",
            "⟦Cookie settings⟧",
            "⟦This website uses cookies to improve your experience.⟧",
            "⟦Daily.example uses cookies to remember what you have read.⟧",
            "“We use cookies,” the baker said when she was asked what had won over the jury.",
            "She baked cookies in her own kitchen to win over sceptical voters.",
            "By continuing the talks, diplomats hope that both sides can still win.",
        ),
        sentences=True,
    ),
    Rule(
        "content-behind-consent",
        Kind.CONSENT,
        (
            r"(?:.{0,160}[.,] )?to (?:view|see|show|display|load|watch) (?:it|this|the|that)(?: (?:content|video|map|embed|post|media))?,?"
            r" (?:you(?:'ll| will)? (?:need to|must|have to)|please) (?:accept|allow|enable|consent|agree).{0,160}",
            r"this (?:content|video|map|post|embed) is (?:hosted|provided|loaded|blocked|not displayed).{0,80}(?:cookies|consent|third[- ]party|privacy).{0,160}",
        ),
        (
            "⟦This content is hosted by a third party. To view it you must accept cookies.⟧",
            "To see the ferry leave you must get up at four, the harbour master warns us all.",
        ),
        sentences=True,
    ),
    Rule(
        "cookie-table",
        Kind.CONSENT,
        (
            r"cookie \| (?:duration|type|description).{0,80}",
            r"\S{3,60} \| \d+ (?:months?|days?|years?|minutes?) \| .{0,300}cookie.{0,300}",
            r"viewed_cookie_policy.{0,300}",
            r"cookielawinfo.{0,300}",
        ),
        (
            "⟦| Cookie | Duration | Description |⟧",
            "⟦| viewed_cookie_policy | 11 months | The cookie is set by a plugin. |⟧",
            "| Biscuit | 11 months | Keeps best in a tin |",
        ),
        sentences=True,
    ),
    Rule(
        "embed-blocked",
        Kind.CONSENT,
        (
            r"externer inhalt(?: nicht verfügbar)?",
            r"(?:deine|ihre) privatsphäre-einstellungen verhindern.{0,400}",
            r"an dieser stelle (?:finden sie|findest du|befindet sich) (?:einen? )?.{0,80}externen?"
            r" inhalt.{0,300}",
            r"ich bin (?:damit )?einverstanden,? dass mir (?:der )?externen? inhalte?.{0,300}",
            r"(?:hier|an dieser stelle) (?:befindet|finden|steht|sollte).{0,60}(?:externe[rn]? inhalt"
            r"|eingebettet).{0,200}",
            r"(?:empfohlener )?(?:redaktioneller|externer) inhalt",
            r"(?:mit (?:ihrer|deiner) zustimmung|wir benötigen (?:ihre|deine) zustimmung).{0,240}",
            r"(?:externen inhalt|inhalte|inhalt) (?:von \S+ )?(?:anzeigen|laden|aktivieren|erlauben)",
            r"(?:this )?(?:external|embedded) content (?:is )?(?:not available|blocked|unavailable).{0,160}",
            r"contenu (?:externe )?bloqué.{0,160}|ce contenu est bloqué.{0,240}",
            r"pour (?:afficher|consulter|visualiser) ce contenu.{0,240}",
            r"este contenido (?:no está disponible|está bloqueado).{0,200}",
            r"(?:deze|ingesloten) inhoud is geblokkeerd.{0,160}",
            r"link zum (?:youtube|twitter|instagram|facebook|tiktok)-inhalt",
        ),
        (
            "⟦Externer Inhalt nicht verfügbar⟧",
            "⟦Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.⟧",
            "⟦Link zum YouTube-Inhalt⟧",
            "An dieser Stelle befindet sich heute ein Parkhaus mit vierhundert Plätzen.",
        ),
        language="de",
        sentences=True,
    ),
    Rule(
        "cookie-banner-world",
        Kind.CONSENT,
        (
            r"(?:wir|diese (?:web)?seite|unsere (?:web)?seite) (?:verwenden|nutzen|verwendet|nutzt|setzen|benutz\w+)"
            r" (?:.{0,30})?cookies.{0,300}",
            r"(?:alle )?cookies (?:akzeptieren|ablehnen|zulassen|verwalten)|alle (?:akzeptieren|ablehnen)",
            r"(?:nous|ce site|notre site|le site \S+) (?:utilis(?:ons|e)|dépos(?:ons|e)) (?:.{0,30})?cookies.{0,300}",
            r"(?:tout )?(?:accepter|refuser)(?: (?:et (?:continuer|fermer)|les cookies|tous les cookies))?",
            r"(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)|esta web utiliza|este site (?:usa|utiliza))"
            r" (?:.{0,30})?cookies.{0,300}",
            r"(?:aceptar|rechazar|aceitar|recusar|configurar)(?:(?: tod[ao]s)?(?: las| os| as)? ?cookies| tod[ao]s?)",
            r"(?:questo sito|il (?:nostro )?sito|noi|utilizziamo|usiamo) ?(?:utilizza|usa)? (?:.{0,30})?cookie.{0,300}",
            r"(?:accetta|rifiuta)(?: tutti)?(?: i)? ?cookie",
            r"(?:wij|we|deze (?:web)?site|deze website) (?:maakt? gebruik van|gebruik(?:t|en)|plaatsen) (?:.{0,30})?cookies.{0,300}",
            r"(?:alle )?cookies (?:accepteren|weigeren|toestaan)",
            r"(?:używamy|nasza? (?:strona|serwis|witryna)|ta (?:strona|witryna)|serwis|korzystamy z)"
            r".{0,40}(?:cookies?|ciasteczek).{0,300}",
            r"(?:akceptuj|akceptuję|zaakceptuj|odrzuć)(?: wszystkie)?(?: pliki)? ?(?:cookies?)?",
            r"(?:vi|denne (?:hjemmeside|nettside|side)|den här (?:webbplatsen|sajten)) (?:bruger|bruker|använder)"
            r" (?:.{0,30})?(?:cookies|kakor|informasjonskapsler).{0,300}",
            r"(?:accepter|godta|acceptera|godkänn)(?: alle?)? (?:cookies|kakor)",
            r"(?:мы|этот сайт|наш сайт|сайт|на сайте) (?:использу(?:ем|ет|ются)).{0,40}(?:cookies?|куки).{0,300}",
            r"(?:bu site|sitemiz|web sitemiz|web sitesi).{0,40}çerez.{0,300}|çerez (?:politikası|ayarları)",
            r"(?:نستخدم|يستخدم هذا الموقع|موقعنا يستخدم).{0,40}(?:ملفات تعريف الارتباط|الكوكيز|كوكيز).{0,300}",
            r"(?:我们|本网站|本网站会|我們|本網站|当サイトでは|本サイトでは|このサイトでは|当ウェブサイト).{0,30}(?:cookie|クッキー).{0,300}",
            r"(?:이 사이트|본 사이트|저희|당사).{0,30}쿠키.{0,200}",
            r"datenschutz(?:erklärung|einstellungen|hinweise?)|privacyverklaring|politique de confidentialité"
            r"|política de privacidad(?:e)?|informativa (?:sulla )?privacy|polityka prywatności",
        ),
        (
            "⟦Wir verwenden Cookies, um Ihnen ein besseres Erlebnis zu bieten.⟧",
            "⟦Nous utilisons des cookies pour mesurer l'audience.⟧",
            "⟦Używamy plików cookies, by ułatwić korzystanie z serwisu.⟧",
            "⟦Мы используем файлы cookie⟧",
            "Wir verwenden den Plural, sagt die Autorin, weil niemand allein schreibt.",
        ),
        language="world",
        sentences=True,
    ),
    Rule(
        "privacy-greeting",
        Kind.CONSENT,
        (
            r"before you continue(?: to .{1,60})?",
            r"mit werbung(?: und (?:cookies|tracking))? (?:weiterlesen|lesen|weitersurfen|nutzen).{0,60}|(?:wir (?:schätzen|achten|respektieren)|uns liegt) (?:ihre|deine) privatsphäre.{0,200}",
            r"(?:nous (?:respectons|nous soucions de)|le respect de) votre vie privée.{0,200}|continuer sans accepter",
            r"(?:valoramos|respetamos|nos importa|cuidamos) (?:tu|su) privacidad.{0,200}|(?:valorizamos|respeitamos) a sua privacidade.{0,200}",
            r"(?:rispettiamo|teniamo alla|rispettiamo la) tua privacy.{0,200}|(?:wij|we) (?:respecteren|waarderen) (?:je|jouw|uw) privacy.{0,200}",
            r"(?:szanujemy|dbamy o) twoją prywatność.{0,200}|мы (?:ценим|уважаем) вашу (?:конфиденциальность|приватность).{0,200}",
            r"vi (?:respekterar|respekterer|värnar om|værner om|tar vare på) (?:din|dit|ditt) (?:integritet|privatliv|personvern).{0,200}|gizliliğinize (?:değer|saygı).{0,120}",
        ),
        (
            "⟦Nous respectons votre vie privée⟧",
            "⟦Szanujemy Twoją prywatność⟧",
            "Before you continue north, the ranger says, fill every can you have with water.",
        ),
        Where.EDGE,
        sentences=True,
        language="world",
    ),
    Rule(
        "form-consent",
        Kind.CONSENT,
        (
            r"by (?:entering|submitting|providing|signing up|subscribing|registering|clicking|checking)"
            r".{0,120}you (?:agree|consent|acknowledge|accept).{0,300}",
            r"(?:i|you) (?:agree|consent) to (?:the|our|receive|receiving).{0,240}",
            r"(?:and agree to|you agree to) our (?:terms|privacy).{0,100}",
            r"(?:this (?:site|form) is protected by (?:re|h)captcha).{0,160}",
        ),
        (
            "⟦By entering your email address you agree to our Terms of Use and Privacy Policy.⟧",
            "⟦This site is protected by reCAPTCHA and the Google Privacy Policy applies.⟧",
            "By entering the harbour at night the captain agreed to a risk he could not see.",
        ),
        Where.EDGE,
        sentences=True,
    ),
)
