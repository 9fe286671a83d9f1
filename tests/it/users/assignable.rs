//! Which roles may be given to a user, and why not the others.

use acceptance::{Person, both};
use shared::{
    page::Page,
    problem::ProblemKind,
    session::{Action, AllowedAction},
    user::AssignableRole,
};

use super::{find, path};

const JOBAG: &str = "JobAG.Virksomhedsbruger";
const LBA: &str = "Brugeradministration.LBA";

async fn assignable(reader: &Person, name: &str) -> Vec<AssignableRole> {
    let user = find(reader, name).await;
    let reply = reader
        .get(format!("{}/assignable-roles", path(user.id)))
        .await;
    reply.view::<Page<AssignableRole>>().items
}

fn action(roles: &[AssignableRole], role: &str, action: Action) -> AllowedAction {
    let role = roles.iter().find(|one| one.role == role).unwrap();
    let found = role.allowed_actions.iter().find(|one| one.action == action);
    found.unwrap().clone()
}

both! {
    async fn an_lba_may_give_what_the_rules_say_and_not_what_is_held(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let roles = assignable(&lba, "Mette Lund").await;
        let keys: Vec<_> = roles.iter().map(|role| role.role.as_str()).collect();
        assert_eq!(keys, [LBA, JOBAG]);
        assert_eq!(roles[1].name, "Virksomhedsbruger i Jobnet for Arbejdsgivere");
        assert_eq!(roles[1].organisation.cvr.as_deref(), Some("30100107"));
        assert!(action(&roles, LBA, Action::GrantRole).allowed);
        let held = action(&roles, JOBAG, Action::GrantRole);
        assert_eq!((held.allowed, held.code), (false, Some(ProblemKind::AlreadyGranted)));
        assert!(held.reason.is_some());
    }

    async fn the_kommune_s_lba_is_sent_to_landssupporten_for_the_role_of_the_umbrella(
        app: TestApp
    ) {
        let lba = app.login("lba-aarhus").await;
        let roles = assignable(&lba, "Pia Nørgaard").await;
        let jobag = roles.iter().find(|role| role.role == JOBAG).unwrap();
        assert_eq!(jobag.organisation.name, "Virksomhed");
        let give = action(&roles, JOBAG, Action::GrantRole);
        assert_eq!((give.allowed, give.code), (false, Some(ProblemKind::LandssupportOnly)));
        let next = give.next_step.unwrap();
        assert!(next.href.starts_with("/supportanmodning?"), "{next:?}");
        assert!(action(&roles, JOBAG, Action::SubmitAccessRequest).allowed);
        let own = action(&roles, "Arbejdsmarkedsportalen.Sagsbehandler", Action::GrantRole);
        assert_eq!(own.code, Some(ProblemKind::AlreadyGranted));
    }

    async fn landssupporten_may_give_only_its_own_role_to_a_kommune_s_user(app: TestApp) {
        let desk = app.login("support-1").await;
        let pia = find(&app.login("lba-aarhus").await, "Pia Nørgaard").await.id;
        crate::lookups::look_up(&desk, pia).await;
        let roles = assignable(&desk, "Pia Nørgaard").await;
        assert!(action(&roles, JOBAG, Action::GrantRole).allowed);
        let lba = action(&roles, LBA, Action::GrantRole);
        assert_eq!((lba.allowed, lba.code), (false, Some(ProblemKind::LbaOnly)));
    }

    async fn nobody_gives_themself_anything(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let roles = assignable(&lba, "Anne Holm").await;
        assert!(!roles.is_empty());
        for role in &roles {
            let give = action(&roles, &role.role, Action::GrantRole);
            assert_eq!((give.allowed, give.code), (false, Some(ProblemKind::OwnAccount)));
        }
    }
}
