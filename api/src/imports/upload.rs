//! Receives a file and keeps its rows while it comes: no more than some hundred of them are in
//! memory, however large it is.

use std::io::{self, Read};

use actix_web::web::Bytes;
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use shared::{id::ImportId, import::ImportEncoding, problem::ProblemKind};
use tokio::sync::mpsc;

use super::{
    reading::{self, Unreadable},
    records::Row,
    staging,
};
use crate::db::{Database, Failure};

/// Bytes that a file may have: some millions of rows.
const MAX_FILE: u64 = 256 * 1024 * 1024;
/// Pieces of the file, and batches of rows, that wait for the next hand.
const WAITING: usize = 4;

/// Adds everything that is read to a hash.
struct Hashed<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.hash.update(into.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// Keeps the rows of `input` after `position` others. Tells how many there are then, and the
/// input's hash.
///
/// # Errors
/// `import-unreadable`; the engine's.
pub(crate) async fn stage(
    database: &Database,
    (id, mut position): (ImportId, i64),
    input: impl Read + Send + 'static,
    encoding: Option<ImportEncoding>,
) -> Result<(i64, String), Failure> {
    let (give, mut rows) = mpsc::channel::<Vec<Row>>(WAITING);
    let reading = tokio::task::spawn_blocking(move || {
        let mut input = Hashed {
            inner: input,
            hash: Sha256::new(),
        };
        reading::read(&mut input, encoding, |some| {
            give.blocking_send(some).or(Err(Unreadable::Gone))
        })
        .map(|()| format!("{:x}", input.hash.finalize()))
    });
    while let Some(some) = rows.recv().await {
        let count = i64::try_from(some.len()).unwrap_or(i64::MAX);
        database
            .keep_books(move |connection, _| staging::keep(connection, id, position, &some))
            .await?;
        position += count;
    }
    match reading.await {
        Ok(Ok(hash)) => Ok((position, hash)),
        Ok(Err(Unreadable::File | Unreadable::Gone)) => Err(ProblemKind::ImportUnreadable.into()),
        Err(error) => Err(Failure::Internal(error.to_string())),
    }
}

/// The bytes of an upload, for a reader that waits for them on a thread of its own.
struct Arriving {
    pieces: mpsc::Receiver<Bytes>,
    piece: Bytes,
}

impl Read for Arriving {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.pieces.blocking_recv() {
                Some(piece) => self.piece = piece,
                None => return Ok(0),
            }
        }
        let count = self.piece.len().min(into.len());
        let some = self.piece.split_to(count);
        if let Some(place) = into.get_mut(..count) {
            place.copy_from_slice(&some);
        }
        Ok(count)
    }
}

/// Receives an upload and keeps its rows; then its check may begin.
///
/// # Errors
/// `import-unreadable`, `too-large`; `malformed-request` when it breaks off. What was kept goes.
pub(super) async fn receive(
    database: &Database,
    id: ImportId,
    payload: actix_web::web::Payload,
    encoding: Option<ImportEncoding>,
) -> Result<(), Failure> {
    let (give, pieces) = mpsc::channel(WAITING);
    let arriving = Arriving {
        pieces,
        piece: Bytes::new(),
    };
    let (arrived, kept) = tokio::join!(
        hand_on(payload, give),
        stage(database, (id, 0), arriving, encoding)
    );
    match arrived.and(kept) {
        Ok((_, hash)) => finish(database, id, hash).await,
        Err(failure) => {
            give_up(database, id).await?;
            Err(failure)
        }
    }
}

async fn hand_on(
    mut payload: actix_web::web::Payload,
    give: mpsc::Sender<Bytes>,
) -> Result<(), Failure> {
    let mut left = MAX_FILE;
    while let Some(piece) = payload.next().await {
        let piece = piece.or(Err(ProblemKind::MalformedRequest))?;
        let size = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        left = left.checked_sub(size).ok_or(ProblemKind::TooLarge)?;
        if give.send(piece).await.is_err() {
            // Whoever reads has found that it makes no sense, and says so.
            break;
        }
    }
    Ok(())
}

/// All rows are kept: the check may begin.
///
/// # Errors
/// The engine's.
pub(crate) async fn finish(database: &Database, id: ImportId, hash: String) -> Result<(), Failure> {
    database
        .keep_books(move |connection, now| staging::finish(connection, id, &hash, now))
        .await
}

/// The file makes no sense; what was kept of it goes.
///
/// # Errors
/// The engine's.
pub(crate) async fn give_up(database: &Database, id: ImportId) -> Result<(), Failure> {
    database
        .keep_books(move |connection, _| staging::give_up(connection, id))
        .await
}
