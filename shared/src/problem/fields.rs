//! What can be wrong with a field.

use serde::{Deserialize, Serialize};

crate::enums::text_enum! {
    /// What is wrong with one field.
    FieldCode {
        /// Nothing was given.
        Required = "required",
        /// Fewer characters than needed.
        TooShort = "too-short",
        /// More characters than allowed.
        TooLong = "too-long",
        /// More bytes than allowed.
        TooLarge = "too-large",
        /// Not one of the types of file that are taken, or another than it says.
        WrongType = "wrong-type",
        /// Not of the right form.
        Malformed = "malformed",
        /// Names nothing.
        Unknown = "unknown",
        /// A date that has passed.
        InThePast = "in-the-past",
        /// A date later than allowed.
        TooFar = "too-far",
        /// An end no later than the one there is.
        TooSoon = "too-soon",
        /// A field that is not part of the input.
        UnknownField = "unknown-field",
        /// Taken by another.
        AlreadyInUse = "already-in-use",
        /// A number outside its bounds.
        OutOfRange = "out-of-range",
        /// A role that would require itself, at once or round about.
        Circular = "circular",
        /// Two things that cannot both hold.
        Contradictory = "contradictory",
        /// Something that cannot be changed.
        Fixed = "fixed",
    }
}

/// One wrong field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where it is in the body: a JSON pointer (RFC 6901), as in `/justification`.
    pub pointer: String,
    /// What is wrong, stable.
    pub code: FieldCode,
    /// What is wrong and how to mend it, for people.
    pub detail: String,
}
