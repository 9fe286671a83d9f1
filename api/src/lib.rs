//! Brugeradministration: delegated user administration for the Danish labour-market portals.
//!
//! Slices (`users`, `role_grants`, `access_requests`, …) hold what changes together: routes,
//! commands, queries, rows. What must be uniform is horizontal: `domain`, `policy`, `db`, `http`.
//! `docs/architecture.md` has the picture.

pub mod access;
pub mod access_requests;
pub mod administrations;
pub mod agreements;
pub mod app;
pub mod attributes;
pub mod audit;
pub mod bootstrap;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
#[cfg(feature = "demo")]
pub mod demo;
pub mod desk_tasks;
pub mod domain;
pub mod http;
pub mod imports;
pub mod lba_appointments;
pub mod lookups;
pub mod openapi;
pub mod operations;
pub mod organisations;
pub mod policy;
pub mod role_grants;
pub mod roles;
pub mod server;
pub mod session;
pub mod spa;
pub mod telemetry;
pub mod tokens;
pub mod units;
pub mod users;
