//! Attributes of organisations.

use super::{Answer, Client, Method, Transport, escape};
use crate::{
    attribute::{
        AttributeReason, AttributeView, ChangeAttribute, NewAttribute, OrganisationAttributeView,
    },
    id::OrganisationId,
    page::Page,
};

impl<T: Transport> Client<T> {
    /// `GET /api/v1/organisation-attributes`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_attributes(&self) -> Answer<Page<AttributeView>> {
        self.get("/api/v1/organisation-attributes".into()).await
    }

    /// `POST /api/v1/organisation-attributes`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn create_attribute(&self, new: &NewAttribute, key: &str) -> Answer<AttributeView> {
        let path = "/api/v1/organisation-attributes".into();
        self.send(Method::Post, path, new, None, Some(key)).await
    }

    /// `PATCH /api/v1/organisation-attributes/{key}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn change_attribute(
        &self,
        of: &AttributeView,
        change: &ChangeAttribute,
    ) -> Answer<AttributeView> {
        let path = format!("/api/v1/organisation-attributes/{}", escape(&of.key));
        self.send(Method::Patch, path, change, Some(of.version), None)
            .await
    }

    /// `GET /api/v1/organisations/{id}/attributes`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_organisation_attributes(
        &self,
        id: OrganisationId,
    ) -> Answer<Page<OrganisationAttributeView>> {
        self.get(format!("/api/v1/organisations/{id}/attributes"))
            .await
    }

    /// `POST /api/v1/organisations/{id}/attributes/{key}/giving`, or `…/taking`; `idempotency` is
    /// none for a dry run.
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn change_organisation_attribute(
        &self,
        one: &OrganisationAttributeView,
        give: bool,
        why: &AttributeReason,
        idempotency: Option<&str>,
    ) -> Answer<OrganisationAttributeView> {
        let (id, key) = (one.organisation_id, escape(&one.key));
        let act = if give { "giving" } else { "taking" };
        let dry = if idempotency.is_none() {
            "?dry_run=true"
        } else {
            ""
        };
        let path = format!("/api/v1/organisations/{id}/attributes/{key}/{act}{dry}");
        self.send(Method::Post, path, why, Some(one.version), idempotency)
            .await
    }
}
