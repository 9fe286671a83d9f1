//! An OpenID provider that plays MitID Erhverv behind a broker, and [`jobag`], which plays the
//! relying system Jobnet for Arbejdsgivere. For demo and tests; the provider listens on loopback
//! only.
//!
//! ```no_run
//! # async fn example() -> Result<(), mitid_erhverv_simulator::StartError> {
//! use mitid_erhverv_simulator::{SimulatorConfig, demo_identities, start};
//!
//! let simulator = start(SimulatorConfig {
//!     identities: demo_identities(),
//!     ..SimulatorConfig::default()
//! })
//! .await?;
//! println!("{}/.well-known/openid-configuration", simulator.issuer());
//! simulator.stop().await;
//! # Ok(())
//! # }
//! ```

mod clock;
mod config;
mod fault;
mod html;
pub mod identities;
pub mod jobag;
mod outbound;
mod provider;
mod secret;
mod server;

pub use clock::Clock;
pub use config::{KeyError, RegisteredClient, SimulatorConfig, StartError};
pub use fault::Fault;
pub use identities::{Assurance, Identity, awkward_identities, demo_identities};
pub use server::{Simulator, start};
