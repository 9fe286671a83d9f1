//! Tables that are tables, and on a narrow screen one card a row.

use leptos::prelude::*;

/// One row: a cell for each column.
pub(crate) type Row = Vec<AnyView>;

/// A table. The first cell of each row is its heading.
#[component]
pub(crate) fn Table(
    /// What the table shows; read out, not drawn.
    #[prop(into)]
    caption: String,
    /// The columns' names.
    columns: Vec<String>,
    rows: Vec<Row>,
) -> impl IntoView {
    let body: Vec<_> = rows
        .into_iter()
        .map(|row| draw_row(&columns, row))
        .collect();
    let heads: Vec<_> = columns
        .into_iter()
        .map(|name| view! { <th scope="col">{name}</th> })
        .collect();
    view! {
        <table class="table cards-when-narrow">
            <caption class="sr-only">{caption}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{body}</tbody>
        </table>
    }
}

fn draw_row(columns: &[String], row: Row) -> impl IntoView + use<> {
    let cells: Vec<_> = row
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(at, (cell, column))| {
            let title = column.clone();
            if at == 0 {
                view! { <th scope="row" data-title=title>{cell}</th> }.into_any()
            } else {
                view! { <td data-title=title>{cell}</td> }.into_any()
            }
        })
        .collect();
    view! { <tr>{cells}</tr> }
}
