//! The page where a person says who they are, and the provider's other pages.

use actix_web::{HttpResponse, http::StatusCode};
use serde_json::Value;
use url::Url;

use super::{SITE, STYLE_PATH, authorize::AuthorizationRequest};
use crate::{
    Identity, RegisteredClient,
    html::{Markup, Page, markup},
};

/// Lists the identities. Each button sends the same request again, with the choice added.
pub(super) fn choose(
    identities: &[Identity],
    client: &RegisteredClient,
    asked: &AuthorizationRequest,
) -> HttpResponse {
    let body = markup!(
        "<p class=\"lead\">Vælg, hvem du vil logge ind som hos <strong>{}</strong>.</p>\
         <p class=\"quiet\">Dette er en efterligning af MitID Erhverv til demonstration og test. \
         Alle personer er opdigtede.</p>\
         <form method=\"get\" action=\"/authorize\">{}{}\
         <div class=\"actions\"><button name=\"cancel\" value=\"1\">Annuller</button></div></form>",
        client.id,
        hidden_fields(asked),
        by_organisation(identities)
    );
    page(
        StatusCode::OK,
        "Log ind med MitID Erhverv",
        body,
        &origins(asked.redirect_uri.as_slice()),
    )
}

/// The request as it came, but for what the buttons decide.
fn hidden_fields(asked: &AuthorizationRequest) -> Markup {
    let Ok(Value::Object(fields)) = serde_json::to_value(asked.without_choice()) else {
        return Markup::default();
    };
    let text = |value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    let fields = fields.into_iter();
    fields
        .filter_map(|(name, value)| Some((name, text(value)?)))
        .map(|(name, value)| {
            markup!(
                "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
                name,
                value
            )
        })
        .collect()
}

fn by_organisation(identities: &[Identity]) -> Markup {
    let same = |one: &Identity, next: &Identity| one.organisation_name == next.organisation_name;
    let groups = identities.chunk_by(same);
    groups
        .map(|people| {
            let organisation = people
                .first()
                .and_then(|one| one.organisation_name.as_ref());
            markup!(
                "<h2>{}</h2><ul class=\"plain\">{}</ul>",
                organisation.map_or("Uden virksomhed", String::as_str),
                people.iter().map(button).collect::<Markup>()
            )
        })
        .collect()
}

fn button(person: &Identity) -> Markup {
    let organisation = match (&person.organisation_name, &person.cvr) {
        (Some(name), Some(cvr)) => markup!("<span>{}, CVR {}</span>", name, cvr),
        (Some(name), None) => markup!("<span>{}</span>", name),
        (None, _) => Markup::default(),
    };
    markup!(
        "<li><button class=\"person\" name=\"login_hint\" value=\"{}\"><strong>{}</strong>{}\
         <span class=\"quiet\">{}</span></button></li>",
        person.key,
        person.name,
        organisation,
        person.about
    )
}

/// For a request that no known client made; there is nowhere to send the browser back to.
pub(super) fn unknown_client() -> HttpResponse {
    let body = markup!(
        "<p>Den tjeneste, du kom fra, er ikke kendt her, eller den bad om at sende dig til en \
         adresse, som ikke er dens egen. Gå tilbage til tjenesten, og prøv igen.</p>"
    );
    page(StatusCode::BAD_REQUEST, "Du kan ikke logge ind", body, &[])
}

/// Asks before a session is ended for somebody who cannot show whose session it is.
pub(super) fn confirm_logout(parameters: &[(&str, &str)], targets: &[String]) -> HttpResponse {
    let fields = parameters.iter().map(|(name, value)| {
        markup!(
            "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
            name,
            value
        )
    });
    let body = markup!(
        "<p>Du bliver logget af alle de tjenester, du har åbnet med dette login.</p>\
         <form method=\"post\" action=\"/end_session\">{}<div class=\"actions\">\
         <button class=\"primary\" name=\"confirmed\" value=\"1\">Log af</button></div></form>",
        fields.collect::<Markup>()
    );
    page(StatusCode::OK, "Vil du logge af?", body, targets)
}

/// The end, when there is nowhere to go.
pub(super) fn logged_out() -> HttpResponse {
    let body = markup!("<p>Du er logget af MitID Erhverv. Du kan lukke siden.</p>");
    page(StatusCode::OK, "Du er logget af", body, &[])
}

/// For a logout request that does not hold together.
pub(super) fn logout_refused() -> HttpResponse {
    let body = markup!(
        "<p>Anmodningen om at logge af kunne ikke læses, eller den bad om at sende dig til en \
         ukendt adresse. Du er stadig logget ind. Gå tilbage til tjenesten, og prøv igen.</p>"
    );
    page(StatusCode::BAD_REQUEST, "Du er ikke logget af", body, &[])
}

fn page(status: StatusCode, title: &str, body: Markup, form_targets: &[String]) -> HttpResponse {
    Page {
        site: SITE,
        title,
        style: STYLE_PATH,
        body,
        form_targets,
    }
    .respond(status)
}

/// The origins of addresses, as a content security policy names them.
pub(super) fn origins(addresses: &[String]) -> Vec<String> {
    let parsed = addresses.iter().filter_map(|uri| Url::parse(uri).ok());
    parsed
        .map(|uri| uri.origin().ascii_serialization())
        .collect()
}
