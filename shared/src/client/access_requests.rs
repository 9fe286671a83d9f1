//! Access requests.

use super::{Answer, Client, Method, Transport, query_string};
use crate::{
    access_request::{
        AccessRequestQuery, AccessRequestView, NewAccessRequest, NewApproval, NewHandover,
        NewRejection,
    },
    id::AccessRequestId,
    page::Page,
    request_message::{NewRequestMessage, RequestMessageQuery, RequestMessageView},
};

impl<T: Transport> Client<T> {
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

    /// `POST /api/v1/access-requests/{id}/approval?dry_run=true`: what approving would do
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn rehearse_approval(
        &self,
        id: AccessRequestId,
        version: i64,
        approval: &NewApproval,
    ) -> Answer<AccessRequestView> {
        let path = format!("/api/v1/access-requests/{id}/approval?dry_run=true");
        self.send(Method::Post, path, approval, Some(version), None)
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

    /// `POST /api/v1/access-requests/{id}/release`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn release_access_request(
        &self,
        id: AccessRequestId,
        version: i64,
        key: &str,
    ) -> Answer<AccessRequestView> {
        let path = format!("/api/v1/access-requests/{id}/release");
        let nothing = serde_json::json!({});
        self.send(Method::Post, path, &nothing, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/access-requests/{id}/handover`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn hand_over_access_request(
        &self,
        id: AccessRequestId,
        version: i64,
        handover: &NewHandover,
        key: &str,
    ) -> Answer<AccessRequestView> {
        let path = format!("/api/v1/access-requests/{id}/handover");
        self.send(Method::Post, path, handover, Some(version), Some(key))
            .await
    }

    /// `GET /api/v1/access-requests/{id}/messages`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_access_request_messages(
        &self,
        id: AccessRequestId,
        query: &RequestMessageQuery,
    ) -> Answer<Page<RequestMessageView>> {
        let query = query_string(query);
        self.get(format!("/api/v1/access-requests/{id}/messages{query}"))
            .await
    }

    /// `POST /api/v1/access-requests/{id}/messages`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn send_access_request_message(
        &self,
        id: AccessRequestId,
        message: &NewRequestMessage,
        key: &str,
    ) -> Answer<RequestMessageView> {
        let path = format!("/api/v1/access-requests/{id}/messages");
        self.send(Method::Post, path, message, None, Some(key))
            .await
    }
}
