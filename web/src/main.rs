//! The browser application of Brugeradministration: what people see, in Det Fælles Designsystem.
//!
//! No rule lives here. What may be done comes from the server as `allowed_actions`.

#![expect(
    unreachable_pub,
    reason = "the component macro writes `pub` for the parts of a component of this crate"
)]
mod access_requests;
mod administrations;
mod agreements;
mod api;
mod app;
mod attributes;
mod audit;
mod browser;
mod dates;
mod first_lba;
mod i18n;
mod imports;
mod lookups;
mod organisations;
mod pages;
mod parts;
mod remote;
mod role_grants;
mod roles;
mod routes;
mod session;
mod shell;
mod start;
mod ui;
mod units;
mod users;

fn main() {
    browser::remove_element("boot");
    leptos::mount::mount_to_body(app::App);
}
