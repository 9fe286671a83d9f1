//! Other roles and attributes, to be ticked; and the rules, to be chosen.

use leptos::prelude::*;
use shared::{
    language::Bilingual,
    organisation::OrganisationKind,
    role::{Authority, GrantTarget},
};

use super::{draft::Line, grid};
use crate::{
    i18n::{roles as text, tr, words as vocabulary},
    ui::{
        status::role as shown,
        table::{Row, Table},
    },
};

/// Something that can be ticked: its key and its name.
pub(super) type Choice = (String, String);

/// One tick.
fn tick(id: &'static str, (own, name): Choice, value: RwSignal<Vec<String>>) -> AnyView {
    let own_id = format!("{id}-{own}");
    let key = StoredValue::new(own.clone());
    let turn = move |_| {
        value.update(|keys| {
            let key = key.get_value();
            if keys.contains(&key) {
                keys.retain(|other| *other != key);
            } else {
                keys.push(key);
                keys.sort_unstable();
            }
        });
    };
    view! {
        <div class="form-group-checkbox">
            <input
                type="checkbox"
                class="form-checkbox"
                id=own_id.clone()
                prop:checked=move || value.with(|keys| keys.contains(&key.get_value()))
                on:change=turn
            />
            <label class="form-label" for=own_id>
                {shown(&name, &own)}
            </label>
        </div>
    }
    .into_any()
}

/// A tick for each of `choices`.
#[component]
pub(super) fn Ticks(
    /// The name it has in what is sent; also its id.
    id: &'static str,
    legend: &'static str,
    hint: &'static str,
    choices: Vec<Choice>,
    value: RwSignal<Vec<String>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let boxes: Vec<_> = choices
        .into_iter()
        .map(|one| tick(id, one, value))
        .collect();
    view! {
        <div class="form-group" id=id tabindex="-1">
            <fieldset aria-describedby=format!("{id}-hint")>
                <legend class="form-label">{legend}</legend>
                <span class="form-hint" id=format!("{id}-hint")>
                    {hint}
                </span>
                {move || error.get().map(|words| view! { <span class="form-error-message">{words}</span> })}
                {boxes}
            </fieldset>
        </div>
    }
}

/// One drop-down list within a row.
fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    label: String,
    options: Vec<(T, Bilingual)>,
    value: RwSignal<T>,
    unused: Signal<bool>,
) -> AnyView {
    let drawn: Vec<_> = options
        .iter()
        .enumerate()
        .map(|(at, (own, name))| {
            let own = *own;
            view! {
                <option value=at.to_string() selected=move || value.get() == own>
                    {tr(*name)}
                </option>
            }
        })
        .collect();
    let chosen = move |at: String| {
        let at: Option<usize> = at.parse().ok();
        if let Some((own, _)) = at.and_then(|at| options.get(at)) {
            value.set(*own);
        }
    };
    view! {
        <select
            class="form-select"
            aria-label=label
            disabled=unused
            on:change:target=move |event| chosen(event.target().value())
        >
            {drawn}
        </select>
    }
    .into_any()
}

fn line(one: Line) -> Row {
    let kind = tr(vocabulary::kind(one.kind));
    let label = |column| format!("{kind}: {}", tr(column));
    let unused = Signal::derive(move || one.place.get().is_none());
    let mut places = vec![
        (None, text::NOT_GIVEN),
        (Some(GrantTarget::Own), text::PLACE_OWN),
        (Some(GrantTarget::Umbrella), text::PLACE_UMBRELLA),
    ];
    if one.kind == OrganisationKind::Kommune {
        places.push((Some(GrantTarget::Jobcentre), text::PLACE_JOBCENTRE));
    }
    if one.kind == OrganisationKind::AndenAktoer {
        places.push((Some(GrantTarget::Agreement), text::PLACE_AGREEMENT));
    }
    let asks = [(false, false), (true, false), (false, true), (true, true)];
    let asks = asks.map(|(by_self, by_lba)| ((by_self, by_lba), text::asks(by_self, by_lba)));
    let hands = || {
        Authority::ALL
            .iter()
            .map(|by| (*by, text::authority(*by)))
            .collect()
    };
    vec![
        kind.into_any(),
        choice(label(text::PLACE), places, one.place, Signal::stored(false)),
        choice(label(text::ASKED_BY), asks.to_vec(), one.asks, unused),
        choice(label(text::GIVEN_BY), hands(), one.gives, unused),
        choice(label(text::TAKEN_BY), hands(), one.takes, unused),
    ]
}

/// The rules, to be chosen.
pub(super) fn rules(lines: Vec<Line>, error: Signal<Option<String>>) -> AnyView {
    let rows = lines.into_iter().map(line).collect();
    view! {
        <div class="form-group" id="rules" tabindex="-1">
            <h2 class="h3">{tr(text::RULES)}</h2>
            <p class="reading">{tr(text::RULES_LEAD)}</p>
            {move || error.get().map(|words| view! { <span class="form-error-message">{words}</span> })}
            <Table caption=tr(text::RULES) columns=grid::columns() rows />
        </div>
    }
    .into_any()
}
