//! Texts about attributes of organisations.

shared::catalogue! {
    TITLE = "Egenskaber", "Attributes";
    LEAD = "Hvad organisationen har på plads. En rolle kan kræve en egenskab af den organisation, som brugeren hører til.", "What the organisation has in place. A role can require an attribute of the organisation that the user belongs to.";
    NONE_HAD = "Der er ikke registreret nogen.", "None is registered.";
    HAD_SINCE = "{name}, siden {day}", "{name}, since {day}";
    SEE_ALL = "Se alle egenskaber", "See all attributes";
    COLUMN_NAME = "Egenskab", "Attribute";
    COLUMN_SINCE = "Registreret", "Registered";
    COLUMN_ACT = "Ret", "Change";
    SINCE = "Siden {day}", "Since {day}";
    NOT_HAD = "Nej", "No";
    EMPTY = "Der er ingen egenskaber", "There are no attributes";
    EMPTY_HINT = "En systemforvalter opretter dem ved siden af rollekataloget.", "A system administrator adds them beside the role catalogue.";
    WHO = "Landssupporten registrerer, hvad organisationen har.", "Landssupporten registers what the organisation has.";

    GIVE = "Giv", "Give";
    GIVE_TITLE = "Registrér: {name}", "Register: {name}";
    GIVE_EFFECT = "Organisationens lokale brugeransvarlige får besked.", "The organisation's LBAs are told.";
    GIVE_ONE = "1 tildeling, der er sat i bero, begynder at virke med det samme.", "1 suspended grant takes effect at once.";
    GIVE_MANY = "{n} tildelinger, der er sat i bero, begynder at virke med det samme.", "{n} suspended grants take effect at once.";
    GIVEN_TOAST = "{name} er registreret", "{name} has been registered";
    TAKE = "Fjern", "Remove";
    TAKE_TITLE = "Fjern: {name}", "Remove: {name}";
    TAKE_NONE = "Ingen tildelinger holder op med at virke. Organisationens lokale brugeransvarlige får besked.", "No grant ceases to be in effect. The organisation's LBAs are told.";
    TAKE_ONE = "1 tildeling holder op med at virke med det samme. Den virker igen, hvis egenskaben kommer tilbage.", "1 grant ceases to be in effect at once. It is in effect again if the attribute comes back.";
    TAKE_MANY = "{n} tildelinger holder op med at virke med det samme. De virker igen, hvis egenskaben kommer tilbage.", "{n} grants cease to be in effect at once. They are in effect again if the attribute comes back.";
    TAKEN_TOAST = "{name} er fjernet", "{name} has been removed";
    REHEARSAL = "Se, hvad det betyder.", "See what it means.";

    KEEP_TITLE = "Organisationers egenskaber", "Attributes of organisations";
    KEEP_LEAD = "Egenskaber, som roller kan kræve af den organisation, som brugeren hører til. Landssupporten registrerer, hvilke organisationer der har dem.", "Attributes that roles can require of the organisation that the user belongs to. Landssupporten registers which organisations have them.";
    KEEP_EMPTY_HINT = "Opret den første nedenfor.", "Add the first one below.";
    COLUMN_REQUIRED_BY = "Kræves af", "Required by";
    ADD = "Opret egenskab", "Add attribute";
    RENAME = "Ret tekst", "Change text";
    RENAME_OF = "Ret {name}", "Change {name}";
    SAVE = "Gem", "Save";
    KEY = "Nøgle", "Key";
    KEY_HINT = "Små bogstaver a-z, tal og bindestreg, for eksempel tilslutningsaftale. Den kan ikke ændres siden.", "Small letters a-z, digits and hyphens, for example tilslutningsaftale. It cannot be changed later.";
    ADDED_TOAST = "{name} er oprettet", "{name} has been added";
    CHANGED_TOAST = "{name} er rettet", "{name} has been changed";
}
