//! Organisations.

use super::{Answer, Client, Method, Transport};
use crate::{
    id::OrganisationId,
    organisation::{ChangeOrganisation, OrganisationView},
};

impl<T: Transport> Client<T> {
    /// `PATCH /api/v1/organisations/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn change_organisation(
        &self,
        id: OrganisationId,
        version: i64,
        change: &ChangeOrganisation,
    ) -> Answer<OrganisationView> {
        self.send(
            Method::Patch,
            format!("/api/v1/organisations/{id}"),
            change,
            Some(version),
            None,
        )
        .await
    }
}
