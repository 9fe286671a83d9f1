//! Keys for sorting and searching, made in Rust so that both engines agree.

/// Sorts as Danes do, bytewise: case does not matter, æ ø å come after z, and aa counts as å.
pub fn sort_key(text: &str) -> String {
    let lower = text.trim().to_lowercase().replace("aa", "å");
    lower
        .chars()
        .map(|c| match c {
            'æ' | 'ä' => '{',
            'ø' | 'ö' => '|',
            'å' => '}',
            other => other,
        })
        .collect()
}

/// Folds a text that is searched in or for: case does not matter, nor spaces around it.
#[expect(single_use_lifetimes, reason = "an anonymous one is not allowed here")]
pub fn search_key<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    parts
        .into_iter()
        .map(|part| part.trim().to_lowercase())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A LIKE pattern that finds `text` anywhere, with its own wildcards escaped by a backslash.
pub fn like_pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.trim().to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::{like_pattern, sort_key};

    #[test]
    fn danish_letters_sort_after_z_and_aa_as_a_ring() {
        let mut names = ["Århus", "Ærø", "Zoe", "Aarhus", "Ødis", "anne", "Bo"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            ["anne", "Bo", "Zoe", "Ærø", "Ødis", "Århus", "Aarhus"]
        );
    }

    #[test]
    fn wildcards_in_a_search_are_letters_like_others() {
        assert_eq!(like_pattern(" 50%_Bo\\ "), "%50\\%\\_bo\\\\%");
    }
}
