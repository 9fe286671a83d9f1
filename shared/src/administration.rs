//! The two modules, which kinds of organisation they administer, and moves between them (R9).

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    enums::text_enum,
    id::CutoverId,
    language::Bilingual,
    organisation::{Administration, OrganisationKind, OrganisationRef, PersonRef},
    session::AllowedAction,
};

/// The request header in which a write says in which module it is made.
pub const ADMINISTRATION_HEADER: &str = "Administration";

impl Administration {
    /// The module's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arbejdsmarkedsportalen => "Arbejdsmarkedsportalen",
            Self::Star => "STAR Brugeradministration",
        }
    }
}

impl OrganisationKind {
    /// All organisations of the kind, as people call them.
    pub const fn plural(self) -> Bilingual {
        match self {
            Self::Virksomhed => Bilingual {
                da: "Virksomheder",
                en: "Companies",
            },
            Self::Kommune => Bilingual {
                da: "Kommuner",
                en: "Municipalities",
            },
            Self::Jobcenter => Bilingual {
                da: "Jobcentre",
                en: "Job centres",
            },
            Self::AKasse => Bilingual {
                da: "A-kasser",
                en: "Unemployment funds",
            },
            Self::AndenAktoer => Bilingual {
                da: "Andre aktører",
                en: "Other providers",
            },
            Self::Styrelse => Bilingual {
                da: "Styrelser",
                en: "Agencies",
            },
        }
    }
}

/// The module in which organisations of a kind are administered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdministrationView {
    /// The kind of organisation.
    pub kind: OrganisationKind,
    /// Its module.
    pub administration: Administration,
    /// Since when.
    pub since: Timestamp,
    /// How many organisations of the kind there are.
    pub organisations: i64,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts its moves.
    pub version: i64,
}

/// A move of a kind of organisation to STAR's module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCutover {
    /// The kind that moves.
    pub kind: OrganisationKind,
    /// Why, 10 to 500 characters; kept, and told in the log of every organisation that moves.
    pub reason: String,
}

/// The reversal of a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReversal {
    /// Why, 10 to 500 characters.
    pub reason: String,
}

/// How much moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moved {
    /// Organisations.
    pub organisations: i64,
    /// Their users, whatever their status.
    pub users: i64,
    /// Their users' role grants that have neither ended nor been revoked.
    pub grants: i64,
    /// Open requests about their users.
    pub requests: i64,
}

text_enum! {
    /// What does not keep a kind from moving, but wants care.
    Care {
        /// Nobody administers the organisation's users.
        NoLba = "no-lba",
        /// Users are known by e-mail address only, until their first login with MitID Erhverv.
        WithoutIdentity = "without-identity",
        /// Users hold roles that have no rule for their kind of organisation (any more).
        NoRule = "no-rule",
        /// An organisation above or below it is administered in the other module.
        ParentElsewhere = "parent-elsewhere",
        /// The organisation is out of use.
        NotInUse = "not-in-use",
    }
}

impl Care {
    /// What it means, and what to do.
    pub const fn sentence(self) -> Bilingual {
        match self {
            Self::NoLba => Bilingual {
                da: "Organisationen har ingen aktiv lokal brugeransvarlig (LBA). Anmodninger går til Landssupporten, som kan udpege en.",
                en: "The organisation has no active LBA. Requests go to Landssupporten, who can appoint one.",
            },
            Self::WithoutIdentity => Bilingual {
                da: "Brugere uden erhvervsidentitet genkendes på deres e-mailadresse, første gang de logger ind med MitID Erhverv. Få adresserne rettet forinden.",
                en: "Users without a professional identity are recognised by their e-mail address when they first log in with MitID Erhverv. Have the addresses corrected first.",
            },
            Self::NoRule => Bilingual {
                da: "Brugere har roller, som ikke længere kan tildeles for denne slags organisation. De beholder rollerne; kun Landssupporten kan fratage dem.",
                en: "Users hold roles that can no longer be granted for this kind of organisation. They keep them; only Landssupporten can revoke them.",
            },
            Self::ParentElsewhere => Bilingual {
                da: "En organisation over eller under den administreres i det andet modul. Overvej at flytte begge slags samme dag.",
                en: "An organisation above or below it is administered in the other module. Consider moving both kinds on the same day.",
            },
            Self::NotInUse => Bilingual {
                da: "Organisationen er ude af brug. Den flytter med, og ingen kan logge ind i den.",
                en: "The organisation is out of use. It moves too, and nobody can log in to it.",
            },
        }
    }
}

/// Something that wants care, and how often it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CareView {
    /// What.
    pub code: Care,
    /// In how many organisations.
    pub organisations: i64,
    /// How many users or grants it concerns; organisations, where it is about them.
    pub count: i64,
    /// What it means and what to do, in the caller's language.
    pub text: String,
}

/// One organisation that moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MovedOrganisation {
    /// Which.
    pub organisation: OrganisationRef,
    /// Its users.
    pub users: i64,
    /// Its active LBAs.
    pub lbas: i64,
    /// Its users' live grants.
    pub grants: i64,
    /// Open requests about its users.
    pub requests: i64,
    /// What wants care there.
    pub care: Vec<Care>,
}

/// Every right in effect of the users concerned, as a number and a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RightsDigest {
    /// How many rights.
    pub count: i64,
    /// SHA-256, in hex, over one line a right, sorted: user, role, organisation, unit, from, until.
    pub sha256: String,
}

/// The rights before and after; a move that would change them is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RightsReport {
    /// Before.
    pub before: RightsDigest,
    /// After.
    pub after: RightsDigest,
    /// Whether they are the same.
    pub equal: bool,
}

/// The reversal of a move, as the move refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReversalRef {
    /// The reversal, which is a move itself.
    pub id: CutoverId,
    /// Who reversed.
    pub by: PersonRef,
    /// When.
    pub at: Timestamp,
}

/// A move of a kind of organisation from one module to the other, with its report. On a dry run:
/// what it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CutoverView {
    /// Its id.
    pub id: CutoverId,
    /// The kind that moved.
    pub kind: OrganisationKind,
    /// From which module.
    pub from: Administration,
    /// To which.
    pub to: Administration,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub by: PersonRef,
    /// When.
    pub at: Timestamp,
    /// The move that this one reverses.
    pub reverses: Option<CutoverId>,
    /// The reversal of this one.
    pub reversed: Option<ReversalRef>,
    /// How much moved.
    pub moved: Moved,
    /// What wants care.
    pub care: Vec<CareView>,
    /// The organisations, those that want care first; 200 at most, and none in lists.
    pub organisations: Vec<MovedOrganisation>,
    /// The rights before and after.
    pub rights: RightsReport,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// 1, or 2 when it has been reversed; the same as its `ETag`.
    pub version: i64,
}

/// Which moves to list, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CutoverQuery {
    /// Only of this kind of organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OrganisationKind>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
