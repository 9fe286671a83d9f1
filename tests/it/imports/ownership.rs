//! An import takes away only what an import from the same system gave.

use acceptance::{Call, both};
use brugeradm::db::schema::{administrations, role_grants};
use diesel::prelude::*;
use serde_json::json;
use shared::{
    audit::AuditKind,
    import::{ImportOutcome, ImportReason, ImportRecord, ImportState},
    problem::ProblemKind,
    role_grant::{GrantSource, RoleGrantView},
    user::UserView,
};

use super::{
    CASE_WORKER, HOMES, IMPORTS, LBA, USERS, checked, count, file, grants, imported, reasons, run,
    run_call, user,
};

const NO_GRANTS: &str = "bruger-id;rolle\n";

/// So many users of the kommune, each a case worker but the first `without`.
fn crowd(size: usize, without: usize) -> String {
    let users = (0..size).fold(String::new(), |all, n| {
        all + &format!("c{n};k1;Medarbejder {n:03};m{n}@aarhus.invalid\n")
    });
    let grants = (without..size).fold(String::new(), |all, n| {
        all + &format!("c{n};{CASE_WORKER}\n")
    });
    let head = "bruger-id;organisations-id;navn;e-mail\n";
    [HOMES, head, &users, "bruger-id;rolle\n", &grants].concat()
}

