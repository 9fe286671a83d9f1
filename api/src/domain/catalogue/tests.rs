//! What may be said of a role, and what may not.

use shared::{
    organisation::OrganisationKind::{AndenAktoer, Kommune, Virksomhed},
    problem::FieldCode::{self, AlreadyInUse, Circular, Contradictory, Fixed, OutOfRange, Unknown},
    role::{Authority, FixedPart, GrantTarget, RoleRuleView},
};

use super::{Draft, Relations, faults, pair};

fn draft(key: &str) -> Draft {
    Draft {
        key: key.to_owned(),
        max_duration_days: None,
        min_holders: None,
        max_holders: None,
        dormant_after_days: None,
        requires: Vec::new(),
        conflicts_with: Vec::new(),
        requires_attributes: Vec::new(),
        rules: vec![rule(GrantTarget::Own)],
    }
}

fn rule(target: GrantTarget) -> RoleRuleView {
    RoleRuleView {
        holder_kind: Virksomhed,
        target,
        requestable_by_self: true,
        requestable_by_lba: true,
        granted_by: Authority::Lba,
        revoked_by: Authority::Lba,
    }
}

fn keys(keys: &[&str]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

/// A requires B, B requires C, and C conflicts with D. E stands alone.
fn relations() -> Relations {
    Relations {
        keys: keys(&["S.A", "S.B", "S.C", "S.D", "S.E"])
            .into_iter()
            .collect(),
        requires: [("S.A", "S.B"), ("S.B", "S.C")]
            .map(|(role, required)| (role.to_owned(), [required.to_owned()].into()))
            .into(),
        conflicts: [pair("S.D", "S.C")].into(),
        ..Relations::default()
    }
}

#[track_caller]
fn refused(draft: &Draft, expected: &[(&str, FieldCode)]) {
    let found = faults(draft, &relations(), &[], &[]);
    let expected: Vec<_> = expected
        .iter()
        .map(|(pointer, code)| ((*pointer).to_owned(), *code))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_role_requires_what_its_requirements_require() {
    let relations = relations();
    assert_eq!(relations.closure("S.A"), ["S.B", "S.C"].into());
    assert_eq!(relations.dependants("S.C"), ["S.A", "S.B"].into());
    let shorter = relations.with(&draft("S.B"));
    assert_eq!(shorter.closure("S.A"), ["S.B"].into());
}

#[test]
fn a_role_never_requires_itself_nor_one_that_requires_it() {
    let requiring = |key, required: &[&str]| Draft {
        requires: keys(required),
        ..draft(key)
    };
    refused(&requiring("S.E", &["S.A", "S.B"]), &[]);
    refused(&requiring("S.E", &["S.E"]), &[("/requires/0", Circular)]);
    refused(
        &requiring("S.C", &["S.E", "S.A"]),
        &[("/requires/1", Circular)],
    );
    refused(&requiring("S.E", &["S.X"]), &[("/requires/0", Unknown)]);
    refused(
        &requiring("S.E", &["S.A", "S.A"]),
        &[("/requires/1", AlreadyInUse)],
    );
}

#[test]
fn a_role_conflicts_neither_with_itself_nor_with_what_it_requires() {
    let opposing = |key, others: &[&str]| Draft {
        conflicts_with: keys(others),
        ..draft(key)
    };
    refused(&opposing("S.E", &["S.A", "S.D"]), &[]);
    refused(
        &opposing("S.E", &["S.E"]),
        &[("/conflicts_with/0", Contradictory)],
    );
    refused(
        &opposing("S.E", &["S.X"]),
        &[("/conflicts_with/0", Unknown)],
    );
    let against_its_own = Draft {
        requires: keys(&["S.B"]),
        ..opposing("S.A", &["S.E", "S.C"])
    };
    refused(&against_its_own, &[("/conflicts_with/1", Contradictory)]);
    // Said from the other end, it is the same.
    refused(
        &opposing("S.C", &["S.A"]),
        &[("/conflicts_with/0", Contradictory)],
    );
}

#[test]
fn no_role_requires_two_that_conflict() {
    let torn = Draft {
        requires: keys(&["S.E", "S.B", "S.D"]),
        ..draft("S.F")
    };
    refused(&torn, &[("/requires/1", Contradictory)]);
    let tears_its_dependant = Draft {
        requires: keys(&["S.D"]),
        ..draft("S.B")
    };
    refused(&tears_its_dependant, &[]);
    let tears_its_dependant = Draft {
        requires: keys(&["S.C", "S.D"]),
        ..draft("S.B")
    };
    refused(&tears_its_dependant, &[("/requires/0", Contradictory)]);
}

#[test]
fn limits_are_positive_and_the_fewest_are_no_more_than_the_most() {
    let limited = |days, fewest, most| Draft {
        max_duration_days: days,
        min_holders: fewest,
        max_holders: most,
        ..draft("S.E")
    };
    refused(&limited(Some(1), Some(2), Some(2)), &[]);
    refused(
        &limited(Some(0), None, None),
        &[("/max_duration_days", OutOfRange)],
    );
    refused(
        &limited(None, Some(-1), None),
        &[("/min_holders", OutOfRange)],
    );
    refused(
        &limited(None, None, Some(1_000_001)),
        &[("/max_holders", OutOfRange)],
    );
    refused(
        &limited(None, Some(3), Some(2)),
        &[("/min_holders", Contradictory)],
    );
}

#[test]
fn a_kind_of_organisation_has_one_rule() {
    let doubled = Draft {
        rules: vec![rule(GrantTarget::Own), rule(GrantTarget::Umbrella)],
        ..draft("S.E")
    };
    refused(&doubled, &[("/rules/1/holder_kind", AlreadyInUse)]);
}

#[test]
fn what_is_fixed_stays() {
    let before = [rule(GrantTarget::Own)];
    let found = |draft: &Draft, part| faults(draft, &relations(), &before, &[part]);
    let fixed = |pointer: &str| vec![(pointer.to_owned(), Fixed)];
    let other_hands = RoleRuleView {
        granted_by: Authority::Landssupport,
        ..rule(GrantTarget::Own)
    };
    let elsewhere = RoleRuleView {
        holder_kind: Kommune,
        ..other_hands
    };
    let with = |rules: &[RoleRuleView]| Draft {
        rules: rules.to_vec(),
        ..draft("S.E")
    };
    assert_eq!(found(&with(&before), FixedPart::Rules), []);
    assert_eq!(found(&with(&[]), FixedPart::Rules), fixed("/rules"));
    assert_eq!(
        found(&with(&[other_hands, elsewhere]), FixedPart::Places),
        []
    );
    assert_eq!(
        found(&with(&[elsewhere]), FixedPart::Places),
        fixed("/rules")
    );
    let moved = with(&[rule(GrantTarget::Umbrella)]);
    assert_eq!(found(&moved, FixedPart::Places), fixed("/rules/0/target"));
    let requiring = Draft {
        requires: keys(&["S.A"]),
        ..draft("S.E")
    };
    assert_eq!(found(&requiring, FixedPart::Requires), fixed("/requires"));
}

#[test]
fn only_staff_of_providers_hold_roles_under_an_agreement_and_nobody_asks_for_them() {
    let wrong = Draft {
        rules: vec![rule(GrantTarget::Agreement)],
        ..draft("S.F")
    };
    let pointers = ["target", "requestable_by_self", "requestable_by_lba"];
    let pointers = pointers.map(|field| format!("/rules/0/{field}"));
    let expected = pointers.each_ref().map(|one| (one.as_str(), Contradictory));
    refused(&wrong, &expected);
    let right = RoleRuleView {
        holder_kind: AndenAktoer,
        requestable_by_self: false,
        requestable_by_lba: false,
        ..rule(GrantTarget::Agreement)
    };
    refused(
        &Draft {
            rules: vec![right],
            ..draft("S.F")
        },
        &[],
    );
}

#[test]
fn a_role_requires_attributes_that_are_there_and_what_its_requirements_require() {
    let mut relations = relations();
    relations.attributes = keys(&["aftale", "databehandler"]).into_iter().collect();
    let requiring = |key, attributes: &[&str]| Draft {
        requires_attributes: keys(attributes),
        ..draft(key)
    };
    let told = |draft: &Draft, fixed: &[FixedPart]| faults(draft, &relations, &[], fixed);
    assert_eq!(
        told(&requiring("S.E", &["aftale", "databehandler"]), &[]),
        []
    );
    let wrong = told(&requiring("S.E", &["ukendt", "aftale", "aftale"]), &[]);
    assert_eq!(
        wrong,
        [
            ("/requires_attributes/0".to_owned(), Unknown),
            ("/requires_attributes/2".to_owned(), AlreadyInUse),
        ]
    );
    // What confers rights in this system requires nothing: no rule would notice its loss.
    let fixed = told(&requiring("S.E", &["aftale"]), &[FixedPart::Requires]);
    assert_eq!(fixed, [("/requires_attributes".to_owned(), Fixed)]);

    let c = Draft {
        requires: Vec::new(),
        ..requiring("S.C", &["aftale"])
    };
    let with = relations.with(&c);
    for role in ["S.A", "S.B", "S.C"] {
        assert_eq!(Vec::from_iter(with.wanted_by(role)), ["aftale"], "{role}");
    }
    assert!(with.wanted_by("S.E").is_empty());
}
