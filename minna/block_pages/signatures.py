"""Marks of products in their own answers: data, seen in the answers of the products named."""

HEADERS = {  # product → (header, values): set on its challenges alone
    "Cloudflare": ("cf-mitigated", ("challenge",)),
    "AWS WAF": ("x-amzn-waf-action", ("challenge", "captcha")),
}
SOURCES = {  # product → what stands together in the address of a script, frame or form of its gates
    "Imperva": (
        ("_incapsula_resource?", "incident"),
        ("_incapsula_resource?", "edet"),
        ("_incapsula_resource?", "swudnsai"),
        ("_incapsula_resource?", "cwudnsai"),
    ),
    "Cloudflare": (("/cdn-cgi/challenge-platform/", "orchestrate"),),
    "Akamai": (("errors.edgesuite.net",), ("/_sec/cp_challenge/",)),
    "DataDome": (("geo.captcha-delivery.com/",), ("ct.captcha-delivery.com/",)),
    "Radware": (("validate.perfdrive.com",),),
}
IDS = {  # product → ids of elements that only its gates have
    "Cloudflare": ("cf-challenge", "cf-error-details", "cf-browser-verification"),
    "Akamai": ("sec-if-cpt-container",),
    "PerimeterX": ("px-captcha",),
}
SCRIPTS = {  # product → what the inline scripts of its gates say
    "Cloudflare": ("window._cf_chl_opt",),
    "Sucuri": ("sucuri_cloudproxy_js",),
    "Imperva": ("_incapsula_resource?swudnsai", "_incapsula_resource?cwudnsai"),
    "DataDome": ("geo.captcha-delivery.com",),
}
WORDS = {  # product → what its gates say to a reader, in small letters
    "Imperva": ("request unsuccessful. incapsula incident id",),
    "Radware": ("radware captcha page", "radware bot manager captcha"),
    "Sucuri": ("sucuri website firewall - access denied",),
    "F5": ("the requested url was rejected. please consult with your administrator",),
    "SiteGuard": ("powered by siteguard", "powerd by siteguard", "blocked by siteguard"),
    "Sakura WAF": ("the server refuse to browse the page",),
    "Akamai": ("errors.edgesuite.net",),
}
COMPANIONS = {  # product → scripts that its gates have, and the pages behind them as well
    "AWS WAF": (".awswaf.com/",),
    "F5": ("/tspd/",),
    "Imperva": ("/_incapsula_resource?",),
    "DDoS-Guard": ("check.ddos-guard.net",),
    "PerimeterX": (".perimeterx.net/", ".px-cloud.net/"),
}
PARKING = (  # hosts that serve the pages of domains for sale
    "sedoparking.com",
    "parkingcrew.net",
    "bodis.com",
    "dan.com",
    "afternic.com",
    "above.com",
    "dsparking.com",
    "hugedomains.com",
    "domainmarket.com",
    "parklogic.com",
    "d1hi41nc56pmug.cloudfront.net",
)
PARKING_MARKS = (
    "/parking-lander/",
    "sedoparkingurl",
    "window.lander_system",
    'location.href="/lander',
)
