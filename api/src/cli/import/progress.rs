//! How far it is: a bar on a terminal, a line now and then elsewhere.

use std::{
    io::{IsTerminal as _, Write as _},
    time::{Duration, Instant},
};

use shared::import::ImportState;

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(5);
/// Between two drawings of the bar.
const BLINK: Duration = Duration::from_millis(100);
const WIDTH: usize = 30;

/// Shows how far a check or a run is.
pub(super) struct Progress {
    what: &'static str,
    total: i64,
    began: Instant,
    from: Option<i64>,
    shown: Option<Instant>,
    on_terminal: bool,
}

impl Progress {
    pub(super) fn new(state: ImportState, total: i64) -> Self {
        Self {
            what: if state == ImportState::Running {
                "Importing"
            } else {
                "Checking"
            },
            total,
            began: Instant::now(),
            from: None,
            shown: None,
            on_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// So many rows have been handled.
    pub(super) fn show(&mut self, handled: i64) {
        let from = *self.from.get_or_insert(handled);
        let pause = if self.on_terminal { BLINK } else { PAUSE };
        if self.shown.is_some_and(|shown| shown.elapsed() < pause) {
            return;
        }
        self.shown = Some(Instant::now());
        let millis = i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX);
        let done = handled - from;
        let left = (self.total - handled).max(0);
        let seconds_left = millis
            .checked_mul(left)
            .and_then(|all| all.checked_div(done.max(1)))
            .unwrap_or(0)
            / 1000;
        let speed = done.saturating_mul(1000) / millis.max(1);
        self.write(
            &format!(
                "{} {handled} of {}, {speed} rows/s, {seconds_left} s left",
                self.what, self.total
            ),
            handled,
        );
    }

    fn write(&self, line: &str, handled: i64) {
        let mut out = std::io::stderr().lock();
        // A progress that cannot be shown is not worth failing for.
        let _ = if self.on_terminal {
            let full = handled.saturating_mul(30) / self.total.max(1);
            let full = usize::try_from(full).unwrap_or(0).min(WIDTH);
            let bar = format!("{}{}", "█".repeat(full), "░".repeat(WIDTH - full));
            write!(out, "\r\u{1b}[K{bar} {line}").and_then(|()| out.flush())
        } else {
            writeln!(out, "{line}")
        };
    }

    /// It has ended.
    pub(super) fn end(self) {
        if self.on_terminal {
            let _ = writeln!(std::io::stderr().lock(), "\r\u{1b}[K{}: done", self.what);
        }
    }
}
