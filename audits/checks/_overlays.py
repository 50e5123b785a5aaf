"""Scripts of overlay widgets: products that promise accessibility by a line of JavaScript.

Each product with the host that its own instructions say to load it from, and where they say so.
"""

OVERLAYS = {
    "acsbapp.com": ("accessiBe", "https://accessibe.com/support/installation"),
    "cdn.userway.org": ("UserWay", "https://userway.org/get/"),
    "wsmcdn.audioeye.com": ("AudioEye", "https://www.audioeye.com/"),
    "cdn.equalweb.com": ("EqualWeb", "https://www.equalweb.com/"),
    "cdn.accessibly.app": ("Accessibly", "https://accessiblyapp.com/"),
    "ws.facil-iti.app": ("FACIL'iti", "https://www.facil-iti.com/"),
    "ws.facil-iti.com": ("FACIL'iti", "https://www.facil-iti.com/"),
    "api.reciteme.com": ("Recite Me", "https://reciteme.com/"),
    "eye-able-cdn.com": ("Eye-Able", "https://www.eye-able.com/"),
    "cdn.eye-able.com": ("Eye-Able", "https://www.eye-able.com/"),
}
