"""What servers and content systems say when there is no page."""

from cleaners.model import Kind, Rule, Where

# Adversative middles: "the page you were looking for ⟨doesn't exist⟩".
_GONE = (
    r"(?:does(?:n't| not) (?:seem to )?exist|(?:could|can) ?(?:not|n't)(?: be)? (?:be )?found"
    r"|can't be found|cannot be (?:found|displayed)|(?:is|was) not found|is(?:n't| not) available"
    r"|no longer (?:exists|available)|is no longer (?:available|here)|has (?:been )?(?:moved|removed"
    r"|deleted|expired)|(?:may|might) (?:have|no longer)|isn't here|is missing|is unavailable"
    r"|has gone|seems to be missing|(?:was|has been) (?:moved|removed|deleted)|may be broken|never existed)"
)
_PAGE = r"(?:page|article|story|content|file|url|address|link|document|site|resource|object)"
_REST = r"(?:[,.;:!(-].{0,160}| .{0,45})?"
_OOPS = (
    r"(?:(?:ups|oups|oops|ops|hoppla|hups|vaya|ojej|lo sentimos|lo siento|ci dispiace|spiacenti|désolée?|nous sommes désolés|sorry|helaas|leider|entschuldigung"
    r"|beklager|beklagar|tyvärr|desculpe|lamentamos|przepraszamy|niestety|к сожалению|извините|упс|üzgünüz)[!,.:; ]+(?:mais |pero |ma |aber |but )?)?"
)
_SORRY = r"(?:(?:error|oops|uh[- ]oh|oh no|ouch|hmm+|whoops|oh dear)[!,.: ]*)?(?:(?:we're|we are|i'm)? ?(?:very )?sorry[!,. ]*(?:but )?)?"

