//! The files of a request: each to be downloaded, and the field to add one.

use leptos::prelude::*;
use shared::{
    attachment::{AttachmentList, AttachmentView, attachment_path},
    id::AccessRequestId,
    session::Action,
};

use super::{
    Attaching, Refused,
    field::{FIELD, FilesField},
    size,
};
use crate::{
    dates,
    i18n::{attachments as text, fill, tr, ui},
    remote::Remote,
    ui::{
        actions,
        button::{Button, Weight},
        form::FormErrors,
        notice::{Notice, Tone},
        problem::ProblemNotice,
        states::part_of,
    },
};

/// What stands below the list, or happens at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Below {
    /// Nothing: it is read alone.
    Nothing,
    /// The field to add files.
    Field,
    /// The sending of what has been chosen.
    Sending,
}

/// The files. `on_changed` is called when the request has another version than before.
pub(crate) fn section(
    request: AccessRequestId,
    attaching: Attaching,
    below: Below,
    on_changed: Callback<()>,
) -> impl IntoView {
    let session = attaching.session;
    let list = Remote::new(move || {
        let api = session.api();
        async move { api.list_attachments(request).await }
    });
    let changed = Callback::new(move |()| {
        list.reload();
        on_changed.run(());
    });
    if below == Below::Sending {
        attaching.send(request, None, changed);
    }
    view! {
        <section class="attachments" aria-labelledby="files-heading">
            <h2 class="h3" id="files-heading">
                {tr(text::TITLE)}
            </h2>
            {part_of(
                list,
                move |found| {
                    view! {
                        {rows(&found, attaching, changed)}
                        {(below == Below::Field).then(|| view! { <Adding request attaching limits=found changed /> })}
                    }
                        .into_any()
                },
            )}
            {move || {
                let failure = attaching.removing.failure.get();
                failure.map(|error| view! { <ProblemNotice error /> })
            }}
            <NotAttached request attaching changed />
        </section>
    }
}

fn rows(found: &AttachmentList, attaching: Attaching, changed: Callback<()>) -> AnyView {
    if found.items.is_empty() {
        return view! { <p class="quiet">{tr(text::NONE)}</p> }.into_any();
    }
    let rows: Vec<_> = found
        .items
        .iter()
        .map(|one| row(one, attaching, changed))
        .collect();
    view! { <ul class="files nobullet-list">{rows}</ul> }.into_any()
}

fn row(one: &AttachmentView, attaching: Attaching, changed: Callback<()>) -> impl IntoView + use<> {
    let locked = actions::locked_line(&one.allowed_actions, Action::ReadAttachment, "");
    let removes = actions::allows(&one.allowed_actions, Action::TakeBackAttachment);
    let remove = fill(text::REMOVE, &[("name", &one.filename)]);
    let (request, id) = (one.request_id, one.id);
    let take_back = Callback::new(move |()| {
        let (api, key) = (attaching.session.api(), attaching.removing.key());
        let act = async move { api.withdraw_attachment(request, id, &key).await };
        let none = FormErrors::new();
        attaching.removing.send(none, act, move |_| {
            attaching.toasts.show(tr(text::REMOVED));
            changed.run(());
        });
    });
    let (weight, busy) = (Weight::Quiet, attaching.removing.busy);
    view! {
        <li>
            {link(one)} <span class="cell-detail">{told(one)}</span> {locked}
            {removes.then(|| view! { <Button label=remove weight busy on_press=take_back /> })}
        </li>
    }
}

/// The file to be downloaded, or its name where it may not be.
fn link(one: &AttachmentView) -> AnyView {
    let name = one.filename.clone();
    if !actions::allows(&one.allowed_actions, Action::ReadAttachment) {
        return view! { <span>{name}</span> }.into_any();
    }
    let href = attachment_path(one.request_id, one.id);
    let words = fill(text::DOWNLOAD, &[("name", &name)]);
    view! {
        <a href=href download=name rel="external">
            {words}
        </a>
    }
    .into_any()
}

/// How large it is, who attached it, when.
fn told(one: &AttachmentView) -> String {
    fill(
        text::ADDED,
        &[
            ("size", &size(one.size)),
            ("who", &one.added_by.name),
            ("at", &dates::with_time(one.added_at)),
        ],
    )
}

/// The field and its button, while there is room for more.
#[component]
fn Adding(
    request: AccessRequestId,
    attaching: Attaching,
    limits: AttachmentList,
    changed: Callback<()>,
) -> impl IntoView {
    let room = i64::try_from(limits.items.len()).is_ok_and(|has| has < limits.most_files);
    let most = limits.most_bytes;
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let missing = attaching.is_empty();
        let missing = missing.then(|| (FIELD, tr(text::MISSING).to_owned()));
        if attaching.errors.show(missing.into_iter().collect()) {
            attaching.send(request, Some(most), changed);
        }
    };
    let hint = fill(
        text::LIMITS,
        &[("size", &size(most)), ("n", &limits.most_files.to_string())],
    );
    room.then(|| {
        view! {
            <form novalidate on:submit=send>
                <FilesField label=text::CHOOSE hint=hint.clone() attaching />
                <div class="buttons">
                    <Button label=tr(text::ADD) submits=true busy=attaching.busy />
                </div>
            </form>
        }
    })
}

/// What was not attached, why, and another try.
#[component]
fn NotAttached(
    request: AccessRequestId,
    attaching: Attaching,
    changed: Callback<()>,
) -> impl IntoView {
    let notice = move |refused: Refused| {
        let name = refused.outgoing.file.name();
        let heading = fill(text::FAILED, &[("name", &name)]);
        let again = Callback::new(move |()| attaching.again(request, changed));
        view! {
            <Notice tone=Tone::Error heading>
                <p>{refused.why}</p>
                {refused.again.then(|| view! { <Button label=tr(ui::TRY_AGAIN) on_press=again /> })}
            </Notice>
        }
    };
    view! {
        <div role="status">
            {move || attaching.busy.get().then(|| view! { <p>{tr(text::ATTACHING)}</p> })}
        </div>
        {move || attaching.refused.get().into_iter().map(notice).collect::<Vec<_>>()}
    }
}
