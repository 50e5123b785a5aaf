"""The tables of step 0013, which the steps up to it make: later names must not reach them.

A column is text unless its type follows it; of the key are those with a star.
"""

SCHEMA_0013 = {
    "run": "*id started finished kind registry seed:int settings versions",
    "site": (
        "*run *code name url country kana pref region type population:int lat:float lng:float "
        "fiscal_strength:float extra"
    ),
    "frame": (
        "*run *site status reason pages:int documents:int capped requests:int bytes:int "
        "seconds:float pause:float listed:int at_least:int traps"
    ),
    "page": (
        "*run *site *url state reason depth:int found_by also_by final_url status:int "
        "content_type bytes:int title text_hash gist sketch skeleton role role_evidence part "
        "order:int stratum probability:float"
    ),
    "outside": "*run *site *url text seen_on",
    "asked": "*run *host *began:float ended:float slot by bytes:int",
    "evidence": (
        "*run *site *url *viewport status reason final_url http_status:int title seen_at "
        "seconds:float resized:int facts:blob errors"
    ),
    "card": (
        "*run *id criterion impact title passed failed fix level certainty pillar replaces "
        "whole_page:int touches:int about more scope"
    ),
    "finding": (
        "*run *site *url *viewport *check *message outcome impact certainty count:int nodes "
        "snippets data boxes scored:int"
    ),
    "picture": (
        "*run *site *check *message url viewport selector box width:int height:int image:blob"
    ),
    "judged": "*run *site *url *viewport passed failed cant_tell inapplicable untested",
    "agentvisit": "*run *site *url *number:int agent outcomes:blob",
    "agentcomparison": (
        "*run *site status pages:int level:float reason url visits:int p_value:float within:float "
        "between:float"
    ),
    "mark": (
        "*run *site *url part stratum score:float low:float load:float blocking:int clean:int "
        "viewport"
    ),
    "score": (
        "*run *site status reason value:float low:float high:float se:float key_mean:float "
        "random_mean:float lower_bound:float key_pages:int random_pages:int failed_pages:int "
        "frame_pages:int blocking_pages:int blocking_low:float blocking_high:float "
        "problem_pages:int problem_low:float problem_high:float p10:float band borderline:int "
        "profile method rules frame outlook:float outlook_low:float outlook_high:float "
        "visit:float visit_low:float visit_high:float like_size:float lower_tier:float"
    ),
    "rank": (
        "*run *site *group rank:float low:int high:int of:int alike:int tie:float sure_low:int "
        "sure_high:int"
    ),
    "tier": (
        "*run *group status sites:int perfect:int dip:float dip_p:float silverman_p:float "
        "delta_bic:float ashman_d:float smaller_share:float valley:float antimode:float "
        "lower_mean:float upper_mean:float after_size after_vendor residents_lower:float decided "
        "sites_gain:float checks_gain:float latent_d:float latent_share:float shape_p:float "
        "apart_check apart_vendor latent_after_size latent_after_vendor"
    ),
    "gap": "*run *group *measure value:float low:float high:float sites:int",
    "shift": "*run *choice mean:float p95:float correlation:float sites:int",
    "loss": (
        "*run *site *by *check *group loss:float pages:int value:float low:float high:float "
        "se:float rank:float rank_low:int rank_high:int"
    ),
    "index": (
        "*run *site *audience access:float access_low:float access_high:float task:float "
        "mobile:float trust:float value:float low:float high:float se:float missing"
    ),
}
