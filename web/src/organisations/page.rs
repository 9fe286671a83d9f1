//! *Organisation*: facts about one's own, and its LBAs.

use leptos::prelude::*;
use shared::organisation::{Administration, OrganisationView};

use super::{choices, tasks::LbaEnds};
use crate::{
    attributes, dates,
    i18n::{fill, organisations as text, shell, tr, words},
    remote::Remote,
    routes::Route,
    session::Session,
    ui::{
        facts::{Fact, Facts},
        heading::PageHeading,
        notice::{Notice, Tone},
        states::page_of,
    },
    units::{self, reach::Reach},
};

/// The page.
#[component]
pub(crate) fn OrganisationPage() -> impl IntoView {
    let session = Session::current();
    let own = session.me().map(|me| me.user.organisation.id);
    let organisation = Remote::new(move || {
        let api = session.api();
        async move {
            let own = own.ok_or(shared::client::ClientError::Unintelligible)?;
            api.read_organisation(own).await
        }
    });
    page_of(organisation, move |found| draw(organisation, &found))
}

fn draw(page: Remote<OrganisationView>, found: &OrganisationView) -> AnyView {
    let module = match found.administration {
        Administration::Star => shell::PORTAL_STAR,
        Administration::Arbejdsmarkedsportalen => shell::PORTAL_AMP,
    };
    let mut facts = vec![
        Fact::new(tr(words::NAME), found.name.clone()),
        Fact::new(tr(text::KIND), tr(words::kind(found.kind))),
    ];
    if let Some(cvr) = found.cvr.clone() {
        facts.push(Fact::new(tr(words::CVR), cvr));
    }
    if let Some(code) = found.kommunekode.clone() {
        facts.push(Fact::new(tr(text::KOMMUNEKODE), code));
    }
    facts.push(Fact::new(tr(text::MODULE), tr(module)));
    facts.push(Fact::new(tr(text::SINCE), dates::in_text(found.created_at)));
    view! {
        <PageHeading text=found.name.clone() />
        <h2 class="h3">{tr(text::FACTS)}</h2>
        <Facts facts />
        <h2 class="h3">{tr(text::LBAS)}</h2>
        <p class="reading">{tr(text::LBAS_LEAD)}</p>
        <LbaEnds organisation=found.id />
        {lbas(found)}
        <Reach />
        {units::list::section(found)}
        {attributes::section::section(found.id)}
        {choices::section(page, found)}
    }
    .into_any()
}

fn lbas(found: &OrganisationView) -> impl IntoView + use<> {
    let warning = match found.lba_count {
        0 => Some(text::NO_LBA),
        1 => Some(text::ONE_LBA),
        _ => None,
    };
    let people: Vec<_> = found
        .lbas
        .iter()
        .map(|person| {
            view! {
                <li>
                    <a href=Route::User(person.id).path()>{person.name.clone()}</a>
                </li>
            }
        })
        .collect();
    let unnamed = people.is_empty() && found.lba_count > 0;
    let count = found.lba_count.to_string();
    view! {
        {unnamed.then(|| view! { <p>{fill(text::LBAS_UNNAMED, &[("n", &count)])}</p> })}
        {warning.map(|words| view! { <Notice tone=Tone::Warning>{tr(words)}</Notice> })}
        <ul class="plain-list no-max-width">{people}</ul>
    }
}
