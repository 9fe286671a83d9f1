//! Users.

use super::{Answer, Client, Method, Transport, query_string};
use crate::{
    id::UserId,
    page::Page,
    role_grant::{EffectiveRole, EffectiveRoleQuery},
    user::{AssignableRole, ChangeUser, ChangeUserStatus, NewUser, UserQuery, UserView},
};

impl<T: Transport> Client<T> {
    /// `GET /api/v1/users`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_users(&self, query: &UserQuery) -> Answer<Page<UserView>> {
        self.get(format!("/api/v1/users{}", query_string(query)))
            .await
    }

    /// `GET /api/v1/users/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_user(&self, id: UserId) -> Answer<UserView> {
        self.get(format!("/api/v1/users/{id}")).await
    }

    /// `GET /api/v1/users/{id}/assignable-roles`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_assignable_roles(&self, id: UserId) -> Answer<Page<AssignableRole>> {
        self.get(format!("/api/v1/users/{id}/assignable-roles"))
            .await
    }

    /// `GET /api/v1/users/{id}/effective-roles`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_effective_roles(
        &self,
        id: UserId,
        query: &EffectiveRoleQuery,
    ) -> Answer<Page<EffectiveRole>> {
        let query = query_string(query);
        self.get(format!("/api/v1/users/{id}/effective-roles{query}"))
            .await
    }

    /// `POST /api/v1/users`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn create_user(&self, new: &NewUser, key: &str) -> Answer<UserView> {
        self.send(Method::Post, "/api/v1/users".into(), new, None, Some(key))
            .await
    }

    /// `PATCH /api/v1/users/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn change_user(
        &self,
        id: UserId,
        version: i64,
        change: &ChangeUser,
    ) -> Answer<UserView> {
        self.send(
            Method::Patch,
            format!("/api/v1/users/{id}"),
            change,
            Some(version),
            None,
        )
        .await
    }

    /// `POST /api/v1/users/{id}/deactivation`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn deactivate_user(
        &self,
        id: UserId,
        version: i64,
        change: &ChangeUserStatus,
        key: &str,
    ) -> Answer<UserView> {
        let path = format!("/api/v1/users/{id}/deactivation");
        self.send(Method::Post, path, change, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/users/{id}/reactivation`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn reactivate_user(
        &self,
        id: UserId,
        version: i64,
        change: &ChangeUserStatus,
        key: &str,
    ) -> Answer<UserView> {
        let path = format!("/api/v1/users/{id}/reactivation");
        self.send(Method::Post, path, change, Some(version), Some(key))
            .await
    }
}
