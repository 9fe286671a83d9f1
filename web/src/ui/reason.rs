//! A dialog that asks once, and for a reason.

use leptos::prelude::*;
use shared::{problem::FieldCode, text::Reason};

use super::{
    button::{Button, Weight},
    dialog::Dialog,
    field::TextArea,
    form::{ErrorSummary, FormErrors},
    problem::ProblemNotice,
    sending::Sending,
};
use crate::i18n::{tr, ui as text};

/// The state of such a dialog; what is typed stays while it is closed.
#[derive(Clone, Copy)]
pub(crate) struct AskReason {
    /// Whether it is open.
    pub(crate) open: RwSignal<bool>,
    /// The sending of what is asked about.
    pub(crate) sending: Sending,
    /// What is wrong.
    pub(crate) errors: FormErrors,
    typed: RwSignal<String>,
}

impl AskReason {
    /// Closed and empty.
    pub(crate) fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            sending: Sending::new(),
            errors: FormErrors::new(),
            typed: RwSignal::new(String::new()),
        }
    }

    /// A callback that opens it.
    pub(crate) fn opener(self) -> Callback<()> {
        Callback::new(move |()| self.open.set(true))
    }

    /// Closes it and forgets what was typed.
    pub(crate) fn finish(self) {
        self.open.set(false);
        self.typed.set(String::new());
    }

    fn confirm(self, act: Callback<String>) {
        let parsed = self.typed.with_untracked(|typed| Reason::parse(typed));
        let wrong = parsed.as_ref().err().map(|code| ("reason", words(*code)));
        if self.errors.show(wrong.into_iter().collect())
            && let Ok(reason) = parsed
        {
            act.run(reason.into_string());
        }
    }
}

/// What is wrong with a reason, and how to mend it.
pub(crate) fn words(code: FieldCode) -> String {
    tr(match code {
        FieldCode::Required => text::REASON_MISSING,
        FieldCode::TooLong => text::REASON_LONG,
        FieldCode::Malformed => text::REASON_MALFORMED,
        _ => text::REASON_SHORT,
    })
    .to_owned()
}

/// The dialog: what will happen, why, and two buttons.
#[component]
pub(crate) fn ReasonDialog(
    ask: AskReason,
    /// The id of its heading; unique on the page.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    effect: Signal<String>,
    /// The word on the button that does it.
    confirm: &'static str,
    #[prop(default = Weight::Primary)] weight: Weight,
    /// Does it, with the reason.
    act: Callback<String>,
    /// What else is asked, before the reason.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let more = StoredValue::new(children);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        ask.confirm(act);
    };
    view! {
        <Dialog open=ask.open id title>
            <form novalidate on:submit=send>
                <ErrorSummary errors=ask.errors />
                {move || ask.sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
                <p>{effect}</p>
                {more.with_value(|more| more.as_ref().map(|more| more()))}
                <TextArea
                    id="reason"
                    label=tr(text::REASON)
                    hint=tr(text::REASON_HINT)
                    value=ask.typed
                    error=ask.errors.of("reason")
                />
                <div class="buttons">
                    <Button label=confirm weight submits=true busy=ask.sending.busy />
                    <Button
                        label=tr(text::CANCEL)
                        on_press=Callback::new(move |()| ask.open.set(false))
                    />
                </div>
            </form>
        </Dialog>
    }
}
