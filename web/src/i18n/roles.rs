//! Texts of the role catalogue.

use shared::{
    language::Bilingual,
    role::{Assurance, Authority, BreachKind, Confers, GrantTarget},
};

shared::catalogue! {
    TITLE = "Rollekatalog", "Role catalogue";
    LEAD = "Rollerne og reglerne for, hvem der må bede om dem, give dem og tage dem.", "The roles, and the rules for who may ask for them, give them and take them.";
    EMPTY = "Kataloget er tomt", "The catalogue is empty";
    EMPTY_HINT = "Opret den første rolle.", "Create the first role.";
    CREATE = "Opret rolle", "Create role";
    CHANGE = "Ret rolle", "Change role";
    CHANGE_TITLE = "Ret {name}", "Change {name}";
    LOCKED = "Ret rollen", "Change the role";
    HOLDERS = "Kan gives i", "May be given in";
    NOWHERE = "Gives kun, når systemet sættes op", "Given only when the system is set up";
    REQUIRES = "Kræver rollen", "Requires the role";
    REQUIRES_HINT = "Rollen virker kun, mens personen også har disse.", "The role is in effect only while the person has these too.";
    REQUIRES_ATTRIBUTES = "Kræver af organisationen", "Requires of the organisation";
    REQUIRES_ATTRIBUTES_HINT = "Rollen virker kun, mens brugerens egen organisation har disse.", "The role is in effect only while the user's own organisation has these.";
    REQUIRED_BY = "Kræves af", "Required by";
    CONFLICTS = "Kan ikke forenes med", "Cannot be combined with";
    CONFLICTS_HINT = "Ingen kan få rollen, mens de har en af disse.", "Nobody can be given the role while they have one of these.";
    NONE = "Ingen", "None";
    FACTS = "Om rollen", "About the role";
    RULES = "Regler", "Rules";
    RULES_LEAD = "En regel for hver slags organisation, som den, der har rollen, kan høre til.", "One rule for each kind of organisation that the holder may belong to.";
    RULES_FIXED = "Rollen har ingen regler, for den giver rettigheder i selve brugeradministrationen. Den gives kun, når systemet sættes op.", "The role has no rules, since it gives rights in the user administration itself. It is given only when the system is set up.";
    RULES_NONE = "Rollen har ingen regler og kan derfor ikke gives til nogen.", "The role has no rules and can therefore not be given to anybody.";
    REQUIRES_FIXED = "Rollen giver rettigheder i selve brugeradministrationen og kan derfor ikke afhænge af en anden rolle eller af, hvad organisationen har.", "The role gives rights in the user administration itself and can therefore not depend on another role, nor on what the organisation has.";
    KEY = "Nøgle", "Key";
    KEY_HINT = "System.Rolle, for eksempel Vitas.Bruger. Den kan ikke ændres siden.", "System.Role, for example Vitas.Bruger. It cannot be changed later.";
    NAME_DA = "Navn på dansk", "Danish name";
    NAME_EN = "Navn på engelsk", "English name";
    DESCRIPTION_DA = "Beskrivelse på dansk", "Danish description";
    DESCRIPTION_EN = "Beskrivelse på engelsk", "English description";
    ASSURANCE = "Sikringsniveau", "Assurance level";
    DAYS = "Højst antal dage", "Most days";
    DAYS_HINT = "Så længe kan rollen højst gives ad gangen. Tomt: uden grænse.", "The longest that the role can be given for at a time. Empty: no limit.";
    UNUSED_DAYS = "Går i dvale efter", "Becomes dormant after";
    UNUSED_DAYS_HINT = "Så mange dage uden brug, mindst 7. Tomt: aldrig. Rollen virker ikke, mens den er i dvale, og kan genaktiveres af den, der må give den.", "So many days without use, at least 7. Empty: never. The role is not in effect while it is dormant, and can be reactivated by whoever may give it.";
    UNUSED_FIXED = "Rollen går ikke i dvale, for ingen kunne genaktivere den.", "The role does not become dormant, since nobody could reactivate it.";
    UNUSED_NEVER = "Aldrig", "Never";
    UNUSED_AFTER = "{n} dage uden brug", "{n} days without use";
    FEWEST = "Mindst antal i en organisation", "Fewest in an organisation";
    MOST = "Højst antal i en organisation", "Most in an organisation";
    NO_LIMIT = "Uden grænse", "No limit";
    NOT_A_NUMBER = "Skriv et helt tal, eller lad feltet være tomt", "Write a whole number, or leave the field empty";
    CONFERS = "Giver her i systemet", "Gives in this system";
    CONFERS_NOTHING = "Ingenting: den åbner et andet system", "Nothing: it opens another system";
    KIND = "Organisation", "Organisation";
    PLACE = "Hvor", "Where";
    ASKED_BY = "Hvem kan anmode", "Who may ask";
    GIVEN_BY = "Hvem tildeler", "Who gives";
    TAKEN_BY = "Hvem fratager", "Who takes";
    NOT_GIVEN = "Kan ikke gives", "Cannot be given";
    PLACE_OWN = "Egen organisation", "Own organisation";
    PLACE_UMBRELLA = "Virksomhed", "Virksomhed";
    PLACE_JOBCENTRE = "Kommunens jobcenter", "The kommune's job centre";
    PLACE_AGREEMENT = "Efter aftale", "By agreement";
    ASKS_NOBODY = "Ingen", "Nobody";
    ASKS_SELF = "Medarbejderen", "The employee";
    ASKS_LBA = "LBA", "The LBA";
    ASKS_BOTH = "Medarbejderen og LBA", "The employee and the LBA";
    BY_LBA = "LBA", "The LBA";
    BY_DESK = "Landssupporten", "Landssupporten";
    LOW = "Lav", "Low";
    SUBSTANTIAL = "Betydelig", "Substantial";
    HIGH = "Høj", "High";
    SEE_EFFECT = "Se, hvad det betyder", "See what it means";
    EFFECT_TITLE = "Det betyder ændringen", "What the change means";
    EFFECT_NONE = "Ingen nuværende tildelinger rammes", "No present grants are affected";
    EFFECT_ONE = "1 nuværende tildeling strider mod rollen", "1 present grant is in breach of the role";
    EFFECT_MANY = "{n} nuværende tildelinger strider mod rollen", "{n} present grants are in breach of the role";
    EFFECT_FIRST = "De første {n} vises.", "The first {n} are shown.";
    COLUMN_WHO = "Hvem", "Who";
    COLUMN_WHY = "Hvorfor", "Why";
    SAVE = "Gem ændringen", "Save the change";
    ADD = "Opret rollen", "Create the role";
    BACK = "Ret igen", "Change again";
    SAVED_TOAST = "Rollen {name} er gemt", "The role {name} has been saved";
    UNCHANGED = "Du har ikke ændret noget", "You have not changed anything";
    ADMINISTERS = "Er lokal brugeransvarlig (LBA)", "Is a local user administrator (LBA)";
    DESK = "Handler for Landssupporten", "Acts for Landssupporten";
    AUDITS = "Læser alt, ændrer intet", "Reads everything, changes nothing";
    RUNS = "Forvalter systemet", "Runs the system";
    NO_RULE = "Ingen regel", "No rule";
    WRONG_PLACE = "Forkert sted", "Wrong place";
    CONFLICT = "Kan ikke forenes", "Cannot be combined";
    LACKS = "Mangler en rolle", "Lacks a role";
    LACKS_ATTRIBUTE = "Organisationen mangler noget", "The organisation lacks something";
    TOO_LONG = "For lang tid", "Too long";
    TOO_MANY = "For mange", "Too many";
    TOO_FEW = "For få", "Too few";
    FALLS_ASLEEP = "Går snart i dvale", "Soon dormant";
}