both! {
    async fn what_is_missing_from_the_next_file_is_taken_away_and_told(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, file()).await;
        app.forget();
        let done = imported(&administrator, [HOMES, USERS, NO_GRANTS].concat()).await;
        assert_eq!((done.removals, done.owned), (3, 3));
        assert_eq!(count(&done, ImportRecord::Removal, ImportOutcome::Removed), 3);
        let revoked: Vec<_> = app.audit_events().into_iter()
            .filter(|event| event.kind == AuditKind::RoleRevoked).collect();
        assert_eq!(revoked.len(), 3);
        assert!(revoked.iter().all(|event| event.old.as_ref().unwrap()["import_source"] == "AMP"));
        let held = grants(&app.login("lba-aarhus").await, "Karen Ærlig").await;
        assert!(held.iter().all(|grant| !grant.effective && grant.revoked.as_ref().unwrap().by.is_none()));
        let back = imported(&administrator, file()).await;
        assert_eq!(count(&back, ImportRecord::Grant, ImportOutcome::Created), 3, "what an import took it gives again");
    }

    async fn a_file_speaks_only_for_its_source_and_its_organisations(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, file()).await;
        let elsewhere = "organisations-id;type;navn\na1;a-kasse;Prøvens A-kasse\n";
        let done = imported(&administrator, [elsewhere, NO_GRANTS].concat()).await;
        assert_eq!(done.removals, 1, "the kommune is not in the file");
        let call = Call::post(format!("{IMPORTS}?source=KMD"));
        let other = administrator.send(call.body("text/csv", [HOMES, NO_GRANTS].concat())).await.view();
        let other = crate::imports::settled(&administrator, &other).await;
        assert_eq!((other.source.as_str(), other.removals, other.owned), ("KMD", 0, 0));
    }

    async fn what_a_person_gave_or_took_stays_as_they_left_it(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let users = [HOMES, USERS, NO_GRANTS].concat();
        imported(&administrator, users.clone()).await;
        let lba = app.login("lba-aarhus").await;
        let karen = user(&lba, "Karen Ærlig").await;
        let body = json!({ "user_id": karen.id, "role": CASE_WORKER,
            "organisation_id": karen.organisation.id, "reason": "Skal bruge det i sit arbejde." });
        let given: RoleGrantView = lba.post("/api/v1/role-grants", &body).await.view();

        let done = imported(&administrator, file()).await;
        assert!(reasons(&administrator, &done).await.contains(
            &("b1".to_owned(), ImportReason::HeldOtherwise)));
        imported(&administrator, users).await;
        let held = grants(&lba, "Karen Ærlig").await;
        let still = held.iter().find(|grant| grant.id == given.id).unwrap();
        assert!(still.effective && still.source == GrantSource::Lba, "an import never takes what it does not own");

        let revocation = Call::post(format!("/api/v1/role-grants/{}/revocation", given.id))
            .json(&json!({ "reason": "Har ikke længere brug for det." })).if_match(given.version);
        lba.send(revocation).await.view::<RoleGrantView>();
        let done = imported(&administrator, file()).await;
        assert!(reasons(&administrator, &done).await.contains(
            &("b1".to_owned(), ImportReason::RevokedByHand)));
        let held = grants(&lba, "Karen Ærlig").await;
        assert!(!held.iter().any(|grant| grant.role == CASE_WORKER && grant.effective));
    }

    async fn a_name_is_updated_unless_somebody_has_changed_it_here(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, file()).await;
        let renamed = file().replace("Karen Ærlig", "Karen Gift");
        let done = imported(&administrator, renamed).await;
        assert_eq!(count(&done, ImportRecord::User, ImportOutcome::Changed), 1);
        let lba = app.login("lba-aarhus").await;
        let karen = user(&lba, "Karen Gift").await;
        let change = Call::patch(format!("/api/v1/users/{}", karen.id))
            .json(&json!({ "name": "Karen Med Eget Navn" })).if_match(karen.version);
        lba.send(change).await.view::<UserView>();
        let done = imported(&administrator, file()).await;
        assert_eq!(count(&done, ImportRecord::User, ImportOutcome::Kept), 1);
        assert_eq!(user(&lba, "karen@aarhus.invalid").await.name, "Karen Med Eget Navn");
    }

    async fn a_changed_end_date_replaces_the_grant_and_history_keeps_both(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, file()).await;
        let done = imported(&administrator, file().replace("31-12-2099", "30-06-2098")).await;
        assert_eq!(count(&done, ImportRecord::Grant, ImportOutcome::Changed), 1);
        assert_eq!(done.removals, 0);
        let held = grants(&app.login("lba-aarhus").await, "Karen Ærlig").await;
        let until: Vec<_> = held.iter().filter(|grant| grant.role != CASE_WORKER)
            .map(|grant| (grant.effective, grant.valid_until.unwrap().to_string())).collect();
        assert!(until.contains(&(true, "2098-06-30T22:00:00Z".to_owned())), "{until:?}");
        assert!(until.contains(&(false, "2099-12-31T23:00:00Z".to_owned())), "{until:?}");
    }

    async fn an_import_that_would_remove_too_much_stops_until_the_number_is_confirmed(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, crowd(40, 0)).await;
        let import = checked(&administrator, crowd(40, 15)).await;
        assert_eq!((import.removals, import.owned, import.needs_confirmation), (15, 40, true));
        app.forget();
        let stopped = run(&administrator, &import, None).await;
        assert_eq!((stopped.state, stopped.problem), (ImportState::Stopped, Some(ProblemKind::TooManyRemovals)));
        let ends = app.audit_events();
        assert!(ends.iter().all(|event| event.kind != AuditKind::RoleRevoked));
        assert_eq!(ends.last().unwrap().new.as_ref().unwrap()["state"], "stopped");
        administrator.send(run_call(&stopped, Some(14))).await.problem(ProblemKind::RemovalsDiffer);
        let done = run(&administrator, &stopped, Some(15)).await;
        assert_eq!(done.state, ImportState::Done);
        assert_eq!(count(&done, ImportRecord::Removal, ImportOutcome::Removed), 15);
        let few = checked(&administrator, crowd(40, 24)).await;
        assert_eq!((few.removals, few.needs_confirmation), (9, false), "so few go whatever share they are");
    }

    async fn g9_an_import_never_takes_the_last_lba_away(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let lbas = format!("bruger-id;rolle\nb2;{LBA}\n");
        imported(&administrator, [HOMES, USERS, &lbas].concat()).await;
        app.forget();
        let done = imported(&administrator, [HOMES, USERS, NO_GRANTS].concat()).await;
        assert_eq!(count(&done, ImportRecord::Removal, ImportOutcome::Kept), 1);
        let why = reasons(&administrator, &done).await;
        assert!(why.iter().any(|(_, reason)| *reason == ImportReason::LastLba), "{why:?}");
        assert!(app.audit_events().iter().all(|event| event.kind != AuditKind::RoleRevoked));
    }

    async fn g9_of_two_lbas_who_are_missing_one_stays(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let users = "bruger-id;organisations-id;navn;e-mail\n\
            b2;a1;Åse Søe;aase@proeven.invalid\nb3;a1;Bo Søe;bo@proeven.invalid\n";
        let lbas = format!("bruger-id;rolle\nb2;{LBA}\nb3;{LBA}\n");
        imported(&administrator, [HOMES, users, &lbas].concat()).await;
        let done = imported(&administrator, [HOMES, users, NO_GRANTS].concat()).await;
        assert_eq!(count(&done, ImportRecord::Removal, ImportOutcome::Removed), 1);
        assert_eq!(count(&done, ImportRecord::Removal, ImportOutcome::Kept), 1);
    }

    async fn nothing_is_taken_from_whom_a_refused_row_was_about(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, file()).await;
        let broken = format!("bruger-id;rolle;gyldig-til\nb1;{CASE_WORKER};i morgen\n");
        let done = imported(&administrator, [HOMES, USERS, &broken].concat()).await;
        assert_eq!((done.removals, count(&done, ImportRecord::Removal, ImportOutcome::Kept)), (1, 2));
        let nameless = format!("bruger-id;rolle;gyldig-til\n;{CASE_WORKER};\n");
        let done = imported(&administrator, [HOMES, USERS, &nameless].concat()).await;
        assert_eq!(done.removals, 0, "it may have been about anybody");
    }

    async fn r9_rows_of_an_organisation_that_moved_to_star_are_refused(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, file()).await;
        diesel::update(administrations::table.filter(administrations::kind.eq("kommune")))
            .set(administrations::administration.eq("star")).execute(&mut app.connection()).unwrap();
        app.forget();
        let done = imported(&administrator, [HOMES, USERS, NO_GRANTS].concat()).await;
        let why = reasons(&administrator, &done).await;
        assert!(why.contains(&("k1".to_owned(), ImportReason::MovedToStar)));
        assert!(why.contains(&("b1".to_owned(), ImportReason::MovedToStar)));
        assert_eq!(done.removals, 1, "only the a-kasse's");
    }

    async fn g4_whoever_runs_an_import_gives_themself_nothing(app: TestApp) {
        // An LBA who is a system administrator as well.
        let lba = app.login("lba-aarhus").await;
        let me = lba.me().await.user;
        let at = app.now().naive();
        diesel::insert_into(role_grants::table).values((
            role_grants::id.eq(uuid::Uuid::from_u128(rand::random()).to_string()),
            role_grants::user_id.eq(me.id.to_string()),
            role_grants::holder_organisation_id.eq(me.organisation.id.to_string()),
            role_grants::role_key.eq("Brugeradministration.Systemforvalter"),
            role_grants::organisation_id.eq(me.organisation.id.to_string()),
            role_grants::valid_from.eq(at), role_grants::granted_at.eq(at),
            role_grants::reason.eq("Passer også systemet."), role_grants::source.eq("bootstrap"),
            role_grants::version.eq(1_i64),
        )).execute(&mut app.connection()).unwrap();
        let users = format!("bruger-id;organisations-id;navn;e-mail\nx1;k1;{};{}\n", me.name, me.email);
        let wish = format!("bruger-id;rolle\nx1;{CASE_WORKER}\n");
        let done = imported(&lba, [HOMES, &users, &wish].concat()).await;
        assert_eq!(reasons(&lba, &done).await, [("x1".to_owned(), ImportReason::OwnAccount)]);
    }
}
