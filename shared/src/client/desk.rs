//! Landssupporten's desk: look-ups, and the first LBA of an organisation.

use super::{Answer, Client, Method, Transport, query_string};
use crate::{
    id::{LbaAppointmentId, OrganisationId},
    lba_appointment::{
        LbaAppointmentQuery, LbaAppointmentView, NewAppointmentRejection, NewLbaAppointment,
    },
    lookup::{LookupQuery, LookupView, NewLookup},
    organisation::{OrganisationQuery, OrganisationView},
    page::Page,
    role_grant::RoleGrantView,
};

const APPOINTMENTS: &str = "/api/v1/lba-appointments";

impl<T: Transport> Client<T> {
    /// `GET /api/v1/organisations`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_organisations(
        &self,
        query: &OrganisationQuery,
    ) -> Answer<Page<OrganisationView>> {
        self.get(format!("/api/v1/organisations{}", query_string(query)))
            .await
    }

    /// `POST /api/v1/lookups`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn look_up(&self, new: &NewLookup, key: &str) -> Answer<LookupView> {
        let path = "/api/v1/lookups".into();
        self.send(Method::Post, path, new, None, Some(key)).await
    }

    /// `GET /api/v1/lookups`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_lookups(&self, query: &LookupQuery) -> Answer<Page<LookupView>> {
        self.get(format!("/api/v1/lookups{}", query_string(query)))
            .await
    }

    /// `POST /api/v1/organisations/{id}/lba-claim`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn claim_lba_role(&self, id: OrganisationId, key: &str) -> Answer<RoleGrantView> {
        let path = format!("/api/v1/organisations/{id}/lba-claim");
        let body = serde_json::json!({});
        self.send(Method::Post, path, &body, None, Some(key)).await
    }

    /// `GET /api/v1/lba-appointments`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_lba_appointments(
        &self,
        query: &LbaAppointmentQuery,
    ) -> Answer<Page<LbaAppointmentView>> {
        self.get(format!("{APPOINTMENTS}{}", query_string(query)))
            .await
    }

    /// `GET /api/v1/lba-appointments/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_lba_appointment(&self, id: LbaAppointmentId) -> Answer<LbaAppointmentView> {
        self.get(format!("{APPOINTMENTS}/{id}")).await
    }

    /// `POST /api/v1/lba-appointments`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn propose_lba_appointment(
        &self,
        new: &NewLbaAppointment,
        key: &str,
    ) -> Answer<LbaAppointmentView> {
        self.send(Method::Post, APPOINTMENTS.into(), new, None, Some(key))
            .await
    }

    /// `POST /api/v1/lba-appointments/{id}/confirmation`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn confirm_lba_appointment(
        &self,
        id: LbaAppointmentId,
        version: i64,
        key: &str,
    ) -> Answer<LbaAppointmentView> {
        let path = format!("{APPOINTMENTS}/{id}/confirmation");
        let body = serde_json::json!({});
        self.send(Method::Post, path, &body, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/lba-appointments/{id}/rejection`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn reject_lba_appointment(
        &self,
        id: LbaAppointmentId,
        version: i64,
        rejection: &NewAppointmentRejection,
        key: &str,
    ) -> Answer<LbaAppointmentView> {
        let path = format!("{APPOINTMENTS}/{id}/rejection");
        self.send(Method::Post, path, rejection, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/lba-appointments/{id}/withdrawal`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn withdraw_lba_appointment(
        &self,
        id: LbaAppointmentId,
        version: i64,
        key: &str,
    ) -> Answer<LbaAppointmentView> {
        let path = format!("{APPOINTMENTS}/{id}/withdrawal");
        let body = serde_json::json!({});
        self.send(Method::Post, path, &body, Some(version), Some(key))
            .await
    }
}
