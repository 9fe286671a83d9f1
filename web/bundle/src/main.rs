//! `cargo run -p bundle [-- --dev]`: builds the browser application into `web/dist`.
//!
//! Everything has content-hashed names but `index.html`, and brotli and gzip beside it.
//! Nothing happens when nothing changed. More than [`report::BUDGET`] for a first load fails.

mod dist;
mod npm;
mod page;
mod parts;
mod report;
mod stamp;
mod styles;
mod wasm;

use std::{error::Error, path::Path, process::ExitCode, time::Instant};

use dist::Dist;

/// What can go wrong here ends the build with a sentence.
type Fallible<T> = Result<T, Box<dyn Error>>;

/// How the wasm is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Profile {
    /// Small: what people download.
    Web,
    /// Quick to build, large; not held to the budget.
    Dev,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundle: {error}");
            ExitCode::FAILURE
        }
    }
}

fn profile_from(mut arguments: impl Iterator<Item = String>) -> Fallible<Profile> {
    match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => Ok(Profile::Web),
        (Some("--dev"), None) => Ok(Profile::Dev),
        _ => Err("usage: cargo run -p bundle [-- --dev]".into()),
    }
}

fn run() -> Fallible<()> {
    let begun = Instant::now();
    let profile = profile_from(std::env::args().skip(1))?;
    let web = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the bundle tool lies outside web/")?;
    let stamp = stamp::of_inputs(web, profile)?;
    if stamp::is_current(web, &stamp) {
        println!("bundle: nothing changed, web/dist is up to date");
        return Ok(());
    }
    npm::ensure_packages(web)?;
    println!("bundle: compiling the SPA for wasm32 ({profile:?})");
    let wasm = wasm::build(web, profile)?;
    let mut dist = Dist::empty(web)?;
    let styles = styles::add(web, &mut dist)?;
    let script = wasm::add(&wasm, &mut dist)?;
    page::add(web, &styles, &script, &mut dist)?;
    println!("bundle: compressing");
    let sizes = dist.compress(profile)?;
    report::print(&sizes, &script.parts);
    if profile == Profile::Web {
        report::check_budget(&sizes, &script.parts)?;
    }
    stamp::write(web, &stamp)?;
    println!("bundle: done in {} s", begun.elapsed().as_secs());
    Ok(())
}
