//! Each command as its handler gives it to the database.

use brugeradm::{
    access_requests::{
        approval::Approval,
        claims::{self, Lasting},
        commands::{self as asking, Submit},
        decisions,
        sweeping::sweep,
    },
    db::{
        Command as Transaction, Context, Failure, Recorded, Resource, WriteTx, caller::Credential,
        idempotency::Answer,
    },
    domain::facts::UMBRELLA,
    http::request::{IfMatch, hash_of},
    role_grants::commands::{self as granting, Grant},
    users::{
        commands::{self as people, Create},
        status,
    },
};
use serde_json::Value;
use shared::{
    access_request::{NewAccessRequest, NewApproval, RequestAction},
    audit::AuditKind,
    id::{AccessRequestId, OrganisationId},
    language::Language,
    role_grant::NewRoleGrant,
    text::Reason,
    user::NewUser,
};

use crate::{
    commands::Command,
    product::Product,
    rules::CLAIM,
    tables,
    world::{Moment, Role, World, terms},
};

const WHY: &str = "Sagen er gennemgået og i orden.";

impl Product {
    pub(crate) fn attempt(&mut self, command: &Command, world: &World) -> Result<Value, Failure> {
        match *command {
            Command::CreateUser { by, home } => self.create_user(by, home),
            Command::Deactivate { by, user } => self.set_active(by, user, false),
            Command::Reactivate { by, user } => self.set_active(by, user, true),
            Command::Give { .. } => self.give(command, world),
            Command::Take { by, grant } => self.take(by, grant),
            Command::Ask { .. } => self.ask(command, world),
            Command::Wait { .. } => Ok(Value::Null),
            Command::Sweep => {
                self.runtime.block_on(sweep(&self.database))?;
                Ok(Value::Null)
            }
            _ => self.about_request(command),
        }
    }

