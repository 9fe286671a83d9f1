//! What can be wrong with a field.

crate::enums::text_enum! {
    /// What is wrong with one field.
    FieldCode {
        /// Nothing was given.
        Required = "required",
        /// Fewer characters than needed.
        TooShort = "too-short",
        /// More characters than allowed.
        TooLong = "too-long",
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
