-- The customer of the account in which this one's account ended. While it says one, the customer is not offered.
alter table customers add column merged_into uuid;
