//! What may be asked for: roles to be given, and roles to be taken.

use shared::{
    access_request::RequestAction,
    client::{Answer, ClientError},
    id::UserId,
    problem::ProblemKind,
    role_grant::{RoleGrantQuery, RoleGrantView},
    session::{Action, MeUser},
    user::{AssignableRole, UserView},
};

use crate::{api::Api, dates, ui::actions, units::limit::Limits};

/// What may be asked for, and about whom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offer {
    /// Whom it is about, when that is somebody else.
    pub(super) subject: Option<UserView>,
    /// Roles that may be asked for, and where each would be held.
    pub(super) to_give: Vec<AssignableRole>,
    /// Roles that may be asked away.
    pub(super) to_take: Vec<AssignableRole>,
    /// Roles that may not be asked for now.
    pub(super) refused: Vec<AssignableRole>,
    /// The units that a role can be limited to.
    pub(super) limits: Limits,
}

impl Offer {
    /// The roles of one kind.
    pub(super) fn of(&self, action: RequestAction) -> &[AssignableRole] {
        match action {
            RequestAction::Grant => &self.to_give,
            RequestAction::Revoke => &self.to_take,
        }
    }

    /// For oneself.
    pub(super) async fn for_oneself(api: &Api, own: Option<MeUser>) -> Answer<Self> {
        let MeUser {
            id: own,
            organisation,
            ..
        } = own.ok_or(ClientError::Unintelligible)?;
        let roles = api.list_assignable_roles(own).await?.items;
        let (to_give, refused) = roles.into_iter().partition(may_be_asked_for);
        let to_take = held(api, own).await?.iter().map(role_of).collect();
        Ok(Self {
            subject: None,
            to_give,
            to_take,
            refused,
            limits: Limits::of(api, organisation).await?,
        })
    }

    /// For somebody else, of Landssupporten: only what they alone give or take.
    pub(in super::super) async fn of_the_desk(api: &Api, user: UserId) -> Answer<Self> {
        let subject = api.read_user(user).await?;
        let mut roles = api.list_assignable_roles(user).await?.items;
        roles.retain(|one| is_the_desk_s(&one.allowed_actions, Action::GrantRole));
        let (to_give, refused) = roles.into_iter().partition(may_be_asked_for);
        let grants = held(api, user).await?;
        let theirs = grants
            .iter()
            .filter(|one| is_the_desk_s(&one.allowed_actions, Action::RevokeRole));
        let limits = Limits::of(api, subject.organisation.clone()).await?;
        Ok(Self {
            subject: Some(subject),
            to_give,
            to_take: theirs.map(role_of).collect(),
            refused,
            limits,
        })
    }
}

/// What tells roles that may be asked for apart: somebody may have one for two units.
pub(super) fn key_of(role: &AssignableRole) -> String {
    let unit = role.unit.as_deref().unwrap_or_default();
    format!("{}/{}/{unit}", role.role, role.organisation.id)
}

fn may_be_asked_for(one: &AssignableRole) -> bool {
    actions::allows(&one.allowed_actions, Action::SubmitAccessRequest)
}

fn is_the_desk_s(all: &[shared::session::AllowedAction], action: Action) -> bool {
    actions::find(all, action).is_some_and(|one| one.code == Some(ProblemKind::LandssupportOnly))
}

/// What somebody holds now.
async fn held(api: &Api, user: UserId) -> Answer<Vec<RoleGrantView>> {
    let query = RoleGrantQuery {
        user_id: Some(user),
        as_of: dates::now(),
        ..Default::default()
    };
    let mut grants = api.list_role_grants(&query).await?.items;
    grants.retain(|grant| grant.effective);
    Ok(grants)
}

fn role_of(grant: &RoleGrantView) -> AssignableRole {
    AssignableRole {
        role: grant.role.clone(),
        name: grant.role_name.clone(),
        organisation: grant.organisation.clone(),
        unit: grant.unit.clone(),
        allowed_actions: Vec::new(),
    }
}
