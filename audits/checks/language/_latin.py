"""Which of the languages in Latin letters a text is written in, by the words that come most often.

A word that several languages have counts for each of them, but for less; when two are close there
is no answer.
"""

import re
from collections import Counter

COMMON = {
    "en": """the of and to a in is it you that he was for on are with as his they be at this have
        from or had by but some what there we can out other were all your when up how said an
        each she which their if will would about into than its only over also after our us my me
        put take get read see click here page home city hall office map photo picture image logo
        information please more has no word not been where who them then these those do does did
        any may must should could english french new news year years people children festival
        summer winter spring autumn river mountain view street park school train station bus
        open close contact search help welcome day days time first second because while between
        free love through under before during without against always never name names made""",
    "fr": """le la les de des du et un une en est que qui dans pour pas sur au aux avec ce ces cette
        son sa ses il elle ils elles nous vous je tu on ne se plus par mais ou où sont être
        avoir fait comme tout tous toute toutes même très bien aussi leur leurs si sans sous
        entre après avant depuis dire comment put quand cela ça été était ont peut faire deux
        notre votre nos vos mon ma mes ton ta tes année an ans jour jours bonne bon bonjour
        merci mairie ville rue français anglais mot mots chez vers donc car ici l d j qu c n s m""",
    "de": """der die das und ist nicht ein eine einen einem einer eines zu den von mit dem des auf
        für im sich sie er es ich wir ihr wie als auch an bei aus nach werden wird war hat haben
        sind so dass oder aber nur noch über unter vor durch zum zur um bis kann können mehr
        sehr wenn man uns unser unsere sein seine ihre diese dieser dieses jahr jahre stadt tag
        guten neue neues deutsch wort bitte hier""",
    "nl": """de het een en van in is dat op te zijn met voor niet aan er om ook als dan bij uit naar
        door over maar nog wel tot wordt worden werd zij hij wij je ik u ze heeft hebben had was
        waren kan kunnen meer geen dit deze die wat wie waar hoe onze ons uw jaar dag stad
        gemeente goed nieuw nieuwe nederlands nederlandse woord""",
    "es": """el la los las de del y en un una unos unas es que por para con no se su sus al lo como
        más pero o este esta estos estas ese esa son está están fue ser ha han hay si sí yo tú
        él ella nos nosotros ustedes muy también sin sobre entre hasta desde cuando donde todo
        todos todas año años día días ciudad español inglés palabra gracias bienvenidos aquí
        otra otro nuestra nuestro información""",
    "pt": """o a os as de do da dos das e em no na nos nas um uma é que por para com não se seu sua
        seus suas ao à aos às como mais mas ou este esta estes estas esse essa são está estão
        foi ser tem há eu você ele ela nós muito também sem sobre entre até quando onde todo
        todos todas ano anos dia dias cidade português palavra obrigado bem-vindo aqui outro
        outra nosso nossa informação informações pelo pela""",
    "it": """il lo la i gli le di del della dei delle degli e in un una uno è che per con non si su
        al alla ai alle da dal dalla nel nella come più ma o questo questa questi queste sono ha
        hanno fu essere io tu lui lei noi voi molto anche senza sopra tra fra fino quando dove
        tutto tutti tutte anno anni giorno città italiano parola grazie benvenuti qui altro
        altra nostro nostra dire buon servizi servizio comune l d dell nell all""",
    "da": """og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har
        om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal
        selv her alle vil blev kunne ind når være kan også dansk ord år dag by meget efter""",
    "sv": """och i att det som en på är av för med till den har de inte om ett han men var jag sig
        från vi så kan när man hade du än nu över hon sin dem ut där eller vad ska skulle här
        alla vill blev kunde in vara också svenska ord år dag stad mycket efter""",
    "no": """og i jeg det at en et den til er som på de med han av for ikke der var meg seg men har
        om vi min hadde ham hun nå over da fra du ut sin dem oss opp man hans hvor eller hva
        skal selv her alle vil ble kunne inn når være kan også norsk ord år dag by mye etter""",
    "fi": """ja on ei se että hän oli ovat tai kun niin mutta myös joka ole sen sitä mukaan voi kuin
        kanssa jos tämä minä sinä me te he mitä missä nyt vain hyvä uusi vuosi päivä kaupunki
        suomi suomen""",
    "pl": """i w z na do nie się to że jest o jak po co tak za od by dla są był była ale czy lub tym
        przez przy oraz ich jego jej może można być już tylko także rok lat dzień miasto polski
        słowo""",
    "vi": """và của là có trong được cho các một những không với này người khi đã để đến từ ở về như
        ra năm ngày thành phố tiếng việt bạn tôi""",
    "id": """yang dan di ini itu dengan untuk dari tidak dalam pada adalah akan ke oleh atau juga
        sudah saya kami kita anda mereka ada bisa dapat telah lebih seperti karena tahun hari
        kota bahasa indonesia tersebut""",
    "tl": """ang ng sa mga na ay at ko mo siya ako ito hindi para kung may mula nang lang din rin
        kami tayo sila ninyo po kayo wala lahat araw taon lungsod wika""",
    "tr": """ve bir bu için ile da de çok daha olarak olan var ne gibi kadar sonra ama veya en her
        şehir yıl gün türkçe değil""",
}
WORDS = {lang: frozenset(words.split()) for lang, words in COMMON.items()}
SHARED = Counter(word for words in WORDS.values() for word in words)
SAME = {"nb": "no", "nn": "no", "fil": "tl", "ms": "id", "gl": "pt", "ca": "es"}
CLOSE = [{"da", "no", "sv"}, {"es", "pt"}, {"id", "tl"}]
FEWEST = 2  # words of the language
LEAST = 1.0  # of a word that no other has
CLEAR = 4.0  # so many times the language that is claimed
SHARE = 0.3  # of all words
MANY, BEYOND_DOUBT = 60, 12.0
"""Words of a text that leaves no doubt, and so many times the language that is claimed."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{1,200}[\"”“»]")

NAMES = {
    "en": {"english"},
    "fr": {"français", "francais"},
    "de": {"deutsch"},
    "nl": {"nederlands"},
    "es": {"español", "espanol"},
    "pt": {"português", "portugues"},
    "it": {"italiano"},
    "vi": {"tiếng việt", "tieng viet"},
    "id": {"bahasa indonesia"},
    "tl": {"tagalog", "filipino"},
    "zh": {
        "中文",
        "简体中文",
        "繁體中文",
        "繁体中文",
        "中文简体",
        "中文繁體",
        "汉语",
        "简体",
        "繁體",
    },
    "ko": {"한국어", "한글"},
    "ru": {"русский"},
    "uk": {"українська"},
    "th": {"ภาษาไทย", "ไทย"},
    "ne": {"नेपाली"},
    "my": {"မြန်မာ", "မြန်မာဘာသာ"},
    "ar": {"العربية"},
    "ja": {"日本語", "やさしい日本語"},
}
"""Names of languages in their own language, as menus have them."""


def base(tag: str) -> str:
    """The language of a tag, without region and script.

    >>> base("nb-NO"), base("EN")
    ('no', 'en')
    """
    own = tag.strip().lower().partition("-")[0]
    return SAME.get(own, own)


def weights(text: str) -> tuple[dict[str, float], dict[str, int], int]:
    """For each language the weight and the number of its words in the text; and all words.

    What is quoted may be in another language, and counts only if nothing else is there.
    """
    outside = WORD.findall(QUOTED.sub(" ", text))
    words = [word.lower() for word in outside or WORD.findall(text)]
    weight = {
        lang: sum(1 / SHARED[word] for word in words if word in known)
        for lang, known in WORDS.items()
    }
    hits = {lang: sum(word in known for word in words) for lang, known in WORDS.items()}
    return weight, hits, len(words)


def seen_instead(text: str, claimed: str) -> str:
    """The language that a text is clearly in, when it is not the claimed one; else nothing.

    >>> seen_instead("La mairie est ouverte tous les jours", "en")
    'fr'
    >>> seen_instead("Midori Park Map", "fr")
    'en'
    >>> seen_instead("Menu special", "fr")
    ''
    """
    own = base(claimed)
    if own not in WORDS:
        return ""
    weight, hits, words = weights(text)
    best = max(weight, key=lambda lang: weight[lang])
    rivals = [weight[lang] for lang in weight if lang != best and not close(lang, best)]
    if (
        best == own
        or close(best, own)
        or hits[best] < FEWEST
        or weight[best] < LEAST
        or hits[best] < SHARE * words
        or weight[best] < CLEAR * weight[own]
        or weight[best] < 1.5 * max(rivals)
    ):
        return ""
    return best


def is_beyond_doubt(text: str, seen: str, claimed: str) -> bool:
    """Whether a long text is so full of one language's words, and so empty of the other's."""
    weight, hits, words = weights(text)
    mostly = words >= MANY and hits[seen] >= SHARE * words
    return mostly and weight[seen] >= BEYOND_DOUBT * weight[base(claimed)]


def close(one: str, other: str) -> bool:
    """Whether two languages are too much alike to be told apart by words."""
    return one != other and any({one, other} <= family for family in CLOSE)


def language_named(text: str) -> str:
    """The language whose own name a text is, or nothing.

    >>> language_named("English"), language_named("English books")
    ('en', '')
    """
    plain = text.strip(" 　()（）[]【】・>»").lower()
    return next((lang for lang, names in NAMES.items() if plain in names), "")
