use brugeradm::{access_requests, audit, db::ReadTx, role_grants, users};

fn any<T>() -> T {
    loop {}
}

pub fn a_user(tx: &mut ReadTx<'_>) {
    let _ = users::queries::get(tx, any());
}

pub fn users(tx: &mut ReadTx<'_>) {
    let _ = users::listing::list(tx, any(), any());
}

pub fn a_grant(tx: &mut ReadTx<'_>) {
    let _ = role_grants::queries::get(tx, any());
}

pub fn grants(tx: &mut ReadTx<'_>) {
    let _ = role_grants::queries::list(tx, any(), any());
}

pub fn a_request(tx: &mut ReadTx<'_>) {
    let _ = access_requests::queries::get(tx, any());
}

pub fn requests(tx: &mut ReadTx<'_>) {
    let _ = access_requests::listing::list(tx, any(), any());
}

pub fn events(tx: &mut ReadTx<'_>) {
    let _ = audit::queries::list(tx, any(), any());
}

pub fn around_the_queries(tx: &mut ReadTx<'_>) {
    let _ = tx.connection();
}
