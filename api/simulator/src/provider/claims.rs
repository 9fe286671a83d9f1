//! What a login says about a person: OIOSAML 3 attributes under their full names, as a bridge
//! from SAML to OpenID Connect hands them on.

use serde_json::{Map, Value, json};

use crate::{Identity, secret};

const SPEC_VERSION: &str = "https://data.gov.dk/model/core/specVersion";
const EID: &str = "https://data.gov.dk/model/core/eid/";
const NSIS: &str = "https://data.gov.dk/concept/core/nsis/";

/// The names of the claims, for the discovery document.
pub(super) const NAMES: [&str; 11] = [
    SPEC_VERSION,
    "https://data.gov.dk/concept/core/nsis/loa",
    "https://data.gov.dk/concept/core/nsis/ial",
    "https://data.gov.dk/concept/core/nsis/aal",
    "https://data.gov.dk/model/core/eid/fullName",
    "https://data.gov.dk/model/core/eid/email",
    "https://data.gov.dk/model/core/eid/professional/uuid/persistent",
    "https://data.gov.dk/model/core/eid/professional/cvr",
    "https://data.gov.dk/model/core/eid/professional/orgName",
    "https://data.gov.dk/model/core/eid/professional/authorizedToRepresent",
    "login_hint",
];

/// The claims about `identity`, in ID tokens and in userinfo alike. What is not known is absent.
pub(super) fn about(identity: &Identity) -> Map<String, Value> {
    let mut claims = Map::new();
    claims.insert(SPEC_VERSION.into(), json!("OIO-SAML-3.0"));
    for level in ["loa", "ial", "aal"] {
        claims.insert(format!("{NSIS}{level}"), json!(identity.assurance.as_str()));
    }
    claims.insert(format!("{EID}fullName"), json!(identity.name));
    claims.insert(format!("{EID}email"), json!(identity.email));
    // Lets a relying party send the person to another one without choosing an identity again.
    claims.insert("login_hint".into(), json!(identity.key));
    if identity.professional {
        claims.extend(about_organisation(identity));
    }
    claims
}

fn about_organisation(identity: &Identity) -> impl Iterator<Item = (String, Value)> {
    let uuid = identity.professional_uuid.map(|uuid| json!(uuid));
    let represents = &identity.may_represent;
    [
        ("professional/uuid/persistent", uuid),
        ("professional/cvr", identity.cvr.as_ref().map(|v| json!(v))),
        (
            "professional/orgName",
            identity.organisation_name.as_ref().map(|v| json!(v)),
        ),
        (
            "professional/authorizedToRepresent",
            (!represents.is_empty()).then(|| json!(represents)),
        ),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((format!("{EID}{name}"), value?)))
}

/// The authentication context: the level that was reached, as OIOSAML 3 names it.
pub(super) fn context_class(identity: &Identity) -> String {
    format!("{NSIS}loa/{}", identity.assurance.as_str())
}

/// The subject: the same for one identity at one client for ever, another at every client.
pub(super) fn subject(identity: &str, client: &str) -> String {
    secret::digest(&format!("mitid-erhverv-simulator\n{client}\n{identity}"))
}

#[cfg(test)]
mod tests {
    use super::{NAMES, about, subject};
    use crate::{awkward_identities, demo_identities};

    #[test]
    fn an_owners_claims_are_all_named_in_the_discovery_document() {
        let people = demo_identities();
        let owner = people.iter().find(|p| p.key == "ejer-solo").unwrap();
        let claims = about(owner);
        let mut names: Vec<_> = claims.keys().map(String::as_str).collect();
        let mut expected = NAMES.to_vec();
        names.sort_unstable();
        expected.sort_unstable();
        assert_eq!(names, expected);
    }

    #[test]
    fn a_private_person_has_no_professional_claims() {
        let people = awkward_identities();
        let private = people.iter().find(|p| !p.professional).unwrap();
        assert!(
            about(private)
                .keys()
                .all(|name| !name.contains("professional"))
        );
    }

    #[test]
    fn the_subject_is_stable_and_differs_between_clients() {
        assert_eq!(subject("a", "x"), subject("a", "x"));
        assert_ne!(subject("a", "x"), subject("a", "y"));
        assert_ne!(subject("a", "x"), subject("b", "x"));
    }
}
