//! Texts about users and what is done to them.

shared::catalogue! {
    LIST_TITLE = "Brugere", "Users";
    SEARCH_LABEL = "Søg efter navn, e-mail eller nummer", "Search by name, e-mail or number";
    FILTER_ROLE = "Rolle", "Role";
    FILTER_STATUS = "Status", "Status";
    COLUMN_ROLES = "Roller", "Roles";
    COLUMN_CHANGED = "Sidst ændret", "Last changed";
    NO_ROLES = "Ingen roller", "No roles";
    EMPTY = "Ingen brugere endnu", "No users yet";
    EMPTY_HINT = "Brugere oprettes, første gang de logger ind med MitID Erhverv. Du kan også oprette dem selv.", "Users are created the first time they log in with MitID Erhverv. You can also create them yourself.";
    NO_HITS = "Ingen brugere passer til søgningen", "No users match the search";
    NO_HITS_HINT = "Prøv en del af navnet eller e-mailen, eller fjern filtrene.", "Try part of the name or the e-mail, or remove the filters.";
    CREATE = "Opret bruger", "Create user";

    TABS = "Om brugeren", "About the user";
    TAB_ACCESS = "Adgange", "Access";
    TAB_REQUESTS = "Anmodninger", "Requests";
    TAB_LOG = "Log", "Log";
    TAB_FACTS = "Stamdata", "Details";
    NO_ACCESS = "Brugeren har ingen adgange", "The user has no access";
    NO_ACCESS_HINT = "Adgange, som brugeren får, kan ses her med, hvem der har givet dem og hvorfor.", "Access that the user is given can be seen here, with who gave it and why.";
    NO_REQUESTS = "Brugeren har ingen anmodninger", "The user has no requests";
    NO_REQUESTS_HINT = "Anmodninger om adgang, som brugeren har sendt, kan ses her.", "Requests for access that the user has sent can be seen here.";
    NO_LOG = "Der er intet i loggen om brugeren", "There is nothing in the log about the user";
    NO_LOG_HINT = "Her kan du se, hvad der er gjort for brugeren, af hvem og hvorfor.", "Here you can see what was done for the user, by whom and why.";
    GRANT = "Tildel rolle", "Grant a role";
    CHANGE = "Ret", "Change";
    DEACTIVATE = "Deaktivér", "Deactivate";
    REACTIVATE = "Genaktivér", "Reactivate";
    LOCKED_ALL = "Du kan ikke ændre noget for brugeren.", "You cannot change anything for the user.";
    LOCKED_GRANT = "Du kan ikke tildele roller.", "You cannot grant roles.";
    LOCKED_CHANGE = "Du kan ikke rette brugeren.", "You cannot change the user.";
    LOCKED_DEACTIVATE = "Du kan ikke deaktivere brugeren.", "You cannot deactivate the user.";
    LOCKED_REACTIVATE = "Du kan ikke genaktivere brugeren.", "You cannot reactivate the user.";
    KIND = "Brugertype", "Type of user";
    IDENTITY = "Id i MitID Erhverv", "Id in MitID Erhverv";
    IDENTITY_NONE = "Kendes, når brugeren har logget ind første gang", "Known once the user has logged in for the first time";

    GRANT_REASON = "Begrundelse: {reason}", "Reason: {reason}";
    REVOKE = "Fratag", "Revoke";
    REVOKE_LOCKED = "Kan ikke fratages her.", "Cannot be revoked here.";
    REVOKE_TITLE = "Fratag {name} rollen {role}?", "Revoke the role {role} from {name}?";
    REVOKE_EFFECT = "{name} mister straks adgangen i {organisation}. Du kan tildele rollen igen.", "{name} loses the access in {organisation} at once. You can grant the role again.";
    REVOKED_TOAST = "{name} har ikke længere rollen {role}", "{name} no longer holds the role {role}";

    DEACTIVATE_TITLE = "Deaktivér {name}?", "Deactivate {name}?";
    DEACTIVATE_NONE = "{name} kan ikke længere logge ind. Brugeren har ingen roller.", "{name} can no longer log in. The user holds no roles.";
    DEACTIVATE_EFFECT = "{name} kan ikke længere logge ind, og disse adgange stopper straks: {roles}. De virker igen, hvis du genaktiverer brugeren.", "{name} can no longer log in, and this access stops at once: {roles}. It works again if you reactivate the user.";
    DEACTIVATED_TOAST = "{name} er deaktiveret", "{name} has been deactivated";
    REACTIVATE_TITLE = "Genaktivér {name}?", "Reactivate {name}?";
    REACTIVATE_EFFECT = "{name} kan logge ind igen, og de adgange, der ikke er udløbet eller frataget, gælder igen.", "{name} can log in again, and access that has not expired or been revoked is in effect again.";
    REACTIVATED_TOAST = "{name} er aktiv igen", "{name} is active again";

    CREATE_TITLE = "Opret bruger", "Create user";
    CREATE_LEAD = "Brugeren bliver genkendt ved første login med MitID Erhverv på sin e-mail og organisationens CVR-nummer.", "The user is recognised at the first login with MitID Erhverv by e-mail and the organisation's CVR number.";
    FULL_NAME = "Fulde navn", "Full name";
    EMAIL_HINT = "Den e-mail, brugeren har i MitID Erhverv", "The e-mail that the user has in MitID Erhverv";
    IN_ORGANISATION = "Oprettes i", "Created in";
    NAME_MISSING = "Skriv brugerens fulde navn", "Write the user's full name";
    NAME_LONG = "Skriv højst 140 tegn", "Write at most 140 characters";
    EMAIL_MISSING = "Skriv brugerens e-mail", "Write the user's e-mail";
    EMAIL_MALFORMED = "Skriv en e-mail som navn@virksomhed.dk", "Write an e-mail such as name@company.dk";
    CREATED_TOAST = "{name} er oprettet", "{name} has been created";
    CHANGE_TITLE = "Ret {name}", "Change {name}";
    SAVE = "Gem", "Save";
    SAVED_TOAST = "Ændringerne er gemt", "The changes have been saved";
    MAY_NOT_CREATE = "Du kan ikke oprette brugere.", "You cannot create users.";

    GRANT_TITLE = "Tildel rolle til {name}", "Grant a role to {name}";
    STEP_CHOOSE = "Rolle og periode", "Role and period";
    STEP_CHECK = "Kontrollér", "Check";
    WHICH_ROLE = "Hvilken rolle?", "Which role?";
    CHOOSE_ROLE = "Vælg den rolle, du vil tildele", "Choose the role you would grant";
    NONE_TO_GRANT = "Der er ingen roller, du kan tildele her", "There are no roles you can grant here";
    NONE_TO_GRANT_HINT = "Nedenfor kan du se hvorfor, og hvad du kan gøre i stedet.", "Below you can see why, and what you can do instead.";
    NOT_POSSIBLE = "Roller, du ikke kan tildele ({n})", "Roles you cannot grant ({n})";
    LAST_DAY = "Sidste dag med rollen", "Last day with the role";
    LAST_DAY_HINT = "Lad felterne stå tomme, hvis rollen ikke skal slutte. For eksempel 31 12 2027.", "Leave the fields empty if the role shall not end. For example 31 12 2027.";
    WHY_GRANT = "Hvorfor tildeler du rollen?", "Why do you grant the role?";
    CASE_LABEL = "Sagsnummer", "Case number";
    CASE_LONG = "Skriv højst 100 tegn", "Write at most 100 characters";
    GRANT_EFFECT = "{name} får straks rollen {role} i {organisation}, {period}.", "{name} gets the role {role} in {organisation} at once, {period}.";
    GRANTED_TOAST = "{name} har nu rollen {role}", "{name} now holds the role {role}";
    DO_GRANT = "Tildel rollen", "Grant the role";
}
