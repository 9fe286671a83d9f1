//! For each invariant a breach planted in the tables, which the checks find: a check that finds
//! nothing, ever, would let everything pass.

mod planting;

use diesel::connection::SimpleConnection as _;

use crate::{
    commands::Command,
    invariants::{CAUSE, DECIDABLE, DESK_ALONE, INSIDE, INVARIANTS, LAST_LBA, ONE_OPEN, ONESELF},
    product::Product,
    rules, tables,
};
use planting::{
    EMPLOYEE, KOMMUNE_LBA, LBA, SECOND_LBA, desk_grant, found_after, grant, lived_in, request, user,
};

#[test]
fn a_grant_by_somebody_who_was_no_lba_is_found() {
    let by_colleague = |product: &Product| {
        grant(
            product,
            "granted_by = (SELECT id FROM users WHERE name = 'Person 6')",
        )
    };
    assert!(found_after(by_colleague).contains(&CAUSE));
    let of_nowhere = |product: &Product| grant(product, "source = 'bootstrap', granted_by = NULL");
    assert_eq!(found_after(of_nowhere), [CAUSE]);
    let by_request = |product: &Product| {
        let id = product.requests[0];
        grant(product, &format!("source = 'request', request_id = '{id}'"))
    };
    assert_eq!(
        found_after(by_request),
        [CAUSE],
        "the request is open, and for another role"
    );
}

#[test]
fn a_grant_that_only_looks_well_founded_is_found() {
    let by_stopped_lba = |product: &Product| {
        format!(
            "INSERT INTO user_absences (id, user_id, began_at) VALUES ('x', '{}', '2026-06-16 08:00:00');",
            user(product, LBA)
        )
    };
    assert_eq!(
        found_after(by_stopped_lba),
        [CAUSE],
        "the giver was stopped at that moment"
    );
    let unlogged = |product: &Product| {
        let at = product.grants.len() - 2;
        let id = product.grants[at];
        format!("UPDATE audit_events SET grant_id = NULL WHERE grant_id = '{id}';")
    };
    assert_eq!(
        found_after(unlogged),
        [CAUSE],
        "the log knows nothing of it"
    );
    let elsewhere = |product: &Product| {
        let elsewhere = product.organisations[2];
        grant(product, &format!("organisation_id = '{elsewhere}'"))
    };
    assert!(found_after(elsewhere).contains(&CAUSE));
}

#[test]
fn a_decision_for_oneself_is_found() {
    let taken = |product: &Product| {
        let own = user(product, EMPLOYEE);
        grant(
            product,
            &format!("revoked_by = '{own}', revoked_at = '2026-06-16 08:00:03'"),
        )
    };
    assert_eq!(found_after(taken), [ONESELF]);
    let given = |product: &Product| grant(product, "granted_by = user_id");
    assert!(found_after(given).contains(&ONESELF));
    let rejected = |product: &Product| {
        request(
            product,
            "state = 'rejected', decided_by = subject_id, decided_at = created_at",
        )
    };
    assert_eq!(found_after(rejected), [ONESELF]);
    let claimed = |product: &Product| request(product, "claimed_by = requested_by");
    assert_eq!(found_after(claimed), [ONESELF]);
    let told = |_: &Product| {
        "UPDATE audit_events SET subject_id = actor_id WHERE kind = 'role_granted';".to_owned()
    };
    assert!(found_after(told).contains(&ONESELF));
}

#[test]
fn an_lba_s_act_outside_their_organisation_is_found() {
    let given = |product: &Product| {
        let stranger = user(product, KOMMUNE_LBA);
        grant(product, &format!("granted_by = '{stranger}'"))
    };
    assert!(found_after(given).contains(&INSIDE));
    let taken = |product: &Product| {
        let stranger = user(product, KOMMUNE_LBA);
        grant(
            product,
            &format!("revoked_by = '{stranger}', revoked_at = '2026-06-16 08:00:03'"),
        )
    };
    assert_eq!(found_after(taken), [INSIDE]);
    let asked = |product: &Product| {
        let stranger = user(product, KOMMUNE_LBA);
        request(product, &format!("requested_by = '{stranger}'"))
    };
    assert_eq!(found_after(asked), [INSIDE]);
    let told = |product: &Product| {
        let stranger = user(product, KOMMUNE_LBA);
        format!(
            "UPDATE audit_events SET actor_id = '{stranger}' WHERE kind = 'access_request_submitted';"
        )
    };
    assert_eq!(found_after(told), [INSIDE]);
}

