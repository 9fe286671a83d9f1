//! Failures as they leave: RFC 9457 problems in the caller's language.

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, RETRY_AFTER, WWW_AUTHENTICATE},
    },
};
use shared::{
    language::Language,
    problem::{FieldCode, FieldError, PROBLEM_JSON, Problem, ProblemKind},
    text::field_text,
};

use super::{detail::detail, next_step::next_step, speech::Speech};
use crate::{
    db::Failure,
    policy::{Denied, Next},
};

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(kind_of(self).code())
    }
}

fn kind_of(failure: &Failure) -> ProblemKind {
    match failure {
        Failure::Denied(denied) => denied.kind,
        Failure::NotFound => ProblemKind::NotFound,
        Failure::Problem(kind) => *kind,
        Failure::AlreadyDecided(_) => ProblemKind::AlreadyDecided,
        Failure::ClaimedByAnother(..) => ProblemKind::ClaimedByAnother,
        Failure::Invalid(_) => ProblemKind::InvalidField,
        Failure::Unavailable(_) => ProblemKind::Unavailable,
        Failure::Database(_) | Failure::Internal(_) => ProblemKind::Internal,
    }
}

fn denied_problem(denied: &Denied, language: Language) -> Problem {
    let mut problem = Problem::new(denied.kind, language);
    problem.detail = detail(denied, language);
    problem.rule = denied.rule;
    problem.next_step = denied.next.as_ref().map(|next| next_step(next, language));
    problem
}

/// The problem that tells of a failure, in the language of the request being answered.
pub fn problem(failure: &Failure) -> Problem {
    let Speech { language, trace_id } = Speech::current();
    let mut problem = match failure {
        Failure::Denied(denied) => denied_problem(denied, language),
        Failure::AlreadyDecided(decision) => {
            let mut problem = Problem::new(ProblemKind::AlreadyDecided, language);
            problem.decision = Some((**decision).clone());
            problem
        }
        Failure::ClaimedByAnother(request, claim) => {
            let mut problem = Problem::new(ProblemKind::ClaimedByAnother, language);
            problem.claim = Some((**claim).clone());
            problem.next_step = Some(next_step(&Next::TakeOver(*request), language));
            problem
        }
        Failure::Invalid(fields) => {
            let mut problem = Problem::new(ProblemKind::InvalidField, language);
            problem.errors = fields
                .iter()
                .map(|field| FieldError {
                    pointer: field.pointer.clone().into_owned(),
                    code: field.code,
                    detail: field_text(field.code, language).to_owned(),
                })
                .collect();
            problem
        }
        Failure::NotFound
        | Failure::Problem(_)
        | Failure::Database(_)
        | Failure::Unavailable(_)
        | Failure::Internal(_) => Problem::new(kind_of(failure), language),
    };
    problem.next_step = problem
        .next_step
        .or_else(|| problem.code.usual_step(language));
    problem.request_id = trace_id;
    problem
}

/// The chain of a fault, logged once, here, under the name that the caller is given.
fn log_fault(failure: &Failure, trace_id: &str) {
    match failure {
        Failure::Database(error) => tracing::error!(trace_id, %error, "database fault"),
        Failure::Internal(error) => tracing::error!(trace_id, error, "fault"),
        Failure::Unavailable(error) => tracing::warn!(trace_id, error, "no connection"),
        Failure::Denied(_)
        | Failure::NotFound
        | Failure::Problem(_)
        | Failure::AlreadyDecided(_)
        | Failure::ClaimedByAnother(..)
        | Failure::Invalid(_) => {}
    }
}

/// The response that carries a problem.
pub fn response(problem: &Problem) -> HttpResponse {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response
        .insert_header((CACHE_CONTROL, "no-store"))
        .content_type(PROBLEM_JSON);
    match problem.code {
        ProblemKind::Unauthenticated => {
            response.insert_header((WWW_AUTHENTICATE, "Bearer"));
        }
        ProblemKind::Unavailable | ProblemKind::RateLimited => {
            response.insert_header((RETRY_AFTER, "5"));
        }
        _ => {}
    }
    response.body(serde_json::to_string(problem).unwrap_or_default())
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(kind_of(self).status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let problem = problem(self);
        log_fault(self, &problem.request_id);
        response(&problem)
    }
}

impl Failure {
    /// What a query string that cannot be read is answered with, by the parameter when that is
    /// known.
    pub fn from_query_error(error: &actix_web::error::QueryPayloadError, query: &str) -> Self {
        let message = error.to_string();
        match message.split('`').nth(1) {
            Some(name) if message.contains("unknown field") => {
                Self::field(format!("/{name}"), FieldCode::UnknownField)
            }
            Some(value) if message.contains("unknown variant") => {
                let parameter = url::form_urlencoded::parse(query.as_bytes())
                    .find(|(_, given)| given == value)
                    .map(|(name, _)| format!("/{name}"));
                Self::field(parameter.unwrap_or_default(), FieldCode::Unknown)
            }
            _ => ProblemKind::MalformedRequest.into(),
        }
    }
}
