//! What happened this time: the sentence of a refusal, with the roles and numbers that it is
//! about.

use shared::language::{Bilingual, Language};

use crate::{
    domain::standing::NamedRole,
    policy::{Because, Denied},
};

shared::catalogue! {
    LACKS_ONE = "Personen skal først have rollen {r}.", "The person must first have the role {r}.";
    LACKS_SEVERAL = "Personen skal først have rollerne {r}.", "The person must first have the roles {r}.";
    ORGANISATION_LACKS = "Organisationen mangler: {r}. Landssupporten registrerer det, når det er på plads.", "The organisation lacks: {r}. Landssupporten registers it once it is in place.";
    HAS = "Rollen kan ikke forenes med {r}, som personen har.", "The role cannot be combined with {r}, which the person has.";
    MOST = "Højst {n} i organisationen må have rollen, og så mange har den allerede.", "At most {n} in the organisation may have the role, and as many have it already.";
    FEWEST = "Mindst {n} i organisationen skal have rollen.", "At least {n} in the organisation must have the role.";
    AND = "og", "and";
}

/// Names as people list them: “A”, “B” and “C”.
pub fn listed(names: &[&str], language: Language) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => {
            format!("{} {} {last}", first.join(", "), AND.text(language))
        }
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

fn with_roles(
    (one, several): (Bilingual, Bilingual),
    roles: &[NamedRole],
    in_: Language,
) -> String {
    let sentence = if roles.len() == 1 { one } else { several };
    let names: Vec<_> = roles.iter().map(|role| role.name.as_str()).collect();
    let names = listed(&names, in_);
    sentence.text(in_).replace("{r}", &names)
}

/// A refusal as a sentence: the kind's own, unless more is known.
pub fn detail(denied: &Denied, language: Language) -> String {
    match &denied.because {
        None => denied.kind.title().text(language).to_owned(),
        Some(Because::Lacks(roles)) => with_roles((LACKS_ONE, LACKS_SEVERAL), roles, language),
        Some(Because::OrganisationLacks(attributes)) => {
            let names: Vec<_> = attributes.iter().map(|one| one.name.as_str()).collect();
            let names = listed(&names, language);
            ORGANISATION_LACKS.text(language).replace("{r}", &names)
        }
        Some(Because::Has(roles)) => with_roles((HAS, HAS), roles, language),
        Some(Because::Most(most)) => MOST.text(language).replace("{n}", &most.to_string()),
        Some(Because::Fewest(fewest)) => FEWEST.text(language).replace("{n}", &fewest.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use shared::language::Language;

    use super::listed;

    #[test]
    fn names_are_listed_as_people_list_them() {
        let in_danish = |names: &[&str]| listed(names, Language::Da);
        assert_eq!(in_danish(&["A"]), "“A”");
        assert_eq!(in_danish(&["A", "B"]), "“A” og “B”");
        assert_eq!(in_danish(&["A", "B", "C"]), "“A”, “B” og “C”");
    }
}
