//! Code that forgets to ask must not compile: every function in a file of `compile_fail/` is such
//! code, and the file beside it what the compiler says.
//!
//! The files are compiled against the very library that these tests are linked with, so nothing is
//! built twice. `COMPILE_FAIL=write` writes anew what the compiler says; read the diff.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// The library under test, as cargo built it for this test binary.
fn library() -> (PathBuf, PathBuf) {
    let folder = env::current_exe().unwrap().parent().unwrap().to_owned();
    let newest = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_library = entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "rlib");
            name.starts_with("libbrugeradm-") && is_library
        })
        // Built in several ways, it lies there several times; the newest is of today's code.
        .max_by_key(|entry| entry.metadata().unwrap().modified().unwrap());
    (
        newest.expect("the library lies beside its tests").path(),
        folder,
    )
}

/// What the compiler says to a file: a line for each error, and nothing when it compiles.
fn compile(text: &str, library: &Path, dependencies: &Path) -> Vec<String> {
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("brugeradm-compile-{}-{number}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    let file = folder.join("case.rs");
    fs::write(&file, text).unwrap();
    let output = Command::new("rustc")
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata"])
        .args(["--error-format=short", "--cap-lints=allow", "--out-dir"])
        .arg(&folder)
        .arg("-L")
        .arg(format!("dependency={}", dependencies.display()))
        .arg("--extern")
        .arg(format!("brugeradm={}", library.display()))
        .arg(&file)
        .output()
        .unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let place = file.display().to_string();
    said.lines()
        .filter(|line| line.starts_with(&place))
        .filter_map(|line| Some(without_lists(&line[line.find(" error")?..])))
        .collect()
}

/// Each function of a file on its own, below what the file begins with: an error in one does not
/// hide that another compiles.
fn examples(text: &str) -> Vec<(String, String)> {
    let mut parts = text.split("\npub ");
    let head = parts.next().unwrap();
    parts
        .map(|part| {
            let name = part
                .split_once("fn ")
                .unwrap()
                .1
                .split(['(', '<'])
                .next()
                .unwrap();
            (name.to_owned(), format!("{head}\npub {part}"))
        })
        .collect()
}

/// A line without the list of patterns that a match leaves out, which grows with the enum.
fn without_lists(line: &str) -> String {
    let end = line.find("non-exhaustive patterns").map(|at| at + 23);
    line[..end.unwrap_or(line.len())].to_owned()
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/compile_fail");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    cases.sort();
    cases
}

#[test]
fn code_that_forgets_to_ask_does_not_compile() {
    let (library, dependencies) = library();
    let write = env::var_os("COMPILE_FAIL").is_some_and(|value| value == "write");
    let mut wrong = Vec::new();
    for case in cases() {
        let name = case.file_stem().unwrap().to_string_lossy().into_owned();
        let mut said = String::new();
        for (example, text) in examples(&fs::read_to_string(&case).unwrap()) {
            let errors = compile(&text, &library, &dependencies);
            if errors.is_empty() {
                wrong.push(format!("{name}: {example} compiles"));
            }
            for error in errors {
                said += &[example.as_str(), ":", &error, "\n"].concat();
            }
        }
        let expected_in = case.with_extension("stderr");
        if write {
            fs::write(&expected_in, &said).unwrap();
        }
        let expected = fs::read_to_string(&expected_in).unwrap_or_default();
        if said != expected {
            wrong.push(format!("{name}: expected\n{expected}got\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn code_that_asks_compiles() {
    let (library, dependencies) = library();
    let said = compile(
        include_str!("compile_fail/asks.txt"),
        &library,
        &dependencies,
    );
    assert_eq!(said, Vec::<String>::new());
}