/// How strong a login.
pub(crate) const fn assurance(level: Assurance) -> Bilingual {
    match level {
        Assurance::Low => LOW,
        Assurance::Substantial => SUBSTANTIAL,
        Assurance::High => HIGH,
    }
}

/// Who gives or takes.
pub(crate) const fn authority(authority: Authority) -> Bilingual {
    match authority {
        Authority::Lba => BY_LBA,
        Authority::Landssupport => BY_DESK,
    }
}

/// Where a role is held.
pub(crate) const fn place(target: GrantTarget) -> Bilingual {
    match target {
        GrantTarget::Own => PLACE_OWN,
        GrantTarget::Umbrella => PLACE_UMBRELLA,
        GrantTarget::Jobcentre => PLACE_JOBCENTRE,
        GrantTarget::Agreement => PLACE_AGREEMENT,
    }
}

/// Who may ask.
pub(crate) const fn asks(by_self: bool, by_lba: bool) -> Bilingual {
    match (by_self, by_lba) {
        (true, true) => ASKS_BOTH,
        (true, false) => ASKS_SELF,
        (false, true) => ASKS_LBA,
        (false, false) => ASKS_NOBODY,
    }
}

/// What a role gives in this system itself.
pub(crate) const fn confers(confers: Option<Confers>) -> Bilingual {
    match confers {
        None => CONFERS_NOTHING,
        Some(Confers::AdministerOrganisation) => ADMINISTERS,
        Some(Confers::Landssupport) => DESK,
        Some(Confers::Audit) => AUDITS,
        Some(Confers::SystemAdministration) => RUNS,
    }
}

/// A kind of breach in a few words.
pub(crate) const fn breach(kind: BreachKind) -> Bilingual {
    match kind {
        BreachKind::NoRule => NO_RULE,
        BreachKind::WrongPlace => WRONG_PLACE,
        BreachKind::Conflict => CONFLICT,
        BreachKind::LacksPrerequisite => LACKS,
        BreachKind::LacksAttribute => LACKS_ATTRIBUTE,
        BreachKind::TooLong => TOO_LONG,
        BreachKind::TooManyHolders => TOO_MANY,
        BreachKind::TooFewHolders => TOO_FEW,
        BreachKind::FallsAsleep => FALLS_ASLEEP,
    }
}
