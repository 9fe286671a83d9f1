//! One act that is sent to the server: busy meanwhile, the same key for every try.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    client::{Answer, ClientError},
    problem::ProblemKind,
};

use super::form::FormErrors;
use crate::browser;

/// The sending of one form or one button.
#[derive(Clone, Copy)]
pub(crate) struct Sending {
    /// Whether an answer is awaited.
    pub(crate) busy: RwSignal<bool>,
    /// Why the last try failed.
    pub(crate) failure: RwSignal<Option<ClientError>>,
    key: StoredValue<String>,
}

impl Sending {
    /// Nothing sent yet.
    pub(crate) fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            key: StoredValue::new(browser::new_key()),
        }
    }

    /// The key of this act.
    pub(crate) fn key(self) -> String {
        self.key.get_value()
    }

    /// Waits for `act`, then calls `done` with what it gave. A second press meanwhile is nothing.
    /// Field errors land in `errors`; any other failure in [`Sending::failure`].
    pub(crate) fn send<T: 'static>(
        self,
        errors: FormErrors,
        act: impl Future<Output = Answer<T>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let answer = act.await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            // Without an answer nobody knows whether it was done: the next try is the same act.
            if !matches!(answer, Err(ClientError::Unreachable)) {
                self.key.set_value(browser::new_key());
            }
            match answer {
                Ok(value) => done(value),
                Err(error) if errors.take_from(&error) => {}
                // The dialog over the page says so, and what to do.
                Err(error) if error.kind() == Some(ProblemKind::Unauthenticated) => {}
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }
}
