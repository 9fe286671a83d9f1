use brugeradm::{
    db::ReadTx,
    policy::scope::{Scope, of},
};

pub fn covers(tx: &ReadTx<'_>, scope: &Scope<of::Users>) -> bool {
    let user = tx.caller().user_id().unwrap();
    scope.covers(user, &[])
}
