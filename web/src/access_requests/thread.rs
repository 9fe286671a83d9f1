//! The thread of a request: a conversation, and the field to go on with it.

use leptos::prelude::*;
use shared::{
    access_request::{AccessRequestView, RequestParty},
    id::{AccessRequestId, UserId},
    problem::FieldCode,
    request_message::{NewRequestMessage, RequestMessageQuery, RequestMessageView},
    session::Action,
    text::MessageText,
};

use crate::{
    dates,
    i18n::{handling as text, tr},
    remote::Remote,
    session::Session,
    ui::{
        actions,
        button::Button,
        field::TextArea,
        form::{ErrorSummary, FormErrors},
        problem::ProblemNotice,
        sending::Sending,
        states::part_of,
        toast::Toasts,
    },
};

/// Messages that are read at once.
const MOST: u16 = 200;

/// What is being written; kept while the request is read anew.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    typed: RwSignal<String>,
    errors: FormErrors,
    sending: Sending,
}

impl Writing {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            errors: FormErrors::new(),
            sending: Sending::new(),
        }
    }
}

/// The conversation, and what one may add to it; `on_sent` is called once something was.
pub(crate) fn thread(
    request: &AccessRequestView,
    writing: Writing,
    on_sent: Callback<()>,
) -> impl IntoView + use<> {
    let session = Session::current();
    let id = request.id;
    let messages = Remote::new(move || {
        let api = session.api();
        async move {
            let query = RequestMessageQuery {
                limit: Some(MOST),
                ..Default::default()
            };
            Ok(api.list_access_request_messages(id, &query).await?.items)
        }
    });
    let own = session.me().map(|me| me.user.id);
    let writes = actions::allows(&request.allowed_actions, Action::SendAccessRequestMessage);
    let decides = actions::find(&request.allowed_actions, Action::HandOverAccessRequest).is_some();
    view! {
        <section class="thread" aria-labelledby="thread-heading">
            <h2 class="h3" id="thread-heading">
                {tr(text::THREAD_TITLE)}
            </h2>
            {part_of(messages, move |found| conversation(&found, own))}
            {writes.then(|| view! { <Form id decides writing on_sent /> })}
        </section>
    }
}

fn conversation(messages: &[RequestMessageView], own: Option<UserId>) -> AnyView {
    if messages.is_empty() {
        return view! { <p class="quiet">{tr(text::THREAD_EMPTY)}</p> }.into_any();
    }
    let items: Vec<_> = messages.iter().map(|one| message(one, own)).collect();
    view! { <ol class="messages no-max-width">{items}</ol> }.into_any()
}

fn message(message: &RequestMessageView, own: Option<UserId>) -> impl IntoView + use<> {
    let side = match message.party {
        RequestParty::Decider => text::THREAD_SENDER,
        RequestParty::Requester => text::THREAD_ANSWERER,
    };
    let class = if Some(message.by.id) == own {
        "message message-own"
    } else {
        "message"
    };
    let head = format!("{} · {}", tr(side), dates::with_time(message.sent_at));
    view! {
        <li class=class>
            <p class="message-head">
                <strong>{message.by.name.clone()}</strong>
                " "
                <span class="quiet">{head}</span>
            </p>
            <p class="message-text">{message.text.clone()}</p>
        </li>
    }
}

#[component]
fn Form(
    id: AccessRequestId,
    decides: bool,
    writing: Writing,
    on_sent: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::current(), Toasts::current());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(text) = read(writing) else { return };
        let (api, key) = (session.api(), writing.sending.key());
        let body = NewRequestMessage { text };
        let act = async move { api.send_access_request_message(id, &body, &key).await };
        writing.sending.send(writing.errors, act, move |_| {
            writing.typed.set(String::new());
            toasts.show(tr(text::MESSAGE_SENT));
            on_sent.run(());
        });
    };
    let (label, hint, button) = if decides {
        (text::ASK_BACK, tr(text::ASK_BACK_HINT), text::SEND_QUESTION)
    } else {
        (text::REPLY, "", text::SEND_REPLY)
    };
    view! {
        <form novalidate on:submit=send>
            <ErrorSummary errors=writing.errors />
            {move || writing.sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
            <TextArea
                id="text"
                label=tr(label)
                hint
                value=writing.typed
                error=writing.errors.of("text")
                most=MessageText::MAX
            />
            <div class="buttons">
                <Button label=tr(button) submits=true busy=writing.sending.busy />
            </div>
        </form>
    }
}

/// What is typed, when it can be sent; else says what is wrong.
fn read(writing: Writing) -> Option<String> {
    let parsed = writing
        .typed
        .with_untracked(|typed| MessageText::parse(typed));
    let wrong = parsed.as_ref().err().map(|code| {
        let words = match code {
            FieldCode::TooLong => text::MESSAGE_LONG,
            FieldCode::Malformed => crate::i18n::requests::REASON_MALFORMED,
            _ => text::MESSAGE_MISSING,
        };
        ("text", tr(words).to_owned())
    });
    writing.errors.show(wrong.into_iter().collect());
    parsed.ok().map(MessageText::into_string)
}
