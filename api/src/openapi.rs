//! The description of the API, generated from the routes.

use utoipa::{
    Modify, OpenApi,
    openapi::{
        LicenseBuilder, Ref, RefOr, Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
        security::{ApiKey, ApiKeyValue, ClientCredentials, Flow, OAuth2, Scopes, SecurityScheme},
    },
};
use utoipa_actix_web::AppExt as _;

use shared::administration::ADMINISTRATION_HEADER;

use crate::{app, domain::caller::ProgramScope, http::request::SESSION_COOKIE};

/// The two ways to say who one is.
struct SecuritySchemes;

impl Modify for SecuritySchemes {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme(
            "session",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
                SESSION_COOKIE,
                "A browser's session, begun at /auth/login.",
            ))),
        );
        let scopes = ProgramScope::ALL
            .iter()
            .map(|scope| (scope.as_str(), scope.as_str()))
            .collect::<Scopes>();
        let flow = Flow::ClientCredentials(ClientCredentials::new("/oauth/token", scopes));
        components.add_security_scheme("program", SecurityScheme::OAuth2(OAuth2::new([flow])));
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Brugeradministration",
        description = "Users, organisations, role grants and access requests of the Danish \
            labour-market portals. Answers that are not the one asked for are \
            `application/problem+json` (RFC 9457) with a stable `code`.",
        contact(name = "Styrelsen for Arbejdsmarked og Rekruttering", email = "spoc@star.dk")
    ),
    servers((url = "/", description = "This server")),
    // Named by query parameters alone, and so not found by the routes.
    components(schemas(
        shared::access_request::RequestQueue,
        shared::access_request::ClaimFilter,
        shared::desk_task::DeskTaskState,
        shared::import::ImportEncoding
    )),
    modifiers(&SecuritySchemes)
)]
struct Base;

/// What the routes are added to.
pub fn base() -> utoipa::openapi::OpenApi {
    let mut base = Base::openapi();
    let licence = LicenseBuilder::new()
        .name("EUPL-1.2")
        .identifier(Some("EUPL-1.2"))
        .build();
    base.info.license = Some(licence);
    base
}

/// Every write may say in which module it is made: put here, so that none leaves it out.
fn say_of_the_module(document: &mut utoipa::openapi::OpenApi) {
    let module = ParameterBuilder::new()
        .name(ADMINISTRATION_HEADER)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "The module in which the client believes it works. When the organisation concerned is \
             administered in the other one, the write is refused with `moved-to-star` or \
             `moved-to-amp`. Absent: the organisation's present module.",
        ))
        .schema(Some(Ref::from_schema_name("Administration")))
        .build();
    let paths = document.paths.paths.values_mut();
    let operations = paths.flat_map(|path| [path.post.as_mut(), path.patch.as_mut()]);
    for operation in operations.flatten() {
        let parameters = operation.parameters.get_or_insert_default();
        let is_dry_run = |parameter: &RefOr<Parameter>| match parameter {
            RefOr::T(parameter) => parameter.name == "dry_run",
            RefOr::Ref(_) => false,
        };
        if parameters.iter().any(is_dry_run) {
            parameters.push(RefOr::T(module.clone()));
        }
    }
}

/// The whole description.
pub fn document() -> utoipa::openapi::OpenApi {
    let (_, mut document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(base())
        .configure(app::operations)
        .split_for_parts();
    say_of_the_module(&mut document);
    document
}

/// The whole description as `openapi.yaml` has it.
///
/// # Errors
/// When it cannot be written as YAML.
pub fn yaml() -> Result<String, String> {
    document().to_yaml().map_err(|error| error.to_string())
}
