//! Files attached to a request that lies with Landssupporten.

pub mod commands;
pub mod new_file;
pub mod queries;
pub mod rows;
pub mod views;
