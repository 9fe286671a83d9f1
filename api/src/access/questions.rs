//! From what a relying system asks to a question for the database. Subjects, actions and
//! resources of other forms are no errors: nobody holds such a thing.

use shared::{
    access::{Evaluation, EvaluationOverride, Evaluations},
    id::UserId,
    problem::FieldCode,
    text::Cvr,
};
use uuid::Uuid;

use crate::db::{
    Failure,
    dialect::access::{Question, Whose},
    failure::WrongField,
};

/// Questions that one request may put.
pub(super) const MOST: usize = 50;

fn whose(kind: &str, id: &str) -> Whose {
    if kind != "user" {
        return Whose::Nobody;
    }
    if let Ok(user) = id.parse::<UserId>() {
        return Whose::User(user.to_string());
    }
    id.strip_prefix("CVR:")
        .and_then(|rest| rest.split_once("-UUID:"))
        .and_then(|(cvr, uuid)| Some((Cvr::parse(cvr).ok()?, Uuid::try_parse(uuid).ok()?)))
        .map_or(Whose::Nobody, |(cvr, uuid)| Whose::Professional {
            cvr: cvr.as_str().to_owned(),
            uuid: uuid.to_string(),
        })
}

/// The question that an evaluation puts.
pub(super) fn question(client: &str, evaluation: Evaluation) -> Question {
    let Evaluation {
        subject,
        action,
        resource,
        ..
    } = evaluation;
    let known = action.name == "have" && resource.r#type == "role";
    let narrowed = resource.properties.unwrap_or_default();
    Question {
        client: client.to_owned(),
        whose: if known {
            whose(&subject.r#type, &subject.id)
        } else {
            Whose::Nobody
        },
        role: resource.id,
        held_on: narrowed.organisation_id.map(|id| id.to_string()),
        held_cvr: narrowed.cvr,
        unit: narrowed.unit,
    }
}

fn fill(
    index: usize,
    one: EvaluationOverride,
    defaults: &Evaluations,
) -> Result<Evaluation, WrongField> {
    let missing = |name: &str| WrongField {
        pointer: format!("/evaluations/{index}/{name}").into(),
        code: FieldCode::Required,
    };
    Ok(Evaluation {
        subject: one
            .subject
            .or_else(|| defaults.subject.clone())
            .ok_or_else(|| missing("subject"))?,
        action: one
            .action
            .or_else(|| defaults.action.clone())
            .ok_or_else(|| missing("action"))?,
        resource: one
            .resource
            .or_else(|| defaults.resource.clone())
            .ok_or_else(|| missing("resource"))?,
        context: None,
    })
}

/// The evaluations of a request for several, each filled up with what holds for all; just one
/// when only that is said.
///
/// # Errors
/// `invalid-field` for more than [`MOST`], or for one that lacks a part.
pub(super) fn filled(mut asked: Evaluations) -> Result<Vec<Evaluation>, Failure> {
    let mut evaluations = std::mem::take(&mut asked.evaluations);
    if evaluations.is_empty() {
        evaluations.push(EvaluationOverride::default());
    }
    if evaluations.len() > MOST {
        return Err(Failure::field("/evaluations", FieldCode::TooLong));
    }
    evaluations
        .into_iter()
        .enumerate()
        .map(|(index, one)| fill(index, one, &asked))
        .collect::<Result<_, _>>()
        .map_err(|wrong| Failure::Invalid(vec![wrong]))
}

#[cfg(test)]
mod tests {
    use super::{Whose, whose};

    #[test]
    fn a_person_is_named_by_id_or_by_cvr_and_professional_uuid() {
        let id = "01977000-0000-7000-8000-000000000018";
        assert_eq!(whose("user", id), Whose::User(id.into()));
        assert_eq!(
            whose("user", &format!("CVR:30100107-UUID:{}", id.to_uppercase())),
            Whose::Professional {
                cvr: "30100107".into(),
                uuid: id.into()
            }
        );
        for (kind, text) in [
            ("group", id.to_owned()),
            ("user", String::new()),
            ("user", "anne".to_owned()),
            ("user", format!("CVR:3010010-UUID:{id}")),
            ("user", format!("CVR:30100107-RID:{id}")),
            ("user", "CVR:30100107-UUID:x".to_owned()),
        ] {
            assert_eq!(whose(kind, &text), Whose::Nobody, "{kind} {text}");
        }
    }
}
