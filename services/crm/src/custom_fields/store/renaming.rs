//! What records say of choices that are called otherwise.

use contracts::crm::{CustomField, FieldRecord, RenamedChoice};
use platform::{Db, Result};

/// Renames what records say in a field. It is no change of theirs: they say what they said, by its new name, and keep their versions.
pub async fn rename_values(db: &mut Db, field: &CustomField, renamed: &[RenamedChoice]) -> Result<()> {
    let org = db.org.as_uuid();
    let was: Vec<String> = renamed.iter().map(|one| one.was.as_str().to_owned()).collect();
    let called: Vec<String> = renamed.iter().map(|one| one.name.as_str().to_owned()).collect();
    let choices: Vec<String> = field.choices.iter().map(|choice| choice.as_str().to_owned()).collect();
    let (record, field) = (field.record, field.field_id.to_string());
    match record {
        FieldRecord::Account => {
            sqlx::query!(
                "update accounts set custom = jsonb_set(custom, array[$2::text], rename_choices(custom -> $2, $3, $4, $5))
                  where org_id = $1 and custom -> $2 ?| $3",
                org,
                field,
                &was,
                &called,
                &choices,
            )
            .execute(db.conn())
            .await?;
        }
        FieldRecord::Contact => {
            sqlx::query!(
                "update contacts set custom = jsonb_set(custom, array[$2::text], rename_choices(custom -> $2, $3, $4, $5))
                  where org_id = $1 and custom -> $2 ?| $3",
                org,
                field,
                &was,
                &called,
                &choices,
            )
            .execute(db.conn())
            .await?;
        }
        FieldRecord::Deal => {
            sqlx::query!(
                "update deals set custom = jsonb_set(custom, array[$2::text], rename_choices(custom -> $2, $3, $4, $5))
                  where org_id = $1 and custom -> $2 ?| $3",
                org,
                field,
                &was,
                &called,
                &choices,
            )
            .execute(db.conn())
            .await?;
        }
        FieldRecord::Lead => {
            sqlx::query!(
                "update leads set custom = jsonb_set(custom, array[$2::text], rename_choices(custom -> $2, $3, $4, $5))
                  where org_id = $1 and custom -> $2 ?| $3",
                org,
                field,
                &was,
                &called,
                &choices,
            )
            .execute(db.conn())
            .await?;
        }
    }
    if record == FieldRecord::Lead {
        rename_touches(db, &field, (&was, &called, &choices)).await?;
    }
    Ok(())
}

/// Renames what was said each time a lead came forward.
async fn rename_touches(
    db: &mut Db,
    field: &str,
    (was, called, choices): (&[String], &[String], &[String]),
) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update lead_touches set custom = jsonb_set(custom, array[$2::text], rename_choices(custom -> $2, $3, $4, $5))
              where org_id = $1 and custom -> $2 ?| $3",
        org,
        field,
        was,
        called,
        choices,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
