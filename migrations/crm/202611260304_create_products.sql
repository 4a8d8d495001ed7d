-- What the organisation sells and for how much. Prices always travel whole with their product.
create table products (
  org_id       uuid         not null,
  product_id   uuid         not null,
  version      bigint       not null,
  name         text         not null,
  sort_name    text         collate "C" not null,
  code         text,
  description  text,
  unit         text         not null,
  billing      text         not null check (billing in ('fixed', 'time_and_materials', 'retainer', 'one_off')),
  vat_rate     numeric(5,2) not null,
  prices       jsonb        not null,
  archived_at  timestamptz,
  created_at   timestamptz  not null,
  updated_at   timestamptz  not null,
  constraint products_pkey primary key (org_id, product_id),
  constraint products_code_key unique (org_id, code)
);
create index products_name_idx on products (org_id, sort_name, product_id);
select protect_tenant_table('products');
