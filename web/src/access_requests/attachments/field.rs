//! The field in which files are chosen.

use leptos::{html, prelude::*};
use shared::language::Bilingual;
use web_sys::File;

use super::Attaching;
use crate::i18n::{tr, ui};

/// The field's id, and its name in what is wrong with a form.
pub(super) const FIELD: &str = "attach-files";
const HINT: &str = "attach-files-hint";
const ERROR: &str = "attach-files-error";
/// What the browser offers; the server looks for itself.
const ACCEPTED: &str = ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg";

/// A field for several files.
#[component]
pub(super) fn FilesField(
    label: Bilingual,
    #[prop(into)] hint: String,
    #[prop(optional)] optional: bool,
    attaching: Attaching,
) -> impl IntoView {
    let chosen = NodeRef::<html::Input>::new();
    let wrong = attaching.errors.of(FIELD);
    let choose = move |_| {
        let input = chosen.get_untracked();
        attaching.choose(input.map(|input| files(&input)).unwrap_or_default());
    };
    let described = move || match wrong.get() {
        Some(_) => [HINT, ERROR].join(" "),
        None => HINT.to_owned(),
    };
    view! {
        <div class="form-group" class:form-error=move || wrong.get().is_some()>
            <label class="form-label" for=FIELD>
                {tr(label)}
                {optional.then(|| [" ", tr(ui::OPTIONAL)].concat())}
            </label>
            <span class="form-hint" id=HINT>
                {hint}
            </span>
            {move || {
                wrong
                    .get()
                    .map(|words| view! { <span class="form-error-message" id=ERROR>{words}</span> })
            }}
            <input
                class="form-input"
                type="file"
                id=FIELD
                multiple=true
                accept=ACCEPTED
                aria-describedby=described
                node_ref=chosen
                on:change=choose
            />
        </div>
    }
}

fn files(input: &web_sys::HtmlInputElement) -> Vec<File> {
    let list = input.files();
    let list = list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect());
    list.unwrap_or_default()
}
