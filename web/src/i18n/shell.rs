//! Texts around every page, and pages about the application itself.

shared::catalogue! {
    PORTAL_STAR = "STAR Brugeradministration", "STAR User Administration";
    PORTAL_AMP = "Arbejdsmarkedsportalen", "Arbejdsmarkedsportalen";
    SOLUTION = "Brugeradministration", "User administration";
    AUTHORITY = "Styrelsen for Arbejdsmarked og Rekruttering", "The Danish Agency for Labour Market and Recruitment";
    SUPPORT = "Support:", "Support:";
    SKIP = "Gå til sidens indhold", "Skip to main content";
    LOG_OFF = "Log af", "Log out";
    LOG_ON = "Log ind", "Log in";
    MENU = "Menu", "Menu";
    MAIN_MENU = "Hovedmenu", "Main menu";
    CHOOSE_LANGUAGE = "Vælg sprog", "Choose language";
    WAITING_FOR_YOU = "{n} venter på dig", "{n} waiting for you";

    NAV_OVERVIEW = "Overblik", "Overview";
    NAV_MY_ACCESS = "Mine adgange", "My access";
    NAV_MY_REQUESTS = "Mine anmodninger", "My requests";
    NAV_ASK = "Anmod om adgang", "Request access";
    NAV_INBOX = "Anmodninger", "Requests";
    NAV_QUEUE = "Kø", "Queue";
    NAV_USERS = "Brugere", "Users";
    NAV_AUDIT = "Adgangslog", "Access log";
    NAV_ROLES = "Rollekatalog", "Role catalogue";
    NAV_MODULES = "Skift af modul", "Change of module";
    NAV_IMPORT = "Import", "Import";
    NAV_LOOK_UP = "Opslag", "Look-up";
    NAV_AGREEMENTS = "Aftaler", "Agreements";
    NAV_ORGANISATIONS = "Organisationer", "Organisations";
    NAV_ORGANISATION = "Organisation", "Organisation";

    FOOTER_ACCESSIBILITY = "Tilgængelighedserklæring", "Accessibility statement";
    FOOTER_PRIVACY = "Privatlivspolitik", "Privacy";
    FOOTER_COOKIES = "Cookies", "Cookies";
    VERSION = "Version {n}", "Version {n}";

    SIGN_IN_TITLE = "Log ind for at administrere adgange", "Log in to manage access";
    SIGN_IN_LEAD = "Her giver virksomheder, kommuner og a-kasser deres medarbejdere adgang til arbejdsmarkedets portaler, og medarbejdere anmoder om den adgang, de mangler.", "Here companies, municipalities and unemployment funds give their employees access to the labour market portals, and employees request the access they need.";
    SIGN_IN = "Log ind med MitID Erhverv", "Log in with MitID Erhverv";
    SIGN_IN_NEED_TITLE = "Det skal du bruge", "What you need";
    SIGN_IN_NEED_1 = "MitID Erhverv fra den organisation, du arbejder for", "MitID Erhverv from the organisation you work for";
    SIGN_IN_NEED_2 = "Login på mindst niveau Betydelig", "A login at level Substantial or higher";
    SIGN_IN_HELP = "Har du ikke MitID Erhverv, skal din organisations administrator oprette dig på mitid-erhverv.dk.", "If you do not have MitID Erhverv, your organisation's administrator must create you at mitid-erhverv.dk.";

    EXPIRED_TITLE = "Du er blevet logget af", "You have been logged out";
    EXPIRED_TEXT = "Der er gået for lang tid, siden du sidst gjorde noget. Det, du har skrevet på siden, er her stadig. Log ind igen i en ny fane, og kom så tilbage hertil.", "Too much time has passed since you last did something. What you have written on the page is still here. Log in again in a new tab, then come back here.";
    LOG_ON_AGAIN = "Log ind igen", "Log in again";
    NEW_TAB = "(åbner i en ny fane)", "(opens in a new tab)";
    WELCOME_BACK = "Du er logget ind igen", "You are logged in again";
    OFFLINE = "Du har ingen internetforbindelse. Du kan læse videre, men ikke gemme, før den er tilbage.", "You have no internet connection. You can go on reading, but not save, until it is back.";
}
