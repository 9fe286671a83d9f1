use brugeradm::{
    db::WriteTx,
    domain::request::{AccessRequest, OpenRequest},
    policy::{
        Authorised,
        requests::{Decide, Withdraw},
    },
};

fn any<T>() -> T {
    loop {}
}

pub fn twice(tx: &WriteTx<'_>, open: OpenRequest, by: &Authorised<Withdraw>) {
    let _ = open.withdraw(by, tx.now());
    let _ = open.withdraw(by, tx.now());
}

pub fn approved_then_rejected(tx: &WriteTx<'_>, open: OpenRequest, by: &Authorised<Decide>) {
    let _ = open.approve(by, any(), None, None, tx.now());
    let _ = open.reject(by, any(), tx.now());
}

pub fn closed_already(tx: &WriteTx<'_>, request: AccessRequest, by: &Authorised<Withdraw>) {
    let _ = request.withdraw(by, tx.now());
}

pub fn by_who_may_only_withdraw(tx: &WriteTx<'_>, open: OpenRequest, by: &Authorised<Withdraw>) {
    let _ = open.reject(by, any(), tx.now());
}
