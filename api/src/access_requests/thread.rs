//! The thread of a request: what its deciders ask and those who asked answer.

pub mod commands;
pub mod queries;
pub mod rows;
