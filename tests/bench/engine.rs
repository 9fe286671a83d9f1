//! The engine alone: the rows of an approval, written in one transaction by prepared statements,
//! with nothing around them.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use brugeradm::{
    clock::{Clock, new_id},
    db::{DbConnection, dialect, prepared, schema},
};
use diesel::prelude::*;
use shared::id::kinds;

use crate::{
    Fault,
    world::{BIG, REQUESTS, World, id, spread},
};

/// Approvals for each second: with as many connections as the server's, but for SQLite, whose one
/// writer is fastest alone.
///
/// # Errors
/// When a row cannot be written.
pub(crate) fn approvals(
    world: &World,
    next: &AtomicU32,
    threads: u32,
    lasting: Duration,
) -> Result<f64, Fault> {
    let began = Instant::now();
    let until = began + lasting;
    let done = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| one_thread(world, next, until)))
            .collect();
        threads.into_iter().try_fold(0_u32, |done, thread| {
            let one = thread
                .join()
                .unwrap_or_else(|_| Err("a thread ended".into()))?;
            Ok::<_, String>(done + one)
        })
    })?;
    Ok(f64::from(done) / began.elapsed().as_secs_f64())
}

fn one_thread(world: &World, next: &AtomicU32, until: Instant) -> Result<u32, String> {
    let mut connection = world.url.connect().map_err(|error| error.to_string())?;
    let mut done = 0;
    while Instant::now() < until {
        let n = next.fetch_add(1, Ordering::Relaxed);
        if n >= REQUESTS {
            break;
        }
        approve_until_done(&mut connection, spread(n)).map_err(|error| error.to_string())?;
        done += 1;
    }
    Ok(done)
}

fn approve_until_done(connection: &mut DbConnection, n: u32) -> QueryResult<()> {
    loop {
        dialect::begin_write(connection)?;
        let written = approve(connection, n).and_then(|()| dialect::commit(connection));
        match written {
            Ok(()) => return Ok(()),
            Err(error) if dialect::is_worth_another_try(&error) => {
                // A commit that failed has ended the transaction already.
                let _ = dialect::rollback(connection);
            }
            Err(error) => return Err(error),
        }
    }
}

fn give(
    connection: &mut DbConnection,
    n: u32,
    [grant, request, user, company, lba]: [&str; 5],
    now: shared::Timestamp,
) -> QueryResult<()> {
    use schema::role_grants::{self as t, dsl};

    let at = now.naive();
    diesel::insert_into(t::table)
        .values((
            dsl::id.eq(grant),
            dsl::user_id.eq(user),
            dsl::holder_organisation_id.eq(company),
            dsl::role_key.eq(format!("Bench.{}", 22 + n / BIG)),
            dsl::organisation_id.eq(company),
            dsl::valid_from.eq(at),
            dsl::granted_by.eq(lba),
            dsl::granted_at.eq(at),
            dsl::reason.eq("Skal bruge det i arbejdet."),
            dsl::source.eq("request"),
            dsl::request_id.eq(request),
            dsl::version.eq(1_i64),
        ))
        .execute(connection)?;
    Ok(())
}

/// The five rows: grant, request, user, audit event, outbox message.
fn approve(connection: &mut DbConnection, n: u32) -> QueryResult<()> {
    let now = Clock::System.now();
    let at = now.naive();
    let (request, user) = (id('e', REQUESTS + n), id('b', n % BIG));
    // Somebody of another company: nobody is given anything by themself.
    let (company, lba) = (id('a', 0), id('b', BIG));
    let grant = new_id::<kinds::RoleGrant>(now).to_string();
    give(
        connection,
        n,
        [&grant, &request, &user, &company, &lba],
        now,
    )?;
    {
        use schema::access_requests::{self as t, dsl};
        let open = dsl::id
            .eq(&request)
            .and(dsl::version.eq(1_i64))
            .and(dsl::state.eq("open"));
        let approved = (
            dsl::state.eq("approved"),
            dsl::decided_by.eq(&lba),
            dsl::decided_at.eq(at),
            dsl::grant_id.eq(&grant),
            dsl::version.eq(2_i64),
        );
        prepared::update(t::table, approved, open).execute(connection)?;
    }
    {
        use schema::users::{self as t, dsl};
        let changed = (dsl::changed_at.eq(at), dsl::version.eq(dsl::version + 1));
        prepared::update(t::table, changed, dsl::id.eq(&user)).execute(connection)?;
    }
    tell(connection, [&grant, &request, &user, &company, &lba], now)
}

fn tell(
    connection: &mut DbConnection,
    [grant, request, user, company, lba]: [&str; 5],
    now: shared::Timestamp,
) -> QueryResult<()> {
    let at = now.naive();
    let payload = serde_json::json!({
        "user_id": user, "organisation_id": company, "role": "Bench.22", "request_id": request,
        "grant_id": grant,
    })
    .to_string();
    {
        use schema::audit_events::{self as t, dsl};
        diesel::insert_into(t::table)
            .values((
                dsl::id.eq(new_id::<kinds::AuditEvent>(now).to_string()),
                dsl::at.eq(at),
                dsl::kind.eq("access_request_approved"),
                dsl::outcome.eq("done"),
                dsl::actor_id.eq(lba),
                dsl::organisation_id.eq(company),
                dsl::subject_id.eq(user),
                dsl::role_key.eq("Bench.22"),
                dsl::request_id.eq(request),
                dsl::grant_id.eq(grant),
                dsl::new_values.eq(&payload),
                dsl::trace_id.eq("00000000000000000000000000000000"),
            ))
            .execute(connection)?;
    }
    told(connection, &payload, now)
}

fn told(connection: &mut DbConnection, payload: &str, now: shared::Timestamp) -> QueryResult<()> {
    use schema::outbox_messages::{self as t, dsl};

    let at = now.naive();
    diesel::insert_into(t::table)
        .values((
            dsl::id.eq(new_id::<kinds::OutboxMessage>(now).to_string()),
            dsl::kind.eq("access_request.approved"),
            dsl::payload.eq(&payload),
            dsl::created_at.eq(at),
            dsl::available_at.eq(at),
            dsl::attempts.eq(0),
        ))
        .execute(connection)?;
    Ok(())
}
