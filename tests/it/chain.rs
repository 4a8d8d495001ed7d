//! The won deal.
