# ruff: noqa: E501 - a page of the table is read on one line, or not at all
"""Pages that are no articles are refused for what they are; articles about such pages are read."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pytest

from scraper.model import Article, Miss, Page, Reason
from scraper.read import read
from tests.helpers import paragraphs

URL = "https://daily.example/2025/harbour/story"


def framed(title: str, body: str, *, head: str = "", lang: str = "en") -> str:
    """A page of an invented outlet: its navigation, its cookie line and its imprint around `body`."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f"{head}</head><body>"
        '<header><a href="/">The Daily</a><nav><a href="/news">News</a> <a href="/sport">Sport</a>'
        ' <a href="/culture">Culture</a> <a href="/login">Log in</a></nav></header>'
        f"<main>{body}</main>"
        "<footer><p>We use cookies. <a href='/privacy'>Privacy policy</a></p>"
        "<p>© 2025 The Daily. All rights reserved.</p></footer></body></html>"
    )


def bare(title: str, body: str) -> str:
    """A page with nothing around it, as servers and firewalls write them."""
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def teasers(count: int) -> str:
    """A list of links to stories, each with a line about it."""
    places = (
        "Corholm",
        "Delwick",
        "Fenmere",
        "Galton",
        "Harford",
        "Linstead",
        "Marholm",
        "Norwick",
    )
    items = (
        f"<li><h3><a href='/news/{at}'>{place} council looks again at the ferry of 19{10 + at}</a></h3>"
        f"<p><a href='/news/{at}'>Why people in {place} still wait at the quay, and for what.</a></p></li>"
        for at, place in zip(range(count), places * count, strict=False)
    )
    return f"<ul>{''.join(items)}</ul>"


