//! Where one is in something that takes several steps.

use leptos::prelude::*;

use super::icon::icon;
use crate::i18n::{fill, ui as text};

/// The steps, the one that is on, and those that are done.
#[component]
pub(crate) fn Steps(
    names: Vec<String>,
    /// The step that is on, from 0.
    current: usize,
) -> impl IntoView {
    let total = names.len();
    let told = fill(
        text::STEP_OF,
        &[
            ("n", &(current + 1).to_string()),
            ("of", &total.to_string()),
        ],
    );
    let items: Vec<_> = names
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            let (class, done) = match at.cmp(&current) {
                std::cmp::Ordering::Less => ("step done", true),
                std::cmp::Ordering::Equal => ("step current", false),
                std::cmp::Ordering::Greater => ("step ahead", false),
            };
            view! {
                <li class=class aria-current=(at == current).then_some("step")>
                    <span class="step-mark" aria-hidden="true">
                        {if done { icon("check").into_any() } else { (at + 1).into_any() }}
                    </span>
                    <span class="step-name">{name}</span>
                    {done.then(|| view! { <span class="sr-only">" ("{crate::i18n::tr(text::STEP_DONE)}")"</span> })}
                </li>
            }
        })
        .collect();
    view! {
        <div class="steps">
            <p class="steps-told">{told}</p>
            <ol>{items}</ol>
        </div>
    }
}
