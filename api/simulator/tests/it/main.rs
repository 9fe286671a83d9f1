//! The simulator over real HTTP.

#[cfg(test)]
mod demo;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod interoperability;
#[cfg(test)]
mod jobag;
#[cfg(test)]
mod login;
#[cfg(test)]
mod logout;
#[cfg(test)]
mod page;
#[cfg(test)]
mod support;
#[cfg(test)]
mod token;
