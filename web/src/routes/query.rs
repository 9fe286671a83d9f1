//! Names of what stands in the address bar's query.

/// The role asked for.
pub(crate) const ROLE: &str = "rolle";
/// Whether a role shall be given or taken.
pub(crate) const ACTION: &str = "handling";
/// Who handles what is shown.
pub(crate) const HANDLER: &str = "behandles";
/// For whom a role is asked.
pub(crate) const USER: &str = "bruger";
/// Which organisation is meant.
pub(crate) const ORGANISATION: &str = "organisation";
/// A kind of organisation to show only.
pub(crate) const TYPE: &str = "type";
/// Whether there is an LBA.
pub(crate) const LBA: &str = "lba";
/// Where to go afterwards.
pub(crate) const BACK: &str = "tilbage";
/// Which tab is open.
pub(crate) const TAB: &str = "fane";
/// What is searched for.
pub(crate) const SEARCH: &str = "q";
/// A status to show only.
pub(crate) const STATUS: &str = "status";
/// A kind of event to show only.
pub(crate) const KIND: &str = "haendelse";
/// An outcome to show only.
pub(crate) const OUTCOME: &str = "udfald";
/// A person to show only.
pub(crate) const PERSON: &str = "person";
/// From which day.
pub(crate) const FROM: &str = "fra";
/// Until which day.
pub(crate) const UNTIL: &str = "til";
/// The code of a refused login.
pub(crate) const CODE: &str = "kode";
/// A unit to show only.
pub(crate) const UNIT: &str = "enhed";
