//! What the databases themselves refuse, whoever asks: history is not rewritten.

use super::databases::Fresh;

const WORLD: &[&str] = &[
    "INSERT INTO organisations (id, kind, name, sort_key, search_key, administration, active, created_at, version) \
     VALUES ('o', 'kommune', 'Aarhus', 'aarhus', 'aarhus', 'arbejdsmarkedsportalen', TRUE, '2026-06-16 10:00:00', 1)",
    "INSERT INTO roles (key, system, name_da, name_en, description_da, description_en, assurance, version) \
     VALUES ('r', 'S', 'R', 'R', 'R', 'R', 'low', 1)",
    "INSERT INTO access_requests (id, action, subject_id, holder_organisation_id, requested_by, role_key, \
     organisation_id, justification, authority, state, awaiting, created_at, due_at, decided_by, decided_at, grant_id, version) \
     VALUES ('approved', 'grant', 'u1', 'o', 'u1', 'r', 'o', 'Skal bruges', 'lba', 'approved', 'decider', \
     '2026-06-16 10:00:00', '2026-06-23 10:00:00', 'u2', '2026-06-17 10:00:00', 'g', 2)",
    "INSERT INTO access_requests (id, action, subject_id, holder_organisation_id, requested_by, role_key, \
     organisation_id, justification, authority, state, awaiting, created_at, due_at, version) \
     VALUES ('open', 'revoke', 'u1', 'o', 'u1', 'r', 'o', 'Skal bruges', 'lba', 'open', 'decider', \
     '2026-06-16 10:00:00', '2026-06-23 10:00:00', 1)",
    "INSERT INTO role_grants (id, user_id, holder_organisation_id, role_key, organisation_id, valid_from, \
     granted_by, granted_at, reason, source, request_id, version) \
     VALUES ('g', 'u1', 'o', 'r', 'o', '2026-06-17 10:00:00', 'u2', '2026-06-17 10:00:00', 'Skal bruges', \
     'request', 'approved', 1)",
    "INSERT INTO request_messages (id, request_id, author_id, party, text, sent_at) \
     VALUES ('m', 'open', 'u2', 'decider', 'Til hvad?', '2026-06-16 11:00:00')",
    "INSERT INTO request_attachments (id, request_id, added_by, filename, media_type, size, sha256, added_at) \
     VALUES ('f', 'open', 'u1', 'a.pdf', 'application/pdf', 4, \
     '0000000000000000000000000000000000000000000000000000000000000000', '2026-06-16 11:00:00')",
    "INSERT INTO request_attachment_contents (attachment_id, content) VALUES ('f', '%PDF')",
    "INSERT INTO audit_events (id, at, kind, outcome, actor_id, trace_id) \
     VALUES ('e', '2026-06-17 10:00:00', 'logged_in', 'done', 'u1', 't')",
];

fn filled(fresh: &mut Fresh) {
    let user = |id: &str| {
        format!(
            "INSERT INTO users (id, name, email, sort_key, search_key, email_key, kind, organisation_id, \
             status, created_at, changed_at, version) VALUES ('{id}', 'Anna', 'a@example.invalid', 'anna', \
             'anna', 'a@example.invalid', 'medarbejder', 'o', 'active', '2026-06-16 10:00:00', \
             '2026-06-16 10:00:00', 1)"
        )
    };
    fresh.execute(WORLD[0]).unwrap();
    for id in ["u1", "u2"] {
        fresh.execute(&user(id)).unwrap();
    }
    for statement in &WORLD[1..] {
        fresh.execute(statement).unwrap();
    }
}

#[test]
fn events_grants_and_decided_requests_are_not_rewritten() {
    for mut fresh in Fresh::migrated_on_both() {
        filled(&mut fresh);
        for statement in [
            "UPDATE audit_events SET reason = 'x'",
            "DELETE FROM audit_events",
            "DELETE FROM role_grants",
            "UPDATE request_messages SET text = 'x'",
            "DELETE FROM request_messages",
            "UPDATE request_attachments SET filename = 'b.pdf'",
            "UPDATE request_attachment_contents SET content = '%PDF-'",
            "DELETE FROM request_attachment_contents",
            "INSERT INTO request_attachments SELECT 'x', 'approved', added_by, filename, media_type, size, \
             sha256, added_at FROM request_attachments",
            "DELETE FROM access_requests WHERE id = 'open'",
            "DELETE FROM access_requests WHERE id = 'approved'",
            "UPDATE access_requests SET version = version + 1 WHERE id = 'approved'",
            "UPDATE access_requests SET state = 'open', decided_at = NULL, decided_by = NULL, \
             grant_id = NULL WHERE id = 'approved'",
        ] {
            let refused = fresh.execute(statement).expect_err(statement);
            let by_trigger = ["append-only", "never", "not allowed"];
            let says_why = by_trigger.iter().any(|why| refused.contains(why));
            assert!(says_why, "{}: {statement}: {refused}", fresh.engine);
        }
    }
}

