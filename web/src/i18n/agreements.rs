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
    RECORD = "Registrér aftale", "Record an agreement";
    RECORD_LEAD = "Den anden aktør får besked. En aftale kan senere forkortes, men ikke forlænges: en ny kontrakt er en ny aftale.", "The provider is told. An agreement can later be brought to an earlier end, not a later one: a new contract is a new agreement.";
    CHOOSE = "Vælg kommune eller jobcenter", "Choose a kommune or job centre";
    AT_MISSING = "Vælg, hvor den anden aktør arbejder", "Choose where the provider works";
    PROVIDER_CVR = "Den anden aktørs CVR-nummer", "The provider's CVR number";
    CVR_HINT = "8 cifre", "8 digits";
    CVR_WRONG = "Skriv CVR-nummeret med 8 cifre", "Write the CVR number with 8 digits";
    REFERENCE = "Kontrakt- eller sagsnummer", "Contract or case number";
    REFERENCE_WRONG = "Skriv et kontrakt- eller sagsnummer på højst 100 tegn", "Write a contract or case number of at most 100 characters";
    BEGINS = "Begynder", "Begins";
    BEGINS_HINT = "Nu, hvis du ikke skriver en dato", "Now, if you write no date";
    ENDS = "Slutter", "Ends";
    END_MISSING = "Skriv, hvornår aftalen slutter", "Write when the agreement ends";
    RECORDED_TOAST = "Aftalen er registreret", "The agreement has been recorded";
    GIVE = "Giv en rolle efter aftalen", "Give a role under the agreement";
    GIVE_EFFECT = "En medarbejder hos {provider} får rollen hos {principal}, højst så længe aftalen gælder.", "An employee of {provider} gets the role at {principal}, for no longer than the agreement is in force.";
    GIVE_CONFIRM = "Giv rollen", "Give the role";
    GIVEN_TOAST = "{name} har fået rollen", "{name} has been given the role";
    EMAIL = "Medarbejderens e-mail", "The employee's e-mail";
    EMAIL_HINT = "Den adresse, som den anden aktør har registreret", "The address that the provider has registered";
    EMAIL_WRONG = "Skriv medarbejderens e-mail", "Write the employee's e-mail";
    ROLE_MISSING = "Vælg en rolle", "Choose a role";
    GIVE_UNTIL = "Rollen slutter", "The role ends";
    GIVE_UNTIL_HINT = "Til og med denne dag; sammen med aftalen, hvis du ikke skriver en dato", "Until and including this day; with the agreement, if you write no date";
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
