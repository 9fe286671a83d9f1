//! Whether anything changed since the last build.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::{Fallible, Profile, dist::hex};

/// Everything the bundle is made of, from `web/`.
const INPUTS: &[&str] = &[
    "src",
    "style",
    "bundle/src",
    "index.html",
    "Cargo.toml",
    "bundle/Cargo.toml",
    "package-lock.json",
    "../shared/src",
    "../shared/Cargo.toml",
    "../Cargo.toml",
    "../Cargo.lock",
    "../.cargo/config.toml",
    "../rust-toolchain.toml",
];

fn file(web: &Path) -> PathBuf {
    web.join("dist.stamp")
}

/// A digest of the names and contents of all inputs.
pub(crate) fn of_inputs(web: &Path, profile: Profile) -> Fallible<String> {
    let mut digest = Sha256::new();
    digest.update(format!("{profile:?}"));
    for input in INPUTS {
        add(&web.join(input), &mut digest)
            .map_err(|error| format!("{input} could not be read: {error}"))?;
    }
    Ok(hex(&digest.finalize()))
}

fn add(path: &Path, digest: &mut Sha256) -> Fallible<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::path);
        for entry in entries {
            add(&entry.path(), digest)?;
        }
    } else {
        digest.update(path.to_string_lossy().as_bytes());
        digest.update(fs::read(path)?);
    }
    Ok(())
}

/// Whether `web/dist` was built from these inputs.
pub(crate) fn is_current(web: &Path, stamp: &str) -> bool {
    web.join("dist/index.html").is_file()
        && fs::read_to_string(file(web)).is_ok_and(|last| last == stamp)
}

/// Remembers what `web/dist` was built from.
pub(crate) fn write(web: &Path, stamp: &str) -> Fallible<()> {
    Ok(fs::write(file(web), stamp)?)
}