#[test]
fn what_history_does_not_forbid_goes_through() {
    for mut fresh in Fresh::migrated_on_both() {
        filled(&mut fresh);
        for statement in [
            "UPDATE access_requests SET claimed_by = 'u2', claimed_until = '2026-06-16 11:00:00', \
             version = 2 WHERE id = 'open'",
            "UPDATE access_requests SET state = 'withdrawn', decided_by = 'u1', \
             decided_at = '2026-06-18 10:00:00', version = 3 WHERE id = 'open'",
            "UPDATE role_grants SET revoked_at = '2026-06-18 10:00:00', revoked_by = 'u2', \
             revoked_because = 'Fratrådt', version = 2",
        ] {
            assert_eq!(
                fresh.execute(statement),
                Ok(1),
                "{}: {statement}",
                fresh.engine
            );
        }
    }
}

#[test]
fn a_file_goes_with_its_content_while_the_request_is_open_and_stays_once_it_is_decided() {
    const GOES: &str = "DELETE FROM request_attachments";
    const LEFT: &str = "UPDATE request_attachment_contents SET content = content";
    for mut fresh in Fresh::migrated_on_both() {
        filled(&mut fresh);
        assert_eq!(fresh.execute(GOES), Ok(1), "{}", fresh.engine);
        assert_eq!(
            fresh.execute(LEFT),
            Ok(0),
            "{}: its content is left",
            fresh.engine
        );
    }
    for mut fresh in Fresh::migrated_on_both() {
        filled(&mut fresh);
        let decided = "UPDATE access_requests SET state = 'withdrawn', decided_by = 'u1', \
             decided_at = '2026-06-18 10:00:00', version = 3 WHERE id = 'open'";
        assert_eq!(fresh.execute(decided), Ok(1), "{}", fresh.engine);
        let refused = fresh.execute(GOES).expect_err(GOES);
        let says_why = refused.contains("never") || refused.contains("not allowed");
        assert!(says_why, "{}: {refused}", fresh.engine);
    }
}

#[test]
fn postgresql_does_not_truncate_what_it_does_not_delete() {
    let [_, mut fresh] = Fresh::migrated_on_both();
    filled(&mut fresh);
    for table in [
        "audit_events",
        "role_grants",
        "access_requests",
        "request_messages",
        "request_attachments",
        "request_attachment_contents",
    ] {
        let statement = format!("TRUNCATE {table} CASCADE");
        let refused = fresh.execute(&statement).expect_err(&statement);
        assert!(refused.contains("TRUNCATE is not allowed"), "{refused}");
    }
}

#[test]
fn a_grant_to_oneself_a_decision_on_one_s_own_request_and_a_claim_without_end_are_not_stored() {
    for mut fresh in Fresh::migrated_on_both() {
        filled(&mut fresh);
        for statement in [
            "UPDATE role_grants SET granted_by = 'u1'",
            "UPDATE access_requests SET claimed_by = 'u2' WHERE id = 'open'",
            "UPDATE access_requests SET state = 'rejected', decision_reason = 'Nej, desværre', \
             decided_by = 'u1', decided_at = '2026-06-18 10:00:00' WHERE id = 'open'",
        ] {
            let refused = fresh
                .execute(statement)
                .expect_err(statement)
                .to_lowercase();
            assert!(
                refused.contains("check constraint"),
                "{}: {refused}",
                fresh.engine
            );
        }
    }
}

#[test]
fn an_organisation_is_in_the_module_of_its_kind_and_moves_with_it() {
    for mut fresh in Fresh::migrated_on_both() {
        filled(&mut fresh);
        for statement in [
            "UPDATE organisations SET administration = 'star' WHERE id = 'o'",
            "DELETE FROM administrations WHERE kind = 'kommune'",
        ] {
            let refused = fresh
                .execute(statement)
                .expect_err(statement)
                .to_lowercase();
            let engine = fresh.engine;
            assert!(refused.contains("foreign key"), "{engine}: {refused}");
        }
        let kommuner = "UPDATE administrations SET administration = 'star' WHERE kind = 'kommune'";
        assert_eq!(fresh.execute(kommuner), Ok(1));
        let moved =
            "UPDATE organisations SET version = 2 WHERE id = 'o' AND administration = 'star'";
        assert_eq!(fresh.execute(moved), Ok(1), "{}", fresh.engine);
    }
}

#[test]
fn a_move_that_changes_rights_is_not_stored_and_none_is_removed() {
    let insert = |id: &str, after: char| {
        let (before, after) = ("a".repeat(64), after.to_string().repeat(64));
        format!(
            "INSERT INTO cutovers (id, kind, from_administration, to_administration, reason, \
             moved_by, moved_at, rights_count_before, rights_before, rights_count_after, \
             rights_after, version) VALUES ('{id}', 'kommune', 'arbejdsmarkedsportalen', 'star', \
             'Modulet udfases', 'u1', '2026-06-16 10:00:00', 1, '{before}', 1, '{after}', 1)"
        )
    };
    for mut fresh in Fresh::migrated_on_both() {
        filled(&mut fresh);
        let refused = fresh.execute(&insert("c", 'b')).expect_err("unequal");
        assert!(
            refused.to_lowercase().contains("check constraint"),
            "{refused}"
        );
        assert_eq!(fresh.execute(&insert("c", 'a')), Ok(1), "{}", fresh.engine);
        let twice = fresh.execute(&insert("d", 'a')).expect_err("two in force");
        assert!(twice.to_lowercase().contains("unique"), "{twice}");
        fresh
            .execute("DELETE FROM cutovers")
            .expect_err("moves stay");
    }
}
