//! Agreements by which a provider's staff hold roles at a kommune.

mod give;
mod holders;
pub(crate) mod list;
pub(crate) mod one;
pub(crate) mod record;

use leptos::prelude::*;
use shared::agreement::AgreementState;

use crate::{
    i18n::{agreements as text, tr},
    ui::status::{Shade, status},
};

/// How an agreement stands, as a tag.
fn state_tag(state: AgreementState) -> impl IntoView + use<> {
    let shade = match state {
        AgreementState::Upcoming => Shade::Info,
        AgreementState::InForce => Shade::Good,
        AgreementState::Ended => Shade::Neutral,
    };
    status(tr(text::state(state)), shade)
}
