//! A file that leaves as it came: kept by the browser, never shown by it.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::header::{
        CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
        X_CONTENT_TYPE_OPTIONS,
    },
};

/// A file to be kept.
#[derive(Debug)]
pub struct Download {
    /// Its name.
    pub filename: String,
    /// What it is.
    pub media_type: &'static str,
    /// What is in it.
    pub content: Vec<u8>,
}

impl Responder for Download {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "private, no-store"))
            .insert_header((CONTENT_TYPE, self.media_type))
            .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
            // Should a browser show it after all, nothing in it runs, loads or has our origin.
            .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
            .insert_header((CONTENT_DISPOSITION, disposition(&self.filename)))
            .body(self.content)
    }
}

/// A name for every browser (RFC 6266), and the whole name for those that know how (RFC 8187).
fn disposition(filename: &str) -> String {
    let plain: String = filename.chars().map(plain).collect();
    let encoded: String = filename.bytes().map(encoded).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// What may stand in a quoted string, and is percent-decoded by no browser.
fn plain(c: char) -> char {
    if (c.is_ascii_graphic() || c == ' ') && !matches!(c, '"' | '\\' | '%') {
        c
    } else {
        '_'
    }
}

/// A byte as RFC 8187 writes it.
fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_end_its_own_quotes_and_arrives_whole() {
        assert_eq!(
            disposition("Aftale \"nord\"; æ%20.pdf"),
            "attachment; filename=\"Aftale _nord_; __20.pdf\"; \
             filename*=UTF-8''Aftale%20%22nord%22%3B%20%C3%A6%2520.pdf"
        );
        assert!(!disposition("a\r\nSet-Cookie: b.pdf").contains(['\r', '\n']));
    }
}
