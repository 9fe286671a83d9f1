//! Why rows have their outcomes, for people.

use shared::{import::ImportReason, language::Bilingual};

shared::catalogue! {
    MISSING = "Værdien mangler.", "The value is missing.";
    MALFORMED = "Værdien har ikke den rigtige form.", "The value does not have the right form.";
    TOO_LONG = "Værdien er for lang.", "The value is too long.";
    UNKNOWN = "Værdien kendes ikke.", "The value is not known.";
    WRONG_CELLS = "Linjen har ikke lige så mange felter som overskriften.", "The line does not have as many cells as the headings.";
    ENCODING = "Teksten passer ikke til filens tegnsæt.", "The text does not fit the file's encoding.";
    DUPLICATE = "En tidligere linje siger det samme.", "An earlier line says the same.";
    UNKNOWN_ORGANISATION = "Organisationen står ikke i filen og findes ikke her.", "The organisation is not in the file and is not here.";
    UNKNOWN_USER = "Brugeren står ikke i filen og findes ikke her.", "The user is not in the file and is not here.";
    UNKNOWN_UNIT = "P-nummeret er ikke registreret som en enhed i organisationen.", "The P-number is not registered as a unit of the organisation.";
    UNKNOWN_ROLE = "Rollen findes ikke i rollekataloget.", "The role is not in the catalogue.";
    ROLE_NOT_GRANTABLE = "Rollen kan ikke tildeles brugere i den slags organisation, eller ikke dér (G7).", "The role cannot be granted to users of that kind of organisation, or not there (G7).";
    ROLE_NOT_IMPORTABLE = "Rollen giver rettigheder i selve systemet og tildeles kun af personer.", "The role gives rights in this system itself and is granted by people only.";
    MOVED_TO_STAR = "Organisationen er flyttet til STAR Brugeradministration. Dens brugere administreres dér (R9).", "The organisation has been moved to STAR Brugeradministration. Its users are administered there (R9).";
    ORGANISATION_CLOSED = "Organisationen er ude af brug eller kan ikke ændres ved import.", "The organisation is out of use or is not changed by imports.";
    USER_INACTIVE = "Brugeren er ikke aktiv (G6).", "The user is not active (G6).";
    OWN_ACCOUNT = "Den, der kører importen, kan ikke give eller fratage sig selv noget (G4).", "Whoever lets the import run cannot give or take anything for themself (G4).";
    LAST_LBA = "Organisationen ville miste sin sidste lokale brugeransvarlige (G9).", "The organisation would lose its last LBA (G9).";
    CHANGED_BY_HAND = "Nogen har rettet det her. Det, de skrev, bliver stående.", "Somebody has changed it here. What they wrote stays.";
    REVOKED_BY_HAND = "Nogen har frataget rollen her. Den tildeles ikke igen ved import.", "Somebody has revoked the role here. An import does not grant it again.";
    HELD_OTHERWISE = "Brugeren har rollen i forvejen efter en anden afgørelse.", "The user holds the role already by another decision.";
    ENDED = "Perioden er slut.", "The period has ended.";
    PERIOD = "Perioden slutter, før den begynder, eller er længere, end rollen tillader.", "The period ends before it begins, or is longer than the role allows.";
    IDENTITY_TAKEN = "En anden bruger har identiteten eller e-mailadressen.", "Another user has the identity or the e-mail address.";
    OTHER_ORGANISATION = "Det hører til en anden organisation eller slags organisation her.", "It belongs to another organisation or kind of organisation here.";
    ROW_REFUSED = "En linje om brugeren blev afvist, så intet fjernes fra brugeren.", "A line about the user was refused, so nothing is taken from them.";
    MISSING_FROM_FILE = "Tildelingen kom fra en tidligere import og står ikke i filen.", "The grant came from an earlier import and is not in the file.";
}

/// The reason as a sentence.
pub(super) const fn sentence(reason: ImportReason) -> Bilingual {
    match reason {
        ImportReason::Missing => MISSING,
        ImportReason::Malformed => MALFORMED,
        ImportReason::TooLong => TOO_LONG,
        ImportReason::Unknown => UNKNOWN,
        ImportReason::WrongCells => WRONG_CELLS,
        ImportReason::Encoding => ENCODING,
        ImportReason::Duplicate => DUPLICATE,
        ImportReason::UnknownOrganisation => UNKNOWN_ORGANISATION,
        ImportReason::UnknownUser => UNKNOWN_USER,
        ImportReason::UnknownRole => UNKNOWN_ROLE,
        ImportReason::UnknownUnit => UNKNOWN_UNIT,
        ImportReason::RoleNotGrantable => ROLE_NOT_GRANTABLE,
        ImportReason::RoleNotImportable => ROLE_NOT_IMPORTABLE,
        ImportReason::MovedToStar => MOVED_TO_STAR,
        ImportReason::OrganisationClosed => ORGANISATION_CLOSED,
        ImportReason::UserInactive => USER_INACTIVE,
        ImportReason::OwnAccount => OWN_ACCOUNT,
        ImportReason::LastLba => LAST_LBA,
        ImportReason::ChangedByHand => CHANGED_BY_HAND,
        ImportReason::RevokedByHand => REVOKED_BY_HAND,
        ImportReason::HeldOtherwise => HELD_OTHERWISE,
        ImportReason::Ended => ENDED,
        ImportReason::Period => PERIOD,
        ImportReason::IdentityTaken => IDENTITY_TAKEN,
        ImportReason::OtherOrganisation => OTHER_ORGANISATION,
        ImportReason::RowRefused => ROW_REFUSED,
        ImportReason::MissingFromFile => MISSING_FROM_FILE,
    }
}
