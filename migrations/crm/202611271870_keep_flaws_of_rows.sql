-- What is wrong with how a row is written in its file, such as a quotation mark that is never closed, so that it is said of the row.
alter table import_rows add column flaw jsonb;
