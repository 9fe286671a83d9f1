//! The people of the demo world. What they may do is decided by the world that is seeded from
//! this list, never by the login.

use super::Identity;

/// The CVR numbers of the demo world's organisations.
pub mod cvr {
    /// Nordisk Byg A/S.
    pub const NORDISK_BYG: &str = "30100107";
    /// The café Fjordcafeen.
    pub const FJORDCAFEEN: &str = "30200209";
    /// Solo Consult.
    pub const SOLO_CONSULT: &str = "30300300";
    /// Aarhus Kommune.
    pub const AARHUS_KOMMUNE: &str = "55133018";
    /// 3F.
    pub const TRE_F: &str = "20815116";
    /// The provider Jobvejen, which works for Aarhus Kommune.
    pub const JOBVEJEN: &str = "30400402";
    /// Styrelsen for Arbejdsmarked og Rekruttering.
    pub const STAR: &str = "55568510";
}

/// The fixed professional UUIDs of the demo world's people.
pub mod professional_uuid {
    use uuid::{Uuid, uuid};

    /// Anne Holm, `lba-nordisk`.
    pub const LBA_NORDISK: Uuid = uuid!("38320f79-dcd2-439b-875c-c1917c338fc5");
    /// Jens Krogh, `lba2-nordisk`.
    pub const LBA2_NORDISK: Uuid = uuid!("ba6534a7-3500-46b2-a6d8-8d91511d0d0a");
    /// Mette Lund, `bruger-nordisk`.
    pub const BRUGER_NORDISK: Uuid = uuid!("f3531657-39d1-42ee-8538-c5ef4f5b6ff7");
    /// Bo Vestergaard, `ny-nordisk`.
    pub const NY_NORDISK: Uuid = uuid!("0bcdf941-e8ea-435a-aced-1670f320ac5a");
    /// Karen Fjeldsted, `lba-fjord`.
    pub const LBA_FJORD: Uuid = uuid!("59961f61-fe99-4029-9478-c6837e68ff30");
    /// Oliver Bak, `ny-fjord`.
    pub const NY_FJORD: Uuid = uuid!("836c1640-a5af-4168-9b40-2ac77c5d9fc8");
    /// Susanne Solgaard, `ejer-solo`.
    pub const EJER_SOLO: Uuid = uuid!("48bea71b-6aea-4dac-925a-a8d21742de57");
    /// Rasmus Dahl, `ny-solo`.
    pub const NY_SOLO: Uuid = uuid!("b3d7ee31-c479-4666-8506-e47d43ea2500");
    /// Lars Overgaard, `lba-aarhus`.
    pub const LBA_AARHUS: Uuid = uuid!("3095aeff-4aa4-4458-af19-b7814c19869e");
    /// Pia Nørgaard, `sagsbehandler-aarhus`.
    pub const SAGSBEHANDLER_AARHUS: Uuid = uuid!("45d88530-d653-4612-8292-25e5f5b015d9");
    /// Emil Thorup, `ny-aarhus`.
    pub const NY_AARHUS: Uuid = uuid!("36577795-991b-496b-81b5-2e3e92c2cbaa");
    /// Hanne Bruun, `lba-3f`.
    pub const LBA_3F: Uuid = uuid!("88c9f1bc-aed7-483e-8766-81f5ddcaec78");
    /// Yusuf Demir, `medarbejder-3f`.
    pub const MEDARBEJDER_3F: Uuid = uuid!("aa80eca3-2f6b-4026-b081-2a57785119b0");
    /// Freja Lindahl, `lba-jobvejen`.
    pub const LBA_JOBVEJEN: Uuid = uuid!("d9771494-db6c-4be9-a012-d2d7cabe3123");
    /// Malik Juhl, `konsulent-jobvejen`.
    pub const KONSULENT_JOBVEJEN: Uuid = uuid!("8fb329d0-c466-4c16-a56b-27330ffd63c4");
    /// Tilde Bang, `ny-jobvejen`.
    pub const NY_JOBVEJEN: Uuid = uuid!("ae675612-8949-44c1-b3f7-e3bf219c9d6e");
    /// Birgitte Ravn, `support-1`.
    pub const SUPPORT_1: Uuid = uuid!("d276594e-2729-40df-8caa-1a2d80cc817b");
    /// Thomas Kjær, `support-2`.
    pub const SUPPORT_2: Uuid = uuid!("05c3ad93-e423-4a57-8a18-9be014f44a0d");
    /// Ingrid Malling, `revisor`.
    pub const REVISOR: Uuid = uuid!("3510415f-e403-444d-ade7-a42312f26412");
    /// Søren Friis, `forvalter`.
    pub const FORVALTER: Uuid = uuid!("4ef559aa-c3f3-4d68-85a2-406f1969cba2");
}

