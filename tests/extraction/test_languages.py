"""Text in another language is recognised and said so; English is not taken for one, whatever names it holds."""

from __future__ import annotations

import pytest

from ledger.extraction import extract

OTHERS = {
    "French": "Au moins douze personnes ont été tuées et trente blessées lundi dans une attaque contre un marché.",
    "Spanish": "Al menos doce personas murieron y treinta resultaron heridas el lunes en un ataque contra un mercado.",
    "German": "Mindestens zwölf Menschen wurden am Montag bei einem Angriff auf einen Markt getötet und 30 verletzt.",
    "Italian": "Almeno dodici persone sono state uccise e trenta ferite lunedì in un attacco contro un mercato.",
    "Portuguese": "Pelo menos doze pessoas foram mortas e trinta ficaram feridas na segunda-feira num ataque.",
    "Dutch": "Minstens twaalf mensen zijn maandag omgekomen en dertig gewond geraakt bij een aanval op een markt.",
    "Turkish": "Pazartesi günü bir pazara düzenlenen saldırıda en az on iki kişi öldü, otuz kişi yaralandı.",
    "Polish": "Co najmniej dwanaście osób zginęło, a trzydzieści zostało rannych w poniedziałek w ataku na targ.",
    "Indonesian or Malay": "Sedikitnya dua belas orang tewas dan tiga puluh lainnya terluka dalam serangan di pasar.",
    "Vietnamese": "Ít nhất 12 người đã thiệt mạng và 30 người bị thương hôm thứ Hai trong một vụ tấn công vào chợ.",
    "Swahili": "Watu wasiopungua 12 waliuawa na 30 kujeruhiwa siku ya Jumatatu katika shambulio la soko la mji.",
    "Hausa": "Akalla mutane 12 ne aka kashe sannan 30 suka jikkata a ranar Litinin a wani hari da aka kai kasuwa.",
    "Somali": "Ugu yaraan 12 qof ayaa la dilay, 30-na waa lagu dhaawacay weerar lagu qaaday suuq maalintii Isniinta.",
    "Finnish": "Ainakin kaksitoista ihmistä kuoli ja 30 haavoittui maanantaina torille tehdyssä iskussa.",
    "Arabic script": "قتل 12 شخصا على الأقل وأصيب 30 آخرون في قصف على سوق",
    "Persian": "دست‌کم ۱۲ نفر کشته و ۳۰ نفر زخمی شدند",
    "Urdu": "بازار پر حملے میں کم از کم 12 افراد ہلاک اور 30 زخمی ہوئے",
    "Cyrillic script": "Не менее 12 человек погибли и 30 получили ранения в понедельник",
    "Ukrainian": "Щонайменше 12 людей загинули і 30 поранено",
    "Hebrew": "לפחות 12 בני אדם נהרגו ו-30 נפצעו",
    "Devanagari script": "हमले में कम से कम 12 लोग मारे गए और 30 घायल हुए",
    "Chinese": "一个市场遭到袭击,至少12人死亡,30人受伤",
    "Japanese": "市場への攻撃で少なくとも12人が死亡し、30人が負傷した",
    "Korean": "시장 공격으로 최소 12명이 사망하고 30명이 부상했다",
    "Ethiopic script": "በገበያ ላይ በተፈጸመ ጥቃት ቢያንስ 12 ሰዎች ተገድለዋል",
    "Greek": "Τουλάχιστον 12 άνθρωποι σκοτώθηκαν και 30 τραυματίστηκαν",
}


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_named_and_nothing_is_read(name):
    found = extract(OTHERS[name])
    assert found.drafts == ()
    assert found.language_note == f"The text seems to be in {name}; only English is read."


@pytest.mark.parametrize(
    "text",
    [
        "Russia says 12 killed in Donetsk",
        "Le Monde and El País said 12 people were killed in La Paz.",
        "The ministry (وزارة الصحة) said that 12 people were killed in Gaza.",
        "Abdul Qadir Al-Mahdi, Mohammed Al-Yusuf, Hassan Ibn Ali and Omar Al-Hakim killed 12 people.",
        "SHELLING KILLED 12 PEOPLE IN ZARIA AND WOUNDED MANY MORE, POLICE SAID ON MONDAY.",
    ],
)
def test_english_is_read_whatever_names_it_holds(text):
    found = extract(text)
    assert found.language_note is None
    assert [d.record.value for d in found.drafts] == [12]


def test_a_paragraph_in_another_language_is_cut_and_the_rest_is_read():
    english = "Shelling killed 12 people in Zaria, the Red Cross said on Monday, and it warned of more to come."
    text = "\n\n".join([english, OTHERS["Spanish"], OTHERS["Arabic script"], english.replace("12", "14")])
    found = extract(text)
    assert [d.record.value for d in found.drafts] == [12, 14]
    assert [c.reason for c in found.cut] == ["in Spanish, not English", "in Arabic script, not English"]


def test_a_list_of_nouns_is_no_other_language():
    text = "Shelling killed 12 people, the Red Cross said.\n\nBandages, blankets, tents, water, rice, beans, salt, soap"
    assert extract(text).cut == ()


def test_no_words_at_all_is_said():
    assert extract("12 / 30 / 2015 ...").language_note == "The text holds no words that can be read."
