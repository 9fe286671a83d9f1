//! Token requests as programs send them (RFC 6749 §4.4.2 and §2.3.1).

use actix_web::{HttpRequest, http::header::AUTHORIZATION};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::http::request::{hash_of, header};

/// Why there is no token (RFC 6749 §5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Not a token request.
    InvalidRequest(&'static str),
    /// Not the secret of a program that may act.
    InvalidClient,
    /// A grant type that is not for programs.
    UnsupportedGrantType,
    /// Scopes that the program does not have.
    InvalidScope,
}

/// A token request, read.
#[derive(Clone)]
pub(super) struct TokenRequest {
    pub(super) client: String,
    pub(super) secret_hash: String,
    pub(super) scope: Option<String>,
}

/// The one value of a field; a field given twice is refused, an empty one counts as absent.
fn field(form: &[(String, String)], name: &str) -> Result<Option<String>, Refusal> {
    let mut values = form.iter().filter(|(field, _)| field == name);
    let first = values.next().map(|(_, value)| value.clone());
    if values.next().is_some() {
        return Err(Refusal::InvalidRequest("a parameter is given twice"));
    }
    Ok(first.filter(|value| !value.is_empty()))
}

fn form_decoded(text: &str) -> Option<String> {
    let pair = format!("v={text}");
    let mut decoded = url::form_urlencoded::parse(pair.as_bytes());
    let (_, value) = decoded.next()?;
    decoded.next().is_none().then(|| value.into_owned())
}

/// Id and secret of HTTP Basic authentication, each form-encoded before (RFC 6749 §2.3.1).
fn basic(request: &HttpRequest) -> Option<(String, String)> {
    let value = header(request, AUTHORIZATION.as_str())?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some((form_decoded(id)?, form_decoded(secret)?))
}

impl TokenRequest {
    pub(super) fn read(request: &HttpRequest, form: &[(String, String)]) -> Result<Self, Refusal> {
        let grant_type =
            field(form, "grant_type")?.ok_or(Refusal::InvalidRequest("grant_type is missing"))?;
        if grant_type != "client_credentials" {
            return Err(Refusal::UnsupportedGrantType);
        }
        let scope = field(form, "scope")?;
        let (id, secret) = (field(form, "client_id")?, field(form, "client_secret")?);
        let (client, secret) = if request.headers().contains_key(AUTHORIZATION) {
            if secret.is_some() {
                return Err(Refusal::InvalidRequest(
                    "two client authentications at once",
                ));
            }
            let shown = basic(request).ok_or(Refusal::InvalidClient)?;
            if id.is_some_and(|id| id != shown.0) {
                return Err(Refusal::InvalidRequest(
                    "client_id differs from the header's",
                ));
            }
            shown
        } else {
            id.zip(secret).ok_or(Refusal::InvalidClient)?
        };
        Ok(Self {
            client,
            secret_hash: hash_of(&secret),
            scope,
        })
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::{Refusal, TokenRequest};
    use crate::http::request::hash_of;

    fn read(basic: Option<&str>, form: &str) -> Result<(String, String), Refusal> {
        let mut request = TestRequest::post();
        if let Some(basic) = basic {
            use base64::{Engine as _, engine::general_purpose::STANDARD};
            let value = format!("Basic {}", STANDARD.encode(basic));
            request = request.insert_header(("Authorization", value));
        }
        let form: Vec<_> = url::form_urlencoded::parse(form.as_bytes())
            .into_owned()
            .collect();
        TokenRequest::read(&request.to_http_request(), &form)
            .map(|request| (request.client, request.secret_hash))
    }

    #[test]
    fn the_secret_is_taken_from_the_header_or_the_form() {
        let expected = Ok(("jobag".to_owned(), hash_of("s e:c")));
        let grant = "grant_type=client_credentials";
        assert_eq!(read(Some("jobag:s+e%3Ac"), grant), expected);
        let form = format!("{grant}&client_id=jobag&client_secret=s+e%3Ac");
        assert_eq!(read(None, &form), expected);
        let form = format!("{grant}&client_id=jobag");
        assert_eq!(read(Some("jobag:s+e%3Ac"), &form), expected);
    }

    #[test]
    fn what_is_no_token_request_is_refused_by_its_name() {
        let grant = "grant_type=client_credentials";
        for (basic, form, refusal) in [
            (None, grant.to_owned(), Refusal::InvalidClient),
            (None, format!("{grant}&client_id=x"), Refusal::InvalidClient),
            (Some("no colon"), grant.to_owned(), Refusal::InvalidClient),
            (
                Some("x:y"),
                "grant_type=password".to_owned(),
                Refusal::UnsupportedGrantType,
            ),
        ] {
            assert_eq!(read(basic, &form).unwrap_err(), refusal, "{form}");
        }
        for (basic, form) in [
            (Some("x:y"), String::new()),
            (Some("x:y"), format!("{grant}&{grant}")),
            (Some("x:y"), format!("{grant}&client_secret=y")),
            (Some("x:y"), format!("{grant}&client_id=z")),
        ] {
            let refusal = read(basic, &form).unwrap_err();
            assert!(matches!(refusal, Refusal::InvalidRequest(_)), "{form}");
        }
    }
}
