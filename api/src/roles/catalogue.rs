//! The roles that a new installation starts with. Roles are data: this is the only place, but
//! for the demo and the tests, that names one.

use shared::{
    organisation::OrganisationKind::{self, AKasse, AndenAktoer, Jobcenter, Kommune, Virksomhed},
    role::{
        Assurance,
        Authority::{self, Landssupport, Lba},
        GrantTarget::{self, Agreement, Own, Umbrella},
    },
};

use crate::domain::caller::Capability;

/// A role as the catalogue has it.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueRole {
    /// `System.Rolle`.
    pub key: &'static str,
    /// Danish name.
    pub name_da: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// What its holder may do, in Danish.
    pub description_da: &'static str,
    /// What its holder may do, in English.
    pub description_en: &'static str,
    /// What it confers in this system itself.
    pub confers: Option<Capability>,
    /// How it may be given; without rules only when the system is set up.
    pub rules: &'static [CatalogueRule],
}

impl CatalogueRole {
    /// The system it opens: what stands before the point.
    pub fn system(&self) -> &'static str {
        self.key
            .split_once('.')
            .map_or(self.key, |(system, _)| system)
    }

    /// Assurance level its holder's login must reach.
    pub const fn assurance(&self) -> Assurance {
        Assurance::Substantial
    }
}

/// How a role may be given to holders of some kinds of organisation.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueRule {
    /// The kinds.
    pub holders: &'static [OrganisationKind],
    /// Where it is held.
    pub target: GrantTarget,
    /// Who may ask for it.
    pub asked_by: AskedBy,
    /// Who gives it and takes it.
    pub authority: Authority,
}

/// Who may ask for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy {
    /// The employee, or the LBA on the employee's behalf.
    SelfAndLba,
    /// The LBA alone.
    LbaAlone,
    /// Nobody: the LBA gives it.
    Nobody,
}

impl AskedBy {
    /// Whether an employee may ask for it.
    pub const fn by_self(self) -> bool {
        matches!(self, Self::SelfAndLba)
    }

    /// Whether the LBA may ask for it.
    pub const fn by_lba(self) -> bool {
        matches!(self, Self::SelfAndLba | Self::LbaAlone)
    }
}

const JOBAG: CatalogueRole = CatalogueRole {
    key: "JobAG.Virksomhedsbruger",
    name_da: "Virksomhedsbruger i Jobnet for Arbejdsgivere",
    name_en: "Company user in Jobnet for Arbejdsgivere",
    description_da: "Adgang til Jobnet for Arbejdsgivere (JobAG) på virksomhedens vegne: \
        jobannoncer, jobordrer og dialog med jobcentret.",
    description_en: "Access to Jobnet for Arbejdsgivere (JobAG) on behalf of the company: job \
        advertisements, job orders and dialogue with the job centre.",
    confers: None,
    rules: &[
        CatalogueRule {
            holders: &[Virksomhed],
            target: Own,
            asked_by: AskedBy::SelfAndLba,
            authority: Lba,
        },
        // R4: registered on Virksomhed, and only Landssupporten gives or takes it.
        CatalogueRule {
            holders: &[Kommune, Jobcenter, AKasse, AndenAktoer],
            target: Umbrella,
            asked_by: AskedBy::LbaAlone,
            authority: Landssupport,
        },
    ],
};

const LBA: CatalogueRole = CatalogueRole {
    key: "Brugeradministration.LBA",
    name_da: "Lokal brugeransvarlig (LBA)",
    name_en: "Local user administrator (LBA)",
    description_da: "Opretter brugere i egen organisation, tildeler og fratager roller og afgør \
        anmodninger om adgang.",
    description_en: "Creates users in their own organisation, grants and revokes roles and \
        decides access requests.",
    confers: Some(Capability::AdministerOrganisation),
    rules: &[
        CatalogueRule {
            holders: &[Virksomhed],
            target: Own,
            asked_by: AskedBy::SelfAndLba,
            authority: Lba,
        },
        CatalogueRule {
            holders: &[Kommune, Jobcenter, AKasse, AndenAktoer],
            target: Own,
            asked_by: AskedBy::LbaAlone,
            authority: Lba,
        },
    ],
};

const CASE_WORKER: CatalogueRole = CatalogueRole {
    key: "Arbejdsmarkedsportalen.Sagsbehandler",
    name_da: "Sagsbehandler i Arbejdsmarkedsportalen",
    name_en: "Case worker in Arbejdsmarkedsportalen",
    description_da: "Arbejder med borgeres sager i Arbejdsmarkedsportalen.",
    description_en: "Works with citizens' cases in Arbejdsmarkedsportalen.",
    confers: None,
    rules: &[
        CatalogueRule {
            holders: &[Kommune, Jobcenter, AKasse],
            target: Own,
            asked_by: AskedBy::LbaAlone,
            authority: Lba,
        },
        // G15: at the kommune or jobcentre that the provider works for, whose LBA gives it.
        CatalogueRule {
            holders: &[AndenAktoer],
            target: Agreement,
            asked_by: AskedBy::Nobody,
            authority: Lba,
        },
    ],
};

const DESK: CatalogueRole = CatalogueRole {
    key: "Brugeradministration.Landssupport",
    name_da: "Landssupporten",
    name_en: "Landssupporten (national desk)",
    description_da: "Behandler supportanmodninger og tildeler de roller, som kun Landssupporten \
        kan tildele.",
    description_en: "Handles support requests and grants the roles that only the national desk \
        can grant.",
    confers: Some(Capability::Landssupport),
    rules: &[],
};

const AUDITOR: CatalogueRole = CatalogueRole {
    key: "Brugeradministration.Revisor",
    name_da: "Revisor",
    name_en: "Auditor",
    description_da: "Læser alt, også loggen, og ændrer intet.",
    description_en: "Reads everything, the audit log too, and changes nothing.",
    confers: Some(Capability::Audit),
    rules: &[],
};

const ADMINISTRATOR: CatalogueRole = CatalogueRole {
    key: "Brugeradministration.Systemforvalter",
    name_da: "Systemforvalter",
    name_en: "System administrator",
    description_da: "Vedligeholder organisationer, rollekatalog og opsætning.",
    description_en: "Maintains organisations, the role catalogue and the set-up.",
    confers: Some(Capability::SystemAdministration),
    rules: &[],
};

/// The catalogue.
pub const CATALOGUE: &[CatalogueRole] = &[JOBAG, LBA, CASE_WORKER, DESK, AUDITOR, ADMINISTRATOR];

/// The key of the catalogue's role that confers `capability`.
pub fn role_conferring(capability: Capability) -> Option<&'static str> {
    CATALOGUE
        .iter()
        .find(|role| role.confers == Some(capability))
        .map(|role| role.key)
}
