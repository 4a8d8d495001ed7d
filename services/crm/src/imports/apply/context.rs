//! What rows are read against: colleagues, stages, tags and custom fields, looked up once for many rows.

use contracts::crm::{CustomValues, DealStatus, FieldKind, FieldRecord, FieldValue, LossReason, Stage};
use contracts::imports::ImportKind;
use kernel::{
    CountryCode, Currency, FieldId, ImportId, LossReasonId, MemberId, Money, Note, PipelineId, PriceListId, StageId,
    TagId, TimeZoneName,
};
use platform::{Db, Problem, Result};
use uuid::Uuid;

use super::activity_kind;
use super::words::{currency, deal_status, is_company, kind_word, lead_status};
use crate::custom_fields::CustomChanges;
use crate::imports::countries::country;
use crate::imports::fields::Field;
use crate::imports::file::formats::fold;
use crate::imports::file::values::{beside, yes_no};
use crate::imports::model::{Import, Settings};
use crate::imports::row::{Cell, Code, Row};
use crate::imports::store::rows::Kept;
use crate::loss_reasons::model::Reason;
use crate::members::store::MemberView;
use crate::pipelines::model::Pipeline;
use crate::{custom_fields, leads, loss_reasons, members, pipelines, price_lists, tags};

/// More members than an organisation has.
const ALL_MEMBERS: i64 = 10_000;

/// What rows are read against.
#[derive(Debug)]
pub struct Context<'a> {
    import: &'a Import,
    record_no: i32,
    /// Records that were made here: by which number, which, and of which row.
    made: Vec<(i32, Uuid, i32)>,
    zone: TimeZoneName,
    members: Vec<MemberView>,
    pipelines: Vec<Pipeline>,
    tags: Vec<tags::model::Tagged>,
    price_lists: Vec<price_lists::model::Listed>,
    loss_reasons: Vec<LossReason>,
    fields: Vec<custom_fields::model::Field>,
    currency: Currency,
}

/// Where a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether it is open.
    pub status: DealStatus,
    /// In which pipeline; the usual one when none is said.
    pub pipeline: Option<PipelineId>,
    /// In which stage it stands, or stood; the first when none is said.
    pub stage: Option<StageId>,
}

impl<'a> Context<'a> {
    /// Looks up what the rows of an import may name.
    pub async fn load(db: &mut Db, import: &'a Import) -> Result<Self> {
        let mut pipelines = pipelines::store::list(db).await?;
        if pipelines.is_empty() {
            // The one every organisation begins with, before it is first needed.
            pipelines.push(Pipeline::default_of(db.org).map_err(Problem::internal)?);
        }
        pipelines.retain(|pipeline| !pipeline.image.archived);
        pipelines.sort_by_key(|pipeline| !pipeline.image.is_default);
        let mut reasons = loss_reasons::store::list(db).await?;
        if reasons.is_empty() {
            // Those every organisation begins with, before one is first needed.
            reasons = Reason::defaults_of(db.org).map_err(Problem::internal)?;
        }
        let loss_reasons = reasons.into_iter().map(|reason| reason.image).filter(|reason| !reason.archived).collect();
        let mut fields = custom_fields::store::list(db, None).await?;
        fields.retain(|field| !field.image.archived);
        Ok(Self {
            import,
            record_no: import.image.records,
            made: Vec::new(),
            zone: db.time_zone,
            members: members::store::list(db, None, ALL_MEMBERS).await?,
            pipelines,
            tags: tags::store::list(db).await?,
            price_lists: price_lists::store::list(db).await?,
            loss_reasons,
            fields,
            currency: import.settings.currency.unwrap_or(db.base_currency),
        })
    }

