//! The parts of the application that a browser loads when their first page is opened.
//!
//! Whoever only asks for access never loads what LBAs and administrators work with. The bundle tool
//! splits the wasm at the functions here ([ADR 0025](../../../docs/adr/0025-the-spa-is-loaded-in-parts.md)).

mod administration;
mod agreements;
mod attributes;
mod desk;
mod first_lba;
mod log;
mod organisation;
mod organisations;
mod request;
mod requests;
mod roles;
mod user;
mod user_forms;
mod users;

use leptos::prelude::*;
use shared::client::{Answer, ClientError};
use wasm_split_helpers::SplitLoaderError;

use crate::{remote::Remote, routes::Route, ui::states::page_of};

/// Draws the pages of one part.
type Draw = fn(Route) -> AnyView;

/// A part as its split point gives it, once the browser has its code.
type Loaded = Result<Draw, SplitLoaderError>;

/// A part that is loaded when it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What waits for a decision, and a support request.
    Requests,
    /// One request.
    Request,
    /// The users of an organisation.
    Users,
    /// One user.
    User,
    /// Creating and changing users, and giving them roles.
    UserForms,
    /// The organisation, and its units.
    Organisation,
    /// First LBAs: by two of Landssupporten's, and by who may represent the company.
    FirstLba,
    /// The audit log.
    Log,
    /// Landssupporten's look-ups, and one organisation.
    Desk,
    /// The list of organisations, and registering one.
    Organisations,
    /// The catalogue of roles.
    Roles,
    /// Moves between the modules, and imports.
    Administration,
    /// Agreements with providers.
    Agreements,
    /// Attributes of organisations.
    Attributes,
}

impl Part {
    async fn load(self) -> Answer<Draw> {
        let loaded = match self {
            Self::Requests => requests::load().await,
            Self::Request => request::load().await,
            Self::Users => users::load().await,
            Self::User => user::load().await,
            Self::UserForms => user_forms::load().await,
            Self::Organisation => organisation::load().await,
            Self::FirstLba => first_lba::load().await,
            Self::Log => log::load().await,
            Self::Desk => desk::load().await,
            Self::Organisations => organisations::load().await,
            Self::Roles => roles::load().await,
            Self::Administration => administration::load().await,
            Self::Agreements => agreements::load().await,
            Self::Attributes => attributes::load().await,
        };
        // A part that a newer release replaced is gone as well: loading the page anew mends both.
        loaded.map_err(|_missing| ClientError::Unreachable)
    }

    /// The page at `route`, as soon as the part is there; or why it is not, and a way to try again.
    pub(crate) fn page(self, route: Route) -> AnyView {
        page_of(Remote::new(move || self.load()), move |draw| draw(route))
    }
}
