//! The typed client: one method an operation, over a transport of the caller's choice.

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    access::{Evaluation, EvaluationDecision, EvaluationDecisions, Evaluations},
    access_request::{
        AccessRequestQuery, AccessRequestView, NewAccessRequest, NewApproval, NewRejection,
    },
    audit::{AuditEventQuery, AuditEventView},
    id::{AccessRequestId, OrganisationId, RoleGrantId, UserId},
    organisation::OrganisationView,
    page::Page,
    problem::{Problem, ProblemKind},
    role::RoleView,
    role_grant::{
        EffectiveRole, EffectiveRoleQuery, NewRevocation, NewRoleGrant, RoleGrantQuery,
        RoleGrantView,
    },
    session::{LoggedOut, Me},
    user::{AssignableRole, ChangeUser, ChangeUserStatus, NewUser, UserQuery, UserView},
};

#[cfg(feature = "client-reqwest")]
pub mod over_reqwest;

/// An HTTP method the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Changes.
    Patch,
}

/// What a transport is asked to send.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query, from the root.
    pub path: String,
    /// A JSON body.
    pub body: Option<String>,
    /// `If-Match`: the version that is being changed.
    pub version: Option<i64>,
    /// `Idempotency-Key`: the same for every try of one act.
    pub idempotency_key: Option<String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
}

/// Why a call gave no answer of the right kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientError {
    /// The server refused, and said why.
    Problem(Box<Problem>),
    /// The server could not be reached.
    Unreachable,
    /// The answer was not understood.
    Unintelligible,
}

impl ClientError {
    /// The problem's kind, when the server gave one.
    pub fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::Unreachable | Self::Unintelligible => None,
        }
    }
}

/// Sends requests; the only part that differs between browser and server.
#[expect(async_fn_in_trait, reason = "the browser's transport is not Send")]
pub trait Transport {
    /// Sends one request and waits for the answer.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] when there is none.
    async fn send(&self, request: Request) -> Result<Response, ClientError>;
}

/// The API, over a transport.
#[derive(Clone, Debug)]
pub struct Client<T> {
    transport: T,
}

/// What most calls return.
pub type Answer<T> = Result<T, ClientError>;

fn query_string<Q: Serialize>(query: &Q) -> String {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(query) else {
        return String::new();
    };
    fields
        .iter()
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => format!("{name}={}", escape(text)),
            other => format!("{name}={}", escape(&other.to_string())),
        })
        .reduce(|all, next| format!("{all}&{next}"))
        .map_or_else(String::new, |all| format!("?{all}"))
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
pub fn escape(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut out, byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                // INVARIANT: writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
            out
        })
}

