//! Checks and tokens for relying systems: AuthZEN Authorization API 1.0, OAuth 2.0
//! client credentials. Unknown members are ignored, as AuthZEN asks.

use serde::{Deserialize, Serialize};

use crate::{enums::text_enum, id::OrganisationId};

/// Whose right is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationSubject {
    /// Always `user`.
    pub r#type: String,
    /// A user id, or `CVR:<8 digits>-UUID:<professional uuid>`.
    pub id: String,
}

/// What they would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationAction {
    /// Always `have`.
    pub name: String,
}

/// Narrows where the role must be held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationResourceProperties {
    /// Held on this organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// Held on the organisation with this CVR number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cvr: Option<String>,
    /// For the unit with this P-number. Without it, for the whole organisation: what is limited to
    /// a unit is not held then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// The role asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationResource {
    /// Always `role`.
    pub r#type: String,
    /// The role's key.
    pub id: String,
    /// Narrows where it must be held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub properties: Option<EvaluationResourceProperties>,
}

/// May this person in?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evaluation {
    /// Whose right.
    pub subject: EvaluationSubject,
    /// To do what.
    pub action: EvaluationAction,
    /// With what.
    pub resource: EvaluationResource,
    /// The asker's circumstances; not used in the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub context: Option<serde_json::Value>,
}

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationContext {
    /// A stable word: `no-grant` for everything that is not a grant in effect.
    pub reason: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationDecision {
    /// Yes or no.
    pub decision: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<EvaluationContext>,
}

/// One of several questions; what it leaves out is said once for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationOverride {
    /// Whose right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<EvaluationSubject>,
    /// To do what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<EvaluationAction>,
    /// With what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<EvaluationResource>,
}

text_enum! {
    /// How far to go with several questions.
    EvaluationsSemantic {
        /// All are answered.
        ExecuteAll = "execute_all",
        /// The answers end with the first no.
        DenyOnFirstDeny = "deny_on_first_deny",
        /// The answers end with the first yes.
        PermitOnFirstPermit = "permit_on_first_permit",
    }
}

/// How several questions are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationsOptions {
    /// How far to go; `execute_all` when absent.
    #[serde(default = "execute_all")]
    pub evaluations_semantic: EvaluationsSemantic,
}

const fn execute_all() -> EvaluationsSemantic {
    EvaluationsSemantic::ExecuteAll
}

impl Default for EvaluationsOptions {
    fn default() -> Self {
        Self {
            evaluations_semantic: execute_all(),
        }
    }
}

/// Several questions at once, up to 50.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evaluations {
    /// Whose right, where a question does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<EvaluationSubject>,
    /// To do what, where a question does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<EvaluationAction>,
    /// With what, where a question does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<EvaluationResource>,
    /// The questions.
    #[serde(default)]
    pub evaluations: Vec<EvaluationOverride>,
    /// How they are answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<EvaluationsOptions>,
}

/// Several answers, in the questions' order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvaluationDecisions {
    /// The answers.
    pub evaluations: Vec<EvaluationDecision>,
}

/// A token for a program (RFC 6749 §5.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenResponse {
    /// A signed JWT of type `at+jwt` (RFC 9068).
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds until it ends.
    pub expires_in: i64,
    /// The scopes given, separated by spaces.
    pub scope: String,
}

/// A refused token (RFC 6749 §5.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenError {
    /// `invalid_client`, `invalid_request`, `invalid_scope` or `unsupported_grant_type`.
    pub error: String,
    /// The same for people.
    pub error_description: String,
}
