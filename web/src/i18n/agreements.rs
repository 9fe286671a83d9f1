//! Texts about agreements with providers (andre aktører).

use shared::{agreement::AgreementState, language::Bilingual};

shared::catalogue! {
    TITLE = "Aftaler med andre aktører", "Agreements with providers";
    LEAD = "En anden aktørs medarbejdere kan have roller hos en kommune, så længe en registreret aftale gælder. Slutter aftalen, ophører rollerne.", "A provider's employees can have roles at a kommune while a recorded agreement is in force. When it ends, the roles end.";
    EMPTY = "Der er ingen aftaler", "There are no agreements";
    EMPTY_HINT = "Her kan du se aftaler mellem kommuner eller jobcentre og andre aktører, når de er registreret.", "Here you can see agreements between kommuner or job centres and providers once they are recorded.";
    AGREEMENT = "Aftale {reference}", "Agreement {reference}";
    COLUMN_AGREEMENT = "Aftale", "Agreement";
    PROVIDER = "Anden aktør", "Provider";
    PRINCIPAL = "Hos", "At";
    FROM = "Fra", "From";
    UNTIL = "Til", "Until";
    STATE = "Status", "Status";
    UPCOMING = "Ikke begyndt", "Not begun";
    IN_FORCE = "Gælder", "In force";
    ENDED = "Ophørt", "Ended";
    RECORDED_BY = "Registreret af", "Recorded by";
    ENDED_BY = "Afsluttet af", "Ended by";
    WHY = "Begrundelse", "Reason";
    HOLDERS = "Roller efter aftalen", "Roles under the agreement";
    NO_HOLDERS = "Ingen roller at vise", "No roles to show";
    NO_HOLDERS_HINT = "Her står de medarbejdere, der har en rolle efter aftalen. På tværs af organisationer ses de først efter et opslag med begrundelse.", "Here are the employees who have a role under the agreement. Across organisations they are seen only after a look-up with a reason.";
    COLUMN_NAME = "Navn", "Name";
    COLUMN_ROLE = "Rolle", "Role";
    END = "Afslut aftalen", "End the agreement";
    END_EFFECT = "Alle roller efter aftalen ophører straks. Den anden aktør får besked. Det kan ikke fortrydes.", "All roles under the agreement end at once. The provider is told. This cannot be undone.";
    ENDED_TOAST = "Aftalen er afsluttet", "The agreement has been ended";
    LIMIT = "Forkort aftalen", "Bring the end forward";
    LIMIT_EFFECT = "Aftalen kan kun forkortes. Roller, der varer længere, slutter sammen med den.", "The end can only be brought forward. Roles that last longer end with it.";
    LIMIT_UNTIL = "Ny slutdato", "New end date";
    LIMIT_HINT = "Til og med denne dag", "Until and including this day";
    LIMIT_MISSING = "Skriv den nye slutdato", "Write the new end date";
    LIMITED_TOAST = "Aftalen er forkortet", "The agreement's end has been brought forward";
}

/// How an agreement stands.
pub(crate) const fn state(state: AgreementState) -> Bilingual {
    match state {
        AgreementState::Upcoming => UPCOMING,
        AgreementState::InForce => IN_FORCE,
        AgreementState::Ended => ENDED,
    }
}
