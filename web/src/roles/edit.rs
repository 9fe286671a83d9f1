//! *Ret rolle* and *Opret rolle*: type, see what it means, then save.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::{
    client::Answer,
    role::{ChangeRole, RoleView},
    session::Action,
};

use super::{
    breaches, detail,
    draft::Draft,
    fields::{Choices, fields},
    said::Said,
    words,
};
use crate::{
    api::{Api, is_stale},
    i18n::{fill, roles as text, tr, ui},
    remote::Remote,
    routes::{Key, Route},
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        form::ErrorSummary,
        heading::PageHeading,
        notice::{Notice, Tone},
        problem::ProblemNotice,
        states::{page_of, part_of},
        toast::Toasts,
    },
};

/// What is known while a role is changed.
#[derive(Clone, Copy)]
struct Work {
    draft: Draft,
    /// As it was when it was read last; nothing for a new role.
    newest: RwSignal<Option<RoleView>>,
    /// As it was when the typing began.
    first: StoredValue<Option<Said>>,
    stale: RwSignal<bool>,
    /// As it would be.
    rehearsed: RwSignal<Option<RoleView>>,
}

fn choices() -> Remote<Choices> {
    let session = Session::current();
    Remote::new(move || {
        let api = session.api();
        async move {
            Ok(Choices {
                roles: api.list_roles().await?.items,
                attributes: api.list_attributes().await?.items,
            })
        }
    })
}

/// The page of a new role.
#[component]
pub(crate) fn NewRolePage() -> impl IntoView {
    let choices = choices();
    view! {
        <Breadcrumb
            above=vec![(tr(text::TITLE).to_owned(), Route::Roles)]
            here=tr(text::CREATE)
        />
        <PageHeading text=tr(text::CREATE) />
        {part_of(choices, |choices| view! { <Form found=None choices /> }.into_any())}
    }
}

/// The page of a role that is changed.
#[component]
pub(crate) fn ChangeRolePage(key: Key) -> impl IntoView {
    let (role, choices) = (detail::read(key), choices());
    page_of(role, move |found| {
        let name = words::name(&found);
        let all = found.allowed_actions.clone();
        let allowed = actions::allows(&all, Action::ChangeRole);
        let form = allowed.then(|| {
            part_of(choices, move |choices| {
                view! { <Form found=Some(found.clone()) choices /> }.into_any()
            })
        });
        view! {
            <Breadcrumb
                above=vec![
                    (tr(text::TITLE).to_owned(), Route::Roles),
                    (name.clone(), Route::Role(key)),
                ]
                here=tr(text::CHANGE)
            />
            <PageHeading text=fill(text::CHANGE_TITLE, &[("name", &name)]) />
            {form}
            {actions::locked_line(&all, Action::ChangeRole, tr(text::LOCKED))}
        }
        .into_any()
    })
}

#[component]
fn Form(found: Option<RoleView>, choices: Choices) -> impl IntoView {
    let work = Work {
        draft: Draft::new(found.as_ref()),
        first: StoredValue::new(found.as_ref().map(Said::of)),
        newest: RwSignal::new(found),
        stale: RwSignal::new(false),
        rehearsed: RwSignal::new(None),
    };
    let (rehearse, save) = (sender(work, true), sender(work, false));
    let choices = StoredValue::new(choices);
    view! {
        <ErrorSummary errors=work.draft.errors />
        {move || {
            let failure = work.draft.sending.failure.get().filter(|_| !work.stale.get());
            failure.map(|error| view! { <ProblemNotice error /> })
        }}
        {move || work.stale.get().then(|| side_by_side(work))}
        {move || {
            if let Some(role) = work.rehearsed.get() {
                effect(work, &role, save)
            } else {
                let found = work.newest.get_untracked();
                fields(work.draft, found.as_ref(), choices.get_value(), rehearse)
            }
        }}
    }
}

