//! A grant in words.

use shared::role_grant::RoleGrantView;

use crate::{
    dates,
    i18n::{fill, grants as text, plural, tr, words},
    ui::status::Shade,
};

/// How soon an end is near enough to mention.
pub(super) const SOON_DAYS: i64 = 30;

/// Where the grant comes from.
pub(crate) fn source(grant: &RoleGrantView) -> String {
    let by = grant
        .granted_by
        .as_ref()
        .map_or_else(|| tr(words::SYSTEM), |by| by.name.as_str());
    let at = dates::in_text(grant.granted_at);
    fill(words::source(grant.source), &[("by", by), ("at", &at)])
}

/// From when until when.
pub(crate) fn period(grant: &RoleGrantView) -> String {
    let from = dates::in_table(grant.valid_from);
    match grant.valid_until {
        Some(until) => {
            let until = dates::in_table(until);
            fill(text::PERIOD, &[("from", &from), ("until", &until)])
        }
        None => fill(text::PERIOD_OPEN, &[("from", &from)]),
    }
}

/// Its state in a word, with the word's colour.
pub(crate) fn state(grant: &RoleGrantView) -> (String, Shade) {
    let now = dates::now();
    let (word, shade) = if grant.revoked.is_some() {
        (text::REVOKED, Shade::Neutral)
    } else if grant.effective {
        if let Some(left) = days_left(grant) {
            return (
                plural(left, text::SOON_OVER_ONE, text::SOON_OVER),
                Shade::Careful,
            );
        }
        if grant.dormant_soon {
            (text::SOON_DORMANT, Shade::Careful)
        } else {
            (text::IN_EFFECT, Shade::Good)
        }
    } else if now.is_some_and(|now| grant.valid_from > now) {
        (text::NOT_BEGUN, Shade::Info)
    } else if grant
        .valid_until
        .zip(now)
        .is_some_and(|(until, now)| until <= now)
    {
        (text::OVER, Shade::Neutral)
    } else if is_dormant(grant) {
        (text::DORMANT, Shade::Careful)
    } else {
        (text::ON_HOLD, Shade::Careful)
    };
    (tr(word).to_owned(), shade)
}

/// Days until it ends, when that is soon.
pub(super) fn days_left(grant: &RoleGrantView) -> Option<usize> {
    let left = dates::days_between(dates::now()?, grant.valid_until?) + 1;
    (left <= SOON_DAYS)
        .then(|| usize::try_from(left).ok())
        .flatten()
}

/// Under which agreement, and how long at most.
pub(crate) fn agreement(grant: &RoleGrantView) -> Option<String> {
    let under = grant.agreement.as_ref()?;
    let until = dates::in_text(under.valid_until);
    let words = [("reference", under.reference.as_str()), ("until", &until)];
    Some(fill(text::BY_AGREEMENT, &words))
}

/// Who took it away, when and why.
pub(crate) fn revoked(grant: &RoleGrantView) -> Option<String> {
    let revoked = grant.revoked.as_ref()?;
    let by = revoked
        .by
        .as_ref()
        .map_or_else(|| tr(words::SYSTEM), |by| by.name.as_str());
    let at = dates::in_text(revoked.at);
    Some(fill(
        text::REVOKED_BY,
        &[("by", by), ("at", &at), ("reason", &revoked.reason)],
    ))
}

/// Whether it sleeps.
pub(super) fn is_dormant(grant: &RoleGrantView) -> bool {
    let why = grant.suspension.as_ref();
    why.is_some_and(|why| why.dormant_since.is_some())
}

/// When it was used last; nothing of what has ended, nor of what nothing is known of and nothing
/// comes of.
pub(crate) fn last_used(grant: &RoleGrantView) -> Option<String> {
    if grant.revoked.is_some() {
        return None;
    }
    match (grant.last_used_at, grant.dormant_from) {
        (Some(at), _) => Some(fill(text::LAST_USED, &[("at", &dates::in_text(at))])),
        (None, Some(_)) => Some(tr(text::NEVER_USED).to_owned()),
        (None, None) => None,
    }
}

/// Since when it sleeps, or from when it soon will.
pub(crate) fn dormancy(grant: &RoleGrantView) -> Option<String> {
    let asleep = grant.suspension.as_ref().and_then(|why| why.dormant_since);
    let soon = grant.dormant_from.filter(|_| grant.dormant_soon);
    match (asleep, soon) {
        (Some(at), _) => Some(fill(text::DORMANT_SINCE, &[("at", &dates::in_text(at))])),
        (None, Some(at)) => Some(fill(text::DORMANT_FROM, &[("at", &dates::in_text(at))])),
        (None, None) => None,
    }
}

/// Both, as far as there is anything to say.
pub(crate) fn used(grant: &RoleGrantView) -> Option<String> {
    let told = [last_used(grant), dormancy(grant)];
    let told: Vec<_> = told.into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" · "))
}
