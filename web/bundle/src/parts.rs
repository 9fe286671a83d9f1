//! The wasm in parts: what every visit loads, and what is loaded with its first page.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
};

use wasm_split_cli_support::{Options, transform};

use crate::{
    Fallible,
    dist::{self, Dist},
};

/// By which name the wasm imports [`Parts::loader`] until that has its own.
const LOADER: &str = "./loader.js";

/// By which name [`Parts::loader`] imports the glue until that has its own.
const GLUE: &str = "./glue.js";

/// The compiled wasm, split.
pub(crate) struct Parts {
    /// What every visit loads, to be bound to the browser.
    pub(crate) base: PathBuf,
    /// The JavaScript that loads the other parts, which it names by their hashed paths.
    loader: String,
    /// What is loaded for a part's pages: the paths below `dist`, by the part's name.
    pub(crate) files: Loads,
}

/// The paths below `dist` of what each part loads.
pub(crate) type Loads = BTreeMap<String, Vec<String>>;

/// Splits `compiled` at the application's split points and adds all parts but the base.
pub(crate) fn split(compiled: &Path, dist: &mut Dist) -> Fallible<Parts> {
    let folder = compiled.with_extension("parts");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let input = fs::read(compiled)?;
    let base = folder.join("base.wasm");
    let mut options = Options::new(&input);
    options.output_dir = &folder;
    options.main_out_path = &base;
    options.link_name = LOADER;
    options.main_module = GLUE;
    let parts = transform(options)?;
    let mut loader = fs::read_to_string(folder.join(LOADER))?;
    let mut paths = HashMap::new();
    for part in parts.split_modules.iter().filter(|part| part.is_file()) {
        let name = part
            .file_stem()
            .and_then(|name| name.to_str())
            .ok_or("a part without a name")?;
        let path = dist.add(&format!("{name}.wasm"), &fs::read(part)?)?;
        loader = loader.replace(&format!("\"./{name}.wasm\""), &format!("\"{path}\""));
        paths.insert(name.to_owned(), path.trim_start_matches('/').to_owned());
    }
    if loader.replace(GLUE, "").contains("\"./") {
        return Err("the loader names a part that was not found".into());
    }
    let files = parts
        .prefetch_map
        .into_iter()
        .map(|(part, names)| {
            let of_part = names.iter().filter_map(|name| paths.get(name).cloned());
            (part, of_part.collect())
        })
        .collect();
    Ok(Parts {
        base,
        loader,
        files,
    })
}

impl Parts {
    /// Adds the glue and the loader, which import each other, and returns the glue's path.
    ///
    /// Neither can have its name from what it finally contains, so the loader's comes from both as
    /// they were before they named each other.
    pub(crate) fn add(&self, glue: &str, dist: &mut Dist) -> Fallible<String> {
        let loader = dist::hashed("loader.js", format!("{}{glue}", self.loader).as_bytes())?;
        // The wasm goes on asking for the loader by the name it was split with.
        let glue = glue.replace(
            &format!("from \"{LOADER}\""),
            &format!("from \"/{loader}\""),
        );
        let glue = dist.add("web.js", glue.as_bytes())?;
        dist.add_as(&loader, self.loader.replace(GLUE, &glue).as_bytes())?;
        Ok(glue)
    }
}