/// What is said and what of it is a change; nothing, with the reason shown, when it cannot be
/// understood or changes nothing.
fn read(work: Work) -> Option<(Said, Option<ChangeRole>)> {
    let is_new = work.newest.with_untracked(Option::is_none);
    let Some(said) = work.draft.read(is_new) else {
        work.rehearsed.set(None);
        return None;
    };
    let first = work.first.get_value();
    let change = first.as_ref().map(|first| said.since(first));
    if change.as_ref() == Some(&ChangeRole::default()) {
        let words = vec![("name_da", tr(text::UNCHANGED).to_owned())];
        work.draft.errors.show(words);
        return None;
    }
    Some((said, change))
}

/// Sends what is typed, as a rehearsal or for good. When somebody else was first, what stands now
/// is shown beside what was typed, which is kept.
fn sender(work: Work, dry: bool) -> Callback<()> {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    Callback::new(move |()| {
        let Some((said, change)) = read(work) else {
            return;
        };
        let (api, navigate) = (session.api(), navigate.clone());
        let act = async move {
            let newest = work.newest.get_untracked();
            let answer = send(&api, work, said, newest.as_ref().zip(change), dry).await;
            if is_stale(&answer)
                && let Some(seen) = newest
                && let Ok(now) = api.read_role(&seen.key).await
            {
                work.newest.set(Some(now));
                work.stale.set(true);
                work.rehearsed.set(None);
            }
            answer
        };
        work.draft
            .sending
            .send(work.draft.errors, act, move |role| {
                work.stale.set(false);
                if dry {
                    work.rehearsed.set(Some(role));
                    crate::browser::focus_soon("effect");
                    return;
                }
                toasts.show(fill(text::SAVED_TOAST, &[("name", &words::name(&role))]));
                if let Some(key) = Key::new(&role.key) {
                    navigate(
                        &Route::Role(key).path(),
                        leptos_router::NavigateOptions::default(),
                    );
                }
            });
    })
}

async fn send(
    api: &Api,
    work: Work,
    said: Said,
    change: Option<(&RoleView, ChangeRole)>,
    dry: bool,
) -> Answer<RoleView> {
    match change {
        Some((role, change)) if dry => {
            api.rehearse_change_role(&role.key, role.version, &change)
                .await
        }
        Some((role, change)) => api.change_role(&role.key, role.version, &change).await,
        None => {
            let new = said.new_role(work.draft.key.get_untracked().trim().to_owned());
            if dry {
                api.rehearse_create_role(&new).await
            } else {
                api.create_role(&new, &work.draft.sending.key()).await
            }
        }
    }
}

fn effect(work: Work, role: &RoleView, save: Callback<()>) -> AnyView {
    let is_new = work.newest.with_untracked(Option::is_none);
    let back = Callback::new(move |()| work.rehearsed.set(None));
    view! {
        <h2 class="h3" id="effect" tabindex="-1">{tr(text::EFFECT_TITLE)}</h2>
        {role.breaches.as_ref().map(breaches::told)}
        <div class="buttons">
            <Button
                label=tr(if is_new { text::ADD } else { text::SAVE })
                weight=Weight::Primary
                busy=work.draft.sending.busy
                on_press=save
            />
            <Button label=tr(text::BACK) on_press=back />
        </div>
    }
    .into_any()
}

/// What was typed beside what stands there now, where they differ.
fn side_by_side(work: Work) -> impl IntoView {
    let now = work
        .newest
        .with_untracked(|newest| newest.as_ref().map(Said::of));
    let mine = work.draft.read(false);
    let (Some(now), Some(mine)) = (now, mine) else {
        return ().into_any();
    };
    let pairs = mine.in_words().into_iter().zip(now.in_words());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for ((name, mine), (_, now)) in pairs.filter(|(mine, now)| mine != now) {
        ours.push(view! { <dd>{format!("{name}: {mine}")}</dd> });
        theirs.push(view! { <dd>{format!("{name}: {now}")}</dd> });
    }
    view! {
        <Notice tone=Tone::Warning heading=tr(ui::STALE_TITLE)>
            <dl class="side-by-side">
                <div>
                    <dt>{tr(ui::YOU_WROTE)}</dt>
                    {ours}
                </div>
                <div>
                    <dt>{tr(ui::NOW_THERE)}</dt>
                    {theirs}
                </div>
            </dl>
            <p>{tr(ui::STALE_TEXT)}</p>
        </Notice>
    }
    .into_any()
}
