//! What the API, the SPA, the tests and Rust clients of Brugeradministration have in common.
//!
//! Everything here compiles to wasm and does no I/O, but for the typed [`client`], which is
//! written over a transport that its user brings.

mod enums;

pub mod access;
pub mod access_request;
pub mod administration;
pub mod agreement;
pub mod attachment;
pub mod attribute;
pub mod audit;
#[cfg(feature = "client")]
pub mod client;
pub mod desk_task;
pub mod id;
pub mod import;
pub mod language;
pub mod lba_appointment;
pub mod lookup;
pub mod organisation;
pub mod page;
pub mod problem;
pub mod request_message;
pub mod role;
pub mod role_grant;
pub mod rule;
pub mod session;
pub mod text;
pub mod time;
pub mod unit;
pub mod user;
pub mod way_on;

pub use time::Timestamp;
