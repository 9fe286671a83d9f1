//! The modules, and moves between them.

use super::{Answer, Client, Method, Transport, query_string};
use crate::{
    administration::{AdministrationView, CutoverQuery, CutoverView, NewCutover, NewReversal},
    id::CutoverId,
    page::Page,
};

const CUTOVERS: &str = "/api/v1/administrations/cutovers";

/// Whether an act is done, or only rehearsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// Decided and computed; nothing is kept.
    Rehearsed,
    /// Done.
    Done,
}

impl Trial {
    const fn query(self) -> &'static str {
        match self {
            Self::Rehearsed => "?dry_run=true",
            Self::Done => "",
        }
    }
}

impl<T: Transport> Client<T> {
    /// `GET /api/v1/administrations`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_administrations(&self) -> Answer<Page<AdministrationView>> {
        self.get("/api/v1/administrations".into()).await
    }

    /// `GET /api/v1/administrations/cutovers`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_cutovers(&self, query: &CutoverQuery) -> Answer<Page<CutoverView>> {
        self.get(format!("{CUTOVERS}{}", query_string(query))).await
    }

    /// `GET /api/v1/administrations/cutovers/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_cutover(&self, id: CutoverId) -> Answer<CutoverView> {
        self.get(format!("{CUTOVERS}/{id}")).await
    }

    /// `POST /api/v1/administrations/cutovers`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn cut_over(&self, new: &NewCutover, trial: Trial, key: &str) -> Answer<CutoverView> {
        let path = format!("{CUTOVERS}{}", trial.query());
        self.send(Method::Post, path, new, None, Some(key)).await
    }

    /// `POST /api/v1/administrations/cutovers/{id}/reversal`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn reverse_cutover(
        &self,
        cutover: (CutoverId, i64),
        new: &NewReversal,
        trial: Trial,
        key: &str,
    ) -> Answer<CutoverView> {
        let (id, version) = cutover;
        let path = format!("{CUTOVERS}/{id}/reversal{}", trial.query());
        self.send(Method::Post, path, new, Some(version), Some(key))
            .await
    }
}
