use brugeradm::{
    db::{Failure, WriteTx},
    domain::period::Period,
    policy::granting::{Giving, Taking},
    role_grants::{
        commands::{Terms, insert, mark_revoked},
        rows::RoleGrant,
    },
};

fn any<T>() -> T {
    loop {}
}

pub fn give(tx: &mut WriteTx<'_>, giving: Giving, period: Period, terms: Terms) -> Result<RoleGrant, Failure> {
    insert(tx, giving, period, terms)
}

pub fn approved(tx: &mut WriteTx<'_>, grant: RoleGrant, taking: Taking) -> Result<RoleGrant, Failure> {
    mark_revoked(tx, grant, taking, any())
}
