//! G11: an organisation's first LBA, by legal authority or by two persons of Landssupporten.

mod at_once;
mod by_law;
mod by_two;

use acceptance::{Call, Person, TestApp};
use serde_json::{Value, json};
use shared::{
    id::OrganisationId,
    lba_appointment::LbaAppointmentView,
    session::{Action, AllowedAction},
};

const LBA: &str = "Brugeradministration.LBA";
const APPOINTMENTS: &str = "/api/v1/lba-appointments";
const EVIDENCE: &str = "Fuldmagt fra direktøren af 12. juni, set i original.";
const REASON: &str = "Firmaet har ingen lokal brugeransvarlig.";

/// The path by which `person` takes the LBA role of their own organisation.
async fn claim_path(person: &Person) -> (OrganisationId, String) {
    let home = person.me().await.user.organisation.id;
    (home, format!("/api/v1/organisations/{home}/lba-claim"))
}

fn action(all: &[AllowedAction], action: Action) -> Option<&AllowedAction> {
    all.iter().find(|one| one.action == action)
}

/// The proposal of `person` as LBA of their own organisation.
async fn proposal(person: &Person) -> Value {
    let user = person.me().await.user;
    json!({
        "organisation_id": user.organisation.id, "user_id": user.id, "evidence": EVIDENCE,
        "reason": REASON, "case_reference": "SAG-44",
    })
}

/// The appointment that somebody of the desk has proposed just now.
pub(crate) async fn proposed(desk: &Person, person: &Person) -> LbaAppointmentView {
    desk.post(APPOINTMENTS, &proposal(person).await)
        .await
        .view()
}

pub(crate) fn decision(appointment: &LbaAppointmentView, what: &str) -> Call {
    let body = match what {
        "rejection" => json!({ "reason": "Fuldmagten gælder et andet firma." }),
        _ => json!({}),
    };
    Call::post(format!("{APPOINTMENTS}/{}/{what}", appointment.id))
        .json(&body)
        .if_match(appointment.version)
}

/// Somebody else of the company without an LBA.
async fn owner_and_employee(app: &TestApp) -> (Person, Person) {
    (app.login("ejer-solo").await, app.login("ny-solo").await)
}