    /// How the file is imported.
    pub fn settings(&self) -> &'a Settings {
        &self.import.settings
    }

    /// What the file is called.
    pub fn file_name(&self) -> &'a str {
        self.import.image.file_name.as_str()
    }

    /// The import.
    pub fn import_id(&self) -> ImportId {
        self.import.image.import_id
    }

    /// How many records were noted so far.
    pub fn records(&self) -> i32 {
        self.record_no
    }

    /// Goes back to so many, after a row was given up.
    pub fn go_back_to(&mut self, records: i32) {
        self.record_no = records;
        self.made.retain(|(no, _, _)| *no <= records);
    }

    /// A row of the file.
    pub fn row<'r>(&self, kept: &'r Kept) -> Row<'r>
    where
        'a: 'r,
    {
        let of = (&self.import.settings, self.import.columns.as_slice());
        let mut row = Row::new(kept.row_no, of, &kept.cells, self.zone);
        row.flaw = kept.flaw;
        row
    }

    /// The row by which a record was made here.
    pub fn made_by(&self, record: Uuid) -> Option<i32> {
        self.made.iter().find(|(_, id, _)| *id == record).map(|(_, _, row)| *row)
    }

    /// Notes that a row made a record.
    pub(super) fn noted(&mut self, record_no: i32, record: Uuid, row: i32) {
        self.made.push((record_no, record, row));
    }

    /// The number of the next record that is noted.
    pub(super) fn next_record_no(&mut self) -> i32 {
        self.record_no += 1;
        self.record_no
    }

    /// The colleague a value names, by what it was said to mean, by address or by name.
    pub fn member(&self, row: &Row<'_>, cell: Cell<'_>) -> Option<Option<MemberId>> {
        if let Some(meaning) = row.meaning(cell) {
            let id = meaning.and_then(|meaning| meaning.parse::<MemberId>().ok());
            return Some(id.filter(|id| self.members.iter().any(|member| member.member_id == *id)));
        }
        self.member_called(cell.text).map(Some)
    }

    /// The colleague with this address or name.
    pub fn member_called(&self, text: &str) -> Option<MemberId> {
        let (lower, folded) = (text.to_lowercase(), fold(text));
        let by_email = self.members.iter().find(|member| member.email.as_str().to_lowercase() == lower);
        let mut by_name = self.members.iter().filter(|member| fold(member.name.as_str()) == folded);
        match (by_email, by_name.next(), by_name.next()) {
            (Some(member), _, _) | (None, Some(member), None) => Some(member.member_id),
            (None, None, _) | (None, Some(_), Some(_)) => None,
        }
    }

    /// Who looks after what a row becomes.
    pub fn owner(&self, row: &mut Row<'_>) -> Option<MemberId> {
        let usual = self.settings().owner_id;
        let Some(cell) = row.first(Field::Owner) else { return usual };
        let named = self.member(row, cell);
        if named.is_none() {
            row.remark(Code::UnknownOwner, Field::Owner, cell.text);
        }
        named.unwrap_or(usual)
    }

    /// The stage with this name; where several pipelines have one, that of the pipeline.
    pub fn stage_called(&self, text: &str, pipeline: Option<PipelineId>) -> Option<(PipelineId, &Stage)> {
        let folded = fold(text);
        let called: Vec<_> = self.stages().filter(|(_, stage)| fold(stage.name.as_str()) == folded).collect();
        called.iter().find(|(of, _)| Some(*of) == pipeline).or_else(|| called.first()).copied()
    }

    /// The pipeline in use with this name.
    pub fn pipeline_called(&self, text: &str) -> Option<PipelineId> {
        let folded = fold(text);
        let found = self.pipelines.iter().find(|one| fold(one.image.name.as_str()) == folded);
        found.map(|one| one.image.pipeline_id)
    }

    /// The pipeline of a row.
    fn pipeline(&self, row: &mut Row<'_>) -> Option<PipelineId> {
        let cell = row.first(Field::Pipeline)?;
        if let Some(meaning) = row.meaning(cell) {
            let id = meaning.and_then(|meaning| meaning.parse::<PipelineId>().ok());
            return id.filter(|id| self.has_pipeline(*id));
        }
        let found = self.pipeline_called(cell.text);
        if found.is_none() {
            row.remark(Code::UnknownPipeline, Field::Pipeline, cell.text);
        }
        found
    }

    fn stages(&self) -> impl Iterator<Item = (PipelineId, &Stage)> {
        let of = |pipeline: &'_ Pipeline| pipeline.image.pipeline_id;
        self.pipelines.iter().flat_map(move |one| one.image.stages.iter().map(move |stage| (of(one), stage)))
    }

    /// Where the deal of a row stands.
    pub fn standing(&self, row: &mut Row<'_>) -> Standing {
        let said =
            row.first(Field::Status).map(|cell| (cell, deal_status(row.meaning(cell).flatten().unwrap_or(cell.text))));
        if let Some((cell, None)) = said {
            row.remark(Code::UnknownStatus, Field::Status, cell.text);
        }
        let said = said.and_then(|(_, status)| status);
        let pipeline = self.pipeline(row);
        let Some(cell) = row.first(Field::Stage) else {
            return Standing { status: said.unwrap_or(DealStatus::Open), pipeline, stage: None };
        };
        let found = match row.meaning(cell) {
            Some(meaning) => {
                let id = meaning.and_then(|meaning| meaning.parse::<StageId>().ok());
                self.stages().find(|(_, stage)| Some(stage.stage_id) == id)
            }
            None => self.stage_called(cell.text, pipeline),
        };
        let by_stage = match found {
            Some((_, stage)) => Some(stage.status),
            None => deal_status(cell.text),
        };
        if found.is_none() && by_stage.is_none() && row.meaning(cell).is_none() {
            row.remark(Code::UnknownStage, Field::Stage, cell.text);
        }
        // What it says of being closed gives way to the status, when the row says that, too.
        if let (Some(said), Some(by_stage)) = (said, by_stage)
            && by_stage != DealStatus::Open
            && by_stage != said
        {
            row.remark(Code::NoPlace, Field::Stage, cell.text);
        }
        // A stage is of one pipeline, so that one counts, and a row that names another one is told.
        if let (Some(named), Some((of, _))) = (pipeline, found)
            && named != of
            && let Some(cell) = row.first(Field::Pipeline)
        {
            row.remark(Code::NoPlace, Field::Pipeline, cell.text);
        }
        let open = found.filter(|(_, stage)| stage.status == DealStatus::Open);
        Standing {
            status: said.or(by_stage).unwrap_or(DealStatus::Open),
            pipeline: found.map(|(of, _)| of).or(pipeline),
            stage: open.map(|(_, stage)| stage.stage_id),
        }
    }

    /// What a value would be taken for when nobody says what it means: an id, a code or a word.
    pub fn taken_for(&self, field: Field, text: &str) -> Option<String> {
        let of_lead = self.settings().kind == ImportKind::Leads;
        match () {
            () if field == Field::Owner => self.member_called(text).map(|id| id.to_string()),
            () if field == Field::Stage => {
                let of_status = |(_, stage): &(PipelineId, &Stage)| Some(stage.status) == deal_status(text);
                let stage = self.stage_called(text, None).or_else(|| self.stages().find(of_status));
                stage.map(|(_, stage)| stage.stage_id.to_string())
            }
            () if field == Field::Pipeline => self.pipeline_called(text).map(|id| id.to_string()),
            () if field == Field::Status && of_lead => {
                lead_status(text).map(|status| leads::model::status_text(status).to_owned())
            }
            () if field == Field::Status => {
                deal_status(text).map(|status| pipelines::model::status_text(status).to_owned())
            }
            () if field == Field::Currency => currency(text).map(|currency| currency.code().to_owned()),
            () if field == Field::Country => country(text).map(|country| country.as_str().to_owned()),
            () if field == Field::ActivityType => activity_kind(text).map(|kind| kind_word(kind).to_owned()),
            () if field == Field::RecordType => Some(if is_company(text) { "company" } else { "person" }.to_owned()),
            () => None,
        }
    }

    /// Whether there is such a stage in use.
    pub fn has_stage(&self, id: StageId) -> bool {
        self.stages().any(|(_, stage)| stage.stage_id == id)
    }

    /// Whether there is such a pipeline in use.
    pub fn has_pipeline(&self, id: PipelineId) -> bool {
        self.pipelines.iter().any(|one| one.image.pipeline_id == id)
    }

    /// Whether there is such a colleague.
    pub fn has_member(&self, id: MemberId) -> bool {
        self.members.iter().any(|member| member.member_id == id)
    }

    /// The country of a row.
    pub fn country(&self, row: &mut Row<'_>) -> Option<CountryCode> {
        let cell = row.first(Field::Country)?;
        if let Some(meaning) = row.meaning(cell) {
            return meaning.and_then(country);
        }
        let found = country(cell.text);
        if found.is_none() {
            row.remark(Code::UnknownCountry, Field::Country, cell.text);
        }
        found
    }

    /// The currency of the amounts of a row.
    pub fn currency(&self, row: &mut Row<'_>) -> Currency {
        let Some(cell) = row.first(Field::Currency) else { return self.currency };
        if let Some(meaning) = row.meaning(cell) {
            return meaning.and_then(currency).unwrap_or(self.currency);
        }
        let found = currency(cell.text);
        if found.is_none() {
            row.remark(Code::UnknownCurrency, Field::Currency, cell.text);
        }
        found.unwrap_or(self.currency)
    }

    /// An amount of a row, in whole minor units.
    pub fn money(&self, row: &mut Row<'_>, field: Field) -> Option<Money> {
        let cell = row.first(field)?;
        let amount = row.number(field)?;
        let (is_said, mut currency) = (row.first(Field::Currency).is_some(), self.currency(row));
        // What stands beside the amount says its currency, and must not say another one than the row.
        if let Some((beside, is_dollar)) = beside(cell.text) {
            let same = beside == currency || (is_dollar && currency.code().ends_with('D'));
            if !same && is_said {
                row.remark(Code::Unreadable, field, cell.text);
                return None;
            }
            currency = if same { currency } else { beside };
        }
        // More decimals than any currency has are cut before they are rounded, so that every amount can be one.
        let short = amount.trunc_with_scale(4);
        let Ok(money) = Money::new(short, currency) else {
            row.remark(Code::Unreadable, field, &amount.to_string());
            return None;
        };
        let rounded = money.rounded();
        if rounded.amount != amount.normalize() {
            row.remark(Code::Rounded, field, &amount.to_string());
        }
        Some(rounded)
    }

    /// The tags of a row that are there.
    pub fn tags(&self, row: &mut Row<'_>) -> Vec<TagId> {
        let cells = row.all(Field::Tags);
        let mut known: Vec<TagId> = Vec::new();
        for text in cells.iter().flat_map(|cell| cell.text.split([',', ';'])).map(str::trim) {
            let folded = fold(text);
            match self.tags.iter().find(|tag| fold(tag.image.name.as_str()) == folded) {
                Some(tag) if known.len() < tags::MAX_TAGS => known.push(tag.image.tag_id),
                Some(_) => row.remark(Code::NoPlace, Field::Tags, text),
                None if folded.is_empty() => {}
                None => row.remark(Code::UnknownTag, Field::Tags, text),
            }
        }
        known.sort_unstable();
        known.dedup();
        known
    }

    /// The price list of a row, when there is one in use that is called so.
    pub fn price_list(&self, row: &mut Row<'_>) -> Option<PriceListId> {
        let cell = row.first(Field::PriceList)?;
        let called = |list: &&price_lists::model::Listed| {
            !list.image.archived && fold(list.image.name.as_str()) == fold(cell.text)
        };
        let found = self.price_lists.iter().find(called);
        if found.is_none() {
            row.remark(Code::UnknownPriceList, Field::PriceList, cell.text);
        }
        found.map(|list| list.image.price_list_id)
    }

    /// Why the deal of a row was lost: the reason in use that is called so; in the words of the row when none is.
    pub fn loss_reason(&self, row: &mut Row<'_>) -> (Option<LossReasonId>, Option<Note>) {
        let Some(words) = row.note(Field::LostReason) else { return (None, None) };
        let folded = fold(words.as_str());
        let found = self.loss_reasons.iter().find(|reason| fold(reason.name.as_str()) == folded);
        if found.is_none() {
            row.remark(Code::UnknownLossReason, Field::LostReason, words.as_str());
        }
        match found {
            Some(reason) => (Some(reason.loss_reason_id), None),
            None => (None, Some(words)),
        }
    }

    /// The custom values of a row, those that their fields take.
    pub fn custom(&self, row: &mut Row<'_>, record: FieldRecord) -> CustomChanges {
        let mut changes = CustomChanges::new();
        for cell in row.look(Field::Custom) {
            let Some(id) = self.settings().columns.get(cell.index).and_then(|rule| rule.field_id) else { continue };
            let of_record =
                |field: &&custom_fields::model::Field| field.image.field_id == id && field.image.record == record;
            let Some(field) = self.fields.iter().find(of_record).filter(|_| !changes.contains_key(&id)) else {
                continue;
            };
            row.take(cell);
            match custom_value(row, cell, field) {
                Some(value) => drop(changes.insert(id, Some(value))),
                None => row.remark(Code::NotOfField, Field::Custom, &format!("{}: {}", field.image.name, cell.text)),
            }
        }
        changes
    }

    /// Whether there is such a custom field of a kind of record.
    pub fn has_field(&self, id: FieldId, record: FieldRecord) -> bool {
        self.fields.iter().any(|field| field.image.field_id == id && field.image.record == record)
    }

    /// Whether a row among people is a company.
    pub fn is_company(&self, row: &Row<'_>) -> bool {
        let cell = row.first(Field::RecordType);
        cell.is_some_and(|cell| is_company(row.meaning(cell).flatten().unwrap_or(cell.text)))
    }
}

