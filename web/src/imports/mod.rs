//! Imports from an earlier system: for system administrators.

mod acting;
pub(crate) mod detail;
pub(crate) mod list;
mod report;
mod upload;

use shared::import::ImportState;

use crate::{
    i18n::{imports as text, tr},
    ui::status::{Shade, status},
};

/// How far an import has come, as a tag.
fn state_tag(state: ImportState) -> impl leptos::IntoView + use<> {
    let shade = match state {
        ImportState::Uploading | ImportState::Checking | ImportState::Running => Shade::Info,
        ImportState::Checked | ImportState::Stopped => Shade::Careful,
        ImportState::Done => Shade::Good,
        ImportState::Failed => Shade::Bad,
        ImportState::Cancelled => Shade::Neutral,
    };
    status(tr(text::state(state)), shade)
}
