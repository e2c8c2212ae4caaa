"""Share bars and invitations to follow."""

from cleaners.model import Kind, Rule

_NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|whats ?app|telegram|reddit|pinterest|tumblr|youtube|tik ?tok|threads|bluesky|mastodon"
    r"|snapchat|flipboard|messenger|viber|vk|vkontakte|ok|odnoklassniki|weibo|微博|微信|wechat|line|xing|pocket|e-?mail|mail|sms|print|copy link|link)"
)

TABLE = (
    Rule(
        "share-bar",
        Kind.SHARING,
        (
            r"(?:share|tweet|post|pin|e-?mail|print|save|copy(?: the)? link|link copied!?|copied!?|bookmark|whatsapp|like|follow)"
            r"(?: (?:this|the|it|on|via|with|to|by|us|page|article|story|post|blog|link|news|friends|your friends|:|&|and|print|save|share))*(?: "
            + _NETWORK
            + r")?",
            r"(?:share|send)(?: (?:this|the|it|full|article|story|post|page|blog|by|via|on|to|with|options|icon|with us|a friend|friend|or|colleague|your|link))*",
            r"(?:share (?:this|on|via)? ?)?"
            + _NETWORK
            + r"(?:(?: ?[|/,·•]+ ?| | and | or )"
            + _NETWORK
            + r")+",
            r"(?:share|share (?:on|via|this on|to)|click to (?:share|e-?mail|print)(?: .{1,60})?|tweet this.{0,30}) ?(?:"
            + _NETWORK
            + r")?(?: \(opens in new window\))?.{0,30}",
            r"(?:printer[- ]friendly(?: version)?|print(?:able)? version|e-?mail this(?: (?:story|article|page))?(?: to a friend)?|send to a friend)(?:[ |·,]+(?:printer[- ]friendly(?: version)?|print(?:able)? version|print|e-?mail this(?: (?:story|article|page))?(?: to a friend)?|send to a friend|share))*",
            r"(?:like|enjoy(?:ed)?|love) this (?:article|story|post|piece)\?.{0,80}|like(?: this)?:? loading|like this",
            r"\d[\d.,]*k? (?:shares?|likes?|views?|retweets?|reposts?)(?: .{0,20})?",
            r"share (?:this|the|your) (?:story|article|post|news|page|blog|with).{0,60}",
            r"(?:teilen|drucken|merken|artikel (?:teilen|drucken|merken)|auf \S+ teilen|per e-?mail (?:teilen|versenden)|beitrag teilen|link kopieren)",
            r"(?:partager|partagez|imprimer|envoyer|partager (?:l'article|sur .{1,20}|cet article)|copier le lien|compartir|compartir (?:en|por) .{1,20}|imprimir|enviar|compartilh(?:e|ar)(?: .{1,20})?"
            r"|condividi(?: (?:su|l'articolo).{0,20})?|stampa|delen|deel (?:dit|op).{0,20}|udostępnij(?: .{1,20})?|podziel się.{0,20}|поделиться(?: .{1,20})?|paylaş|مشاركة|شارك(?: .{1,20})?|分享(?:到.{0,20})?|シェア(?:する)?|공유(?:하기)?|dela|del|delen via .{1,20})",
        ),
        (
            "⟦Share this article⟧",
            "⟦Facebook | Twitter | WhatsApp | Email⟧",
            "⟦Share on Facebook⟧",
            "⟦Click to share on X (Opens in new window)⟧",
            "⟦Teilen⟧",
            "⟦Partager sur Facebook⟧",
            "Share prices of the three yards fell by a third within a single week.",
            "Follow the money, the auditor told the inquiry, and it leads to the port.",
        ),
    ),
    Rule(
        "follow-us",
        Kind.SHARING,
        (
            r"(?:(?:you can )?(?:also )?(?:follow|find|join|connect with)) (?:(?:us|me|him|her|them|our|the|@?\S+(?: \S+){0,4}) )(?:page )?(?:on|via)(?: (?:the|our|social media:?))? ?"
            + _NETWORK
            + r"\b.{0,160}",
            r"like [^.,!?]{2,40} on " + _NETWORK + r"(?: (?:and|/|\|) follow .{1,80})?",
            r"(?:you can )?(?:also )?like (?:us|me|our(?: \S+){0,4}|this page|@\S+) (?:page )?(?:on|via)(?: our)? ?"
            + _NETWORK
            + r"\b.{0,160}",
            r"follow (?:us|me)(?: (?:on|@|for|here|now).{0,160})?",
            r"(?:be sure to |make sure (?:to|you) |don't forget to )?(?:like and |share and )?follow (?:us|me|our) .{0,160}",
            r"(?:follow|connect|stay connected|get social|let's (?:connect|be friends)|join (?:us|our community|the conversation)|find us on social(?: media)?)",
            r"(?:catch up on|keep up with) .{1,80} follow us.{0,100}",
            r"(?:folgen sie uns|folge uns|suivez-nous|síguenos|siga-nos|seguici|volg ons|obserwuj nas|śledź nas|подписывайтесь на нас|bizi takip edin|følg oss|følg os|síganos|følg oss på|följ oss|seuraa meitä|تابعونا على|关注我们|フォロー(?:する)?|팔로우)(?: .{1,80})?",
        ),
        (
            "⟦Follow us on Facebook, Instagram and YouTube⟧",
            "⟦Folgen Sie uns auf Instagram⟧",
            "⟦You can also like our harbour page on Facebook⟧",
            "Like others on YouTube, the brothers live from what their viewers order in the shop.",
            "Follow the river north on foot and the noise of the port dies within a mile.",
        ),
        sentences=True,
    ),
)
