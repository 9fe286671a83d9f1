//! `brugeradm import`: imports files straight into the database, as the pages do.

mod progress;

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use clap::Args;
use sha2::{Digest as _, Sha256};
use shared::{
    audit::AuditKind,
    id::ImportId,
    import::{
        ImportEncoding, ImportOutcome, ImportRecord, ImportState, ImportView, NewImport, RunImport,
    },
};

use self::progress::Progress;
use super::{Configured, Outcome};
use crate::{
    clock::new_id,
    config::Imports,
    db::{Context, Database, Failure},
    http::request::IfMatch,
    imports::{
        self, PART,
        commands::{self, Begin, USUAL_SOURCE},
    },
};

/// Options of an import.
#[derive(Debug, Args)]
#[command(after_help = "\
    The files are CSV with Danish headings; docs/import.md describes them. Every row is checked\n\
    first, and nothing is changed by --dry-run. Running the same files again goes on where an\n\
    interrupted run ended, and changes nothing when it had ended.")]
pub(super) struct Import {
    #[command(flatten)]
    configured: Configured,
    /// The files: organisations, users and grants, in one file or in several.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The system that the files come from. Only what an import from it gave is ever removed.
    #[arg(long, default_value = USUAL_SOURCE)]
    source: String,
    /// Check every row and say what would happen; change nothing.
    #[arg(long)]
    dry_run: bool,
    /// The number of removals, when there are more than go without confirmation.
    #[arg(long, value_name = "N")]
    confirm_removals: Option<i64>,
    /// The files' encoding, utf-8 or windows-1252; found out from each file when not given.
    #[arg(long)]
    encoding: Option<ImportEncoding>,
    /// Write the rows that were refused or kept to this file, as CSV.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

fn told(failure: &Failure) -> String {
    failure.sentence()
}

/// Imports the files.
pub(super) async fn run(options: Import) -> Outcome {
    let (config, database) = options.configured.open()?;
    let work = Work {
        database,
        limits: config.imports,
    };
    let hash = options.hash()?;
    let import = match work.unended(&options.source, &hash).await? {
        Some(import) => {
            eprintln!("Going on with an import of the same files.");
            import
        }
        None => work.upload(&options, hash).await?,
    };
    let import = work.through(import, ImportState::Checking).await?;
    if import.state != ImportState::Running {
        say(&import, "would be");
    }
    if options.dry_run && import.state == ImportState::Checked {
        return work.report(&import, options.report.as_deref()).await;
    }
    let import = work.let_run(import, options.confirm_removals).await?;
    let import = work.through(import, ImportState::Running).await?;
    say(&import, "were");
    work.report(&import, options.report.as_deref()).await?;
    ended(&import)
}

/// How an import ended, as a sentence when it did not end well.
fn ended(import: &ImportView) -> Outcome {
    match import.state {
        ImportState::Done => {
            println!("done");
            Ok(())
        }
        ImportState::Stopped => Err(format!(
            "stopped before removing {0} of {1} grants; look at the file, and run again with \
             --confirm-removals {0} when that is right",
            import.removals, import.owned
        )),
        _ => Err(format!(
            "the import is {}{}",
            import.state,
            import
                .problem
                .map(|problem| format!(": {}", problem.title().en))
                .unwrap_or_default()
        )),
    }
}

/// How many rows had which outcome.
fn say(import: &ImportView, tense: &str) {
    println!("{} rows from {}:", import.rows, import.source);
    for count in import.counts.iter().filter(|count| count.rows > 0) {
        let what = match count.record {
            ImportRecord::Organisation => "organisations",
            ImportRecord::User => "users",
            ImportRecord::Grant => "grants",
            ImportRecord::Removal => "missing grants",
        };
        println!("  {:>9} {what} {tense} {}", count.rows, count.outcome);
    }
    let refused = |count: &&shared::import::ImportCount| count.outcome == ImportOutcome::Refused;
    if import
        .counts
        .iter()
        .any(|count| refused(&count) && count.rows > 0)
    {
        println!(
            "  see which and why with --report FILE, or in the pages at /import/{}",
            import.id
        );
    }
}

impl Import {
    fn open(path: &Path) -> Result<File, String> {
        File::open(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    }

    /// The files' hash, by which they are known again.
    fn hash(&self) -> Result<String, String> {
        let mut hash = Sha256::new();
        for path in &self.files {
            let mut file = Self::open(path)?;
            let mut some = vec![0; 64 * 1024];
            loop {
                let read = file.read(&mut some).map_err(|error| error.to_string())?;
                if read == 0 {
                    break;
                }
                hash.update(some.get(..read).unwrap_or_default());
            }
            hash.update([0]);
        }
        Ok(format!("{:x}", hash.finalize()))
    }

    fn name(&self) -> String {
        let names: Vec<_> = self
            .files
            .iter()
            .filter_map(|path| path.file_name())
            .map(|name| name.to_string_lossy())
            .collect();
        names.join(", ").chars().take(200).collect()
    }
}

struct Work {
    database: Database,
    limits: Imports,
}

impl Work {
    async fn unended(&self, source: &str, hash: &str) -> Result<Option<ImportView>, String> {
        let (source, hash, limits) = (source.to_owned(), hash.to_owned(), self.limits);
        self.database
            .read(Context::system(PART), move |tx| {
                imports::views::find_unended(tx, &source, &hash, limits)
            })
            .await
            .map_err(|failure| told(&failure))
    }

