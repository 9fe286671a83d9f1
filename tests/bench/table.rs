//! The figures, and the table of them.

use std::fmt::Write as _;

use crate::load::Outcome;

/// One thing measured, in turns with the bare handler.
#[derive(Default)]
pub(crate) struct Figure {
    bare: Vec<f64>,
    rates: Vec<f64>,
    ratios: Vec<f64>,
    all: Outcome,
}

impl Figure {
    /// Adds a turn.
    pub(crate) fn turn(&mut self, bare: f64, beside: Outcome) {
        self.bare.push(bare);
        self.rates.push(beside.rate);
        self.ratios.push(beside.rate / bare);
        self.all.micros.extend(beside.micros);
        self.all.micros.sort_unstable();
    }
}

fn middle(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

/// Everything measured on one database.
#[derive(Default)]
pub(crate) struct Figures(Vec<(&'static str, Figure)>);

impl Figures {
    /// Adds a figure, and tells that there is one.
    pub(crate) fn add(&mut self, name: &'static str, figure: Figure) {
        eprintln!("  {name}: {:.3} of bare", middle(&figure.ratios));
        self.0.push((name, figure));
    }

    fn find(&self, start: &str) -> Option<&Figure> {
        let found = self.0.iter().find(|(name, _)| name.starts_with(start));
        found.map(|(_, figure)| figure)
    }
}

/// The table, as Markdown.
pub(crate) fn table(columns: &[(&'static str, Figures)]) -> String {
    let mut text = String::from(
        "| database | what | answers/s | share of bare | p50 ms | p99 ms |\n\
         |---|---|--:|--:|--:|--:|\n",
    );
    for (engine, figures) in columns {
        let bare: Vec<_> = figures
            .0
            .iter()
            .flat_map(|(_, figure)| figure.bare.clone())
            .collect();
        // INVARIANT: writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {engine} | bare handler | {:.0} | 1.000 | | |",
            middle(&bare)
        );
        rows(&mut text, engine, figures);
        if let (Some(first), Some(last)) = (figures.find("first"), figures.find("last")) {
            let ratio = last.all.quantile(990) / first.all.quantile(990);
            let _ = writeln!(
                text,
                "| {engine} | p99 of the last page by the first's | | {ratio:.2} | | |"
            );
        }
        if let (Some(ours), Some(alone)) = (figures.find("approve"), figures.find("the same")) {
            // Each as its share of the bare handler measured beside it.
            let ratio = middle(&ours.ratios) / middle(&alone.ratios);
            let _ = writeln!(
                text,
                "| {engine} | approve by the engine alone | | {ratio:.2} | | |"
            );
        }
    }
    text
}

/// A row for each thing measured.
fn rows(text: &mut String, engine: &str, figures: &Figures) {
    for (name, figure) in &figures.0 {
        let (rate, share) = (middle(&figure.rates), middle(&figure.ratios));
        let times = if figure.all.micros.is_empty() {
            " | ".to_owned()
        } else {
            format!(
                "{:.2} | {:.2}",
                figure.all.quantile(500),
                figure.all.quantile(990)
            )
        };
        let _ = writeln!(
            text,
            "| {engine} | {name} | {rate:.0} | {share:.3} | {times} |"
        );
    }
}
