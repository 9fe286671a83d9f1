//! HTML that cannot be written unescaped: text becomes [`Markup`] only through [`markup!`],
//! which escapes every argument that is not already markup.

use std::fmt;

use actix_web::{HttpResponse, http::StatusCode};

/// The style of every page here.
pub(crate) const STYLE: &str = include_str!("style.css");

/// HTML with every foreign value escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Markup(String);

impl Markup {
    /// For [`markup!`] alone.
    // INVARIANT: called with the output of a literal template over `Rendered` arguments only.
    pub(crate) fn from_template(html: String) -> Self {
        Self(html)
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl FromIterator<Self> for Markup {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }
}

/// What may stand in a template.
pub(crate) trait Render {
    fn render(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Render for str {
    fn render(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for character in self.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

impl Render for String {
    fn render(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().render(f)
    }
}

impl Render for Markup {
    fn render(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<T: Render + ?Sized> Render for &T {
    fn render(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).render(f)
    }
}

/// A template's argument.
pub(crate) struct Rendered<T>(pub(crate) T);

impl<T: Render> fmt::Display for Rendered<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.render(f)
    }
}

/// Fills `{}` in a literal template; strings are escaped, [`Markup`] stands as it is.
macro_rules! markup {
    ($template:literal $(, $argument:expr)* $(,)?) => {
        $crate::html::Markup::from_template(
            format!($template $(, $crate::html::Rendered(&$argument))*)
        )
    };
}
pub(crate) use markup;

/// A whole page.
pub(crate) struct Page<'a> {
    /// Whose page it is, shown in the header.
    pub(crate) site: &'a str,
    /// The page's heading, and the first part of the tab's title.
    pub(crate) title: &'a str,
    /// Where the style sheet is.
    pub(crate) style: &'a str,
    /// What stands below the heading.
    pub(crate) body: Markup,
    /// Where a form on the page may lead, beyond this origin: browsers also hold redirects
    /// that follow a form to this list.
    pub(crate) form_targets: &'a [String],
}

impl Page<'_> {
    /// The page as an answer that is kept nowhere and runs no script.
    pub(crate) fn respond(self, status: StatusCode) -> HttpResponse {
        let policy = format!(
            "default-src 'none'; style-src 'self'; form-action 'self'{}{}; base-uri 'none'; \
             frame-ancestors 'none'",
            if self.form_targets.is_empty() {
                ""
            } else {
                " "
            },
            self.form_targets.join(" ")
        );
        HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header(("Content-Security-Policy", policy))
            .insert_header(("Cache-Control", "no-store"))
            .insert_header(("Referrer-Policy", "same-origin"))
            .insert_header(("X-Content-Type-Options", "nosniff"))
            .insert_header(("Cross-Origin-Opener-Policy", "same-origin"))
            .body(self.document().into_string())
    }

    fn document(&self) -> Markup {
        markup!(
            "<!doctype html>\n<html lang=\"da\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{} - {}</title>\
             <link rel=\"stylesheet\" href=\"{}\"></head><body>\
             <a class=\"skip\" href=\"#indhold\">Gå til indhold</a>\
             <header><p>{}</p></header>\
             <main id=\"indhold\" tabindex=\"-1\"><h1>{}</h1>{}</main></body></html>\n",
            self.title,
            self.site,
            self.style,
            self.site,
            self.title,
            self.body
        )
    }
}

/// The style sheet as an answer.
pub(crate) async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header(("Cache-Control", "public, max-age=3600"))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .body(STYLE)
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn strings_are_escaped_and_markup_is_not_escaped_twice() {
        let name = markup!("<b title='{}'>{}</b>", "it's", "<Anne> & \"Bo\"".to_owned());
        let line = markup!("<p>{}</p>", name);
        assert_eq!(
            line.into_string(),
            "<p><b title='it&#39;s'>&lt;Anne&gt; &amp; &quot;Bo&quot;</b></p>"
        );
    }

    #[test]
    fn parts_are_joined_in_order() {
        let list: Markup = ["a", "<"]
            .iter()
            .map(|x| markup!("<li>{}</li>", x))
            .collect();
        assert_eq!(list.into_string(), "<li>a</li><li>&lt;</li>");
    }
}
