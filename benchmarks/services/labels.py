"""What a label may say: the words of the labelled set, in one place."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CITIZEN = _words(
    "tennyu tenshutsu shussho konin ninshin jidoteate_nintei hoiku_moshikomi shugaku shibo kokuho "
    "nenkin juminhyo zeishomei inkan mynacard kaigo_nintei shogai sodai vaccine risai"
)
"""The twenty tasks of residents, by their ids in procedures.json."""
BUSINESS = _words(
    "nyusatsu_shikaku nyusatsu denshi_keiyaku hojin_shiminzei jigyosho shokyaku tokucho sogyo "
    "yushi hojokin inshoku doro_senyo kenchiku kaihatsu shobo sanpai"
)
"""The sixteen tasks of businesses; `denshi_keiyaku` is bidding and signing by electronic means."""
BESIDE = _words(
    "kodomo_iryo bassai sentan_setsubi ippan_haikibutsu jigyo_gomi parking_permit passport saijo "
    "kokudo_riyo"
)
"""Tasks that are often met but count in no index (DOMAIN 3.1)."""
TASKS = CITIZEN | BUSINESS | BESIDE
CLASSES = ("city", "town", "village")
"""Size classes: from 100,000 people and wards; smaller cities and towns; below 10,000."""
BODIES = frozenset((*CLASSES, "pref", "nation"))
STEPS = range(6)
CHANNELS = _words("online booking prefill navi counter post phone fax store email line")
FACTS = _words("who bring when fee where")
FORMATS = _words("html pdf xls doc csv")
LANGUAGES = _words("ja easy en zh ko vi pt es tl id ne th my")
REFUSED = _words("online post phone fax email counter copy paper store proxy")
PAPER = _words("items seal copies original print envelope")
SYSTEMS = _words(
    "mynaportal etumo skantan logoform graffer lgpos taskasp elgfront harp psp okuyami nicotto "
    "selfhosted kintone gforms msforms line cgiform eltax etax egov jgrants gbizid onestop_setup "
    "ebid ogal ekanagawa eaichi kojinbango lgwaps gaasport sodaisys spmcloud pkashikan 11489 jwnet "
    "unknown test"
)
"""Ids of online_service_hosts.json; `unknown` is none of them, `test` a host for trials."""
DUTIES = _words("policy result evaluation")
LEVELS = frozenset(("A", "AA", "AAA"))
DEGREES = _words("準拠 一部準拠 配慮 適合 none")
CLAIM_KINDS = frozenset(("goal", "result"))
STANDARDS = _words("2004 2010 2016 wcag20 wcag21 wcag22")
TRUST = _words(
    "privacy security_txt open_data disaster search sitemap feedback contact_form languages push "
    "cookies card_free office https"
)
VENDORS = _words(
    "shirasagi joruri smart_lgov cms8341 alaya icity netcrew 4uweb tsunago wordpress drupal none"
)
"""Products that made a page (DOMAIN 4); `none` is said of a page that only seems to show one."""
