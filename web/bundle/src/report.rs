//! What the bundle weighs, and whether that is too much.

use crate::{Fallible, dist::Size};

/// Most bytes of wasm, JavaScript and CSS, compressed, that a first visit may load.
pub(crate) const BUDGET: u64 = 450 * 1000;

fn in_first_load(path: &str) -> bool {
    path == "index.html"
        || path
            .rsplit_once('.')
            .is_some_and(|(_, extension)| matches!(extension, "js" | "wasm" | "css"))
}

fn first_load(sizes: &[Size]) -> u64 {
    sizes
        .iter()
        .filter(|size| in_first_load(&size.path))
        .map(|size| size.brotli.unwrap_or(size.plain))
        .sum()
}

fn cell(size: Option<u64>) -> String {
    size.map_or_else(|| "-".to_owned(), |bytes| bytes.to_string())
}

/// Prints one line a file; icons and fonts are summed up.
pub(crate) fn print(sizes: &[Size]) {
    println!(
        "{:<44}{:>10}{:>10}{:>10}",
        "file", "plain", "gzip", "brotli"
    );
    for size in sizes.iter().filter(|size| in_first_load(&size.path)) {
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
    let total = first_load(sizes);
    println!("{:<64}{total:>10}", "first load (html, js, wasm, css)");
}

/// Refuses a bundle over [`BUDGET`].
pub(crate) fn check_budget(sizes: &[Size]) -> Fallible<()> {
    let total = first_load(sizes);
    if total > BUDGET {
        Err(format!("first load is {total} bytes, the budget is {BUDGET}").into())
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{BUDGET, Size, check_budget};

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
        assert!(check_budget(&[one("assets/web.wasm", BUDGET)]).is_ok());
        assert!(check_budget(&[one("assets/web.wasm", BUDGET), one("assets/x.js", 1)]).is_err());
        assert!(check_budget(&[one("assets/web.wasm", 1), one("a.woff2", BUDGET)]).is_ok());
    }
}
