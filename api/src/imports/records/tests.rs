//! Cells as people write them.

use super::date;

#[test]
fn dates_are_danish_or_iso() {
    for text in ["16.06.2025", "16-06-2025", "2025-06-16"] {
        assert_eq!(date(text).unwrap().to_string(), "2025-06-16", "{text}");
    }
    for text in [
        "16/06/2025",
        "31.02.2025",
        "16.06.25",
        "",
        "i dag",
        "2025-06-16T00:00",
    ] {
        assert!(date(text).is_err(), "{text}");
    }
}
