-- Follow-ups, quotes, what is forgotten, mails and the price list can be looked at as somebody likes to see them, too.
alter table saved_views drop constraint saved_views_list_check;
alter table saved_views add constraint saved_views_list_check
  check (list in ('accounts', 'contacts', 'leads', 'deals', 'board', 'follow_ups', 'quotes', 'forgotten', 'mails',
                  'products'));
