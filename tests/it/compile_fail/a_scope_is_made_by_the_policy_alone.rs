use brugeradm::{
    access_requests,
    db::ReadTx,
    policy::scope::{DecidableScope, Reach, Scope, of},
};

fn any<T>() -> T {
    loop {}
}

pub fn by_hand() -> Scope<of::Users> {
    Scope { reach: Reach::Everything, own: None, of: std::marker::PhantomData }
}

pub fn by_its_constructor() -> Scope<of::Users> {
    Scope::new(Reach::Everything, None)
}

pub fn of_other_things(scope: Scope<of::Organisations>) -> Scope<of::Users> {
    scope
}

pub fn of_what_waits() -> DecidableScope {
    DecidableScope { organisations: Vec::new(), units: any(), desk: true, not_about: any() }
}

pub fn of_what_waits_by_an_update(scope: DecidableScope) -> DecidableScope {
    DecidableScope { desk: true, ..scope }
}

pub fn of_users_for_requests(tx: &mut ReadTx<'_>, scope: &Scope<of::Users>) {
    let _ = access_requests::queries::get(tx, scope, any());
}
