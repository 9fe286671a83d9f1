//! A request in words.

use shared::{
    access_request::{AccessRequestView, DecisionView, RequestAction, RequestState},
    id::AccessRequestId,
    role::Authority,
};

use crate::{
    dates,
    i18n::{fill, handling, requests as text, tr, words},
    session::Session,
    ui::status::Shade,
};

/// A number short enough to say on the telephone: the last characters of the id, which are
/// the random ones.
pub(crate) fn number(id: AccessRequestId) -> String {
    let digits = id.uuid().simple().to_string().to_uppercase();
    let tail = digits
        .get(digits.len().saturating_sub(8)..)
        .unwrap_or(&digits);
    let (first, last) = tail.split_at_checked(4).unwrap_or((tail, ""));
    format!("{first}-{last}")
}

/// The colour of a state.
pub(crate) const fn shade(state: RequestState) -> Shade {
    match state {
        RequestState::Open => Shade::Info,
        RequestState::Approved => Shade::Good,
        RequestState::Rejected => Shade::Bad,
        RequestState::Withdrawn | RequestState::Lapsed => Shade::Neutral,
    }
}

/// "Anne Holm", "Anne Holm eller 1 anden"; where they are not named, how many they are.
pub(crate) fn deciders(request: &AccessRequestView) -> Option<String> {
    let Some((first, others)) = request.deciders.split_first() else {
        return unnamed(request.decider_count);
    };
    Some(match others.len() {
        0 => first.name.clone(),
        1 => fill(text::ONE_OTHER, &[("who", &first.name)]),
        n => fill(
            text::MANY_OTHERS,
            &[("who", &first.name), ("n", &n.to_string())],
        ),
    })
}

fn unnamed(count: i64) -> Option<String> {
    match count {
        0 => None,
        1 => Some(tr(text::YOUR_LBA).to_owned()),
        n => Some(fill(text::ONE_OF_YOUR_LBAS, &[("n", &n.to_string())])),
    }
}

/// "Halvdelen får svar inden for 3 timer."
pub(crate) fn usually(hours: i64) -> String {
    let (sentence, n) = match hours {
        ..=1 => (text::USUALLY_AN_HOUR, hours),
        2..=48 => (text::USUALLY_HOURS, hours),
        _ => (text::USUALLY_DAYS, hours.div_euclid(24) + 1),
    };
    fill(sentence, &[("n", &n.to_string())])
}

/// Where the request is, as a sentence.
pub(crate) fn where_it_is(request: &AccessRequestView) -> String {
    match &request.decision {
        Some(decision) => decided(decision),
        None => waits(request),
    }
}

fn waits(request: &AccessRequestView) -> String {
    let at = dates::day_and_month(request.due_at);
    let who = match request.authority {
        Authority::Lba => deciders(request).or_else(|| unnamed(1)),
        Authority::Landssupport => None,
    };
    match who {
        Some(who) => fill(text::WAITS_FOR, &[("who", &who), ("at", &at)]),
        None => fill(text::WAITS_FOR_DESK, &[("at", &at)]),
    }
}

/// Who handles it and until when; nothing when nobody does.
pub(crate) fn handled(request: &AccessRequestView) -> Option<String> {
    let by = request.claimed_by.as_ref()?;
    let at = request.claimed_until.map(dates::in_text_with_time)?;
    let own = Session::current().me().map(|me| me.user.id);
    Some(if own == Some(by.id) {
        fill(handling::YOU_HANDLE, &[("at", &at)])
    } else {
        fill(handling::HANDLED_BY, &[("who", &by.name), ("at", &at)])
    })
}

/// Who decided, how and when.
pub(crate) fn decided(decision: &DecisionView) -> String {
    let sentence = match decision.outcome {
        RequestState::Approved => text::DECIDED_APPROVED,
        RequestState::Rejected => text::DECIDED_REJECTED,
        RequestState::Withdrawn => text::DECIDED_WITHDRAWN,
        RequestState::Lapsed | RequestState::Open => text::DECIDED_LAPSED,
    };
    let who = decision
        .by
        .as_ref()
        .map_or_else(|| tr(words::SYSTEM), |by| by.name.as_str());
    let at = dates::in_text_with_time(decision.at);
    fill(sentence, &[("who", who), ("at", &at)])
}

/// The role asked for; with "Fratag" when it is to be taken away.
pub(crate) fn wanted(request: &AccessRequestView) -> String {
    match request.action {
        RequestAction::Grant => request.role_name.clone(),
        RequestAction::Revoke => fill(text::TO_REVOKE, &[("role", &request.role_name)]),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_the_random_end_of_the_id() {
        let id = "0190a5c0-0000-7000-8000-0000abcd1234".parse().unwrap();
        assert_eq!(number(id), "ABCD-1234");
    }
}
