-- Whatever list somebody filters can be looked at as they like to see it, those of other services too.
alter table saved_views drop constraint saved_views_list_check;
alter table saved_views add constraint saved_views_list_check
  check (list in ('accounts', 'contacts', 'leads', 'deals', 'board', 'follow_ups', 'quotes', 'forgotten', 'mails', 'products',
                  'consents', 'merges', 'suppressions', 'suspected', 'invoices', 'payments', 'customers', 'schedules', 'projects',
                  'people', 'claims'));
