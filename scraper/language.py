"""A language is told by its script and its stop words, from the head of the text alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from heapq import nlargest

__all__ = ["detect", "normalise", "stop_words"]

# A few paragraphs decide; a megabyte of text costs no more than they do.
_PREFIX = 500
# Fewer stop words than this, or a smaller share of all words, is a list of names, not a sentence.
_FEWEST_HITS = 2
_LEAST_SHARE = 0.12
# The best language must beat the next by this factor: Danish and Norwegian share most stop words.
_MARGIN = 1.1
# With fewer hits than this the best must be far ahead.
_LEAST_HITS = 3
_WIDE_MARGIN = 1.8


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or an empty string where it is not sure.

    Looks at the first 500 characters only: first at the script, then at stop words and at the
    letters that only one language of that script uses. Pure, and about 0.1 ms for any length.

    >>> detect("The minister said that she would not be at the meeting on Friday.")
    'en'
    >>> detect("Bayern 2:1 Dortmund")
    ''
    """
    head = text[:_PREFIX].lower()
    words = _WORD.findall(head)
    if not words:
        return ""
    script = _script(head)
    alone = _BY_SCRIPT.get(script)
    if alone is not None:
        return alone
    if script in ("HAN", "KANA"):
        return _han_or_kana(head)
    return _by_stop_words(words, head, script)


def normalise(tag: str) -> str:
    """The ISO 639-1 code in a language tag, or an empty string: `en-GB` and `EN_us` give `en`."""
    code = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    code = _OLD_CODES.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) else ""


def stop_words(language: str) -> frozenset[str]:
    """The stop words by which `detect` knows a language; none for one told by its script alone."""
    return frozenset(_WORDS.get(language, "").split())


def _script(head: str) -> str:
    """The script of most letters of a sample; Han and kana outrank the Latin names among them."""
    if head.isascii():
        return "LATIN"
    counts = Counter(_script_of(letter) for letter in head[::3] if letter.isalpha())
    if not counts:
        return "LATIN"
    # One ideograph carries about as much as three letters.
    for dense in ("HAN", "KANA"):
        counts[dense] *= 3
    if counts["KANA"] and counts["HAN"]:
        counts["KANA"] += counts["HAN"]
    return counts.most_common(1)[0][0]


def _script_of(letter: str) -> str:
    if letter < "\u0250":
        return "LATIN"
    name = unicodedata.name(letter, "").partition(" ")[0]
    return _SCRIPT_NAMES.get(name, name)


def _han_or_kana(head: str) -> str:
    kana = len(_KANA.findall(head))
    han = len(_HAN.findall(head))
    # Japanese prose is at least a third kana; a Chinese text may quote a few.
    return "ja" if kana * 5 >= han else "zh"


def _by_stop_words(words: list[str], head: str, script: str) -> str:
    scores: defaultdict[str, float] = defaultdict(float)
    hits: Counter[str] = Counter()
    for word, count in Counter(filter(_STOP.__contains__, words)).items():
        for language, weight in _STOP[word]:
            scores[language] += weight * count
            hits[language] += count
    if not head.isascii():
        for language in nlargest(4, scores, key=scores.__getitem__):
            marks = sum(head.count(letter) for letter in _LETTERS.get(language, ""))
            scores[language] += 0.5 * marks
    ranked = [(s, x) for x, s in scores.items() if _SCRIPT_OF_LANGUAGE.get(x, "LATIN") == script]
    if not ranked:
        return ""
    ranked.sort(reverse=True)
    best, language = ranked[0]
    if hits[language] < _FEWEST_HITS or hits[language] < _LEAST_SHARE * len(words):
        return ""
    margin = _MARGIN if hits[language] >= _LEAST_HITS else _WIDE_MARGIN
    if len(ranked) > 1 and best < margin * ranked[1][0]:
        return ""
    return language


# Vowel signs of Indic scripts are no word characters to `re`, though they stand inside words.
_WORD = re.compile(r"(?:[^\W\d_]+|[\u0900-\u0963\u0971-\u0d7f]+)+")
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

_OLD_CODES = {"iw": "he", "in": "id", "nb": "no", "nn": "no", "fil": "tl"}

# The first word of a letter's Unicode name, where several belong to one script.
_SCRIPT_NAMES = {"CJK": "HAN", "HIRAGANA": "KANA", "KATAKANA": "KANA", "KATAKANA-HIRAGANA": "KANA"}

# Scripts that one language of news has to itself.
_BY_SCRIPT = {
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he",
    "KANNADA": "kn",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
}

