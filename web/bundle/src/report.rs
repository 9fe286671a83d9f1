//! What the bundle weighs, and whether that is too much.

use crate::{Fallible, dist::Size, parts::Loads};

/// Most bytes of wasm, JavaScript and CSS, compressed, that a first visit may load, whichever page
/// it opens.
pub(crate) const BUDGET: u64 = 450 * 1000;

fn is_code(path: &str) -> bool {
    path == "index.html"
        || path
            .rsplit_once('.')
            .is_some_and(|(_, extension)| matches!(extension, "js" | "wasm" | "css"))
}

fn weight(sizes: &[Size], counts: impl Fn(&str) -> bool) -> u64 {
    sizes
        .iter()
        .filter(|size| counts(&size.path))
        .map(|size| size.brotli.unwrap_or(size.plain))
        .sum()
}

/// What every page loads.
fn base(sizes: &[Size], parts: &Loads) -> u64 {
    let of_a_part = |path: &str| parts.values().flatten().any(|one| one == path);
    weight(sizes, |path| is_code(path) && !of_a_part(path))
}

/// What the pages of a part load besides, by the part's name.
fn besides<'a>(sizes: &'a [Size], parts: &'a Loads) -> impl Iterator<Item = (&'a str, u64)> {
    parts.iter().map(|(part, paths)| {
        let own = weight(sizes, |path| paths.iter().any(|one| one == path));
        (part.as_str(), own)
    })
}

fn cell(size: Option<u64>) -> String {
    size.map_or_else(|| "-".to_owned(), |bytes| bytes.to_string())
}

/// Prints one line a file; icons and fonts are summed up.
pub(crate) fn print(sizes: &[Size], parts: &Loads) {
    println!(
        "{:<44}{:>10}{:>10}{:>10}",
        "file", "plain", "gzip", "brotli"
    );
    for size in sizes.iter().filter(|size| is_code(&size.path)) {
        let (gzip, brotli) = (cell(size.gzip), cell(size.brotli));
        println!("{:<44}{:>10}{gzip:>10}{brotli:>10}", size.path, size.plain);
    }
    for (what, extension) in [("fonts", ".woff2"), ("icons", ".svg")] {
        let bytes: u64 = sizes
            .iter()
            .filter(|size| size.path.ends_with(extension))
            .map(|size| size.plain)
            .sum();
        println!("{what:<44}{bytes:>10}{:>10}{:>10}", "-", "-");
    }
    let base = base(sizes, parts);
    println!("{:<64}{base:>10}", "first load (html, js, wasm, css)");
    for (part, more) in besides(sizes, parts) {
        println!("{:<64}{:>10}", format!("of a page of {part}"), base + more);
    }
}

/// Refuses a bundle of which any page's first load is over [`BUDGET`].
pub(crate) fn check_budget(sizes: &[Size], parts: &Loads) -> Fallible<()> {
    let (part, more) = besides(sizes, parts)
        .max_by_key(|(_, more)| *more)
        .unwrap_or(("the base", 0));
    let total = base(sizes, parts) + more;
    if total > BUDGET {
        Err(format!("first load of {part} is {total} bytes, the budget is {BUDGET}").into())
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{BUDGET, Loads, Size, check_budget};

    fn one(path: &str, brotli: u64) -> Size {
        Size {
            path: path.to_owned(),
            plain: brotli * 3,
            gzip: Some(brotli * 2),
            brotli: Some(brotli),
        }
    }

    #[test]
    fn wasm_over_the_budget_fails_and_fonts_do_not_count() {
        let check = |sizes: &[Size]| check_budget(sizes, &Loads::new());
        assert!(check(&[one("assets/web.wasm", BUDGET)]).is_ok());
        assert!(check(&[one("assets/web.wasm", BUDGET), one("assets/x.js", 1)]).is_err());
        assert!(check(&[one("assets/web.wasm", 1), one("a.woff2", BUDGET)]).is_ok());
    }

    #[test]
    fn the_heaviest_part_with_all_it_loads_counts_and_the_others_do_not() {
        let parts = Loads::from([
            ("light".to_owned(), vec!["l.wasm".to_owned()]),
            (
                "heavy".to_owned(),
                vec!["h.wasm".to_owned(), "both.wasm".to_owned()],
            ),
        ]);
        let sizes = |shared| {
            [
                one("web.wasm", BUDGET - 10),
                one("l.wasm", 4),
                one("h.wasm", 6),
                one("both.wasm", shared),
            ]
        };
        assert!(check_budget(&sizes(4), &parts).is_ok());
        assert!(check_budget(&sizes(5), &parts).is_err());
    }
}
