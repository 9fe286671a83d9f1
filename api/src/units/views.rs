//! Units as the API shows them.

use shared::unit::UnitView;

use super::rows::Unit;
use crate::db::Resource;

impl Resource for UnitView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        let (organisation, p_number) = (self.organisation_id, &self.p_number);
        format!("/api/v1/organisations/{organisation}/units/{p_number}")
    }
}

/// A unit as everybody sees it who sees the organisation.
pub fn view(unit: &Unit) -> UnitView {
    UnitView {
        p_number: unit.p_number.clone(),
        organisation_id: unit.organisation,
        name: unit.name.clone(),
        registered_at: unit.registered_at,
        version: unit.version,
    }
}
