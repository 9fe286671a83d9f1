//! Logs: text on a terminal, JSON otherwise, on standard error. Never personal data: log ids of
//! things and codes, not what people are called or write.

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::EnvFilter;

/// Starts logging; `RUST_LOG` says how much.
pub fn start() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr);
    // Somebody may have started logging already, as tests do; theirs is as good.
    let _ = if stderr().is_terminal() {
        log.with_target(false).try_init()
    } else {
        log.json().flatten_event(true).try_init()
    };
}
