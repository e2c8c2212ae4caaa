"""What is left of embedded posts, players and shortcodes once the widget is gone."""

from cleaners.model import Kind, Rule, Where

TABLE = (
    Rule(
        "post-signature",
        Kind.EMBED,
        (
            r"(?:- ?|&mdash; ?)?[^.!?]{1,80} \(@\w{1,40}\),? (?:[a-zà-ÿ]+\.? \d{1,2},? \d{4}|\d{1,2}\.? (?:de )?[a-zà-ÿ]+\.? (?:de )?\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4})",
            r"pic\.[\w.-]{4,40}/\w+|(?:https?://)?t\.co/\w+",
            r"(?:a|this) post shared by .{1,120}",
            r"view (?:this post|profile|more|on|more on) (?:on )?(?:instagram|facebook|twitter|x|tiktok|threads|youtube).{0,60}",
            r"(?:see|view|watch) (?:this|the) (?:post|tweet|video|full video|thread) on .{1,30}",
            r"(?:@\w{2,30} ?){1,6}",
            r"(?:#\w{2,40} ?){2,12}",
        ),
        (
            "⟦— Harbour Master (@harbourmaster) April 25, 2024⟧",
            "⟦pic.twitter.com/AbC123⟧",
            "⟦View this post on Instagram⟧",
            "⟦#storm #harbour⟧",
            "The harbour master (his handle is @harbourmaster) posted the warning on April 25, 2024, hours before.",
        ),
        post_above=True,
    ),
    Rule(
        "post-with-picture",
        Kind.EMBED,
        (r".{1,320} (?:pic\.[\w.-]{4,40}/\w+|(?:https?://)?t\.co/\w+)",),
        (
            "⟦Stay away from the pier tonight. #storm pic.twitter.com/AbC123⟧",
            "The picture. It hung in the harbour office for ninety years before it was stolen.",
        ),
        sentences=True,
    ),
    Rule(
        "player-residue",
        Kind.EMBED,
        (
            r"(?:play|pause|mute|unmute|fullscreen|volume|loading(?: video| player)?|buffering|video player is loading|this is a modal window|play video|watch video|play audio|listen now|current time|duration|remaining time|playback rate|now playing|live|autoplay|replay video|skip|captions?|subtitles|00:00|0:00(?: / \d+:\d+)?)(?: \d+:\d+(?:/\d+:\d+)?)?",
            r"(?:this )?video (?:is )?(?:not available|unavailable|can ?not be played|playback|could not be loaded|has been removed).{0,80}",
            r"(?:the media could not be loaded|no compatible source was found|an error occurred(?! (?:during|in|at|on) )).{0,120}",
            r"\[?/?(?:caption|gallery|embed|video|audio|adthrive|shortcode|su_|vc_|et_pb|contact-form|ad|adrotate|playlist) (?:id|width|align|src|ids|type|post|video|url)[^ ]{0,2}=.{0,600}",
            r"(?:\(?adsbygoogle|googletag|adthrive|window\.\w+ ?=|document\.(?:write|getelement)).{0,400}",
            r"(?:image|photo|video|slide) \d+ of \d+",
            r"(?:expand|collapse|close|open|toggle|enlarge|zoom|view|show|hide)(?: (?:image|photo|caption|gallery|fullscreen|slideshow|map|chart|all|details|text|transcript|summary))?",
            r"download (?:chart|image|data|pdf|audio|video)(?: .{1,60})?",
        ),
        (
            "⟦Video Player is loading.⟧",
            "⟦This video is not available in your country.⟧",
            "⟦Image 3 of 12⟧",
            '⟦[caption id="attachment_12" align="alignnone"]⟧',
            "An error occurred during the test of the alarm, and the whole town was woken at four.",
            "Play was stopped for nine minutes while the floodlights were repaired.",
        ),
        sentences=True,
    ),
    Rule(
        "bare-link",
        Kind.EMBED,
        (r"(?:https?://|www\.)\S{4,600}",),
        (
            "⟦https://harbour.example/news/12345⟧",
            "The list is at https://harbour.example/list and grows by the hour.",
        ),
        Where.EDGE,
    ),
)
