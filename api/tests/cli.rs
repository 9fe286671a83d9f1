//! The binary as people run it: what it prints, how it ends.
#![expect(clippy::unwrap_used, reason = "what goes wrong here fails the test")]

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

fn brugeradm() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_brugeradm"));
    command
        .env_remove("DATABASE_URL")
        .env_remove("BRUGERADM_CONFIG")
        .env("RUST_LOG", "warn");
    command
}

/// A folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("brugeradm-cli-{:016x}", rand::random::<u64>());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn database(&self) -> String {
        format!("sqlite:{}", self.0.join("test.sqlite").display())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

fn run(arguments: &[&str]) -> Output {
    brugeradm().args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn good(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    text(&output.stdout)
}

#[track_caller]
fn bad(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    text(&output.stderr)
}

/// A demo that runs until it is told to stop.
struct Demo {
    child: Child,
    lines: Vec<String>,
}

impl Demo {
    fn start(data: &Path) -> Self {
        let mut child = brugeradm()
            .args(["demo", "--port", "0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map(Result::unwrap)
            .take_while(|line| line != "ready")
            .collect();
        Self { child, lines }
    }

    fn stop(mut self) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
        assert!(self.child.wait().unwrap().success());
    }
}

#[test]
fn the_demo_needs_nothing_says_where_everything_is_and_stops_when_told_to() {
    let folder = Folder::new();
    for _ in 0..2 {
        let demo = Demo::start(&folder.0);
        let printed = demo.lines.join("\n");
        for wanted in [
            "http://localhost:",
            "/jobag",
            "lba-nordisk",
            "jobag-demo secret: ",
        ] {
            assert!(printed.contains(wanted), "{wanted}: {printed}");
        }
        demo.stop();
    }
}

#[test]
fn migrating_twice_is_as_good_as_once() {
    let folder = Folder::new();
    let arguments = ["migrate", "--database-url", &folder.database()];
    let first = good(&run(&arguments));
    assert!(first.contains("installed the role"), "{first}");
    assert_eq!(good(&run(&arguments)), "the database is up to date\n");
}

#[test]
fn serving_a_database_that_is_not_up_to_date_is_refused_with_what_to_do() {
    let folder = Folder::new();
    let said = bad(&run(&["serve", "--database-url", &folder.database()]));
    assert!(said.contains("brugeradm migrate"), "{said}");
}

#[test]
fn the_first_lba_of_an_organisation_is_registered_once() {
    let folder = Folder::new();
    let database = folder.database();
    good(&run(&["migrate", "--database-url", &database]));
    let register = |cvr: &str| {
        run(&[
            "bootstrap",
            "--database-url",
            &database,
            "organisation",
            "--kind",
            "virksomhed",
            "--cvr",
            cvr,
            "--name",
            "Havnens Smedje ApS",
            "--part",
            "lba",
            "--professional-uuid",
            "0d6a1f35-9d20-4ac5-8e4b-3d5bb3ac3d18",
            "--person",
            "Inger Toft",
            "--email",
            "inger.toft@havnens-smedje.example",
        ])
    };
    assert_eq!(good(&register("13748136")), "done\n");
    assert_eq!(good(&register("13748136")), "done\n");
    let said = bad(&register("12345678"));
    assert!(said.contains("CVR"), "{said}");
}

#[test]
fn a_program_is_registered_with_a_secret_from_a_file_that_is_long_enough() {
    let folder = Folder::new();
    let database = folder.database();
    good(&run(&["migrate", "--database-url", &database]));
    let register = |secret: &str, scopes: &str| {
        let file = folder.file("secret", secret);
        run(&[
            "bootstrap",
            "--database-url",
            &database,
            "client",
            "--id",
            "jobag",
            "--name",
            "JobAG",
            "--scopes",
            scopes,
            "--secret-file",
            file.to_str().unwrap(),
        ])
    };
    good(&register(&"s".repeat(32), "access:check"));
    assert!(bad(&register("short", "access:check")).contains("32 characters"));
    assert!(bad(&register(&"s".repeat(32), "everything")).contains("access:check"));
}

#[test]
fn a_wrong_configuration_is_told_in_a_sentence_without_its_secrets() {
    let folder = Folder::new();
    let said = bad(&run(&[
        "migrate",
        "--database-url",
        "mysql://root:hunter2@db/x",
    ]));
    assert!(
        said.contains("postgres://") && !said.contains("hunter2"),
        "{said}"
    );
    let file = folder.file("config.toml", "pool_sise = 3\n");
    let said = bad(&run(&["serve", "--config", file.to_str().unwrap()]));
    assert!(said.contains("pool_sise"), "{said}");
    let output = run(&["serve", "--no-such-thing"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_doctor_names_what_is_wrong_and_fails() {
    let folder = Folder::new();
    let output = run(&["doctor", "--database-url", &folder.database()]);
    assert_eq!(output.status.code(), Some(1));
    let printed = text(&output.stdout);
    assert!(printed.contains("WRONG  migrations"), "{printed}");
    assert!(printed.contains("commits are durable"), "{printed}");
}

#[test]
fn the_description_of_the_api_is_printed_as_yaml() {
    let printed = good(&run(&["openapi"]));
    assert!(
        printed.starts_with("openapi: 3.1"),
        "{}",
        printed.lines().next().unwrap()
    );
    assert!(printed.contains("/api/v1/users/{id}/deactivation"));
}
