//! The application: every slice, with what all answers have in common around them.

use actix_web::{
    App, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::from_fn,
    web,
};
use shared::problem::ProblemKind;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    access, access_requests, administrations, agreements, attributes, audit,
    config::Config,
    db::{Database, Failure},
    desk_tasks,
    http::{bearer::BearerVerifier, headers, speech::speak},
    imports, lba_appointments, lookups, operations, organisations, role_grants, roles, session,
    spa, tokens, units, users,
};

/// What every handler can reach.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub database: web::Data<Database>,
    /// What was configured.
    pub config: web::Data<Config>,
    /// Checks programs' tokens.
    pub bearer: web::Data<BearerVerifier>,
    /// Answers whether a person has a role.
    pub access: web::Data<access::Checker>,
    /// Issues programs' tokens.
    pub tokens: web::Data<tokens::Issuer>,
    /// Logs people in.
    pub login: web::Data<session::Login>,
    /// Wakes the work on imports.
    pub imports: web::Data<imports::Wake>,
}

/// Registers the operations of one slice.
type Routes = fn(&mut ServiceConfig<'_>);

/// Every slice, those that are asked most first: a request's path is compared with one route after
/// the other.
const SLICES: &[Routes] = &[
    access::routes,
    users::routes,
    access_requests::routes,
    role_grants::routes,
    session::routes,
    organisations::routes,
    units::routes,
    attributes::routes,
    agreements::routes,
    administrations::routes,
    roles::routes,
    audit::routes,
    desk_tasks::routes,
    lookups::routes,
    lba_appointments::routes,
    tokens::routes,
    imports::routes,
    operations::routes,
];

/// Registers every operation of the API, for openapi.yaml.
pub fn operations(config: &mut ServiceConfig<'_>) {
    for routes in SLICES {
        config.configure(routes);
    }
}

/// Registers every operation of the API, for serving. Each slice's description is thrown away
/// before the next one's is made: every worker does this, and all of them at once would take
/// more memory than everything else that an idle server does.
fn serve(config: &mut web::ServiceConfig) {
    for routes in SLICES {
        routes(&mut ServiceConfig::new(config));
    }
}

/// A path of the API that is none, or a page of the SPA.
async fn elsewhere(request: HttpRequest) -> Result<HttpResponse, Failure> {
    let path = request.path();
    let api = [
        "/api/",
        "/access/",
        "/oauth/",
        "/auth/",
        "/health/",
        "/.well-known/",
    ];
    if api.iter().any(|prefix| path.starts_with(prefix)) {
        return Err(Failure::NotFound);
    }
    if request.method() != actix_web::http::Method::GET
        && request.method() != actix_web::http::Method::HEAD
    {
        return Err(ProblemKind::MethodNotAllowed.into());
    }
    spa::serve(&request)
}

/// Builds the application around `state`; `extra` adds what only the demo has.
pub fn build<E: FnOnce(&mut web::ServiceConfig)>(
    state: &State,
    extra: E,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<E>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<E>,
> {
    App::new()
        .configure(serve)
        .app_data(web::Data::clone(&state.database))
        .app_data(web::Data::clone(&state.config))
        .app_data(web::Data::clone(&state.bearer))
        .app_data(web::Data::clone(&state.access))
        .app_data(web::Data::clone(&state.tokens))
        .app_data(web::Data::clone(&state.login))
        .app_data(web::Data::clone(&state.imports))
        .app_data(web::PathConfig::default().error_handler(|_, _| Failure::NotFound.into()))
        .app_data(web::QueryConfig::default().error_handler(|error, request| {
            Failure::from_query_error(&error, request.query_string()).into()
        }))
        .app_data(
            web::FormConfig::default()
                .limit(16 * 1024)
                .error_handler(|_, _| Failure::from(ProblemKind::MalformedRequest).into()),
        )
        .configure(extra)
        .default_service(web::to(elsewhere))
        .wrap(from_fn(session::keep_alive))
        .wrap(headers::security())
        .wrap(from_fn(speak))
}
