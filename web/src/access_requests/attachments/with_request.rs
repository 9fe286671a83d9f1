//! Files chosen while a support request is written, and attached once it is sent.

use leptos::prelude::*;

use super::{Attaching, Below, field::FilesField, section};
use crate::{
    access_requests::ask::{Besides, Moment},
    i18n::{attachments as text, fill, tr},
};

/// What the form of a support request has besides that of a request for oneself.
pub(crate) fn with_request() -> Besides {
    let attaching = Attaching::new();
    Callback::new(move |moment| match moment {
        Moment::Writing => view! {
            <FilesField
                label=text::CHOOSE_WITH_REQUEST
                hint=tr(text::CHOOSE_HINT)
                optional=true
                attaching
            />
            {chosen(attaching)}
        }
        .into_any(),
        Moment::Checking => chosen(attaching),
        Moment::Sent(request) => {
            if attaching.is_empty() {
                return ().into_any();
            }
            let nothing_else = Callback::new(|()| ());
            section(request, attaching, Below::Sending, nothing_else).into_any()
        }
    })
}

/// The names of what is chosen: going back and forth empties the browser's field, not the choice.
fn chosen(attaching: Attaching) -> AnyView {
    (move || {
        let names = attaching.names();
        let told = fill(text::CHOSEN, &[("names", &names.join(", "))]);
        (!names.is_empty()).then(|| view! { <p>{told}</p> })
    })
    .into_any()
}
