//! Programs: registering them and giving them tokens (G5).

use shared::{problem::ProblemKind, rule::Rule};

use super::{Authorised, Denied};
use crate::domain::{
    caller::{Caller, Capability, ProgramScope},
    facts::ProgramFacts,
};

/// A token that a program may be given.
#[derive(Debug)]
pub struct IssueToken {
    pub(crate) client: String,
    pub(crate) scopes: Vec<ProgramScope>,
}

/// Registering a program, or replacing its secret and scopes.
#[derive(Debug)]
pub struct RegisterProgram(());

/// Whether two hashes are the same, in a time that does not tell where they differ.
fn same(one: &str, other: &str) -> bool {
    let differences = one
        .bytes()
        .zip(other.bytes())
        .fold(0, |differences, (a, b)| differences | (a ^ b));
    one.len() == other.len() && differences == 0
}

/// A token for whoever shows the secret of an active program, with the scopes asked for or else
/// all that it is registered for. A program that does not exist is refused like a wrong secret,
/// after the same work.
///
/// # Errors
/// `unauthenticated` for a wrong secret or program; `insufficient-scope` for scopes that it does
/// not have.
pub fn issue_token(
    program: Option<&ProgramFacts>,
    secret_hash: &str,
    asked: Option<&str>,
) -> Result<Authorised<IssueToken>, Denied> {
    let nobody = ProgramFacts::nobody();
    let known = program.unwrap_or(&nobody);
    let right = same(&known.secret_hash, secret_hash);
    if !(right && known.active && program.is_some()) {
        return Err(Denied::new(ProblemKind::Unauthenticated, Rule::G5));
    }
    let scopes = match asked.map(str::trim).filter(|asked| !asked.is_empty()) {
        None => known.scopes.clone(),
        Some(asked) => {
            let has = |word: &str| known.scopes.iter().any(|scope| scope.as_str() == word);
            if !asked.split(' ').filter(|word| !word.is_empty()).all(has) {
                return Err(Denied::new(ProblemKind::InsufficientScope, Rule::G5));
            }
            ProgramScope::parse_list(asked)
        }
    };
    Ok(Authorised(IssueToken {
        client: known.client.clone(),
        scopes,
    }))
}

/// Programs are registered when the system is set up, or by those who run it.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn register_program(caller: &Caller) -> Result<Authorised<RegisterProgram>, Denied> {
    match caller {
        Caller::System(_) => Ok(Authorised(RegisterProgram(()))),
        Caller::Person(person) if person.can(Capability::SystemAdministration) => {
            Ok(Authorised(RegisterProgram(())))
        }
        Caller::Person(_) | Caller::Program(_) => {
            Err(Denied::new(ProblemKind::NotAllowed, Rule::G5))
        }
    }
}

/// Asking whether people have roles.
///
/// # Errors
/// `not-allowed` for people; `insufficient-scope` for programs without the scope.
pub fn check_access(caller: &Caller) -> Result<(), Denied> {
    match caller {
        Caller::Program(program) => may_check(&program.scopes),
        Caller::Person(_) | Caller::System(_) => {
            Err(Denied::new(ProblemKind::NotAllowed, Rule::G5))
        }
    }
}

/// Whether scopes let a program ask whether people have roles.
///
/// # Errors
/// `insufficient-scope`.
pub fn may_check(scopes: &[ProgramScope]) -> Result<(), Denied> {
    if scopes.contains(&ProgramScope::AccessCheck) {
        Ok(())
    } else {
        Err(Denied::new(ProblemKind::InsufficientScope, Rule::G5))
    }
}

#[cfg(test)]
mod tests {
    use shared::problem::ProblemKind;

    use super::issue_token;
    use crate::domain::{caller::ProgramScope, facts::ProgramFacts};

    fn program() -> ProgramFacts {
        ProgramFacts {
            client: "jobag".into(),
            secret_hash: "right".into(),
            scopes: vec![ProgramScope::AccessCheck],
            active: true,
        }
    }

    fn refusal(facts: Option<&ProgramFacts>, hash: &str, asked: Option<&str>) -> ProblemKind {
        issue_token(facts, hash, asked).unwrap_err().kind
    }

    #[test]
    fn a_token_has_the_scopes_asked_for_or_all_that_are_registered() {
        let all = issue_token(Some(&program()), "right", None).unwrap();
        assert_eq!(all.act().scopes, [ProgramScope::AccessCheck]);
        let asked = issue_token(Some(&program()), "right", Some("access:check")).unwrap();
        assert_eq!(asked.act().scopes, [ProgramScope::AccessCheck]);
        for more in [
            "requests:create",
            "access:check requests:create",
            "everything",
        ] {
            assert_eq!(
                refusal(Some(&program()), "right", Some(more)),
                ProblemKind::InsufficientScope
            );
        }
    }

    #[test]
    fn a_wrong_secret_an_unknown_program_and_a_stopped_one_are_refused_alike() {
        let stopped = ProgramFacts {
            active: false,
            ..program()
        };
        for (facts, hash) in [
            (Some(&program()), "wrong"),
            (Some(&program()), "righ"),
            (Some(&program()), ""),
            (Some(&stopped), "right"),
            (None, "right"),
            (None, ""),
        ] {
            assert_eq!(refusal(facts, hash, None), ProblemKind::Unauthenticated);
        }
    }
}