_SCRIPT_OF_LANGUAGE = {
    **dict.fromkeys(("ru", "uk", "bg", "mk", "sr"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ur"), "ARABIC"),
    **dict.fromkeys(("hi", "mr", "ne"), "DEVANAGARI"),
}

# Letters that, within a script, hardly any other listed language writes.
_LETTERS = {
    "uk": "іїєґ",
    "ru": "ыэё",
    "mk": "ѓќѕ",
    "sr": "ђћ",
    "fa": "پچژگ",
    "ur": "ٹڈڑے",
    "de": "ß",
    "es": "ñ¿",
    "pt": "ãõ",
    "pl": "łżśćęą",
    "cs": "řů",
    "sk": "ľĺŕ",
    "ro": "țș",
    "hu": "őű",
    "tr": "ğış",
    "vi": "đơưạảấầẩậắằặẹẻếềểệịọỏốồổộớờởợụủứừửựỳ",
    "ca": "·",
}

# The commonest words that tell a language from its neighbours, and those it shares with them.
_WORDS = {
    "en": "the and of to in that is was for with this as are have be his from they not by but we"
    " you it on at which their been has had were will would who said she her there what about he",
    "de": "der die und das ist nicht von den mit zu auf für im eine ein sich auch dem des als an"
    " aus hat sind nach noch wie bei oder nur einen werden wird einer einem zum zur über dass wurde"
    " am es er sie haben sein",
    "fr": "le la les et des est en un une du que dans qui pour pas au sur par plus ne ce avec il"
    " elle sont mais aux cette ont été ses leur comme être son deux après également ou où nous vous"
    " de à",
    "es": "el la los las de que y en un una se por con para del al lo no es su como más pero sus"
    " este esta fue ha son también muy hay sin sobre entre cuando han desde años ser",
    "pt": "o a os as de que e do da em um uma para não com no na se por dos mais das ao ele como"
    " foi são também sua seu pela pelo ou tem está já nos às à muito mas entre ser",
    "it": "il di che la e è un una per non del della dei delle con le da si sono in al alla nel"
    " nella gli ma anche come più dal ha lo questo tra stato essere dalla i su degli",
    "nl": "de het een van en in is op dat te zijn voor met niet die aan er om ook als bij door"
    " naar maar uit heeft wordt worden deze over hij ze dan nog werd was zich tot hun meer geen",
    "pl": "w i na z się do nie jest to że o jak po za przez dla od są oraz ale tym jego które który"
    " która przy tego czy co będzie być może było tylko już także roku",
    "ru": "и в не на что с по как это он из за то от для но его к так же было бы был также или их"
    " которые который при во этом года все она они до если уже о со",
    "uk": "і в не на що з у та за до як це від для про його але він вони був було також або які"
    " який при року україни й щоб після через її є ще все під що",
    "bg": "и в на да за се от е че са с по не като до ще си това към който която които при след"
    " има беше със или най още как само той бе във",
    "mk": "и во на да се од за е со не го ќе што дека ги како кој која кои по до или има беше при"
    " според оваа овој тоа се",
    "sr": "и у на да је се од за су са не што као који која које по или али био би ће до из"
    " након то су ове",
    "ar": "في من على أن إلى عن التي الذي هذا مع هذه كان بعد ما لا أو قال كما بين كانت وقد قد ذلك"
    " خلال حيث أنه وفي ومن ولم لم غير هو هي",
    "fa": "و در به از که این را با است برای آن تا بر هم می یک شد خود شده های ها اما وی کرد بود"
    " گفت نیز باید دارد ما او",
    "ur": "کے میں کی ہے اور کا کو سے نے کہ پر ہیں یہ اس بھی نہیں ان تھا گیا کر لیے ایک جو تو وہ"
    " ہو کہا",
    "tr": "ve bir bu için de da ile olarak çok daha en gibi olan sonra kadar oldu ama olduğunu"
    " göre değil tarafından her ne dedi ise yeni var ki ya",
    "sv": "och att det i på är som en för med den av inte till ett har de om var han jag men från"
    " så kan vi när ska efter sig också vid under enligt eller hade mot skulle blir",
    "no": "og i det på er en som til av at for med ikke har de den et om var men fra han vi så ble"
    " også seg etter kan skal mot ved være blir hun eller må noe nå hva sier dette mellom enn",
    "da": "og i det at er en på til af som for med den de har ikke et der var men fra han vi så kan"
    " også sig efter om blev blevet skal mod ved være bliver hun eller af må noget nu hvad siger"
    " mellem end havde",
    "fi": "ja on ei että se oli mutta ovat hän myös kun kuin sen joka tai niin jos ole mukaan sekä"
    " vain jo joita olisi ollut ovat vuoden tämän kanssa jälkeen mukaan",
    "cs": "a v se na je že s z do o i to ve k pro za by si po jako jsou jsem ale jeho od který"
    " která které byl bylo bude podle nebo už až také při před není však",
    "sk": "a v sa na je že s z do o aj to vo k pre za by si po ako sú som ale jeho od ktorý ktorá"
    " ktoré bol bolo bude podľa alebo už až tiež pri pred nie však",
    "ro": "și de în a la cu pe că nu o să din care pentru este au un ce mai fost prin sunt după fi"
    " ca dar sau ar lui al ale acest această cele către între",
    "hu": "a az és hogy nem is egy meg volt ez már de csak el még szerint után ki vagy mint azt"
    " lesz lehet amely között pedig minden kell így voltak ami akkor",
    "hi": "के में है की से को और का ने पर हैं कि भी यह एक नहीं कर इस हो था गया लिए तो कहा साथ रहे थे किया वह",
    "mr": "आहे आणि या च्या ते हे होते नाही त्यांनी केली केले झाली मध्ये असून तर की एक यांनी",
    "ne": "छ र को मा ले भएको पनि गरेको छन् थियो लागि हो यो गर्न भने गरिएको रहेको",
    "id": "yang dan di untuk dengan ini dari itu tidak dalam pada akan ada adalah oleh juga ke"
    " sebagai bisa telah karena saat kata mereka sudah tersebut lebih para kepada",
    "vi": "là và của có được một các không cho người này với ở đã để như những đến khi trong sẽ từ"
    " về vào tại ra cũng ông năm bị theo",
    "ca": "el la els les de que i en un una es per amb va del al no més ha són com dels aquest"
    " aquesta però també seva seu ser sobre entre tot als",
}


def _stop_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """Each stop word with its languages; a word of several languages counts less for each."""
    languages: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in dict.fromkeys(words.split()):
            languages.setdefault(word, []).append(language)
    return {
        word: tuple((language, 1 / len(several) ** 0.5) for language in several)
        for word, several in languages.items()
    }


_STOP = _stop_words()
