//! `brugeradm openapi`

use std::io::Write as _;

use super::Outcome;
use crate::openapi;

/// Prints the description of the API.
pub(super) fn run() -> Outcome {
    let yaml = openapi::yaml()?;
    std::io::stdout()
        .write_all(yaml.as_bytes())
        .map_err(|error| format!("the description cannot be written: {error}"))
}
