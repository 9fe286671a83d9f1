//! Imports; their files are uploaded by other means than JSON.

use super::{Answer, Client, Method, Transport, query_string};
use crate::{
    id::ImportId,
    import::{ImportQuery, ImportRowQuery, ImportRowView, ImportView, RunImport},
    page::Page,
};

impl<T: Transport> Client<T> {
    /// `GET /api/v1/imports`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_imports(&self, query: &ImportQuery) -> Answer<Page<ImportView>> {
        self.get(format!("/api/v1/imports{}", query_string(query)))
            .await
    }

    /// `GET /api/v1/imports/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_import(&self, id: ImportId) -> Answer<ImportView> {
        self.get(format!("/api/v1/imports/{id}")).await
    }

    /// `GET /api/v1/imports/{id}/rows`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_import_rows(
        &self,
        id: ImportId,
        query: &ImportRowQuery,
    ) -> Answer<Page<ImportRowView>> {
        let query = query_string(query);
        self.get(format!("/api/v1/imports/{id}/rows{query}")).await
    }

    /// `POST /api/v1/imports/{id}/run`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn run_import(
        &self,
        id: ImportId,
        version: i64,
        run: &RunImport,
        key: &str,
    ) -> Answer<ImportView> {
        let path = format!("/api/v1/imports/{id}/run");
        self.send(Method::Post, path, run, Some(version), Some(key))
            .await
    }

    /// `POST /api/v1/imports/{id}/cancellation`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn cancel_import(&self, id: ImportId, version: i64, key: &str) -> Answer<ImportView> {
        let path = format!("/api/v1/imports/{id}/cancellation");
        let body = serde_json::json!({});
        self.send(Method::Post, path, &body, Some(version), Some(key))
            .await
    }
}
