//! What every HTTP answer has in common: who asks, in which language, problems, versions.

pub mod allowed;
pub mod answers;
pub mod bearer;
pub mod body;
pub mod detail;
pub mod download;
pub mod headers;
pub mod measured;
pub mod next_step;
pub mod problem;
pub mod reply;
pub mod request;
pub mod speech;
