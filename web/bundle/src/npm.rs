//! The npm packages that styles, fonts and icons are taken from.

use std::{fs, path::Path, process::Command};

use crate::Fallible;

/// Runs `npm ci` when `node_modules` is missing or older than the lock file.
pub(crate) fn ensure_packages(web: &Path) -> Fallible<()> {
    let lock = fs::metadata(web.join("package-lock.json"))?.modified()?;
    let installed = fs::metadata(web.join("node_modules/.package-lock.json"))
        .and_then(|found| found.modified());
    if installed.is_ok_and(|at| at >= lock) {
        return Ok(());
    }
    println!("bundle: npm ci");
    let status = Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(web)
        .status()
        .map_err(|error| format!("npm could not be started ({error}); install Node.js"))?;
    if status.success() {
        Ok(())
    } else {
        Err("npm ci failed".into())
    }
}
