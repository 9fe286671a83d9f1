//! People of the demo world who are users before anybody logs in.

use mitid_erhverv_simulator::{Identity, demo_identities, identities::professional_uuid};
use shared::{role_grant::GrantSource, user::UserKind};
use uuid::Uuid;

use crate::bootstrap::{FirstGrant, FirstUser};

const JOBAG_USER: &str = "JobAG.Virksomhedsbruger";
const LBA: &str = "Brugeradministration.LBA";
const CASE_WORKER: &str = "Arbejdsmarkedsportalen.Sagsbehandler";
const DESK: &str = "Brugeradministration.Landssupport";
const AUDITOR: &str = "Brugeradministration.Revisor";
const ADMINISTRATOR: &str = "Brugeradministration.Systemforvalter";

fn set_up(role: &str) -> FirstGrant {
    FirstGrant {
        role: role.to_owned(),
        source: GrantSource::Bootstrap,
        reason: "Tildelt, da demoverdenen blev oprettet.".to_owned(),
    }
}

fn imported(role: &str) -> FirstGrant {
    FirstGrant {
        role: role.to_owned(),
        source: GrantSource::Import,
        reason: "Havde adgang før 16. juni 2025.".to_owned(),
    }
}

/// What a person of the demo world is and holds; none for those who are not users yet.
fn registered(key: &str) -> Option<(UserKind, Vec<FirstGrant>)> {
    let found = match key {
        "lba-nordisk" | "lba2-nordisk" | "lba-fjord" | "lba-jobvejen" => {
            (UserKind::Medarbejder, vec![set_up(LBA)])
        }
        "bruger-nordisk" => (UserKind::Medarbejder, vec![imported(JOBAG_USER)]),
        "lba-aarhus" | "lba-3f" => (UserKind::Sagsbehandler, vec![set_up(LBA)]),
        "sagsbehandler-aarhus" => (UserKind::Sagsbehandler, vec![set_up(CASE_WORKER)]),
        "konsulent-jobvejen" | "ny-jobvejen" => (UserKind::Medarbejder, vec![]),
        "medarbejder-3f" => (UserKind::Sagsbehandler, vec![]),
        "support-1" | "support-2" => (UserKind::Medarbejder, vec![set_up(DESK)]),
        "revisor" => (UserKind::Medarbejder, vec![set_up(AUDITOR)]),
        "forvalter" => (UserKind::Medarbejder, vec![set_up(ADMINISTRATOR)]),
        _ => return None,
    };
    Some(found)
}

fn user(identity: &Identity) -> Option<(String, FirstUser)> {
    let (kind, grants) = registered(&identity.key)?;
    let user = FirstUser {
        professional_uuid: identity.professional_uuid?,
        name: identity.name.clone(),
        email: identity.email.clone(),
        kind,
        grants,
    };
    Some((identity.cvr.clone()?, user))
}

/// The users of the demo world, each with the CVR number of the home organisation.
pub(super) fn users() -> Vec<(String, FirstUser)> {
    demo_identities().iter().filter_map(user).collect()
}

/// What the consultant of the provider holds at Aarhus Kommune, under the agreement.
pub(super) fn under_agreement() -> (Uuid, FirstGrant) {
    let role = set_up(CASE_WORKER);
    (professional_uuid::KONSULENT_JOBVEJEN, role)
}

#[cfg(test)]
mod tests {
    use super::users;

    #[test]
    fn whoever_is_new_or_has_nothing_in_a_company_is_no_user_yet() {
        let users = users();
        assert_eq!(users.len(), 15);
        for new in [
            "Bo Vestergaard",
            "Oliver Bak",
            "Susanne Solgaard",
            "Emil Thorup",
        ] {
            assert!(users.iter().all(|(_, user)| user.name != new), "{new}");
        }
    }
}
