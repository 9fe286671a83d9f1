//! The command line. Errors are sentences on standard error, and the exit code is 1; 2 for a
//! command that is not understood.

mod bootstrap;
#[cfg(feature = "demo")]
mod demo;
mod doctor;
mod import;
mod migrate;
mod openapi;
mod serve;
mod shutdown;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use crate::{
    clock::Clock,
    config::Config,
    db::{Database, DatabaseUrl},
    telemetry,
};

/// What went wrong, as a sentence.
type Outcome = Result<(), String>;

/// Brugeradministration: delegated user administration for the Danish labour-market portals.
#[derive(Debug, Parser)]
#[command(
    name = "brugeradm",
    version,
    about,
    after_help = "\
    Try it:          brugeradm demo\n\
    Set it up:       brugeradm migrate, then brugeradm bootstrap, then brugeradm serve\n\
    Is it sound:     brugeradm doctor"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the pages.
    Serve(Configured),
    /// Start everything with a world of fictional people, on this machine only.
    #[cfg(feature = "demo")]
    Demo(demo::Demo),
    /// Bring the database up to date: its tables and the role catalogue.
    Migrate(Configured),
    /// Register the first organisations, people and programs.
    Bootstrap(bootstrap::Bootstrap),
    /// Import organisations, users and grants from files.
    Import(import::Import),
    /// Print the description of the API.
    Openapi,
    /// Check configuration, database, durability and pages.
    Doctor(Configured),
}

/// Where the configuration is.
#[derive(Clone, Debug, Args)]
struct Configured {
    /// The configuration file (TOML); without one every setting has its default.
    #[arg(long, env = "BRUGERADM_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The database: `sqlite:PATH` or `postgres://…`. Goes before what the file says.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    database_url: Option<String>,
}

impl Configured {
    fn read(&self) -> Result<(Config, DatabaseUrl), String> {
        let config = Config::read(self.config.as_deref(), self.database_url.clone())
            .map_err(|error| error.to_string())?;
        let url = DatabaseUrl::parse(&config.database_url)?;
        Ok((config, url))
    }

    fn open(&self) -> Result<(Config, Database), String> {
        let (config, url) = self.read()?;
        let database = Database::open(&url, config.pool_size, Clock::System);
        Ok((config, database))
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let Cli { command } = Cli::parse();
    telemetry::start();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(Box::pin(dispatch(command))),
        Err(error) => Err(format!("the runtime does not start: {error}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("brugeradm: {sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(command: Command) -> Outcome {
    match command {
        Command::Serve(configured) => serve::run(&configured).await,
        #[cfg(feature = "demo")]
        Command::Demo(options) => demo::run(&options).await,
        Command::Migrate(configured) => migrate::run(&configured).await,
        Command::Bootstrap(options) => bootstrap::run(options).await,
        Command::Import(options) => import::run(options).await,
        Command::Openapi => openapi::run(),
        Command::Doctor(configured) => doctor::run(&configured).await,
    }
}
