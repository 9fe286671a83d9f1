//! A role's rules as a grid: for each kind of organisation where it is held, who asks, gives and
//! takes.

use leptos::prelude::*;
use shared::{
    language::Bilingual,
    role::{FixedPart, RoleRuleView, RoleView},
};

use crate::{
    i18n::{roles as text, tr, words as vocabulary},
    ui::table::{Row, Table},
};

/// The columns' names.
pub(super) fn columns() -> Vec<String> {
    let columns = [
        text::KIND,
        text::PLACE,
        text::ASKED_BY,
        text::GIVEN_BY,
        text::TAKEN_BY,
    ];
    columns.map(|name| tr(name).to_owned()).to_vec()
}

/// The grid, to read.
pub(super) fn grid(role: &RoleView) -> AnyView {
    if role.rules.is_empty() {
        return view! { <p class="reading">{tr(without_rules(role))}</p> }.into_any();
    }
    let rows = role.rules.iter().map(row).collect();
    view! { <Table caption=tr(text::RULES) columns=columns() rows /> }.into_any()
}

fn without_rules(role: &RoleView) -> Bilingual {
    if role.fixed.contains(&FixedPart::Rules) {
        text::RULES_FIXED
    } else {
        text::RULES_NONE
    }
}

fn row(rule: &RoleRuleView) -> Row {
    let asks = text::asks(rule.requestable_by_self, rule.requestable_by_lba);
    [
        vocabulary::kind(rule.holder_kind),
        text::place(rule.target),
        asks,
        text::authority(rule.granted_by),
        text::authority(rule.revoked_by),
    ]
    .map(|word| tr(word).into_any())
    .into()
}
