//! Where a browser is sent after login: a page of our own, or an address of a system that the
//! configuration names. Anything else becomes the front page (no open redirects).

use url::Url;

/// Longest address that is remembered.
const MAX_LENGTH: usize = 2000;

/// The front page.
pub(super) const FRONT_PAGE: &str = "/";

/// A base that no address of the world lies under.
const NOWHERE: &str = "https://own.invalid/";

/// The address to return to: as asked when that is allowed, else the front page.
pub(super) fn judge(asked: Option<&str>, origins: &[Url]) -> String {
    asked
        .filter(|asked| asked.len() <= MAX_LENGTH)
        .filter(|asked| !asked.chars().any(|c| c.is_control() || c == '\\'))
        .and_then(|asked| own_page(asked).or_else(|| known_system(asked, origins)))
        .unwrap_or_else(|| FRONT_PAGE.to_owned())
}

/// Read as a browser reads it: `/..//elsewhere` is not the path that it looks like.
fn own_page(asked: &str) -> Option<String> {
    if !asked.starts_with('/') || asked.starts_with("//") {
        return None;
    }
    let base = Url::parse(NOWHERE).ok()?;
    let url = base.join(asked).ok()?;
    let path = url.path();
    // Returning to the login itself would go round in circles.
    if url.origin() != base.origin() || path.starts_with("//") || path.starts_with("/auth/") {
        return None;
    }
    url.as_str()
        .strip_prefix(NOWHERE)
        .map(|rest| format!("/{rest}"))
}

fn known_system(asked: &str, origins: &[Url]) -> Option<String> {
    let url = Url::parse(asked).ok()?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none();
    let known = origins.iter().any(|origin| origin.origin() == url.origin());
    (plain && known).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::judge;

    fn judged(asked: &str) -> String {
        let jobag = Url::parse("https://jobag.example/").unwrap();
        judge(Some(asked), &[jobag])
    }

    #[test]
    fn own_paths_and_known_systems_are_returned_to() {
        for good in [
            "/",
            "/anmod?rolle=JobAG.Virksomhedsbruger#trin",
            "/brugere/7",
            "https://jobag.example/annoncer?id=7",
        ] {
            assert_eq!(judged(good), good);
        }
        assert_eq!(judge(None, &[]), "/");
    }

    #[test]
    fn everything_else_becomes_the_front_page() {
        for bad in [
            "",
            "brugere",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/..//evil.example",
            "/./..//evil.example/x",
            "/a/../..//evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            "https://evil.example/",
            "https:evil.example",
            "https://jobag.example.evil.example/",
            "https://jobag.example@evil.example/",
            "https://someone@jobag.example/",
            "http://jobag.example/",
            "https://jobag.example:444/",
            "javascript:alert(1)",
            "data:text/html,x",
            "/auth/login?return_to=/",
            "/x/../auth/login",
        ] {
            assert_eq!(judged(bad), "/", "{bad:?}");
        }
        assert_eq!(judged(&format!("/{}", "a".repeat(2000))), "/");
    }

    #[test]
    fn danish_letters_are_kept_in_a_form_that_a_header_can_carry() {
        assert_eq!(judged("/søg?q=å"), "/s%C3%B8g?q=%C3%A5");
    }
}
