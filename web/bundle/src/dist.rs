//! The folder `web/dist`: files under names that change with their content.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest as _, Sha256};

use crate::{Fallible, Profile};

/// One file of the bundle and what it weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    /// Its path below `dist`.
    pub(crate) path: String,
    /// As it is.
    pub(crate) plain: u64,
    /// With gzip, when it compresses.
    pub(crate) gzip: Option<u64>,
    /// With brotli, when it compresses.
    pub(crate) brotli: Option<u64>,
}

/// `web/dist` while it is being filled.
pub(crate) struct Dist {
    root: PathBuf,
    files: Vec<String>,
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // INVARIANT: writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The path below `dist` of a file with this name and content.
pub(crate) fn hashed(name: &str, content: &[u8]) -> Fallible<String> {
    let (stem, extension) = name.rsplit_once('.').ok_or("a name without extension")?;
    let digest = hex(&Sha256::digest(content));
    let short = digest.get(..12).ok_or("a digest is longer than that")?;
    Ok(format!("assets/{stem}.{short}.{extension}"))
}

fn compresses(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_none_or(|extension| extension != "woff2")
}

fn brotli(content: &[u8], quality: i32) -> Fallible<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut out, &parameters)?;
    Ok(out)
}

fn gzip(content: &[u8]) -> Fallible<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

impl Dist {
    /// An empty `web/dist`.
    pub(crate) fn empty(web: &Path) -> Fallible<Self> {
        let root = web.join("dist");
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        fs::create_dir_all(root.join("assets"))?;
        Ok(Self {
            root,
            files: Vec::new(),
        })
    }

    /// Adds `content` under a name with its hash and returns the path from the site's root.
    pub(crate) fn add(&mut self, name: &str, content: &[u8]) -> Fallible<String> {
        let path = hashed(name, content)?;
        if !self.files.contains(&path) {
            self.add_as(&path, content)?;
        }
        Ok(format!("/{path}"))
    }

    /// Adds `content` under exactly this path.
    pub(crate) fn add_as(&mut self, path: &str, content: &[u8]) -> Fallible<()> {
        fs::write(self.root.join(path), content)?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Writes brotli and gzip beside each file that compresses, and weighs everything.
    pub(crate) fn compress(&self, profile: Profile) -> Fallible<Vec<Size>> {
        let quality = match profile {
            Profile::Web => 11,
            Profile::Dev => 4,
        };
        self.files
            .iter()
            .map(|path| self.compress_one(path, quality))
            .collect()
    }

    fn compress_one(&self, path: &str, quality: i32) -> Fallible<Size> {
        let content = fs::read(self.root.join(path))?;
        let mut size = Size {
            path: path.to_owned(),
            plain: u64::try_from(content.len())?,
            gzip: None,
            brotli: None,
        };
        if compresses(path) {
            for (extension, packed, weight) in [
                ("br", brotli(&content, quality)?, &mut size.brotli),
                ("gz", gzip(&content)?, &mut size.gzip),
            ] {
                fs::write(self.root.join(format!("{path}.{extension}")), &packed)?;
                *weight = Some(u64::try_from(packed.len())?);
            }
        }
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::{compresses, hashed};

    #[test]
    fn a_name_changes_with_its_content_and_keeps_its_extension() {
        let one = hashed("web.js", b"one").unwrap();
        assert_eq!(one.split('.').next(), Some("assets/web"));
        assert_eq!(one.rsplit('.').next(), Some("js"));
        assert_ne!(one, hashed("web.js", b"two").unwrap());
        assert_eq!(one, hashed("web.js", b"one").unwrap());
    }

    #[test]
    fn fonts_are_compressed_already() {
        assert!(!compresses("assets/a.woff2"));
        assert!(compresses("assets/a.css"));
    }
}
