//! Acceptance tests: the product over HTTP, every test on both databases, and what the code itself
//! must keep to.

mod architecture;
mod audit;
mod compile_fail;
mod crash;
mod demo;
mod grants;
#[cfg(test)]
mod login;
mod migrations;
mod races;
mod story;
mod support_requests;
