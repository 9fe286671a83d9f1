//! Pages written down as JSON by the thread that read them, so that the async threads only send.

use std::marker::PhantomData;

use serde::Serialize;
use shared::page::Page;

use super::{Context, Database, Failure, ReadTx};

/// Bytes that most rows take at most.
const ROW: usize = 640;

/// A page of `T` as JSON.
#[derive(Debug)]
pub struct WrittenPage<T> {
    /// The page.
    pub json: Vec<u8>,
    /// Its cursor to the next.
    pub next_cursor: Option<String>,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> WrittenPage<T> {
    fn of(page: Page<T>) -> Result<Self, Failure> {
        let mut json = Vec::with_capacity((page.items.len() + 1) * ROW);
        serde_json::to_writer(&mut json, &page)
            .map_err(|error| Failure::Internal(error.to_string()))?;
        Ok(Self {
            json,
            next_cursor: page.next_cursor,
            of: PhantomData,
        })
    }
}

impl Database {
    /// Reads one page of one snapshot, and writes it down.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub async fn list<T: Serialize + 'static>(
        &self,
        context: Context,
        query: impl FnOnce(&mut ReadTx<'_>) -> Result<Page<T>, Failure> + Send + 'static,
    ) -> Result<WrittenPage<T>, Failure> {
        self.read(context, move |tx| query(tx).and_then(WrittenPage::of))
            .await
    }
}
