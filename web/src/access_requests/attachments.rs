//! Files attached to a request: choosing them, sending them, and what became of each.

mod field;
mod section;
mod with_request;

pub(super) use section::{Below, section};
pub(super) use with_request::with_request;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    attachment::NewAttachment,
    client::{Answer, ClientError},
    id::AccessRequestId,
    problem::FieldCode,
    text::field_text,
};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::{
    api::Api,
    browser,
    i18n::{attachments as text, fill, language, tr, ui},
    session::Session,
    ui::{form::FormErrors, sending::Sending, toast::Toasts},
};

/// What a browser says of a file that it does not know the type of.
const UNSAID: &str = "application/octet-stream";

/// A file on its way, with the key of its sending: the same at every try.
#[derive(Clone)]
struct Outgoing {
    file: File,
    key: String,
}

/// A file that was not attached.
#[derive(Clone)]
struct Refused {
    outgoing: Outgoing,
    why: String,
    /// Whether the same file may succeed another time.
    again: bool,
}

/// The files that are being attached; kept while the request is read anew.
#[derive(Clone, Copy)]
pub(super) struct Attaching {
    chosen: RwSignal<Vec<Outgoing>, LocalStorage>,
    refused: RwSignal<Vec<Refused>, LocalStorage>,
    busy: RwSignal<bool>,
    errors: FormErrors,
    removing: Sending,
    session: Session,
    toasts: Toasts,
}

impl Attaching {
    /// None yet.
    pub(super) fn new() -> Self {
        Self {
            chosen: RwSignal::new_local(Vec::new()),
            refused: RwSignal::new_local(Vec::new()),
            busy: RwSignal::new(false),
            errors: FormErrors::new(),
            removing: Sending::new(),
            session: Session::current(),
            toasts: Toasts::current(),
        }
    }

    /// Remembers what was chosen, in the place of what was chosen before.
    fn choose(self, files: Vec<File>) {
        let outgoing = files.into_iter().map(|file| Outgoing {
            file,
            key: browser::new_key(),
        });
        self.chosen.set(outgoing.collect());
    }

    /// The names of what is chosen; tracked.
    fn names(self) -> Vec<String> {
        self.chosen
            .with(|chosen| chosen.iter().map(|one| one.file.name()).collect())
    }

    /// Whether nothing is chosen; untracked.
    fn is_empty(self) -> bool {
        self.chosen.with_untracked(Vec::is_empty)
    }

    /// Sends what is chosen, one after the other; `done` is called when none is left.
    fn send(self, request: AccessRequestId, most: Option<i64>, done: Callback<()>) {
        if self.busy.get_untracked() {
            return;
        }
        let chosen = self.chosen.try_update(std::mem::take).unwrap_or_default();
        self.busy.set(true);
        self.refused.set(Vec::new());
        let api = self.session.api();
        spawn_local(async move {
            for outgoing in chosen {
                let answer = match too_large(&outgoing.file, most) {
                    Some(why) => Err((why, false)),
                    None => attach(&api, request, &outgoing).await.map_err(words),
                };
                // The page may be gone: then nobody is told, and the request shows what it has.
                let told = match answer {
                    Ok(name) => self.tell(&name),
                    Err((why, again)) => self.refuse(Refused {
                        outgoing,
                        why,
                        again,
                    }),
                };
                if told.is_none() {
                    return;
                }
            }
            if self.busy.try_set(false).is_none() {
                done.run(());
            }
        });
    }

    fn tell(self, name: &str) -> Option<()> {
        self.busy.try_get_untracked()?;
        self.toasts.show(fill(text::ATTACHED, &[("name", name)]));
        Some(())
    }

    fn refuse(self, refused: Refused) -> Option<()> {
        self.refused.try_update(|all| all.push(refused))
    }

    /// Tries once more to attach what may succeed.
    fn again(self, request: AccessRequestId, done: Callback<()>) {
        let refused = self.refused.try_update(std::mem::take).unwrap_or_default();
        let worth = refused.into_iter().filter(|one| one.again);
        self.chosen.set(worth.map(|one| one.outgoing).collect());
        self.send(request, None, done);
    }
}

/// Sends one file; its name as it was attached.
async fn attach(api: &Api, request: AccessRequestId, outgoing: &Outgoing) -> Answer<String> {
    let file = &outgoing.file;
    let read = JsFuture::from(file.array_buffer()).await;
    let read = read.or(Err(ClientError::Unreachable))?;
    let content = js_sys::Uint8Array::new(&read).to_vec();
    let said = Some(file.type_()).filter(|said| !said.is_empty());
    let said = said.unwrap_or_else(|| UNSAID.to_owned());
    let new = NewAttachment {
        filename: file.name(),
        dry_run: false,
    };
    let sent = api.add_attachment(request, &new, (said, content), &outgoing.key);
    sent.await.map(|attached| attached.filename)
}

/// Spares sending what is known to be refused.
fn too_large(file: &File, most: Option<i64>) -> Option<String> {
    let most = most?;
    // A size is a whole number of bytes, which a double holds exactly.
    let larger = file.size() > f64::from(i32::try_from(most).unwrap_or(i32::MAX));
    larger.then(|| fill(text::TOO_LARGE, &[("size", &size(most))]))
}

/// Why a file was refused, and whether it may succeed another time.
fn words(error: ClientError) -> (String, bool) {
    match error {
        ClientError::Problem(problem) => match problem.errors.first() {
            Some(field) if field.code == FieldCode::Unknown => (problem.detail, false),
            Some(field) => (field_text(field.code, language()).to_owned(), false),
            None => (problem.detail, problem.status >= 500),
        },
        ClientError::Unreachable => (tr(ui::UNREACHABLE_TEXT).to_owned(), true),
        ClientError::Unintelligible => (tr(ui::UNINTELLIGIBLE_TEXT).to_owned(), true),
    }
}

/// "12 KB", "1,5 MB".
fn size(bytes: i64) -> String {
    const KILOBYTE: i64 = 1024;
    let tenths = bytes.saturating_mul(10) / (KILOBYTE * KILOBYTE);
    if tenths < 10 {
        let whole = (bytes + KILOBYTE - 1) / KILOBYTE;
        return fill(text::KILOBYTES, &[("n", &whole.to_string())]);
    }
    let mark = match language() {
        shared::language::Language::Da => ",",
        shared::language::Language::En => ".",
    };
    let number = match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}{mark}{tenth}", tenths / 10),
    };
    fill(text::MEGABYTES, &[("n", &number)])
}