    /// One command, as its handler gives it to the database.
    fn write<T: Resource>(
        &mut self,
        by: usize,
        attempt: AuditKind,
        act: impl Fn(&mut WriteTx<'_>) -> Result<Recorded<T>, Failure> + Send + 'static,
    ) -> Result<Value, Failure> {
        let command = Transaction {
            context: Context {
                credential: Credential::Session(hash_of(&self.users[by].to_string())),
                language: Language::Da,
                trace_id: "property".to_owned(),
            },
            attempt,
            idempotency: None,
            dry_run: false,
            module: None,
        };
        let answer: Answer = self.runtime.block_on(self.database.write(command, act))?;
        Ok(serde_json::from_str(&answer.body).unwrap())
    }

    fn create_user(&mut self, by: usize, home: usize) -> Result<Value, Failure> {
        let number = self.users.len();
        let create = Create::try_from(NewUser {
            unit: None,
            professional_uuid: None,
            name: format!("Person {number}"),
            email: format!("person{number}@example.invalid"),
            organisation_id: self.organisations[home],
            kind: None,
        })?;
        self.write(by, AuditKind::UserCreated, move |tx| {
            people::create_user(tx, &create)
        })
    }

    fn set_active(&mut self, by: usize, user: usize, active: bool) -> Result<Value, Failure> {
        let (id, why) = (self.users[user], Reason::parse(WHY).unwrap());
        let version = IfMatch::Version(tables::version_of_user(&mut self.connection, id));
        if active {
            return self.write(by, AuditKind::UserReactivated, move |tx| {
                status::reactivate_user(tx, id, &why, version)
            });
        }
        self.write(by, AuditKind::UserDeactivated, move |tx| {
            status::deactivate_user(tx, id, &why, version)
        })
    }

    /// Where a role is held, or a place where it is not.
    fn place(&self, world: &World, user: usize, role: Role, elsewhere: bool) -> OrganisationId {
        let on_umbrella = terms(role, world.kind_of(user)).is_some_and(|it| it.on_umbrella);
        match (elsewhere, on_umbrella) {
            (true, _) => self.organisations[0],
            (false, true) => UMBRELLA,
            (false, false) => self.organisations[world.users[user].home],
        }
    }

    fn give(&mut self, command: &Command, world: &World) -> Result<Value, Failure> {
        let Command::Give {
            by,
            to,
            role,
            days,
            later,
            elsewhere,
        } = *command
        else {
            unreachable!("{command:?}")
        };
        let from = self.clock.now().plus_days(i64::from(later));
        let new = Grant::try_from(NewRoleGrant {
            user_id: self.users[to],
            role: role.key().to_owned(),
            organisation_id: self.place(world, to, role, elsewhere),
            unit: None,
            valid_from: later.then_some(from),
            valid_until: days.map(|days| from.plus_days(days)),
            reason: WHY.to_owned(),
            case_reference: None,
        })?;
        self.write(by, AuditKind::RoleGranted, move |tx| {
            granting::grant_role(tx, &new)
        })
    }

    fn take(&mut self, by: usize, grant: usize) -> Result<Value, Failure> {
        let (id, why) = (self.grants[grant], Reason::parse(WHY).unwrap());
        let version = IfMatch::Version(tables::version_of_grant(&mut self.connection, id));
        self.write(by, AuditKind::RoleRevoked, move |tx| {
            granting::revoke_role(tx, id, &why, version)
        })
    }

    fn ask(&mut self, command: &Command, world: &World) -> Result<Value, Failure> {
        let Command::Ask {
            by,
            subject,
            role,
            removal,
            days,
            elsewhere,
        } = *command
        else {
            unreachable!("{command:?}")
        };
        let action = if removal {
            RequestAction::Revoke
        } else {
            RequestAction::Grant
        };
        let submit = Submit::try_from(NewAccessRequest {
            action,
            role: role.key().to_owned(),
            subject_id: (by != subject).then_some(self.users[subject]),
            organisation_id: self.place(world, subject, role, elsewhere),
            unit: None,
            justification: WHY.to_owned(),
            case_reference: None,
            valid_until: days.map(|days| self.clock.now().plus_days(days)),
        })?;
        self.write(by, AuditKind::AccessRequestSubmitted, move |tx| {
            asking::submit_access_request(tx, &submit)
        })
    }

    fn about_request(&mut self, command: &Command) -> Result<Value, Failure> {
        let (Command::Withdraw { by, request }
        | Command::Claim { by, request }
        | Command::HandOver { by, request, .. }
        | Command::Approve { by, request, .. }
        | Command::Reject { by, request }) = *command
        else {
            unreachable!("{command:?}")
        };
        let id = self.requests[request];
        let version = IfMatch::Version(tables::version_of_request(&mut self.connection, id));
        match *command {
            Command::Approve { days, .. } => self.approve(by, id, days, version),
            Command::HandOver { to, .. } => {
                let to = self.users[to];
                self.write(by, AuditKind::AccessRequestHandedOver, move |tx| {
                    claims::hand_over_access_request(tx, id, to, Lasting(CLAIM), version)
                })
            }
            Command::Claim { .. } => self.write(by, AuditKind::AccessRequestClaimed, move |tx| {
                claims::claim_access_request(tx, id, Lasting(CLAIM), version)
            }),
            Command::Withdraw { .. } => {
                self.write(by, AuditKind::AccessRequestWithdrawn, move |tx| {
                    decisions::withdraw_access_request(tx, id, version)
                })
            }
            _ => {
                let why = Reason::parse(WHY).unwrap();
                self.write(by, AuditKind::AccessRequestRejected, move |tx| {
                    decisions::reject_access_request(tx, id, &why, version)
                })
            }
        }
    }

    fn approve(
        &mut self,
        by: usize,
        id: AccessRequestId,
        days: Option<Moment>,
        version: IfMatch,
    ) -> Result<Value, Failure> {
        let approval = Approval::try_from(NewApproval {
            valid_until: days.map(|days| self.clock.now().plus_days(days)),
            comment: None,
        })?;
        self.write(by, AuditKind::AccessRequestApproved, move |tx| {
            decisions::approve_access_request(tx, id, &approval, version)
        })
    }
}
