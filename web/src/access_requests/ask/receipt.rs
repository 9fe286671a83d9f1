//! Step 4: a number, and what happens now.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{access_request::AccessRequestView, language::Bilingual, role::Authority};

use super::{
    Moment,
    draft::{Draft, STEP_HEADING},
};
use crate::{
    access_requests::sentences,
    dates,
    i18n::{fill, handling, requests as text, tr},
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
            let Words {
                title,
                told,
                go_on,
                href,
            } = words(draft, &request);
            view! {
                <h2 class="h3" id=STEP_HEADING tabindex="-1">
                    {tr(title)}
                </h2>
                <Notice tone=Tone::Success>
                    {fill(text::RECEIPT_NUMBER, &[("number", &number)])}
                </Notice>
                <h3 class="h4">{tr(text::NEXT_TITLE)}</h3>
                <p>{next(&request)}</p>
                <p>{tr(told)}</p>
                {draft.besides(Moment::Sent(request.id))}
                <p class="buttons">
                    <a class="button button-primary" href=href>{tr(go_on)}</a>
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

/// What the receipt says, and where it leads.
struct Words {
    title: Bilingual,
    told: Bilingual,
    go_on: Bilingual,
    href: String,
}

fn words(draft: Draft, request: &AccessRequestView) -> Words {
    if draft.is_for_another() {
        Words {
            title: handling::SUPPORT_SENT,
            told: handling::SUPPORT_TOLD,
            go_on: handling::FOLLOW,
            href: Route::Request(request.id).path(),
        }
    } else {
        Words {
            title: text::RECEIPT_TITLE,
            told: text::NEXT_TOLD,
            go_on: text::TO_MY_REQUESTS,
            href: Route::MyRequests.path(),
        }
    }
}

fn next(request: &AccessRequestView) -> String {
    let at = dates::in_text(request.due_at);
    let who = match request.authority {
        Authority::Lba => sentences::deciders(request),
        Authority::Landssupport => None,
    };
    match who {
        Some(who) => fill(text::NEXT_LBA, &[("who", &who), ("at", &at)]),
        None => fill(text::NEXT_DESK, &[("at", &at)]),
    }
}