TABLE = (
    Rule(
        "http-status",
        Kind.ERROR_PAGE,
        (
            r"(?:http[ /]?)?(?:error|status|code|erreur|fehler|errore|fout|błąd|ошибка|erro)?[ :#]*"
            r"(?:40[0-9]|41[0-8]|42[1-9]|431|451|50[0-8]|52[0-7])(?:\.\d{1,2})?"
            r"(?:(?:[ :|-]+)?(?:error|page )?(?:not found|forbidden|bad request|unauthorized"
            r"|authorization required|payment required|method not allowed|not acceptable"
            r"|request[ -]time-?out|conflict|gone|too many requests|unavailable for legal reasons"
            r"|internal server error|internal error|server error|not implemented|bad gateway"
            r"|service (?:temporarily )?unavailable|gateway time-?out|access denied|page not found"
            r"|error|nicht gefunden|non trouvée?|no encontrad[ao]|non trovat[ao]|não encontrad[ao]"
            r"|niet gevonden|nie znaleziono|не найдена?))?",
            r"(?:internal server error|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|invalid (?:url|address|link|request)|nothing (?:was )?found"
            r"|error establishing a database connection|bad request|unauthorized|forbidden"
            r"|method not allowed|not found|authorization required|request time-?out)",
        ),
        (
            "⟦403⟧",
            "⟦404 Not Found⟧",
            "⟦Error 503: Service Unavailable⟧",
            "⟦408 Request Time-out⟧",
            "⟦Error establishing a database connection⟧",
            "404 people were still missing on Sunday, the ministry said.",
        ),
        Where.EDGE,
    ),
    Rule(
        "sorry",
        Kind.ERROR_PAGE,
        (
            r"(?:sorry+|oops|whoops|uh-oh|error|attention|ooops)",
            r"(?:we're|we are) (?:very )?sorry",
        ),
        (
            "⟦Sorry!!⟧",
            "⟦Oops!⟧",
            "Sorry, the mayor told the crowd, was not a word he liked to use.",
        ),
        Where.HEAD,
    ),
    Rule(
        "page-missing",
        Kind.ERROR_PAGE,
        (
            _SORRY + r"(?:the|that|this|your)? ?(?:requested )?" + _PAGE + r"(?: that(?= you))?"
            r"(?: (?:you(?:'re| are| were|'ve| have)?|at this) (?:looking for|after|wanted|want|asked for|requested|trying to"
            r" (?:reach|access|view)|search(?:ing|ed) for|followed|seeking|address))?,? "
            + _GONE
            + _REST,
            _SORRY + r"(?:we )?(?:couldn't|can't|could not|cannot|were unable to|weren't able to) "
            r"(?:seem to )?(?:find|locate|show(?: you)?|display|load|open|retrieve) (?:the|that|this|your|what) ?(?:requested |right |part of the |part of )?(?:"
            + _PAGE
            + r"|you).{0,80}",
            r"(?:we )?(?:couldn't|can't|could not) find",
            _SORRY
            + r"(?:we(?:'re| are) )?having (?:trouble|problems|difficulty) (?:finding|loading|displaying|opening) .{1,80}",
            _SORRY + r"(?:but )?nothing (?:matched|was found|matches).{0,160}",
            _SORRY
            + r"(?:it )?(?:looks|seems) like (?:the|this|that|your) (?:page|link|article|story|url).{1,160}",
            r"the requested (?:url|resource|page|object|document|file)\b.{0,120}(?:not found|could not be found|cannot be found|does not exist|unavailable).{0,80}",
            r"there has been a critical error on (?:this|your) website.{0,120}",
            r"(?:this|our|the) (?:web ?)?site is (?:currently |temporarily )*(?:down|offline|unavailable|closed|undergoing|under)(?: (?:for )?(?:scheduled )?(?:maintenance|construction|repairs?))?.{0,80}",
            r"briefly unavailable for scheduled maintenance.{0,60}",
            r"(?:this|our|the) (?:web ?)?site is experiencing (?:technical )?(?:difficulties|problems|issues)(?:[.:;] .{0,80})?",
            r"(?:404[ -:]*)?" + _PAGE + r" (?:not found|missing|unavailable|does not exist)",
            r"(?:it looks like |apparently,? )?nothing (?:was )?found (?:at this location|here).{0,60}",
            r"(?:it (?:looks like|seems) |sorry,? ).{0,20}(?:this|the) page (?:does|is|has|was).{0,60}",
            r"(?:error|oops|sorry)?[!,.: ]*something (?:went|has gone) wrong.{0,160}",
            r"object not found",
            r"nothing (?:was )?found for .{1,60}",
        ),
        (
            "⟦Error! We're sorry, but the page you were looking for doesn't exist.⟧",
            "⟦Oops! That page can’t be found.⟧",
            "⟦The page you requested could not be found⟧",
            "⟦It looks like nothing was found at this location. Maybe try a search?⟧",
            "⟦Page not found⟧",
            "The page he was looking for had been torn out of the register in 1911.",
            "The story that could not be found in any archive was finally printed in May.",
        ),
        sentences=True,
    ),
    Rule(
        "server-advice",
        Kind.ERROR_PAGE,
        (
            r"if you entered the url manually,? please check.{0,60}",
            r"(?:please )?(?:check|verify) (?:the|your) (?:url|address|spelling).{0,80}",
            r"(?:your request).{0,80}(?:not found on (?:this|the) server"
            r"|could not be (?:processed|satisfied|completed)).{0,80}",
            r"the server (?:encountered|is (?:temporarily )?(?:unable|unavailable|busy)|returned).{0,160}",
            r"you (?:don't|do not) have (?:the )?permission(?:s)? to (?:access|view).{0,100}",
            r"(?:please )?(?:try (?:again|your search again)|go back|return to the (?:home|previous)"
            r" ?page|use the search).{0,40}",
            r"(?:nginx|apache|openresty|cloudflare|microsoft-iis|litespeed|varnish cache server)(?:/[\d.]+.{0,60})?",
            r"access (?:to .{1,60} )?(?:is |has been )?forbidden",
            r"access to (?!this (?:page|site|website)).{1,60} (?:is|has been) denied",
            r"additionally, a \d{3} .{0,30} error was encountered.{0,100}",
            r"if you think this is a server error, please contact the webmaster",
            r"apologies, but no results were found.{0,100}",
        ),
        (
            "⟦You don't have permission to access the requested object.⟧",
            "⟦If you entered the URL manually please check your spelling and try again.⟧",
            "You do not have to have a permit to fish there, the warden explained to us.",
        ),
        Where.EDGE,
        sentences=True,
    ),
    Rule(
        "page-missing-world",
        Kind.ERROR_PAGE,
        (
            *(
                _OOPS + find
                for find in (
                    # German, Dutch, Scandinavian
                    r"(?:die|diese) (?:gewünschte|angeforderte|gesuchte|von ihnen gesuchte|aufgerufene)?"
                    r" ?(?:seite|url|adresse|datei).{0,60}(?:nicht (?:gefunden|verfügbar|existiert|mehr"
                    r" verfügbar|vorhanden)|existiert (?:leider )?nicht).{0,60}",
                    r"(?:seite|objekt|datei|dokument|artikel) (?:wurde )?(?:leider )?nicht gefunden",
                    r"zugriff (?:verweigert|verboten)|zugang verweigert",
                    r"(?:de|deze) (?:gevraagde |opgevraagde )?(?:pagina|url).{0,60}(?:niet gevonden|bestaat"
                    r" niet|niet beschikbaar).{0,60}",
                    r"(?:pagina|object|objekt) niet gevonden|toegang (?:geweigerd|verboden)",
                    r"(?:siden|sidan|objektet|artikeln|artikkelen).{0,60}(?:ikke (?:fundet|funnet|findes)"
                    r"|finnes ikke|hittades (?:inte|ej)|kunde inte hittas|finns inte).{0,60}",
                    r"åtkomst nekad|adgang (?:nægtet|forbudt)|(?:ingen )?tilgang nektet|ingen adgang",
                    # Romance
                    r"(?:la |cette |l')(?:page|url|article|adresse).{0,80}(?:n'existe (?:pas|plus)|introuvable"
                    r"|n'a pas été trouvée?|n'est (?:pas|plus) disponible).{0,80}",
                    r"(?:page|objet|article|fichier) (?:introuvable|non trouvée?)|accès (?:interdit|refusé)",
                    r"(?:la|esta|el) (?:página|url|artículo|dirección).{0,80}(?:no (?:existe|ha sido"
                    r" (?:localizad|encontrad)[ao]|se (?:ha )?(?:encuentra|encontrado|encontró)|está"
                    r" disponible)|ya no existe).{0,80}",
                    r"(?:página|objeto|objecto|artículo) no (?:encontrad|localizad|disponible)[oa]?"
                    r"|acceso (?:denegado|prohibido)",
                    r"(?:la |l'|questa )(?:pagina|url|articolo|indirizzo).{0,80}(?:non (?:esiste|è (?:stata?"
                    r" )?(?:trovat|disponibil)[aoe])|(?:potrebbe|può) essere stata (?:rimossa|spostata)"
                    r"|inesistente).{0,80}",
                    r"(?:pagina|oggetto) non (?:trovat[ao]|disponibile)|accesso (?:negato|vietato)",
                    r"(?:a |o |esta )(?:página|url|objeto|endereço).{0,80}(?:não (?:foi encontrad[ao]|existe"
                    r"|está disponível|encontrad[ao])|pode ter sido removida).{0,80}",
                    r"(?:página|objeto) não encontrad[ao]|acesso (?:negado|proibido)",
                    r"(?:pagina|obiectul|url-ul).{0,60}nu (?:a fost g[aă]sită?|există).{0,60}"
                    r"|accesul (?:interzis|este interzis)",
                    # Slavic
                    r"(?:podana |żądana |szukana )?(?:strona|nie znaleziono).{0,20}(?:nie (?:istnieje|została"
                    r" znaleziona)|strony|obiektu|żądanego).{0,60}|dostęp (?:zabroniony|zabroniono)",
                    r"(?:objekt|stránka|stránku|požadovan[éáýo]+).{0,60}(?:nenalezen[aoy]?|neexistuje"
                    r"|nebyl[ao]? (?:na tomto serveru )?nalezen[aoy]?).{0,40}|přístup odmítnut",
                    r"(?:запрашиваемая |запрошенная |эта |такой )?(?:страница|страницы|объект).{0,40}(?:не"
                    r" (?:найдена?|существует)|была удалена).{0,60}|доступ (?:запрещ[её]н|закрыт)",
                    r"(?:сторінк[ау]|сторінки).{0,40}(?:не (?:знайдено|існує)).{0,40}|доступ заборонено",
                    r"(?:објекат|страница|захтевани).{0,60}није (?:пронађен[ао]?|доступн[ао]).{0,60}"
                    r"|приступ (?:одбијен|забрањен)",
                    # Turkish, Greek, Finnish, Hungarian
                    r"(?:nesne|sayfa) (?:mevcut değil|bulunamadı)|erişim (?:engellendi|yasak).{0,20}",
                    r"(?:talep ettiğiniz|aradığınız|istediğiniz).{0,60}(?:bulunmuyor|bulunamadı|yok"
                    r"|mevcut değil|kaldırılmış).{0,60}",
                    r"(?:η σελίδα|η διεύθυνση).{0,60}δεν (?:βρέθηκε|υπάρχει).{0,60}",
                    r"(?:sivua|etsimääsi sivua).{0,40}ei (?:löytynyt|löydy|ole).{0,40}",
                    r"(?:az oldal|a keresett oldal|a kért oldal).{0,40}nem (?:található|létezik).{0,40}",
                    # Arabic, Persian, Hebrew
                    r"(?:عذرا،? ?|عفوا،? ?)?(?:الصفحة|هذه الصفحة).{0,60}(?:غير موجودة|غير متوفرة|لم يتم العثور).{0,40}",
                    r"(?:صفحه).{0,40}(?:یافت نشد|پیدا نشد|وجود ندارد).{0,40}",
                    r"(?:הדף|העמוד).{0,40}(?:לא נמצא|אינו קיים).{0,40}",
                    r"(?:der|die|das) (?:angeforderte|gesuchte|gewünschte|aufgerufene)\S? .{1,80}nicht (?:gefunden|verfügbar|vorhanden|möglich).{0,60}",
                    r"(?:sofern|falls|wenn) sie (?:den|die|das|eine) (?:url|adresse).{1,160}",
                    r"der zugriff auf .{1,60}(?:nicht möglich|nicht gestattet|verweigert|verboten)",
                    r"(?:den )?(?:ønskede|ønskte|anmodede|forespurgte|sidan|siden) ?(?:side)? ?.{0,40}(?:findes ikke|finnes ikke|ikke fundet|ikke funnet|hittades inte|kunde inte hittas)",
                    r"no (?:se ha (?:podido )?encontra\w+|hemos (?:podido )?encontra\w+|se encontró|se encuentra|encontramos) (?:la |esta |el |este )?(?:página|url|artículo|contenido).{0,80}",
                    r"não (?:encontramos|foi possível encontrar|conseguimos encontrar) (?:a |essa |esta |o )?(?:página|url|conteúdo|artigo).{0,80}",
                    r"(?:non (?:abbiamo trovato|è stato possibile trovare)|impossibile trovare) (?:la |questa )?pagina.{0,80}",
                    r"(?:nous n'avons pas (?:pu )?(?:trouv\w+)|impossible de trouver) (?:la |cette )?page.{0,80}|l'url demandée .{0,60}trouvée?.{0,40}",
                    r"(?:wij|we) (?:kunnen|konden) (?:de|deze) pagina niet vinden.{0,60}",
                    r"(?:nie (?:możemy|udało się|znaleźliśmy)).{0,30}(?:strony|strona|zasobu).{0,60}",
                    r"požadovan\S+ .{1,60}(?:nenalezen|nebyl|neexistuje).{0,60}|přístup (?:odmítnut|odepřen|zakázán)",
                    r"(?:запрашиваемая|запрошенная|искомая|данная) .{0,20}(?:страница|статья|материал).{0,30}(?:не (?:найдена?|существует)|удалена?|недоступна?).{0,60}",
                )
            ),
            # Chinese, Japanese, Korean
            r".{0,30}(?:页面不存在|頁面不存在|找不到(?:该|該|此|您)?.{0,12}(?:页面|頁面|网页|網頁)|页面未找到"
            r"|無法找到.{0,10}(?:網頁|頁面)|無此頁面|访问被拒绝|禁止访问).{0,40}",
            r".{0,40}(?:(?:ページ|記事|url|オブジェクト|コンテンツ|ファイル)(?:が|は|を)(?:.{0,12})?(?:見つかり|存在し|ござい|あり)ません|お探しの.{0,20}見つかりません|本サーバ.{0,20}見つかりません"
            r"|アクセスが(?:禁止|拒否)され).{0,40}",
            r".{0,30}(?:페이지를 찾을 수 없|찾을 수 없습니다|객체 없음|존재하지 않는 페이지|접근이? ?(?:거부|금지)).{0,40}",
        ),
        (
            "⟦Die gesuchte Seite wurde leider nicht gefunden.⟧",
            "⟦Page introuvable⟧",
            "⟦La página que busca no existe.⟧",
            "⟦La pagina che stai cercando potrebbe essere stata rimossa, rinominata o spostata.⟧",
            "⟦Strona nie istnieje⟧",
            "⟦Страница не найдена⟧",
            "⟦Sayfa bulunamadı⟧",
            "⟦الصفحة غير موجودة⟧",
            "⟦您访问的页面不存在⟧",
            "⟦お探しのページは見つかりませんでした。⟧",
            "⟦페이지를 찾을 수 없습니다⟧",
            "Die Seite der Kläger wurde vom Gericht am Montag ausführlich gehört.",
            "警方在海边发现了失踪的渔船，船上没有人。",
        ),
        Where.EDGE,
        language="world",
        sentences=True,
    ),
)
