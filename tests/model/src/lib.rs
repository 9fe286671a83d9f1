//! The rules of `docs/authorisation.md` once more, in Cedar, for tests only: what a solver proves
//! of the model (`tests/theorems.rs`) holds of the product as far as the two agree, which random
//! decisions compare (`api/src/policy/tests/model.rs`, `tests/it/visibility.rs`).
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "for tests: a model that cannot be read fails the test with its sentence"
)]

mod entities;
pub mod facts;

use std::str::FromStr as _;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityTypeName, EntityUid, PolicySet, Request, Schema,
};

use facts::{What, Who};

/// What the rules are about.
pub const SCHEMA: &str = include_str!("../schema.cedarschema");
/// The rules.
pub const POLICY: &str = include_str!("../policy.cedar");
/// What must never be allowed.
pub const THEOREMS: &str = include_str!("../theorems.cedar");

/// The rules, ready to be asked.
pub struct Model {
    policy: PolicySet,
    schema: Schema,
    authorizer: Authorizer,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").finish_non_exhaustive()
    }
}

impl Default for Model {
    fn default() -> Self {
        Self {
            policy: PolicySet::from_str(POLICY).expect("the policy"),
            schema: Schema::from_cedarschema_str(SCHEMA).expect("the schema").0,
            authorizer: Authorizer::new(),
        }
    }
}

impl Model {
    /// Whether `who` may do `what` at `now`. Facts that do not fit the schema, and rules that fail
    /// on them, are mistakes of the test.
    pub fn allows(&self, who: &Who, what: &What, now: i64) -> bool {
        let asked = entities::asked(who, what, now);
        let entities = Entities::from_entities(asked.entities, Some(&self.schema))
            .expect("facts that fit the schema");
        let context = Context::from_pairs(asked.context).expect("a context");
        let request = Request::new(
            asked.principal,
            uid("Action", asked.action),
            asked.resource,
            context,
            Some(&self.schema),
        )
        .expect("a request that fits the schema");
        let answer = self
            .authorizer
            .is_authorized(&request, &self.policy, &entities);
        let failures: Vec<_> = answer.diagnostics().errors().collect();
        assert!(failures.is_empty(), "{failures:?}");
        answer.decision() == Decision::Allow
    }
}

/// The entity of this type and id.
fn uid(kind: &str, id: &str) -> EntityUid {
    let kind = EntityTypeName::from_str(kind).expect("a type");
    EntityUid::from_type_name_and_id(kind, cedar_policy::EntityId::new(id))
}
