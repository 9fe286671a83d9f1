use brugeradm::domain::change::{Change, What};

pub fn told(what: &What) -> &'static str {
    match what {
        What::LoggedIn | What::LoggedOut => "",
        What::RoleGranted { .. } => "role_grant.granted",
    }
}

pub fn without_what(about: brugeradm::domain::change::About) -> Change {
    Change { what: What::LoggedIn, about, reason: None }
}
