//! What roles require of their holders' organisations.

use std::collections::BTreeSet;

use shared::problem::FieldCode;

use super::{Draft, Fault, Relations};

impl Relations {
    /// Every attribute that a role requires, also because a role that it requires does.
    pub fn wanted_by(&self, key: &str) -> BTreeSet<&str> {
        let mut roles = self.closure(key);
        roles.insert(key);
        let said = roles.into_iter().filter_map(|role| self.wanted.get(role));
        said.flatten().map(String::as_str).collect()
    }
}

/// Attributes named that are not there, or named twice.
pub(super) fn unknown(draft: &Draft, relations: &Relations) -> Vec<Fault> {
    let keys = &draft.requires_attributes;
    let wrong = |index: usize, key: &String| {
        if !relations.attributes.contains(key) {
            return Some(FieldCode::Unknown);
        }
        let twice = keys.iter().take(index).any(|earlier| earlier == key);
        twice.then_some(FieldCode::AlreadyInUse)
    };
    let keys = keys.iter().enumerate();
    keys.filter_map(|(index, key)| {
        let code = wrong(index, key)?;
        Some((format!("/requires_attributes/{index}"), code))
    })
    .collect()
}
