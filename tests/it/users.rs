//! Users: who sees them, who creates, changes and stops them.

mod assignable;
mod changing;
mod creating;
mod paging;
mod seeing;

use acceptance::{Person, TestApp};
use shared::{
    id::UserId,
    user::{UserQuery, UserView},
};

/// The one user whom a search for `name` finds, as `reader` sees them.
async fn find(reader: &Person, name: &str) -> UserView {
    let query = UserQuery {
        q: Some(name.to_owned()),
        ..UserQuery::default()
    };
    let page = reader.client().list_users(&query).await.unwrap();
    assert_eq!(page.items.len(), 1, "{name}: {page:?}");
    reader.client().read_user(page.items[0].id).await.unwrap()
}

/// The path of a user.
fn path(id: UserId) -> String {
    format!("/api/v1/users/{id}")
}

/// A user of Fjordcafeen, whom nobody of Nordisk Byg may see.
async fn of_another_company(app: &TestApp) -> UserView {
    find(&app.login("lba-fjord").await, "Karen Fjeldsted").await
}
