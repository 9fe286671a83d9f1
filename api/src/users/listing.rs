//! Pages of users: who they are, where they belong and which roles they have, in one statement.

use diesel::{prelude::*, sql_types::Text};
use shared::{
    id::UserId,
    organisation::OrganisationRef,
    page::Page,
    user::{UserQuery, UserView},
};

use super::{
    queries::{OnUsers, within},
    rows::{OrganisationRefRow, UserRow},
};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx,
        caller::in_effect,
        cursor::Asked,
        multi::on_engine,
        schema::{organisations, role_grants, users},
    },
    domain::{caller::Caller, search::like_pattern},
    lookups::{self, view::in_view},
    policy::{
        Scope,
        lookups::rights_in_view,
        scope::{Reach, of},
    },
};

/// The last user of a page: by name as Danes sort, then by id.
pub type Key = (String, UserId);

/// Between role keys, in which it cannot be.
const SEPARATOR: &str = "\n";

diesel::define_sql_function! {
    /// The values in one text.
    #[aggregate]
    fn string_agg(value: Text, separator: Text) -> diesel::sql_types::Nullable<Text>;
}

/// Keys of the roles that the user of a row has at this moment, in one text.
macro_rules! role_keys {
    ($now:expr) => {
        role_grants::table
            .filter(role_grants::user_id.eq(users::id))
            .filter(in_effect($now))
            .select(string_agg(role_grants::role_key, SEPARATOR))
            .single_value()
    };
}

/// Whoever comes after this one. The first condition follows from the second; it lets the engines
/// begin at the row.
macro_rules! after {
    ($name:expr, $id:expr) => {
        users::sort_key.ge($name.clone()).and(
            users::sort_key.gt($name.clone()).or(users::sort_key
                .eq($name.clone())
                .and(users::id.gt($id.to_string()))),
        )
    };
}

/// A page of the users within the scope, by name.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Users>,
    query: &UserQuery,
    start: &Asked<Key>,
) -> Result<Page<UserView>, Failure> {
    if let Some(home) = own_home(tx.caller(), scope, query) {
        return at_home(tx, &home, start);
    }
    let mut page = anywhere(tx, scope, query, start)?;
    hide_roles(tx, &mut page.items)?;
    Ok(page)
}

/// The reader's own organisation, when all of its users are asked for and within the scope: what
/// an LBA asks most.
fn own_home(
    caller: &Caller,
    scope: &Scope<of::Users>,
    query: &UserQuery,
) -> Option<OrganisationRef> {
    let home = &caller.person()?.home;
    let unfiltered =
        query.q.is_none() && query.status.is_none() && query.role.is_none() && query.unit.is_none();
    let asked = query.organisation_id;
    let whole = match scope.reach() {
        Reach::Everything => asked == Some(home.id),
        Reach::Units(..) => false,
        Reach::Organisations(reached) => {
            reached.as_slice() == [home.id] && asked.is_none_or(|asked| asked == home.id)
        }
    };
    (unfiltered && whole).then(|| home.reference())
}

/// Leaves out the roles that the reader must give a reason for first (G14).
fn hide_roles(tx: &mut ReadTx<'_>, users: &mut [UserView]) -> Result<(), Failure> {
    let view = rights_in_view(tx.caller());
    let Some(reasoned) = view.reasoned() else {
        return Ok(());
    };
    let given = lookups::view::among(tx, reasoned, users.iter().map(|user| user.id))?;
    for user in users {
        if !given.contains(&user.id) {
            user.roles = Vec::new();
            user.roles_hidden = true;
        }
    }
    Ok(())
}

fn at_home(
    tx: &mut ReadTx<'_>,
    home: &OrganisationRef,
    start: &Asked<Key>,
) -> Result<Page<UserView>, Failure> {
    let now = tx.now();
    let users = users::table
        .filter(users::organisation_id.eq(home.id.to_string()))
        .order((users::sort_key, users::id))
        .limit(start.fetch())
        .select((
            <UserRow as Selectable<MultiBackend>>::construct_selection(),
            role_keys!(now),
        ));
    let connection = tx.connection();
    let rows: Vec<(UserRow, Option<String>)> = match start.after() {
        None => on_engine!(connection, inner => users.load(inner)?),
        Some((name, id)) => {
            let users = users.filter(after!(name, id));
            on_engine!(connection, inner => users.load(inner)?)
        }
    };
    let page = start.page(rows, |(user, _)| user.place())?;
    Ok(page.map(|(user, roles)| user.shown(home.clone(), keys(roles.as_deref()))))
}

/// Whether a user has a role now; among those whose roles the reader may read (G14).
fn holding(tx: &ReadTx<'_>, role: &str) -> OnUsers {
    let now = tx.now();
    let holders = role_grants::table
        .filter(role_grants::role_key.eq(role.to_owned()))
        .filter(in_effect(now))
        .select(role_grants::user_id);
    let holds = users::id.eq_any(holders);
    match rights_in_view(tx.caller()).reasoned() {
        Some(reasoned) => {
            let given: OnUsers = in_view!(users::id, users::organisation_id, reasoned, now);
            Box::new(holds.and(given))
        }
        None => Box::new(holds),
    }
}

fn anywhere(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Users>,
    query: &UserQuery,
    start: &Asked<Key>,
) -> Result<Page<UserView>, Failure> {
    let now = tx.now();
    let mut select = users::table
        .inner_join(organisations::table)
        .filter(within(scope))
        .order((users::sort_key, users::id))
        .limit(start.fetch())
        .select((
            UserRow::as_select(),
            OrganisationRefRow::as_select(),
            role_keys!(now),
        ))
        .into_boxed::<MultiBackend>();
    if let Some(organisation) = query.organisation_id {
        select = select.filter(users::organisation_id.eq(organisation.to_string()));
    }
    if let Some(status) = query.status {
        select = select.filter(users::status.eq(status.as_str()));
    }
    if let Some(unit) = &query.unit {
        select = select.filter(users::unit.eq(unit.clone()));
    }
    if let Some(text) = query.q.as_deref().filter(|text| !text.trim().is_empty()) {
        select = select.filter(users::search_key.like(like_pattern(text)).escape('\\'));
    }
    if let Some(role) = &query.role {
        select = select.filter(holding(tx, role));
    }
    if let Some((name, id)) = start.after() {
        select = select.filter(after!(name, id));
    }
    let rows: Vec<(UserRow, OrganisationRefRow, Option<String>)> = select.load(tx.connection())?;
    let page = start.page(rows, |(user, ..)| user.place())?;
    let mut last = None;
    page.try_map(|(user, home, roles)| {
        Ok(user.shown(same_or_new(&mut last, home)?, keys(roles.as_deref())))
    })
}

/// The home of a row; rows beside each other mostly have the same.
fn same_or_new(
    last: &mut Option<(OrganisationRefRow, OrganisationRef)>,
    row: OrganisationRefRow,
) -> Result<OrganisationRef, Failure> {
    match last {
        Some((same, home)) if *same == row => Ok(home.clone()),
        _ => {
            let home = row.reference()?;
            *last = Some((row, home.clone()));
            Ok(home)
        }
    }
}

fn keys(text: Option<&str>) -> Vec<String> {
    let mut keys: Vec<_> = text
        .iter()
        .flat_map(|text| text.split(SEPARATOR))
        .map(str::to_owned)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
