//! The SPA as wasm, and the JavaScript that binds it to the browser.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{
    Fallible, Profile,
    dist::Dist,
    parts::{self, Loads},
};

/// Paths of the script that starts the SPA and of what it loads.
pub(crate) struct Script {
    /// The small module that `index.html` names.
    pub(crate) boot: String,
    /// wasm-bindgen's glue.
    pub(crate) glue: String,
    /// The wasm.
    pub(crate) wasm: String,
    /// What else is loaded, and for which part of the application.
    pub(crate) parts: Loads,
}

/// Compiles the `web` crate and returns where cargo put the wasm.
pub(crate) fn build(web: &Path, profile: Profile) -> Fallible<PathBuf> {
    let profile = match profile {
        Profile::Web => "web",
        Profile::Dev => "dev",
    };
    let output = Command::new("cargo")
        .args(["build", "--package", "web", "--bin", "web"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", profile])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(web)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    if !output.status.success() {
        return Err("the SPA does not compile".into());
    }
    String::from_utf8(output.stdout)?
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message.pointer("/target/name").is_some_and(|n| n == "web"))
        .filter_map(|message| Some(message.get("filenames")?.as_array()?.to_owned()))
        .flatten()
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .find(|path| path.extension().is_some_and(|e| e == "wasm"))
        .ok_or_else(|| "cargo named no wasm file".into())
}

/// Binds the wasm to the browser and adds it, its parts, its glue and the script that starts it.
pub(crate) fn add(compiled: &Path, dist: &mut Dist) -> Fallible<Script> {
    let parts = parts::split(compiled, dist)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&parts.base)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // The parts call each other through the table that the linker exports.
        .keep_lld_exports(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    if !output.local_modules().is_empty() || !output.npm_dependencies().is_empty() {
        return Err("a crate brings JavaScript modules, which this bundle does not carry".into());
    }
    let glue = with_snippets(output.js(), output.snippets(), dist)?;
    let glue = parts.add(&glue, dist)?;
    let wasm = dist.add("web.wasm", &output.wasm_mut().emit_wasm())?;
    let boot = boot_script(&glue, &wasm)?;
    let boot = dist.add("boot.js", boot.as_bytes())?;
    Ok(Script {
        boot,
        glue,
        wasm,
        parts: parts.files,
    })
}

/// Adds the JavaScript that crates bring inline, and names it in the glue by its hashed path.
fn with_snippets(
    glue: &str,
    snippets: &BTreeMap<String, Vec<String>>,
    dist: &mut Dist,
) -> Fallible<String> {
    let mut glue = glue.to_owned();
    for (owner, pieces) in snippets {
        for (at, piece) in pieces.iter().enumerate() {
            let path = dist.add(&format!("snippet-{at}.js"), piece.as_bytes())?;
            glue = glue.replace(&format!("./snippets/{owner}/inline{at}.js"), &path);
        }
    }
    if glue.contains("./snippets/") {
        return Err("the glue names a snippet that was not found".into());
    }
    Ok(glue)
}

fn boot_script(glue: &str, wasm: &str) -> Fallible<String> {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/boot.js");
    Ok(fs::read_to_string(template)?
        .replace("{glue}", glue)
        .replace("{wasm}", wasm))
}
