//! By a login that proves the right to represent the company.

use acceptance::both;
use serde_json::json;
use shared::{
    access_request::AccessRequestView,
    audit::{AuditKind, AuditOutcome},
    organisation::OrganisationView,
    problem::ProblemKind,
    role::Authority,
    role_grant::{GrantSource, RoleGrantView},
    rule::Rule,
    session::Action,
};

use super::{LBA, action, claim_path, owner_and_employee};
use crate::story::REQUESTS;

both! {
    async fn g11_the_owner_of_a_company_without_an_lba_becomes_lba_at_once(app: TestApp) {
        let (owner, employee) = owner_and_employee(&app).await;
        let me = owner.me().await;
        let offered = action(&me.allowed_actions, Action::ClaimLbaRole).unwrap();
        assert!(offered.allowed && !me.organisation_has_lba);
        let (home, path) = claim_path(&owner).await;
        app.forget();
        let reply = owner.post(&path, &json!({})).await;
        assert_eq!(reply.status, 201);
        let grant: RoleGrantView = reply.view();
        assert_eq!((grant.role.as_str(), grant.organisation.id, grant.user.id), (LBA, home, me.user.id));
        assert_eq!((grant.source, grant.granted_by), (GrantSource::LegalAuthority, None));
        assert!(grant.effective && grant.request_id.is_none());
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::LbaRoleClaimed, AuditOutcome::Done));
        assert_eq!((event.actor_id, event.subject_id), (Some(me.user.id.to_string()), Some(me.user.id.to_string())));
        assert_eq!((event.organisation_id, event.grant_id), (Some(home.to_string()), Some(grant.id.to_string())));
        let messages = app.outbox();
        assert_eq!((messages.len(), messages[0].kind.as_str()), (1, "organisation.first_lba"), "every representative is told");
        assert_eq!(messages[0].payload["organisation_id"], home.to_string());

        let me = owner.me().await;
        assert_eq!((me.administers.as_slice(), me.organisation_has_lba), ([home].as_slice(), true));
        let request = crate::story::asked(&employee).await;
        assert_eq!(request.authority, Authority::Lba);
        let approval = acceptance::Call::post(crate::story::path(&request, "approval")).json(&json!({})).if_match(1);
        assert_eq!(owner.send(approval).await.status, 200);
    }

    async fn who_may_not_represent_the_company_is_led_to_ask(app: TestApp) {
        let (_, employee) = owner_and_employee(&app).await;
        let (home, path) = claim_path(&employee).await;
        app.forget();
        let problem = employee.post(&path, &json!({})).await.problem(ProblemKind::NoLegalAuthority);
        assert_eq!(problem.rule, Some(Rule::G11));
        assert_eq!(problem.next_step.unwrap().href, format!("/anmod?rolle={LBA}&organisation={home}"));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::LbaRoleClaimed, AuditOutcome::Refused));
        assert_eq!(event.code, Some(ProblemKind::NoLegalAuthority));
        let view: OrganisationView = employee.get(format!("/api/v1/organisations/{home}")).await.view();
        let told = action(&view.allowed_actions, Action::ClaimLbaRole).unwrap();
        assert_eq!((told.allowed, told.code), (false, Some(ProblemKind::NoLegalAuthority)));
        let body = json!({ "action": "grant", "role": LBA, "organisation_id": home,
            "justification": "Vi har ingen lokal brugeransvarlig." });
        let request: AccessRequestView = employee.post(REQUESTS, &body).await.view();
        assert_eq!(request.authority, Authority::Landssupport);
    }

    async fn where_there_is_an_lba_nobody_takes_the_role_and_elsewhere_there_is_nothing_to_take(app: TestApp) {
        let (owner, employee) = owner_and_employee(&app).await;
        let (home, path) = claim_path(&owner).await;
        let stranger = app.login("ny-nordisk").await;
        stranger.post(&path, &json!({})).await.problem(ProblemKind::NotFound);
        app.login("support-1").await.post(&path, &json!({})).await.problem(ProblemKind::NotAllowed);
        let (_, theirs) = claim_path(&stranger).await;
        owner.post(&theirs, &json!({})).await.problem(ProblemKind::NotFound);
        let umbrella = brugeradm::domain::facts::UMBRELLA;
        let above = format!("/api/v1/organisations/{umbrella}/lba-claim");
        owner.post(&above, &json!({})).await.problem(ProblemKind::NotAllowed);
        let kommune = app.login("sagsbehandler-aarhus").await;
        let (_, own) = claim_path(&kommune).await;
        let problem = kommune.post(&own, &json!({})).await.problem(ProblemKind::NotAllowed);
        assert_eq!(problem.rule, Some(Rule::G11));

        let dry: RoleGrantView = owner.post(format!("{path}?dry_run=true"), &json!({})).await.view();
        assert_eq!(dry.organisation.id, home);
        assert_eq!(owner.post(&path, &json!({})).await.status, 201);
        let problem = owner.post(&path, &json!({})).await.problem(ProblemKind::LbaExists);
        assert_eq!(problem.rule, Some(Rule::G11));
        employee.post(&path, &json!({})).await.problem(ProblemKind::NoLegalAuthority);
        let me = owner.me().await;
        let told = action(&me.allowed_actions, Action::ClaimLbaRole).unwrap();
        assert_eq!((told.allowed, told.code), (false, Some(ProblemKind::LbaExists)));
    }
}