/// A value as its custom field takes it.
fn custom_value(row: &Row<'_>, cell: Cell<'_>, field: &custom_fields::model::Field) -> Option<FieldValue> {
    let choice = |text: &str| {
        let folded = fold(text);
        let known = field.image.choices.iter().find(|choice| fold(choice.as_str()) == folded);
        known.map(|choice| choice.as_str().to_owned())
    };
    let value = match field.image.kind {
        FieldKind::YesNo => FieldValue::YesNo(yes_no(cell.text)?),
        FieldKind::Number => FieldValue::Text(row.number_in(cell)?.to_string()),
        FieldKind::Date => FieldValue::Text(row.day_in(cell)?.to_string()),
        FieldKind::Choice => FieldValue::Text(choice(cell.text)?),
        FieldKind::Choices => {
            let chosen = cell.text.split([',', ';']).map(str::trim).filter(|text| !text.is_empty());
            FieldValue::Choices(chosen.map(choice).collect::<Option<_>>()?)
        }
        FieldKind::Url if !cell.text.contains("://") => FieldValue::Text(format!("https://{}", cell.text)),
        FieldKind::Url | FieldKind::Text => FieldValue::Text(cell.text.to_owned()),
    };
    field.value(value).ok()
}

/// Custom values as a record keeps them, without asking for those that are required.
pub fn plain(changes: &CustomChanges) -> CustomValues {
    changes.iter().filter_map(|(id, value)| value.clone().map(|value| (*id, value))).collect()
}
