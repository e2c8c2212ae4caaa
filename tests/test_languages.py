"""True stories in many languages come through untouched, their debris goes."""

from __future__ import annotations

import pytest

from cleaners import clean

# Invented news, three or four paragraphs a language: prose, a quotation, a short heading.
STORIES = {
    "zh": (
        "马罗湾的旋转桥将于三月十四日重新开放，距离驳船撞上东侧桥墩已有十一周。",
        "港务局表示，工程师更换了十二个滚轮中的四个，并加固了桥墩。",
        "居民的反应",
        "“我们等了整个冬天，”东码头的一位店主说，“现在终于可以走路去上班了。”",
    ),
    "ja": (
        "マロウ湾の旋回橋が三月十四日に再び開通する。はしけが東側の橋脚に衝突してから十一週間ぶりとなる。",
        "港湾局によると、技術者は十二個のローラーのうち四個を交換し、橋脚を補強した。",
        "住民の声",
        "「冬のあいだずっと待っていました」と東埠頭の店主は話した。",
    ),
    "ko": (
        "마로만의 회전교가 3월 14일 다시 개통된다. 바지선이 동쪽 교각을 들이받은 지 11주 만이다.",
        "항만청은 기술자들이 열두 개의 롤러 가운데 네 개를 교체하고 교각을 보강했다고 밝혔다.",
        "주민들의 반응",
        "“겨울 내내 기다렸습니다.” 동쪽 부두의 한 가게 주인이 말했다.",
    ),
    "ru": (
        "Разводной мост в заливе Марроу снова откроют 14 марта, через одиннадцать недель после аварии.",
        "Инженеры заменили четыре из двенадцати роликов и укрепили опору, сообщили в управлении порта.",
        "Что говорят жители",
        "«Мы ждали всю зиму и готовы подписаться под каждым словом инженера», — сказал лавочник.",
    ),
    "ar": (
        "سيعاد فتح الجسر الدوار في خليج مارو يوم الرابع عشر من مارس، بعد أحد عشر أسبوعا من الحادث.",
        "وقالت هيئة الميناء إن المهندسين استبدلوا أربعا من البكرات ودعموا الدعامة الشرقية للجسر.",
        "ردود فعل السكان",
        "وقال صاحب متجر على الرصيف الشرقي إن الناس انتظروا طوال الشتاء وإنهم سيعبرون سيرا على الأقدام.",
    ),
    "de": (
        "Die Drehbrücke in der Marrowbucht öffnet am 14. März wieder, elf Wochen nach dem Unfall.",
        "Ingenieure tauschten vier der zwölf Rollen und verstärkten den Pfeiler, teilte der Hafen mit.",
        "Was die Anwohner sagen",
        "„Wir haben den ganzen Winter gewartet“, sagte ein Händler am Ostkai, der nun wieder öffnet.",
    ),
    "fr": (
        "Le pont tournant de la baie de Marrow rouvrira le 14 mars, onze semaines après l'accident.",
        "Les ingénieurs ont remplacé quatre des douze galets et renforcé la pile, a indiqué le port.",
        "La parole aux riverains",
        "« Nous avons attendu tout l'hiver », a dit un commerçant du quai Est, soulagé mais prudent.",
    ),
    "es": (
        "El puente giratorio de la bahía de Marrow reabrirá el 14 de marzo, once semanas después.",
        "Los ingenieros cambiaron cuatro de los doce rodillos y reforzaron el pilar, informó el puerto.",
        "Lo que dicen los vecinos",
        "«Hemos esperado todo el invierno», dijo un comerciante del muelle este, aliviado pero prudente.",
    ),
    "pt": (
        "A ponte giratória da baía de Marrow reabre a 14 de março, onze semanas depois do acidente.",
        "Os engenheiros trocaram quatro dos doze rolos e reforçaram o pilar, informou o porto.",
        "A voz dos moradores",
    ),
    "it": (
        "Il ponte girevole della baia di Marrow riaprirà il 14 marzo, undici settimane dopo l'incidente.",
        "I tecnici hanno sostituito quattro dei dodici rulli e rinforzato il pilone, dice il porto.",
        "La voce dei residenti",
    ),
    "nl": (
        "De draaibrug in de Marrowbaai gaat op 14 maart weer open, elf weken na het ongeluk.",
        "Ingenieurs vervingen vier van de twaalf rollen en versterkten de pijler, aldus de haven.",
        "Wat de bewoners zeggen",
    ),
    "pl": (
        "Most obrotowy w zatoce Marrow zostanie otwarty 14 marca, jedenaście tygodni po wypadku.",
        "Inżynierowie wymienili cztery z dwunastu rolek i wzmocnili filar, podał zarząd portu.",
        "Co mówią mieszkańcy",
    ),
    "tr": (
        "Marrow Körfezi'ndeki döner köprü, kazadan on bir hafta sonra 14 Mart'ta yeniden açılacak.",
        "Mühendisler on iki makaradan dördünü değiştirdi ve ayağı güçlendirdi, dedi liman idaresi.",
        "SAKİNLER NE DİYOR",
    ),
}
DEBRIS = {
    "zh": ("分享到微博", "版权所有 马罗湾晚报"),
    "ja": ("この記事は会員限定です。", "関連記事"),
    "ko": ("이 기사는 유료 회원 전용입니다", "무단 전재 및 재배포 금지"),
    "ru": ("Подпишитесь на наш канал в Telegram", "Все права защищены."),
    "ar": ("اقرأ أيضا", "جميع الحقوق محفوظة"),
    "de": ("Jetzt Newsletter abonnieren", "Alle Rechte vorbehalten."),
    "fr": ("Inscrivez-vous à notre newsletter", "Tous droits réservés"),
    "es": ("Suscríbete a nuestro boletín", "Todos los derechos reservados"),
    "pt": ("Assine nossa newsletter", "Todos os direitos reservados"),
    "it": ("Iscriviti alla newsletter", "Tutti i diritti riservati"),
    "nl": ("Schrijf je in voor de nieuwsbrief", "Alle rechten voorbehouden"),
    "pl": ("Zapisz się na newsletter", "Wszelkie prawa zastrzeżone"),
    "tr": ("Haber bültenimize abone olun", "Tüm hakları saklıdır"),
}


@pytest.mark.parametrize("language", STORIES)
def test_a_true_story_is_untouched(language: str) -> None:
    story = "\n\n".join(STORIES[language])
    assert clean(story).text == story


@pytest.mark.parametrize("language", STORIES)
def test_the_frequent_debris_of_a_language_goes(language: str) -> None:
    story = "\n\n".join(STORIES[language])
    assert clean("\n\n".join((story, *DEBRIS[language]))).text == story
