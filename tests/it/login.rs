//! Login, sessions and logout, against the MitID Erhverv simulator.

mod admission;
mod refusals;
mod sessions;
mod world;
