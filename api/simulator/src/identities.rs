//! The people whom the simulator knows. All of them are fictional.

mod awkward;
mod demo;

use uuid::Uuid;

pub use awkward::awkward_identities;
pub use demo::{cvr, demo_identities, professional_uuid};

/// How sure the login is, in the words of NSIS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assurance {
    /// Lav.
    Low,
    /// Betydelig.
    Substantial,
    /// Høj.
    High,
}

impl Assurance {
    /// The bare word that OIOSAML 3 uses as the claim's value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Substantial => "Substantial",
            Self::High => "High",
        }
    }
}

/// One identity that may log in: a person in their part for one organisation, or a private
/// person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The short name used as `login_hint`.
    pub key: String,
    /// The person's full name.
    pub name: String,
    /// The person's e-mail address at the organisation.
    pub email: String,
    /// What the person is, in Danish, for the page that lists the identities.
    pub about: String,
    /// The organisation's CVR number.
    pub cvr: Option<String>,
    /// The organisation's name.
    pub organisation_name: Option<String>,
    /// The identity's own UUID in MitID Erhverv.
    pub professional_uuid: Option<Uuid>,
    /// How sure the login is.
    pub assurance: Assurance,
    /// The CVR numbers of the companies that the person may represent alone.
    pub may_represent: Vec<String>,
    /// False for a private person's MitID, which carries nothing of an organisation.
    pub professional: bool,
}

impl Identity {
    /// An employee of an organisation, logged in at level Substantial, who represents nobody.
    pub(crate) fn employee(
        (key, name, email): (&str, &str, &str),
        (cvr, organisation): (&str, &str),
        professional_uuid: Uuid,
        about: &str,
    ) -> Self {
        Self {
            key: key.into(),
            name: name.into(),
            email: email.into(),
            about: about.into(),
            cvr: Some(cvr.into()),
            organisation_name: Some(organisation.into()),
            professional_uuid: Some(professional_uuid),
            assurance: Assurance::Substantial,
            may_represent: Vec::new(),
            professional: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{awkward_identities, demo_identities};

    #[test]
    fn keys_uuids_and_addresses_are_unique_across_both_lists() {
        let people = [demo_identities(), awkward_identities()].concat();
        let keys: HashSet<_> = people.iter().map(|person| &person.key).collect();
        let emails: HashSet<_> = people.iter().map(|person| &person.email).collect();
        let uuids: HashSet<_> = people.iter().filter_map(|p| p.professional_uuid).collect();
        assert_eq!(keys.len(), people.len());
        assert_eq!(emails.len(), people.len());
        assert_eq!(
            uuids.len(),
            people.iter().filter(|p| p.professional).count()
        );
    }

    #[test]
    fn every_address_is_on_a_reserved_domain_that_nobody_can_own() {
        for person in [demo_identities(), awkward_identities()].concat() {
            assert!(person.email.ends_with(".example"), "{}", person.email);
        }
    }

    #[test]
    fn only_the_owner_may_represent_a_company_in_the_demo_world() {
        for person in demo_identities() {
            let expected: &[&str] = if person.key == "ejer-solo" {
                &["30300300"]
            } else {
                &[]
            };
            assert_eq!(person.may_represent, expected, "{}", person.key);
        }
    }
}