const NORDISK_BYG: (&str, &str) = (cvr::NORDISK_BYG, "Nordisk Byg A/S");
const FJORDCAFEEN: (&str, &str) = (cvr::FJORDCAFEEN, "Fjordcafeen ApS");
const SOLO_CONSULT: (&str, &str) = (cvr::SOLO_CONSULT, "Solo Consult");
const AARHUS_KOMMUNE: (&str, &str) = (cvr::AARHUS_KOMMUNE, "Aarhus Kommune");
const TRE_F: (&str, &str) = (cvr::TRE_F, "3F");
const JOBVEJEN: (&str, &str) = (cvr::JOBVEJEN, "Jobvejen ApS");
const STAR: (&str, &str) = (cvr::STAR, "Styrelsen for Arbejdsmarked og Rekruttering");

/// The people of the demo world, in the order in which they are listed.
pub fn demo_identities() -> Vec<Identity> {
    let companies = [nordisk(), fjord(), solo()];
    let others = [aarhus(), tre_f(), jobvejen(), star()];
    [companies.concat(), others.concat()].concat()
}

fn nordisk() -> Vec<Identity> {
    vec![
        Identity::employee(
            ("lba-nordisk", "Anne Holm", "anne.holm@nordisk-byg.example"),
            NORDISK_BYG,
            professional_uuid::LBA_NORDISK,
            "Lokal brugeransvarlig (LBA)",
        ),
        Identity::employee(
            (
                "lba2-nordisk",
                "Jens Krogh",
                "jens.krogh@nordisk-byg.example",
            ),
            NORDISK_BYG,
            professional_uuid::LBA2_NORDISK,
            "Lokal brugeransvarlig (LBA) nummer to",
        ),
        Identity::employee(
            (
                "bruger-nordisk",
                "Mette Lund",
                "mette.lund@nordisk-byg.example",
            ),
            NORDISK_BYG,
            professional_uuid::BRUGER_NORDISK,
            "Har adgang til Jobnet for Arbejdsgivere fra før",
        ),
        Identity::employee(
            (
                "ny-nordisk",
                "Bo Vestergaard",
                "bo.vestergaard@nordisk-byg.example",
            ),
            NORDISK_BYG,
            professional_uuid::NY_NORDISK,
            "Ny medarbejder uden adgang",
        ),
    ]
}

fn fjord() -> Vec<Identity> {
    vec![
        Identity::employee(
            (
                "lba-fjord",
                "Karen Fjeldsted",
                "karen.fjeldsted@fjordcafeen.example",
            ),
            FJORDCAFEEN,
            professional_uuid::LBA_FJORD,
            "Lokal brugeransvarlig (LBA)",
        ),
        Identity::employee(
            ("ny-fjord", "Oliver Bak", "oliver.bak@fjordcafeen.example"),
            FJORDCAFEEN,
            professional_uuid::NY_FJORD,
            "Ny medarbejder uden adgang",
        ),
    ]
}

