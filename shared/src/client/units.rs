//! Units of organisations.

use super::{Answer, Client, Method, Transport, query_string};
use crate::{
    id::OrganisationId,
    page::Page,
    unit::{ChangeUnit, NewUnit, UnitQuery, UnitView},
};

impl<T: Transport> Client<T> {
    /// `GET /api/v1/organisations/{id}/units`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_units(
        &self,
        id: OrganisationId,
        query: &UnitQuery,
    ) -> Answer<Page<UnitView>> {
        let query = query_string(query);
        self.get(format!("/api/v1/organisations/{id}/units{query}"))
            .await
    }

    /// `GET /api/v1/organisations/{id}/units/{p_number}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_unit(&self, id: OrganisationId, p_number: &str) -> Answer<UnitView> {
        self.get(format!("/api/v1/organisations/{id}/units/{p_number}"))
            .await
    }

    /// `POST /api/v1/organisations/{id}/units`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn register_unit(
        &self,
        id: OrganisationId,
        new: &NewUnit,
        key: &str,
    ) -> Answer<UnitView> {
        let path = format!("/api/v1/organisations/{id}/units");
        self.send(Method::Post, path, new, None, Some(key)).await
    }

    /// `PATCH /api/v1/organisations/{id}/units/{p_number}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn change_unit(&self, unit: &UnitView, change: &ChangeUnit) -> Answer<UnitView> {
        let (id, p_number) = (unit.organisation_id, &unit.p_number);
        let path = format!("/api/v1/organisations/{id}/units/{p_number}");
        self.send(Method::Patch, path, change, Some(unit.version), None)
            .await
    }
}
