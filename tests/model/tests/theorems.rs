//! The theorems, proved by a solver over every request and every world that the schema allows;
//! and that each clause of the policy is there for one of them.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{collections::BTreeSet, str::FromStr as _};

use cedar_policy::{Policy, PolicySet, RequestEnv, Schema};
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicySet, solver::LocalSolver};
use policy_model::{POLICY, SCHEMA, THEOREMS};

type Compiler = CedarSymCompiler<LocalSolver>;

fn schema() -> Schema {
    Schema::from_cedarschema_str(SCHEMA).expect("a schema").0
}

fn compiler() -> Compiler {
    let solver = LocalSolver::cvc5().expect("cvc5 is installed (.ci/setup test installs it)");
    CedarSymCompiler::new(solver).expect("a compiler")
}

fn id(policy: &Policy) -> &str {
    policy.annotation("id").expect("everything has an id")
}

fn compiled(policies: &PolicySet, env: &RequestEnv, schema: &Schema) -> CompiledPolicySet {
    CompiledPolicySet::compile(policies, env, schema).expect("well typed")
}

/// What the theorems say of one kind of request: each by name, with what it forbids.
struct Claims {
    env: RequestEnv,
    theorems: Vec<(String, CompiledPolicySet)>,
}

/// The theorems, where they forbid anything that could happen.
async fn claims(schema: &Schema) -> Vec<Claims> {
    let mut compiler = compiler();
    let all = PolicySet::from_str(THEOREMS).expect("theorems");
    let mut claims = Vec::new();
    for env in schema.request_envs() {
        let mut theorems = Vec::new();
        for breach in all.policies() {
            let alone = PolicySet::from_policies([breach.clone()]).expect("one theorem");
            let breach_here = compiled(&alone, &env, schema);
            let empty = compiler.check_always_denies_opt(&breach_here).await;
            if !empty.expect("the solver answers") {
                theorems.push((id(breach).to_owned(), breach_here));
            }
        }
        claims.push(Claims { env, theorems });
    }
    claims
}

/// The first theorem that `policy` breaks, and how.
async fn broken(claims: &[Claims], policy: &str) -> Option<String> {
    let schema = schema();
    let policy = PolicySet::from_str(policy).unwrap_or_else(|error| panic!("{error}"));
    let mut compiler = compiler();
    for Claims { env, theorems } in claims {
        let policy = compiled(&policy, env, &schema);
        for (name, breach) in theorems {
            let found = compiler
                .check_disjoint_with_counterexample_opt(&policy, breach)
                .await
                .expect("the solver answers");
            if let Some(found) = found {
                return Some(format!("{name}\n{found}"));
            }
        }
    }
    None
}

#[tokio::test]
async fn nothing_that_a_theorem_forbids_is_ever_allowed() {
    let claims = claims(&schema()).await;
    assert_eq!(broken(&claims, POLICY).await, None);
}

/// What no request could do, any policy forbids.
#[tokio::test]
async fn each_theorem_forbids_something_that_could_happen() {
    let claims = claims(&schema()).await;
    let said: BTreeSet<&str> = claims
        .iter()
        .flat_map(|claims| claims.theorems.iter().map(|(name, _)| name.as_str()))
        .collect();
    let all = PolicySet::from_str(THEOREMS).expect("theorems");
    let ids: BTreeSet<&str> = all.policies().map(id).collect();
    assert!(ids.len() >= 10);
    assert_eq!(said, ids);
}

/// The policy with one clause less: each `when` and `unless` of a permit, each forbid whole.
fn mutilations() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let policies: Vec<&str> = POLICY.split_inclusive(";\n").collect();
    for (at, text) in policies.iter().enumerate() {
        let Some(name) = text
            .split("@id(\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
        else {
            continue;
        };
        let others = |inserted: &str| {
            let before = policies[..at].concat();
            let after = policies[at + 1..].concat();
            format!("{before}{inserted}{after}")
        };
        if text.contains("\nforbid (") {
            all.push((name.to_owned(), others("")));
            continue;
        }
        let lines: Vec<&str> = text.lines().collect();
        for (line, clause) in lines.iter().enumerate() {
            if clause.starts_with("when {") || clause.starts_with("unless {") {
                let mut kept = lines.clone();
                kept[line] = if clause.ends_with(';') { ";" } else { "" };
                all.push((
                    format!("{name}: {clause}"),
                    others(&(kept.join("\n") + "\n")),
                ));
            }
        }
    }
    all
}

#[tokio::test]
async fn without_any_one_clause_some_theorem_fails() {
    let claims = claims(&schema()).await;
    let mut unnoticed = Vec::new();
    for (clause, policy) in mutilations() {
        if broken(&claims, &policy).await.is_none() {
            unnoticed.push(clause);
        }
    }
    assert!(unnoticed.is_empty(), "no theorem misses {unnoticed:#?}");
}