OPENING = (
    "The owners of the Fenmere shore have been paid for water that nobody took, a review of nine"
    " years of bills has found."
)
LOGIN = (
    "<h1>Log in</h1><form><label>E-mail address <input name=mail></label>"
    "<label>Password <input type=password></label><button>Log in</button></form>"
    "<p><a href=/forgot>Forgot your password?</a></p>"
    "<p>New here? <a href=/join>Create an account</a></p>"
)
REFUSED = {
    # Error pages that answer 200.
    "error-403": ("error_page", bare("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p><hr><address>Apache Server at daily.example Port 443</address>")),
    "error-nginx": ("error_page", bare("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.24.0</center>")),
    "error-sorry": ("error_page", framed("Sorry!! - The Daily", "<h1>403</h1><h2>Sorry!!</h2><p>Error! We're sorry, but the page you were<br>looking for doesn't exist.</p>")),
    "error-moved": ("error_page", framed("Page not found | The Daily", "<h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location. Maybe try a search?</p><form><input name=q><button>Search</button></form>")),
    "error-database": ("error_page", bare("Database Error", "<h1>Error establishing a database connection</h1>")),
    "error-503": ("error_page", bare("Error 503: Service Unavailable", "<h1>Service Unavailable</h1><p>The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.</p>")),
    "error-german": ("error_page", framed("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1><p>Die gewünschte Seite wurde leider nicht gefunden.</p>", lang="de")),
    "error-french": ("error_page", framed("Page introuvable", "<h1>Page introuvable</h1><p>La page que vous cherchez n’existe plus.</p>", lang="fr")),
    "error-spanish": ("error_page", framed("Página no encontrada", "<h1>Error 404</h1><p>La página que busca no existe.</p>", lang="es")),
    "error-italian": ("error_page", framed("Pagina non trovata", "<h1>Pagina non trovata</h1><p>La pagina che cerchi potrebbe essere stata rimossa.</p>", lang="it")),
    "error-polish": ("error_page", framed("Błąd 404", "<h1>Strona nie istnieje</h1>", lang="pl")),
    "error-russian": ("error_page", framed("Страница не найдена", "<h1>Страница не найдена</h1>", lang="ru")),
    # Soft 404s that show other stories instead.
    "soft-404-teasers": ("error_page", framed("Page not found - The Daily", f"<h1>Page not found</h1><p>The page you requested could not be found. These may interest you:</p>{teasers(8)}")),
    "soft-404-many": ("error_page", framed("404 - The Daily", f"<h1>404</h1><p>Sorry, this article is no longer available.</p><h2>Most read</h2>{teasers(16)}")),
    "soft-404-gone": ("error_page", framed("The Daily", f"<h1>Oops!</h1><p>The story you are looking for has been removed.</p>{teasers(6)}")),
    # Consent walls.
    "consent-partners": ("consent_wall", framed("The Daily", "<h1>We value your privacy</h1><p>We and our 812 partners store and access information on your device, such as cookies, to show you personalised advertising.</p><button>Accept all</button><button>Reject all</button><button>Manage preferences</button>")),
    "consent-banner": ("consent_wall", bare("Before you continue", "<h2>Before you continue</h2><p>We use cookies and data to deliver and maintain our services, track outages and protect against spam, fraud and abuse.</p><button>Reject all</button><button>Accept all</button>")),
    "consent-german": ("consent_wall", bare("Tagblatt", "<h1>Willkommen</h1><p>Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren und die Zugriffe auf unsere Website zu analysieren.</p><button>Alle akzeptieren</button><button>Alle ablehnen</button>")),
    "consent-french": ("consent_wall", bare("Le Quotidien", "<p>Nous utilisons des cookies pour mesurer l’audience et financer nos articles.</p><button>Tout accepter</button><button>Tout refuser</button>")),
    # Bot walls of the usual vendors.
    "bot-cloudflare-wait": ("bot_wall", bare("Just a moment...", "<h1>daily.example</h1><p>Checking your browser before accessing daily.example.</p><p>This process is automatic. Your browser will redirect to your requested content shortly.</p><p>Please allow up to 5 seconds…</p><p>DDoS protection by Cloudflare</p>")),
    "bot-cloudflare-human": ("bot_wall", bare("Just a moment...", "<h1>daily.example</h1><p>Verifying you are human. This may take a few seconds.</p><p>daily.example needs to review the security of your connection before proceeding.</p><p>Ray ID: 8a1b2c3d4e5f6071</p><p>Performance &amp; security by Cloudflare</p>")),
    "bot-cloudflare-script": ("bot_wall", "<html><head><title>Just a moment...</title></head><body><noscript><p>Enable JavaScript and cookies to continue</p></noscript><script src=/challenge></script></body></html>"),
    "bot-cloudflare-block": ("bot_wall", bare("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><h2>You are unable to access daily.example</h2><h2>Why have I been blocked?</h2><p>This website is using a security service to protect itself from online attacks. The action you just performed triggered the security solution.</p><h2>What can I do to resolve this?</h2><p>You can email the site owner to let them know you were blocked.</p>")),
    "bot-datadome": ("bot_wall", "<html lang=en><head><title>daily.example</title></head><body><p id=cmsg>Please enable JS and disable any ad blocker</p><script>var dd={}</script></body></html>"),
    "bot-perimeterx": ("bot_wall", bare("Access to this page has been denied", "<h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1><p>Reference ID 5d1f0a2c-77aa</p>")),
    "bot-imperva": ("bot_wall", bare("", "<p>Request unsuccessful. Incapsula incident ID: 1234000560-78900</p>")),
    "bot-akamai": ("bot_wall", bare("Access Denied", "<h1>Access Denied</h1>You don't have permission to access \"http://daily.example/story\" on this server.<p>Reference #18.6f4d1502.1742.2a9b</p>")),
    "bot-distil": ("bot_wall", bare("Pardon Our Interruption", "<h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were a bot.</p>")),
    "bot-aws": ("bot_wall", bare("Human Verification", "<h1>Let's confirm you are human</h1><p>Complete the security check before continuing. This step verifies that you are not a bot.</p><button>Begin</button>")),
    "bot-recaptcha": ("bot_wall", bare("daily.example", "<h1>Please verify you are a human</h1><p>Please complete the captcha to continue.</p>")),
    "bot-robot-question": ("bot_wall", bare("Robot or human?", "<h1>Robot or human?</h1><p>Activate and hold the button to confirm that you’re human. Thank You!</p>")),
    "bot-network": ("bot_wall", bare("Are you a robot?", "<h1>We've detected unusual activity from your computer network</h1><p>To continue, please click the box below to let us know you're not a robot.</p><p>Block reference ID: 00-11</p>")),
    "bot-modsecurity": ("bot_wall", bare("Not Acceptable!", "<h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource could not be found on this server. This error was generated by Mod_Security.</p>")),
    "bot-service": ("bot_wall", bare("Blocked", "<p>You performed an action that triggered the service and blocked your request.</p>")),
    # Paywall stubs.
    "paywall-nothing": ("paywall", framed("Who owns the Fenmere shore?", "<h1>Who owns the Fenmere shore?</h1><p>This article is for subscribers only.</p><p>Already a subscriber? Log in</p>")),
    "paywall-opening": ("paywall", framed("Who owns the Fenmere shore?", f"<article><h1>Who owns the Fenmere shore?</h1><p>{OPENING}</p><div><h2>Subscribe to continue reading</h2><p>Already a subscriber? Sign in</p></div></article>")),
    "paywall-marked": ("paywall", framed("Who owns the Fenmere shore?", f"<article><h1>Who owns the Fenmere shore?</h1><p>{OPENING}</p><p>{OPENING.replace('owners', 'keepers').replace('nine', 'ten')}</p><p>{OPENING.replace('owners', 'heirs').replace('nine', 'six')}</p><div><p>This article is for subscribers only. Subscribe now from 4 crowns a month to continue reading.</p></div></article>", head='<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Who owns the Fenmere shore?","isAccessibleForFree":false}</script>')),
    "paywall-french": ("paywall", framed("À qui appartient la rive ?", "<h1>À qui appartient la rive ?</h1><p>Article réservé aux abonnés</p>", lang="fr")),
    # Shells without JavaScript.
    "shell-root": ("empty", '<!doctype html><html><head><title>The Daily</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="/app.js"></script></body></html>'),
    "shell-message": ("empty", bare("The Daily", "<p>JavaScript is disabled on your browser. Please enable it to read The Daily.</p>")),
    "shell-bare": ("empty", "<!doctype html><html><head><title>Live: the reef camera</title></head><body><div id=app></div><script>start()</script></body></html>"),
    # Empty pages.
    "empty-body": ("empty", "<html><head><title>The Daily</title></head><body></body></html>"),
    "empty-frame": ("empty", "<html><head><title>Untitled</title></head><body><p>&nbsp;</p><img src=a.png></body></html>"),
    "empty-bytes": ("empty", ""),
    # Pages with words, none of them a story.
    "login": ("paywall", framed("Log in - The Daily", LOGIN)),
    "index": ("not_article", framed("News | The Daily", f"<h1>News</h1>{teasers(12)}")),
    "index-large": ("not_article", framed("The Daily", teasers(40))),
    "search": ("not_article", framed("Search - The Daily", f"<h1>Search</h1><p>12 results for “ferry”</p>{teasers(12)}")),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_that_is_no_article_is_refused_for_what_it_is(name: str) -> None:
    reason, html = REFUSED[name]
    result = read(Page.from_html(html, url=URL))
    assert isinstance(result, Miss), f"read as an article: {result.text[:200]}"
    assert result.reason is Reason(reason), result.detail
    assert (result.url, result.status) == (URL, 200)
    assert result.detail


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        ("404\nNot Found\n", "error_page"),
        ("403\nSorry!!\nError! We're sorry, but the page you were\nlooking for doesn't exist.\n", "error_page"),
        ("Just a moment...\nChecking your browser before you continue\n", "bot_wall"),
        ("This article is for subscribers only.\nAlready a subscriber? Sign in\n", "paywall"),
        ("We use cookies to improve your experience.\nAccept all cookies\n", "consent_wall"),
        ("Please enable JavaScript to view this page.\n", "empty"),
        ("Subscribe to our newsletter\nShare on Facebook\n", "empty"),
    ],
)  # fmt: skip
def test_a_text_of_nothing_but_debris_is_refused(text: str, reason: str) -> None:
    result = read(Page.from_text(text, url=URL))
    assert isinstance(result, Miss)
    assert result.reason is Reason(reason), result.detail


