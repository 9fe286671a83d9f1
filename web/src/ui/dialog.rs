//! Dialogs, on the browser's own `<dialog>`: it keeps focus inside, closes on Esc and gives
//! focus back to where it was.

use leptos::{html, prelude::*};

use super::icon::icon;
use crate::i18n::{tr, ui as text};

/// A dialog that is open while `open` is true.
#[component]
pub(crate) fn Dialog(
    open: RwSignal<bool>,
    /// The id of its heading; unique on the page.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    /// Whether it can be closed without choosing.
    #[prop(default = true)]
    closable: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // It is not open, so it can be opened.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let cancelled = move |event: leptos::ev::Event| {
        if !closable {
            event.prevent_default();
        }
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            aria-labelledby=id
            on:close=move |_| open.set(false)
            on:cancel=cancelled
        >
            <div class="dialog-head">
                <h2 class="h3" id=id>
                    {title}
                </h2>
                {closable.then(|| close_button(open))}
            </div>
            {move || open.get().then(|| children())}
        </dialog>
    }
}

fn close_button(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <button type="button" class="function-link" on:click=move |_| open.set(false)>
            {icon("close")}
            {tr(text::CLOSE)}
        </button>
    }
}
