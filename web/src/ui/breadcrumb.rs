//! Where one is, and the way back up.

use leptos::prelude::*;

use super::icon::icon;
use crate::{
    i18n::{tr, ui as text},
    routes::Route,
};

/// The pages above this one, then this one.
#[component]
pub(crate) fn Breadcrumb(
    /// Pages above, from the top.
    above: Vec<(String, Route)>,
    /// This page.
    #[prop(into)]
    here: String,
) -> impl IntoView {
    let above: Vec<_> = above
        .into_iter()
        .enumerate()
        .map(|(at, (name, route))| {
            view! {
                <li class="breadcrumbs__list-item">
                    {(at > 0).then(|| icon("chevron-right"))}
                    <a class="breadcrumbs__link" href=route.path()>
                        {name}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="breadcrumbs" aria-label=tr(text::BREADCRUMB)>
            <ol class="breadcrumbs__list">
                {above}
                <li class="breadcrumbs__list-item" aria-current="page">
                    {icon("chevron-right")}
                    {here}
                </li>
            </ol>
        </nav>
    }
}
