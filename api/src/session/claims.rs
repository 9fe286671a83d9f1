//! What a login says about a person, under the names that each kind of login provider gives it.
//! Each profile is data (`docs/login.md`); reading is the same for all.

use serde_json::{Map, Value};
use shared::{
    role::Assurance,
    text::{Cvr, EmailAddress},
};
use uuid::Uuid;

use crate::config::ClaimProfile;

/// Claims, as verified.
pub(super) type Claims = Map<String, Value>;

/// What a login says about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Whether the identity is a professional one.
    pub(super) professional: bool,
    /// MitID Erhverv's UUID of the identity.
    pub(super) professional_uuid: Option<Uuid>,
    /// The organisation's CVR number.
    pub(super) cvr: Option<Cvr>,
    /// The organisation's name.
    pub(super) organisation_name: Option<String>,
    /// The person's name; an identity may be anonymous.
    pub(super) name: Option<String>,
    /// The e-mail address; empty when none was given.
    pub(super) email: String,
    /// How sure the login is.
    pub(super) assurance: Option<Assurance>,
    /// Whether the person may represent the organisation alone (G11).
    pub(super) may_represent: bool,
}

/// How a login shows that its identity is a professional one.
enum Professional<'n> {
    /// It has a professional UUID.
    HasUuid,
    /// This claim has this value.
    Says(&'n str, &'n str),
    /// One of these claims is true.
    AnyTrue(&'n [&'n str]),
}

/// How a login shows that its person may represent the organisation.
enum Represents<'n> {
    /// It never does.
    Never,
    /// This claim lists CVR numbers, and the organisation's is among them.
    Lists(&'n str),
    /// This claim is true.
    IsTrue(&'n str),
}

/// The names of one profile; the first name that has a value counts.
struct Names<'n> {
    professional: Professional<'n>,
    professional_uuid: &'n [&'n str],
    cvr: &'n [&'n str],
    organisation_name: &'n [&'n str],
    name: &'n [&'n str],
    /// Name parts to put together when there is no whole name.
    name_parts: &'n [&'n str],
    email: &'n [&'n str],
    assurance: &'n [&'n str],
    represents: Represents<'n>,
}

const OIOSAML3: Names<'static> = Names {
    professional: Professional::HasUuid,
    professional_uuid: &["https://data.gov.dk/model/core/eid/professional/uuid/persistent"],
    cvr: &["https://data.gov.dk/model/core/eid/professional/cvr"],
    organisation_name: &["https://data.gov.dk/model/core/eid/professional/orgName"],
    name: &[
        "https://data.gov.dk/model/core/eid/fullName",
        "https://data.gov.dk/model/core/eid/alias",
    ],
    name_parts: &[
        "https://data.gov.dk/model/core/eid/firstName",
        "https://data.gov.dk/model/core/eid/lastName",
    ],
    email: &["https://data.gov.dk/model/core/eid/email"],
    assurance: &["https://data.gov.dk/concept/core/nsis/loa"],
    represents: Represents::Lists(
        "https://data.gov.dk/model/core/eid/professional/authorizedToRepresent",
    ),
};

const NETS: Names<'static> = Names {
    professional: Professional::Says("identity_type", "professional"),
    professional_uuid: &["nemlogin.persistent_professional_id"],
    cvr: &["nemlogin.cvr"],
    organisation_name: &["nemlogin.org_name"],
    name: &["nemlogin.name"],
    name_parts: &["nemlogin.given_name", "nemlogin.family_name"],
    email: &["nemlogin.email"],
    assurance: &["loa"],
    represents: Represents::Never,
};

const IDURA: Names<'static> = Names {
    professional: Professional::AnyTrue(&["employee", "companySignatory"]),
    professional_uuid: &["uuid"],
    cvr: &[
        "cvrNumberIdentifier",
        "dk:gov:saml:attribute:CvrNumberIdentifier",
    ],
    organisation_name: &["2.5.4.10"],
    name: &["name"],
    name_parts: &[],
    email: &["email"],
    assurance: &["loa", "dk:gov:saml:attribute:LoA"],
    represents: Represents::IsTrue("companySignatory"),
};

