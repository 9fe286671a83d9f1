//! The role catalogue.

use super::{Answer, Client, Method, Transport, escape};
use crate::{
    page::Page,
    role::{ChangeRole, NewRole, RoleView},
};

impl<T: Transport> Client<T> {
    /// `GET /api/v1/roles`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_roles(&self) -> Answer<Page<RoleView>> {
        self.get("/api/v1/roles".into()).await
    }

    /// `GET /api/v1/roles/{key}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_role(&self, key: &str) -> Answer<RoleView> {
        self.get(format!("/api/v1/roles/{}", escape(key))).await
    }

    /// `POST /api/v1/roles`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn create_role(&self, new: &NewRole, key: &str) -> Answer<RoleView> {
        self.send(Method::Post, "/api/v1/roles".into(), new, None, Some(key))
            .await
    }

    /// `POST /api/v1/roles?dry_run=true`: what would be
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn rehearse_create_role(&self, new: &NewRole) -> Answer<RoleView> {
        let path = "/api/v1/roles?dry_run=true".into();
        self.send(Method::Post, path, new, None, None).await
    }

    /// `PATCH /api/v1/roles/{key}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn change_role(
        &self,
        key: &str,
        version: i64,
        change: &ChangeRole,
    ) -> Answer<RoleView> {
        let path = format!("/api/v1/roles/{}", escape(key));
        self.send(Method::Patch, path, change, Some(version), None)
            .await
    }

    /// `PATCH /api/v1/roles/{key}?dry_run=true`: what would be
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn rehearse_change_role(
        &self,
        key: &str,
        version: i64,
        change: &ChangeRole,
    ) -> Answer<RoleView> {
        let path = format!("/api/v1/roles/{}?dry_run=true", escape(key));
        self.send(Method::Patch, path, change, Some(version), None)
            .await
    }
}
