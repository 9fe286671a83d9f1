//! Storage: SQLite or PostgreSQL behind one type, and the only way to read or write.

pub mod absence;
pub mod caller;
pub mod command;
pub mod connection;
mod connections;
pub mod cursor;
pub mod dialect;
pub(crate) mod dormancy;
pub mod failure;
mod group;
pub mod idempotency;
pub mod migrations;
mod module;
pub mod multi;
pub mod prepared;
pub mod prerequisites;
pub mod record;
pub mod row;
pub mod schema;
mod stored;
mod stored_time;
pub mod transaction;
pub mod unit_of_work;
mod written;

pub use command::{Command, Context};
pub use connection::DatabaseUrl;
pub use connections::ConnectionCount;
pub use failure::Failure;
pub use multi::{DbConnection, MultiBackend};
pub use stored::Stored;
pub use stored_time::StoredTime;
pub use transaction::{ReadTx, Recorded, Resource, WriteTx};
pub use unit_of_work::Database;
pub use written::WrittenPage;
