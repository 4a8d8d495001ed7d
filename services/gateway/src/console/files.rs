//! Where the files of the console come from: a folder, or this program itself.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use platform::problem::{Problem, Result};

use super::INDEX;

/// What `npm run build` had made when this program was built; nothing in debug builds.
#[cfg(not(debug_assertions))]
#[derive(rust_embed::Embed)]
#[folder = "../console/dist"]
#[allow_missing = true]
struct Embedded;

/// The files of the console.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Files {
    /// Those in a folder, as they are at the moment.
    Folder(PathBuf),
    /// Those this program was built with. Debug builds have none, so that they need no console to be built.
    #[default]
    Embedded,
    /// None: a page says how to get them.
    Absent,
}

impl Files {
    /// The files in a folder; none when it holds no console.
    pub fn folder(path: &Path) -> Option<Self> {
        path.join(INDEX).is_file().then(|| Self::Folder(path.to_owned()))
    }

    /// Whether there is a console.
    pub async fn are_there(&self) -> bool {
        match self {
            Self::Folder(folder) => tokio::fs::try_exists(folder.join(INDEX)).await.unwrap_or(false),
            Self::Embedded => embedded(INDEX).is_some(),
            Self::Absent => false,
        }
    }

    /// The content of a file; none when it is not there. The name has been checked to stay inside.
    pub(super) async fn read(&self, name: &str) -> Result<Option<Bytes>> {
        match self {
            Self::Folder(folder) => {
                let (folder, name) = (folder.clone(), name.to_owned());
                let read = tokio::task::spawn_blocking(move || read_inside(&folder, &name)).await;
                read.map_err(Problem::internal)?.map_err(Problem::internal)
            }
            Self::Embedded => Ok(embedded(name)),
            Self::Absent => Ok(None),
        }
    }
}

/// Reads a file, unless a link leads out of the folder.
fn read_inside(folder: &Path, name: &str) -> std::io::Result<Option<Bytes>> {
    let absent = |error: &std::io::Error| {
        matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename)
    };
    let path = match folder.join(name).canonicalize() {
        Ok(path) => path,
        Err(error) if absent(&error) => return Ok(None),
        Err(error) => return Err(error),
    };
    if !path.starts_with(folder.canonicalize()?) || !path.is_file() {
        return Ok(None);
    }
    std::fs::read(path).map(|bytes| Some(bytes.into()))
}

#[cfg(not(debug_assertions))]
fn embedded(name: &str) -> Option<Bytes> {
    let file = Embedded::get(name)?;
    Some(match file.data {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => bytes.into(),
    })
}

#[cfg(debug_assertions)]
fn embedded(_name: &str) -> Option<Bytes> {
    None
}
