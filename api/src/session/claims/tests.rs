//! What is made of each provider's claims.

use serde_json::{Value, json};
use shared::{role::Assurance, text::Cvr};
use uuid::{Uuid, uuid};

use super::{Claims, Told, read};
use crate::config::{ClaimProfile, GenericClaims};

const UUID: Uuid = uuid!("5b0d2f5e-6c37-4c3b-9f0e-2f6d1f0f7a01");
const TEXT: &str = "5b0d2f5e-6c37-4c3b-9f0e-2f6d1f0f7a01";

fn claims(value: Value) -> Claims {
    match value {
        Value::Object(claims) => claims,
        other => panic!("no object: {other}"),
    }
}

fn eid(name: &str) -> String {
    format!("https://data.gov.dk/model/core/eid/{name}")
}

fn oiosaml3() -> Claims {
    let mut claims = claims(json!({
        "sub": "x",
        "https://data.gov.dk/concept/core/nsis/loa": "Substantial",
    }));
    for (name, value) in [
        ("fullName", json!("Anne Holm")),
        ("email", json!(["anne@nordisk.example", "a@b.example"])),
        ("professional/uuid/persistent", json!(TEXT)),
        ("professional/cvr", json!("30100107")),
        ("professional/orgName", json!("Nordisk Byg A/S")),
    ] {
        claims.insert(eid(name), value);
    }
    claims
}

fn anne() -> Told {
    Told {
        professional: true,
        professional_uuid: Some(UUID),
        cvr: Some(Cvr::parse("30100107").unwrap()),
        organisation_name: Some("Nordisk Byg A/S".to_owned()),
        name: Some("Anne Holm".to_owned()),
        email: "anne@nordisk.example".to_owned(),
        assurance: Some(Assurance::Substantial),
        may_represent: false,
    }
}

fn generic() -> ClaimProfile {
    ClaimProfile::Generic(GenericClaims {
        professional_uuid: "pro_id".to_owned(),
        cvr: "cvr".to_owned(),
        organisation_name: "org".to_owned(),
        name: "name".to_owned(),
        email: "email".to_owned(),
        assurance: "level".to_owned(),
        may_represent: Some("may_represent".to_owned()),
    })
}

#[test]
fn every_profile_tells_the_same_of_the_same_person() {
    let nets = json!({
        "identity_type": "professional", "idp": "mitid_erhverv",
        "nemlogin.persistent_professional_id": TEXT,
        "nemlogin.cvr": "30100107", "nemlogin.org_name": "Nordisk Byg A/S",
        "nemlogin.given_name": "Anne", "nemlogin.family_name": "Holm",
        "nemlogin.email": "anne@nordisk.example",
        "loa": "https://data.gov.dk/concept/core/nsis/Substantial",
    });
    let idura = json!({
        "employee": true, "uuid": TEXT, "cvrNumberIdentifier": "30100107",
        "2.5.4.10": "Nordisk Byg A/S", "name": "Anne Holm", "email": "anne@nordisk.example",
        "loa": "SUBSTANTIAL",
    });
    let former_idura = json!({
        "employee": "true", "uuid": TEXT,
        "dk:gov:saml:attribute:CvrNumberIdentifier": "30100107",
        "2.5.4.10": "Nordisk Byg A/S", "name": "Anne Holm", "email": "anne@nordisk.example",
        "dk:gov:saml:attribute:LoA": "SUBSTANTIAL",
    });
    let own_names = json!({
        "pro_id": TEXT, "cvr": "30100107", "org": "Nordisk Byg A/S", "name": "Anne Holm",
        "email": "anne@nordisk.example", "level": "substantial",
    });
    for (profile, claims) in [
        (ClaimProfile::Oiosaml3, oiosaml3()),
        (ClaimProfile::Nets, claims(nets)),
        (ClaimProfile::Idura, claims(idura)),
        (ClaimProfile::Idura, claims(former_idura)),
        (generic(), claims(own_names)),
    ] {
        assert_eq!(read(&profile, &claims), anne(), "{profile:?}");
    }
}

#[test]
fn a_private_identity_is_not_professional_in_any_profile() {
    let private = claims(json!({
        "sub": "x", "name": "Peter", "identity_type": "private", "employee": false,
        "loa": "Substantial", "uuid": TEXT, "nemlogin.persistent_professional_id": TEXT,
    }));
    for profile in [
        ClaimProfile::Oiosaml3,
        ClaimProfile::Nets,
        ClaimProfile::Idura,
        generic(),
    ] {
        assert!(!read(&profile, &private).professional, "{profile:?}");
    }
}

#[test]
fn a_person_represents_the_company_of_the_login_and_no_other() {
    let represents = eid("professional/authorizedToRepresent");
    for (value, expected) in [
        (json!("30100107"), true),
        (json!(["30200209", "30100107"]), true),
        (json!("30200209,30100107"), true),
        (json!("30200209"), false),
        (json!([]), false),
        (json!(true), false),
        (json!("301001070"), false),
    ] {
        let mut claims = oiosaml3();
        claims.insert(represents.clone(), value.clone());
        let told = read(&ClaimProfile::Oiosaml3, &claims);
        assert_eq!(told.may_represent, expected, "{value}");
    }
    for (value, expected) in [
        (json!(true), true),
        (json!("true"), true),
        (json!(false), false),
        (json!(1), false),
    ] {
        let claims = claims(json!({ "companySignatory": value, "employee": true, "uuid": TEXT }));
        let told = read(&ClaimProfile::Idura, &claims);
        assert_eq!(told.may_represent, expected, "{claims:?}");
    }
}

#[test]
fn a_level_is_a_word_of_nsis_bare_or_under_its_own_address() {
    for (value, expected) in [
        ("Low", Some(Assurance::Low)),
        ("HIGH", Some(Assurance::High)),
        (
            "https://data.gov.dk/concept/core/nsis/loa/Substantial",
            Some(Assurance::Substantial),
        ),
        (
            "https://data.gov.dk/concept/core/loa/High",
            Some(Assurance::High),
        ),
        ("https://evil.example/High", None),
        ("4", None),
        ("", None),
    ] {
        let mut claims = oiosaml3();
        claims.insert(
            "https://data.gov.dk/concept/core/nsis/loa".to_owned(),
            json!(value),
        );
        let told = read(&ClaimProfile::Oiosaml3, &claims);
        assert_eq!(told.assurance, expected, "{value}");
    }
}

#[test]
fn what_is_missing_or_malformed_is_absent_and_never_guessed() {
    let mut claims = oiosaml3();
    claims.insert(eid("professional/cvr"), json!("301001"));
    claims.insert(eid("email"), json!("not an address"));
    claims.insert(eid("fullName"), json!(" \u{7} "));
    claims.remove(&eid("professional/orgName"));
    let told = read(&ClaimProfile::Oiosaml3, &claims);
    assert_eq!(
        told,
        Told {
            cvr: None,
            email: String::new(),
            name: None,
            organisation_name: None,
            ..anne()
        }
    );
}
