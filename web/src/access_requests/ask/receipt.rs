//! Step 4: a number, and what happens now.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{access_request::AccessRequestView, role::Authority};

use super::draft::{Draft, STEP_HEADING};
use crate::{
    access_requests::sentences,
    dates,
    i18n::{fill, requests as text, tr},
    routes::{Route, own_path, query},
    ui::notice::{Notice, Tone},
};

/// The receipt.
#[component]
pub(super) fn Receipt(draft: Draft) -> impl IntoView {
    let back = use_query_map().get_untracked().get(query::BACK);
    let back = back.as_deref().and_then(own_path).map(str::to_owned);
    move || {
        let back = back.clone();
        draft.sent.get().map(|request| {
            let number = sentences::number(request.id);
            view! {
                <h2 class="h3" id=STEP_HEADING tabindex="-1">
                    {tr(text::RECEIPT_TITLE)}
                </h2>
                <Notice tone=Tone::Success>
                    {fill(text::RECEIPT_NUMBER, &[("number", &number)])}
                </Notice>
                <h3 class="h4">{tr(text::NEXT_TITLE)}</h3>
                <p>{next(&request)}</p>
                <p>{tr(text::NEXT_TOLD)}</p>
                <p class="buttons">
                    <a class="button button-primary" href=Route::MyRequests.path()>
                        {tr(text::TO_MY_REQUESTS)}
                    </a>
                    {back
                        .map(|path| {
                            view! {
                                <a class="button button-secondary" href=path rel="external">
                                    {tr(text::GO_BACK)}
                                </a>
                            }
                        })}
                </p>
            }
        })
    }
}

fn next(request: &AccessRequestView) -> String {
    let at = dates::in_text(request.due_at);
    let who = match request.authority {
        Authority::Lba => sentences::deciders(&request.deciders),
        Authority::Landssupport => None,
    };
    match who {
        Some(who) => fill(text::NEXT_LBA, &[("who", &who), ("at", &at)]),
        None => fill(text::NEXT_DESK, &[("at", &at)]),
    }
}
