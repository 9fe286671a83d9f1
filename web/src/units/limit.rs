//! *Gælder for*: the whole organisation, or one of its units.

use leptos::prelude::*;
use shared::{client::Answer, organisation::OrganisationRef, unit::UnitView, user::AssignableRole};

use super::words;
use crate::{
    api::Api,
    i18n::{tr, units as text},
    ui::{
        facts::{Fact, Facts},
        field::Select,
    },
};

/// The name that the field has in what is sent.
pub(crate) const FIELD: &str = "unit";

/// What roles of somebody of an organisation can be limited to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limits {
    home: Option<OrganisationRef>,
    units: Vec<UnitView>,
}

impl Limits {
    /// Those of the holder's organisation.
    pub(crate) async fn of(api: &Api, home: OrganisationRef) -> Answer<Self> {
        let units = super::all(api, home.id).await?;
        Ok(Self {
            home: Some(home),
            units,
        })
    }

    /// Whether one chooses: where the role is held there are units, and the server names none.
    pub(crate) fn are_open(&self, role: &AssignableRole) -> bool {
        let home = self.home.as_ref().map(|home| home.id);
        role.unit.is_none() && !self.units.is_empty() && home == Some(role.organisation.id)
    }

    /// The unit that the role is limited to, when `typed` was chosen.
    pub(crate) fn chosen(&self, role: &AssignableRole, typed: &str) -> Option<String> {
        let open = self.are_open(role) && !typed.is_empty();
        role.unit.clone().or(open.then(|| typed.to_owned()))
    }

    /// What it applies to, in words; nothing where there are no units.
    pub(crate) fn fact(&self, role: &AssignableRole, typed: &str) -> Option<Fact> {
        let value = match self.chosen(role, typed) {
            Some(unit) => words::numbered(&self.units, &unit),
            None if self.are_open(role) => words::whole(role.organisation.kind).to_owned(),
            None => return None,
        };
        Some(Fact::new(tr(text::APPLIES_TO), value))
    }

    /// The field; what it will apply to, where the server names the unit; else nothing.
    pub(crate) fn field(&self, role: &AssignableRole, value: RwSignal<String>) -> AnyView {
        if role.unit.is_some() {
            let facts = self.fact(role, "").into_iter().collect();
            return view! { <Facts facts /> }.into_any();
        }
        if !self.are_open(role) {
            return ().into_any();
        }
        let options = words::options(&self.units, Some(words::whole(role.organisation.kind)));
        view! {
            <Select
                id=FIELD
                label=tr(text::APPLIES_TO)
                options
                value
                on_choice=Callback::new(move |unit| value.set(unit))
            />
        }
        .into_any()
    }
}
