//! Agreements with providers that are there from the start, and who holds what under them.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    Timestamp,
    id::{AgreementId, OrganisationId, UserId, kinds},
};

use super::{FirstGrant, Setup, rows::NewFirstGrantRow};
use crate::{
    agreements::rows::{Agreement, AgreementRow},
    clock::new_id,
    db::{
        Failure, row,
        schema::{agreements, role_grants, users},
    },
    domain::{change::About, period::Period},
};

/// An agreement that is there from the start, for so many days.
#[derive(Clone, Debug)]
pub struct FirstAgreement {
    /// The provider.
    pub provider: OrganisationId,
    /// The organisation that it works for.
    pub principal: OrganisationId,
    /// Its LBA, who stands as having recorded it.
    pub recorded_by: UserId,
    /// Case or contract number, by which it is found again.
    pub reference: String,
    /// How long it lasts, in days.
    pub days: i64,
}

impl Setup<'_, '_> {
    /// The agreement, recorded with what `holder` holds under it when it is not there yet.
    ///
    /// # Errors
    /// The engine's.
    pub fn agreement(
        &mut self,
        new: &FirstAgreement,
        (holder, grant): (UserId, &FirstGrant),
    ) -> Result<AgreementId, Failure> {
        let found: Option<String> = agreements::table
            .filter(agreements::principal_id.eq(new.principal.to_string()))
            .filter(agreements::reference.eq(new.reference.clone()))
            .select(agreements::id)
            .first(self.tx.connection())
            .optional()?;
        if let Some(id) = row::optional_id(found.as_deref())? {
            return Ok(id);
        }
        let agreement = self.record_agreement(new)?;
        self.hold_under(&agreement, holder, grant)?;
        Ok(agreement.id)
    }

    fn record_agreement(&mut self, new: &FirstAgreement) -> Result<Agreement, Failure> {
        let at = self.tx.now();
        let until = at.plus_days(new.days);
        let agreement = Agreement {
            id: new_id::<kinds::Agreement>(at),
            provider: new.provider,
            principal: new.principal,
            period: Period::new(at, Some(until))
                .map_err(|code| Failure::Internal(format!("an agreement: {code}")))?,
            until,
            reference: new.reference.clone(),
            recorded_by: new.recorded_by,
            recorded_at: at,
            end: None,
            version: 1,
        };
        diesel::insert_into(agreements::table)
            .values(AgreementRow::from(&agreement))
            .execute(self.tx.connection())?;
        let about = About {
            organisation: Some(new.principal),
            ..About::default()
        };
        self.record(about, agreement.told())?;
        Ok(agreement)
    }

    fn hold_under(
        &mut self,
        agreement: &Agreement,
        user: UserId,
        grant: &FirstGrant,
    ) -> Result<(), Failure> {
        let at = self.tx.now();
        let id = new_id::<kinds::RoleGrant>(at);
        diesel::insert_into(role_grants::table)
            .values(NewFirstGrantRow {
                id: id.to_string(),
                user_id: user.to_string(),
                holder_organisation_id: agreement.provider.to_string(),
                role_key: grant.role.clone(),
                organisation_id: agreement.principal.to_string(),
                valid_from: at.naive(),
                valid_until: agreement.period.until().map(Timestamp::naive),
                agreement_id: Some(agreement.id.to_string()),
                granted_at: at.naive(),
                reason: grant.reason.clone(),
                source: grant.source.as_str(),
                version: 1,
            })
            .execute(self.tx.connection())?;
        diesel::update(users::table.filter(users::id.eq(user.to_string())))
            .set(users::changed_at.eq(at.naive()))
            .execute(self.tx.connection())?;
        let about = About {
            subject: Some(user),
            organisation: Some(agreement.provider),
            role: Some(grant.role.clone()),
            grant: Some(id),
            ..About::default()
        };
        self.record(about, json!({ "role": grant.role, "source": grant.source }))
    }
}
