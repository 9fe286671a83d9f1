//! The numbered rules of `docs/authorisation.md`, as refusals and audit events cite them.

use crate::enums::text_enum;

text_enum! {
    /// A rule of the release note (R) or of the job itself (G).
    Rule {
        /// A new JobAG user asks for access.
        R1 = "R1",
        /// In a virksomhed an LBA of that virksomhed grants the access.
        R2 = "R2",
        /// Kommuner, jobcentre and a-kasser are administered by their own LBA, in AMP.
        R3 = "R3",
        /// Only Landssupporten may give or take the role registered on Virksomhed.
        R4 = "R4",
        /// The LBA is told why not, and what to do instead.
        R5 = "R5",
        /// A support request needs the user to exist first.
        R6 = "R6",
        /// Landssupporten decides support requests.
        R7 = "R7",
        /// The role can be read on the user.
        R8 = "R8",
        /// A kind of organisation moves from AMP to STAR.
        R9 = "R9",
        /// An LBA acts only within own organisation.
        G1 = "G1",
        /// An LBA gives only roles whose rule says so.
        G2 = "G2",
        /// Roles of the desk are given and taken by the desk alone.
        G3 = "G3",
        /// Nobody decides, grants or revokes for themself.
        G4 = "G4",
        /// A program acts within its scopes and never approves.
        G5 = "G5",
        /// The subject exists and is active.
        G6 = "G6",
        /// The role is allowed for the holder's kind of organisation and on the target.
        G7 = "G7",
        /// The login reaches the assurance level.
        G8 = "G8",
        /// An organisation never loses its last LBA unnoticed.
        G9 = "G9",
        /// A request always has an approver who is neither requester nor subject.
        G10 = "G10",
        /// The first LBA of a company.
        G11 = "G11",
        /// What one may not see does not exist.
        G12 = "G12",
        /// Rights are evaluated at the moment of use.
        G13 = "G13",
        /// Who works across organisations says why before reading what somebody may do.
        G14 = "G14",
        /// A provider's staff hold roles at a kommune only under a recorded agreement.
        G15 = "G15",
        /// A role that is not used falls asleep; whoever gives it wakes it.
        G16 = "G16",
    }
}
