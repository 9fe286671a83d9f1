//! Which live grants are in breach of a role as it has become.

use std::collections::{BTreeSet, HashMap};

use shared::{
    language::{Bilingual, Language},
    organisation::{OrganisationRef, PersonRef},
    role::{Breach, BreachKind, Breaches, RoleView},
};

use super::standing;
use crate::{
    attributes,
    db::{
        Failure, ReadTx,
        dialect::breaches::{self, Found, MOST},
        row,
    },
    domain::dormancy,
    http::detail::listed,
    policy::Authorised,
};

shared::catalogue! {
    NO_RULE = "Rollen kan ikke tildeles i den slags organisation.", "The role cannot be granted in that kind of organisation.";
    WRONG_PLACE = "Rollen skal efter sin regel ligge på en anden organisation.", "By its rule, the role belongs on another organisation.";
    CONFLICT = "Personen har også {r}, som rollen ikke kan forenes med.", "The person also has {r}, with which the role cannot be combined.";
    LACKS = "Personen har ikke {r}, som rollen kræver. Den virker ikke imens.", "The person does not have {r}, which the role requires. It is not in effect meanwhile.";
    LACKS_ATTRIBUTE = "Organisationen mangler {r}, som rollen kræver. Den virker ikke imens.", "The organisation lacks {r}, which the role requires. It is not in effect meanwhile.";
    TOO_LONG = "Rollen er tildelt for længere tid, end den må.", "The role has been granted for longer than it may be.";
    TOO_MANY = "{n} har rollen, og højst {m} må have den.", "{n} have the role, and at most {m} may have it.";
    TOO_FEW = "{n} har rollen, og mindst {m} skal have den.", "{n} have the role, and at least {m} must have it.";
    FALLS_ASLEEP = "Rollen er ikke brugt længe. Den går i dvale inden for {d} dage, hvis personen ikke bruger den.", "The role has not been used for long. It becomes dormant within {d} days unless the person uses it.";
    STAY = "Ændringen fratager ikke nogen en rolle. Tildelingerne her bliver stående, til nogen tager stilling til dem; de, der mangler noget, rollen kræver, virker ikke imens, og de, der går i dvale, kan vækkes igen.", "The change takes no role from anybody. The grants here stay until somebody decides about them; those that lack what the role requires are not in effect meanwhile, and those that become dormant can be woken.";
    NONE = "Ingen nuværende tildelinger strider mod rollen. Ændringen fratager ikke nogen en rolle.", "No present grant is in breach of the role. The change takes no role from anybody.";
}

/// The grants of a role, and of those that require it, that are in breach of it: how many, and
/// the first of them. One statement, and two for names.
///
/// # Errors
/// The engine's.
pub(super) fn of<A>(
    tx: &mut ReadTx<'_>,
    _: &Authorised<A>,
    role: &RoleView,
) -> Result<Breaches, Failure> {
    let now = tx.now();
    let warned = role.dormant_after_days.map_or(0, dormancy::warning_days);
    let soon = now.plus_days(i64::from(warned));
    let found = breaches::list(tx.connection(), &role.key, (now.naive(), soon.naive()))?;
    let names = names(tx, &found)?;
    let language = tx.language();
    let count = found.first().map_or(0, |one| one.total);
    let view = |one: Found| {
        let other = one.other.as_ref();
        let name = other.map(|key| names.get(key).unwrap_or(key).as_str());
        view(one.clone(), name, role, language)
    };
    Ok(Breaches {
        count,
        items: found
            .into_iter()
            .take(MOST)
            .map(view)
            .collect::<Result<_, _>>()?,
        notice: if count == 0 { NONE } else { STAY }
            .text(language)
            .to_owned(),
    })
}

/// The names of roles that are missing or in the way, and of attributes that are missing: the keys
/// of the former have a point in them, and those of the latter have none.
fn names(tx: &mut ReadTx<'_>, found: &[Found]) -> Result<HashMap<String, String>, Failure> {
    let others: BTreeSet<_> = found.iter().filter_map(|one| one.other.clone()).collect();
    let mut names = standing::names(tx, &others)?;
    for (key, attribute) in attributes::queries::named(tx, &others)? {
        names.insert(key, attribute.name);
    }
    Ok(names)
}

fn sentence(kind: BreachKind) -> Bilingual {
    match kind {
        BreachKind::NoRule => NO_RULE,
        BreachKind::WrongPlace => WRONG_PLACE,
        BreachKind::Conflict => CONFLICT,
        BreachKind::LacksPrerequisite => LACKS,
        BreachKind::LacksAttribute => LACKS_ATTRIBUTE,
        BreachKind::TooLong => TOO_LONG,
        BreachKind::TooManyHolders => TOO_MANY,
        BreachKind::TooFewHolders => TOO_FEW,
        BreachKind::FallsAsleep => FALLS_ASLEEP,
    }
}

fn view(
    found: Found,
    other: Option<&str>,
    role: &RoleView,
    language: Language,
) -> Result<Breach, Failure> {
    let kind = row::word(&found.kind)?;
    let bound = match kind {
        BreachKind::TooFewHolders => role.min_holders,
        _ => role.max_holders,
    };
    let warned = role.dormant_after_days.map(dormancy::warning_days);
    let user = match (found.user_id, found.user_name) {
        (Some(id), Some(name)) => Some(PersonRef {
            id: row::id(&id)?,
            name,
        }),
        _ => None,
    };
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let reason = sentence(kind)
        .text(language)
        .replace("{r}", &listed(other.as_slice(), language))
        .replace("{n}", &number(found.holders))
        .replace("{m}", &number(bound.map(i64::from)))
        .replace("{d}", &number(warned.map(i64::from)));
    Ok(Breach {
        kind,
        role: found.role_key,
        grant_id: row::optional_id(found.grant_id.as_deref())?,
        user,
        organisation: OrganisationRef {
            id: row::id(&found.organisation_id)?,
            name: found.organisation_name,
            kind: row::word(&found.organisation_kind)?,
            cvr: found.organisation_cvr,
        },
        reason,
    })
}
