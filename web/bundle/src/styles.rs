//! Styles, fonts and icons: Det Fælles Designsystem, then our own.

use std::{fs, path::Path};

use crate::{Fallible, dist::Dist};

/// The theme for Virk: what a company logs in to must be shown on Virk.
const THEME: &str = "node_modules/dkfds/dist/css/dkfds-virkdk.min.css";

/// Our own styles, in order.
const OWN: &[&str] = &[
    "tokens.css",
    "base.css",
    "components.css",
    "pages.css",
    "requests.css",
];

/// Weights of the upright IBM Plex Sans that our pages use.
const FONTS: &[&str] = &["Regular", "Medium", "SemiBold", "Bold"];

/// Paths of what was added.
pub(crate) struct Styles {
    /// The one style sheet.
    pub(crate) css: String,
    /// The font of running text, to be fetched early.
    pub(crate) regular: String,
}

/// Adds the style sheet and everything it refers to.
pub(crate) fn add(web: &Path, dist: &mut Dist) -> Fallible<Styles> {
    let mut regular = None;
    let mut css = String::new();
    for font in FONTS {
        let file = format!("IBMPlexSans-{font}.woff2");
        let folder = web.join("node_modules/dkfds/dist/fonts/IBMPlexSans/complete/woff2");
        let path = dist.add(&file, &fs::read(folder.join(&file))?)?;
        css.push_str(&font_face(font, &path));
        regular.get_or_insert(path);
    }
    let theme = fs::read_to_string(web.join(THEME))?;
    css.push_str(&with_assets(&without_unused(&theme), |name| {
        let file = web.join("node_modules/dkfds/dist/img/svg-icons").join(name);
        dist.add(name, &fs::read(file)?)
    })?);
    for own in OWN {
        css.push('\n');
        css.push_str(&squeezed(&fs::read_to_string(web.join("style").join(own))?));
    }
    Ok(Styles {
        css: dist.add("web.css", css.as_bytes())?,
        regular: regular.ok_or("no font")?,
    })
}

fn font_face(font: &str, path: &str) -> String {
    let weight = match font {
        "Medium" => 500,
        "SemiBold" => 600,
        "Bold" => 700,
        _ => 400,
    };
    format!(
        "@font-face{{font-display:swap;font-family:IBM Plex Sans;font-style:normal;\
         font-weight:{weight};src:url({path}) format(\"woff2\")}}"
    )
}

/// The theme without its own font faces, without the classes that each show one icon, and
/// without the portals' logos: we name fonts ourselves and draw icons from one sprite.
fn without_unused(theme: &str) -> String {
    let theme = theme.split("/*# sourceMappingURL").next().unwrap_or(theme);
    theme
        .split_inclusive('}')
        .filter(|rule| {
            let one_icon = rule.starts_with(".icon-") && rule.contains("{background-image:url(");
            !rule.starts_with("@font-face{") && !one_icon
        })
        .map(without_logo)
        .collect()
}

fn without_logo(rule: &str) -> String {
    match rule.split_once("url(../img/logo") {
        Some((before, rest)) => {
            let after = rest.split_once(')').map_or("", |(_, after)| after);
            format!("{before}none{after}")
        }
        None => rule.to_owned(),
    }
}

/// Replaces each `url(../img/svg-icons/<name>)` by the path that `add` gives.
fn with_assets(css: &str, mut add: impl FnMut(&str) -> Fallible<String>) -> Fallible<String> {
    let mut pieces = css.split("url(../img/svg-icons/");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece
            .split_once(')')
            .ok_or("an unclosed url in the theme")?;
        let path = add(name)?;
        out.extend(["url(", path.as_str(), ")", rest]);
    }
    if out.contains("url(..") {
        return Err("the theme refers to a file that this bundle does not carry".into());
    }
    Ok(out)
}

/// Our own style sheets without comments, indentation and line ends.
fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    for (at, piece) in css.split("/*").enumerate() {
        let kept = if at == 0 {
            piece
        } else {
            piece.split_once("*/").map_or("", |(_, kept)| kept)
        };
        out.extend(kept.lines().map(str::trim));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{squeezed, with_assets, without_unused};

    #[test]
    fn font_faces_single_icons_and_logos_leave_the_theme() {
        let theme = "@font-face{src:url(x)}.icon-lock:not(a){background-image:url(../img/l.svg)}\
                     .a{color:red}.logo{background-image:url(../img/logo_virk.svg);height:2px}";
        assert_eq!(
            without_unused(theme),
            ".a{color:red}.logo{background-image:none;height:2px}"
        );
    }

    #[test]
    fn icons_get_their_hashed_path_and_strangers_are_refused() {
        let css = with_assets(".a{b:url(../img/svg-icons/x.svg) c}", |name| {
            Ok(format!("/assets/{name}"))
        });
        assert_eq!(css.unwrap(), ".a{b:url(/assets/x.svg) c}");
        assert!(with_assets(".a{b:url(../img/y.png)}", |_| Ok(String::new())).is_err());
    }

    #[test]
    fn own_styles_lose_comments_and_white_space_at_line_ends() {
        assert_eq!(squeezed("/* x */\n.a {\n  b: c;\n}\n"), ".a {b: c;}");
    }
}
