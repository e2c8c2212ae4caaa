"""Comment sections and their empty shells."""

from cleaners.model import Kind, Rule, Where

TABLE = (
    Rule(
        "comment-stub",
        Kind.COMMENTS,
        (
            r"(?:no|0|\d[\d.,]*k?|view|show|hide|see|read|load|add|all|leave|post|write|join|most|recent|latest|top|sort|your|reader|user|be the first to)?"
            r" ?(?:all|more|a|the|your|an?|\d+|first|reader)? ?(?:comments?|replies|reply|responses?|conversation)(?: ?\(?\d*\)?)"
            r"(?: ?(?:are closed|closed|off|disabled|section|yet|below|policy|guidelines|here|now|on this (?:story|article)|\(\d+\)|rules))?",
            r"(?:leave|post|write|add|submit) (?:a|your) (?:comment|reply|response).{0,60}",
            r"be the first (?:one )?to (?:comment|reply|respond|leave|share|sign|review|rate|react|write|post).{0,60}",
            r"(?:there are )?(?:no|0|\d+) comments?(?: (?:yet|so far|on|posted|for)).{0,80}",
            r"(?:comments?|commenting) (?:are|is|has been|have been) (?:now )?(?:closed|disabled|off|turned off|moderated).{0,100}",
            r"(?:join|start|be part of|have your say in) (?:the|our|this) (?:conversation|discussion|debate|commenting forum|comments?).{0,80}",
            r"join thought-provoking conversations.{0,120}",
            r"(?:what do you think|have your say|tell us (?:what you think|in the comments)|let us know (?:what you think )?in the comments?|share your (?:thoughts|views|opinion)).{0,100}",
            r"(?:log ?in|sign ?in|register|sign ?up)(?: or (?:register|sign ?up|log ?in))? to (?:post|leave|add|write|join|reply|comment|submit).{0,60}",
            r"you must (?:be )?(?:log(?:ged)? ?in|registered|signed in) to (?:post|leave|comment|reply).{0,60}",
            r"your email address will not be published.{0,60}",
            r"(?:required fields are marked|save my name,? e-?mail).{0,120}",
            r"(?:please )?(?:read|see|review) our (?:comment|commenting|community) (?:policy|guidelines|rules).{0,80}",
            r"(?:we reserve the right to|we encourage (?:all )?(?:readers|comments)|keep (?:the|your) comments).{0,200}",
            r"(?:report (?:this )?comment|reply|like|dislike|upvote|flag|sort by(?: newest| oldest| best)?|oldest|newest|newest first|oldest first|load more)",
            r"this site uses akismet.{0,120}",
            r"(?:related )?(?:see|show) (?:full|all) (?:article|comments).{0,20}",
        ),
        (
            "⟦Comments⟧",
            "⟦No comment⟧",
            "⟦Leave a comment⟧",
            "⟦12 Comments⟧",
            "⟦Join our commenting forum⟧",
            "⟦Your email address will not be published. Required fields are marked *⟧",
            "No comment was to be had from the ministry, which had closed for the week.",
            "Comments by the coach on Sunday night have split the dressing room.",
        ),
        Where.TAIL,
        block=False,
        sentences=True,
    ),
    Rule(
        "comment-stub-world",
        Kind.COMMENTS,
        (
            r"(?:\d+ |keine |alle )?kommentare?(?: \(?\d+\)?| (?:schreiben|lesen|anzeigen|verfassen|hinterlassen))?|(?:schreiben sie|diskutieren sie|schreib|kommentieren).{0,60}",
            r"fehler gefunden\?.{0,40}|haben sie einen fehler (?:gefunden|entdeckt).{0,80}|feedback(?: geben)?|korrektur(?:hinweis)? senden",
            r"(?:\d+ |aucun |laisser un |ajouter un |voir les )?(?:commentaires?)(?: \(\d+\))?|réagi(?:r|ssez).{0,40}|signaler une erreur.{0,40}",
            r"(?:\d+ |sin |deja un |ver )?(?:comentarios?)(?: \(\d+\))?|(?:comentar|deixe (?:um|seu) comentário|nenhum comentário|comentários).{0,30}",
            r"(?:\d+ |nessun |lascia un )?comment[oi]|(?:\d+ |geen )?reacties?|(?:\d+ |brak |dodaj )?komentarz[ey]?|(?:\d+ )?комментари(?:и|ев|й|я)(?: \(\d+\))?|оставить комментарий|yorum(?:lar| yaz| yap)?(?: \(\d+\))?|kommentarer|kommentera|kommentit",
            r"(?:اترك تعليقا?|التعليقات|تعليقات|لا (?:توجد|يوجد) تعليقات?|评论|發表評論|发表评论|暂无评论|コメント(?:を書く|する|\d*件?)?|댓글(?: ?\d+개?)?|نظرات)(?: .{1,20})?",
        ),
        (
            "⟦Kommentare⟧",
            "⟦Fehler gefunden? Jetzt melden.⟧",
            "⟦Aucun commentaire⟧",
            "Kommentare zum Urteil wollte der Verein am Montag nicht abgeben, hieß es.",
        ),
        Where.TAIL,
        language="world",
    ),
)
