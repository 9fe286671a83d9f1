//! Reads a file as a stream: one line at a time, whatever its size.
//!
//! A file has one part or several, each beginning with its headings. The separator is found in
//! the first line, the encoding in the first letters that are not ASCII.

use std::{
    cell::Cell,
    io::{self, Cursor, Read},
    rc::Rc,
};

use csv::{ByteRecord, ReaderBuilder};
use shared::import::{ImportEncoding, ImportReason, ImportRecord};

use super::{
    columns::{Cells, Headings},
    records::Row,
};

/// Bytes that one line may have: a quotation mark that is never closed does not eat the memory.
const LONGEST_LINE: usize = 64 * 1024;
/// Rows handed on together.
pub(super) const ROWS_TOGETHER: usize = 500;

/// Why a file is not read to its end.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// It does not begin with headings that are known, or a line never ends.
    File,
    /// Whoever takes the rows will have no more.
    Gone,
}

/// Refuses to read on when a line is too long.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(io::Error::other("a line is too long"));
        }
        let read = self.inner.read(into)?;
        self.left.set(self.left.get().saturating_sub(read));
        Ok(read)
    }
}

/// The first line, to look for the separator in.
fn first_line(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let (mut line, mut byte) = (Vec::new(), [0_u8]);
    while line.len() < LONGEST_LINE && input.read(&mut byte)? == 1 {
        line.extend_from_slice(&byte);
        if byte == [b'\n'] && line.iter().any(u8::is_ascii_alphabetic) {
            break;
        }
    }
    Ok(line)
}

fn separator(line: &[u8]) -> u8 {
    let count = |separator: u8| line.split(|byte| *byte == separator).count();
    [b';', b',', b'\t']
        .into_iter()
        .max_by_key(|separator| (count(*separator), *separator == b';'))
        .unwrap_or(b';')
}

/// What has been found out of a file so far.
struct Parts {
    stated: Option<ImportEncoding>,
    found: Option<ImportEncoding>,
    /// The columns of this part, and the lines read of it.
    headings: Option<(Headings, i64)>,
}

impl Parts {
    /// The row of a line; none when the line is headings.
    fn row(&mut self, line: &ByteRecord) -> Result<Option<Row>, Unreadable> {
        if (self.headings.is_none() || Headings::may_be(line))
            && let Some(headings) = Headings::read(line)
        {
            self.headings = Some((headings, 1));
            self.found = None;
            return Ok(None);
        }
        let (headings, number) = self.headings.as_mut().ok_or(Unreadable::File)?;
        *number += 1;
        if self.found.is_none() && !line.as_slice().is_ascii() {
            let utf8 = std::str::from_utf8(line.as_slice()).is_ok();
            self.found = Some(if utf8 {
                ImportEncoding::Utf8
            } else {
                ImportEncoding::Windows1252
            });
        }
        let cells = Cells {
            headings,
            line,
            encoding: self.stated.or(self.found),
        };
        let number = *number;
        Ok(Some(if cells.fit() {
            Row::read(headings.record, number, &cells)
        } else {
            Row {
                record: headings.record,
                line: number,
                key: String::new(),
                content: String::new(),
                unreadable: Some((ImportReason::WrongCells, None)),
            }
        }))
    }
}

/// Reads all of `input`, and hands its rows on, some hundred at a time.
///
/// # Errors
/// When it does not begin with headings, cannot be read, or `take` will have no more.
pub(super) fn read(
    mut input: impl Read,
    stated: Option<ImportEncoding>,
    mut take: impl FnMut(Vec<Row>) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let head = first_line(&mut input).or(Err(Unreadable::File))?;
    let delimiter = separator(&head);
    let left = Rc::new(Cell::new(LONGEST_LINE));
    let bounded = Bounded {
        inner: Cursor::new(head).chain(input),
        left: Rc::clone(&left),
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(bounded);
    let mut parts = Parts {
        stated,
        found: None,
        headings: None,
    };
    let (mut line, mut rows) = (ByteRecord::new(), Vec::new());
    while reader
        .read_byte_record(&mut line)
        .or(Err(Unreadable::File))?
    {
        left.set(LONGEST_LINE);
        if line.iter().all(<[u8]>::is_empty) {
            continue;
        }
        rows.extend(parts.row(&line)?);
        if rows.len() >= ROWS_TOGETHER {
            take(std::mem::take(&mut rows))?;
        }
    }
    if parts.headings.is_none() {
        return Err(Unreadable::File);
    }
    take(rows)
}

/// The number under which rows of a kind are kept; they are handled in this order.
pub(super) const fn number(record: ImportRecord) -> i32 {
    match record {
        ImportRecord::Organisation => 1,
        ImportRecord::User => 2,
        ImportRecord::Grant => 3,
        ImportRecord::Removal => 4,
    }
}

#[cfg(test)]
mod tests;
