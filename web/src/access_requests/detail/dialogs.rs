//! *Godkend for kortere tid* and *Afvis*.

use leptos::prelude::*;
use shared::{
    problem::FieldCode,
    text::{Comment, Reason},
};

use super::{deciding::Deciding, meanwhile::Setback};
use crate::{
    i18n::{fill, requests as text, tr, ui},
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        field::{DateField, TextArea},
        form::ErrorSummary,
    },
};

/// Until an earlier day than asked for, with a word along.
#[component]
pub(super) fn Shorter(deciding: Deciding) -> impl IntoView {
    let open = deciding.open_shorter;
    view! {
        <Dialog open id="shorter-heading" title=tr(text::SHORTER_TITLE)>
            <ShorterForm deciding />
        </Dialog>
    }
}

#[component]
fn ShorterForm(deciding: Deciding) -> impl IntoView {
    let request = deciding.request.value();
    let name = request
        .as_ref()
        .map(|it| it.subject.name.clone())
        .unwrap_or_default();
    let role = request.map(|it| it.role_name).unwrap_or_default();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        approve_shorter(deciding);
    };
    view! {
        <form novalidate on:submit=send>
            <ErrorSummary errors=deciding.errors />
            <Setback deciding />
            <p>{fill(text::SHORTER_TEXT, &[("name", &name), ("role", &role)])}</p>
            <DateField
                id="valid_until"
                legend=tr(text::SHORTER_UNTIL)
                hint=tr(text::SHORTER_HINT)
                value=deciding.until
                error=deciding.errors.of("valid_until")
            />
            <TextArea
                id="comment"
                label=tr(text::COMMENT)
                optional=true
                value=deciding.comment
                error=deciding.errors.of("comment")
            />
            <div class="buttons">
                <Button
                    label=tr(text::APPROVE)
                    weight=Weight::Primary
                    submits=true
                    busy=deciding.sending.busy
                />
                <Button
                    label=tr(ui::CANCEL)
                    on_press=Callback::new(move |()| deciding.open_shorter.set(false))
                />
            </div>
        </form>
    }
}

fn approve_shorter(deciding: Deciding) {
    let until = match deciding.until.end_of_day() {
        Ok(Some(until)) => Ok(until),
        Ok(None) => Err(tr(text::SHORTER_MISSING).to_owned()),
        Err(words) => Err(words),
    };
    let typed = deciding.comment.get_untracked();
    let comment = match Comment::parse(&typed) {
        Ok(comment) => Ok(Some(comment.into_string())),
        Err(FieldCode::Required) => Ok(None),
        Err(_) => Err(tr(text::COMMENT_LONG).to_owned()),
    };
    let wrong = until.clone().err().map(|words| ("valid_until", words));
    let wrong = wrong
        .into_iter()
        .chain(comment.clone().err().map(|words| ("comment", words)));
    if deciding.errors.show(wrong.collect()) {
        deciding.approve(until.ok(), comment.ok().flatten());
    }
}

/// Rejects, with a reason that the person reads.
#[component]
pub(super) fn Reject(deciding: Deciding) -> impl IntoView {
    let open = deciding.open_reject;
    let title = move || {
        let request = deciding.request.get().and_then(Result::ok);
        let name = request.map(|it| it.subject.name).unwrap_or_default();
        fill(text::REJECT_TITLE, &[("name", &name)])
    };
    view! {
        <Dialog open id="reject-heading" title=Signal::derive(title)>
            <RejectForm deciding />
        </Dialog>
    }
}

#[component]
fn RejectForm(deciding: Deciding) -> impl IntoView {
    let name = deciding
        .request
        .value()
        .map(|it| it.subject.name)
        .unwrap_or_default();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        reject(deciding);
    };
    view! {
        <form novalidate on:submit=send>
            <ErrorSummary errors=deciding.errors />
            <Setback deciding />
            <TextArea
                id="reason"
                label=tr(text::REJECT_REASON)
                hint=fill(text::REJECT_HINT, &[("name", &name)])
                value=deciding.reason
                error=deciding.errors.of("reason")
            />
            <div class="buttons">
                <Button
                    label=tr(text::REJECT)
                    weight=Weight::Primary
                    submits=true
                    busy=deciding.sending.busy
                />
                <Button
                    label=tr(ui::CANCEL)
                    on_press=Callback::new(move |()| deciding.open_reject.set(false))
                />
            </div>
        </form>
    }
}

fn reject(deciding: Deciding) {
    let parsed = deciding.reason.with_untracked(|typed| Reason::parse(typed));
    let wrong = parsed.as_ref().err().map(|code| {
        let words = match code {
            FieldCode::Required => text::REJECT_MISSING,
            FieldCode::TooLong => text::REASON_LONG,
            FieldCode::Malformed => text::REASON_MALFORMED,
            _ => text::REJECT_SHORT,
        };
        ("reason", tr(words).to_owned())
    });
    if deciding.errors.show(wrong.into_iter().collect())
        && let Ok(reason) = parsed
    {
        deciding.reject(reason.into_string());
    }
}
