//! The two cookies: one binds a login under way to its browser, the other is the session.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::http::request::SESSION_COOKIE;

/// Binds a login to the browser that began it.
pub(super) const LOGIN_COOKIE: &str = "__Host-login";

/// Minutes in which a login must be finished.
pub(super) const LOGIN_MINUTES: i64 = 10;

/// A secret of 256 bits, as text.
pub(super) fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// `__Host-` makes browsers insist on Secure, Path=/ and no Domain, so that no other host can
/// plant one. Lax, since the login provider sends the browser back with a plain GET.
fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .finish()
}

/// The session; gone when the browser closes.
pub(super) fn session(token: String) -> Cookie<'static> {
    cookie(SESSION_COOKIE, token)
}

/// The login under way.
pub(super) fn login(secret: String) -> Cookie<'static> {
    let mut cookie = cookie(LOGIN_COOKIE, secret);
    cookie.set_max_age(Duration::minutes(LOGIN_MINUTES));
    cookie
}

/// Takes the session away from the browser.
pub(super) fn no_session() -> Cookie<'static> {
    let mut cookie = cookie(SESSION_COOKIE, String::new());
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// The browser's own secret for logins, when it has one of ours: logins in two tabs share it.
pub(super) fn login_secret(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(LOGIN_COOKIE)?;
    let ours = URL_SAFE_NO_PAD
        .decode(cookie.value())
        .is_ok_and(|bytes| bytes.len() == 32);
    ours.then(|| cookie.value().to_owned())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn both_cookies_are_for_this_host_alone_and_out_of_reach_of_scripts() {
        for cookie in [session(new_secret()), login(new_secret()), no_session()] {
            let text = cookie.to_string();
            assert!(text.starts_with("__Host-"), "{text}");
            for part in ["; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/"] {
                assert!(text.contains(part), "{text}");
            }
            assert!(!text.contains("Domain"), "{text}");
        }
    }

    #[test]
    fn the_session_cookie_ends_with_the_browser_and_the_login_cookie_after_ten_minutes() {
        assert!(!session(new_secret()).to_string().contains("Max-Age"));
        assert!(login(new_secret()).to_string().contains("Max-Age=600"));
        assert!(no_session().to_string().contains("Max-Age=0"));
    }

    #[test]
    fn only_a_secret_of_our_own_making_is_taken_up_again() {
        let of = |value: String| {
            let request = TestRequest::default().cookie(Cookie::new(LOGIN_COOKIE, value));
            login_secret(&request.to_http_request())
        };
        let secret = new_secret();
        assert_eq!(of(secret.clone()), Some(secret));
        assert_eq!(of("kort".to_owned()), None);
        assert_eq!(of("!".repeat(43)), None);
    }
}
