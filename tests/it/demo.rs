//! The demo world is what its contract says.

use acceptance::{Call, TestApp, both};
use brugeradm::{
    db::schema::{organisations, role_grants, units, users},
    demo,
};
use diesel::{QueryDsl as _, RunQueryDsl as _};
use serde_json::json;
use shared::{
    page::Page,
    problem::ProblemKind,
    role_grant::{GrantSource, RoleGrantView},
};

fn counts(app: &TestApp) -> [i64; 4] {
    let mut connection = app.connection();
    [
        organisations::table
            .count()
            .get_result(&mut connection)
            .unwrap(),
        users::table.count().get_result(&mut connection).unwrap(),
        role_grants::table
            .count()
            .get_result(&mut connection)
            .unwrap(),
        units::table.count().get_result(&mut connection).unwrap(),
    ]
}

both! {
    async fn everybody_who_is_a_user_logs_in_and_holds_what_the_contract_says(app: TestApp) {
        for (key, role) in [
            ("lba-nordisk", Some("Brugeradministration.LBA")),
            ("lba2-nordisk", Some("Brugeradministration.LBA")),
            ("bruger-nordisk", Some("JobAG.Virksomhedsbruger")),
            ("lba-fjord", Some("Brugeradministration.LBA")),
            ("lba-aarhus", Some("Brugeradministration.LBA")),
            ("sagsbehandler-aarhus", Some("Arbejdsmarkedsportalen.Sagsbehandler")),
            ("lba-3f", Some("Brugeradministration.LBA")),
            ("medarbejder-3f", None),
            ("support-1", Some("Brugeradministration.Landssupport")),
            ("support-2", Some("Brugeradministration.Landssupport")),
            ("revisor", Some("Brugeradministration.Revisor")),
            ("forvalter", Some("Brugeradministration.Systemforvalter")),
        ] {
            let me = app.login(key).await.me().await;
            let roles: Vec<_> = me.roles.iter().map(|held| held.role.as_str()).collect();
            assert_eq!(roles, Vec::from_iter(role), "{key}");
        }
    }

    async fn whoever_is_new_in_a_company_comes_to_be_at_login_and_in_a_kommune_does_not(
        app: TestApp
    ) {
        let before = counts(&app);
        for key in ["ny-nordisk", "ny-fjord", "ejer-solo", "ny-solo"] {
            let me = app.login(key).await.me().await;
            assert_eq!(me.roles, [], "{key}");
        }
        assert!(app.try_login("ny-aarhus").await.is_err());
        assert_eq!(counts(&app), [before[0], before[1] + 4, before[2], before[3]]);
    }

    async fn who_had_access_before_the_release_keeps_it_as_an_import(app: TestApp) {
        let employee = app.login("bruger-nordisk").await;
        let held = employee.get("/api/v1/role-grants").await.view::<Page<RoleGrantView>>().items;
        assert_eq!(held.len(), 1);
        assert_eq!((held[0].source, held[0].effective), (GrantSource::Import, true));
        assert_eq!(held[0].granted_by, None);
    }

    async fn seeding_again_keeps_what_has_become_of_the_world(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let grants = lba.get("/api/v1/role-grants?role=JobAG.Virksomhedsbruger").await;
        let grant = grants.view::<Page<RoleGrantView>>().items.remove(0);
        let revoke = Call::post(format!("/api/v1/role-grants/{}/revocation", grant.id))
            .json(&json!({ "reason": "Skal ikke bruge JobAG mere" }))
            .if_match(grant.version);
        assert_eq!(lba.send(revoke).await.status, 200);
        let before = counts(&app);
        demo::seed(app.database(), "another secret of the relying system").await.unwrap();
        assert_eq!(counts(&app), before);
        let me = app.login("bruger-nordisk").await.me().await;
        assert_eq!(me.roles, []);
        // The relying system's secret is new at every start; the former one is no good any more.
        let reply = app.send(Call::post("/oauth/token").form(&[
            ("grant_type", "client_credentials"),
            ("client_id", demo::JOBAG_CLIENT),
            ("client_secret", "another secret of the relying system"),
        ])).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        assert_eq!(lba.get("/api/v1/me").await.status, 200);
        app.send(Call::get("/api/v1/me")).await.problem(ProblemKind::Unauthenticated);
    }
}
