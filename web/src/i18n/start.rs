//! Texts of the start page.

shared::catalogue! {
    NEEDS_YOU = "Det venter på dig", "Waiting for you";
    NOTHING_WAITS = "Der er ingen anmodninger, der venter på dig.", "No requests are waiting for you.";
    SEE_ALL = "Se alle anmodninger ({n})", "See all requests ({n})";
    SHORTCUTS = "Genveje", "Shortcuts";
    NO_LBA = "Jeres organisation har ikke en aktiv lokal brugeransvarlig (LBA).", "Your organisation has no active local user administrator (LBA).";
    LOOK_UP_HINT = "Find en bruger eller en organisation, når du har en grund", "Find a user or an organisation when you have a reason";
    USERS_HINT = "Find en bruger, se adgange, tildel og fratag", "Find a user, see access, grant and revoke";
    AUDIT_HINT = "Hvem har gjort hvad, hvornår og hvorfor", "Who did what, when and why";
    ACCESS_HINT = "De roller, du har i dag", "The roles you hold today";
    REQUESTS_HINT = "Følg anmodninger, og læs svar", "Follow requests and read answers";
    ASK_HINT = "Bed om en adgang, du mangler", "Ask for access that you need";
}
