//! Letting an import run, and giving it up: each asks once.

use leptos::prelude::*;
use shared::{
    import::{ImportView, RunImport},
    session::Action,
};

use crate::{
    i18n::{imports as text, tr, ui},
    session::Session,
    ui::{
        actions,
        button::{Button, Weight},
        dialog::Dialog,
        field::TextField,
        form::FormErrors,
        problem::ProblemNotice,
        sending::Sending,
        toast::Toasts,
    },
};

const NUMBER: &str = "confirm_removals";

/// The buttons that the server allows now, with their questions.
#[component]
pub(super) fn Acting(
    current: Memo<Option<ImportView>>,
    /// Called with the import as it is afterwards.
    on_done: Callback<ImportView>,
) -> impl IntoView {
    let (running, giving_up) = (RwSignal::new(false), RwSignal::new(false));
    let may = Memo::new(move |_| {
        current.get().map(|import| {
            let allows = |action| actions::allows(&import.allowed_actions, action);
            (allows(Action::RunImport), allows(Action::CancelImport))
        })
    });
    let buttons = move || {
        may.get().map(|(run, cancel)| {
            view! {
                <div class="buttons">
                    {run
                        .then(|| {
                            let press = Callback::new(move |()| running.set(true));
                            view! {
                                <Button
                                    label=tr(text::RUN)
                                    weight=Weight::Primary
                                    on_press=press
                                />
                            }
                        })}
                    {cancel
                        .then(|| {
                            let press = Callback::new(move |()| giving_up.set(true));
                            view! { <Button label=tr(text::CANCEL) on_press=press /> }
                        })}
                </div>
            }
        })
    };
    view! {
        {buttons}
        <Dialog open=running id="run-heading" title=tr(text::RUN_TITLE)>
            <Run current open=running on_done />
        </Dialog>
        <Dialog open=giving_up id="cancel-heading" title=tr(text::CANCEL_TITLE)>
            <GiveUp current open=giving_up on_done />
        </Dialog>
    }
}

#[component]
fn Run(
    current: Memo<Option<ImportView>>,
    open: RwSignal<bool>,
    on_done: Callback<ImportView>,
) -> impl IntoView {
    let (session, toasts) = (Session::current(), Toasts::current());
    let (sending, errors) = (Sending::new(), FormErrors::new());
    let number = RwSignal::new(String::new());
    let asks = current
        .get_untracked()
        .is_some_and(|import| import.needs_confirmation);
    let run = move |()| {
        let Some(import) = current.get_untracked() else {
            return;
        };
        let typed = number.get_untracked();
        let confirm_removals = typed.trim().parse().ok();
        if confirm_removals.is_none() && !typed.trim().is_empty() {
            errors.show(vec![(NUMBER, tr(text::NOT_A_NUMBER).to_owned())]);
            return;
        }
        let (api, key) = (session.api(), sending.key());
        let run = RunImport { confirm_removals };
        let act = async move { api.run_import(import.id, import.version, &run, &key).await };
        sending.send(errors, act, move |after| {
            open.set(false);
            toasts.show(tr(text::STARTED_TOAST));
            on_done.run(after);
        });
    };
    view! {
        <p>{tr(text::RUN_TEXT)}</p>
        {asks
            .then(|| {
                view! {
                    <TextField
                        id=NUMBER
                        label=tr(text::CONFIRM_NUMBER)
                        hint=tr(text::CONFIRM_HINT)
                        value=number
                        error=errors.of(NUMBER)
                    />
                }
            })}
        {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
        <div class="buttons">
            <Button
                label=tr(text::RUN)
                weight=Weight::Primary
                busy=sending.busy
                on_press=Callback::new(run)
            />
            <Button label=tr(ui::CANCEL) on_press=Callback::new(move |()| open.set(false)) />
        </div>
    }
}

#[component]
fn GiveUp(
    current: Memo<Option<ImportView>>,
    open: RwSignal<bool>,
    on_done: Callback<ImportView>,
) -> impl IntoView {
    let (session, toasts, sending) = (Session::current(), Toasts::current(), Sending::new());
    let give_up = move |()| {
        let Some(import) = current.get_untracked() else {
            return;
        };
        let (api, key) = (session.api(), sending.key());
        let act = async move { api.cancel_import(import.id, import.version, &key).await };
        sending.send(FormErrors::new(), act, move |after| {
            open.set(false);
            toasts.show(tr(text::CANCELLED_TOAST));
            on_done.run(after);
        });
    };
    view! {
        <p>{tr(text::CANCEL_TEXT)}</p>
        {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
        <div class="buttons">
            <Button
                label=tr(text::CANCEL)
                weight=Weight::Warning
                busy=sending.busy
                on_press=Callback::new(give_up)
            />
            <Button label=tr(ui::CANCEL) on_press=Callback::new(move |()| open.set(false)) />
        </div>
    }
}
