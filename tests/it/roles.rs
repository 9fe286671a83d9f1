//! The role catalogue.

mod attributes;
mod breaches;
mod changing;
mod holders;
mod lacking;
mod relating;

use acceptance::{Call, Person, Reply, both};
use serde_json::Value;
use shared::{
    organisation::OrganisationKind,
    page::Page,
    problem::ProblemKind,
    role::{Authority, Confers, FixedPart, GrantTarget, RoleView},
    session::Action,
};

const ROLES: &str = "/api/v1/roles";
const JOBAG: &str = "JobAG.Virksomhedsbruger";
const LBA: &str = "Brugeradministration.LBA";
const CASE_WORKER: &str = "Arbejdsmarkedsportalen.Sagsbehandler";

async fn role(reader: &Person, key: &str) -> RoleView {
    reader.get(format!("{ROLES}/{key}")).await.view()
}

/// Changes a role as it is now.
async fn change(administrator: &Person, key: &str, body: &Value) -> Reply {
    let version = role(administrator, key).await.version;
    let call = Call::patch(format!("{ROLES}/{key}")).json(body);
    administrator.send(call.if_match(version)).await
}

both! {
    async fn everybody_who_is_logged_in_reads_the_catalogue(app: TestApp) {
        app.send(Call::get("/api/v1/roles")).await.problem(ProblemKind::Unauthenticated);
        let employee = app.login("bruger-nordisk").await;
        let roles = employee.get("/api/v1/roles").await.view::<Page<RoleView>>().items;
        let keys: Vec<_> = roles.iter().map(|role| role.key.as_str()).collect();
        assert_eq!(keys, [
            "Arbejdsmarkedsportalen.Sagsbehandler",
            "Brugeradministration.LBA",
            "Brugeradministration.Landssupport",
            "Brugeradministration.Revisor",
            "Brugeradministration.Systemforvalter",
            "JobAG.Virksomhedsbruger",
        ]);
        for role in &roles {
            let reply = employee.get(format!("/api/v1/roles/{}", role.key)).await;
            assert_eq!(reply.header("etag"), Some("\"1\""));
            assert_eq!(&reply.view::<RoleView>(), role);
            let change = &role.allowed_actions[0];
            assert_eq!((change.action, change.allowed), (Action::ChangeRole, false));
            assert!(role.key.starts_with(&format!("{}.", role.system)));
        }
        employee.get("/api/v1/roles/JobAG.Chef").await.problem(ProblemKind::NotFound);
    }

    async fn the_role_of_the_release_note_is_the_lba_s_in_companies_and_the_desk_s_elsewhere(
        app: TestApp
    ) {
        let employee = app.login("bruger-nordisk").await;
        let reply = employee.get("/api/v1/roles/JobAG.Virksomhedsbruger").await;
        let rules = reply.view::<RoleView>().rules;
        assert_eq!(rules.len(), 5);
        for rule in rules {
            let told = (rule.target, rule.requestable_by_self, rule.requestable_by_lba,
                rule.granted_by, rule.revoked_by);
            let expected = match rule.holder_kind {
                OrganisationKind::Virksomhed =>
                    (GrantTarget::Own, true, true, Authority::Lba, Authority::Lba),
                _ => (GrantTarget::Umbrella, false, true,
                    Authority::Landssupport, Authority::Landssupport),
            };
            assert_eq!(told, expected, "{}", rule.holder_kind);
        }
    }

    async fn the_desk_s_own_roles_are_given_only_when_the_system_is_set_up(app: TestApp) {
        let desk = app.login("support-1").await;
        for role in ["Landssupport", "Revisor", "Systemforvalter"] {
            let reply = desk.get(format!("/api/v1/roles/Brugeradministration.{role}")).await;
            let role = reply.view::<RoleView>();
            assert_eq!(role.rules, []);
            assert_eq!(role.fixed, [FixedPart::Rules, FixedPart::Requires, FixedPart::Dormancy]);
        }
        assert_eq!(role(&desk, LBA).await.confers, Some(Confers::AdministerOrganisation));
    }
}
