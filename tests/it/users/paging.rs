//! Long lists: complete, in Danish order, at the same price on every page.

use std::collections::HashSet;

use acceptance::{Person, TestApp, both};
use brugeradm::{
    clock::new_id,
    db::schema::users,
    domain::search::sort_key,
    users::rows::{NewUserRow, UserToCreate},
};
use diesel::{Connection as _, RunQueryDsl as _};
use shared::{
    id::OrganisationId,
    page::Page,
    problem::ProblemKind,
    user::{UserKind, UserView},
};

const MANY: usize = 10_000;

/// Names as they come, with every letter that sorts in its own way, and many that are the same.
fn name(number: usize) -> String {
    let first = ["Åse", "Ærø", "Østen", "Aage", "Zoe", "anna", "Bo"][number % 7];
    format!("{first} Nummer{:03}", number % 997)
}

#[expect(
    clippy::disallowed_methods,
    reason = "setting a scene of ten thousand users in one go"
)]
fn settle(app: &TestApp, home: OrganisationId) {
    let at = app.now();
    let mut connection = app.connection();
    let inserted = connection.transaction(|connection| {
        for number in 0..MANY {
            let user = UserToCreate {
                unit: None,
                id: new_id(at),
                issuer: None,
                professional_uuid: None,
                name: name(number),
                email: format!("nummer{number}@nordisk-byg.example"),
                kind: UserKind::Medarbejder,
                home,
                at,
            };
            diesel::insert_into(users::table)
                .values(NewUserRow::from(user))
                .execute(connection)?;
        }
        diesel::QueryResult::Ok(())
    });
    inserted.unwrap();
}

async fn page(reader: &Person, query: &str) -> (Page<UserView>, Option<String>) {
    let reply = reader.get(format!("/api/v1/users{query}")).await;
    let next = reply.header("link").map(|link| {
        let (target, rel) = link.split_once(">; ").unwrap();
        assert_eq!(rel, "rel=\"next\"");
        target.trim_start_matches('<').to_owned()
    });
    (reply.view(), next)
}

both! {
    async fn ten_thousand_users_are_listed_once_each_in_danish_order(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        settle(&app, lba.me().await.user.organisation.id);
        let mut seen = HashSet::new();
        let mut last = String::new();
        let (mut current, mut next) = page(&lba, "?limit=200").await;
        loop {
            for user in &current.items {
                assert!(seen.insert(user.id), "{} twice", user.name);
                let key = sort_key(&user.name);
                assert!(last <= key, "{} out of order", user.name);
                last = key;
            }
            assert_eq!(next.is_some(), current.next_cursor.is_some());
            let Some(path) = next else { break };
            assert_eq!(current.items.len(), 200);
            (current, next) = page(&lba, path.trim_start_matches("/api/v1/users")).await;
        }
        assert_eq!(seen.len(), MANY + 3);
    }

    async fn a_cursor_is_good_only_for_the_reader_and_the_filter_it_was_given_for(app: TestApp) {
        let desk = app.login("support-1").await;
        let (first, _) = page(&desk, "?limit=5").await;
        let cursor = first.next_cursor.unwrap();
        let (second, _) = page(&desk, &format!("?limit=5&cursor={cursor}")).await;
        assert_eq!(second.items.len(), 5);
        let auditor = app.login("revisor").await;
        let by_another = auditor.get(format!("/api/v1/users?limit=5&cursor={cursor}")).await;
        by_another.problem(ProblemKind::InvalidCursor);
        let for_another = desk.get(format!("/api/v1/users?q=a&cursor={cursor}")).await;
        for_another.problem(ProblemKind::InvalidCursor);
    }
}
