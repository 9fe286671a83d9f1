//! Acceptance tests: the product over HTTP, every test on both databases.

mod demo;
