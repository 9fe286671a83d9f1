//! `brugeradm doctor`: is this installation sound?

use super::{Configured, Outcome, migrate};
use crate::{
    config::Config,
    db::{Context, Database},
    spa,
};

/// Checks one thing after another and tells how each went.
pub(super) async fn run(configured: &Configured) -> Outcome {
    let (config, database) = configured.open()?;
    let mut findings = vec![("configuration", Ok("can be read".to_owned()))];
    findings.push(("secrets", secrets(&config)));
    findings.push(("login", login(&config)));
    findings.push(("database", answers(&database).await));
    findings.push(("migrations", up_to_date(&database).await));
    findings.push(("catalogue", catalogue(&database).await));
    findings.push(("pages", pages()));
    let mut wrong = 0;
    for (what, finding) in &findings {
        match finding {
            Ok(text) => println!("ok     {what}: {text}"),
            Err(text) => {
                wrong += 1;
                println!("WRONG  {what}: {text}");
            }
        }
    }
    match wrong {
        0 => Ok(()),
        1 => Err("one thing is wrong".to_owned()),
        many => Err(format!("{many} things are wrong")),
    }
}

type Finding = Result<String, String>;

fn secrets(config: &Config) -> Finding {
    for issuer in &config.issuers {
        issuer
            .client_secret
            .read()
            .map_err(|error| format!("of issuer `{}`: {error}", issuer.key))?;
    }
    Ok("are where the configuration says".to_owned())
}

fn login(config: &Config) -> Finding {
    if config.issuers.is_empty() {
        return Err("no login provider is configured, so nobody can log in".to_owned());
    }
    let local = ["localhost", "127.0.0.1", "[::1]"];
    let host = config.public_url.host_str().unwrap_or_default();
    if config.public_url.scheme() != "https" && !local.contains(&host) {
        return Err("public_url must be https: browsers keep session cookies from it".to_owned());
    }
    Ok(format!("{} provider(s)", config.issuers.len()))
}

/// Opening a connection asserts that acknowledged commits are durable.
async fn answers(database: &Database) -> Finding {
    database
        .is_ready()
        .await
        .map_err(|failure| failure.sentence())?;
    Ok(format!(
        "{} answers, commits are durable",
        database.url().engine()
    ))
}

async fn up_to_date(database: &Database) -> Finding {
    if migrate::are_pending(database.url()).await? {
        Err("are pending: run `brugeradm migrate`".to_owned())
    } else {
        Ok("all have been run".to_owned())
    }
}

async fn catalogue(database: &Database) -> Finding {
    let roles = database
        .read(Context::system("doctor"), crate::roles::queries::count)
        .await
        .map_err(|failure| failure.sentence())?;
    if roles == 0 {
        Err("has no roles: run `brugeradm migrate`".to_owned())
    } else {
        Ok(format!("has {roles} roles"))
    }
}

fn pages() -> Finding {
    if spa::is_embedded() {
        Ok("are in this binary".to_owned())
    } else {
        Err("are not in this binary: build the web bundle first".to_owned())
    }
}
