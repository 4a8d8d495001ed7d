//! The forecast: what open deals may bring, by the month they are expected to close.
//!
//! Three figures stand beside each other and are never mixed: what the odds of the stage make of a value, what the odds learned
//! from the organisation's own closed deals make of it, and what people judge who know the deal. Each says of how many deals
//! it speaks.
//!
//! - **Learned odds** of a stage are the part of the deals closed in the last two years that were won, among those that ever stood in
//!   it. Fewer than ten tell nothing. How sure that is says the 95 % interval of Wilson. Deals that are still open count neither way,
//!   so stages in which deals stay long are judged by those that left it.
//! - A deal whose close date has passed, or that has none, is no forecast; it is listed for mending.
//! - Amounts in other currencies are valued at the rate given for the day, or the newest one before it. What has no rate is in
//!   no figure, and is named.
//! - Amounts of deals are exact. They are summed by month, owner, pipeline, stage, category and currency, and each of these sums is
//!   rounded once (won ones by day, owner, pipeline and currency); every figure adds these up. So whatever a total is split into adds
//!   up to it, to the cent, and the same figure is the same in every answer; it may lie as many half cents from the exact sum as
//!   it has such parts.
//!
//! Every state of a deal is kept with its time, so a forecast can be asked as of any moment; snapshots are the forecast as of
//! the beginning of each week, kept for good, by which accuracy is scored.

pub mod accuracy;
pub mod goals;
pub mod http;
pub mod jobs;
pub mod learned;
pub mod model;
pub mod question;
pub mod settings;
pub mod snapshots;
pub mod store;
pub mod versions;
pub mod zones;
