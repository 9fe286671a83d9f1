//! What JobAG shows.

use actix_web::{HttpResponse, http::StatusCode};
use url::{Url, form_urlencoded};

use super::{HOME, JobagConfig, ROLE, sessions::Employee};
use crate::html::{Markup, Page, markup};

/// The way to the request form, and back to JobAG from there.
const REQUEST_FORM: &str = "/anmod?rolle=JobAG.Virksomhedsbruger&tilbage=%2Fjobag";

/// JobAG's pages.
pub(super) struct Pages<'a> {
    config: &'a JobagConfig,
}

impl<'a> Pages<'a> {
    pub(super) fn new(config: &'a JobagConfig) -> Self {
        Self { config }
    }

    pub(super) fn welcome(&self, login_hint: Option<&str>) -> HttpResponse {
        let body = markup!(
            "<p class=\"lead\">Her opslår virksomheder job og finder medarbejdere.</p>\
             <p>Siden er en efterligning af Jobnet for Arbejdsgivere. Den viser, hvordan et \
             fagsystem bruger Brugeradministration: Du logger ind med MitID Erhverv, og siden \
             spørger, om du har adgang. Har du ikke det, kan du anmode om den.</p>\
             <div class=\"actions\">{}</div>",
            log_in(login_hint)
        );
        self.page(StatusCode::OK, "Jobnet for Arbejdsgivere (demo)", body)
    }

    pub(super) fn inside(&self, person: &Employee) -> HttpResponse {
        let body = markup!(
            "<p class=\"lead\">Velkommen, {}.</p>{}<div class=\"actions\">{}</div>",
            person.name,
            facts(person),
            log_out()
        );
        let title = "Du er logget ind i Jobnet for Arbejdsgivere";
        self.page(StatusCode::OK, title, body)
    }

    pub(super) fn no_access(&self, person: &Employee, login_hint: Option<&str>) -> HttpResponse {
        let body = markup!(
            "<p class=\"lead\">Du er logget ind som {} fra {}.</p>\
             <p>For at bruge Jobnet for Arbejdsgivere skal du have adgangen \
             <strong>Virksomhedsbruger i Jobnet for Arbejdsgivere</strong> <small>{}</small>. \
             Når du anmoder om den, får den, der kan give dig adgang, besked.</p>\
             <div class=\"actions\"><a class=\"button primary\" href=\"{}\">Anmod om adgang</a>\
             {}{}</div>",
            person.name,
            person.organisation,
            ROLE,
            request_link(login_hint),
            try_again(),
            log_out()
        );
        self.page(StatusCode::OK, "Du har ikke adgang endnu", body)
    }

    pub(super) fn without_organisation(&self, name: &str) -> HttpResponse {
        let body = markup!(
            "<p class=\"lead\">Du er logget ind som {}, men dit login hører ikke til en \
             virksomhed.</p><p>Jobnet for Arbejdsgivere er for virksomheder. Log af, og log ind \
             igen med MitID Erhverv.</p><div class=\"actions\">{}</div>",
            name,
            log_out()
        );
        self.page(StatusCode::OK, "Log ind for en virksomhed", body)
    }

    pub(super) fn not_sure_enough(&self, name: &str) -> HttpResponse {
        let body = markup!(
            "<p class=\"lead\">Du er logget ind som {}, men dit login er ikke sikkert nok.</p>\
             <p>Jobnet for Arbejdsgivere kræver et login på sikringsniveauet Betydelig. Log af, \
             og log ind igen på en mere sikker måde.</p><div class=\"actions\">{}</div>",
            name,
            log_out()
        );
        self.page(StatusCode::OK, "Log ind på en mere sikker måde", body)
    }

    pub(super) fn unavailable(&self) -> HttpResponse {
        let body = markup!(
            "<p class=\"lead\">Vi kan ikke se, om du har adgang, fordi Brugeradministration \
             ikke svarer.</p><p>Du er stadig logget ind. Prøv igen om lidt.</p>\
             <div class=\"actions\">{}{}</div>",
            try_again(),
            log_out()
        );
        let title = "Din adgang kan ikke kontrolleres lige nu";
        self.page(StatusCode::SERVICE_UNAVAILABLE, title, body)
    }

    pub(super) fn login_failed(&self) -> HttpResponse {
        let body = markup!(
            "<p class=\"lead\">Noget gik galt på vejen til eller fra MitID Erhverv.</p>\
             <p>Det kan være, at login tog for lang tid, eller at det blev begyndt i et andet \
             vindue. Prøv igen.</p><div class=\"actions\">{}</div>",
            log_in(None)
        );
        self.page(StatusCode::BAD_REQUEST, "Du blev ikke logget ind", body)
    }

    pub(super) fn login_cancelled(&self) -> HttpResponse {
        let body = markup!(
            "<p class=\"lead\">Du afbrød login hos MitID Erhverv.</p>\
             <div class=\"actions\">{}</div>",
            log_in(None)
        );
        self.page(StatusCode::OK, "Du er ikke logget ind", body)
    }

    fn page(&self, status: StatusCode, title: &str, body: Markup) -> HttpResponse {
        // Logging out leads from a form over the provider's page.
        let provider = Url::parse(&self.config.issuer).ok();
        let targets: Vec<_> = provider
            .map(|url| url.origin().ascii_serialization())
            .into_iter()
            .collect();
        Page {
            site: "Jobnet for Arbejdsgivere",
            title,
            style: "/jobag/style.css",
            body,
            form_targets: &targets,
        }
        .respond(status)
    }
}

fn facts(person: &Employee) -> Markup {
    markup!(
        "<dl><dt>Navn</dt><dd>{}</dd><dt>Virksomhed</dt><dd>{}</dd><dt>CVR-nummer</dt>\
         <dd>{}</dd></dl>",
        person.name,
        person.organisation,
        person.cvr
    )
}

fn log_in(login_hint: Option<&str>) -> Markup {
    let address = match login_hint {
        Some(hint) => format!("{HOME}/login?{}", query(&[("login_hint", hint)])),
        None => format!("{HOME}/login"),
    };
    markup!(
        "<a class=\"button primary\" href=\"{}\">Log ind med MitID Erhverv</a>",
        address
    )
}

fn try_again() -> Markup {
    markup!("<a class=\"button\" href=\"{}\">Prøv igen</a>", HOME)
}

fn log_out() -> Markup {
    markup!(
        "<form method=\"post\" action=\"{}/logout\"><button>Log af</button></form>",
        HOME
    )
}

/// Over Brugeradministration's login, as the same person where that is known.
fn request_link(login_hint: Option<&str>) -> String {
    let mut parameters = vec![("return_to", REQUEST_FORM)];
    parameters.extend(login_hint.map(|hint| ("login_hint", hint)));
    format!("/auth/login?{}", query(&parameters))
}

fn query(parameters: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters).finish()
}

#[cfg(test)]
mod tests {
    use super::request_link;

    #[test]
    fn the_request_link_names_role_and_way_back_inside_return_to() {
        let form = "/auth/login?return_to=%2Fanmod%3Frolle%3DJobAG.Virksomhedsbruger\
                    %26tilbage%3D%252Fjobag";
        assert_eq!(request_link(None), form);
        assert_eq!(
            request_link(Some("ny-nordisk")),
            format!("{form}&login_hint=ny-nordisk")
        );
    }
}
