//! Users as the API shows them.

use shared::{
    session::{Action, AllowedAction},
    user::{UserStatus, UserView},
};

use super::{
    lbas::{self, has_power},
    queries,
    rows::User,
};
use crate::{
    db::{Failure, ReadTx, Resource},
    http::allowed::allowed,
    policy::{
        self,
        users::{ChangeUser, DeactivateUser, ReactivateUser},
    },
};

impl Resource for UserView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/users/{}", self.id)
    }
}

fn shown(user: &User, roles: Vec<String>, allowed_actions: Vec<AllowedAction>) -> UserView {
    UserView {
        id: user.id,
        professional_uuid: user.professional_uuid,
        name: user.name.clone(),
        email: user.email.clone(),
        kind: user.kind,
        status: user.status,
        organisation: user.home.clone(),
        unit: user.unit.clone(),
        roles,
        roles_hidden: false,
        changed_at: user.changed_at,
        allowed_actions,
        version: user.version,
    }
}

/// One user, with what the caller may do with them.
///
/// # Errors
/// The engine's.
pub fn view(tx: &mut ReadTx<'_>, user: &User) -> Result<UserView, Failure> {
    let now = tx.now();
    let roles = queries::role_keys_of(tx, [user.id], now)?
        .remove(&user.id)
        .unwrap_or_default();
    let stopping = facts_for_stopping(tx, user)?;
    let (caller, language) = (tx.caller(), tx.language());
    let subject = user.facts();
    let has_power = stopping.has_power;
    let change = policy::users::change(
        caller,
        ChangeUser {
            subject: subject.clone(),
            has_power,
            unit_after: user.unit.clone(),
        },
    );
    let give = policy::granting::grant_something(caller, &subject);
    let mut actions = vec![
        allowed(Action::ChangeUser, change, language),
        allowed(Action::GrantRole, give, language),
    ];
    actions.push(match user.status {
        UserStatus::Active => allowed(
            Action::DeactivateUser,
            policy::users::deactivate(caller, stopping),
            language,
        ),
        UserStatus::Suspended | UserStatus::Deactivated => {
            let act = ReactivateUser { subject, has_power };
            let verdict = policy::users::reactivate(caller, act);
            allowed(Action::ReactivateUser, verdict, language)
        }
    });
    Ok(shown(user, roles, actions))
}

/// What the policy needs to know to judge stopping this user.
///
/// # Errors
/// The engine's.
pub fn facts_for_stopping(tx: &mut ReadTx<'_>, user: &User) -> Result<DeactivateUser, Failure> {
    let now = tx.now();
    let everybody = lbas::with_units_of(tx, [user.home()], now)?
        .remove(&user.home())
        .unwrap_or_default();
    let lbas = lbas::people(everybody.into_iter().filter(|lba| lba.unit.is_none()));
    let others = lbas.iter().filter(|lba| lba.id != user.id).count();
    Ok(DeactivateUser {
        subject: user.facts(),
        has_power: has_power(tx, user.id)?,
        is_lba: lbas.iter().any(|lba| lba.id == user.id),
        other_lbas: i64::try_from(others).unwrap_or(i64::MAX),
    })
}
