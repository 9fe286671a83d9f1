//! Every path of the application; nowhere else is a path written.

mod key;
pub(crate) mod query;

pub(crate) use key::Key;

use shared::{
    client::escape,
    id::{AccessRequestId, AgreementId, ImportId, LbaAppointmentId, OrganisationId, UserId},
};

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// What needs me; for a person without access, how to get it.
    Start,
    /// Screen 2.
    NoAccess,
    /// Screen 3.
    AskForAccess,
    /// Screen 14.
    SupportRequest,
    /// Screen 4.
    MyRequests,
    /// Screen 5.
    MyAccess,
    /// Screen 8.
    Inbox,
    /// Screen 9.
    Request(AccessRequestId),
    /// Screen 10.
    Users,
    /// Screen 13.
    NewUser,
    /// Screen 11.
    User(UserId),
    /// Screen 13.
    ChangeUser(UserId),
    /// Screen 12.
    GrantRole(UserId),
    /// Screen 15.
    AuditLog,
    /// Screen 16.
    Organisation,
    /// Agreements with providers.
    Agreements,
    /// Recording one.
    RecordAgreement,
    /// One of them.
    Agreement(AgreementId),
    /// Screen 20.
    Roles,
    /// Screen 20.
    NewRole,
    /// Screen 20.
    Role(Key),
    /// Screen 20.
    ChangeRole(Key),
    /// Attributes that roles can require of organisations.
    Attributes,
    /// Screen 22.
    Modules,
    /// Screen 21.
    Imports,
    /// Screen 21: one import.
    Import(ImportId),
    /// Screen 18.
    LookUp,
    /// The desk's organisations.
    Organisations,
    /// One of them.
    OrganisationOf(OrganisationId),
    /// Its units.
    UnitsOf(OrganisationId),
    /// Its attributes.
    AttributesOf(OrganisationId),
    /// Screen 19, for the first person; without an organisation what waits for the second.
    AppointLba,
    /// Screen 19, for the second person.
    Appointment(LbaAppointmentId),
    /// Screen 2's third ending.
    BecomeLba,
    /// A refused login.
    LoginFailed,
    /// Accessibility statement.
    Accessibility,
    /// Privacy notice.
    Privacy,
    /// Cookies.
    Cookies,
}

impl Route {
    /// The page at `path`.
    #[expect(clippy::too_many_lines, reason = "a table: a line for each page")]
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
        Some(match segments.as_slice() {
            [] => Self::Start,
            ["ingen-adgang"] => Self::NoAccess,
            ["anmod"] => Self::AskForAccess,
            ["supportanmodning"] => Self::SupportRequest,
            ["mine-anmodninger"] => Self::MyRequests,
            ["mine-adgange"] => Self::MyAccess,
            ["anmodninger"] => Self::Inbox,
            ["anmodninger", id] => Self::Request(id.parse().ok()?),
            ["brugere"] => Self::Users,
            ["brugere", "opret"] => Self::NewUser,
            ["brugere", id] => Self::User(id.parse().ok()?),
            ["brugere", id, "ret"] => Self::ChangeUser(id.parse().ok()?),
            ["brugere", id, "tildel"] => Self::GrantRole(id.parse().ok()?),
            ["adgangslog"] => Self::AuditLog,
            ["organisation"] => Self::Organisation,
            ["aftaler"] => Self::Agreements,
            ["aftaler", "ny"] => Self::RecordAgreement,
            ["aftaler", id] => Self::Agreement(id.parse().ok()?),
            ["rollekatalog"] => Self::Roles,
            ["rollekatalog", "opret"] => Self::NewRole,
            ["rollekatalog", key] => Self::Role(Key::new(key)?),
            ["rollekatalog", key, "ret"] => Self::ChangeRole(Key::new(key)?),
            ["egenskaber"] => Self::Attributes,
            ["skift-af-modul"] => Self::Modules,
            ["import"] => Self::Imports,
            ["import", id] => Self::Import(id.parse().ok()?),
            ["opslag"] => Self::LookUp,
            ["organisationer"] => Self::Organisations,
            ["organisationer", id] => Self::OrganisationOf(id.parse().ok()?),
            ["organisationer", id, "p-numre"] => Self::UnitsOf(id.parse().ok()?),
            ["organisationer", id, "egenskaber"] => Self::AttributesOf(id.parse().ok()?),
            ["udpeg-lba"] => Self::AppointLba,
            ["udpeg-lba", id] => Self::Appointment(id.parse().ok()?),
            ["bliv-lba"] => Self::BecomeLba,
            ["login-fejl"] => Self::LoginFailed,
            ["tilgaengelighed"] => Self::Accessibility,
            ["privatliv"] => Self::Privacy,
            ["cookies"] => Self::Cookies,
            _ => return None,
        })
    }

    /// Its path.
    pub(crate) fn path(self) -> String {
        match self {
            Self::Start => "/".to_owned(),
            Self::NoAccess => "/ingen-adgang".to_owned(),
            Self::AskForAccess => "/anmod".to_owned(),
            Self::SupportRequest => "/supportanmodning".to_owned(),
            Self::MyRequests => "/mine-anmodninger".to_owned(),
            Self::MyAccess => "/mine-adgange".to_owned(),
            Self::Inbox => "/anmodninger".to_owned(),
            Self::Request(id) => format!("/anmodninger/{id}"),
            Self::Users => "/brugere".to_owned(),
            Self::NewUser => "/brugere/opret".to_owned(),
            Self::User(id) => format!("/brugere/{id}"),
            Self::ChangeUser(id) => format!("/brugere/{id}/ret"),
            Self::GrantRole(id) => format!("/brugere/{id}/tildel"),
            Self::AuditLog => "/adgangslog".to_owned(),
            Self::Organisation => "/organisation".to_owned(),
            Self::Agreements => "/aftaler".to_owned(),
            Self::RecordAgreement => "/aftaler/ny".to_owned(),
            Self::Agreement(id) => format!("/aftaler/{id}"),
            Self::Roles => "/rollekatalog".to_owned(),
            Self::NewRole => "/rollekatalog/opret".to_owned(),
            Self::Role(key) => format!("/rollekatalog/{}", key.text()),
            Self::ChangeRole(key) => format!("/rollekatalog/{}/ret", key.text()),
            Self::Attributes => "/egenskaber".to_owned(),
            Self::Modules => "/skift-af-modul".to_owned(),
            Self::Imports => "/import".to_owned(),
            Self::Import(id) => format!("/import/{id}"),
            Self::LookUp => "/opslag".to_owned(),
            Self::Organisations => "/organisationer".to_owned(),
            Self::OrganisationOf(id) => format!("/organisationer/{id}"),
            Self::UnitsOf(id) => format!("/organisationer/{id}/p-numre"),
            Self::AttributesOf(id) => format!("/organisationer/{id}/egenskaber"),
            Self::AppointLba => "/udpeg-lba".to_owned(),
            Self::Appointment(id) => format!("/udpeg-lba/{id}"),
            Self::BecomeLba => "/bliv-lba".to_owned(),
            Self::LoginFailed => "/login-fejl".to_owned(),
            Self::Accessibility => "/tilgaengelighed".to_owned(),
            Self::Privacy => "/privatliv".to_owned(),
            Self::Cookies => "/cookies".to_owned(),
        }
    }

    /// Its path with a query; values that are empty are left out.
    pub(crate) fn with_query(self, query: &[(&str, &str)]) -> String {
        let parts: Vec<String> = query
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        if parts.is_empty() {
            self.path()
        } else {
            format!("{}?{}", self.path(), parts.join("&"))
        }
    }

    /// Whether it is shown to people who are not logged in too.
    pub(crate) const fn is_public(self) -> bool {
        matches!(
            self,
            Self::LoginFailed | Self::Accessibility | Self::Privacy | Self::Cookies
        )
    }
}

