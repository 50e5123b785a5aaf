"""Scripts of overlay widgets: products that promise accessibility by a line of JavaScript.

Each with the hosts that it is loaded from. Most are those that AccessiByeBye keeps from loading, a
browser extension for people whom such products hinder:
https://github.com/PneumaSolutions/accessibyebye-extension/blob/main/src/providers.ts
The others stand where they are named.
"""

PRODUCTS = {
    "accessiBe": ("acsbap.com", "acsbapp.com"),
    "UserWay": ("userway.org",),
    "AudioEye": ("audioeye.com",),
    "EqualWeb": ("cdn.equalweb.com", "nagich.com", "nagich.co.il"),
    "TruAbilities": ("truabilities.com",),
    "MaxAccess": ("maxaccess.io",),
    "User1st": ("user1st.info",),
    # The second is in the code that shops on Shopify have been given.
    "Accessibly": ("accessiblyapp.com", "cdn.accessibly.app"),
    # The second is named by its own settings: eA_path = 'https://www.eye-able-cdn.com/'.
    "Eye-Able": ("cdn.eye-able.com", "eye-able-cdn.com"),
    # Services of https://github.com/AmauriC/tarteaucitron.js; the second is its newer embed code's.
    "FACIL'iti": ("ws.facil-iti.com", "cdn.facil-iti.app"),
    # The embed code's serviceUrl: //api.reciteme.com/asset/js?key=
    "Recite Me": ("api.reciteme.com",),
}

OVERLAYS = {host: name for name, hosts in PRODUCTS.items() for host in hosts}
"""The product that belongs to a host."""
