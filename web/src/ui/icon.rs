//! Icons, drawn from the sprite in `index.html`. Each name stands in `style/icons.txt`.

use leptos::prelude::*;

/// An icon that says nothing which the text beside it does not say.
pub(crate) fn icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon-svg" focusable="false" aria-hidden="true">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    fn named_in(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                named_in(&path, found);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                let calls = text.split("icon(\"").skip(1);
                found.extend(calls.filter_map(|c| Some(c.split_once('"')?.0.to_owned())));
            }
        }
    }

    #[test]
    fn every_icon_that_is_drawn_is_in_the_sprite() {
        let web = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sprite = fs::read_to_string(web.join("style/icons.txt")).unwrap();
        let mut found = Vec::new();
        named_in(&web.join("src"), &mut found);
        for name in found.iter().filter(|name| !name.starts_with(')')) {
            assert!(sprite.lines().any(|line| line == name), "{name}");
        }
    }
}
