//! Whether the holder of a grant has what its role requires, decided when it is asked.
//!
//! A role without prerequisites, as most are, costs one look into an index that hardly holds
//! anything. The closure of what is required is stored, so that one step suffices.

use diesel::{
    AppearsOnTable, Expression, QueryResult, SelectableExpression,
    backend::Backend,
    expression::{ValidGrouping, is_aggregate},
    query_builder::{AstPass, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{Bool, HasSqlType, Timestamp as Moment},
};
use shared::Timestamp;

/// No prerequisite is missing now: none in force without a live grant that runs and is awake,
/// and none that the holder's own organisation has not.
const NOW: [&str; 4] = [
    "(NOT EXISTS (SELECT 1 FROM role_prerequisites AS needed \
     WHERE needed.role_key = role_grants.role_key AND needed.ended_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM role_grants AS other \
     WHERE other.user_id = role_grants.user_id AND other.role_key = needed.requires_role_key \
     AND other.revoked_at IS NULL AND other.valid_from <= ",
    " AND (other.valid_until IS NULL OR other.valid_until > ",
    ") AND (other.dormant_from IS NULL OR other.dormant_from > ",
    "))) AND NOT EXISTS (SELECT 1 FROM role_attributes AS wanted \
     WHERE wanted.role_key = role_grants.role_key AND wanted.ended_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM attribute_holdings AS has \
     WHERE has.organisation_id = role_grants.holder_organisation_id \
     AND has.attribute_key = wanted.attribute_key AND has.ended_at IS NULL)))",
];

/// The same for a moment that may have passed: of what was required and held then.
const THEN: [&str; 13] = [
    "(NOT EXISTS (SELECT 1 FROM role_prerequisites AS needed \
     WHERE needed.role_key = role_grants.role_key AND needed.since <= ",
    " AND (needed.ended_at IS NULL OR needed.ended_at > ",
    ") AND NOT EXISTS (SELECT 1 FROM role_grants AS other \
     WHERE other.user_id = role_grants.user_id AND other.role_key = needed.requires_role_key \
     AND other.valid_from <= ",
    " AND (other.valid_until IS NULL OR other.valid_until > ",
    ") AND (other.revoked_at IS NULL OR other.revoked_at > ",
    ") AND (other.dormant_from IS NULL OR other.dormant_from > ",
    ") AND NOT EXISTS (SELECT 1 FROM grant_sleeps AS sleep \
     WHERE sleep.grant_id = other.id AND sleep.began_at <= ",
    " AND sleep.ended_at > ",
    "))) AND NOT EXISTS (SELECT 1 FROM role_attributes AS wanted \
     WHERE wanted.role_key = role_grants.role_key AND wanted.since <= ",
    " AND (wanted.ended_at IS NULL OR wanted.ended_at > ",
    ") AND NOT EXISTS (SELECT 1 FROM attribute_holdings AS has \
     WHERE has.organisation_id = role_grants.holder_organisation_id \
     AND has.attribute_key = wanted.attribute_key AND has.since <= ",
    " AND (has.ended_at IS NULL OR has.ended_at > ",
    "))))",
];

/// The condition on rows of `role_grants`, `AS_OF` a moment that may have passed or now.
#[derive(Clone, Copy, Debug)]
pub struct PrerequisitesHeld<const AS_OF: bool>(chrono::NaiveDateTime);

/// Whether a grant's holder has, at this moment, what its role requires.
pub fn prerequisites_held(now: Timestamp) -> PrerequisitesHeld<false> {
    PrerequisitesHeld(now.naive())
}

/// Whether a grant's holder had, at that moment, what its role required.
pub fn prerequisites_held_as_of(at: Timestamp) -> PrerequisitesHeld<true> {
    PrerequisitesHeld(at.naive())
}

impl<const AS_OF: bool> Expression for PrerequisitesHeld<AS_OF> {
    type SqlType = Bool;
}

impl<const AS_OF: bool, Q> AppearsOnTable<Q> for PrerequisitesHeld<AS_OF> {}

impl<const AS_OF: bool, Q> SelectableExpression<Q> for PrerequisitesHeld<AS_OF> {}

impl<const AS_OF: bool, G> ValidGrouping<G> for PrerequisitesHeld<AS_OF> {
    type IsAggregate = is_aggregate::No;
}

impl<const AS_OF: bool> QueryId for PrerequisitesHeld<AS_OF> {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<const AS_OF: bool, DB> QueryFragment<DB> for PrerequisitesHeld<AS_OF>
where
    DB: Backend + HasSqlType<Moment>,
    chrono::NaiveDateTime: ToSql<Moment, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let parts: &[&str] = if AS_OF { &THEN } else { &NOW };
        let Some((last, first)) = parts.split_last() else {
            return Ok(());
        };
        for part in first {
            out.push_sql(part);
            out.push_bind_param::<Moment, _>(&self.0)?;
        }
        out.push_sql(last);
        Ok(())
    }
}

/// Whether a role requires anything or conflicts with any: most do not, and nothing further is
/// asked about them.
const RELATED: &str = "\
(EXISTS (SELECT 1 FROM role_prerequisites AS needed \
WHERE needed.role_key = roles.key AND needed.ended_at IS NULL) \
OR EXISTS (SELECT 1 FROM role_attributes AS wanted \
WHERE wanted.role_key = roles.key AND wanted.ended_at IS NULL) \
OR EXISTS (SELECT 1 FROM role_conflicts AS conflict WHERE conflict.role_a = roles.key) \
OR EXISTS (SELECT 1 FROM role_conflicts AS conflict WHERE conflict.role_b = roles.key))";

/// Whether a row of `roles` requires anything or conflicts with any.
#[derive(Clone, Copy, Debug, QueryId)]
pub struct IsRelated;

impl Expression for IsRelated {
    type SqlType = Bool;
}

impl<Q> AppearsOnTable<Q> for IsRelated {}

impl<Q> SelectableExpression<Q> for IsRelated {}

impl<G> ValidGrouping<G> for IsRelated {
    type IsAggregate = is_aggregate::No;
}

impl<DB: Backend> QueryFragment<DB> for IsRelated {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(RELATED);
        Ok(())
    }
}