fn solo() -> Vec<Identity> {
    vec![
        Identity {
            may_represent: vec![cvr::SOLO_CONSULT.into()],
            ..Identity::employee(
                (
                    "ejer-solo",
                    "Susanne Solgaard",
                    "susanne.solgaard@solo-consult.example",
                ),
                SOLO_CONSULT,
                professional_uuid::EJER_SOLO,
                "Ejer, må tegne virksomheden alene; virksomheden har ingen LBA",
            )
        },
        Identity::employee(
            ("ny-solo", "Rasmus Dahl", "rasmus.dahl@solo-consult.example"),
            SOLO_CONSULT,
            professional_uuid::NY_SOLO,
            "Medarbejder uden adgang; virksomheden har ingen LBA",
        ),
    ]
}

fn aarhus() -> Vec<Identity> {
    vec![
        Identity::employee(
            (
                "lba-aarhus",
                "Lars Overgaard",
                "lars.overgaard@aarhus-kommune.example",
            ),
            AARHUS_KOMMUNE,
            professional_uuid::LBA_AARHUS,
            "Lokal brugeransvarlig (LBA)",
        ),
        Identity::employee(
            (
                "sagsbehandler-aarhus",
                "Pia Nørgaard",
                "pia.noergaard@aarhus-kommune.example",
            ),
            AARHUS_KOMMUNE,
            professional_uuid::SAGSBEHANDLER_AARHUS,
            "Sagsbehandler, oprettet i Arbejdsmarkedsportalen",
        ),
        Identity::employee(
            (
                "ny-aarhus",
                "Emil Thorup",
                "emil.thorup@aarhus-kommune.example",
            ),
            AARHUS_KOMMUNE,
            professional_uuid::NY_AARHUS,
            "Ny medarbejder, endnu ikke oprettet som bruger",
        ),
    ]
}

fn tre_f() -> Vec<Identity> {
    vec![
        Identity::employee(
            ("lba-3f", "Hanne Bruun", "hanne.bruun@3f.example"),
            TRE_F,
            professional_uuid::LBA_3F,
            "Lokal brugeransvarlig (LBA)",
        ),
        Identity::employee(
            ("medarbejder-3f", "Yusuf Demir", "yusuf.demir@3f.example"),
            TRE_F,
            professional_uuid::MEDARBEJDER_3F,
            "Medarbejder, oprettet i Arbejdsmarkedsportalen",
        ),
    ]
}

fn jobvejen() -> Vec<Identity> {
    vec![
        Identity::employee(
            (
                "lba-jobvejen",
                "Freja Lindahl",
                "freja.lindahl@jobvejen.example",
            ),
            JOBVEJEN,
            professional_uuid::LBA_JOBVEJEN,
            "Lokal brugeransvarlig (LBA) hos en anden aktør",
        ),
        Identity::employee(
            (
                "konsulent-jobvejen",
                "Malik Juhl",
                "malik.juhl@jobvejen.example",
            ),
            JOBVEJEN,
            professional_uuid::KONSULENT_JOBVEJEN,
            "Konsulent, har en rolle hos Aarhus Kommune efter aftale",
        ),
        Identity::employee(
            ("ny-jobvejen", "Tilde Bang", "tilde.bang@jobvejen.example"),
            JOBVEJEN,
            professional_uuid::NY_JOBVEJEN,
            "Ny konsulent uden adgang",
        ),
    ]
}

fn star() -> Vec<Identity> {
    vec![
        Identity::employee(
            ("support-1", "Birgitte Ravn", "birgitte.ravn@star.example"),
            STAR,
            professional_uuid::SUPPORT_1,
            "Landssupporten",
        ),
        Identity::employee(
            ("support-2", "Thomas Kjær", "thomas.kjaer@star.example"),
            STAR,
            professional_uuid::SUPPORT_2,
            "Landssupporten, medarbejder nummer to",
        ),
        Identity::employee(
            ("revisor", "Ingrid Malling", "ingrid.malling@star.example"),
            STAR,
            professional_uuid::REVISOR,
            "Revisor, må kun læse",
        ),
        Identity::employee(
            ("forvalter", "Søren Friis", "soeren.friis@star.example"),
            STAR,
            professional_uuid::FORVALTER,
            "Systemforvalter",
        ),
    ]
}
