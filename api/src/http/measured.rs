//! How many requests were answered, how, and how fast; what `/metrics` tells.

use std::{sync::LazyLock, time::Duration};

use prometheus::{HistogramOpts, HistogramVec, core::Collector as _, proto::MetricFamily};

/// Upper bounds in seconds: a check takes well under a millisecond, a slow page a second.
const BUCKETS: [f64; 11] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0,
];

#[expect(clippy::expect_used, reason = "constant names")]
static ANSWERS: LazyLock<HistogramVec> = LazyLock::new(|| {
    let options = HistogramOpts::new(
        "brugeradm_http_request_duration_seconds",
        "Requests answered, by route, method and class of status.",
    )
    .buckets(BUCKETS.to_vec());
    HistogramVec::new(options, &["route", "method", "status"]).expect("constant names")
});

fn class(status: u16) -> &'static str {
    match status {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

/// Counts an answer. `route` is the pattern, never the path, which may name a person.
pub(super) fn answer(route: &str, method: &str, status: u16, took: Duration) {
    ANSWERS
        .with_label_values(&[route, method, class(status)])
        .observe(took.as_secs_f64());
}

/// Everything counted so far in this process.
pub fn gathered() -> Vec<MetricFamily> {
    ANSWERS.collect()
}
