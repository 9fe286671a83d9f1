//! Login, sessions and logout, against the MitID Erhverv simulator and a certified provider.

mod admission;
mod certified;
mod refusals;
mod sessions;
mod world;
