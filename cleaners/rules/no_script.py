"""What pages say to a browser without JavaScript, or with too old a browser."""

from cleaners.model import Kind, Rule

TABLE = (
    Rule(
        "enable-javascript",
        Kind.NO_SCRIPT,
        (
            r"(?:please |to view this (?:page|site|video|content),? please |you (?:need|have) to |you"
            r" must |we recommend (?:that )?you )?(?:enable|turn on|activate|switch on) (?:your )?"
            r"java ?script.{0,160}",
            r"(?:it (?:looks|seems) like |your browser has )?java ?script (?:is |has been |appears to be"
            r" |seems to be )?(?:disabled|not enabled|turned off|required|not available"
            r"|not supported|not detected).{0,160}",
            r"this (?:site|page|app|content|website) (?:requires|needs|works best with) java ?script.{0,100}",
            r".{0,90}(?:doesn't work|does not work|won't work|work)(?: properly| correctly)? without javascript.{0,100}",
            r"javascript must be (?:enabled|activated|turned on).{0,120}",
            r"(?:vous devez |il faut |merci d')?activer (?:le )?javascript.{0,100}",
            r"(?:necesitas?|debes?|debe|es necesario|precisa de?|você precisa|tienes que|é necessário) (?:habilitar|activar|ativar) (?:el |o )?java ?script.{0,100}",
            r"(?:devi|è necessario) (?:abilitare|attivare) java ?script.{0,80}|(?:u moet|je moet) java ?script (?:inschakelen|aanzetten).{0,80}",
            r".{0,20}자바스크립트.{0,8}(?:활성화|사용|켜|꺼|허용).{0,40}",
            r"loading\W{1,4}(?:please wait)?",
            r"to view this video please enable javascript.{0,120}",
            r"your (?:current )?browser (?:is out ?dated|is not supported|is no longer supported"
            r"|does not support|doesn't support|configuration is not compatible).{0,160}",
            r"(?:thank you for visiting .{1,60}\. )?(?:you are using|you're using) (?:a browser version with limited support|an? (?:outdated"
            r"|unsupported|old) (?:version of|browser)).{0,160}",
            r"bitte (?:aktivieren|erlauben|schalten) sie (?:in ihrem browser )?java ?script.{0,120}",
            r"java ?script (?:ist (?:deaktiviert|nicht aktiviert)|muss aktiviert).{0,120}",
            r"(?:veuillez |merci d'|pour .{0,40})?activer? (?:le )?java ?script.{0,120}",
            r"java ?script (?:est|semble) désactivé.{0,120}",
            r"(?:por favor,? )?(?:active|activa|habilite|habilita|ative|habilitar) (?:el |o )?java ?script.{0,120}",
            r"java ?script (?:está|esta) (?:desactivado|deshabilitado|desativado).{0,120}",
            r"(?:si prega di )?(?:abilita(?:re)?|attiva(?:re)?) java ?script.{0,120}",
            r"(?:schakel|zet) java ?script (?:in|aan).{0,120}",
            r"(?:proszę )?(?:włącz|aktywuj|włączyć) (?:obsługę )?java ?script.{0,120}",
            r"(?:пожалуйста,? )?включите java ?script.{0,120}|для работы .{0,40}javascript.{0,60}",
            r"aktiver(?:a|e)? (?:venligst )?java ?script.{0,120}",
            r"(?:lütfen )?javascript.{0,30}(?:etkinleştirin|devre dışı).{0,60}",
            r".{0,40}(?:启用|開啟|开启|啟用) ?java ?script.{0,60}",
            r".{0,20}java ?script.{0,12}(?:关闭|關閉|禁用|已停用|不支持|を有効|が無効|を許可|을 (?:활성화|사용)|가 (?:비활성|꺼)).{0,80}",
        ),
        (
            "⟦Please enable JavaScript to view this page.⟧",
            "⟦JavaScript is disabled on your browser, so some parts may not work.⟧",
            "⟦Bitte aktivieren Sie JavaScript.⟧",
            "⟦Abilita Javascript⟧",
            "⟦您的JavaScript关闭了⟧",
            "JavaScript was created in ten days in 1995 and now runs on most phones.",
            "Turn on your headlights, the driver was told before the tunnel.",
        ),
        language="world",
        sentences=True,
    ),
)
