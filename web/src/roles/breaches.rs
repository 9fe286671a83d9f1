//! What a change means for the grants there are, before it is made.

use leptos::prelude::*;
use shared::role::{Breach, Breaches};

use crate::{
    i18n::{fill, plural, roles as text, tr},
    ui::{
        notice::{Notice, Tone},
        table::{Row, Table},
    },
};

/// The grants that would be in breach, or that none would.
pub(super) fn told(breaches: &Breaches) -> AnyView {
    let count = usize::try_from(breaches.count).unwrap_or_default();
    let notice = breaches.notice.clone();
    if count == 0 {
        return view! {
            <Notice tone=Tone::Success heading=tr(text::EFFECT_NONE)>
                <p>{notice}</p>
            </Notice>
        }
        .into_any();
    }
    let shown = breaches.items.len();
    let first = (shown < count).then(|| fill(text::EFFECT_FIRST, &[("n", &shown.to_string())]));
    let columns = [text::COLUMN_WHO, text::KIND, text::COLUMN_WHY];
    let columns = columns.map(|name| tr(name).to_owned()).to_vec();
    let rows = breaches.items.iter().map(row).collect();
    view! {
        <Notice tone=Tone::Warning heading=plural(count, text::EFFECT_ONE, text::EFFECT_MANY)>
            <p>{notice}</p>
        </Notice>
        {first.map(|words| view! { <p>{words}</p> })}
        <Table caption=tr(text::EFFECT_TITLE) columns rows />
    }
    .into_any()
}

fn row(breach: &Breach) -> Row {
    let who = breach.user.as_ref().map_or_else(
        || tr(text::breach(breach.kind)).to_owned(),
        |user| user.name.clone(),
    );
    vec![
        view! {
            {who}
            <code class="role-key cell-detail">{breach.role.clone()}</code>
        }
        .into_any(),
        breach.organisation.name.clone().into_any(),
        view! {
            <strong>{tr(text::breach(breach.kind))}</strong>
            <span class="cell-detail">{breach.reason.clone()}</span>
        }
        .into_any(),
    ]
}
