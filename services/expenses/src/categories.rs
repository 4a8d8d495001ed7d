//! Kinds of expenses. Every organisation has the same ones, under ids of its own.

use exports::List;
use kernel::{CategoryId, Cursor, Limit, Name, OrgId, Page, Permission, TextError};
use platform::{Problem, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds, by code.
const CATEGORIES: [(&str, &str); 6] = [
    ("travel", "Travel"),
    ("accommodation", "Accommodation"),
    ("meals", "Meals"),
    ("software", "Software"),
    ("subcontractor", "Subcontractor"),
    ("other", "Other"),
];

/// A kind of expense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Category")]
pub struct Category {
    /// Its id.
    pub category_id: CategoryId,
    /// Short stable name.
    pub code: &'static str,
    /// Name.
    pub name: Name,
}

/// All kinds of expenses.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Categories")]
pub struct Categories {
    /// The kinds.
    pub items: Vec<Category>,
}

/// The kinds of expenses of an organisation.
pub fn of(org: OrgId) -> Result<Vec<Category>, TextError> {
    let one = |(code, name): (&'static str, &'static str)| {
        let category_id = CategoryId::derived(org.as_uuid(), &format!("category:{code}"));
        Ok(Category { category_id, code, name: Name::new(name)? })
    };
    CATEGORIES.into_iter().map(one).collect()
}

/// The address of the kinds of expenses.
pub fn routes() -> Routes {
    Routes::new("categories").get("/v1/categories", Permission::ReadExpenses, "The kinds of expenses", list)
}

/// All of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCategories {}

impl List for ListCategories {
    type Item = Category;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<Category>> {
        Ok(Page { items: of(db.org).map_err(Problem::internal)?, next_cursor: None })
    }
}

async fn list(mut db: Read) -> Result<Reply<Categories>> {
    let Page { items, .. } = ListCategories {}.page(&mut db, None, Limit::MAX).await?;
    Ok(Reply::plain(Categories { items }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_repeat_and_differ_between_organisations() {
        let (one, other) = (OrgId::new(), OrgId::new());
        assert_eq!(of(one).unwrap(), of(one).unwrap());
        assert_ne!(of(one).unwrap()[0].category_id, of(other).unwrap()[0].category_id);
        assert_eq!(of(one).unwrap().len(), 6);
    }
}
