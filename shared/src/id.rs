//! Typed ids: a `UserId` can never stand where an `OrganisationId` is meant.

use std::{fmt, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// What an [`Id`] names.
pub trait Kind {
    /// The id type's name, as in `UserId`.
    const NAME: &'static str;
}

/// A UUID (version 7 when minted by us) that remembers what it names.
pub struct Id<K>(Uuid, PhantomData<fn() -> K>);

impl<K> Id<K> {
    /// Wraps a UUID that is known to name a `K`.
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The bare UUID.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", K::NAME, self.0)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl<K> FromStr for Id<K> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Self::new)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::new)
    }
}

macro_rules! ids {
    ($($(#[$meta:meta])* $id:ident of $kind:ident,)+) => {
        /// The kinds of things that ids name; never built.
        pub mod kinds {
            $(#[doc = concat!("Kind of [`super::", stringify!($id), "`].")] #[derive(Debug)] pub enum $kind {})+
        }
        $(
            $(#[$meta])*
            pub type $id = Id<kinds::$kind>;
            impl Kind for kinds::$kind {
                const NAME: &'static str = stringify!($id);
            }
        )+
    };
}

ids! {
    /// Names a user.
    UserId of User,
    /// Names an organisation.
    OrganisationId of Organisation,
    /// Names a role grant.
    RoleGrantId of RoleGrant,
    /// Names an access request.
    AccessRequestId of AccessRequest,
    /// Names a message of a request's thread.
    RequestMessageId of RequestMessage,
    /// Names a file attached to a request.
    AttachmentId of Attachment,
    /// Names an audit event.
    AuditEventId of AuditEvent,
    /// Names an agreement with a provider.
    AgreementId of Agreement,
    /// Names a look-up.
    LookupId of Lookup,
    /// Names the appointing of a first LBA.
    LbaAppointmentId of LbaAppointment,
    /// Names an outbox message.
    OutboxMessageId of OutboxMessage,
    /// Names a move of a kind of organisation from one module to the other.
    CutoverId of Cutover,
    /// Names a task of Landssupporten's.
    DeskTaskId of DeskTask,
    /// Names an import.
    ImportId of Import,
}

#[cfg(feature = "openapi")]
mod schema {
    use std::borrow::Cow;

    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
    };

    use super::{Id, Kind};

    impl<K: Kind> PartialSchema for Id<K> {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
                .description(Some(format!(
                    "{}: a UUID, version 7 when minted here",
                    K::NAME
                )))
                .into()
        }
    }

    impl<K: Kind> ToSchema for Id<K> {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed(K::NAME)
        }
    }
}
