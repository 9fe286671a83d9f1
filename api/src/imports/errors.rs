//! The rows that were refused or kept, as a file to be read in a spreadsheet.

use std::io;

use actix_web::web::Bytes;
use futures_util::{Stream, TryStreamExt as _, stream};
use shared::{
    id::ImportId,
    import::{ImportOutcome, ImportRowView},
};

use super::{
    queries::{self, RowKey},
    views,
};
use crate::{
    db::{Context, Database, Failure},
    policy::scope::visible_imports,
};

/// Rows read at once.
const ROWS: i64 = 1_000;
/// What is told of.
const TOLD: &[ImportOutcome] = &[ImportOutcome::Refused, ImportOutcome::Kept];
/// A byte order mark, by which spreadsheets know UTF-8, and the headings.
const HEAD: &str = "\u{feff}post;linje;id;kolonne;udfald;kode;forklaring;indhold\r\n";

/// A cell that a spreadsheet takes for text, whatever it begins with: a formula in a name is
/// never carried out.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn line(writer: &mut csv::Writer<Vec<u8>>, row: &ImportRowView) -> Result<(), Failure> {
    let line = row.line.to_string();
    let cells = [
        row.record.as_str(),
        if row.line == 0 { "" } else { &line },
        &row.key,
        row.column.as_deref().unwrap_or_default(),
        row.outcome.map(ImportOutcome::as_str).unwrap_or_default(),
        row.reason
            .map(shared::import::ImportReason::as_str)
            .unwrap_or_default(),
        row.message.as_deref().unwrap_or_default(),
        &row.summary,
    ];
    writer
        .write_record(cells.map(harmless))
        .map_err(|error| Failure::Internal(error.to_string()))
}

fn written(rows: &[ImportRowView]) -> Result<Bytes, Failure> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    rows.iter().try_for_each(|row| line(&mut writer, row))?;
    writer
        .into_inner()
        .map(Bytes::from)
        .map_err(|error| Failure::Internal(error.to_string()))
}

/// Where the file goes on.
enum Place {
    Head,
    After(Option<RowKey>),
    End,
}

/// The file, some hundred rows at a time.
pub(super) fn file(
    database: Database,
    context: Context,
    id: ImportId,
) -> impl Stream<Item = Result<Bytes, Failure>> {
    stream::try_unfold(Place::Head, move |place| {
        let (database, context) = (database.clone(), context.clone());
        async move {
            let after = match place {
                Place::End => return Ok(None),
                Place::Head => {
                    let head = Bytes::from_static(HEAD.as_bytes());
                    return Ok(Some((head, Place::After(None))));
                }
                Place::After(after) => after,
            };
            let (bytes, last) = database
                .read(context, move |tx| {
                    let scope = visible_imports(tx.caller());
                    let import = queries::get(tx, &scope, id)?;
                    let rows = queries::some_rows(tx, &import, (TOLD, None), after.as_ref(), ROWS)?;
                    let last = rows.last().map(|row| (row.record, row.position));
                    let language = tx.language();
                    let rows: Vec<_> = rows
                        .into_iter()
                        .map(|row| views::row_view(row, language))
                        .collect::<Result<_, _>>()?;
                    Ok((written(&rows)?, last))
                })
                .await?;
            let next = last.map_or(Place::End, |last| Place::After(Some(last)));
            Ok(Some((bytes, next)))
        }
    })
}

/// Writes the file where the command line says.
///
/// # Errors
/// The engine's, or the file's.
pub(crate) async fn write_report(
    database: &Database,
    id: ImportId,
    to: &mut (impl io::Write + Send),
) -> Result<(), Failure> {
    let mut pieces = Box::pin(file(database.clone(), Context::system(super::PART), id));
    while let Some(piece) = pieces.try_next().await? {
        to.write_all(&piece)
            .map_err(|error| Failure::Internal(error.to_string()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_text() {
        for cell in ["=1+1", "+45", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        assert_eq!(harmless("Anne - Marie"), "Anne - Marie");
    }
}
