//! Uploading: the files chosen, one after the other, as one body.

use gloo_net::http::RequestBuilder;
use js_sys::Array;
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    client::{Answer, ClientError, escape},
    import::ImportView,
};
use wasm_bindgen::JsValue;
use web_sys::{Blob, File};

use crate::{
    i18n::{imports as text, language, tr},
    routes::Route,
    ui::{
        button::{Button, Weight},
        field::TextField,
        form::{ErrorSummary, FormErrors},
        problem::ProblemNotice,
        sending::Sending,
    },
};

const FILES: &str = "files";
const SOURCE: &str = "source";

/// The form.
#[component]
pub(super) fn Upload() -> impl IntoView {
    let (sending, errors) = (Sending::new(), FormErrors::new());
    let source = RwSignal::new("AMP".to_owned());
    let chosen = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let files = chosen
            .get_untracked()
            .map(|input| files(&input))
            .unwrap_or_default();
        if files.is_empty() {
            errors.show(vec![(FILES, tr(text::NO_FILE).to_owned())]);
            return;
        }
        let navigate = navigate.clone();
        let act = upload(files, source.get_untracked());
        sending.send(errors, act, move |import: ImportView| {
            navigate(&Route::Import(import.id).path(), NavigateOptions::default());
        });
    };
    view! {
        <h2 class="h3">{tr(text::UPLOAD)}</h2>
        <ErrorSummary errors />
        {move || sending.failure.get().map(|error| view! { <ProblemNotice error /> })}
        <form class="reading" novalidate on:submit=send>
            <FileField chosen errors />
            <TextField
                id=SOURCE
                label=tr(text::SOURCE)
                hint=tr(text::SOURCE_HINT)
                value=source
                error=errors.of(SOURCE)
            />
            <SendButton sending />
        </form>
    }
}

#[component]
fn SendButton(sending: Sending) -> impl IntoView {
    view! {
        <div class="buttons">
            <Button
                label=tr(text::UPLOAD_AND_CHECK)
                weight=Weight::Primary
                submits=true
                busy=sending.busy
            />
        </div>
    }
}

#[component]
fn FileField(chosen: NodeRef<html::Input>, errors: FormErrors) -> impl IntoView {
    let wrong = errors.of(FILES);
    view! {
        <div class="form-group" class:form-error=move || wrong.get().is_some()>
            <label class="form-label" for=FILES>
                {tr(text::FILES)}
            </label>
            <span class="form-hint" id="files-hint">
                {tr(text::FILES_HINT)}
            </span>
            {move || {
                wrong
                    .get()
                    .map(|words| {
                        view! {
                            <span class="form-error-message" id="files-error">
                                {words}
                            </span>
                        }
                    })
            }}
            <input
                class="form-input"
                type="file"
                id=FILES
                multiple=true
                accept=".csv,text/csv"
                aria-describedby="files-hint"
                node_ref=chosen
            />
        </div>
    }
}

fn files(input: &web_sys::HtmlInputElement) -> Vec<File> {
    let list = input.files();
    let list = list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect());
    list.unwrap_or_default()
}

/// Sends the files as they are, with a line break between two of them.
async fn upload(files: Vec<File>, source: String) -> Answer<ImportView> {
    let names: Vec<_> = files.iter().map(File::name).collect();
    let parts = Array::new();
    for file in &files {
        parts.push(file);
        parts.push(&JsValue::from_str("\n"));
    }
    let body = Blob::new_with_blob_sequence(&parts).or(Err(ClientError::Unreachable))?;
    let name: String = names.join(", ").chars().take(200).collect();
    let path = format!(
        "/api/v1/imports?source={}&name={}",
        escape(&source),
        escape(&name)
    );
    let response = RequestBuilder::new(&path)
        .method(gloo_net::http::Method::POST)
        .credentials(web_sys::RequestCredentials::SameOrigin)
        .header("Accept", "application/json, application/problem+json")
        .header("Accept-Language", language().tag())
        .header("Content-Type", "text/csv")
        .body(JsValue::from(body))
        .or(Err(ClientError::Unreachable))?
        .send()
        .await
        .or(Err(ClientError::Unreachable))?;
    let good = response.ok();
    let text = response.text().await.or(Err(ClientError::Unreachable))?;
    if good {
        serde_json::from_str(&text).or(Err(ClientError::Unintelligible))
    } else {
        let problem = serde_json::from_str(&text).or(Err(ClientError::Unintelligible))?;
        Err(ClientError::Problem(Box::new(problem)))
    }
}
