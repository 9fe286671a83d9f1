//! Files attached to requests.

use crate::{
    access_request::AccessRequestView,
    attachment::{AttachmentList, AttachmentView, NewAttachment, attachment_path},
    id::{AccessRequestId, AttachmentId},
};

use super::{Answer, Body, Client, Method, Request, Transport, query_string};

impl<T: Transport> Client<T> {
    /// `GET /api/v1/access-requests/{id}/attachments`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_attachments(&self, id: AccessRequestId) -> Answer<AttachmentList> {
        self.get(format!("/api/v1/access-requests/{id}/attachments"))
            .await
    }

    /// `POST /api/v1/access-requests/{id}/attachments`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn add_attachment(
        &self,
        id: AccessRequestId,
        new: &NewAttachment,
        (media_type, content): (String, Vec<u8>),
        key: &str,
    ) -> Answer<AttachmentView> {
        let query = query_string(new);
        self.call(Request {
            method: Method::Post,
            path: format!("/api/v1/access-requests/{id}/attachments{query}"),
            body: Some(Body::File {
                media_type,
                content,
            }),
            version: None,
            idempotency_key: Some(key.to_owned()),
            module: self.module,
        })
        .await
    }

    /// `POST /api/v1/access-requests/{id}/attachments/{attachment_id}/withdrawal`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn withdraw_attachment(
        &self,
        request: AccessRequestId,
        id: AttachmentId,
        key: &str,
    ) -> Answer<AccessRequestView> {
        let path = format!("{}/withdrawal", attachment_path(request, id));
        let nothing = serde_json::json!({});
        self.send(Method::Post, path, &nothing, None, Some(key))
            .await
    }
}
