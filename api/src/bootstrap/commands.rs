//! Registers the first organisations, people and programs.

mod units;

pub use units::FirstUnit;

use diesel::prelude::*;
use serde_json::json;
use shared::{
    audit::AuditKind,
    id::{OrganisationId, UserId, kinds},
    organisation::OrganisationKind,
    role_grant::GrantSource,
    user::UserKind,
};
use uuid::Uuid;

use super::{catalogue::PART, rows::NewFirstGrantRow};
use crate::{
    clock::new_id,
    db::{
        Context, Database, Failure, Recorded, WriteTx, row,
        schema::{organisations, role_grants, users},
    },
    domain::{
        change::{About, Change, What},
        facts::UMBRELLA,
    },
    organisations::{
        lbas,
        rows::{OrganisationToCreate, insert},
    },
    policy::{Authorised, setup::SetUp, setup::set_up},
    tokens::{self, NewClient},
    users::rows::{NewUserRow, UserToCreate},
};

/// An organisation that is there from the start.
#[derive(Clone, Debug)]
pub struct FirstOrganisation {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// CVR number, when known.
    pub cvr: Option<String>,
    /// A kommune's three digits.
    pub kommunekode: Option<String>,
}

/// A person who is there from the start, recognised at the first login by the professional UUID.
#[derive(Clone, Debug)]
pub struct FirstUser {
    /// MitID Erhverv's UUID.
    pub professional_uuid: Uuid,
    /// Full name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// STAR's user type.
    pub kind: UserKind,
    /// What the person holds in the own organisation.
    pub grants: Vec<FirstGrant>,
}

/// A role held from the start.
#[derive(Clone, Debug)]
pub struct FirstGrant {
    /// The role's key.
    pub role: String,
    /// Where it comes from: an import, or the setting up itself.
    pub source: GrantSource,
    /// Why.
    pub reason: String,
}

/// The setting up, within one transaction.
#[derive(Debug)]
pub struct Setup<'t, 'c> {
    pub(super) tx: &'t mut WriteTx<'c>,
    // Held so that nobody can make a `Setup` without having asked the policy.
    _proof: Authorised<SetUp>,
    last: Option<Recorded<()>>,
}

impl Setup<'_, '_> {
    /// Runs `act` in one transaction; it may be run twice. Nothing is written when everything is
    /// there already.
    ///
    /// # Errors
    /// What `act` fails with, or the engine.
    pub async fn run<T: Send + 'static>(
        database: &Database,
        act: impl Fn(&mut Setup<'_, '_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        database
            .write_plain(Context::system(PART), AuditKind::Bootstrapped, move |tx| {
                let proof = set_up(tx.caller())?;
                let mut setup = Setup {
                    tx,
                    _proof: proof,
                    last: None,
                };
                let value = act(&mut setup)?;
                setup.finish(value)
            })
            .await
    }

    /// The proof of the last change; a run that changed nothing is recorded as such.
    fn finish<T>(self, value: T) -> Result<Recorded<T>, Failure> {
        match self.last {
            Some(recorded) => Ok(recorded.map(|()| value)),
            None => self.tx.record(
                &Change::new(What::Bootstrapped { new: json!({}) }, About::default()),
                value,
            ),
        }
    }

    pub(super) fn record(&mut self, about: About, new: serde_json::Value) -> Result<(), Failure> {
        let change = Change::new(What::Bootstrapped { new }, about);
        self.last = Some(self.tx.record(&change, ())?);
        Ok(())
    }

    fn find_organisation(
        &mut self,
        new: &FirstOrganisation,
    ) -> Result<Option<OrganisationId>, Failure> {
        let mut query = organisations::table
            .filter(organisations::kind.eq(new.kind.as_str()))
            .select(organisations::id)
            .into_boxed();
        query = match (&new.cvr, &new.kommunekode) {
            (Some(cvr), _) => query.filter(organisations::cvr.eq(cvr.clone())),
            (None, Some(code)) => query.filter(organisations::kommunekode.eq(code.clone())),
            (None, None) => query.filter(organisations::name.eq(new.name.clone())),
        };
        let found: Option<String> = query.first(self.tx.connection()).optional()?;
        row::optional_id(found.as_deref())
    }

