//! Acceptance tests: the product over HTTP, every test on both databases, and what the code itself
//! must keep to.

mod architecture;
mod audit;
mod compile_fail;
mod crash;
#[cfg(test)]
mod demo;
mod grants;
mod login;
mod matrix;
mod migrations;
#[cfg(test)]
mod organisations;
mod races;
#[cfg(test)]
mod roles;
mod story;
mod support_requests;
#[cfg(test)]
mod users;
