//! The thread of a request: what its deciders ask and those who asked answer.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    access_request::RequestParty,
    id::{AccessRequestId, RequestMessageId},
    organisation::PersonRef,
};

/// A message of a request's thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestMessageView {
    /// Its id.
    pub id: RequestMessageId,
    /// The request.
    pub request_id: AccessRequestId,
    /// Who wrote it.
    pub by: PersonRef,
    /// On whose side they wrote.
    pub party: RequestParty,
    /// What they wrote.
    pub text: String,
    /// When.
    pub sent_at: Timestamp,
}

/// A question or an answer in a request's thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRequestMessage {
    /// The text, 1 to 2000 characters.
    pub text: String,
}

/// Which page of a request's thread to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RequestMessageQuery {
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Messages on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
