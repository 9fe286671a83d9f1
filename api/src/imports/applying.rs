//! Carries out what a batch has planned, with few statements, and records it.

use std::collections::BTreeSet;

use diesel::prelude::*;
use shared::{Timestamp, id::OrganisationId, import::ImportRecord};

use super::reading::number;
use crate::{
    db::{
        Failure, WriteTx,
        multi::insert_all,
        schema::{import_links, organisations, role_grants, users},
    },
    domain::{change::Change, search::sort_key},
    organisations::{
        lbas,
        rows::{self, OrganisationToCreate, search_key_of as organisation_search_key},
    },
    users::rows::{NewUserRow, email_key, search_key_of},
};

/// What the other system calls something, and what this import writes of it.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = import_links, treat_none_as_default_value = false)]
pub(super) struct NewLink {
    pub(super) source: String,
    pub(super) record: i32,
    pub(super) external_id: String,
    pub(super) target_id: String,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
}

impl NewLink {
    pub(super) fn new(source: &str, record: ImportRecord, key: &str, target: &str) -> Self {
        Self {
            source: source.to_owned(),
            record: number(record),
            external_id: key.to_owned(),
            target_id: target.to_owned(),
            name: None,
            email: None,
        }
    }
}

/// A grant that an import gives.
#[derive(Debug, Insertable)]
#[diesel(table_name = role_grants, treat_none_as_default_value = false)]
pub(super) struct NewGrant {
    pub(super) id: String,
    pub(super) user_id: String,
    pub(super) holder_organisation_id: String,
    pub(super) role_key: String,
    pub(super) organisation_id: String,
    pub(super) unit: Option<String>,
    pub(super) valid_from: chrono::NaiveDateTime,
    pub(super) valid_until: Option<chrono::NaiveDateTime>,
    pub(super) granted_at: chrono::NaiveDateTime,
    pub(super) reason: String,
    pub(super) case_reference: Option<String>,
    pub(super) source: &'static str,
    pub(super) import_source: String,
    pub(super) dormant_from: Option<chrono::NaiveDateTime>,
    pub(super) version: i64,
}

/// A new name for an organisation.
#[derive(Debug)]
pub(super) struct Renamed {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) cvr: Option<String>,
    pub(super) kommunekode: Option<String>,
}

/// A user's new name and e-mail address.
#[derive(Debug)]
pub(super) struct Amended {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) professional_uuid: Option<uuid::Uuid>,
}

/// Everything that a batch does.
#[derive(Debug, Default)]
pub(super) struct Deeds {
    pub(super) organisations: Vec<OrganisationToCreate>,
    pub(super) renamed: Vec<Renamed>,
    pub(super) users: Vec<NewUserRow>,
    pub(super) amended: Vec<Amended>,
    pub(super) revoked: Vec<String>,
    pub(super) grants: Vec<NewGrant>,
    /// Names that are new here.
    pub(super) links: Vec<NewLink>,
    /// Names whose last writing changes.
    pub(super) rewritten: Vec<NewLink>,
    /// Organisations whose LBAs change.
    pub(super) other_lbas_in: BTreeSet<OrganisationId>,
    /// Users whose rights change.
    pub(super) touched: BTreeSet<String>,
    pub(super) changes: Vec<Change>,
}

impl Deeds {
    /// Does it all, but for the recording of `changes`.
    pub(super) fn carry_out(&self, tx: &mut WriteTx<'_>, because: &str) -> Result<(), Failure> {
        let now = tx.now();
        for new in &self.organisations {
            rows::insert(tx, new.clone())?;
        }
        let connection = tx.connection();
        insert_all!(connection, users::table, &self.users)?;
        insert_all!(connection, import_links::table, &self.links)?;
        self.rename(tx)?;
        self.amend(tx, now)?;
        self.rewrite(tx)?;
        // Before the new ones: a grant may replace one of these.
        self.revoke(tx, now, because)?;
        insert_all!(tx.connection(), role_grants::table, &self.grants)?;
        self.touch(tx, now)?;
        let homes = &self.other_lbas_in;
        homes
            .iter()
            .try_for_each(|home| lbas::have_changed(tx, *home))
    }

    fn rename(&self, tx: &mut WriteTx<'_>) -> Result<(), Failure> {
        for one in &self.renamed {
            let search =
                organisation_search_key(&one.name, one.cvr.as_deref(), one.kommunekode.as_deref());
            diesel::update(organisations::table.filter(organisations::id.eq(&one.id)))
                .set((
                    organisations::name.eq(&one.name),
                    organisations::sort_key.eq(sort_key(&one.name)),
                    organisations::search_key.eq(search),
                    organisations::version.eq(organisations::version + 1),
                ))
                .execute(tx.connection())?;
        }
        Ok(())
    }

    fn amend(&self, tx: &mut WriteTx<'_>, now: Timestamp) -> Result<(), Failure> {
        for one in &self.amended {
            let search = search_key_of(&one.name, &one.email, one.professional_uuid);
            diesel::update(users::table.filter(users::id.eq(&one.id)))
                .set((
                    users::name.eq(&one.name),
                    users::email.eq(&one.email),
                    users::sort_key.eq(sort_key(&one.name)),
                    users::search_key.eq(search),
                    users::email_key.eq(email_key(&one.email)),
                    users::changed_at.eq(now.naive()),
                    users::version.eq(users::version + 1),
                ))
                .execute(tx.connection())?;
        }
        Ok(())
    }

    fn rewrite(&self, tx: &mut WriteTx<'_>) -> Result<(), Failure> {
        for link in &self.rewritten {
            let of = import_links::table
                .filter(import_links::source.eq(&link.source))
                .filter(import_links::record.eq(link.record))
                .filter(import_links::external_id.eq(&link.external_id));
            diesel::update(of)
                .set((
                    import_links::target_id.eq(&link.target_id),
                    import_links::name.eq(&link.name),
                    import_links::email.eq(&link.email),
                ))
                .execute(tx.connection())?;
        }
        Ok(())
    }

    /// Nobody is named as the taker: an import tells its own removals from a person's by that.
    fn revoke(&self, tx: &mut WriteTx<'_>, now: Timestamp, because: &str) -> Result<(), Failure> {
        if self.revoked.is_empty() {
            return Ok(());
        }
        let ids = self.revoked.clone();
        diesel::update(
            role_grants::table
                .filter(role_grants::id.eq_any(ids))
                .filter(role_grants::revoked_at.is_null()),
        )
        .set((
            role_grants::revoked_at.eq(now.naive()),
            role_grants::revoked_because.eq(because),
            role_grants::version.eq(role_grants::version + 1),
        ))
        .execute(tx.connection())?;
        Ok(())
    }

    /// INVARIANT (`dialect::load_holding_rights`): a change of somebody's rights changes their row.
    fn touch(&self, tx: &mut WriteTx<'_>, now: Timestamp) -> Result<(), Failure> {
        if self.touched.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = self.touched.iter().cloned().collect();
        diesel::update(users::table.filter(users::id.eq_any(ids)))
            .set((
                users::changed_at.eq(now.naive()),
                users::version.eq(users::version + 1),
            ))
            .execute(tx.connection())?;
        Ok(())
    }
}
