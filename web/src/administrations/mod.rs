//! *Skift af modul*: which module administers which kind of organisation, and moves between them.

mod history;
pub(crate) mod page;
mod report;
