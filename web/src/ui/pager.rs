//! Reading on in a list.

use leptos::prelude::*;

use super::button::Button;
use crate::{
    i18n::{fill, tr, ui as text},
    remote::Paged,
};

/// How many rows are shown, and *Vis flere* when there are more.
#[component]
pub(crate) fn Pager<T: Clone + Send + Sync + 'static>(list: Paged<T>) -> impl IntoView {
    let shown = move || {
        let count = list.rows.with(Vec::len);
        (count > 0).then(|| fill(text::ROWS_SHOWN, &[("n", &count.to_string())]))
    };
    view! {
        <div class="pager">
            <p role="status">{shown}</p>
            {move || {
                list.has_more()
                    .then(|| {
                        view! {
                            <Button
                                label=tr(text::SHOW_MORE)
                                busy=list.reading_on
                                on_press=Callback::new(move |()| list.read_on())
                            />
                        }
                    })
            }}
        </div>
    }
}
