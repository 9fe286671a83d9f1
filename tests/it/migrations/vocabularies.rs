//! Closed vocabularies stand twice, as enums and as CHECKs; here they are compared.

use std::{collections::BTreeMap, fs};

use brugeradm::domain::caller::Capability;
use shared::{
    access_request::{RequestAction, RequestParty, RequestState},
    attachment::AttachmentType,
    audit::AuditOutcome,
    desk_task::DeskTaskKind,
    import::{ImportOutcome, ImportState},
    lba_appointment::AppointmentState,
    organisation::{Administration, OrganisationKind},
    role::{Assurance, Authority, GrantTarget},
    role_grant::GrantSource,
    user::{UserKind, UserStatus},
};

use super::{names, root};

/// The words that a column takes.
type Vocabularies = BTreeMap<String, Vec<String>>;

macro_rules! words {
    ($($enumeration:ty => $($place:literal),+;)+) => {
        [$($(($place.to_owned(), <$enumeration>::ALL.iter().map(|word| word.as_str().to_owned()).collect())),+),+]
            .into_iter()
            .collect()
    };
}

fn of_the_code() -> Vocabularies {
    words! {
        OrganisationKind => "organisations.kind", "role_rules.holder_kind", "administrations.kind";
        Administration => "organisations.administration", "administrations.administration",
            "cutovers.from_administration", "cutovers.to_administration";
        UserKind => "users.kind";
        UserStatus => "users.status";
        Assurance => "roles.assurance", "sessions.assurance";
        Capability => "roles.confers";
        GrantTarget => "role_rules.target";
        Authority => "role_rules.granted_by", "role_rules.revoked_by", "access_requests.authority";
        RequestAction => "access_requests.action";
        RequestState => "access_requests.state";
        AttachmentType => "request_attachments.media_type";
        RequestParty => "access_requests.awaiting", "request_messages.party";
        GrantSource => "role_grants.source";
        AuditOutcome => "audit_events.outcome";
        DeskTaskKind => "desk_tasks.kind";
        ImportState => "imports.state";
        ImportOutcome => "import_rows.outcome";
        AppointmentState => "lba_appointments.state";
    }
}

/// Every `CHECK (column IN ('…', …))` of an engine's migrations.
fn of_the_engine(engine: &str) -> Vocabularies {
    let mut found = Vocabularies::new();
    for name in names(engine) {
        let file = root()
            .join("migrations")
            .join(engine)
            .join(name)
            .join("up.sql");
        let text = fs::read_to_string(file).unwrap();
        for table in text.split("CREATE TABLE ").skip(1) {
            let (name, body) = table.split_once(" (").unwrap();
            let body = body.split("\n);").next().unwrap();
            for check in body.split("CHECK (").skip(1) {
                if let Some((column, rest)) = check.split_once(" IN (")
                    && column.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                {
                    let words = rest.split("))").next().unwrap().split(", ");
                    let words = words
                        .map(|word| word.trim_matches('\'').to_owned())
                        .collect();
                    found.insert(format!("{name}.{column}"), words);
                }
            }
        }
    }
    found
}

#[test]
fn every_check_of_both_engines_lists_the_words_of_its_enum() {
    for engine in ["sqlite", "postgres"] {
        assert_eq!(of_the_engine(engine), of_the_code(), "{engine}");
    }
}
