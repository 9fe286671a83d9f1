//! Why a read or write gave no answer; turned into a problem at the edge, in `http`.

use std::borrow::Cow;

use shared::{
    access_request::{ClaimView, DecisionView},
    id::AccessRequestId,
    problem::{FieldCode, ProblemKind},
};

use crate::policy::Denied;

/// A field that is wrong, by JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongField {
    /// JSON pointer into the body (RFC 6901).
    pub pointer: Cow<'static, str>,
    /// What is wrong.
    pub code: FieldCode,
}

/// Why there is no answer of the kind asked for.
#[derive(Debug)]
pub enum Failure {
    /// The policy said no.
    Denied(Denied),
    /// Not there, or not to be seen: the same answer.
    NotFound,
    /// A fact stands in the way; the kind says which.
    Problem(ProblemKind),
    /// Somebody decided first.
    AlreadyDecided(Box<DecisionView>),
    /// Somebody else handles the request.
    ClaimedByAnother(AccessRequestId, Box<ClaimView>),
    /// Fields are wrong.
    Invalid(Vec<WrongField>),
    /// The engine failed, or asked for another try.
    Database(diesel::result::Error),
    /// No connection could be had.
    Unavailable(String),
    /// A stored row makes no sense, or the code is wrong.
    Internal(String),
}

impl Failure {
    /// What happened, for whoever runs the system.
    pub fn sentence(&self) -> String {
        match self {
            Self::Database(error) => format!("the database failed: {error}"),
            Self::Unavailable(error) => format!("the database cannot be reached: {error}"),
            Self::Internal(error) => error.clone(),
            Self::Denied(denied) => denied.kind.title().en.to_owned(),
            Self::NotFound => ProblemKind::NotFound.title().en.to_owned(),
            Self::Problem(kind) => kind.title().en.to_owned(),
            Self::AlreadyDecided(_) => ProblemKind::AlreadyDecided.title().en.to_owned(),
            Self::ClaimedByAnother(..) => ProblemKind::ClaimedByAnother.title().en.to_owned(),
            Self::Invalid(fields) => fields
                .iter()
                .map(|field| format!("{}: {}", field.pointer, field.code))
                .collect::<Vec<_>>()
                .join("; "),
        }
    }

    /// One wrong field.
    pub fn field(pointer: impl Into<Cow<'static, str>>, code: FieldCode) -> Self {
        Self::Invalid(vec![WrongField {
            pointer: pointer.into(),
            code,
        }])
    }
}

impl From<diesel::result::Error> for Failure {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<ProblemKind> for Failure {
    fn from(kind: ProblemKind) -> Self {
        Self::Problem(kind)
    }
}

/// Gathers the wrong fields of one body, so that all are told at once.
#[derive(Debug, Default)]
pub struct Fields(Vec<WrongField>);

impl Fields {
    /// Keeps what is right and remembers what is wrong.
    pub fn check<T>(&mut self, pointer: &'static str, parsed: Result<T, FieldCode>) -> Option<T> {
        parsed
            .map_err(|code| {
                let pointer = pointer.into();
                self.0.push(WrongField { pointer, code });
            })
            .ok()
    }

    /// As [`Fields::check`], for a field that may be left out.
    pub fn check_optional<T>(
        &mut self,
        pointer: &'static str,
        parsed: Option<Result<T, FieldCode>>,
    ) -> Option<T> {
        parsed.and_then(|parsed| self.check(pointer, parsed))
    }

    /// The whole, when every field was right.
    ///
    /// # Errors
    /// All the wrong fields.
    pub fn finish<T>(self, whole: Option<T>) -> Result<T, Failure> {
        match whole {
            Some(whole) if self.0.is_empty() => Ok(whole),
            _ => Err(Failure::Invalid(self.0)),
        }
    }
}
