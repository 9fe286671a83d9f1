//! Jobnet for Arbejdsgivere (JobAG) as a relying system: it logs people in by itself and asks
//! Brugeradministration at every page view whether they may come in.

mod access;
mod door;
mod login;
mod openid;
mod pages;
mod sessions;

use std::fmt;

use actix_web::web;

use self::{access::Access, openid::OpenId, sessions::Sessions};
use crate::{Clock, RegisteredClient};

/// The role that opens JobAG.
const ROLE: &str = "JobAG.Virksomhedsbruger";
/// Where it is mounted.
const HOME: &str = "/jobag";

/// What JobAG needs to know of its surroundings.
#[derive(Clone)]
pub struct JobagConfig {
    /// The OpenID provider where people log in.
    pub issuer: String,
    /// JobAG's `client_id` there.
    pub client_id: String,
    /// JobAG's secret there.
    pub client_secret: String,
    /// Where JobAG and Brugeradministration are reached, such as `http://localhost:8080`.
    pub public_base: String,
    /// JobAG's client id as a program at Brugeradministration.
    pub program_client_id: String,
    /// JobAG's secret as a program at Brugeradministration.
    pub program_secret: String,
    /// Where the time comes from.
    pub clock: Clock,
}

impl JobagConfig {
    /// What the provider must know of JobAG; see [`crate::Simulator::register`].
    pub fn registered_client(&self) -> RegisteredClient {
        RegisteredClient {
            id: self.client_id.clone(),
            secret: self.client_secret.clone(),
            redirect_uris: vec![self.at("/jobag/callback")],
            post_logout_redirect_uris: vec![self.at(HOME)],
            backchannel_logout_uri: Some(self.at("/jobag/backchannel-logout")),
        }
    }

    /// An address on the public base.
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.public_base.trim_end_matches('/'))
    }

    fn is_https(&self) -> bool {
        self.public_base.starts_with("https://")
    }
}

impl fmt::Debug for JobagConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobagConfig")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("public_base", &self.public_base)
            .field("program_client_id", &self.program_client_id)
            .finish_non_exhaustive()
    }
}

/// A running JobAG, shared by all workers.
struct Jobag {
    config: JobagConfig,
    openid: OpenId,
    access: Access,
    sessions: Sessions,
}

/// Mounts JobAG under `/jobag`. Call once and give a clone of the result to every worker's
/// app, so that they share their sessions.
pub fn routes(
    config: JobagConfig,
) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + Sync + 'static {
    let jobag = web::Data::new(Jobag {
        openid: OpenId::new(&config),
        access: Access::new(&config),
        sessions: Sessions::default(),
        config,
    });
    move |app: &mut web::ServiceConfig| {
        app.service(
            web::scope(HOME)
                .app_data(jobag.clone())
                .service(web::resource(["", "/"]).route(web::get().to(door::show)))
                .service(web::resource("/login").route(web::get().to(login::begin)))
                .service(web::resource("/callback").route(web::get().to(login::finish)))
                .service(web::resource("/logout").route(web::post().to(login::log_out)))
                .service(
                    web::resource("/backchannel-logout")
                        .route(web::post().to(login::log_out_by_provider)),
                )
                .service(web::resource("/style.css").route(web::get().to(crate::html::style))),
        );
    }
}
