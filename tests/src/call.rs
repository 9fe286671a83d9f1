//! Raw calls, for what the typed client would never send.

use reqwest::{Method, header::HeaderMap};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use shared::problem::{Problem, ProblemKind};

/// A call that is being put together.
#[derive(Clone, Debug)]
pub struct Call {
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<(String, Vec<u8>)>,
    same_origin: bool,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, when it is JSON; else null.
    pub body: Value,
    /// The body as text.
    pub text: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Call {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            headers: Vec::new(),
            body: None,
            same_origin: true,
        }
    }

    /// A GET.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// A POST.
    pub fn post(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path)
    }

    /// A PATCH.
    pub fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::PATCH, path)
    }

    /// Any other method.
    pub fn method(method: &str, path: impl Into<String>) -> Self {
        Self::new(method.parse().expect("a method"), path)
    }

    /// With a JSON body.
    #[must_use]
    pub fn json(self, body: &impl Serialize) -> Self {
        let text = serde_json::to_string(body).expect("JSON");
        self.body("application/json", text)
    }

    /// With a form as its body.
    #[must_use]
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let text = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.body("application/x-www-form-urlencoded", text)
    }

    /// With any body.
    #[must_use]
    pub fn body(mut self, media_type: &str, content: impl Into<Vec<u8>>) -> Self {
        self.body = Some((media_type.to_owned(), content.into()));
        self
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// With `If-Match` for this version.
    #[must_use]
    pub fn if_match(self, version: i64) -> Self {
        self.header("If-Match", format!("\"{version}\""))
    }

    /// With this `Idempotency-Key`.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", format!("\"{key}\""))
    }

    /// With a program's token.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", format!("Bearer {token}"))
    }

    /// Without saying that it comes from the product's own pages.
    #[must_use]
    pub fn without_origin(mut self) -> Self {
        self.same_origin = false;
        self
    }

    pub(crate) async fn send(
        self,
        http: &reqwest::Client,
        base: &str,
        cookies: Option<&str>,
    ) -> Reply {
        let url = if self.path.starts_with("http") {
            self.path
        } else {
            format!("{base}{}", self.path)
        };
        let mut request = http.request(self.method, url);
        if self.same_origin {
            request = request.header("Origin", base);
        }
        if let Some(cookies) = cookies {
            request = request.header("Cookie", cookies);
        }
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        if let Some((media_type, content)) = self.body {
            request = request.header("Content-Type", media_type).body(content);
        }
        Reply::read(request.send().await.expect("an answer")).await
    }
}

impl Reply {
    async fn read(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = response.bytes().await.expect("a body").to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self {
            status,
            headers,
            body,
            text,
            bytes,
        }
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as a view; fails the test for any other answer.
    #[track_caller]
    pub fn view<T: DeserializeOwned>(&self) -> T {
        assert!((200..300).contains(&self.status), "{self:?}");
        serde_json::from_value(self.body.clone())
            .unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The body as a problem of `kind`; fails the test for any other answer.
    #[track_caller]
    pub fn problem(&self, kind: ProblemKind) -> Problem {
        let problem: Problem = serde_json::from_value(self.body.clone())
            .unwrap_or_else(|error| panic!("{error}: {self:?}"));
        assert_eq!(problem.code, kind, "{self:?}");
        assert_eq!(self.status, kind.status(), "{self:?}");
        assert_eq!(problem.status, self.status, "{self:?}");
        assert_eq!(
            self.header("content-type"),
            Some(shared::problem::PROBLEM_JSON)
        );
        problem
    }
}
