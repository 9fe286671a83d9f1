//! SPA.
fn main() {}