impl<T: Transport> Client<T> {
    /// A client over `transport`.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    async fn call<O: DeserializeOwned>(&self, request: Request) -> Answer<O> {
        let response = self.transport.send(request).await?;
        if (200..300).contains(&response.status) {
            serde_json::from_str(&response.body).or(Err(ClientError::Unintelligible))
        } else {
            match serde_json::from_str::<Problem>(&response.body) {
                Ok(problem) => Err(ClientError::Problem(Box::new(problem))),
                Err(_) => Err(ClientError::Unintelligible),
            }
        }
    }

    async fn get<O: DeserializeOwned>(&self, path: String) -> Answer<O> {
        let method = Method::Get;
        self.call(Request {
            method,
            path,
            body: None,
            version: None,
            idempotency_key: None,
        })
        .await
    }

    async fn send<I: Serialize, O: DeserializeOwned>(
        &self,
        method: Method,
        path: String,
        body: &I,
        version: Option<i64>,
        key: Option<&str>,
    ) -> Answer<O> {
        let body = Some(serde_json::to_string(body).or(Err(ClientError::Unintelligible))?);
        let idempotency_key = key.map(str::to_owned);
        self.call(Request {
            method,
            path,
            body,
            version,
            idempotency_key,
        })
        .await
    }

    /// `GET /api/v1/me`
    ///
    /// # Errors
    /// The server's problem, or why there was no answer; so for every method here.
    pub async fn me(&self) -> Answer<Me> {
        self.get("/api/v1/me".into()).await
    }

    /// `POST /auth/logout`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn log_out(&self) -> Answer<LoggedOut> {
        let (path, body) = ("/auth/logout".into(), serde_json::json!({}));
        self.send(Method::Post, path, &body, None, None).await
    }

    /// `GET /api/v1/users`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_users(&self, query: &UserQuery) -> Answer<Page<UserView>> {
        self.get(format!("/api/v1/users{}", query_string(query)))
            .await
    }

    /// `GET /api/v1/users/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_user(&self, id: UserId) -> Answer<UserView> {
        self.get(format!("/api/v1/users/{id}")).await
    }

    /// `GET /api/v1/users/{id}/assignable-roles`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_assignable_roles(&self, id: UserId) -> Answer<Page<AssignableRole>> {
        self.get(format!("/api/v1/users/{id}/assignable-roles"))
            .await
    }

    /// `GET /api/v1/users/{id}/effective-roles`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_effective_roles(
        &self,
        id: UserId,
        query: &EffectiveRoleQuery,
    ) -> Answer<Page<EffectiveRole>> {
        let query = query_string(query);
        self.get(format!("/api/v1/users/{id}/effective-roles{query}"))
            .await
    }

    /// `POST /access/v1/evaluation`, with a program's token
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn evaluate_access(&self, question: &Evaluation) -> Answer<EvaluationDecision> {
        let path = "/access/v1/evaluation".into();
        self.send(Method::Post, path, question, None, None).await
    }

    /// `POST /access/v1/evaluations`, with a program's token
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn evaluate_access_list(&self, several: &Evaluations) -> Answer<EvaluationDecisions> {
        let path = "/access/v1/evaluations".into();
        self.send(Method::Post, path, several, None, None).await
    }

    /// `POST /api/v1/users`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn create_user(&self, new: &NewUser, key: &str) -> Answer<UserView> {
        self.send(Method::Post, "/api/v1/users".into(), new, None, Some(key))
            .await
    }

    /// `PATCH /api/v1/users/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn change_user(
        &self,
        id: UserId,
        version: i64,
        change: &ChangeUser,
    ) -> Answer<UserView> {
        self.send(
            Method::Patch,
            format!("/api/v1/users/{id}"),
            change,
            Some(version),
            None,
        )
        .await
    }

    /// `POST /api/v1/users/{id}/deactivation`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn deactivate_user(
        &self,
        id: UserId,
        version: i64,
        change: &ChangeUserStatus,
        key: &str,
    ) -> Answer<UserView> {
        let path = format!("/api/v1/users/{id}/deactivation");
        self.send(Method::Post, path, change, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/users/{id}/reactivation`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn reactivate_user(
        &self,
        id: UserId,
        version: i64,
        change: &ChangeUserStatus,
        key: &str,
    ) -> Answer<UserView> {
        let path = format!("/api/v1/users/{id}/reactivation");
        self.send(Method::Post, path, change, Some(version), Some(key))
            .await
    }

    /// `GET /api/v1/organisations/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_organisation(&self, id: OrganisationId) -> Answer<OrganisationView> {
        self.get(format!("/api/v1/organisations/{id}")).await
    }

    /// `GET /api/v1/organisations?q=`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn search_organisations(&self, text: &str) -> Answer<Page<OrganisationView>> {
        self.get(format!("/api/v1/organisations?q={}", escape(text)))
            .await
    }

    /// `GET /api/v1/roles`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_roles(&self) -> Answer<Page<RoleView>> {
        self.get("/api/v1/roles".into()).await
    }

    /// `GET /api/v1/role-grants`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_role_grants(&self, query: &RoleGrantQuery) -> Answer<Page<RoleGrantView>> {
        self.get(format!("/api/v1/role-grants{}", query_string(query)))
            .await
    }

    /// `GET /api/v1/role-grants/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_role_grant(&self, id: RoleGrantId) -> Answer<RoleGrantView> {
        self.get(format!("/api/v1/role-grants/{id}")).await
    }

    /// `POST /api/v1/role-grants`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn grant_role(&self, new: &NewRoleGrant, key: &str) -> Answer<RoleGrantView> {
        self.send(
            Method::Post,
            "/api/v1/role-grants".into(),
            new,
            None,
            Some(key),
        )
        .await
    }

    /// `POST /api/v1/role-grants/{id}/revocation`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn revoke_role(
        &self,
        id: RoleGrantId,
        version: i64,
        revocation: &NewRevocation,
        key: &str,
    ) -> Answer<RoleGrantView> {
        let path = format!("/api/v1/role-grants/{id}/revocation");
        self.send(Method::Post, path, revocation, Some(version), Some(key))
            .await
    }

    /// `GET /api/v1/access-requests`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_access_requests(
        &self,
        query: &AccessRequestQuery,
    ) -> Answer<Page<AccessRequestView>> {
        self.get(format!("/api/v1/access-requests{}", query_string(query)))
            .await
    }

    /// `GET /api/v1/access-requests/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_access_request(&self, id: AccessRequestId) -> Answer<AccessRequestView> {
        self.get(format!("/api/v1/access-requests/{id}")).await
    }

    /// `POST /api/v1/access-requests`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn submit_access_request(
        &self,
        new: &NewAccessRequest,
        key: &str,
    ) -> Answer<AccessRequestView> {
        self.send(
            Method::Post,
            "/api/v1/access-requests".into(),
            new,
            None,
            Some(key),
        )
        .await
    }

    /// `POST /api/v1/access-requests/{id}/approval`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn approve_access_request(
        &self,
        id: AccessRequestId,
        version: i64,
        approval: &NewApproval,
        key: &str,
    ) -> Answer<AccessRequestView> {
        let path = format!("/api/v1/access-requests/{id}/approval");
        self.send(Method::Post, path, approval, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/access-requests/{id}/rejection`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn reject_access_request(
        &self,
        id: AccessRequestId,
        version: i64,
        rejection: &NewRejection,
        key: &str,
    ) -> Answer<AccessRequestView> {
        let path = format!("/api/v1/access-requests/{id}/rejection");
        self.send(Method::Post, path, rejection, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/access-requests/{id}/withdrawal`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn withdraw_access_request(
        &self,
        id: AccessRequestId,
        version: i64,
        key: &str,
    ) -> Answer<AccessRequestView> {
        let path = format!("/api/v1/access-requests/{id}/withdrawal");
        self.send(
            Method::Post,
            path,
            &serde_json::json!({}),
            Some(version),
            Some(key),
        )
        .await
    }

    /// `POST /api/v1/access-requests/{id}/claim`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn claim_access_request(
        &self,
        id: AccessRequestId,
        version: i64,
        key: &str,
    ) -> Answer<AccessRequestView> {
        let path = format!("/api/v1/access-requests/{id}/claim");
        self.send(
            Method::Post,
            path,
            &serde_json::json!({}),
            Some(version),
            Some(key),
        )
        .await
    }

    /// `GET /api/v1/audit-events`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_audit_events(&self, query: &AuditEventQuery) -> Answer<Page<AuditEventView>> {
        self.get(format!("/api/v1/audit-events{}", query_string(query)))
            .await
    }
}
