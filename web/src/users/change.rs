//! *Ret*: name, e-mail and unit.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use shared::{
    id::UserId,
    session::Action,
    user::{ChangeUser, UserView},
};

use super::create::{Fields, Typed};
use crate::{
    api::is_stale,
    i18n::{fill, shell, tr, ui, users as text},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        actions,
        breadcrumb::Breadcrumb,
        button::{Button, Weight},
        form::ErrorSummary,
        heading::PageHeading,
        notice::{Notice, Tone},
        problem::ProblemNotice,
        states::page_of,
        toast::Toasts,
    },
    units::words::numbered,
};

/// The page.
#[component]
pub(crate) fn ChangeUserPage(id: UserId) -> impl IntoView {
    let session = Session::current();
    let user = Remote::new(move || {
        let api = session.api();
        async move { api.read_user(id).await }
    });
    page_of(user, |found| {
        let title = fill(text::CHANGE_TITLE, &[("name", &found.name)]);
        let above = vec![
            (tr(shell::NAV_USERS).to_owned(), Route::Users),
            (found.name.clone(), Route::User(found.id)),
        ];
        let all = found.allowed_actions.clone();
        let locked = actions::locked_line(&all, Action::ChangeUser, tr(text::LOCKED_CHANGE));
        let form = actions::allows(&all, Action::ChangeUser)
            .then(|| view! { <ChangeForm found=found.clone() /> });
        view! {
            <Breadcrumb above here=tr(text::CHANGE) />
            <PageHeading text=title />
            {form}
            {locked}
        }
        .into_any()
    })
}

#[component]
fn ChangeForm(found: UserView) -> impl IntoView {
    let unit = found.unit.as_deref().unwrap_or_default();
    let typed = Typed::new(&found.name, &found.email, unit);
    let home = found.organisation.id;
    let newest = RwSignal::new(found);
    let stale = RwSignal::new(false);
    let save = saver(typed, newest, stale);
    view! {
        <form
            class="reading"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save.run(());
            }
        >
            <ErrorSummary errors=typed.errors />
            {move || {
                let failure = typed.sending.failure.get().filter(|_| !stale.get());
                failure.map(|error| view! { <ProblemNotice error /> })
            }}
            {move || stale.get().then(|| side_by_side(typed, &newest.get()))}
            <Fields typed home />
            <div class="buttons">
                <Button
                    label=tr(text::SAVE)
                    weight=Weight::Primary
                    submits=true
                    busy=typed.sending.busy
                />
                <a
                    class="button button-secondary"
                    href=Route::User(newest.get_untracked().id).path()
                >
                    {tr(ui::CANCEL)}
                </a>
            </div>
        </form>
    }
}

/// Saves; when somebody else was first, keeps what was typed and reads what stands there now.
fn saver(typed: Typed, newest: RwSignal<UserView>, stale: RwSignal<bool>) -> Callback<()> {
    let (session, toasts, navigate) = (Session::current(), Toasts::current(), use_navigate());
    Callback::new(move |()| {
        let Some((name, email)) = typed.read() else {
            return;
        };
        let (seen, api, navigate) = (newest.get_untracked(), session.api(), navigate.clone());
        let unit = typed.unit.get_untracked();
        let unit = (!unit.is_empty()).then_some(unit);
        let changed = (unit != seen.unit).then_some(unit);
        let act = async move {
            let change = ChangeUser {
                name: Some(name),
                email: Some(email),
                unit: changed,
            };
            let answer = api.change_user(seen.id, seen.version, &change).await;
            if is_stale(&answer)
                && let Ok(now) = api.read_user(seen.id).await
            {
                newest.set(now);
                stale.set(true);
            }
            answer
        };
        typed.sending.send(typed.errors, act, move |after| {
            toasts.show(tr(text::SAVED_TOAST));
            spawn_local(async move {
                navigate(
                    &Route::User(after.id).path(),
                    leptos_router::NavigateOptions::default(),
                );
            });
        });
    })
}

/// What was typed beside what stands there now.
fn side_by_side(typed: Typed, now: &UserView) -> impl IntoView + use<> {
    let pair = |name: &'static str, email: String, full: String, unit: Option<String>| {
        let unit = unit.filter(|unit| !unit.is_empty());
        let unit = unit.map(|unit| numbered(&[], &unit));
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{full}</dd>
                <dd>{email}</dd>
                {unit.map(|words| view! { <dd>{words}</dd> })}
            </div>
        }
    };
    let mine = pair(
        tr(ui::YOU_WROTE),
        typed.email.get_untracked(),
        typed.name.get_untracked(),
        Some(typed.unit.get_untracked()),
    );
    let theirs = pair(
        tr(ui::NOW_THERE),
        now.email.clone(),
        now.name.clone(),
        now.unit.clone(),
    );
    view! {
        <Notice tone=Tone::Warning heading=tr(ui::STALE_TITLE)>
            <dl class="side-by-side">{mine} {theirs}</dl>
            <p>{tr(ui::STALE_TEXT)}</p>
        </Notice>
    }
}
