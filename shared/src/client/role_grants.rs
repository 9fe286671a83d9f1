//! Role grants.

use super::{Answer, Client, Method, Transport, query_string};
use crate::{
    id::RoleGrantId,
    page::Page,
    role_grant::{
        NewExtension, NewReactivation, NewRevocation, NewRoleGrant, RoleGrantQuery, RoleGrantView,
    },
};

impl<T: Transport> Client<T> {
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

    /// `POST /api/v1/role-grants/{id}/extension`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn extend_role(
        &self,
        id: RoleGrantId,
        version: i64,
        extension: &NewExtension,
        key: &str,
    ) -> Answer<RoleGrantView> {
        let path = format!("/api/v1/role-grants/{id}/extension");
        self.send(Method::Post, path, extension, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/role-grants/{id}/reactivate`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn reactivate_role(
        &self,
        id: RoleGrantId,
        version: i64,
        reactivation: &NewReactivation,
        key: &str,
    ) -> Answer<RoleGrantView> {
        let path = format!("/api/v1/role-grants/{id}/reactivate");
        self.send(Method::Post, path, reactivation, Some(version), Some(key))
            .await
    }
}