    async fn read(&self, id: ImportId) -> Result<ImportView, String> {
        let limits = self.limits;
        self.database
            .read(Context::system(PART), move |tx| {
                imports::views::find(tx, id, limits)
            })
            .await
            .map_err(|failure| told(&failure))
    }

    async fn upload(&self, options: &Import, hash: String) -> Result<ImportView, String> {
        let new = NewImport {
            source: Some(options.source.clone()),
            name: Some(options.name()),
            ..NewImport::default()
        };
        let begin = Begin::try_from(&new).map_err(|failure| told(&failure))?;
        let (id, limits) = (new_id(self.database.clock().now()), self.limits);
        self.database
            .write_plain(
                Context::system(PART),
                AuditKind::ImportUploaded,
                move |tx| commands::begin(tx, id, &begin, limits),
            )
            .await
            .map_err(|failure| told(&failure))?;
        let mut position = 0;
        for path in &options.files {
            let file = Import::open(path)?;
            let staged =
                imports::stage(&self.database, (id, position), file, options.encoding).await;
            match staged {
                Ok((now, _)) => position = now,
                Err(failure) => {
                    let given_up = imports::give_up(&self.database, id).await;
                    given_up.map_err(|failure| told(&failure))?;
                    return Err(format!("{}: {}", path.display(), told(&failure)));
                }
            }
        }
        imports::finish(&self.database, id, hash)
            .await
            .map_err(|failure| told(&failure))?;
        self.read(id).await
    }

    async fn let_run(
        &self,
        import: ImportView,
        confirm: Option<i64>,
    ) -> Result<ImportView, String> {
        if import.state == ImportState::Running {
            return Ok(import);
        }
        let run = RunImport {
            confirm_removals: confirm,
        };
        let (id, if_match) = (import.id, IfMatch::Version(import.version));
        let limits = self.limits;
        self.database
            .write_plain(Context::system(PART), AuditKind::ImportStarted, move |tx| {
                commands::run(tx, id, run, if_match, limits)
            })
            .await
            .map_err(|failure| told(&failure))
    }

    /// Works on it while it is in `state`.
    async fn through(&self, import: ImportView, state: ImportState) -> Result<ImportView, String> {
        let mut import = import;
        if import.state != state {
            return Ok(import);
        }
        let mut progress = Progress::new(state, import.rows);
        while import.state == state {
            imports::take_over(&self.database, self.limits, import.id, |handled| {
                progress.show(handled);
            })
            .await
            .map_err(|failure| told(&failure))?;
            import = self.read(import.id).await?;
        }
        progress.end();
        Ok(import)
    }

    async fn report(&self, import: &ImportView, to: Option<&Path>) -> Outcome {
        let Some(path) = to else {
            return Ok(());
        };
        let unwritable = |error: io::Error| format!("cannot write {}: {error}", path.display());
        let mut file = File::create(path).map_err(unwritable)?;
        imports::write_report(&self.database, import.id, &mut file)
            .await
            .map_err(|failure| told(&failure))
    }
}
