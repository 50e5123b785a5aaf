"""What a label may say: the words of the labelled set, in one place."""

CITIZEN = frozenset(
    "tennyu tenshutsu shussho konin ninshin jidoteate_nintei hoiku_moshikomi shugaku shibo kokuho "
    "nenkin juminhyo zeishomei inkan mynacard kaigo_nintei shogai sodai vaccine risai".split()
)
"""The twenty tasks of residents, by their ids in procedures.json."""
BUSINESS = frozenset(
    "nyusatsu_shikaku nyusatsu denshi_keiyaku hojin_shiminzei jigyosho shokyaku tokucho sogyo "
    "yushi hojokin inshoku doro_senyo kenchiku kaihatsu shobo sanpai".split()
)
"""The sixteen tasks of businesses; `denshi_keiyaku` is bidding and signing by electronic means."""
BESIDE = frozenset(
    "kodomo_iryo bassai sentan_setsubi ippan_haikibutsu jigyo_gomi parking_permit passport saijo "
    "kokudo_riyo".split()
)
"""Tasks that are often met but count in no index (DOMAIN 3.1)."""
TASKS = CITIZEN | BUSINESS | BESIDE
CLASSES = ("city", "town", "village")
"""Size classes: from 100,000 people and wards; smaller cities and towns; below 10,000."""
BODIES = frozenset((*CLASSES, "pref", "nation"))
STEPS = range(6)
CHANNELS = frozenset("online booking prefill navi counter post phone fax store email line".split())
FACTS = frozenset("who bring when fee where".split())
FORMATS = frozenset("html pdf xls doc csv".split())
LANGUAGES = frozenset("ja easy en zh ko vi pt es tl id ne th my".split())
REFUSED = frozenset("online post phone fax email counter copy paper store proxy".split())
PAPER = frozenset("items seal copies original print envelope".split())
SYSTEMS = frozenset(
    "mynaportal etumo skantan logoform graffer lgpos taskasp elgfront harp psp okuyami nicotto "
    "selfhosted kintone gforms msforms line cgiform eltax etax egov jgrants gbizid onestop_setup "
    "ebid ogal ekanagawa eaichi kojinbango lgwaps gaasport sodaisys spmcloud pkashikan 11489 jwnet "
    "unknown test".split()
)
"""Ids of online_service_hosts.json; `unknown` is none of them, `test` a host for trials."""
DUTIES = frozenset("policy result evaluation".split())
LEVELS = frozenset(("A", "AA", "AAA"))
DEGREES = frozenset("準拠 一部準拠 配慮 適合 none".split())
CLAIM_KINDS = frozenset(("goal", "result"))
STANDARDS = frozenset("2004 2010 2016 wcag20 wcag21 wcag22".split())
TRUST = frozenset(
    "privacy security_txt open_data disaster search sitemap feedback contact_form languages push "
    "cookies card_free office https vendor".split()
)
