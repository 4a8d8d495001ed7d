//! Tags over HTTP.

use contracts::crm::{Tag, TagColor};
use kernel::{Cursor, Limit, Name, Page, Permission, TagId};
use platform::{Created, Json, Path, Problem, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Tagged;
use super::store;
use crate::lists::{self, List};
use crate::patch::given;

/// What tags answer. Whoever may change deals may make a tag; changing one everywhere is a setting.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm, WriteDeals};
    Routes::new("tags")
        .get("/v1/tags", ReadCrm, "List the tags", list)
        .post("/v1/tags", WriteDeals, "Make a tag", make)
        .get("/v1/tags/{tag_id}", ReadCrm, "Show a tag", get)
        .patch("/v1/tags/{tag_id}", ManageCrm, "Rename or recolour a tag", update)
        .post("/v1/tags/{tag_id}/merge", ManageCrm, "Merge a tag into another one", merge)
}

/// A new tag.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MakeTag {
    name: Name,
    /// How it is shown; grey when left out.
    #[serde(default)]
    color: TagColor,
}

/// Changes of a tag: what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateTag {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    #[serde(default, deserialize_with = "given")]
    color: Option<TagColor>,
}

/// Merges a tag.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MergeTag {
    /// The tag that stays.
    into_tag_id: TagId,
}

/// A tag.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TagView {
    #[serde(flatten)]
    tag: Tag,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Tagged> for TagView {
    fn from(tag: Tagged) -> Self {
        Self { tag: tag.image, version: tag.version }
    }
}

/// Tags by name.
#[derive(Debug, Serialize, JsonSchema)]
struct Tags {
    items: Vec<TagView>,
}

/// Which tags: all of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListTags {}

impl List for ListTags {
    type Item = TagView;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<TagView>> {
        Ok(lists::whole(store::list(db).await?.into_iter().map(TagView::from).collect()))
    }
}

async fn list(mut db: Read) -> Result<Reply<Tags>> {
    let items = ListTags {}.page(&mut db, None, Limit::MAX).await?.items;
    Ok(Reply::plain(Tags { items }))
}

async fn get(mut db: Read, Path(id): Path<TagId>) -> Result<Reply<TagView>> {
    let tag = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("tag"))?;
    Ok(Reply::of(tag.version, tag.into()))
}

async fn make(mut tx: Tx, Json(body): Json<MakeTag>) -> Result<Created<TagView>> {
    let (tag, created) = Tagged::make(body.name, body.color);
    store::save(&mut tx, &tag).await?;
    tx.publish(tag.version, &created)?;
    tx.created(format!("/v1/tags/{}", tag.image.tag_id), tag.version, tag.into()).await
}

async fn update(mut tx: Tx, Path(id): Path<TagId>, Json(body): Json<UpdateTag>) -> Result<Reply<TagView>> {
    let mut tag = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("tag"))?;
    tx.require_match(tag.version)?;
    let updated = tag.update(body.name, body.color)?;
    store::save(&mut tx, &tag).await?;
    tx.publish(tag.version, &updated)?;
    tx.reply(tag.version, tag.into()).await
}

async fn merge(mut tx: Tx, Path(id): Path<TagId>, Json(body): Json<MergeTag>) -> Result<Reply<TagView>> {
    let (tag, target) = store::lock_two(&mut tx, id, body.into_tag_id).await?;
    let mut tag = tag.ok_or_else(|| Problem::not_found("tag"))?;
    tx.if_match(tag.version)?;
    let target = target.ok_or_else(|| Problem::field("/into_tag_id", "there is no such tag"))?;
    let merged = tag.merge(&target)?;
    store::save(&mut tx, &tag).await?;
    tx.publish(tag.version, &merged)?;
    for mut follower in store::lock_merged_into(&mut tx, id).await? {
        let followed = follower.follow(target.image.tag_id);
        store::save(&mut tx, &follower).await?;
        tx.publish(follower.version, &followed)?;
    }
    tx.reply(tag.version, tag.into()).await
}
