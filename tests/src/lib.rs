//! What the acceptance tests stand on: the whole product in this process, served over real HTTP
//! on a port of its own, in the demo world, on either database, with a clock that stands still.
//!
//! ```ignore
//! acceptance::both! {
//!     async fn an_lba_lists_the_users_of_their_own_organisation(app: TestApp) {
//!         let lba = app.login("lba-nordisk").await;
//!         assert_eq!(lba.get("/api/v1/users").await.status, 200);
//!     }
//! }
//! ```
#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a harness for tests: what goes wrong here fails the test with its sentence"
)]

mod app;
mod books;
mod call;
mod database;
mod person;

pub use app::{TestApp, beginning, client};
pub use books::{Event, Message};
pub use call::{Call, Reply};
pub use database::{Engine, TestDatabase};
pub use person::Person;

/// Runs one test on one engine; [`both`] calls it.
pub fn run<F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(TestApp) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let app = TestApp::start(engine).await;
        test(app.clone()).await;
        app.check_world().await;
        app.stop().await;
    });
}

/// Makes two tests of each function, one on SQLite and one on PostgreSQL:
/// `<sentence>::sqlite` and `<sentence>::postgres`.
#[macro_export]
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "a test may need nothing of its module")]
            use super::*;

            async fn test($app: $crate::TestApp) $body

            #[test]
            fn sqlite() {
                $crate::run($crate::Engine::Sqlite, test);
            }

            #[test]
            fn postgres() {
                $crate::run($crate::Engine::Postgres, test);
            }
        }
    )+};
}
