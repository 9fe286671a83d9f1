//! The problems that operations share, as openapi.yaml describes them.
#![expect(
    dead_code,
    reason = "read by the derive alone: they describe responses"
)]

use shared::problem::Problem;
use utoipa::IntoResponses;

/// Of reading a list.
#[derive(IntoResponses)]
pub enum ListProblems {
    /// The query or the cursor cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// Nobody is logged in.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(Problem),
    /// A filter has no such value.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
}

/// Of reading one thing.
#[derive(IntoResponses)]
pub enum ReadProblems {
    /// Nobody is logged in.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(Problem),
    /// There is no such thing in sight of the caller.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
}

/// Of creating something.
#[derive(IntoResponses)]
pub enum CreateProblems {
    /// The request cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// Nobody is logged in.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(Problem),
    /// A rule says no; `rule` names it and `next_step` says what to do instead.
    #[response(status = 403, content_type = "application/problem+json")]
    Denied(Problem),
    /// What the body names is not in sight of the caller.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// A fact stands in the way; `code` names it.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// The body is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is not JSON.
    #[response(status = 415, content_type = "application/problem+json")]
    NotJson(Problem),
    /// Fields are wrong; `errors` has each.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
}

/// Of changing something, or acting on it.
#[derive(IntoResponses)]
pub enum ChangeProblems {
    /// The request cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// Nobody is logged in.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(Problem),
    /// A rule says no; `rule` names it and `next_step` says what to do instead.
    #[response(status = 403, content_type = "application/problem+json")]
    Denied(Problem),
    /// There is no such thing in sight of the caller.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// A fact stands in the way; `code` names it, and `decision` says who decided first.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// It has changed since it was read.
    #[response(status = 412, content_type = "application/problem+json")]
    Stale(Problem),
    /// The body is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is not JSON.
    #[response(status = 415, content_type = "application/problem+json")]
    NotJson(Problem),
    /// Fields are wrong; `errors` has each.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
    /// `If-Match` is missing.
    #[response(status = 428, content_type = "application/problem+json")]
    PreconditionRequired(Problem),
}

/// What every creation takes besides its body.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DryRun {
    /// Decide and compute everything, keep nothing.
    #[param(required = false, default = false)]
    dry_run: bool,
}

/// The client's key for one act, the same at every try.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
pub struct Idempotent {
    /// Repeats of one act carry the same key, and are answered alike.
    #[param(rename = "Idempotency-Key", required = false)]
    idempotency_key: String,
}

/// The version that is changed.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
pub struct Versioned {
    /// The `ETag` of the version that is changed.
    #[param(rename = "If-Match")]
    if_match: String,
}
