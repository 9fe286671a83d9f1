//! Files attached to a request that lies with Landssupporten, such as the agreement it rests on.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    enums::text_enum,
    id::{AccessRequestId, AttachmentId},
    organisation::PersonRef,
    problem::FieldCode,
    session::AllowedAction,
};

text_enum! {
    /// What a file may be.
    AttachmentType {
        /// A document.
        Pdf = "application/pdf",
        /// A picture, such as a screenshot.
        Png = "image/png",
        /// A picture, such as a photograph of a page.
        Jpeg = "image/jpeg",
    }
}

impl AttachmentType {
    /// What a file is, by how its content begins; nothing else is taken on trust.
    pub fn recognised(content: &[u8]) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| content.starts_with(kind.signature()))
    }

    const fn signature(self) -> &'static [u8] {
        match self {
            Self::Pdf => b"%PDF-",
            Self::Png => b"\x89PNG\r\n\x1a\n",
            Self::Jpeg => b"\xff\xd8\xff",
        }
    }

    /// How the names of such files end.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }
}

/// A file's name as people see it: one name, no path, nothing that cannot be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Most characters.
    pub const MAX: usize = 150;

    /// Trims and checks the name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FieldCode> {
        let name = text.trim();
        if name.is_empty() {
            Err(FieldCode::Required)
        } else if name.chars().count() > Self::MAX {
            Err(FieldCode::TooLong)
        } else if name.starts_with('.') || name.chars().any(misleads) {
            Err(FieldCode::Malformed)
        } else {
            Ok(Self(name.to_owned()))
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it ends as the names of such files do.
    pub fn is_of(&self, kind: AttachmentType) -> bool {
        self.0.rsplit_once('.').is_some_and(|(_, end)| {
            let known = kind.extensions().iter();
            known.copied().any(|known| end.eq_ignore_ascii_case(known))
        })
    }
}

/// Parts of paths, and what makes a name look like another: control characters, those that turn
/// the direction of writing, and those that have no width.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '/' | '\\')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a file attached to a request is downloaded.
pub fn attachment_path(request: AccessRequestId, id: AttachmentId) -> String {
    format!("/api/v1/access-requests/{request}/attachments/{id}")
}

/// A file attached to a request, without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachmentView {
    /// Its id.
    pub id: AttachmentId,
    /// The request.
    pub request_id: AccessRequestId,
    /// Its name.
    pub filename: String,
    /// What it is, by its content.
    pub media_type: AttachmentType,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content, in hexadecimal; the audit log has it too.
    pub sha256: String,
    /// Who attached it.
    pub added_by: PersonRef,
    /// When.
    pub added_at: Timestamp,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
}

/// The files of a request, on one page, and what more may be attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachmentList {
    /// The files, the oldest first.
    pub items: Vec<AttachmentView>,
    /// Always null: there are never more than `most_files`.
    pub next_cursor: Option<String>,
    /// Files that a request may have.
    pub most_files: i64,
    /// Bytes that a file may have.
    pub most_bytes: i64,
}

/// What is said of a file when it is attached; the file itself is the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct NewAttachment {
    /// The file's name, 1 to 150 characters, ending in `.pdf`, `.png`, `.jpg` or `.jpeg` as its
    /// content is.
    pub filename: String,
    /// Decide and compute everything, keep nothing.
    #[serde(default)]
    pub dry_run: bool,
}

#[cfg(test)]
mod tests {
    use super::{AttachmentType, FileName};
    use crate::problem::FieldCode;

    #[test]
    fn a_file_is_what_its_content_begins_as() {
        for (content, kind) in [
            (&b"%PDF-1.7\n"[..], Some(AttachmentType::Pdf)),
            (b"\x89PNG\r\n\x1a\n....", Some(AttachmentType::Png)),
            (b"\xff\xd8\xff\xe0JFIF", Some(AttachmentType::Jpeg)),
            (b" %PDF-1.7", None),
            (b"%PDF", None),
            (b"<html>", None),
            (b"PK\x03\x04", None),
            (b"MZ", None),
            (b"", None),
        ] {
            assert_eq!(AttachmentType::recognised(content), kind, "{content:?}");
        }
    }

    #[test]
    fn a_file_s_name_is_a_name_and_no_path_and_shows_all_of_itself() {
        for (name, refused) in [
            ("", FieldCode::Required),
            ("   ", FieldCode::Required),
            ("../../etc/passwd.pdf", FieldCode::Malformed),
            ("c:\\aftale.pdf", FieldCode::Malformed),
            ("aftale\n.pdf", FieldCode::Malformed),
            ("aftale\u{0}.pdf", FieldCode::Malformed),
            ("fdp.\u{202e}exe.pdf", FieldCode::Malformed),
            (".pdf", FieldCode::Malformed),
        ] {
            assert_eq!(FileName::parse(name), Err(refused), "{name:?}");
        }
        let long = "æ".repeat(147) + ".pdf";
        assert_eq!(FileName::parse(&long), Err(FieldCode::TooLong));
        assert!(FileName::parse(&("æ".repeat(146) + ".pdf")).is_ok());
        let good = FileName::parse("  Aftale \"nord\" 2026 (æøå).PDF ").unwrap();
        assert_eq!(good.as_str(), "Aftale \"nord\" 2026 (æøå).PDF");
    }

    #[test]
    fn a_name_ends_as_the_content_is() {
        let name = |text: &str| FileName::parse(text).unwrap();
        assert!(name("a.PDF").is_of(AttachmentType::Pdf));
        assert!(name("a.jpeg").is_of(AttachmentType::Jpeg));
        assert!(name("a.exe.jpg").is_of(AttachmentType::Jpeg));
        for (other, kind) in [
            ("a.pdf.exe", AttachmentType::Pdf),
            ("pdf", AttachmentType::Pdf),
            ("a.png", AttachmentType::Jpeg),
        ] {
            assert!(!name(other).is_of(kind), "{other}");
        }
    }
}
