//! Where a running suite is: a file that other commands read, for this user's eyes only.

use std::collections::BTreeMap;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::suite::Ground;

/// What a command needs to reach the suite that runs in the same folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RunFile {
    /// Address of the gateway.
    pub url: String,
    /// NATS server.
    pub nats_url: String,
    /// Database URL with the relay role, by service.
    pub relay_urls: BTreeMap<String, String>,
    /// Database URL with the app role, by service.
    pub app_urls: BTreeMap<String, String>,
    /// Database URL with the role that owns the gateway's tables: what a demo company is, nobody else may say.
    pub gateway_owner_url: String,
}

impl RunFile {
    pub(crate) fn new(url: String, ground: &Ground) -> Self {
        let urls = |pick: fn(&platform::db::Access) -> &platform::config::Secret| {
            ground.access.iter().map(|(name, access)| ((*name).to_owned(), pick(access).expose().to_owned())).collect()
        };
        Self {
            url,
            nats_url: ground.servers.nats.url().to_owned(),
            relay_urls: urls(|access| &access.relay),
            app_urls: urls(|access| &access.app),
            gateway_owner_url: ground.gateway_owner().expose().to_owned(),
        }
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        let path = path(folder);
        // Removed first, so that the mode below holds also when an older file had another.
        let _ = std::fs::remove_file(&path);
        let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        serde_json::to_writer_pretty(file, self).with_context(|| format!("{} cannot be written", path.display()))
    }

    /// The suite that runs in this folder, when one answers.
    pub(crate) async fn find(folder: &Path) -> Option<Self> {
        let file: Self = serde_json::from_slice(&std::fs::read(path(folder)).ok()?).ok()?;
        let alive = reqwest::get(format!("{}/livez", file.url)).await.is_ok_and(|answer| answer.status().is_success());
        alive.then_some(file)
    }

    /// As [`RunFile::find`], with a sentence for people when none runs.
    pub(crate) async fn require(folder: &Path) -> Result<Self> {
        Self::find(folder).await.context("No suite runs in this folder. Start one with: cargo run")
    }

    pub(crate) fn remove(folder: &Path) {
        let _ = std::fs::remove_file(path(folder));
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("running.json")
}
