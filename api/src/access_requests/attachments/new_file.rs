//! A file that somebody wants to attach, believed only as far as its content bears it out.

use actix_web::web::Bytes;
use shared::{
    attachment::{AttachmentType, FileName},
    problem::FieldCode,
};

use crate::{
    config::Attachments,
    db::{Failure, failure::Fields},
    http::body::file::File,
};

/// What a client says when it does not know what a file is.
const UNSAID: &str = "application/octet-stream";

/// A file that may be attached.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub(super) name: FileName,
    pub(super) kind: AttachmentType,
    pub(super) content: Bytes,
    pub(super) sha256: String,
}

impl NewFile {
    /// Checks the name and the content; all that is wrong is told at once.
    ///
    /// # Errors
    /// `invalid-field` for `/filename` and `/file`.
    pub fn parse(filename: &str, file: File, limits: Attachments) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let name = fields.check("/filename", FileName::parse(filename));
        let read = read(file.content, limits);
        let read = fields.check(
            "/file",
            read.and_then(|read| as_said(read, file.media_type.as_deref())),
        );
        let both = name.zip(read);
        let fitting = both.and_then(|(name, (kind, content))| {
            let fits = if name.is_of(kind) {
                Ok(name)
            } else {
                Err(FieldCode::WrongType)
            };
            let name = fields.check("/filename", fits)?;
            Some((name, kind, content))
        });
        let (name, kind, content) = fields.finish(fitting)?;
        Ok(Self {
            name,
            kind,
            content,
            sha256: file.sha256,
        })
    }
}

/// What the file is, by its content.
fn read(content: Option<Bytes>, limits: Attachments) -> Result<(AttachmentType, Bytes), FieldCode> {
    let content = content.filter(|content| content.len() <= limits.bytes_in_memory());
    let content = content.ok_or(FieldCode::TooLarge)?;
    if content.is_empty() {
        return Err(FieldCode::Required);
    }
    let kind = AttachmentType::recognised(&content).ok_or(FieldCode::WrongType)?;
    Ok((kind, content))
}

/// The same, unless the client says that it is something else.
fn as_said(
    (kind, content): (AttachmentType, Bytes),
    said: Option<&str>,
) -> Result<(AttachmentType, Bytes), FieldCode> {
    let contradicts = said.is_some_and(|said| said != kind.as_str() && said != UNSAID);
    if contradicts {
        Err(FieldCode::WrongType)
    } else {
        Ok((kind, content))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::web::Bytes;
    use shared::problem::FieldCode;

    use super::NewFile;
    use crate::{config::Attachments, db::Failure, http::body::file::File};

    const PDF: &[u8] = b"%PDF-1.7\n";

    fn parsed(filename: &str, content: &'static [u8], said: &str) -> Result<NewFile, Failure> {
        let file = File {
            content: Some(Bytes::from_static(content)),
            sha256: String::new(),
            media_type: (!said.is_empty()).then(|| said.to_owned()),
        };
        NewFile::parse(filename, file, Attachments::default())
    }

    /// A name, a content and a header, and what is wrong with them.
    type Wrong = (
        &'static str,
        &'static [u8],
        &'static str,
        &'static str,
        FieldCode,
    );

    const HTML: &[u8] = b"<html>";
    const WRONG: &[Wrong] = &[
        ("a.pdf", PDF, "image/png", "/file", FieldCode::WrongType),
        ("a.pdf", PDF, "text/html", "/file", FieldCode::WrongType),
        ("a.png", PDF, "", "/filename", FieldCode::WrongType),
        ("a.pdf.exe", PDF, "", "/filename", FieldCode::WrongType),
        (
            "a.pdf",
            HTML,
            "application/pdf",
            "/file",
            FieldCode::WrongType,
        ),
        (
            "a.pdf",
            b"",
            "application/pdf",
            "/file",
            FieldCode::Required,
        ),
        ("../a.pdf", PDF, "", "/filename", FieldCode::Malformed),
    ];

    #[test]
    fn content_name_and_header_must_agree_on_what_a_file_is() {
        for said in ["", "application/pdf", "application/octet-stream"] {
            assert!(parsed("aftale.pdf", PDF, said).is_ok(), "{said}");
        }
        for (filename, content, said, pointer, code) in WRONG {
            let Err(Failure::Invalid(fields)) = parsed(filename, content, said) else {
                panic!("{filename} {said} was taken");
            };
            let told: Vec<_> = fields.iter().map(|one| (&*one.pointer, one.code)).collect();
            assert_eq!(told, [(*pointer, *code)], "{filename} {said}");
        }
    }

    #[test]
    fn a_wrong_name_and_a_wrong_file_are_told_at_once() {
        let Err(Failure::Invalid(fields)) = parsed("", b"MZ", "") else {
            panic!("it was taken");
        };
        let told: Vec<_> = fields.iter().map(|one| &*one.pointer).collect();
        assert_eq!(told, ["/filename", "/file"]);
    }
}
