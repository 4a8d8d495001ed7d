//! The archive itself: written into a temporary file, and sent from there.

use std::fs::File;
use std::io::{BufWriter, Write};

use futures::TryStreamExt;
use kernel::OrgId;
use platform::files::{Content, Files};
use platform::{Problem, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::content::{Kept, Part};

/// The archive with a page, parts and files.
pub async fn of(org: OrgId, page: String, parts: Vec<Part>, kept: Vec<Kept>, files: &Files) -> Result<Content> {
    let mut archive = tokio::task::spawn_blocking(move || begin(&page, &parts)).await.map_err(Problem::internal)??;
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(false);
    for one in kept {
        // One that was removed while this is written is simply not there any more.
        let Some(content) = files.read(org, &one.sha256).await? else { continue };
        archive.start_file(one.path, stored).map_err(Problem::internal)?;
        let mut stream = content.stream;
        while let Some(piece) = stream.try_next().await.map_err(Problem::internal)? {
            archive.write_all(&piece).map_err(Problem::internal)?;
        }
    }
    let file = tokio::task::spawn_blocking(move || finish(archive)).await.map_err(Problem::internal)??;
    Content::of(file).await
}

fn begin(page: &str, parts: &[Part]) -> Result<ZipWriter<BufWriter<File>>> {
    let file = tempfile::tempfile().map_err(Problem::internal)?;
    let mut archive = ZipWriter::new(BufWriter::new(file));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file("index.html", deflated).map_err(Problem::internal)?;
    archive.write_all(page.as_bytes()).map_err(Problem::internal)?;
    for part in parts.iter().filter(|part| !part.rows.is_empty()) {
        archive.start_file(format!("data/{}.json", part.name), deflated).map_err(Problem::internal)?;
        serde_json::to_writer_pretty(&mut archive, &part.rows).map_err(Problem::internal)?;
    }
    Ok(archive)
}

fn finish(archive: ZipWriter<BufWriter<File>>) -> Result<File> {
    let buffer = archive.finish().map_err(Problem::internal)?;
    buffer.into_inner().map_err(|error| Problem::internal(error.into_error()))
}