    /// The organisation, registered when it is not there yet.
    ///
    /// # Errors
    /// The engine's.
    pub fn organisation(&mut self, new: &FirstOrganisation) -> Result<OrganisationId, Failure> {
        if let Some(id) = self.find_organisation(new)? {
            return Ok(id);
        }
        let at = self.tx.now();
        let id = new_id::<kinds::Organisation>(at);
        let row = OrganisationToCreate {
            id,
            kind: new.kind,
            name: new.name.clone(),
            cvr: new.cvr.clone(),
            kommunekode: new.kommunekode.clone(),
            parent: (new.kind == OrganisationKind::Virksomhed).then_some(UMBRELLA),
            at,
        };
        insert(self.tx, row)?;
        let about = About {
            organisation: Some(id),
            ..About::default()
        };
        self.record(about, json!({ "organisation": new.name, "kind": new.kind }))?;
        Ok(id)
    }

    /// The person, registered with the grants when not there yet. Whoever is there keeps what
    /// has become of them since.
    ///
    /// # Errors
    /// The engine's.
    pub fn user(&mut self, home: OrganisationId, new: &FirstUser) -> Result<UserId, Failure> {
        let found: Option<String> = users::table
            .filter(users::professional_uuid.eq(new.professional_uuid.to_string()))
            .select(users::id)
            .first(self.tx.connection())
            .optional()?;
        if let Some(id) = row::optional_id(found.as_deref())? {
            return Ok(id);
        }
        let at = self.tx.now();
        let id = new_id::<kinds::User>(at);
        let user = UserToCreate {
            id,
            issuer: None,
            professional_uuid: Some(new.professional_uuid),
            name: new.name.clone(),
            email: new.email.clone(),
            kind: new.kind,
            home,
            unit: None,
            at,
        };
        diesel::insert_into(users::table)
            .values(NewUserRow::from(user))
            .execute(self.tx.connection())?;
        let about = About {
            subject: Some(id),
            organisation: Some(home),
            ..About::default()
        };
        self.record(about, json!({ "user": new.name }))?;
        for grant in &new.grants {
            self.grant(home, id, grant)?;
        }
        Ok(id)
    }

    /// Gives a role on the holder's own organisation, whatever the rules say of who gives it.
    ///
    /// # Errors
    /// The engine's.
    pub fn grant(
        &mut self,
        home: OrganisationId,
        user: UserId,
        grant: &FirstGrant,
    ) -> Result<(), Failure> {
        let held = role_grants::table
            .filter(role_grants::user_id.eq(user.to_string()))
            .filter(role_grants::role_key.eq(grant.role.clone()))
            .filter(role_grants::revoked_at.is_null());
        if diesel::select(diesel::dsl::exists(held)).get_result(self.tx.connection())? {
            return Ok(());
        }
        let at = self.tx.now();
        let id = new_id::<kinds::RoleGrant>(at);
        diesel::insert_into(role_grants::table)
            .values(NewFirstGrantRow {
                id: id.to_string(),
                user_id: user.to_string(),
                holder_organisation_id: home.to_string(),
                role_key: grant.role.clone(),
                organisation_id: home.to_string(),
                valid_from: at.naive(),
                valid_until: None,
                agreement_id: None,
                granted_at: at.naive(),
                reason: grant.reason.clone(),
                source: grant.source.as_str(),
                version: 1,
            })
            .execute(self.tx.connection())?;
        diesel::update(users::table.filter(users::id.eq(user.to_string())))
            .set(users::changed_at.eq(at.naive()))
            .execute(self.tx.connection())?;
        lbas::have_changed(self.tx, home)?;
        let about = About {
            subject: Some(user),
            organisation: Some(home),
            role: Some(grant.role.clone()),
            grant: Some(id),
            ..About::default()
        };
        self.record(about, json!({ "role": grant.role, "source": grant.source }))
    }

    /// Registers a program, or gives it a new secret, of which only the hash is kept.
    ///
    /// # Errors
    /// The engine's.
    pub fn client(&mut self, client: &NewClient) -> Result<(), Failure> {
        self.last = Some(tokens::clients::register(self.tx, client)?);
        Ok(())
    }
}
