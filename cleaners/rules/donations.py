"""Appeals for money by the outlet itself."""

from cleaners.model import Kind, Rule, Where

TABLE = (
    Rule(
        "donation-appeal",
        Kind.DONATION,
        (
            r"(?:please )?(?:donate|support us|support our (?:work|journalism|mission|newsroom|reporting)"
            r"|make a (?:donation|contribution|gift)|give today|chip in|contribute)(?: (?:now|today|here|to"
            r" .{1,60}|by .{1,60}|with .{1,60}))?",
            r"(?:please )?(?:consider|help us by) (?:making a (?:donation|contribution)|donating|supporting"
            r" (?:us|our|independent)|becoming a).{0,200}",
            r"(?:we|our (?:newsroom|journalism|site|work|reporting|non-?profit newsroom)) (?:rely|relies|depend|depends|need"
            r"|exist|is funded|are funded|provides climate).{0,60}(?:readers?|donations?|your (?:support|help)|contributions?|supporters).{0,200}",
            r"(?:this|our) (?:story|journalism|work|reporting|newsroom) (?:is|are) (?:funded|supported|made possible)"
            r" by (?:readers|you|our readers|people|donations).{0,120}",
            r"(?:if you (?:value|like|appreciate|enjoyed?|believe in) .{1,80},? (?:please )?(?:consider"
            r" (?:supporting|donating|making|becoming|contributing)|donate|support)).{0,200}",
            r"(?:enjoyed this (?:piece|article|story)\? )?we need your (?:help|support)(?: to .{0,120})?",
            r"(?:your|every) (?:donation|contribution|support|gift|one-off or monthly donations?)"
            r" (?:helps?|makes?|keeps?|allows?|enables?|matters|play).{0,200}",
            r".{1,60} (?:is|are) a non-?profit (?:project|newsroom|organi[sz]ation|news)(?: \S+){0,6}"
            r" (?:kept alive|supported|funded) by.{0,300}",
            r"give (?:once|monthly|now|today)",
            r".{0,240}\bplease (?:consider )?support(?:ing)? (?:our|independent|local) (?:work|journalism|reporting|newsroom)"
            r" (?:with|by) .{1,300}",
            r"(?:buy (?:us|me) a coffee|support (?:us|me) on (?:patreon|ko-fi|steady|paypal)|become a patron).{0,80}",
            r"(?:jetzt |bitte )?(?:spenden|unterstützen sie uns|unterstütze uns)(?: (?:sie|jetzt|mit|und).{0,80})?",
            r"gerade jetzt, wo .{1,120}(?:braucht es|unterstütz).{0,400}",
            r"(?:faites un don|soutenez(?:-nous| notre).{0,80}|je (?:fais un don|soutiens).{0,60})",
            r"(?:haz una donación|apóyanos|dona ahora|apoya (?:a|nuestro).{0,60}|hazte soci[oa].{0,40})",
            r"(?:doneer|steun ons|steun onze).{0,60}|(?:wesprzyj nas|wesprzyj .{1,40})|(?:поддержите нас|поддержать (?:нас|проект)).{0,60}"
            r"|(?:dona ora|sostienici|sostieni .{1,40})|(?:apoie(?:-nos)?|faça uma doação).{0,60}",
        ),
        (
            "⟦Donate today⟧",
            "⟦Please consider making a donation to keep our reporting free.⟧",
            "⟦This story is funded by readers like you⟧",
            "⟦Faites un don⟧",
            "⟦The Harbour Post has no owner. If you can, please support our work with a gift today.⟧",
            "The choir hands out cards that ask guests to support its work with a gift.",
            "We rely on the ferry, not on promises, a shopkeeper on the island said.",
        ),
        sentences=True,
    ),
    Rule(
        "reader-funded",
        Kind.DONATION,
        (
            r".{0,240}(?:support (?:our|independent|local) (?:work|journalism|reporting|newsroom)|(?:paid for|funded|supported|made possible) by (?:our )?readers|readers like you"
            r"|reader-(?:funded|supported)|make a (?:small )?(?:donation|contribution)|become a (?:supporter|patron)|(?:making|with) a (?:small |one-off |monthly )?donation).{0,300}",
        ),
        (
            "⟦We have no owner. Our reporting is paid for by readers like you.⟧",
            "The lifeboat is paid for by its crew, who sell cakes on the quay each summer.",
        ),
        Where.EDGE,
        sentences=True,
    ),
)