@dataclass(frozen=True, slots=True)
class Story:
    """An invented article whose subject is what other pages are refused for."""

    title: str
    text: str


ABOUT = {
    "403": Story("Error 403: how one line of code locked a town out of its own website", """
        Residents of Corholm who wanted to pay their dog licence on Monday met a white page with
        three digits and a word: 403 Forbidden. By noon the town hall had counted 640 calls.

        The cause was a single line in a settings file, the council’s technician Ada Brill said. It
        told the server to refuse everybody who was not in the building. “It worked exactly as
        written,” she said. “It was just not what anybody meant.”

        “Sorry! You don’t have permission to access this page,” the machine replied even to the
        mayor, who had been asked to press a button for the photographers.

        Error pages of this kind are as old as the web. The number says that the server understood
        the request and will not obey it, whereas 404 says that there is nothing to be found.

        The council has promised to forgive all late fees. Brill has printed the page and hung it
        above her desk, in a frame.
        """),
    "404": Story("Page not found: the museum that collects lost links", """
        In a former cannery in Delwick hangs a page that does not exist. It says “404 Not Found” in
        black letters, and it is the first exhibit of what may be the smallest museum on the coast.

        Its founder, Tove Lind, began with a list of eleven recipes that had vanished from a radio
        station’s website. The page she was looking for had been removed, she was told. She went on
        looking, and found that half of her bookmarks led nowhere.

        “People think that the internet forgets nothing,” Lind said. “It forgets all day long. It
        only never says sorry, except in very large type.”

        Visitors may type in an address and see whether it still answers. On Saturday, 31 of the 50
        that were tried did not. A school class brought a page about a hamster.

        The museum is open on weekends. Entry is free for anybody who brings a dead link.
        """),
    "cookies": Story("We use cookies, says every site. A court wants to know what for", """
        A court in Fenmere has told four shops to explain in plain words what their cookies do. The
        ruling is the first under a law that came into force in January.

        “We use cookies to improve your experience,” the shops had written, in letters that the
        judge called small even by the standards of the trade. By clicking “Accept all”, visitors
        agreed to 61 purposes, among them one named “other”.

        The judge, Henrik Sall, listed three faults. The button for refusing was grey, the list of
        partners was a picture, and the privacy policy had last been changed by a plugin.

        A lawyer for the shops said that nobody reads such notices anyway. The judge replied that
        this was precisely the plaintiff’s argument.

        The shops have six weeks to rewrite their banners. Each must show “Reject all” in the same
        size and colour as “Accept all”, the ruling says.
        """),
    "newsletter": Story("Subscribe to our newsletter, wrote a village of 212, and 40,000 did", """
        It began as a note about the bins. Every Thursday the clerk of Galton, Per Oust, wrote down
        who had to put out what, and added a line about the weather.

        “Sign up for our newsletter,” it said at the end, because the template said so. In March a
        comedian read one of the letters on the radio, and by the evening the village server had
        stopped answering.

        Oust now has more than 40,000 subscribers in sixty countries, most of whom have no bin in
        Galton. “They ask about the goat,” he said. “The goat was in one letter, two years ago.”

        He has refused three offers from publishers and one from a maker of bins. The letter stays
        free, he said, and anyone may unsubscribe at any time, though so far only the goat’s owner
        has done so.
        """),
    "paywall": Story("This article is for subscribers only: why small papers take down the wall", """
        For six years, readers of the Harford Echo met the same sentence after the second
        paragraph. “Subscribe to continue reading,” it said, and nine in ten went away.

        In May the paper took the wall down. Its editor, Lisbet Aune, had done the sums: the wall
        brought in 212 subscriptions a year, and cost more than that in software.

        “Already a subscriber? Log in” is gone as well. Instead, the paper asks its readers once a
        month for what a loaf of bread costs. In the first summer 1,900 of them paid.

        Not everybody is convinced. The Linstead Post, 30 kilometres down the coast, keeps its wall
        and has grown by a tenth. Its readers, the publisher said, like to know what they own.

        A study of 48 papers by the university in Marholm found that neither way is safe. What
        helped most, in both groups, was a second reporter.
        """),
    "captcha": Story("Are you a robot? The man who draws the traffic lights", """
        Verify you are human, the screen says, and click on all pictures with a traffic light. Most
        people sigh. Edvin Marsh looks for the ones that he has drawn.

        Marsh, 58, painted scenery for the theatre in Norwick before a firm hired him to invent
        streets that no machine has seen. He has made about 9,000 crossings, hydrants and buses.

        “I’m not a robot” is a sentence he hears in his sleep, he said. His own mother cannot get
        past his pictures. “She says the pole is part of the light. I say it is not.”

        Researchers have shown that programs now solve such puzzles faster than people do. The firm
        has asked Marsh to draw worse.

        He has refused. His last commission, a zebra crossing in the rain, took him nine days, and
        he would like it to be looked at for longer than four seconds.
        """),
    "disclaimer": Story("“As is, without warranty of any kind”: the sentence on everything", """
        It stands under weather reports, on packets of seeds and, since last week, on the new
        bridge in Marholm. “We do not accept any responsibility or liability for the accuracy of
        the information,” says a plate at its eastern end.

        The plate was ordered by the town’s insurer. It refers to a board with the height of the
        tide, which has been wrong since it was put up, by about a metre.

        Legal disclaimers of this kind seldom hold, said Runa Pike, who teaches contract law. “You
        cannot build a thing and disclaim it in the same breath.” She collects them, and her
        favourite is on a birthday cake.

        A fisherman whose boat touched the bridge in April has sued. All rights reserved, he wrote
        under his letter to the town, to be on the safe side.

        The town has since painted a line on the pillar, at the height where boats get stuck.
        """),
    "javascript": Story("Please enable JavaScript: a library tries a week without it", """
        The reading room in Pelholm has 14 computers, and for one week in February none of them ran
        a script. The librarian, Josse Karr, wanted to see what would be left of the web.

        “Please enable JavaScript to view this page” was what most sites had to say. Of the hundred
        pages that visitors tried on the first day, 38 were blank and 21 showed a wheel that turned.

        The weather service worked, as did the timetable of the ferry, which was built in 1999 and
        has been on the list for replacement ever since.

        Some visitors left. Others stayed longer than usual, Karr said, because the pages that did
        open had nothing on them that moved.

        At the end of the week he put it to a vote. JavaScript is enabled again on thirteen of the
        computers. The fourteenth has a queue.
        """),
    "blocked": Story("Sorry, you have been blocked: when a firewall mistakes a school for a robot", """
        For eleven days, none of the 430 pupils of the school in Linholm could open the website of
        the local paper. “Sorry, you have been blocked,” it told them, and gave a number.

        The number, called a Ray ID, is meant for the owner of the site. The paper’s owner, however,
        had left the matter to a service, and the service had left it to a model.

        It had detected unusual traffic from the school’s network, the firm said later: 430 people
        reading the same story at 8.15 in the morning. The story was about the school.

        Access was restored after a pupil of twelve wrote to the firm. Her letter proved that she
        was human, an engineer replied, as it contained a drawing.

        The paper has put the drawing on its front page. At 8.15 on Friday it was blocked again.
        """),
    "consent": Story("The actor who lent his voice to “Accept and continue”", """
        You have to consent before you hear him. Ruben Tal, 44, speaks the notices on the trams of
        Corwick, among them the one about data, which takes a minute and forty seconds.

        “We value your privacy,” it begins. Tal recorded it nineteen times, he said, because the
        transport company found that he sounded ironic.

        He had studied the classics and played a prince. Now passengers recognise him in shops and
        ask him to say the part about the partners. There are 412 of them, and he knows the list.

        The union of actors is negotiating a fee for each repetition. The company offers a pass for
        the trams, which Tal says he does not need, since he prefers to walk.
        """),
    "503": Story("Service unavailable: the night the emergency number went quiet", """
        Between 2.10 and 3.40 on Sunday morning, nobody in the Galwick valley could reach the fire
        brigade. The switchboard was answering every call with an error for machines.

        “503 Service Unavailable” was read out by a synthetic voice, an inquiry was told on
        Tuesday. One caller took it for the number of a house and drove there.

        The operator had moved the system to a new data centre on Saturday evening. The server was
        temporarily unable to handle the requests, its engineers said, because a certificate had
        expired on the stroke of two.

        No one was hurt. A barn in Galmere burned down, but its owner said that he would not have
        called anyway, having been asleep.

        The inquiry will report in June. Until then, a volunteer sits beside the switchboard, with
        a bell.
        """),
}  # fmt: skip


