//! Who sees which users.

use acceptance::{Call, both};
use serde_json::json;
use shared::{
    page::Page,
    problem::ProblemKind,
    user::{UserStatus, UserView},
};

use super::{find, of_another_company, path};

async fn names(reader: &acceptance::Person, query: &str) -> Vec<String> {
    let page: Page<UserView> = reader.get(format!("/api/v1/users{query}")).await.view();
    page.items.into_iter().map(|user| user.name).collect()
}

/// Every user that the query finds, one to a page.
async fn one_by_one(reader: &acceptance::Person, query: &str) -> Vec<UserView> {
    let (mut users, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/users?limit=1{query}{cursor}");
        let page: Page<UserView> = reader.get(path).await.view();
        users.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return users,
        }
    }
}

both! {
    async fn an_lba_lists_the_users_of_their_own_organisation_by_name(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        assert_eq!(names(&lba, "").await, ["Anne Holm", "Jens Krogh", "Mette Lund"]);
    }

    async fn a_whole_organisation_is_listed_as_a_filter_that_all_its_users_pass_lists_it(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let users: Page<UserView> = lba.get("/api/v1/users").await.view();
        let home = format!("&organisation_id={}", users.items[0].organisation.id);
        for (key, narrowed) in [("lba-nordisk", ""), ("lba-nordisk", &home)] {
            let reader = app.login(key).await;
            let whole = one_by_one(&reader, narrowed).await;
            assert_eq!(whole, one_by_one(&reader, &format!("{narrowed}&q=%40")).await, "{key}");
            assert_eq!(whole.len(), 3, "{key}");
            assert!(whole.iter().any(|user| !user.roles.is_empty()), "{whole:?}");
        }
    }

    async fn somebody_who_administers_nothing_lists_only_themself(app: TestApp) {
        let employee = app.login("bruger-nordisk").await;
        assert_eq!(names(&employee, "").await, ["Mette Lund"]);
        let case_worker = app.login("sagsbehandler-aarhus").await;
        assert_eq!(names(&case_worker, "").await, ["Pia Nørgaard"]);
        let administrator = app.login("forvalter").await;
        assert_eq!(names(&administrator, "").await, ["Søren Friis"]);
    }

    async fn the_desk_and_auditors_list_everybody(app: TestApp) {
        for key in ["support-1", "revisor"] {
            assert_eq!(names(&app.login(key).await, "").await.len(), 15, "{key}");
        }
    }

    async fn a_program_and_somebody_unknown_list_nobody(app: TestApp) {
        let token = app.program_token("access:check").await;
        let reply = app.send(Call::get("/api/v1/users").bearer(&token)).await;
        assert_eq!(reply.view::<Page<UserView>>().items, []);
        for path in ["/api/v1/users", "/api/v1/users?q=a"] {
            app.send(Call::get(path)).await.problem(ProblemKind::Unauthenticated);
        }
    }

    async fn a_search_finds_parts_of_names_addresses_and_uuids_whatever_the_case(app: TestApp) {
        let desk = app.login("support-1").await;
        assert_eq!(names(&desk, "?q=ANNE%20H").await, ["Anne Holm"]);
        assert_eq!(names(&desk, "?q=n%C3%98RG").await, ["Pia Nørgaard"]);
        assert_eq!(names(&desk, "?q=mette.lund%40nordisk").await, ["Mette Lund"]);
        assert_eq!(names(&desk, "?q=38320F79").await, ["Anne Holm"]);
        assert_eq!(names(&desk, "?q=%20%20").await.len(), 15);
    }

    async fn wildcards_in_a_search_stand_for_themselves(app: TestApp) {
        let desk = app.login("support-1").await;
        for text in ["%25", "_", "A%25m", "%5C"] {
            assert_eq!(names(&desk, &format!("?q={text}")).await, [""; 0], "{text}");
        }
    }

    async fn filters_narrow_what_is_in_sight_and_never_widen_it(app: TestApp) {
        let desk = app.login("support-1").await;
        let lbas = "?role=Brugeradministration.LBA";
        assert_eq!(names(&desk, lbas).await, [""; 0], "of nobody without a reason");
        let lba = app.login("lba-nordisk").await;
        assert_eq!(names(&lba, lbas).await, ["Anne Holm", "Jens Krogh"]);
        assert_eq!(names(&desk, "?status=deactivated").await, [""; 0]);
        let fjord = of_another_company(&app).await.organisation.id;
        let own = format!("?organisation_id={fjord}");
        assert_eq!(names(&desk, &own).await, ["Karen Fjeldsted"]);
        assert_eq!(names(&lba, &own).await, [""; 0]);
    }

    async fn a_filter_that_makes_no_sense_is_refused_by_its_name(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        for (query, pointer) in [
            ("?status=gone", "/status"),
            ("?colour=red", "/colour"),
            ("?limit=0", "/limit"),
            ("?limit=201", "/limit"),
        ] {
            let problem = lba.get(format!("/api/v1/users{query}")).await
                .problem(ProblemKind::InvalidField);
            assert_eq!(problem.errors[0].pointer, pointer, "{query}");
        }
        let reply = lba.get("/api/v1/users?cursor=rubbish").await;
        reply.problem(ProblemKind::InvalidCursor);
    }

    async fn a_user_in_sight_is_shown_with_roles_and_a_version(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let listed = find(&lba, "Mette Lund").await;
        assert_eq!(listed.roles, ["JobAG.Virksomhedsbruger"]);
        assert_eq!(listed.status, UserStatus::Active);
        assert_eq!(listed.organisation.cvr.as_deref(), Some("30100107"));
        let reply = lba.get(path(listed.id)).await;
        assert_eq!(reply.header("etag"), Some(format!("\"{}\"", listed.version).as_str()));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.view::<UserView>(), listed);
    }

    async fn what_one_may_not_see_does_not_exist_by_any_route(app: TestApp) {
        let hidden = of_another_company(&app).await;
        let lba = app.login("lba-nordisk").await;
        let nobody = shared::id::UserId::new(uuid::Uuid::nil());
        let status = json!({ "reason": "Er holdt op i firmaet" });
        app.forget();
        for id in [hidden.id, nobody] {
            let calls = [
                Call::get(path(id)),
                Call::get(format!("{}/assignable-roles", path(id))),
                Call::patch(path(id)).json(&json!({ "name": "Karen" })).if_match(1),
                Call::post(format!("{}/deactivation", path(id))).json(&status).if_match(1),
                Call::post(format!("{}/reactivation", path(id))).json(&status).if_match(1),
            ];
            for call in calls {
                let mut problem = lba.send(call).await.problem(ProblemKind::NotFound);
                problem.request_id.clear();
                assert_eq!(problem.errors, []);
                assert_eq!(problem.rule, None);
            }
        }
        lba.get("/api/v1/users/not-a-uuid").await.problem(ProblemKind::NotFound);
        assert_eq!(app.audit_events(), []);
        assert_eq!(app.outbox(), []);
    }
}
