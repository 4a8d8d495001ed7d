//! What forecasts remember and are made of.

pub mod accuracy;
pub mod deals;
pub mod figures;
pub mod goals;
pub mod learned;
pub mod settings;
pub mod snapshots;
pub mod versions;
pub mod zones;