@pytest.mark.parametrize("form", ["article", "frame", "text"])
@pytest.mark.parametrize("name", ABOUT)
def test_an_article_about_such_a_page_keeps_every_paragraph(name: str, form: str) -> None:
    story = ABOUT[name]
    wanted = paragraphs(story.text)
    assert 4 <= len(wanted) <= 6
    if form == "text":
        page = Page.from_text("\n".join(wanted), url=URL)
    else:
        body = "".join(f"<p>{escape(text)}</p>" for text in wanted)
        markup = f"<article><h1>{escape(story.title)}</h1>{body}</article>"
        title = f"{escape(story.title)} - The Daily"
        page = Page.from_html((framed if form == "frame" else bare)(title, markup), url=URL)
    article = read(page)
    assert isinstance(article, Article), f"{article.reason}: {article.detail}"
    assert article.text == "\n\n".join(wanted)
    if form != "text":
        assert article.title == story.title


@pytest.mark.parametrize("name", ABOUT)
def test_such_an_article_is_read_among_real_debris(name: str) -> None:
    story = ABOUT[name]
    wanted = paragraphs(story.text)
    lines = (
        "403", "Sorry!!", "Error! We're sorry, but the page you were", "looking for doesn't exist.",
        story.title, *wanted, "Subscribe to our newsletter", "Comments", "No comment",
    )  # fmt: skip
    article = read(Page.from_text("\n".join(lines), url=URL))
    assert isinstance(article, Article)
    assert article.text.removeprefix(story.title).strip() == "\n\n".join(wanted)


