use brugeradm::policy::{Authorised, granting::Giving, requests::Decide};

fn any<T>() -> T {
    loop {}
}

pub fn as_a_function(giving: Giving) -> Authorised<Giving> {
    Authorised(giving)
}

pub fn as_a_struct(giving: Giving) -> Authorised<Giving> {
    Authorised { 0: giving }
}

pub fn of_another_act(giving: Authorised<Giving>) -> Authorised<Decide> {
    giving
}

pub fn used_twice(giving: Authorised<Giving>) -> (Giving, Giving) {
    (giving.into_act(), giving.into_act())
}

pub fn a_decision_by_hand() -> Decide {
    Decide { by: any() }
}