/// Where the server logs people in, and then sends them back to `path`.
pub(crate) fn login(path: &str) -> String {
    format!("/auth/login?return_to={}", escape(path))
}

/// `path` if it leads to a page of this site and nowhere else.
pub(crate) fn own_path(path: &str) -> Option<&str> {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    own.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::{Key, Route, own_path};

    #[test]
    fn every_path_leads_back_to_its_page() {
        let id = "0190a5c0-0000-7000-8000-000000000001";
        let (request, user) = (id.parse().unwrap(), id.parse().unwrap());
        let role = Key::new("Vitas.Bruger").unwrap();
        for route in [
            Route::Start,
            Route::NoAccess,
            Route::AskForAccess,
            Route::SupportRequest,
            Route::MyRequests,
            Route::MyAccess,
            Route::Inbox,
            Route::Request(request),
            Route::Users,
            Route::NewUser,
            Route::User(user),
            Route::ChangeUser(user),
            Route::GrantRole(user),
            Route::AuditLog,
            Route::Organisation,
            Route::Agreements,
            Route::RecordAgreement,
            Route::Agreement(id.parse().unwrap()),
            Route::Roles,
            Route::NewRole,
            Route::Role(role),
            Route::ChangeRole(role),
            Route::Attributes,
            Route::Modules,
            Route::Imports,
            Route::Import(id.parse().unwrap()),
            Route::LookUp,
            Route::Organisations,
            Route::OrganisationOf(id.parse().unwrap()),
            Route::UnitsOf(id.parse().unwrap()),
            Route::AttributesOf(id.parse().unwrap()),
            Route::AppointLba,
            Route::Appointment(id.parse().unwrap()),
            Route::BecomeLba,
            Route::LoginFailed,
            Route::Accessibility,
            Route::Privacy,
            Route::Cookies,
        ] {
            assert_eq!(Route::parse(&route.path()), Some(route));
        }
        assert_eq!(Route::parse("/brugere/nobody"), None);
        assert_eq!(Route::parse("/ukendt"), None);
    }

    #[test]
    fn a_query_is_escaped_and_empty_values_are_left_out() {
        assert_eq!(
            Route::Users.with_query(&[("q", "Bo & Co"), ("status", "")]),
            "/brugere?q=Bo%20%26%20Co"
        );
        assert_eq!(Route::Users.with_query(&[("q", "")]), "/brugere");
    }

    #[test]
    fn only_paths_of_this_site_are_followed_back() {
        assert_eq!(own_path("/jobag?x=1"), Some("/jobag?x=1"));
        for foreign in ["//evil.example", "https://evil.example", "/\\evil", "", "x"] {
            assert_eq!(own_path(foreign), None, "{foreign}");
        }
    }
}
