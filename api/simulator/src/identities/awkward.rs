//! People whose logins a relying party must take care with. For tests; the demo does not show
//! them.

use uuid::uuid;

use super::{Assurance, Identity, cvr};

/// A company that no seeded world knows.
const NEW_COMPANY: (&str, &str) = ("30400408", "Havnens Hjul ApS");
const NORDISK_BYG: (&str, &str) = (cvr::NORDISK_BYG, "Nordisk Byg A/S");

/// `privat` has no organisation, `uden-cvr` an employee's login without CVR number,
/// `lav-nordisk` a login at level Low, `ny-havn` and `ny2-havn` a company not seen before.
pub fn awkward_identities() -> Vec<Identity> {
    vec![
        private_person(),
        without_cvr(),
        low(),
        Identity::employee(
            (
                "ny-havn",
                "Asta Winther",
                "asta.winther@havnens-hjul.example",
            ),
            NEW_COMPANY,
            uuid!("3ec4151e-fa46-497a-be77-4d5b6296f205"),
            "Medarbejder i en virksomhed, som ingen kender endnu",
        ),
        Identity::employee(
            (
                "ny2-havn",
                "Malthe Skov",
                "malthe.skov@havnens-hjul.example",
            ),
            NEW_COMPANY,
            uuid!("cdda30df-2233-4ee9-b7a0-20dcf325044c"),
            "Kollega i samme nye virksomhed",
        ),
    ]
}

fn without_cvr() -> Identity {
    let employee = Identity::employee(
        ("uden-cvr", "Villads Storm", "villads.storm@ukendt.example"),
        NORDISK_BYG,
        uuid!("2dd63906-9585-4dba-a64c-c249fc553f05"),
        "Medarbejder, hvis login mangler CVR-nummer",
    );
    Identity {
        cvr: None,
        organisation_name: None,
        ..employee
    }
}

fn low() -> Identity {
    let employee = Identity::employee(
        (
            "lav-nordisk",
            "Nanna Birk",
            "nanna.birk@nordisk-byg.example",
        ),
        NORDISK_BYG,
        uuid!("f620c610-4731-45fc-a0a9-5de1304541fe"),
        "Medarbejder, logget ind på sikringsniveau Lav",
    );
    Identity {
        assurance: Assurance::Low,
        ..employee
    }
}

fn private_person() -> Identity {
    Identity {
        key: "privat".into(),
        name: "Freja Lindqvist".into(),
        email: "freja.lindqvist@post.example".into(),
        about: "Privatperson med sit eget MitID".into(),
        cvr: None,
        organisation_name: None,
        professional_uuid: None,
        assurance: Assurance::Substantial,
        may_represent: Vec::new(),
        professional: false,
    }
}
