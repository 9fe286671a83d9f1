//! Which client is calling: `client_secret_basic` or `client_secret_post`.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::AUTHORIZATION},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Provider, token::TokenError};
use crate::secret;

/// The id of the client that proved itself by header or by form, never by both.
pub(super) fn authenticate(
    provider: &Provider,
    request: &HttpRequest,
    id: Option<&str>,
    client_secret: Option<&str>,
) -> Result<String, TokenError> {
    let header = request.headers().get(AUTHORIZATION);
    let (id, presented) = match (header, client_secret) {
        (Some(_), Some(_)) => {
            return Err(TokenError::Request("two client authentications at once"));
        }
        (Some(header), None) => {
            let shown = header.to_str().ok().and_then(basic);
            let (id_shown, shown) = shown.ok_or(TokenError::Client)?;
            if id.is_some_and(|id| id != id_shown) {
                return Err(TokenError::Request("client_id differs from the header's"));
            }
            (id_shown, shown)
        }
        (None, Some(shown)) => (id.unwrap_or_default().to_owned(), shown.to_owned()),
        (None, None) => return Err(TokenError::Client),
    };
    match provider.client(&id) {
        Some(client) if secret::same(&client.secret, &presented) => Ok(id),
        Some(_) | None => Err(TokenError::Client),
    }
}

/// RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, credentials) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let joined = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (id, shown) = joined.split_once(':')?;
    Some((form_decoded(id), form_decoded(shown)))
}

fn form_decoded(text: &str) -> String {
    // A name without value is what the form decoder makes of text without `=`; both `=` and
    // `&` are encoded in what a client sends.
    let mut pairs = url::form_urlencoded::parse(text.as_bytes());
    pairs
        .next()
        .map(|(name, _)| name.into_owned())
        .unwrap_or_default()
}

/// 401 as RFC 6749 §5.2 asks.
pub(super) fn refused() -> HttpResponse {
    HttpResponse::build(StatusCode::UNAUTHORIZED)
        .insert_header(("WWW-Authenticate", "Basic realm=\"MitID Erhverv\""))
        .insert_header(("Cache-Control", "no-store"))
        .json(serde_json::json!({
            "error": "invalid_client",
            "error_description": "the client is unknown or its secret is wrong",
        }))
}

#[cfg(test)]
mod tests {
    use super::basic;

    #[test]
    fn basic_credentials_are_form_decoded() {
        let header = "Basic YSUyMGI6YyUzQWQlMkIr";
        assert_eq!(basic(header), Some(("a b".into(), "c:d+ ".into())));
        assert_eq!(basic("Bearer YTpi"), None);
        assert_eq!(basic("Basic ???"), None);
    }
}
