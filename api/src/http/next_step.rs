//! What to do instead of what was refused, in words and as a path of the SPA.

use shared::{language::Language, organisation::Administration, problem::NextStep};

use crate::policy::{Next, denied::FirstLba};

shared::catalogue! {
    SUPPORT_REQUEST = "Send en supportanmodning til Landssupporten.", "Send a support request to Landssupporten.";
    CREATE_USER = "Opret brugeren først.", "Create the user first.";
    ASK_ANOTHER = "Bed en anden lokal brugeransvarlig (LBA) eller Landssupporten om det.", "Ask another LBA or Landssupporten to do it.";
    LOG_IN_AGAIN = "Log ind igen.", "Log in again.";
    GO_ON_IN_STAR = "Fortsæt i STAR Brugeradministration.", "Go on in STAR Brugeradministration.";
    GO_ON_IN_AMP = "Fortsæt i Arbejdsmarkedsportalen.", "Go on in Arbejdsmarkedsportalen.";
    GIVE_ROLE = "Giv personen den rolle først.", "Give the person that role first.";
    ASK_FOR_ROLE = "Anmod om den rolle først.", "Ask for that role first.";
    SEE_USER = "Se, hvad personen har, og fratag den anden rolle først.", "See what the person has, and take the other role first.";
    SEE_OWN_ACCESS = "Se dine adgange, og bed om at få den anden rolle fjernet først.", "See what you have, and ask to have the other role removed first.";
    TAKE_OVER = "Vent, eller overtag anmodningen.", "Wait, or take the request over.";
    REQUEST_ROLE = "Send en anmodning om rollen.", "Send a request for the role.";
    APPOINT = "Foreslå udpegningen, så en kollega kan bekræfte den.", "Propose the appointment, for a colleague to confirm.";
    LOOK_UP = "Skriv, hvorfor du slår op.", "Say why you look it up.";
    SEE_ATTRIBUTES = "Se, hvad organisationen mangler.", "See what the organisation lacks.";
    SEE_HOLDERS = "Se, hvem der har rollen.", "See who has the role.";
}

/// What to do instead, in words and as a path of the SPA.
pub fn next_step(next: &Next, language: Language) -> NextStep {
    let (text, href) = match next {
        Next::SendSupportRequest {
            subject,
            role,
            organisation,
        } => {
            let query = format!("bruger={subject}&rolle={role}&organisation={organisation}");
            (SUPPORT_REQUEST, format!("/supportanmodning?{query}"))
        }
        Next::CreateUser { role } => (CREATE_USER, create_and_ask(role)),
        Next::AskAnother => (ASK_ANOTHER, "/organisation".to_owned()),
        Next::TakeOver(request) => (TAKE_OVER, format!("/anmodninger/{request}")),
        Next::LogInAgain => (LOG_IN_AGAIN, "/auth/login?return_to=/".to_owned()),
        // Both modules are the same application; loaded anew it is the one that it should be.
        Next::GoOnIn(Administration::Star) => (GO_ON_IN_STAR, "/".to_owned()),
        Next::GoOnIn(Administration::Arbejdsmarkedsportalen) => (GO_ON_IN_AMP, "/".to_owned()),
        Next::GiveRole { subject, role } => {
            (GIVE_ROLE, format!("/brugere/{subject}/tildel?rolle={role}"))
        }
        Next::AskForRole { role } => (ASK_FOR_ROLE, format!("/anmod?rolle={role}")),
        Next::SeeUser { subject } => (SEE_USER, format!("/brugere/{subject}")),
        Next::SeeAttributes { organisation } => (
            SEE_ATTRIBUTES,
            format!("/organisationer/{organisation}/egenskaber"),
        ),
        Next::SeeOwnAccess => (SEE_OWN_ACCESS, "/mine-adgange".to_owned()),
        Next::RequestRole { role, organisation } => {
            let query = format!("rolle={role}&organisation={organisation}");
            (REQUEST_ROLE, format!("/anmod?{query}"))
        }
        Next::AppointFirstLba(place) => (APPOINT, format!("/udpeg-lba?{}", place.query())),
        Next::LookUp { user } => (LOOK_UP, format!("/opslag?bruger={user}")),
        Next::SeeHolders { role } => (SEE_HOLDERS, format!("/brugere?rolle={role}")),
    };
    NextStep {
        text: text.text(language).to_owned(),
        href,
    }
}

impl FirstLba {
    /// The form for it, filled in.
    fn query(&self) -> String {
        let Self {
            subject,
            organisation,
            request,
        } = self;
        format!("organisation={organisation}&bruger={subject}&anmodning={request}")
    }
}

/// Where a user is created, and then led on to asking Landssupporten for the role.
fn create_and_ask(role: &str) -> String {
    let escaped =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let ask = format!("/supportanmodning?rolle={}", escaped(role));
    format!("/brugere/opret?tilbage={}", escaped(&ask))
}
