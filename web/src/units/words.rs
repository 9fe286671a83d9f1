//! Units in words.

use shared::{
    language::Bilingual,
    organisation::{OrganisationKind, OrganisationRef},
    unit::UnitView,
};

use crate::i18n::{fill, tr, units as text};

/// "Hele virksomheden": not limited to a unit.
pub(crate) fn whole(kind: OrganisationKind) -> &'static str {
    let words: Bilingual = match kind {
        OrganisationKind::Virksomhed => text::WHOLE_COMPANY,
        _ => text::WHOLE,
    };
    tr(words)
}

/// A unit's name and number.
pub(crate) fn named(unit: &UnitView) -> String {
    let words = [("name", unit.name.as_str()), ("number", &unit.p_number)];
    fill(text::NAMED, &words)
}

/// The unit with this number; the number alone while names are not known.
pub(crate) fn numbered(units: &[UnitView], p_number: &str) -> String {
    let known = units.iter().find(|unit| unit.p_number == p_number);
    known.map_or_else(|| fill(text::NUMBERED, &[("number", p_number)]), named)
}

/// Where access is held: the organisation, and the unit that it is limited to.
pub(crate) fn place(organisation: &OrganisationRef, unit: Option<&str>) -> String {
    match unit {
        Some(number) => {
            let words = [
                ("organisation", organisation.name.as_str()),
                ("number", number),
            ];
            fill(text::WITHIN, &words)
        }
        None => organisation.name.clone(),
    }
}

/// Units as drop-down options, after one for none of them.
pub(crate) fn options(units: &[UnitView], none: Option<&str>) -> Vec<(String, String)> {
    let none = none.map(|words| (String::new(), words.to_owned()));
    let named = units
        .iter()
        .map(|unit| (unit.p_number.clone(), named(unit)));
    none.into_iter().chain(named).collect()
}
