//! From when until when a grant holds.

use shared::{Timestamp, problem::FieldCode};

/// A period whose end, if any, lies after its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Timestamp,
    until: Option<Timestamp>,
}

impl Period {
    /// A period from `from` until `until`, or without end.
    ///
    /// # Errors
    /// `InThePast` when it would end before it begins.
    pub fn new(from: Timestamp, until: Option<Timestamp>) -> Result<Self, FieldCode> {
        match until {
            Some(until) if until <= from => Err(FieldCode::InThePast),
            _ => Ok(Self { from, until }),
        }
    }

    /// The same period, ended by the role's maximum when it asks for no end.
    ///
    /// # Errors
    /// `TooFar` when it asks for more than the maximum.
    pub fn within(self, max_duration_days: Option<i32>) -> Result<Self, FieldCode> {
        let Some(days) = max_duration_days else {
            return Ok(self);
        };
        let latest = self.from.plus_days(i64::from(days));
        match self.until {
            Some(until) if until > latest => Err(FieldCode::TooFar),
            Some(_) => Ok(self),
            None => Ok(Self {
                until: Some(latest),
                ..self
            }),
        }
    }

    /// The same period, kept within `outer`: it begins no earlier, and ends with it when it asks
    /// for no end.
    ///
    /// # Errors
    /// `TooFar` when it asks for longer; `InThePast` when nothing is left of it.
    pub fn inside(self, outer: Self) -> Result<Self, FieldCode> {
        let until = match (self.until, outer.until) {
            (Some(until), Some(latest)) if until > latest => return Err(FieldCode::TooFar),
            (until, latest) => until.or(latest),
        };
        Self::new(self.from.max(outer.from), until)
    }

    /// When it begins.
    pub fn from(self) -> Timestamp {
        self.from
    }

    /// When it ends.
    pub fn until(self) -> Option<Timestamp> {
        self.until
    }

    /// Whether two periods share a moment.
    pub fn overlaps(self, other: Self) -> bool {
        let before = |a: Self, b: Self| a.until.is_some_and(|until| until <= b.from);
        !before(self, other) && !before(other, self)
    }

    /// Whether it ends later than `other`.
    pub fn outlasts(self, other: Self) -> bool {
        match (self.until, other.until) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(own), Some(other)) => own > other,
        }
    }

    /// Whether `at` lies within: begun and not yet ended.
    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

#[cfg(test)]
mod tests {
    use shared::{Timestamp, problem::FieldCode};

    use super::Period;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_never_ends_before_it_begins() {
        let noon = at("2026-06-16T12:00:00Z");
        assert_eq!(Period::new(noon, Some(noon)), Err(FieldCode::InThePast));
        assert!(Period::new(noon, None).is_ok());
    }

    #[test]
    fn the_role_s_maximum_ends_an_endless_period_and_refuses_a_longer_one() {
        let noon = at("2026-06-16T12:00:00Z");
        let endless = Period::new(noon, None).unwrap();
        assert_eq!(
            endless.within(Some(10)).unwrap().until(),
            Some(noon.plus_days(10))
        );
        assert_eq!(endless.within(None).unwrap().until(), None);
        let long = Period::new(noon, Some(noon.plus_days(11))).unwrap();
        assert_eq!(long.within(Some(10)), Err(FieldCode::TooFar));
    }

    #[test]
    fn what_is_kept_inside_a_period_neither_begins_before_it_nor_outlasts_it() {
        let noon = at("2026-06-16T12:00:00Z");
        let outer = Period::new(noon, Some(noon.plus_days(9))).unwrap();
        let endless = Period::new(noon.plus_days(-3), None).unwrap();
        assert_eq!(endless.inside(outer), Ok(outer));
        let longer = Period::new(noon, Some(noon.plus_days(10))).unwrap();
        assert_eq!(longer.inside(outer), Err(FieldCode::TooFar));
        let after = Period::new(noon.plus_days(9), None).unwrap();
        assert_eq!(after.inside(outer), Err(FieldCode::InThePast));
    }

    #[test]
    fn periods_that_touch_do_not_overlap_and_the_end_is_not_within() {
        let noon = at("2026-06-16T12:00:00Z");
        let first = Period::new(noon, Some(noon.plus_days(1))).unwrap();
        let second = Period::new(noon.plus_days(1), None).unwrap();
        assert!(!first.overlaps(second) && !second.overlaps(first));
        assert!(second.overlaps(Period::new(noon, None).unwrap()));
        assert!(first.contains(noon) && !first.contains(noon.plus_days(1)));
    }
}
