//! Organisations, checks and the audit log.

use super::{Answer, Client, Method, Transport, escape, query_string};
use crate::{
    access::{Evaluation, EvaluationDecision, EvaluationDecisions, Evaluations},
    audit::{AuditEventQuery, AuditEventView},
    desk_task::{DeskTaskQuery, DeskTaskView},
    id::OrganisationId,
    organisation::OrganisationView,
    page::Page,
};

impl<T: Transport> Client<T> {
    /// `POST /access/v1/evaluation`, with a program's token
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn evaluate_access(&self, question: &Evaluation) -> Answer<EvaluationDecision> {
        let path = "/access/v1/evaluation".into();
        self.send(Method::Post, path, question, None, None).await
    }

    /// `POST /access/v1/evaluations`, with a program's token
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn evaluate_access_list(&self, several: &Evaluations) -> Answer<EvaluationDecisions> {
        let path = "/access/v1/evaluations".into();
        self.send(Method::Post, path, several, None, None).await
    }

    /// `GET /api/v1/organisations/{id}`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn read_organisation(&self, id: OrganisationId) -> Answer<OrganisationView> {
        self.get(format!("/api/v1/organisations/{id}")).await
    }

    /// `GET /api/v1/organisations?q=`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn search_organisations(&self, text: &str) -> Answer<Page<OrganisationView>> {
        self.get(format!("/api/v1/organisations?q={}", escape(text)))
            .await
    }

    /// `GET /api/v1/audit-events`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_audit_events(&self, query: &AuditEventQuery) -> Answer<Page<AuditEventView>> {
        self.get(format!("/api/v1/audit-events{}", query_string(query)))
            .await
    }

    /// `GET /api/v1/desk-tasks`
    ///
    /// # Errors
    /// As [`Client::me`].
    pub async fn list_desk_tasks(&self, query: &DeskTaskQuery) -> Answer<Page<DeskTaskView>> {
        self.get(format!("/api/v1/desk-tasks{}", query_string(query)))
            .await
    }
}
