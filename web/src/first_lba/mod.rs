//! An organisation's first LBA: by law, or by two persons of Landssupporten.

pub(crate) mod appointment;
pub(crate) mod become_lba;
pub(crate) mod propose;
mod waiting;
