//! A date that is known: day, month and year.

use leptos::prelude::*;
use shared::Timestamp;

use super::{error_message, group_class, hint_line, optional_mark};
use crate::{
    dates,
    i18n::{tr, ui as text},
};

/// The three parts as typed.
#[derive(Clone, Copy)]
pub(crate) struct DateParts {
    day: RwSignal<String>,
    month: RwSignal<String>,
    year: RwSignal<String>,
}

impl DateParts {
    /// Empty, or filled in with the day of `at`.
    pub(crate) fn new(at: Option<Timestamp>) -> Self {
        let (day, month, year) = at.map(dates::parts).unwrap_or_default();
        Self {
            day: RwSignal::new(day),
            month: RwSignal::new(month),
            year: RwSignal::new(year),
        }
    }

    /// Empties it.
    pub(crate) fn clear(self) {
        for part in [self.day, self.month, self.year] {
            part.set(String::new());
        }
    }

    /// The beginning of the typed day, which may have passed; nothing when nothing is typed.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub(crate) fn start_of_day(self) -> Result<Option<Timestamp>, String> {
        let typed = [self.year, self.month, self.day].map(|part| part.get_untracked());
        if typed.iter().all(|part| part.trim().is_empty()) {
            return Ok(None);
        }
        let day = typed.map(|part| part.trim().to_owned()).join("-");
        dates::start_of_day(&day)
            .map(Some)
            .ok_or_else(|| tr(text::NOT_A_DATE).to_owned())
    }

    /// The end of the typed day; nothing when nothing is typed.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub(crate) fn end_of_day(self) -> Result<Option<Timestamp>, String> {
        let typed = [self.day, self.month, self.year].map(|part| part.get_untracked());
        if typed.iter().all(|part| part.trim().is_empty()) {
            return Ok(None);
        }
        let [day, month, year] = typed.map(|part| part.trim().parse::<u32>().ok());
        let date = day.zip(month).zip(year.and_then(|y| i32::try_from(y).ok()));
        let moment = date
            .filter(|(_, year)| (1900..10_000).contains(year))
            .and_then(|((day, month), year)| dates::end_of_day(year, month, day));
        let Some(moment) = moment else {
            return Err(tr(text::NOT_A_DATE).to_owned());
        };
        if dates::now().is_some_and(|now| moment <= now) {
            return Err(tr(text::DATE_PASSED).to_owned());
        }
        Ok(Some(moment))
    }
}

/// A field for a date.
#[component]
pub(crate) fn DateField(
    /// The name it has in what is sent; also the id of its first part.
    id: &'static str,
    #[prop(into)] legend: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] optional: bool,
    value: DateParts,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let described = super::described_by(id, &hint, "", error);
    let part = move |suffix: &str, label, class: &'static str, typed: RwSignal<String>| {
        let part_id = format!("{id}{suffix}");
        view! {
            <div class=format!("form-group {class}")>
                <label class="form-label" for=part_id.clone()>
                    {tr(label)}
                </label>
                <input
                    class="form-input"
                    id=part_id.clone()
                    name=part_id
                    inputmode="numeric"
                    autocomplete="off"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    prop:value=typed
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </div>
        }
    };
    view! {
        <div class=group_class(error)>
            <fieldset aria-describedby=described>
                <legend class="form-label">{legend} {optional_mark(optional)}</legend>
                {hint_line(id, hint)}
                {error_message(id, error)}
                <div class="date-group">
                    {part("", text::DAY, "form-group-day", value.day)}
                    {part("-month", text::MONTH, "form-group-month", value.month)}
                    {part("-year", text::YEAR, "form-group-year", value.year)}
                </div>
            </fieldset>
        </div>
    }
}