/// Reads `claims` as `profile` names them.
pub(super) fn read(profile: &ClaimProfile, claims: &Claims) -> Told {
    match profile {
        ClaimProfile::Oiosaml3 => OIOSAML3.read(claims),
        ClaimProfile::Nets => NETS.read(claims),
        ClaimProfile::Idura => IDURA.read(claims),
        ClaimProfile::Generic(names) => Names {
            professional: Professional::HasUuid,
            professional_uuid: &[&names.professional_uuid],
            cvr: &[&names.cvr],
            organisation_name: &[&names.organisation_name],
            name: &[&names.name],
            name_parts: &[],
            email: &[&names.email],
            assurance: &[&names.assurance],
            represents: match &names.may_represent {
                None => Represents::Never,
                Some(name) => Represents::Lists(name),
            },
        }
        .read(claims),
    }
}

impl Names<'_> {
    fn read(&self, claims: &Claims) -> Told {
        let professional_uuid =
            first(claims, self.professional_uuid).and_then(|text| Uuid::try_parse(text).ok());
        let cvr = first(claims, self.cvr).and_then(|text| Cvr::parse(text).ok());
        let email = first(claims, self.email)
            .and_then(|text| EmailAddress::parse(text).ok())
            .map(EmailAddress::into_string);
        Told {
            professional: self.is_professional(claims, professional_uuid),
            may_represent: self.may_represent(claims, cvr.as_ref()),
            professional_uuid,
            cvr,
            organisation_name: first(claims, self.organisation_name).and_then(plain),
            name: first(claims, self.name)
                .and_then(plain)
                .or_else(|| self.name_from_parts(claims)),
            email: email.unwrap_or_default(),
            assurance: first(claims, self.assurance).and_then(assurance),
        }
    }

    fn is_professional(&self, claims: &Claims, uuid: Option<Uuid>) -> bool {
        match self.professional {
            Professional::HasUuid => uuid.is_some(),
            Professional::Says(name, value) => first(claims, &[name]) == Some(value),
            Professional::AnyTrue(names) => names.iter().any(|name| is_true(claims, name)),
        }
    }

    fn may_represent(&self, claims: &Claims, own: Option<&Cvr>) -> bool {
        match self.represents {
            Represents::Never => false,
            Represents::Lists(name) => own.is_some_and(|own| {
                texts(claims, name)
                    .flat_map(|text| text.split([',', ' ', ';']))
                    .any(|cvr| cvr == own.as_str())
            }),
            Represents::IsTrue(name) => is_true(claims, name),
        }
    }

    fn name_from_parts(&self, claims: &Claims) -> Option<String> {
        let parts: Vec<_> = self
            .name_parts
            .iter()
            .filter_map(|name| first(claims, &[name]))
            .collect();
        plain(&parts.join(" "))
    }
}

/// A claim's texts: none, one, or several (SAML attributes may have many values).
fn texts<'c>(claims: &'c Claims, name: &str) -> impl Iterator<Item = &'c str> {
    let (one, several) = match claims.get(name) {
        Some(Value::String(text)) => (Some(text.as_str()), [].as_slice()),
        Some(Value::Array(values)) => (None, values.as_slice()),
        _ => (None, [].as_slice()),
    };
    one.into_iter()
        .chain(several.iter().filter_map(Value::as_str))
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

fn first<'c>(claims: &'c Claims, names: &[&str]) -> Option<&'c str> {
    names.iter().find_map(|name| texts(claims, name).next())
}

fn is_true(claims: &Claims, name: &str) -> bool {
    claims.get(name).is_some_and(|value| *value == true)
        || first(claims, &[name]).is_some_and(|text| text.eq_ignore_ascii_case("true"))
}

/// The text without characters that no name has; none when nothing is left.
fn plain(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    let plain = plain.trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}

/// Where the words of NSIS levels are defined; a level is one of them, bare or under one of these.
const LEVELS: [&str; 3] = [
    "https://data.gov.dk/concept/core/nsis/loa/",
    "https://data.gov.dk/concept/core/nsis/",
    "https://data.gov.dk/concept/core/loa/",
];

fn assurance(text: &str) -> Option<Assurance> {
    let word = LEVELS
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text);
    word.to_ascii_lowercase().parse().ok()
}

#[cfg(test)]
mod tests;
