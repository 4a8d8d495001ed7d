-- Sequences of mails and tasks. How one is set up always travels whole, so it is one value.
create table sequences (
  org_id       uuid        not null,
  sequence_id  uuid        not null,
  version      bigint      not null,
  image        jsonb       not null,
  sort_name    text collate "C" not null,
  status       text        not null check (status in ('draft', 'active', 'paused', 'archived')),
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  constraint sequences_pkey primary key (org_id, sequence_id)
);
create index sequences_name_idx on sequences (org_id, sort_name, sequence_id);
select protect_tenant_table('sequences');

-- What was published; never changed. Whoever was enrolled goes through the version of that day.
create table sequence_versions (
  org_id        uuid        not null,
  sequence_id   uuid        not null,
  version_no    integer     not null check (version_no > 0),
  steps         jsonb       not null,
  published_at  timestamptz not null,
  published_by  text        not null,
  constraint sequence_versions_pkey primary key (org_id, sequence_id, version_no),
  constraint sequence_versions_sequence_fkey foreign key (org_id, sequence_id) references sequences (org_id, sequence_id)
);
select protect_tenant_table('sequence_versions');

-- Who goes through which sequence. While a mail of it is under way, that mail decides when it goes on.
create table enrolments (
  org_id            uuid        not null,
  enrolment_id      uuid        not null,
  version           bigint      not null,
  sequence_id       uuid        not null,
  sequence_version  integer     not null,
  person            jsonb       not null,
  person_id         uuid        not null,
  deal_id           uuid,
  owner_id          uuid,
  time_zone         text,
  status            text        not null check (status in ('active', 'finished', 'exited')),
  steps_done        integer     not null check (steps_done >= 0),
  due_at            timestamptz,
  waiting_mail_id   uuid,
  last_mail_id      uuid,
  enrolled_at       timestamptz not null,
  enrolled_by       text        not null,
  ended_at          timestamptz,
  exit_reason       text,
  exit_detail       text,
  updated_at        timestamptz not null,
  constraint enrolments_pkey primary key (org_id, enrolment_id),
  constraint enrolments_version_fkey foreign key (org_id, sequence_id, sequence_version)
    references sequence_versions (org_id, sequence_id, version_no),
  constraint enrolments_ended_check check ((status = 'active') = (ended_at is null)),
  constraint enrolments_exit_check check ((status = 'exited') = (exit_reason is not null))
);
-- Nobody is in the same sequence twice at a time.
create unique index enrolments_active_key on enrolments (org_id, sequence_id, person_id) where status = 'active';
create index enrolments_due_idx on enrolments (org_id, due_at, enrolment_id) where status = 'active' and waiting_mail_id is null;
create index enrolments_person_idx on enrolments (org_id, person_id);
create index enrolments_list_idx on enrolments (org_id, enrolled_at desc, enrolment_id desc);
create index enrolments_sequence_idx on enrolments (org_id, sequence_id, enrolled_at desc, enrolment_id desc);
select protect_tenant_table('enrolments');
