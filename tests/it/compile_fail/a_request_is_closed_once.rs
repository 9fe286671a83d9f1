use brugeradm::{
    db::WriteTx,
    domain::request::{AccessRequest, Decidable, OpenRequest},
    policy::{Authorised, requests::Withdraw},
};

fn any<T>() -> T {
    loop {}
}

pub fn twice(tx: &WriteTx<'_>, open: OpenRequest, by: &Authorised<Withdraw>) {
    let _ = open.withdraw(by, tx.now());
    let _ = open.withdraw(by, tx.now());
}

pub fn approved_then_rejected(open: Decidable) {
    let _ = open.approve(any(), None, None);
    let _ = open.reject(any());
}

pub fn closed_already(tx: &WriteTx<'_>, request: AccessRequest, by: &Authorised<Withdraw>) {
    let _ = request.withdraw(by, tx.now());
}

pub fn by_who_may_only_withdraw(tx: &WriteTx<'_>, open: OpenRequest, by: &Authorised<Withdraw>) {
    let _ = open.decidable(by, tx.now());
}

pub fn without_asking_whether_another_has_claimed_it(open: OpenRequest) {
    let _ = open.reject(any());
}
