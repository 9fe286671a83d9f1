//! Acceptance tests: the product over HTTP, every test on both databases.

mod audit;
mod crash;
mod demo;
mod grants;
mod races;
mod story;
mod support_requests;