#[test]
fn the_desk_s_role_from_anybody_else_is_found() {
    let given = |product: &Product| {
        let lba = user(product, KOMMUNE_LBA);
        desk_grant(product, &format!("granted_by = '{lba}', source = 'lba'"))
    };
    assert!(found_after(given).contains(&DESK_ALONE));
    let taken = |product: &Product| {
        let lba = user(product, KOMMUNE_LBA);
        desk_grant(
            product,
            &format!("revoked_by = '{lba}', revoked_at = '2026-06-16 08:00:03'"),
        )
    };
    assert_eq!(found_after(taken), [DESK_ALONE]);
}

#[test]
fn a_second_open_request_for_the_same_is_found() {
    let twice = |_: &Product| {
        "CREATE TEMP TABLE again AS SELECT * FROM access_requests; \
         UPDATE again SET id = '00000000-0000-7000-8000-000000000000'; \
         INSERT INTO access_requests SELECT * FROM again;"
            .to_owned()
    };
    assert_eq!(found_after(twice), [ONE_OPEN]);
}

#[test]
fn an_organisation_that_has_quietly_lost_its_last_lba_is_found() {
    let all_gone = |product: &Product| {
        let home = product.organisations[2];
        format!(
            "UPDATE role_grants SET revoked_at = '2026-06-16 08:00:03' \
             WHERE holder_organisation_id = '{home}' AND role_key = 'Brugeradministration.LBA';"
        )
    };
    assert_eq!(found_after(all_gone), [LAST_LBA]);
    let all_stopped = |product: &Product| {
        format!(
            "INSERT INTO user_absences (id, user_id, began_at) VALUES ('x', '{}', '2026-06-16 08:00:03');",
            user(product, KOMMUNE_LBA)
        )
    };
    assert_eq!(found_after(all_stopped), [LAST_LBA]);
}

#[test]
fn a_request_that_nobody_may_decide_is_found() {
    let nobody = |product: &Product| {
        format!(
            "UPDATE role_grants SET revoked_at = '2026-06-16 08:00:03' WHERE role_key LIKE '%Landssupport' \
               OR user_id IN ('{}', '{}'); \
             INSERT INTO desk_tasks SELECT id, 'organisation_without_lba', id, created_at, created_at, NULL, 1 \
               FROM organisations;",
            user(product, LBA),
            user(product, SECOND_LBA)
        )
    };
    assert_eq!(found_after(nobody), [DECIDABLE]);
}

#[test]
fn what_the_product_stores_otherwise_than_the_model_says_is_found() {
    let (mut product, world) = lived_in();
    assert!(tables::differences(&mut product, &world).is_empty());
    for sabotage in [
        desk_grant(&product, "valid_until = '2026-07-01 00:00:00'"),
        request(&product, "authority = 'landssupport'"),
        format!(
            "UPDATE users SET status = 'suspended' WHERE id = '{}';",
            user(&product, EMPLOYEE)
        ),
    ] {
        let before = tables::differences(&mut product, &world).len();
        product.connection.batch_execute(&sabotage).unwrap();
        let after = tables::differences(&mut product, &world).len();
        assert_eq!(after, before + 1, "{sabotage}");
    }
}

#[test]
fn the_model_and_the_product_are_caught_disagreeing() {
    let (mut product, mut world) = lived_in();
    // The model believes that the LBA is one no more; the product has not heard of it.
    world
        .grants
        .iter_mut()
        .filter(|grant| grant.holder == LBA)
        .for_each(|grant| {
            grant.ended = Some(world.now);
        });
    let command = Command::CreateUser { by: LBA, home: 1 };
    let world = rules::after(world, &command);
    assert_ne!(product.follow(&command, &world), world.allowed);
}

#[test]
fn every_invariant_has_a_planted_breach() {
    let planted = [
        CAUSE, ONESELF, INSIDE, DESK_ALONE, ONE_OPEN, LAST_LBA, DECIDABLE,
    ];
    let all: Vec<_> = INVARIANTS.iter().map(|one| one.sentence).collect();
    assert_eq!(
        all, planted,
        "plant a breach of what is new, and name it here"
    );
}
