//! Agreements with providers.

use super::{Answer, Client, Method, Transport, query_string};
use crate::{
    agreement::{
        AgreementQuery, AgreementView, NewAgreement, NewAgreementEnd, NewAgreementGrant,
        NewAgreementLimit,
    },
    id::AgreementId,
    page::Page,
    role_grant::RoleGrantView,
};

impl<T: Transport> Client<T> {
    /// `GET /api/v1/agreements`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_agreements(&self, query: &AgreementQuery) -> Answer<Page<AgreementView>> {
        self.get(format!("/api/v1/agreements{}", query_string(query)))
            .await
    }

    /// `GET /api/v1/agreements/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_agreement(&self, id: AgreementId) -> Answer<AgreementView> {
        self.get(format!("/api/v1/agreements/{id}")).await
    }

    /// `POST /api/v1/agreements`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn record_agreement(&self, new: &NewAgreement, key: &str) -> Answer<AgreementView> {
        let path = "/api/v1/agreements".to_owned();
        self.send(Method::Post, path, new, None, Some(key)).await
    }

    /// `POST /api/v1/agreements/{id}/ending`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn end_agreement(
        &self,
        (id, version): (AgreementId, i64),
        end: &NewAgreementEnd,
        key: &str,
    ) -> Answer<AgreementView> {
        let path = format!("/api/v1/agreements/{id}/ending");
        self.send(Method::Post, path, end, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/agreements/{id}/limit`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn limit_agreement(
        &self,
        (id, version): (AgreementId, i64),
        limit: &NewAgreementLimit,
        key: &str,
    ) -> Answer<AgreementView> {
        let path = format!("/api/v1/agreements/{id}/limit");
        self.send(Method::Post, path, limit, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/agreements/{id}/role-grants`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn grant_under_agreement(
        &self,
        id: AgreementId,
        new: &NewAgreementGrant,
        key: &str,
    ) -> Answer<RoleGrantView> {
        let path = format!("/api/v1/agreements/{id}/role-grants");
        self.send(Method::Post, path, new, None, Some(key)).await
    }
}
