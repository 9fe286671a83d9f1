//! The fields of a role.

use leptos::prelude::*;
use shared::{
    attribute::AttributeView,
    language::Language,
    role::{Assurance, FixedPart, RoleView},
};

use super::{
    draft::Draft,
    ticks::{self, Choice, Ticks},
    words,
};
use crate::{
    i18n::{language, roles as text, tr, ui},
    routes::{Key, Route},
    ui::{
        button::{Button, Weight},
        field::{Select, TextArea, TextField},
    },
};

/// What can be ticked.
#[derive(Clone)]
pub(super) struct Choices {
    pub(super) roles: Vec<RoleView>,
    pub(super) attributes: Vec<AttributeView>,
}

/// The form: `found` is the role as it stands, nothing for a new one.
pub(super) fn fields(
    draft: Draft,
    found: Option<&RoleView>,
    Choices { roles, attributes }: Choices,
    rehearse: Callback<()>,
) -> AnyView {
    let own = found.map(|role| role.key.clone());
    let others = others(&roles, own.as_deref());
    let back = own
        .as_deref()
        .and_then(Key::new)
        .map_or(Route::Roles, Route::Role);
    let fixed = |part| found.is_some_and(|role| role.fixed.contains(&part));
    let (rules_fixed, requires_fixed) = (fixed(FixedPart::Rules), fixed(FixedPart::Requires));
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                rehearse.run(());
            }
        >
            <div class="reading">
                {own.is_none().then(|| key_field(draft))} {named(draft)} {limits(draft)}
                {unused(draft, fixed(FixedPart::Dormancy))}
                {requires(draft, others.clone(), requires_fixed)}
                {(!requires_fixed).then(|| of_the_organisation(draft, &attributes))}
                {conflicts(draft, others)}
                </div>
            {rules(draft, rules_fixed)}
            <div class="buttons">
                <Button
                    label=tr(text::SEE_EFFECT)
                    weight=Weight::Primary
                    submits=true
                    busy=draft.sending.busy
                />
                <a class="button button-secondary" href=back.path()>
                    {tr(ui::CANCEL)}
                </a>
            </div>
        </form>
    }
    .into_any()
}

/// Every role but itself.
fn others(roles: &[RoleView], own: Option<&str>) -> Vec<Choice> {
    let others = roles.iter().filter(|role| Some(role.key.as_str()) != own);
    let choice = |role: &RoleView| (role.key.clone(), words::name(role));
    others.map(choice).collect()
}

fn key_field(draft: Draft) -> impl IntoView {
    view! {
        <TextField
            id="key"
            label=tr(text::KEY)
            hint=tr(text::KEY_HINT)
            value=draft.key
            error=draft.errors.of("key")
        />
    }
}

fn requires(draft: Draft, choices: Vec<Choice>, fixed: bool) -> AnyView {
    if fixed {
        return view! { <p>{tr(text::REQUIRES_FIXED)}</p> }.into_any();
    }
    view! {
        <Ticks
            id="requires"
            legend=tr(text::REQUIRES)
            hint=tr(text::REQUIRES_HINT)
            choices
            value=draft.requires
            error=draft.errors.of("requires")
        />
    }
    .into_any()
}

/// What the role requires of the holder's organisation; nothing while there are no attributes.
fn of_the_organisation(
    draft: Draft,
    attributes: &[AttributeView],
) -> Option<impl IntoView + use<>> {
    let named = |one: &AttributeView| {
        let name = match language() {
            Language::Da => one.name_da.clone(),
            Language::En => one.name_en.clone(),
        };
        (one.key.clone(), name)
    };
    let choices: Vec<Choice> = attributes.iter().map(named).collect();
    (!choices.is_empty()).then(|| {
        view! {
            <Ticks
                id="requires_attributes"
                legend=tr(text::REQUIRES_ATTRIBUTES)
                hint=tr(text::REQUIRES_ATTRIBUTES_HINT)
                choices
                value=draft.attributes
                error=draft.errors.of("requires_attributes")
            />
        }
    })
}

fn conflicts(draft: Draft, choices: Vec<Choice>) -> impl IntoView {
    view! {
        <Ticks
            id="conflicts_with"
            legend=tr(text::CONFLICTS)
            hint=tr(text::CONFLICTS_HINT)
            choices
            value=draft.conflicts
            error=draft.errors.of("conflicts_with")
        />
    }
}

fn rules(draft: Draft, fixed: bool) -> AnyView {
    if fixed {
        return view! {
            <h2 class="h3">{tr(text::RULES)}</h2>
            <p class="reading">{tr(text::RULES_FIXED)}</p>
        }
        .into_any();
    }
    ticks::rules(draft.lines.get_value(), draft.errors.of("rules"))
}

fn named(draft: Draft) -> impl IntoView {
    let [name_da, name_en] = draft.names;
    let [description_da, description_en] = draft.descriptions;
    let errors = draft.errors;
    view! {
        <TextField id="name_da" label=tr(text::NAME_DA) value=name_da error=errors.of("name_da") />
        <TextField id="name_en" label=tr(text::NAME_EN) value=name_en error=errors.of("name_en") />
        <TextArea
            id="description_da"
            label=tr(text::DESCRIPTION_DA)
            value=description_da
            error=errors.of("description_da")
            most=1000
        />
        <TextArea
            id="description_en"
            label=tr(text::DESCRIPTION_EN)
            value=description_en
            error=errors.of("description_en")
            most=1000
        />
    }
}

fn limits(draft: Draft) -> impl IntoView {
    let (errors, typed) = (draft.errors, draft.limits.get_value());
    let levels = Assurance::ALL
        .iter()
        .map(|level| (level.to_string(), tr(text::assurance(*level)).to_owned()))
        .collect();
    let level = Signal::derive(move || draft.assurance.get().to_string());
    let choose = Callback::new(move |word: String| {
        if let Ok(level) = word.parse() {
            draft.assurance.set(level);
        }
    });
    view! {
        <Select id="assurance" label=tr(text::ASSURANCE) options=levels value=level on_choice=choose />
        <TextField
            id="max_duration_days"
            label=tr(text::DAYS)
            hint=tr(text::DAYS_HINT)
            optional=true
            value=typed.days
            error=errors.of("max_duration_days")
        />
        <TextField
            id="min_holders"
            label=tr(text::FEWEST)
            optional=true
            value=typed.fewest
            error=errors.of("min_holders")
        />
        <TextField
            id="max_holders"
            label=tr(text::MOST)
            optional=true
            value=typed.most
            error=errors.of("max_holders")
        />
    }
}

fn unused(draft: Draft, fixed: bool) -> AnyView {
    if fixed {
        return view! { <p>{tr(text::UNUSED_FIXED)}</p> }.into_any();
    }
    view! {
        <TextField
            id="dormant_after_days"
            label=tr(text::UNUSED_DAYS)
            hint=tr(text::UNUSED_DAYS_HINT)
            optional=true
            value=draft.limits.get_value().unused
            error=draft.errors.of("dormant_after_days")
        />
    }
    .into_any()
}
