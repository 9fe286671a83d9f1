//! Acceptance tests: the product over HTTP, every test on both databases, and what the code itself
//! must keep to.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "what goes wrong in a test fails the test, as it should"
)]

mod access;
#[cfg(test)]
mod agreements;
mod architecture;
mod attachments;
mod audit;
mod compile_fail;
mod conventions;
mod crash;
mod cutovers;
mod dated_grants;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod dormancy;
mod effective_roles;
#[cfg(test)]
mod first_lba;
mod grants;
#[cfg(test)]
mod handling;
mod imports;
#[cfg(test)]
mod jobcentres;
mod lba_coverage;
#[cfg(test)]
mod login;
mod lookups;
mod matrix;
mod migrations;
mod openapi;
#[cfg(test)]
mod organisations;
mod races;
#[cfg(test)]
mod roles;
mod rules;
mod story;
mod support_requests;
mod tokens;
#[cfg(test)]
mod units;
#[cfg(test)]
mod users;
mod visibility;
