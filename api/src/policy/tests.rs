//! The rules, each asked on behalf of every kind of caller.

mod administrations;
mod agreements;
mod arbitrary;
mod asking;
mod attaching;
mod attributes;
mod catalogue;
mod deciding;
mod first_lba;
mod granting;
mod limits;
mod lookups;
mod model;
mod people;
mod programs;
mod properties;
mod revoking;
mod scopes;
mod units;
mod users_and_organisations;

use super::{Denied, Next};

/// A verdict as one line: `yes`, or the kind, the rule and what to do instead.
fn verdict<A>(asked: Result<A, Denied>) -> String {
    let Err(denied) = asked else {
        return "yes".to_owned();
    };
    let next = match denied.next {
        None => "",
        Some(Next::SendSupportRequest { .. }) => ", send a support request",
        Some(Next::AppointFirstLba(_)) => ", appoint",
        Some(Next::LookUp { .. }) => ", look up",
        Some(Next::CreateUser { .. }) => ", create the user",
        Some(Next::TakeOver(_)) => ", take over",
        Some(Next::AskAnother) => ", ask another",
        Some(Next::LogInAgain) => ", log in again",
        Some(Next::GiveRole { .. }) => ", give the role",
        Some(Next::RequestRole { .. } | Next::AskForRole { .. }) => ", ask for the role",
        Some(Next::SeeUser { .. }) => ", see the user",
        Some(Next::SeeOwnAccess) => ", see what you have",
        Some(Next::SeeAttributes { .. }) => ", see the organisation",
        Some(Next::SeeHolders { .. }) => ", see who has it",
        Some(Next::GoOnIn(_)) => ", go on there",
    };
    let rule = denied.rule.map_or("no rule", shared::rule::Rule::as_str);
    format!("{} {rule}{next}", denied.kind.code())
}

/// Asks one question for every caller of the table, and shows all that differ at once.
fn assert_verdicts(table: &[(&str, &str)], ask: impl Fn(&crate::domain::caller::Caller) -> String) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(who, expected)| (who, expected, ask(&people::caller(who))))
        .filter(|(_, expected, got)| got != *expected)
        .map(|(who, expected, got)| format!("{who}: expected `{expected}`, got `{got}`"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let asked: Vec<_> = table.iter().map(|(who, _)| *who).collect();
    let left_out: Vec<_> = people::EVERYBODY
        .iter()
        .filter(|who| !asked.contains(who))
        .collect();
    assert!(left_out.is_empty(), "not asked: {left_out:?}");
}
