//! For an LBA of units alone: which those are, before anything is refused for it.

use leptos::prelude::*;
use shared::session::Me;

use crate::{
    i18n::{fill, units as text},
    session::Session,
    ui::notice::{Notice, Tone},
};

/// Where an LBA of units alone may act; nothing for anybody else.
#[component]
pub(crate) fn Reach() -> impl IntoView {
    let me: Option<Me> = Session::current().me();
    let units = me.map(|me| me.administers_units).unwrap_or_default();
    let units = listed(&units)?;
    let words = fill(text::LIMITED_LBA, &[("units", &units)]);
    Some(view! { <Notice tone=Tone::Info>{words}</Notice> })
}

/// "1, 2 og 3".
fn listed(units: &[String]) -> Option<String> {
    let (last, others) = units.split_last()?;
    if others.is_empty() {
        return Some(last.clone());
    }
    let words = [("first", others.join(", ")), ("last", last.clone())];
    let words = words
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    Some(fill(text::AND, &words))
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn units_are_listed_as_one_says_them() {
        let units = |numbers: &[&str]| {
            numbers
                .iter()
                .map(|one| (*one).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(listed(&units(&[])), None);
        assert_eq!(listed(&units(&["1"])).as_deref(), Some("1"));
        assert_eq!(
            listed(&units(&["1", "2", "3"])).as_deref(),
            Some("1, 2 og 3")
        );
    }
}
