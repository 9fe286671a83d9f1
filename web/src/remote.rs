//! What is read from the server: one thing, or a list page by page.

use std::{future::Future, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use shared::{
    client::{Answer, ClientError},
    page::Page,
};

/// One thing that is read from the server, and read again on demand.
pub(crate) struct Remote<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Answer<T>>>,
    again: Trigger,
}

impl<T: Send + Sync + 'static> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Remote<T> {}

impl<T: Clone + Send + Sync + 'static> Remote<T> {
    /// Reads now, and again whenever a signal that `fetch` reads changes.
    pub(crate) fn new<F, Fut>(fetch: F) -> Self
    where
        F: Fn() -> Fut + 'static,
        Fut: Future<Output = Answer<T>> + 'static,
    {
        let (answer, again) = (RwSignal::new(None), Trigger::new());
        let latest = StoredValue::new(0_u64);
        Effect::new(move || {
            again.track();
            let turn = latest.get_value() + 1;
            latest.set_value(turn);
            let reading = fetch();
            spawn_local(async move {
                let read = reading.await;
                // An answer that was overtaken, or whose page is gone, is dropped.
                if latest.try_get_value() == Some(turn) {
                    answer.try_set(Some(read));
                }
            });
        });
        Self { answer, again }
    }

    /// What came, tracked; nothing while waiting for the first answer.
    pub(crate) fn get(self) -> Option<Answer<T>> {
        self.answer.get()
    }

    /// What came, if it was good, untracked.
    pub(crate) fn value(self) -> Option<T> {
        self.answer.try_get_untracked()?.and_then(Result::ok)
    }

    /// Puts a newer value in, as a write returned it.
    pub(crate) fn put(self, value: T) {
        self.answer.try_set(Some(Ok(value)));
    }

    /// Reads once more.
    pub(crate) fn reload(self) {
        self.again.notify();
    }
}

type FetchPage<T> = Rc<dyn Fn(Option<String>) -> LocalAnswer<Page<T>>>;
type LocalAnswer<T> = std::pin::Pin<Box<dyn Future<Output = Answer<T>>>>;

/// A list that is read page by page.
pub(crate) struct Paged<T: Send + Sync + 'static> {
    /// The rows read so far.
    pub(crate) rows: RwSignal<Vec<T>>,
    /// Whether the first page is still on its way.
    pub(crate) waiting: RwSignal<bool>,
    /// Whether the next page is on its way.
    pub(crate) reading_on: RwSignal<bool>,
    /// Why the last page did not come.
    pub(crate) failure: RwSignal<Option<ClientError>>,
    next: RwSignal<Option<String>>,
    again: Trigger,
    fetch: StoredValue<FetchPage<T>, LocalStorage>,
    turn: StoredValue<u64>,
}

impl<T: Send + Sync + 'static> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Paged<T> {}

impl<T: Clone + Send + Sync + 'static> Paged<T> {
    /// Reads the first page now, and again whenever a signal that `fetch` reads changes.
    pub(crate) fn new<F, Fut>(fetch: F) -> Self
    where
        F: Fn(Option<String>) -> Fut + 'static,
        Fut: Future<Output = Answer<Page<T>>> + 'static,
    {
        let fetch: FetchPage<T> = Rc::new(move |cursor| Box::pin(fetch(cursor)));
        let paged = Self {
            rows: RwSignal::new(Vec::new()),
            waiting: RwSignal::new(true),
            reading_on: RwSignal::new(false),
            failure: RwSignal::new(None),
            next: RwSignal::new(None),
            again: Trigger::new(),
            fetch: StoredValue::new_local(fetch),
            turn: StoredValue::new(0),
        };
        Effect::new(move || {
            paged.again.track();
            paged.read(None);
        });
        paged
    }

    fn read(self, cursor: Option<String>) {
        let Some(fetch) = self.fetch.try_get_value() else {
            return;
        };
        let first = cursor.is_none();
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        let reading = fetch(cursor);
        self.reading_on.set(!first);
        spawn_local(async move {
            let answer = reading.await;
            if self.turn.try_get_value() == Some(turn) {
                self.take(answer, first);
            }
        });
    }

    fn take(self, answer: Answer<Page<T>>, first: bool) {
        match answer {
            Ok(page) => {
                self.failure.set(None);
                self.next.set(page.next_cursor);
                if first {
                    self.rows.set(page.items);
                } else {
                    self.rows.update(|rows| rows.extend(page.items));
                }
            }
            Err(error) => self.failure.set(Some(error)),
        }
        self.waiting.set(false);
        self.reading_on.set(false);
    }

    /// Whether there is more to read, tracked.
    pub(crate) fn has_more(self) -> bool {
        self.next.get().is_some()
    }

    /// Reads the next page.
    pub(crate) fn read_on(self) {
        if let Some(cursor) = self.next.get_untracked() {
            self.read(Some(cursor));
        }
    }

    /// Reads from the beginning once more.
    pub(crate) fn reload(self) {
        self.again.notify();
    }
}
