//! Building blocks of Det Fælles Designsystem. They draw; they know no person and no server.

pub(crate) mod actions;
pub(crate) mod breadcrumb;
pub(crate) mod button;
pub(crate) mod dialog;
pub(crate) mod facts;
pub(crate) mod field;
pub(crate) mod form;
pub(crate) mod heading;
pub(crate) mod icon;
pub(crate) mod notice;
pub(crate) mod pager;
pub(crate) mod problem;
pub(crate) mod reason;
pub(crate) mod sending;
pub(crate) mod states;
pub(crate) mod status;
pub(crate) mod steps;
pub(crate) mod table;
pub(crate) mod tabs;
pub(crate) mod toast;
