//! JobAG's one page: in or not.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::{
    Jobag,
    login::SESSION,
    pages::Pages,
    sessions::{Session, Visitor},
};

/// Who is meant to log in.
#[derive(Deserialize)]
pub(super) struct Hint {
    pub(super) login_hint: Option<String>,
}

/// `GET /jobag`: asks anew at every view, so that a revocation is seen at once.
pub(super) async fn show(
    jobag: web::Data<Jobag>,
    request: HttpRequest,
    hint: Option<web::Query<Hint>>,
) -> HttpResponse {
    let pages = Pages::new(&jobag.config);
    let cookie = request.cookie(SESSION);
    let now = jobag.config.clock.now();
    let session = cookie.and_then(|cookie| jobag.sessions.find(cookie.value(), now));
    match session {
        None => pages.welcome(hint.as_ref().and_then(|hint| hint.login_hint.as_deref())),
        Some(session) => answer(&jobag, &pages, &session).await,
    }
}

async fn answer(jobag: &Jobag, pages: &Pages<'_>, session: &Session) -> HttpResponse {
    let person = match &session.visitor {
        Visitor::Employee(person) => person,
        Visitor::WithoutOrganisation(name) => return pages.without_organisation(name),
        Visitor::NotSureEnough(name) => return pages.not_sure_enough(name),
    };
    match jobag.access.may_enter(person).await {
        Ok(true) => pages.inside(person),
        Ok(false) => pages.no_access(person, session.login_hint.as_deref()),
        Err(error) => {
            tracing::warn!(?error, "access could not be checked");
            pages.unavailable()
        }
    }
}
