//! The organisations that rows may mean.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::{
    id::OrganisationId,
    organisation::{Administration, OrganisationKind},
};

use crate::{
    db::{Failure, Stored, WriteTx, schema::organisations},
    imports::{
        facts::{self, Link},
        records::OrganisationRecord,
    },
    policy::imports::ImportHome,
};

type Row = (
    Stored<OrganisationId>,
    Stored<OrganisationKind>,
    bool,
    Stored<Administration>,
    String,
    Option<String>,
    Option<String>,
);

/// An organisation that is here.
#[derive(Clone, Debug)]
pub(super) struct Existing {
    pub(super) home: ImportHome,
    pub(super) name: String,
    pub(super) cvr: Option<String>,
    pub(super) kommunekode: Option<String>,
}

/// The organisations that a batch may mean. There are few kommuner and a-kasser, and companies
/// have numbers, so each row finds its own by id or number.
#[derive(Debug, Default)]
pub(super) struct Known {
    all: HashMap<String, Existing>,
    by_cvr: HashMap<String, String>,
    by_code: HashMap<String, String>,
    by_name: HashMap<(OrganisationKind, String), String>,
}

impl Known {
    pub(super) fn load(
        tx: &mut WriteTx<'_>,
        records: &[OrganisationRecord],
        links: &HashMap<String, Link>,
    ) -> Result<Self, Failure> {
        let ids: Vec<_> = links.values().map(|link| link.target.clone()).collect();
        let texts = |of: fn(&OrganisationRecord) -> Option<&String>| {
            records.iter().filter_map(of).cloned().collect::<Vec<_>>()
        };
        let cvr = texts(|record| record.cvr.as_ref());
        let codes = texts(|record| record.kommunekode.as_ref());
        let names = texts(|record| Some(&record.name));
        let rows: Vec<Row> = organisations::table
            .filter(
                organisations::id
                    .eq_any(ids)
                    .or(organisations::cvr.assume_not_null().eq_any(cvr))
                    .or(organisations::kommunekode.assume_not_null().eq_any(codes))
                    .or(organisations::name.eq_any(names)),
            )
            .select((
                organisations::id,
                organisations::kind,
                organisations::active,
                organisations::administration,
                organisations::name,
                organisations::cvr,
                organisations::kommunekode,
            ))
            .load(tx.connection())?;
        let mut known = Self::default();
        for (id, kind, active, administration, name, cvr, kommunekode) in rows {
            known.add(Existing {
                home: facts::home((id, kind, active, administration)),
                name,
                cvr,
                kommunekode,
            });
        }
        Ok(known)
    }

    pub(super) fn add(&mut self, one: Existing) {
        let id = one.home.id.to_string();
        if let Some(cvr) = &one.cvr {
            self.by_cvr.insert(cvr.clone(), id.clone());
        }
        if let Some(code) = one
            .kommunekode
            .as_ref()
            .filter(|_| one.home.kind == OrganisationKind::Kommune)
        {
            self.by_code.insert(code.clone(), id.clone());
        }
        self.by_name
            .insert((one.home.kind, one.name.clone()), id.clone());
        self.all.insert(id, one);
    }

    pub(super) fn find(
        &self,
        record: &OrganisationRecord,
        link: Option<&Link>,
    ) -> Option<&Existing> {
        let by_cvr = record.cvr.as_ref().and_then(|cvr| self.by_cvr.get(cvr));
        let code = record
            .kommunekode
            .as_ref()
            .filter(|_| record.kind == OrganisationKind::Kommune);
        let by_code = code.and_then(|code| self.by_code.get(code));
        let unnumbered = record.cvr.is_none() && code.is_none();
        let by_name = self.by_name.get(&(record.kind, record.name.clone()));
        link.map(|link| &link.target)
            .or(by_cvr)
            .or(by_code)
            .or(by_name.filter(|_| unnumbered))
            .and_then(|id| self.all.get(id))
    }
}
