//! Units of organisations, by P-number: where somebody works, and what access is limited to.

pub(crate) mod keep;
pub(crate) mod limit;
pub(crate) mod list;
pub(crate) mod reach;
pub(crate) mod words;

use shared::{
    client::Answer,
    id::OrganisationId,
    unit::{UnitQuery, UnitView},
};

use crate::api::Api;

/// Most rows that the server gives at once.
const MOST: u16 = 200;

/// Every unit of an organisation, by P-number.
pub(crate) async fn all(api: &Api, organisation: OrganisationId) -> Answer<Vec<UnitView>> {
    let mut query = UnitQuery {
        limit: Some(MOST),
        ..Default::default()
    };
    let mut units = Vec::new();
    loop {
        let page = api.list_units(organisation, &query).await?;
        units.extend(page.items);
        if page.next_cursor.is_none() {
            return Ok(units);
        }
        query.cursor = page.next_cursor;
    }
}
