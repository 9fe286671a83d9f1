//! Adding attributes to the catalogue, and changing their texts.

use diesel::prelude::*;
use serde_json::{Value, json};
use shared::{
    attribute::{AttributeKey, AttributeView, ChangeAttribute, NewAttribute},
    problem::{FieldCode, ProblemKind},
    text::{RoleDescription, RoleName},
};

use super::{queries, rows::Attribute, views};
use crate::{
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::organisation_attributes},
    domain::change::{About, Attribute as Told, Change, What},
    http::request::IfMatch,
    policy::{self, Authorised, attributes::KeepAttribute},
};

/// A new attribute, its texts parsed.
#[derive(Clone, Debug)]
pub struct Create {
    key: AttributeKey,
    texts: Amend,
}

impl TryFrom<NewAttribute> for Create {
    type Error = Failure;

    fn try_from(new: NewAttribute) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let key = fields.check("/key", AttributeKey::parse(&new.key));
        let texts = Amend::read(
            &mut fields,
            &ChangeAttribute {
                name_da: Some(new.name_da),
                name_en: Some(new.name_en),
                description_da: Some(new.description_da),
                description_en: Some(new.description_en),
            },
        );
        let key = fields.finish(key)?;
        Ok(Self { key, texts })
    }
}

/// Changes to an attribute's texts, parsed; what is absent stays.
#[derive(Clone, Debug)]
pub struct Amend {
    name_da: Option<RoleName>,
    name_en: Option<RoleName>,
    description_da: Option<RoleDescription>,
    description_en: Option<RoleDescription>,
}

impl Amend {
    fn read(fields: &mut Fields, change: &ChangeAttribute) -> Self {
        let name = |text: &Option<String>| text.as_deref().map(RoleName::parse);
        let description = |text: &Option<String>| text.as_deref().map(RoleDescription::parse);
        Self {
            name_da: fields.check_optional("/name_da", name(&change.name_da)),
            name_en: fields.check_optional("/name_en", name(&change.name_en)),
            description_da: fields
                .check_optional("/description_da", description(&change.description_da)),
            description_en: fields
                .check_optional("/description_en", description(&change.description_en)),
        }
    }

    /// What becomes of `before`.
    fn of(&self, before: Attribute) -> Attribute {
        let name = |new: &Option<RoleName>, old: String| {
            new.as_ref().map_or(old, |new| new.as_str().to_owned())
        };
        let description = |new: &Option<RoleDescription>, old: String| {
            new.as_ref().map_or(old, |new| new.as_str().to_owned())
        };
        Attribute {
            name_da: name(&self.name_da, before.name_da),
            name_en: name(&self.name_en, before.name_en),
            description_da: description(&self.description_da, before.description_da),
            description_en: description(&self.description_en, before.description_en),
            version: before.version + 1,
            ..before
        }
    }
}

impl TryFrom<ChangeAttribute> for Amend {
    type Error = Failure;

    fn try_from(change: ChangeAttribute) -> Result<Self, Failure> {
        if change == ChangeAttribute::default() {
            return Err(Failure::field("", FieldCode::Required));
        }
        let mut fields = Fields::default();
        let read = Self::read(&mut fields, &change);
        fields.finish(Some(read))
    }
}

/// What the audit log keeps of an attribute.
fn told(one: &Attribute) -> Value {
    json!({
        "attribute": one.key,
        "attribute_da": one.name_da,
        "attribute_en": one.name_en,
        "description_da": one.description_da,
        "description_en": one.description_en,
    })
}

/// Adds an attribute. Nothing requires it yet, and nobody has it.
///
/// # Errors
/// The policy's refusals; a key that is in use.
pub fn create_attribute(
    tx: &mut WriteTx<'_>,
    create: &Create,
) -> Result<Recorded<AttributeView>, Failure> {
    let allowed = policy::attributes::keep(tx.caller())?;
    if queries::find(tx, create.key.as_str())?.is_some() {
        return Err(Failure::field("/key", FieldCode::AlreadyInUse));
    }
    let blank = Attribute {
        key: create.key.as_str().to_owned(),
        name_da: String::new(),
        name_en: String::new(),
        description_da: String::new(),
        description_en: String::new(),
        created_at: tx.now().naive(),
        version: 0,
    };
    let attribute = create.texts.of(blank);
    insert(tx, &allowed, &attribute)?;
    let new = told(&attribute);
    let view = views::view(tx, attribute)?;
    let what = What::Attribute(Told::Created { new });
    tx.record(&Change::new(what, About::default()), view)
}

fn insert(
    tx: &mut WriteTx<'_>,
    _: &Authorised<KeepAttribute>,
    attribute: &Attribute,
) -> Result<(), Failure> {
    diesel::insert_into(organisation_attributes::table)
        .values(attribute.clone())
        .execute(tx.connection())?;
    Ok(())
}

/// Changes an attribute's texts. Its key never changes.
///
/// # Errors
/// `not-found`; the policy's refusals; a missing or stale version.
pub fn change_attribute(
    tx: &mut WriteTx<'_>,
    key: &str,
    amend: &Amend,
    if_match: IfMatch,
) -> Result<Recorded<AttributeView>, Failure> {
    let before = queries::find(tx, key)?.ok_or(Failure::NotFound)?;
    let allowed = policy::attributes::keep(tx.caller())?;
    if_match.check(before.version)?;
    let after = amend.of(before.clone());
    update(tx, &allowed, &after)?;
    let (old, new) = (told(&before), told(&after));
    let view = views::view(tx, after)?;
    let what = What::Attribute(Told::Changed { old, new });
    tx.record(&Change::new(what, About::default()), view)
}

/// By compare-and-set on the version before.
fn update(
    tx: &mut WriteTx<'_>,
    _: &Authorised<KeepAttribute>,
    after: &Attribute,
) -> Result<(), Failure> {
    let row = organisation_attributes::table
        .filter(organisation_attributes::key.eq(after.key.clone()))
        .filter(organisation_attributes::version.eq(after.version - 1));
    let changed = diesel::update(row)
        .set((
            organisation_attributes::name_da.eq(&after.name_da),
            organisation_attributes::name_en.eq(&after.name_en),
            organisation_attributes::description_da.eq(&after.description_da),
            organisation_attributes::description_en.eq(&after.description_en),
            organisation_attributes::version.eq(after.version),
        ))
        .execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::StaleVersion.into());
    }
    Ok(())
}