SHORT = {
    "brief": (
        "A cyclist was hurt on Quay Street in Harwick on Tuesday when a van turned without"
        " looking. She was taken to hospital, and the road was closed for an hour."
    ),
    "chinese": (
        "港务局星期一宣布，关闭十一周的旋转桥将于三月十四日重新开放。工程师更换了四个滚轮，并在东墩周围浇筑了新的"
        "混凝土。局长说，上周的四十次试验都很顺利，居民终于可以按时上班了。"
    ),
}


@pytest.mark.parametrize("name", SHORT)
def test_a_brief_is_an_article(name: str) -> None:
    body = f"<article><h1>In brief from the harbour</h1><p>{SHORT[name]}</p></article>"
    article = read(Page.from_html(bare("In brief from the harbour", body), url=URL))
    assert isinstance(article, Article), f"{article.reason}: {article.detail}"
    assert article.text == SHORT[name]


def test_a_brief_that_says_it_is_news_stands_beside_a_cookie_notice() -> None:
    news = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        '"headline":"Cyclist hurt on Quay Street","datePublished":"2025-03-04T08:00:00Z"}</script>'
    )
    notice = "<p>We use cookies to improve your experience on our site.</p><p>Accept all</p>"
    body = f"<article><h1>Cyclist hurt on Quay Street</h1><p>{SHORT['brief']}</p></article>{notice}"
    html = framed("Cyclist hurt on Quay Street", body, head=news)
    article = read(Page.from_html(html, url=URL))
    assert isinstance(article, Article), f"{article.reason}: {article.detail}"
    assert article.text == SHORT["brief"]


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience. Accept all",
        "Please enable JavaScript to view the map.",
        "Already a subscriber? Sign in",
        "You have 2 free articles remaining this month.",
        "Checking your browser before you continue",
        "404 Not Found",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_one_such_line_does_not_condemn_a_story(line: str, place: str) -> None:
    wanted = paragraphs(ABOUT["captcha"].text)
    body = "".join(f"<p>{escape(text)}</p>" for text in wanted)
    note = f"<p>{line}</p>"
    body = note + body if place == "above" else body + note
    html = framed(
        "The man who draws lights", f"<article><h1>The man who draws lights</h1>{body}</article>"
    )
    article = read(Page.from_html(html, url=URL))
    assert isinstance(article, Article), f"{article.reason}: {article.detail}"
    assert article.text == "\n\n".join(wanted)


FURNITURE = {
    "login": "<p><a href=/login>Log in</a></p>",
    "account": "<p><a href=/me>My account</a></p>",
    "registration": "<p>Registrieren</p>",
    "policy": "<p><a href=/cookies>Cookie policy</a></p>",
    "table": "<table><tr><td>Households</td><td>500</td></tr></table>",
}


@pytest.mark.parametrize("name", FURNITURE)
def test_what_stands_on_every_page_does_not_condemn_a_brief(name: str) -> None:
    title = "Fenmere owners paid for unused water"
    body = f"<article><h1>{title}</h1><p>{OPENING}</p></article>{FURNITURE[name]}"
    result = read(Page.from_html(framed(title, body), url=URL))
    assert not isinstance(result, Miss), result
    assert OPENING in result.text
