//! What is wrong with a field, for people.

use crate::{
    language::{Bilingual, Language},
    problem::FieldCode,
};

crate::catalogue! {
    REQUIRED = "Feltet skal udfyldes.", "This field is required.";
    TOO_SHORT = "Teksten er for kort. Skriv mindst 10 tegn.", "The text is too short. Write at least 10 characters.";
    TOO_LONG = "Teksten er for lang.", "The text is too long.";
    TOO_LARGE = "Filen er for stor.", "The file is too large.";
    WRONG_TYPE = "Filen skal være en PDF, PNG eller JPEG, og navnet skal ende på det, som filen er.", "The file must be a PDF, PNG or JPEG, and its name must end as what it is.";
    MALFORMED = "Værdien har ikke den rigtige form.", "The value does not have the right form.";
    UNKNOWN = "Værdien findes ikke.", "There is no such value.";
    IN_THE_PAST = "Datoen skal ligge i fremtiden.", "The date must be in the future.";
    TOO_FAR = "Datoen ligger senere, end rollen eller anmodningen tillader.", "The date is later than the role or the request allows.";
    TOO_SOON = "Vælg en dato, der ligger senere end den nuværende slutdato.", "Choose a date later than the present end date.";
    UNKNOWN_FIELD = "Feltet kendes ikke her.", "This field is not known here.";
    ALREADY_IN_USE = "Værdien bruges allerede af en anden.", "The value is already in use.";
    OUT_OF_RANGE = "Tallet ligger uden for det tilladte.", "The number is outside what is allowed.";
    CIRCULAR = "Rollen ville komme til at kræve sig selv.", "The role would come to require itself.";
    CONTRADICTORY = "Det modsiger noget andet, der gælder for rollen.", "It contradicts something else that holds for the role.";
    FIXED = "Det kan ikke ændres, for rollen giver rettigheder i selve brugeradministrationen.", "This cannot be changed, since the role gives rights in the user administration itself.";
}

/// The texts that say what is wrong with a field.
pub fn field_text(code: FieldCode, language: Language) -> &'static str {
    let text: Bilingual = match code {
        FieldCode::Required => REQUIRED,
        FieldCode::TooShort => TOO_SHORT,
        FieldCode::TooLong => TOO_LONG,
        FieldCode::TooLarge => TOO_LARGE,
        FieldCode::WrongType => WRONG_TYPE,
        FieldCode::Malformed => MALFORMED,
        FieldCode::Unknown => UNKNOWN,
        FieldCode::InThePast => IN_THE_PAST,
        FieldCode::TooFar => TOO_FAR,
        FieldCode::TooSoon => TOO_SOON,
        FieldCode::UnknownField => UNKNOWN_FIELD,
        FieldCode::AlreadyInUse => ALREADY_IN_USE,
        FieldCode::OutOfRange => OUT_OF_RANGE,
        FieldCode::Circular => CIRCULAR,
        FieldCode::Contradictory => CONTRADICTORY,
        FieldCode::Fixed => FIXED,
    };
    text.text(language)
}
