from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.language import detect, normalise

SENTENCES = {
    "en": "The mayor said that the bridge would not be opened before the end of the month.",
    "de": "Der Bürgermeister sagte, dass die Brücke nicht vor dem Ende des Monats geöffnet wird.",
    "fr": "Le maire a dit que le pont ne sera pas ouvert avant la fin du mois.",
    "es": "El alcalde dijo que el puente no se abrirá antes de que termine el mes.",
    "pt": "O prefeito disse que a ponte não será aberta antes do fim do mês, e que as obras são"
    " caras.",
    "it": "Il sindaco ha detto che il ponte non sarà aperto prima della fine del mese.",
    "nl": "De burgemeester zei dat de brug niet voor het einde van de maand wordt geopend.",
    "pl": "Burmistrz powiedział, że most nie będzie otwarty przed końcem miesiąca, bo jest za"
    " słaby.",
    "ru": "Мэр сказал, что мост не будет открыт до конца месяца, так как он слишком слаб.",
    "uk": "Мер сказав, що міст не буде відкрито до кінця місяця, бо він є надто слабким.",
    "bg": "Кметът каза, че мостът няма да бъде отворен преди края на месеца, защото е слаб.",
    "ar": "قال رئيس البلدية إن الجسر لن يفتح قبل نهاية الشهر على الرغم من أن العمل قد انتهى في"
    " هذا الأسبوع.",
    "fa": "شهردار گفت که پل تا پایان ماه باز نخواهد شد و این کار را باید در سال بعد تمام کرد.",
    "ur": "میئر نے کہا کہ پل مہینے کے آخر سے پہلے نہیں کھولا جائے گا اور اس کی وجہ یہ ہے۔",
    "he": "ראש העיר אמר כי הגשר לא ייפתח לפני סוף החודש.",
    "el": "Ο δήμαρχος είπε ότι η γέφυρα δεν θα ανοίξει πριν από το τέλος του μήνα.",
    "zh": "市长表示，这座桥在月底之前不会开放。",
    "ja": "市長は、橋は月末まで開通しないと述べた。",
    "ko": "시장은 다리가 월말 이전에 개통되지 않을 것이라고 말했다.",
    "tr": "Belediye başkanı, köprünün ay sonundan önce açılmayacağını ve bunun için bir neden"
    " olduğunu söyledi.",
    "sv": "Borgmästaren sade att bron inte kommer att öppnas före slutet av månaden och att det är"
    " för dyrt.",
    "no": "Ordføreren sa at broen ikke blir åpnet før slutten av måneden, og at det må bygges noe"
    " nytt nå.",
    "da": "Borgmesteren sagde, at broen ikke bliver åbnet før slutningen af måneden, og at der er"
    " blevet bygget noget nyt af staten.",
    "fi": "Pormestari sanoi, että silta ei ole auki ennen kuun loppua, mutta se on jo valmis.",
    "cs": "Starosta řekl, že most nebude otevřen před koncem měsíce, protože je podle něj slabý a"
    " není to možné.",
    "ro": "Primarul a spus că podul nu va fi deschis înainte de sfârșitul lunii și că este slab.",
    "hu": "A polgármester azt mondta, hogy a híd nem nyílik meg a hónap vége előtt, és ez már így"
    " volt.",
    "hi": "महापौर ने कहा कि पुल महीने के अंत से पहले नहीं खोला जाएगा और यह काम अभी चल रहा है।",
    "id": "Wali kota itu mengatakan bahwa jembatan tersebut tidak akan dibuka dan ini adalah yang"
    " terakhir.",
    "vi": "Thị trưởng cho biết cây cầu sẽ không được mở trước khi kết thúc tháng này và đã có một"
    " lý do.",
    "ca": "L'alcalde va dir que el pont no serà obert abans del final del mes, però que les obres"
    " són amb un pressupost més gran.",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานจะไม่เปิดก่อนสิ้นเดือน",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items(), ids=SENTENCES)
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12:30 4 – 2",
        "Lindmouth Rovers 2:1 Ostrevia FC",
        "LONDON",
        "Anna Berg, Ivo Lukas, Mira Stein, Paul Orlov",
        "https://daily.example/a?b=c",
    ],
)
def test_too_little_to_tell_is_no_language(text: str) -> None:
    assert detect(text) == ""


def test_a_quoted_word_of_another_script_decides_nothing() -> None:
    assert detect(SENTENCES["en"] + " The sign read Привет.") == "en"
    assert detect(SENTENCES["zh"] + "IBM said so, and the NATO too.") == "zh"


def test_only_the_head_of_a_text_counts() -> None:
    assert detect(SENTENCES["de"] * 20 + SENTENCES["en"] * 1000) == "de"


@given(st.text())
def test_any_text_gives_a_code_or_nothing(text: str) -> None:
    code = detect(text)
    assert code == "" or (len(code) == 2 and code.isalpha() and code.islower())


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        (" pt-BR ", "pt"),
        ("iw", "he"),
        ("nb-NO", "no"),
        ("", ""),
        ("english", ""),
        ("x-default", ""),
    ],
)
def test_tags_become_codes(tag: str, code: str) -> None:
    assert normalise(tag) == code
