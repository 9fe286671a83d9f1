//! `index.html`: no inline script, no inline style, one sprite with the icons that are used.

use std::{fs, path::Path};

use crate::{Fallible, dist::Dist, styles::Styles, wasm::Script};

/// Fills the template in and adds it.
pub(crate) fn add(web: &Path, styles: &Styles, script: &Script, dist: &mut Dist) -> Fallible<()> {
    let page = fs::read_to_string(web.join("index.html"))?
        .replace("{css}", &styles.css)
        .replace("{font}", &styles.regular)
        .replace("{boot}", &script.boot)
        .replace("{glue}", &script.glue)
        .replace("{wasm}", &script.wasm)
        .replace("{icons}", &sprite(web)?);
    dist.add_as("index.html", page.as_bytes())
}

/// One `<symbol>` for each name in `style/icons.txt`.
fn sprite(web: &Path) -> Fallible<String> {
    let names = fs::read_to_string(web.join("style/icons.txt"))?;
    names
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            let file = format!("node_modules/dkfds/dist/img/svg-icons/{name}.svg");
            let svg = fs::read_to_string(web.join(&file))
                .map_err(|error| format!("there is no icon {name}: {error}"))?;
            symbol(name, &svg).ok_or_else(|| format!("{file} is not a plain svg").into())
        })
        .collect()
}

fn symbol(name: &str, svg: &str) -> Option<String> {
    let (_, rest) = svg.split_once("<svg")?;
    let (head, body) = rest.split_once('>')?;
    let (body, _) = body.rsplit_once("</svg>")?;
    let (_, view_box) = head.split_once("viewBox=\"")?;
    let (view_box, _) = view_box.split_once('"')?;
    Some(format!(
        "<symbol id=\"icon-{name}\" viewBox=\"{view_box}\">{}</symbol>",
        body.trim()
    ))
}

#[cfg(test)]
mod tests {
    use super::symbol;

    #[test]
    fn an_icon_becomes_a_symbol_with_its_view_box() {
        let svg = "<svg xmlns=\"x\" viewBox=\"0 -960 960 960\"><path d=\"M0\"/></svg>\n";
        assert_eq!(
            symbol("lock", svg).unwrap(),
            "<symbol id=\"icon-lock\" viewBox=\"0 -960 960 960\"><path d=\"M0\"/></symbol>"
        );
    }
}
