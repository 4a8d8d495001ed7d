// Generated from openapi.json by `npm run api`. Do not edit.
export interface paths {
    "/api/billing/v1/changes/{aggregate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, and when: the history of one thing, whatever its kind
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_changes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers by name
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_customers_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/customers/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One customer
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_customers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Agree on other payment terms
         * @description Needs the permission `billing:invoice:write`.
         */
        patch: operations["billing_customers_update"];
        trace?: never;
    };
    "/api/billing/v1/customers/{customer_id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invoices and payments of a customer
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_receivables_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invoices
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_invoices_list"];
        put?: never;
        /**
         * Draft an invoice by hand
         * @description Needs the permission `billing:invoice:write`.
         */
        post: operations["billing_invoices_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/invoices/from-work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draft an invoice from unbilled work
         * @description Needs the permission `billing:invoice:write`.
         */
        post: operations["billing_invoices_draft_from_work"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/invoices/{invoice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One invoice
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_invoices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rewrite the lines of a draft
         * @description Needs the permission `billing:invoice:write`.
         */
        patch: operations["billing_invoices_rewrite"];
        trace?: never;
    };
    "/api/billing/v1/invoices/{invoice_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Throw a draft away
         * @description Needs the permission `billing:invoice:write`.
         */
        post: operations["billing_invoices_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/invoices/{invoice_id}/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Number a draft and make it final
         * @description Needs the permission `billing:invoice:issue`.
         */
        post: operations["billing_invoices_issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/operations/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the consumers and what blocks them
         * @description Needs the permission `operations:read`.
         */
        get: operations["billing_operations_consumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events that could not be applied
         * @description Needs the permission `operations:read`.
         */
        get: operations["billing_operations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/operations/dead-letters/{dead_letter_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a dead letter up, with a reason
         * @description Needs the permission `operations:manage`.
         */
        post: operations["billing_operations_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/operations/dead-letters/{dead_letter_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a dead letter and what is parked behind it
         * @description Needs the permission `operations:manage`.
         */
        post: operations["billing_operations_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/operations/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many events wait to be published, and since when
         * @description Needs the permission `operations:read`.
         */
        get: operations["billing_operations_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payments, last received first
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_payments_list"];
        put?: never;
        /**
         * Register money that came in
         * @description Needs the permission `billing:payment:register`.
         */
        post: operations["billing_payments_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/payments/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One payment
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_payments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/payments/{payment_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply credit to invoices
         * @description Needs the permission `billing:payment:register`.
         */
        post: operations["billing_payments_apply_credit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/receivables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What customers owe, by days past due
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_receivables_receivables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schedules, newest first
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_schedules_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/schedules/{schedule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One schedule
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_schedules_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/schedules/{schedule_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a frozen schedule
         * @description Needs the permission `billing:invoice:write`.
         */
        post: operations["billing_schedules_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/schedules/{schedule_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a frozen schedule go on
         * @description Needs the permission `billing:invoice:write`.
         */
        post: operations["billing_schedules_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find customers by a part of their name and invoices by a part of their number
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_search_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Control totals
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_receivables_totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Billable work, oldest first
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_work_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/v1/work/{billable_item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One piece of billable work
         * @description Needs the permission `billing:read`.
         */
        get: operations["billing_work_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_accounts_list"];
        put?: never;
        /**
         * Record an account
         * @description Needs the permission `crm:account:write`.
         */
        post: operations["crm_accounts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an account
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account
         * @description Needs the permission `crm:account:write`.
         */
        patch: operations["crm_accounts_update"];
        trace?: never;
    };
    "/api/crm/v1/accounts/{account_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files beside an account, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_attachments_of_account"];
        put?: never;
        /**
         * Keep a file beside an account: the body is the file
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_attachments_attach_to_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/accounts/{account_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let another account end in this one
         * @description Needs the permission `crm:account:write`.
         */
        post: operations["crm_merges_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/accounts/{account_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what happened with an account, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_timeline_of_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List activities, latest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_activities_list"];
        put?: never;
        /**
         * Write down a note, call, meeting, mail or hand-over
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_activities_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/activities/{activity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an activity
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_activities_get"];
        put?: never;
        post?: never;
        /**
         * Remove what an activity says
         * @description Needs the permission `crm:activity:write`.
         */
        delete: operations["crm_activities_remove"];
        options?: never;
        head?: never;
        /**
         * Correct an activity
         * @description Needs the permission `crm:activity:write`.
         */
        patch: operations["crm_activities_update"];
        trace?: never;
    };
    "/api/crm/v1/activities/{activity_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files beside an activity, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_attachments_of_activity"];
        put?: never;
        /**
         * Keep a file beside an activity: the body is the file
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_attachments_attach_to_activity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file itself
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_attachments_download"];
        put?: never;
        post?: never;
        /**
         * Remove a file
         * @description Needs the permission `crm:activity:write`.
         */
        delete: operations["crm_attachments_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/calendar-feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show whether the caller's calendar has an address
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_calendars_show"];
        put?: never;
        /**
         * Give the caller's calendar a new address; one it had stops working
         * @description Needs the permission `crm:read`.
         */
        post: operations["crm_calendars_rotate"];
        /**
         * Take the address of the caller's calendar away
         * @description Needs the permission `crm:read`.
         */
        delete: operations["crm_calendars_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/changes/{aggregate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, and when: the history of one thing, whatever its kind
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_changes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_contacts_list"];
        put?: never;
        /**
         * Record a contact
         * @description Needs the permission `crm:contact:write`.
         */
        post: operations["crm_contacts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/contacts/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a contact
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_contacts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description Needs the permission `crm:contact:write`.
         */
        patch: operations["crm_contacts_update"];
        trace?: never;
    };
    "/api/crm/v1/contacts/{contact_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files beside a contact, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_attachments_of_contact"];
        put?: never;
        /**
         * Keep a file beside a contact: the body is the file
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_attachments_attach_to_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/contacts/{contact_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let another contact end in this one
         * @description Needs the permission `crm:contact:write`.
         */
        post: operations["crm_merges_contacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/contacts/{contact_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what happened with a contact, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_timeline_of_contact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/custom-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the custom fields
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_custom_fields_list"];
        put?: never;
        /**
         * Define a custom field
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_custom_fields_define"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/custom-fields/{field_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a custom field
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_custom_fields_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or archive a custom field
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_custom_fields_update"];
        trace?: never;
    };
    "/api/crm/v1/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deals
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_deals_list"];
        put?: never;
        /**
         * Open a deal
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_deals_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/deals/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do the same to many deals
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_deals_bulk_act"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/deals/{deal_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a deal with its past and what became of it
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_deals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a deal
         * @description Needs the permission `crm:deal:write`.
         */
        patch: operations["crm_deals_update"];
        trace?: never;
    };
    "/api/crm/v1/deals/{deal_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the files beside a deal, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_attachments_of_deal"];
        put?: never;
        /**
         * Keep a file beside a deal: the body is the file
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_attachments_attach_to_deal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/deals/{deal_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how long a deal stayed in which stage
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_deals_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/deals/{deal_id}/lose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lose a deal
         * @description Needs the permission `crm:deal:close`.
         */
        post: operations["crm_deals_lose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/deals/{deal_id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a deal to another stage
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_deals_move_to"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/deals/{deal_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a closed deal again
         * @description Needs the permission `crm:deal:close`.
         */
        post: operations["crm_deals_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/deals/{deal_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what happened with a deal, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_timeline_of_deal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/deals/{deal_id}/win": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Win a deal
         * @description Needs the permission `crm:deal:close`.
         */
        post: operations["crm_deals_win"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find what may be the same as somebody or some company
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_duplicates_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exchange-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exchange rates, the newest day first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_exchange_rates_list"];
        put?: never;
        /**
         * Give the rate of a currency from a day on
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_exchange_rates_give"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exchange-rates/{exchange_rate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an exchange rate
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_exchange_rates_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Correct an exchange rate
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_exchange_rates_correct"];
        trace?: never;
    };
    "/api/crm/v1/follow-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List follow-ups
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_follow_ups_list"];
        put?: never;
        /**
         * Plan a follow-up
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_follow_ups_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/follow-ups/{follow_up_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a follow-up
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_follow_ups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a follow-up
         * @description Needs the permission `crm:activity:write`.
         */
        patch: operations["crm_follow_ups_update"];
        trace?: never;
    };
    "/api/crm/v1/follow-ups/{follow_up_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a follow-up
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_follow_ups_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/follow-ups/{follow_up_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a follow-up as done
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_follow_ups_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/follow-ups/{follow_up_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a closed follow-up again
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_follow_ups_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/follow-ups/{follow_up_id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a follow-up off
         * @description Needs the permission `crm:activity:write`.
         */
        post: operations["crm_follow_ups_snooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/forgotten": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List open deals that nobody looks after, with the reasons
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_forgotten_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/forgotten/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say after how many days a deal counts as forgotten
         * @description Needs the permission `identity:organization:manage`.
         */
        put: operations["crm_forgotten_keep_rules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List goals, the newest time first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_goals_list"];
        put?: never;
        /**
         * Set a goal for a member, a team or everybody
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_goals_set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/goals/{goal_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a goal
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_goals_get"];
        put?: never;
        post?: never;
        /**
         * Take a goal back
         * @description Needs the permission `crm:settings:manage`.
         */
        delete: operations["crm_goals_remove"];
        options?: never;
        head?: never;
        /**
         * Give a goal another amount
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_goals_update"];
        trace?: never;
    };
    "/api/crm/v1/lead-forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List forms
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_lead_forms_list"];
        put?: never;
        /**
         * Make a form
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_lead_forms_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/lead-forms/{lead_form_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a form
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_lead_forms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a form
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_lead_forms_update"];
        trace?: never;
    };
    "/api/crm/v1/lead-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how leads are scored and handed out
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_lead_settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how leads are scored and handed out
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_lead_settings_update"];
        trace?: never;
    };
    "/api/crm/v1/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List leads
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_leads_list"];
        put?: never;
        /**
         * Record a lead
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_leads_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a lead with its past
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_leads_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a lead
         * @description Needs the permission `crm:lead:write`.
         */
        patch: operations["crm_leads_update"];
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a lead to somebody
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_leads_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/convert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account, a contact and a deal of a lead
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_leads_convert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/disqualify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a lead up
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_leads_disqualify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find what may be the same as a lead
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_duplicates_of_lead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let another lead end in this one
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_merges_leads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/nurture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a lead wait for a day
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_leads_nurture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take up a lead that was given up
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_leads_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/respond": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record that a lead was answered
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_leads_respond"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/leads/{lead_id}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to work on a lead
         * @description Needs the permission `crm:lead:write`.
         */
        post: operations["crm_leads_work"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/loss-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the reasons deals are lost for
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_loss_reasons_list"];
        put?: never;
        /**
         * Add a loss reason
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_loss_reasons_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/loss-reasons/{loss_reason_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or archive a loss reason
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_loss_reasons_update"];
        trace?: never;
    };
    "/api/crm/v1/losses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lost deals by reason: how many, and how much
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_loss_reasons_losses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List those who may own accounts and deals
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_members_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List merges, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_merges_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/merges/{merge_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a merge
         * @description Needs the permission `crm:account:write`.
         */
        post: operations["crm_merges_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/my-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what waits for the caller today
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_my_day_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the caller was told, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_notifications_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark all the caller was told as read
         * @description Needs the permission `crm:read`.
         */
        post: operations["crm_notifications_read_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/notifications/{notification_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a notification as read
         * @description Needs the permission `crm:read`.
         */
        post: operations["crm_notifications_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/operations/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the consumers and what blocks them
         * @description Needs the permission `operations:read`.
         */
        get: operations["crm_operations_consumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events that could not be applied
         * @description Needs the permission `operations:read`.
         */
        get: operations["crm_operations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/operations/dead-letters/{dead_letter_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a dead letter up, with a reason
         * @description Needs the permission `operations:manage`.
         */
        post: operations["crm_operations_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/operations/dead-letters/{dead_letter_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a dead letter and what is parked behind it
         * @description Needs the permission `operations:manage`.
         */
        post: operations["crm_operations_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/operations/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many events wait to be published, and since when
         * @description Needs the permission `operations:read`.
         */
        get: operations["crm_operations_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/pipelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the pipelines with their stages
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_pipelines_list"];
        put?: never;
        /**
         * Set up a pipeline
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_pipelines_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/pipelines/{pipeline_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a pipeline with its stages
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_pipelines_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a pipeline and its stages
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_pipelines_update"];
        trace?: never;
    };
    "/api/crm/v1/pipelines/{pipeline_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a pipeline out of use
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_pipelines_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/pipelines/{pipeline_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a pipeline into use again
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_pipelines_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the price list by name
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_products_list"];
        put?: never;
        /**
         * Put a product on the price list
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_products_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/products/{product_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a product with its prices
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_products_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a product or its prices, or archive it
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_products_update"];
        trace?: never;
    };
    "/api/crm/v1/public/calendars/{calendar}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a calendar; its address is the proof
         * @description Needs no access token.
         */
        get: operations["crm_calendars_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/public/forms/{form_key}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a form
         * @description Needs no access token.
         */
        post: operations["crm_lead_forms_public_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/public/quotes/{quote_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a quote
         * @description Needs no access token.
         */
        get: operations["crm_quotes_public_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/public/quotes/{quote_key}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a quote
         * @description Needs no access token.
         */
        post: operations["crm_quotes_public_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/public/quotes/{quote_key}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline a quote
         * @description Needs no access token.
         */
        post: operations["crm_quotes_public_decline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/public/quotes/{quote_key}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a quote as the document that was sent
         * @description Needs no access token.
         */
        get: operations["crm_quotes_public_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/public/quotes/{quote_key}/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a quote is being read
         * @description Needs no access token.
         */
        post: operations["crm_quotes_public_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/quote-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how the organisation quotes
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_quotes_settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how the organisation quotes
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_quotes_settings_update"];
        trace?: never;
    };
    "/api/crm/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List quotes, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_quotes_list"];
        put?: never;
        /**
         * Begin a quote for a deal
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_quotes_write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/quotes/{quote_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a version of a quote
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_quotes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a draft
         * @description Needs the permission `crm:deal:write`.
         */
        patch: operations["crm_quotes_update"];
        trace?: never;
    };
    "/api/crm/v1/quotes/{quote_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the deal take the lines of an accepted quote
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_quotes_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/quotes/{quote_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make another address for the client
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_quotes_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/quotes/{quote_id}/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a version as the client reads it
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_quotes_offer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/quotes/{quote_id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The quote as a document
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_quotes_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/quotes/{quote_id}/revise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin another version of a quote
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_quotes_revise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/quotes/{quote_id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a draft what the client reads, for good
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_quotes_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/quotes/{quote_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a quote back
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_quotes_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find accounts, contacts, deals, leads, notes and mails by words of them
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_search_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the tags
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_tags_list"];
        put?: never;
        /**
         * Make a tag
         * @description Needs the permission `crm:deal:write`.
         */
        post: operations["crm_tags_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/tags/{tag_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a tag
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_tags_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename or recolour a tag
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_tags_update"];
        trace?: never;
    };
    "/api/crm/v1/tags/{tag_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge a tag into another one
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_tags_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the teams
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_teams_list"];
        put?: never;
        /**
         * Make a team
         * @description Needs the permission `crm:settings:manage`.
         */
        post: operations["crm_teams_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a team
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_teams_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename a team, change who is in it, or take it out of use
         * @description Needs the permission `crm:settings:manage`.
         */
        patch: operations["crm_teams_update"];
        trace?: never;
    };
    "/api/crm/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your saved views and those shared with everybody
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_saved_views_list"];
        put?: never;
        /**
         * Save a view of a list
         * @description Needs the permission `crm:read`.
         */
        post: operations["crm_saved_views_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/views/{view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a saved view
         * @description Needs the permission `crm:read`.
         */
        get: operations["crm_saved_views_get"];
        put?: never;
        post?: never;
        /**
         * Forget a saved view
         * @description Needs the permission `crm:read`.
         */
        delete: operations["crm_saved_views_delete"];
        options?: never;
        head?: never;
        /**
         * Change or share a saved view
         * @description Needs the permission `crm:read`.
         */
        patch: operations["crm_saved_views_update"];
        trace?: never;
    };
    "/api/crm/v1/views/{view_id}/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin with a saved view, or no longer
         * @description Needs the permission `crm:read`.
         */
        post: operations["crm_saved_views_set_default"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What projects may cost
         * @description Needs the permission `billing:read`.
         */
        get: operations["expenses_budgets_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The kinds of expenses
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_categories_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/changes/{aggregate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, and when: the history of one thing, whatever its kind
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_changes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Claims, the newest first; one's own unless one may see all
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_claims_list"];
        put?: never;
        /**
         * Begins a claim
         * @description Needs the permission `expenses:claim:write`.
         */
        post: operations["expenses_claims_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/claims/{claim_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A claim
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_claims_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a draft or rejected claim
         * @description Needs the permission `expenses:claim:write`.
         */
        patch: operations["expenses_claims_change"];
        trace?: never;
    };
    "/api/expenses/v1/claims/{claim_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves a claim: it is a cost
         * @description Needs the permission `expenses:claim:approve`.
         */
        post: operations["expenses_claims_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/claims/{claim_id}/lines/{line_id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hands in the receipt of a line: the body is the file
         * @description Needs the permission `expenses:claim:write`.
         */
        post: operations["expenses_receipts_attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/claims/{claim_id}/receipts/{receipt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of a receipt
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_receipts_download"];
        put?: never;
        post?: never;
        /**
         * Takes a receipt back while its claim is a draft or was sent back
         * @description Needs the permission `expenses:claim:write`.
         */
        delete: operations["expenses_receipts_detach"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/claims/{claim_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a claim back
         * @description Needs the permission `expenses:claim:approve`.
         */
        post: operations["expenses_claims_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/claims/{claim_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hands a claim in
         * @description Needs the permission `expenses:claim:write`.
         */
        post: operations["expenses_claims_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/cost-centers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cost centres by code
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_cost_centers_list"];
        put?: never;
        /**
         * Opens a cost centre
         * @description Needs the permission `expenses:cost_center:manage`.
         */
        post: operations["expenses_cost_centers_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/cost-centers/{cost_center_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A cost centre
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_cost_centers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Renames a cost centre, closes it or opens it again
         * @description Needs the permission `expenses:cost_center:manage`.
         */
        patch: operations["expenses_cost_centers_change"];
        trace?: never;
    };
    "/api/expenses/v1/operations/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the consumers and what blocks them
         * @description Needs the permission `operations:read`.
         */
        get: operations["expenses_operations_consumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events that could not be applied
         * @description Needs the permission `operations:read`.
         */
        get: operations["expenses_operations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/operations/dead-letters/{dead_letter_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a dead letter up, with a reason
         * @description Needs the permission `operations:manage`.
         */
        post: operations["expenses_operations_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/operations/dead-letters/{dead_letter_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a dead letter and what is parked behind it
         * @description Needs the permission `operations:manage`.
         */
        post: operations["expenses_operations_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/operations/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many events wait to be published, and since when
         * @description Needs the permission `operations:read`.
         */
        get: operations["expenses_operations_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find claims by a part of their title; one's own unless one may see all
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_search_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/expenses/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the organisation decides about expenses
         * @description Needs the permission `expenses:read`.
         */
        get: operations["expenses_settings_get"];
        /**
         * Decides anew
         * @description Needs the permission `expenses:cost_center:manage`.
         */
        put: operations["expenses_settings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API keys
         * @description Needs the permission `identity:api_key:manage`.
         */
        get: operations["identity_api_keys_list"];
        put?: never;
        /**
         * Make an API key
         * @description Needs the permission `identity:api_key:manage`.
         */
        post: operations["identity_api_keys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/api-keys/{api_key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Needs the permission `identity:api_key:manage`.
         */
        delete: operations["identity_api_keys_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/changes/{aggregate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, and when: the history of one thing, whatever its kind
         * @description Needs the permission `identity:member:read`.
         */
        get: operations["identity_changes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in */
        post: operations["identity_sessions_log_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log out */
        post: operations["identity_sessions_log_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members
         * @description Needs the permission `identity:member:read`.
         */
        get: operations["identity_members_list"];
        put?: never;
        /**
         * Add a member
         * @description Needs the permission `identity:member:manage`.
         */
        post: operations["identity_members_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a member
         * @description Needs the permission `identity:member:read`.
         */
        get: operations["identity_members_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or remove a member
         * @description Needs the permission `identity:member:manage`.
         */
        patch: operations["identity_members_update"];
        trace?: never;
    };
    "/api/identity/v1/operations/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the consumers and what blocks them
         * @description Needs the permission `operations:read`.
         */
        get: operations["identity_operations_consumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events that could not be applied
         * @description Needs the permission `operations:read`.
         */
        get: operations["identity_operations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/operations/dead-letters/{dead_letter_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a dead letter up, with a reason
         * @description Needs the permission `operations:manage`.
         */
        post: operations["identity_operations_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/operations/dead-letters/{dead_letter_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a dead letter and what is parked behind it
         * @description Needs the permission `operations:manage`.
         */
        post: operations["identity_operations_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/operations/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many events wait to be published, and since when
         * @description Needs the permission `operations:read`.
         */
        get: operations["identity_operations_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one's organisation
         * @description Needs the permission `identity:member:read`.
         */
        get: operations["identity_organizations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one's organisation
         * @description Needs the permission `identity:organization:manage`.
         */
        patch: operations["identity_organizations_update"];
        trace?: never;
    };
    "/api/identity/v1/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's password */
        post: operations["identity_sessions_change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I, and what may I do */
        get: operations["identity_sessions_who_am_i"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/signup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign an organisation up */
        post: operations["identity_sessions_sign_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get an access token for a session or an API key */
        post: operations["identity_sessions_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/v1/maven": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a sales pipeline from CSV */
        post: operations["imports_imports_begin_maven"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/v1/maven/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an import is */
        get: operations["imports_imports_show_maven"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/v1/maven/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of every row, as CSV */
        get: operations["imports_imports_rows_maven"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear of changes as they happen
         * @description Server-sent events. `change` says that something changed that the caller may read; its data is described here. `reset`, with the data `{}`, says that some changes cannot be told: fetch again what is shown. With `Last-Event-ID` what was missed comes first. The connection ends when the session does or when roles change.
         */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/changes/{aggregate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, and when: the history of one thing, whatever its kind
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_changes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List questions that wait for a person, oldest first
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_decisions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/decisions/{decision_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide how the project goes on
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_decisions_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/operations/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the consumers and what blocks them
         * @description Needs the permission `operations:read`.
         */
        get: operations["projects_operations_consumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events that could not be applied
         * @description Needs the permission `operations:read`.
         */
        get: operations["projects_operations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/operations/dead-letters/{dead_letter_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a dead letter up, with a reason
         * @description Needs the permission `operations:manage`.
         */
        post: operations["projects_operations_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/operations/dead-letters/{dead_letter_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a dead letter and what is parked behind it
         * @description Needs the permission `operations:manage`.
         */
        post: operations["projects_operations_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/operations/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many events wait to be published, and since when
         * @description Needs the permission `operations:read`.
         */
        get: operations["projects_operations_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List people by name
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_people_list"];
        put?: never;
        /**
         * Record a person
         * @description Needs the permission `projects:person:manage`.
         */
        post: operations["projects_people_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/people/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a person
         * @description Needs the permission `projects:person:manage`.
         */
        patch: operations["projects_people_change"];
        trace?: never;
    };
    "/api/projects/v1/people/{person_id}/cost-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what an hour of a person costs from a day on
         * @description Needs the permission `projects:person:manage`.
         */
        post: operations["projects_people_set_cost_rate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_projects_list"];
        put?: never;
        /**
         * Open a project that no deal is behind
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_projects_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A project with its milestones and tasks
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_projects_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the name, budget or first day of a project
         * @description Needs the permission `projects:project:write`.
         */
        patch: operations["projects_projects_change"];
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a project up
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_projects_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a project is done
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_projects_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a project until a person decides
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_projects_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}/milestones/{milestone_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a milestone is reached
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_projects_work_complete_milestone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}/milestones/{milestone_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a milestone was not reached after all
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_projects_work_reopen_milestone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a project that was stopped or cancelled
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_projects_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a task to a project
         * @description Needs the permission `projects:project:write`.
         */
        post: operations["projects_projects_work_add_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/projects/{project_id}/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or finish a task
         * @description Needs the permission `projects:project:write`.
         */
        patch: operations["projects_projects_work_change_task"];
        trace?: never;
    };
    "/api/projects/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find projects and people by a part of their name
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_search_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/time-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List time entries, latest work first
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_time_list"];
        put?: never;
        /**
         * Log time
         * @description Needs the permission `projects:time:log`.
         */
        post: operations["projects_time_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/time-entries/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve several entries, all or none
         * @description Needs the permission `projects:time:approve`.
         */
        post: operations["projects_time_review_approve_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/time-entries/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit several entries, all or none
         * @description Needs the permission `projects:time:log`.
         */
        post: operations["projects_time_review_submit_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/time-entries/{time_entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A time entry
         * @description Needs the permission `projects:read`.
         */
        get: operations["projects_time_get"];
        put?: never;
        post?: never;
        /**
         * Delete a draft
         * @description Needs the permission `projects:time:log`.
         */
        delete: operations["projects_time_delete"];
        options?: never;
        head?: never;
        /**
         * Change a draft or rejected entry
         * @description Needs the permission `projects:time:log`.
         */
        patch: operations["projects_time_change"];
        trace?: never;
    };
    "/api/projects/v1/time-entries/{time_entry_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an entry
         * @description Needs the permission `projects:time:approve`.
         */
        post: operations["projects_time_review_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/time-entries/{time_entry_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an entry back
         * @description Needs the permission `projects:time:approve`.
         */
        post: operations["projects_time_review_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/v1/time-entries/{time_entry_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit an entry
         * @description Needs the permission `projects:time:log`.
         */
        post: operations["projects_time_review_submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The postings that sum to a figure, each with the event it comes from
         * @description Needs the permission `reporting:read`.
         */
        get: operations["reporting_explain_explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What open deals may bring, by month and by three kinds of odds
         * @description Needs the permission `crm:read`.
         */
        get: operations["reporting_forecast_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/forecast/accuracy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was forecast 4, 8 and 12 weeks before against what came
         * @description Needs the permission `crm:read`.
         */
        get: operations["reporting_forecast_accuracy_score"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/forecast/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The deals that sum to a forecast, or that must be mended first
         * @description Needs the permission `crm:read`.
         */
        get: operations["reporting_forecast_deals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/forecast/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far goals are
         * @description Needs the permission `crm:read`.
         */
        get: operations["reporting_forecast_goals_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/forecast/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was forecast week by week
         * @description Needs the permission `crm:read`.
         */
        get: operations["reporting_forecast_snapshots_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/operations/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the consumers and what blocks them
         * @description Needs the permission `operations:read`.
         */
        get: operations["reporting_operations_consumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events that could not be applied
         * @description Needs the permission `operations:read`.
         */
        get: operations["reporting_operations_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/operations/dead-letters/{dead_letter_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a dead letter up, with a reason
         * @description Needs the permission `operations:manage`.
         */
        post: operations["reporting_operations_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/operations/dead-letters/{dead_letter_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a dead letter and what is parked behind it
         * @description Needs the permission `operations:manage`.
         */
        post: operations["reporting_operations_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/operations/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many events wait to be published, and since when
         * @description Needs the permission `operations:read`.
         */
        get: operations["reporting_operations_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/reports/margin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Revenue, costs and margin by project or customer
         * @description Needs the permission `reporting:read`.
         */
        get: operations["reporting_reports_margin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/reports/order-book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Won deals
         * @description Needs the permission `reporting:read`.
         */
        get: operations["reporting_reports_order_book"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/reports/pipeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open deals by stage
         * @description Needs the permission `reporting:read`.
         */
        get: operations["reporting_reports_pipeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/reports/receivables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What customers owe
         * @description Needs the permission `reporting:read`.
         */
        get: operations["reporting_reports_receivables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/reports/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The balance of every account: a trial balance
         * @description Needs the permission `reporting:read`.
         */
        get: operations["reporting_reports_totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/reports/unbilled-work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Delivered and not yet invoiced, by project
         * @description Needs the permission `reporting:read`.
         */
        get: operations["reporting_reports_unbilled_work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reporting/v1/trace/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The chain of events with this correlation id, or that a deal, project, invoice ... takes part in
         * @description Needs the permission `reporting:read`.
         */
        get: operations["reporting_trace_trace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports, newest first
         * @description Needs the permission `crm:read`.
         */
        get: operations["imports_list"];
        put?: never;
        /**
         * Receive a file to be imported: the body is the file
         * @description Needs the permission `crm:import`.
         */
        post: operations["imports_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an import
         * @description Needs the permission `crm:read`.
         */
        get: operations["imports_get"];
        put?: never;
        post?: never;
        /**
         * Throw away an import that was never run
         * @description Needs the permission `crm:import`.
         */
        delete: operations["imports_discard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/read-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the file in another way
         * @description Needs the permission `crm:import`.
         */
        post: operations["imports_read_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say what the columns of a file mean
         * @description Needs the permission `crm:import`.
         */
        put: operations["imports_set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what the values of columns are taken for
         * @description Needs the permission `crm:read`.
         */
        get: operations["imports_values"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try out every row, without writing anything
         * @description Needs the permission `crm:import`.
         */
        post: operations["imports_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make records of the rows, or go on with it
         * @description Needs the permission `crm:import`.
         */
        post: operations["imports_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop what is being done
         * @description Needs the permission `crm:import`.
         */
        post: operations["imports_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what an import did
         * @description Needs the permission `crm:import`.
         */
        post: operations["imports_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rows with what became of each
         * @description Needs the permission `crm:read`.
         */
        get: operations["imports_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was done to records
         * @description Needs the permission `crm:read`.
         */
        get: operations["imports_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/imports/{import_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every row with what became of it, as CSV
         * @description Needs the permission `crm:read`.
         */
        get: operations["imports_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/accounts.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of accounts as CSV
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_accounts_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/accounts.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of accounts as a workbook
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_accounts_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/contacts.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of contacts as CSV
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_contacts_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/contacts.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of contacts as a workbook
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_contacts_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/deals.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of deals as CSV
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_deals_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/deals.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of deals as a workbook
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_deals_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/leads.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of leads as CSV
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_leads_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/leads.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of leads as a workbook
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_leads_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/activities.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of activities as CSV
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_activities_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/crm/v1/exports/activities.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A list of activities as a workbook
         * @description Needs the permission `crm:export`.
         */
        get: operations["exports_activities_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The client says yes. */
        AcceptQuote: {
            /**
             * @description The optional lines that are chosen.
             * @default []
             */
            chosen?: string[];
            /**
             * Name
             * @description Who accepts.
             */
            name: string;
            /**
             * QuoteId
             * Format: uuid
             * @description The version that was read.
             */
            quote_id: string;
        };
        /** @description A company we sell to, or might. */
        Account: {
            /**
             * AccountId
             * Format: uuid
             * @description Its id.
             */
            account_id: string;
            /** @description Yearly revenue, when known. */
            annual_revenue?: components["schemas"]["Money"] | null;
            /**
             * CountryCode
             * @description Country of its seat.
             * @example HU
             */
            country?: string | null;
            /**
             * @description Values of custom fields.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /**
             * Format: int32
             * @description Number of people who work there.
             */
            employees?: number | null;
            /**
             * Format: int16
             * @description Year it was founded.
             */
            founded_year?: number | null;
            /**
             * Name
             * @description Line of business.
             */
            industry?: string | null;
            /**
             * Name
             * @description Name of the company.
             */
            name: string;
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who looks after it.
             */
            owner_id?: string | null;
            /**
             * AccountId
             * Format: uuid
             * @description The company it is a subsidiary of.
             */
            parent_id?: string | null;
            /**
             * @description Its tags.
             * @default []
             */
            tags?: string[];
            /**
             * TaxNumber
             * @description Tax number as printed on invoices.
             * @example HU12345676
             */
            tax_number?: string | null;
            /**
             * Name
             * @description Web address.
             */
            website?: string | null;
        };
        /** @description An account that was just recorded, with what it may be a duplicate of. It was recorded all the same: a person decides. */
        AccountRecorded: {
            /**
             * AccountId
             * Format: uuid
             * @description Its id.
             */
            account_id: string;
            /** @description Yearly revenue, when known. */
            annual_revenue?: components["schemas"]["Money"] | null;
            /**
             * CountryCode
             * @description Country of its seat.
             * @example HU
             */
            country?: string | null;
            /**
             * @description Values of custom fields.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /** @description Accounts that may be the same. */
            duplicates: components["schemas"]["DuplicateCandidate"][];
            /**
             * Format: int32
             * @description Number of people who work there.
             */
            employees?: number | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from.
             */
            external_ref?: string | null;
            /**
             * Format: int16
             * @description Year it was founded.
             */
            founded_year?: number | null;
            /**
             * Name
             * @description Line of business.
             */
            industry?: string | null;
            /**
             * AccountId
             * Format: uuid
             * @description The account it was merged into; go on with that one.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description Name of the company.
             */
            name: string;
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who looks after it.
             */
            owner_id?: string | null;
            /**
             * AccountId
             * Format: uuid
             * @description The company it is a subsidiary of.
             */
            parent_id?: string | null;
            /**
             * @description Its tags.
             * @default []
             */
            tags?: string[];
            /**
             * TaxNumber
             * @description Tax number as printed on invoices.
             * @example HU12345676
             */
            tax_number?: string | null;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Name
             * @description Web address.
             */
            website?: string | null;
        };
        /** @description An account. */
        AccountView: {
            /**
             * AccountId
             * Format: uuid
             * @description Its id.
             */
            account_id: string;
            /** @description Yearly revenue, when known. */
            annual_revenue?: components["schemas"]["Money"] | null;
            /**
             * CountryCode
             * @description Country of its seat.
             * @example HU
             */
            country?: string | null;
            /**
             * @description Values of custom fields.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /**
             * Format: int32
             * @description Number of people who work there.
             */
            employees?: number | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from.
             */
            external_ref?: string | null;
            /**
             * Format: int16
             * @description Year it was founded.
             */
            founded_year?: number | null;
            /**
             * Name
             * @description Line of business.
             */
            industry?: string | null;
            /**
             * AccountId
             * Format: uuid
             * @description The account it was merged into; go on with that one.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description Name of the company.
             */
            name: string;
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who looks after it.
             */
            owner_id?: string | null;
            /**
             * AccountId
             * Format: uuid
             * @description The company it is a subsidiary of.
             */
            parent_id?: string | null;
            /**
             * @description Its tags.
             * @default []
             */
            tags?: string[];
            /**
             * TaxNumber
             * @description Tax number as printed on invoices.
             * @example HU12345676
             */
            tax_number?: string | null;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Name
             * @description Web address.
             */
            website?: string | null;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        AccountViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["AccountView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description How good forecasts were. */
        Accuracy: {
            /**
             * Currency
             * @description The currency of all amounts.
             * @example EUR
             */
            currency: string;
            /** @description Month by month, those of which something was said. */
            items: components["schemas"]["MonthScore"][];
            /** @description Over all of them. */
            measures: components["schemas"]["AccuracyMeasure"][];
        };
        /** @description Which months. */
        AccuracyAsked: {
            /**
             * Month
             * @description First month; eleven before the last when left out.
             * @example 2026-03
             */
            from?: string | null;
            /** @description Whose deals; `none` for nobody's. */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Of which pipeline.
             */
            pipeline_id?: string | null;
            /**
             * TeamId
             * Format: uuid
             * @description Of whose members, as they are now.
             */
            team_id?: string | null;
            /**
             * Month
             * @description Last month, one that has ended; the one before this when left out.
             * @example 2026-03
             */
            to?: string | null;
        };
        /** @description How good a figure was over all months. */
        AccuracyMeasure: {
            /** @description Which figure. */
            column: components["schemas"]["ForecastColumn"];
            /** @description The mean of the errors without signs. */
            mean_absolute_error: components["schemas"]["Money"];
            /** @description The mean of the errors, with their signs: whether too much or too little is promised. */
            mean_error: components["schemas"]["Money"];
            /**
             * Format: uint
             * @description How many months.
             */
            months: number;
            /**
             * Format: uint32
             * @description So many weeks before the months began.
             */
            weeks_before: number;
            /** @description The sum of the errors without signs in percent of what came, with one decimal; none when nothing came. */
            weighted_error_percent?: string | number | null;
        };
        /** @description How a project goes on. */
        Action: "cancel" | "resume" | "complete";
        /** @description Something that was done with or for a client. */
        Activity: {
            /** @description What it is about. */
            about: components["schemas"]["Subject"][];
            /**
             * ActivityId
             * Format: uuid
             * @description Its id.
             */
            activity_id: string;
            /**
             * MemberId
             * Format: uuid
             * @description Who wrote it down; none for programs.
             */
            author_id?: string | null;
            /** @description What it says; none once it was removed. */
            content?: components["schemas"]["ActivityContent"] | null;
            /**
             * Format: date-time
             * @description When it took place, or will.
             */
            happened_at: string;
            /** @description What kind it is; told even when it was removed. */
            kind: components["schemas"]["ActivityKind"];
            /** @description Colleagues it is brought to the notice of. */
            mentions: string[];
        };
        /** @description What was noted, said, written or agreed. */
        ActivityContent: {
            /** @constant */
            kind: "note";
            /**
             * Note
             * @description What.
             */
            text: string;
        } | {
            /** @description Who called. */
            direction: components["schemas"]["Direction"];
            /**
             * Format: int32
             * @description How long it took.
             */
            duration_minutes?: number | null;
            /** @constant */
            kind: "call";
            /** @description What came of it. */
            outcome: components["schemas"]["CallOutcome"];
            /**
             * Note
             * @description What was said.
             */
            text?: string | null;
        } | {
            /**
             * Format: date-time
             * @description When it ends.
             */
            ends_at?: string | null;
            /** @constant */
            kind: "meeting";
            /** @description Colleagues who take part. */
            members: string[];
            /**
             * Name
             * @description Where.
             */
            place?: string | null;
            /**
             * Note
             * @description Agenda before, minutes after.
             */
            text?: string | null;
            /**
             * Name
             * @description What it is about.
             */
            title: string;
        } | {
            /** @description Who wrote. */
            direction: components["schemas"]["Direction"];
            /** @constant */
            kind: "email";
            /**
             * Name
             * @description Its Message-ID (RFC 5322, without the angle brackets).
             */
            message_id?: string | null;
            /**
             * Name
             * @description Its subject line.
             */
            subject: string;
            /**
             * Note
             * @description What it says.
             */
            text?: string | null;
        } | {
            /**
             * MemberId
             * Format: uuid
             * @description Who gives it up.
             */
            from_id?: string | null;
            /** @constant */
            kind: "hand_over";
            /**
             * Note
             * @description What is open.
             */
            open?: string | null;
            /**
             * Note
             * @description What was promised to the client.
             */
            promised?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Who takes over.
             */
            to_id: string;
        };
        /** @description What kind of activity it is. */
        ActivityKind: "note" | "call" | "meeting" | "email" | "hand_over";
        /** @description An activity. */
        ActivityView: {
            /** @description What it is about. */
            about: components["schemas"]["Subject"][];
            /**
             * ActivityId
             * Format: uuid
             * @description Its id.
             */
            activity_id: string;
            /**
             * MemberId
             * Format: uuid
             * @description Who wrote it down; none for programs.
             */
            author_id?: string | null;
            /** @description What it says; none once it was removed. */
            content?: components["schemas"]["ActivityContent"] | null;
            /**
             * Format: date-time
             * @description When it took place, or will.
             */
            happened_at: string;
            /** @description What kind it is; told even when it was removed. */
            kind: components["schemas"]["ActivityKind"];
            /** @description Colleagues it is brought to the notice of. */
            mentions: string[];
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ActivityViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ActivityView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        AddMember: {
            /**
             * Email
             * Format: email
             */
            email: string;
            /**
             * Name
             * @description Name of the person; not used when they have a log-in already.
             */
            name: string;
            /** @description First password, at least ten characters; made up when left out. Not used when they have a log-in already. */
            password?: string | null;
            /** RoleSet */
            roles: ("owner" | "admin" | "sales" | "project_manager" | "finance" | "employee" | "auditor")[];
        };
        /** @description A new loss reason. */
        AddReason: {
            /** Name */
            name: string;
            /**
             * Format: int16
             * @description Its place; after the others when left out.
             */
            position?: number | null;
        };
        /** @description A task to add. */
        AddTask: {
            /** @description How its time is billed. */
            billing: components["schemas"]["Billing"];
            /**
             * DealLineId
             * Format: uuid
             * @description The line of the project's deal it belongs to.
             * @default null
             */
            deal_line_id?: string | null;
            /**
             * Name
             * @description What there is to do.
             */
            name: string;
            /**
             * Hours
             * @description Hours planned; none when left out.
             * @default 0
             * @example 7.5
             */
            planned_hours?: string;
        };
        /** @description A new member, and the password to hand over when one was made up. */
        AddedMember: {
            active: boolean;
            /**
             * Email
             * Format: email
             */
            email: string;
            /** @description Shown this once only, not again when the request is repeated. */
            initial_password?: string | null;
            /**
             * MemberId
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** RoleSet */
            roles: ("owner" | "admin" | "sales" | "project_manager" | "finance" | "employee" | "auditor")[];
            /**
             * UserId
             * Format: uuid
             */
            user_id: string;
            /** Format: int64 */
            version: number;
        };
        /** @description What a customer owes in one currency, by days past due. */
        Aged: {
            /**
             * CustomerId
             * Format: uuid
             * @description Who owes.
             */
            customer_id: string;
            /**
             * Name
             * @description Name of the customer.
             */
            customer_name: string;
            /** @description Due for 1 to 30 days. */
            days_1_30: components["schemas"]["Money"];
            /** @description Due for 31 to 60 days. */
            days_31_60: components["schemas"]["Money"];
            /** @description Due for 61 to 90 days. */
            days_61_90: components["schemas"]["Money"];
            /** @description Not due yet. */
            not_due: components["schemas"]["Money"];
            /** @description Due for more than 90 days. */
            over_90: components["schemas"]["Money"];
            /** @description All of it. */
            total: components["schemas"]["Money"];
        };
        /** @description What was found. */
        AllFound: {
            /** @description Best first. */
            items: components["schemas"]["Found"][];
        };
        ApiKeyView: {
            /**
             * ApiKeyId
             * Format: uuid
             */
            api_key_id: string;
            /** Format: date-time */
            created_at: string;
            /** @description `member:<id>` or `api_key:<id>`. */
            created_by: string;
            /**
             * Format: date-time
             * @description To the hour.
             */
            last_used_at?: string | null;
            /** Name */
            name: string;
            /** Format: date-time */
            revoked_at?: string | null;
            /** RoleSet */
            roles: ("owner" | "admin" | "sales" | "project_manager" | "finance" | "employee" | "auditor")[];
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ApiKeyViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ApiKeyView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description A part of a payment that pays an invoice. */
        Application: {
            /** @description How much of it. */
            amount: components["schemas"]["Money"];
            /**
             * DealId
             * Format: uuid
             * @description The deal of that invoice.
             */
            deal_id?: string | null;
            /**
             * InvoiceId
             * Format: uuid
             * @description The invoice.
             */
            invoice_id: string;
            /**
             * ProjectId
             * Format: uuid
             * @description The project of that invoice.
             */
            project_id?: string | null;
        };
        /** @description What credit pays. */
        ApplyPayment: {
            /** @description The invoices; when left out, those that are due first. */
            applications?: components["schemas"]["ApplyTo"][] | null;
        };
        /** @description A part of a payment that shall pay an invoice. */
        ApplyTo: {
            /** @description How much of it. */
            amount: components["schemas"]["Money"];
            /**
             * InvoiceId
             * Format: uuid
             * @description The invoice.
             */
            invoice_id: string;
        };
        /** @description Takes a pipeline out of use. */
        ArchivePipeline: {
            /**
             * StageId
             * Format: uuid
             * @description An open stage of another pipeline where its open deals go; needed when it has some.
             */
            move_to_stage_id?: string | null;
        };
        /** @description On which day receivables are aged. */
        AskReceivables: {
            /**
             * Format: date
             * @description Today when left out.
             */
            as_of?: string | null;
        };
        /** @description Which claims. */
        Asked: {
            /**
             * MemberId
             * Format: uuid
             * @description Of this member.
             */
            claimant_id?: string | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * ProjectId
             * Format: uuid
             * @description With a line for this project.
             */
            project_id?: string | null;
            /** @description In this state. */
            status?: components["schemas"]["ClaimStatus"] | null;
        };
        /** @description Which cost centres. */
        Asked2: {
            /** @description Only open or only closed ones. */
            active?: boolean | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which budgets. */
        Asked3: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * ProjectId
             * Format: uuid
             * @description Of this project.
             */
            project_id?: string | null;
        };
        /** @description Gives a lead to somebody, or takes it from everybody. */
        AssignLead: {
            /**
             * MemberId
             * Format: uuid
             * @description Who looks after it from now on; nobody when it is `null` or left out.
             */
            owner_id?: string | null;
        };
        /** @description A rule that chooses who looks after a lead. */
        AssignmentRule: {
            /** @description Whether it is used. */
            active: boolean;
            /**
             * Format: int32
             * @description Most new and working leads a member may have to get another one; none when there is no limit.
             */
            capacity?: number | null;
            /** @description All must be true; a rule without any applies to every lead. */
            conditions: components["schemas"]["LeadCondition"][];
            /** @description Who takes turns. */
            member_ids: string[];
            /**
             * Name
             * @description Its name: "Hungary".
             */
            name: string;
            /**
             * RuleId
             * Format: uuid
             * @description Its id.
             */
            rule_id: string;
        };
        /** @description A rule that chooses who looks after a lead, as it shall be. */
        AssignmentRuleRequest: {
            /**
             * @description Whether it is used; yes when left out.
             * @default true
             */
            active?: boolean;
            /**
             * Format: int32
             * @description Most new and working leads a member may have to get another one; no limit when left out.
             */
            capacity?: number | null;
            /**
             * @description All must be true; none for a rule that applies to every lead.
             * @default []
             */
            conditions?: components["schemas"]["LeadCondition"][];
            /** @description Who takes turns. */
            member_ids: string[];
            /**
             * Name
             * @description Its name: "Hungary".
             */
            name: string;
            /**
             * RuleId
             * Format: uuid
             * @description Id of the rule when it is one there is already; left out for a new one.
             */
            rule_id?: string | null;
        };
        /** @description A file, as it is listed. */
        AttachmentView: {
            /**
             * ActivityId
             * Format: uuid
             * @description The activity it is kept beside.
             */
            activity_id?: string | null;
            /**
             * AttachmentId
             * Format: uuid
             * @description Its id.
             */
            attachment_id: string;
            /** @description What it is, e.g. `application/pdf`. */
            content_type: string;
            /**
             * Name
             * @description What it is called.
             */
            name: string;
            /** @description SHA-256 of its content, in small hexadecimal digits. */
            sha256: string;
            /**
             * Format: uint64
             * @description Its size in bytes.
             */
            size_bytes: number;
            /** @description What it is kept beside, unless that is an activity. */
            subject?: components["schemas"]["Subject"] | null;
            /**
             * Format: date-time
             * @description When it was kept.
             */
            uploaded_at: string;
            /** @description By whom: `member:<id>`, `api_key:<id>` or `system:<part>`. */
            uploaded_by: string;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        AttachmentViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["AttachmentView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description The balance of an account in one currency. */
        Balance: {
            /** @description The account. */
            account: components["schemas"]["ReportingAccount"];
            /** @description The figure. */
            amount: components["schemas"]["Money"];
            /**
             * Currency
             * @description Currency of the balance.
             * @example EUR
             */
            currency: string;
            /** @description Address of the postings that sum to it, within this service. */
            explain: string;
            /** @description What kind of account it is. */
            kind: components["schemas"]["Kind"];
        };
        /** @description Work that was delivered and may be invoiced: the unit that is billed exactly once. */
        BillableItem: {
            /**
             * AccountId
             * Format: uuid
             * @description The client's account.
             */
            account_id: string;
            /** @description Amount without VAT. */
            amount: components["schemas"]["Money"];
            /**
             * BillableItemId
             * Format: uuid
             * @description Its id.
             */
            billable_item_id: string;
            /**
             * CustomerId
             * Format: uuid
             * @description Who is billed.
             */
            customer_id: string;
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id?: string | null;
            /**
             * Format: date
             * @description When it was delivered.
             */
            delivered_on: string;
            /**
             * Name
             * @description Text of the invoice line.
             */
            description: string;
            /**
             * InvoiceId
             * Format: uuid
             * @description The invoice it stands on.
             */
            invoice_id?: string | null;
            /** @description What it comes from. */
            origin: components["schemas"]["WorkSource"];
            /**
             * ProjectId
             * Format: uuid
             * @description The project.
             */
            project_id: string;
            /**
             * Quantity
             * @description How many: hours, or 1.
             * @example 12
             */
            quantity: string;
            /** @description Where it stands. */
            status: components["schemas"]["WorkStatus"];
            /** @description Price of one, without VAT. */
            unit_price: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        BillableItemPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["BillableItem"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description How time on a new task is billed. */
        Billing: {
            /** @constant */
            kind: "hourly";
            /** @description What an hour costs the client, without VAT, in the project's currency. */
            rate: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        } | {
            /** @constant */
            kind: "included";
        } | {
            /** @constant */
            kind: "non_billable";
        };
        /** @description How a product is billed. */
        BillingKind: "fixed" | "time_and_materials" | "retainer" | "one_off";
        /**
         * @description How a line is billed. Amounts are without VAT and before any discount, in the currency of the deal. A price may be left
         *      out where the product has one: that of today, or the one the line took when it was written.
         */
        BillingRequest: {
            /**
             * Hours
             * @description Work planned for it; none when left out.
             * @default 0
             * @example 7.5
             */
            budget_hours?: string;
            /** @constant */
            kind: "fixed";
            /** @description What is billed when; one called "Completion" when left out. */
            milestones?: components["schemas"]["MilestoneRequest"][];
            /** @description The agreed price. */
            price?: components["schemas"]["Money"] | null;
        } | {
            /** @constant */
            kind: "time_and_materials";
            /** @description What an hour of each role costs the client. */
            rates: components["schemas"]["RateRequest"][];
        } | {
            /** @description Amount of one period. */
            amount?: components["schemas"]["Money"] | null;
            /**
             * Hours
             * @description Work planned for each period; none when left out.
             * @default 0
             * @example 7.5
             */
            budget_hours?: string;
            /**
             * Cadence
             * @description Length of a period.
             * @enum {string}
             */
            cadence: "monthly" | "quarterly" | "yearly";
            /** @constant */
            kind: "retainer";
            /**
             * Format: int32
             * @description Number of periods agreed, 1 to 240.
             */
            periods: number;
            /**
             * Format: date
             * @description First day of the first period.
             */
            starts_on: string;
        } | {
            /** @constant */
            kind: "one_off";
            /**
             * Format: date
             * @description When it is billed; the day the deal is won when left out.
             */
            on?: string | null;
            /**
             * Quantity
             * @description How many.
             * @example 12
             */
            quantity: string;
            /** @description Price of one. */
            unit_price?: components["schemas"]["Money"] | null;
        };
        /** @description What a project may cost. */
        Budget: {
            /**
             * AccountId
             * Format: uuid
             * @description The client.
             */
            account_id: string;
            /** @description What may be spent. */
            amount: components["schemas"]["Money"];
            /**
             * BudgetId
             * Format: uuid
             * @description Its id; [`budget_of`] the deal.
             */
            budget_id: string;
            /** @description What was sold, without VAT. */
            contract_value: components["schemas"]["Money"];
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /**
             * Name
             * @description Name of the deal.
             */
            name: string;
            /**
             * ProjectId
             * Format: uuid
             * @description The project.
             */
            project_id: string;
            /**
             * Percent
             * @description Part of what was sold that may be spent, in percent.
             * @example 12.5
             */
            share: string;
            /** @description Where it stands. */
            status: components["schemas"]["BudgetStatus"];
            /**
             * Format: int32
             * @description Which win of the deal.
             */
            win_no: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        BudgetPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["Budget"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Where a budget stands. */
        BudgetStatus: "active" | "frozen" | "cancelled";
        /** @description What is done to each deal. */
        BulkAction: {
            /** @constant */
            kind: "change_owner";
            /**
             * MemberId
             * Format: uuid
             * @description Who; `null` for nobody.
             */
            owner_id?: string | null;
        } | {
            /** @constant */
            kind: "add_tag";
            /**
             * TagId
             * Format: uuid
             * @description Which.
             */
            tag_id: string;
        } | {
            /** @constant */
            kind: "remove_tag";
            /**
             * TagId
             * Format: uuid
             * @description Which.
             */
            tag_id: string;
        } | {
            /** @constant */
            kind: "move";
            /**
             * StageId
             * Format: uuid
             * @description Where to.
             */
            stage_id: string;
        } | {
            /** @constant */
            kind: "set_next_step";
            /** @description What, and by when; `null` for nothing. */
            next_step?: components["schemas"]["NextStepRequest"] | null;
        };
        /** @description What became of each deal. */
        BulkAnswer: {
            /**
             * Format: uint
             * @description How many changed.
             */
            changed: number;
            /** @description Each deal, in the order of the request. */
            items: components["schemas"]["BulkItem"][];
            /**
             * Format: uint
             * @description How many refused.
             */
            refused: number;
            /**
             * Format: uint
             * @description How many were as asked for already.
             */
            unchanged: number;
        };
        /** @description What became of a deal. */
        BulkItem: {
            /** @description Why it refused: the code a single request would be answered with. */
            code?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /** @description The same in a sentence. */
            detail?: string | null;
            /** @description What must be mended first. */
            errors: components["schemas"]["FieldError"][];
            /** @description What became of it. */
            outcome: components["schemas"]["BulkOutcome"];
            /**
             * Format: int64
             * @description Its version now, when it is there.
             */
            version?: number | null;
        };
        /** @description What became of a deal. */
        BulkOutcome: "changed" | "unchanged" | "refused";
        /** @description Something done to many deals. */
        BulkRequest: {
            /** @description What. */
            action: components["schemas"]["BulkAction"];
            /** @description To which; at most 500, each once. */
            deal_ids: string[];
        };
        /** @description Whether a calendar has an address. */
        CalendarFeed: {
            /**
             * Format: date-time
             * @description Since when it has the one it has; none when it has none.
             */
            since?: string | null;
        };
        /** @description What came of a call. */
        CallOutcome: "reached" | "no_answer" | "left_message" | "wrong_number";
        /** @description Ending a frozen schedule. */
        CancelSchedule: {
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description All kinds of expenses. */
        Categories: {
            /** @description The kinds. */
            items: components["schemas"]["Category"][];
        };
        /** @description A kind of expense. */
        Category: {
            /**
             * CategoryId
             * Format: uuid
             * @description Its id.
             */
            category_id: string;
            /** @description Short stable name. */
            code: string;
            /**
             * Name
             * @description Name.
             */
            name: string;
        };
        /** @description One change of an aggregate. */
        Change: {
            /** @description Who: `member:<id>`, `api_key:<id>` or `system:<service>`. */
            actor: string;
            /** @description The fields of the thing that are not as they were in the version before; none for the first version. */
            fields: string[];
            /**
             * Format: date-time
             * @description When.
             */
            time: string;
            /** @description Type of the event, e.g. `crm.deal.updated.v1`. */
            type: string;
            /**
             * Format: int64
             * @description The version it made.
             */
            version: number;
        };
        /** @description What changes; the rest stays. Lines are replaced together. */
        ChangeClaim: {
            /** @description Its lines, all in one currency. */
            lines?: components["schemas"]["NewLine"][] | null;
            /**
             * Name
             * @description What it is for.
             */
            title?: string | null;
        };
        /** @description What changes; the rest stays. */
        ChangeCostCenter: {
            /** @description False closes it. */
            active?: boolean | null;
            /**
             * ShortCode
             * @description Short code, unique.
             */
            code?: string | null;
            /**
             * Name
             * @description Name.
             */
            name?: string | null;
        };
        ChangePassword: {
            current_password: string;
            new_password: string;
        };
        /** @description Fields of a person to replace. What is left out stays; null clears. */
        ChangePerson: {
            /**
             * @description Whether they still work here.
             * @default null
             */
            active?: boolean | null;
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /**
             * Name
             * @description Name.
             * @default null
             */
            name?: string | null;
            /**
             * Name
             * @description Role billed to clients.
             */
            role?: string | null;
        };
        /** @description Fields of a project to replace; what is left out stays. */
        ChangeProject: {
            /**
             * @description What the client pays, in the project's currency.
             * @default null
             */
            budget_amount?: components["schemas"]["Money"] | null;
            /**
             * Hours
             * @description Hours sold.
             * @default null
             * @example 7.5
             */
            budget_hours?: string | null;
            /**
             * Name
             * @description Name.
             * @default null
             */
            name?: string | null;
            /**
             * Format: date
             * @description First day.
             * @default null
             */
            starts_on?: string | null;
        };
        /** @description Fields of an entry to replace. What is left out stays; a null note clears it. */
        ChangeTime: {
            /**
             * Hours
             * @description Hours charged.
             * @default null
             * @example 7.5
             */
            billable_hours?: string | null;
            /**
             * Hours
             * @description Hours worked.
             * @default null
             * @example 7.5
             */
            hours?: string | null;
            /**
             * Note
             * @description What was done.
             */
            note?: string | null;
            /**
             * TaskId
             * Format: uuid
             * @description Another task of the same project.
             * @default null
             */
            task_id?: string | null;
            /**
             * Format: date
             * @description The person's local day.
             * @default null
             */
            work_on?: string | null;
        };
        /** @description Changes of an aggregate. */
        Changes: {
            /** @description Oldest first. */
            items: components["schemas"]["Change"][];
        };
        /** @description What a client is charged for an expense. */
        Charge: {
            /** @description Amount without VAT. */
            amount: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description A claim. */
        Claim: {
            /**
             * ClaimId
             * Format: uuid
             * @description Its id.
             */
            claim_id: string;
            /**
             * MemberId
             * Format: uuid
             * @description Who spent the money; none when a program recorded it.
             */
            claimant_id?: string | null;
            /** @description Its lines. */
            lines: components["schemas"]["ClaimLine"][];
            /**
             * Note
             * @description Why it was sent back, while it is.
             */
            reason?: string | null;
            /** @description Where it stands. */
            status: components["schemas"]["ClaimStatus"];
            /**
             * Name
             * @description What it is for.
             */
            title: string;
            /** @description Sum of its lines. */
            total: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Changes so far; the ETag.
             */
            version: number;
        };
        /** @description One receipt of a claim. */
        ClaimLine: {
            /**
             * AccountId
             * Format: uuid
             * @description The client of that project.
             */
            account_id?: string | null;
            /** @description How much it costs us. */
            amount: components["schemas"]["Money"];
            /**
             * CategoryId
             * Format: uuid
             * @description Kind of expense.
             */
            category_id: string;
            /**
             * Name
             * @description Name of that kind.
             */
            category_name: string;
            /** @description What the client is charged for it, without VAT; none when it is not charged on. */
            charge?: components["schemas"]["Charge"] | null;
            /**
             * ClaimLineId
             * Format: uuid
             * @description Its id.
             */
            claim_line_id: string;
            /**
             * CostCenterId
             * Format: uuid
             * @description The cost centre it is held against.
             */
            cost_center_id?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal of that project.
             */
            deal_id?: string | null;
            /**
             * Name
             * @description What was bought.
             */
            description: string;
            /**
             * ProjectId
             * Format: uuid
             * @description The project it was for.
             */
            project_id?: string | null;
            /**
             * @description What proves it, in the order it was handed in.
             * @default []
             */
            receipts?: components["schemas"]["Receipt"][];
            /**
             * Format: date
             * @description When.
             */
            spent_on: string;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ClaimPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["Claim"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Where a claim stands. */
        ClaimStatus: "draft" | "submitted" | "approved" | "rejected";
        /** @description What is said of a closing stage; what is left out stays. */
        ClosingRequest: {
            /**
             * Name
             * @description Its name.
             * @default null
             */
            name?: string | null;
            /**
             * @description What a deal must say or have before it is closed so.
             * @default null
             */
            requires?: components["schemas"]["Requirement"][] | null;
        };
        /** @description When a milestone was reached. */
        CompleteMilestone: {
            /**
             * Format: date
             * @description The day; today when left out.
             * @default null
             */
            completed_on?: string | null;
        };
        /** @description What a person agreed to. */
        ConsentRequest: {
            /**
             * Format: date-time
             * @description When; now when left out, never in the future.
             */
            given_at?: string | null;
            /**
             * Name
             * @description How: "by telephone".
             */
            how: string;
            /**
             * Name
             * @description What their data may be used for.
             */
            purpose?: string | null;
            /**
             * Note
             * @description The words they agreed to.
             */
            text: string;
        };
        /** @description All consumers of the service. */
        ConsumerList: {
            /** @description By name. */
            items: components["schemas"]["ConsumerStatus"][];
        };
        /** @description How far a consumer is. */
        ConsumerStatus: {
            /**
             * Format: int64
             * @description Aggregates of the organisation that are blocked by a dead letter.
             */
            blocked_aggregates: number;
            /** @description Its name, e.g. `billing-crm`. */
            consumer: string;
            /**
             * Format: int64
             * @description Open dead letters of the organisation.
             */
            dead_letters: number;
            /**
             * Format: uint64
             * @description Messages of the stream, of all organisations, that are not applied yet; null when NATS does not say so in time.
             */
            lag?: number | null;
            /**
             * Format: int64
             * @description Messages parked behind them.
             */
            parked: number;
            /** @description Whether an operator of the installation has stopped it. Nobody can over HTTP: it stops for every organisation. */
            paused: boolean;
        };
        /** @description A person at an account. */
        Contact: {
            /**
             * AccountId
             * Format: uuid
             * @description Where the person works.
             */
            account_id?: string | null;
            /**
             * ContactId
             * Format: uuid
             * @description Its id.
             */
            contact_id: string;
            /**
             * @description Values of custom fields.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /**
             * Name
             * @description Telephone number as given.
             */
            phone?: string | null;
            /**
             * @description Tags of the person.
             * @default []
             */
            tags?: string[];
        };
        /** @description A contact that was just recorded, with what it may be a duplicate of. It was recorded all the same: a person decides. */
        ContactRecorded: {
            /**
             * AccountId
             * Format: uuid
             * @description Where the person works.
             */
            account_id?: string | null;
            /**
             * ContactId
             * Format: uuid
             * @description Its id.
             */
            contact_id: string;
            /**
             * @description Values of custom fields.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /** @description Contacts that may be the same. */
            duplicates: components["schemas"]["DuplicateCandidate"][];
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from.
             */
            external_ref?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * ContactId
             * Format: uuid
             * @description The contact it was merged into; go on with that one.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /**
             * Name
             * @description Telephone number as given.
             */
            phone?: string | null;
            /**
             * @description Tags of the person.
             * @default []
             */
            tags?: string[];
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description What a person of the client is in a deal. */
        ContactRole: "decision_maker" | "champion" | "influencer" | "user" | "billing" | "legal" | "other";
        /** @description A contact. */
        ContactView: {
            /**
             * AccountId
             * Format: uuid
             * @description Where the person works.
             */
            account_id?: string | null;
            /**
             * ContactId
             * Format: uuid
             * @description Its id.
             */
            contact_id: string;
            /**
             * @description Values of custom fields.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from.
             */
            external_ref?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * ContactId
             * Format: uuid
             * @description The contact it was merged into; go on with that one.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /**
             * Name
             * @description Telephone number as given.
             */
            phone?: string | null;
            /**
             * @description Tags of the person.
             * @default []
             */
            tags?: string[];
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ContactViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ContactView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What was noted, said, written or agreed. */
        ContentRequest: {
            /** @constant */
            kind: "note";
            /**
             * Note
             * @description What.
             */
            text: string;
        } | {
            /** @description Who called. */
            direction: components["schemas"]["Direction"];
            /**
             * Format: int32
             * @description How long it took, 0 to 1440.
             */
            duration_minutes?: number | null;
            /** @constant */
            kind: "call";
            /** @description What came of it. */
            outcome: components["schemas"]["CallOutcome"];
            /**
             * Note
             * @description What was said.
             */
            text?: string | null;
        } | {
            /**
             * Format: date-time
             * @description When it ends.
             */
            ends_at?: string | null;
            /** @constant */
            kind: "meeting";
            /**
             * @description Colleagues who take part, besides whoever writes this down.
             * @default []
             */
            members?: string[];
            /**
             * Name
             * @description Where.
             */
            place?: string | null;
            /**
             * Note
             * @description Agenda before, minutes after.
             */
            text?: string | null;
            /**
             * Name
             * @description What it is about.
             */
            title: string;
        } | {
            /** @description Who wrote. */
            direction: components["schemas"]["Direction"];
            /** @constant */
            kind: "email";
            /**
             * Name
             * @description Its Message-ID (RFC 5322, without the angle brackets).
             */
            message_id?: string | null;
            /**
             * Name
             * @description Its subject line.
             */
            subject: string;
            /**
             * Note
             * @description What it says.
             */
            text?: string | null;
        } | {
            /**
             * MemberId
             * Format: uuid
             * @description Who gives it up; the caller when left out.
             */
            from_id?: string | null;
            /** @constant */
            kind: "hand_over";
            /**
             * Note
             * @description What is open.
             */
            open?: string | null;
            /**
             * Note
             * @description What was promised to the client.
             */
            promised?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Who takes over.
             */
            to_id: string;
        };
        /** @description Makes an account, a contact and perhaps a deal of a lead; each is a new one unless one there is already is named. */
        ConvertLead: {
            /**
             * AccountId
             * Format: uuid
             * @description The account it belongs to; a new one of the lead's company when left out.
             */
            account_id?: string | null;
            /**
             * Name
             * @description Name of the new account; the lead's company, or its person, when left out.
             */
            account_name?: string | null;
            /**
             * ContactId
             * Format: uuid
             * @description The contact it is; a new one when left out.
             */
            contact_id?: string | null;
            /** @description The deal it becomes; none when left out. */
            deal?: components["schemas"]["ConvertedDeal"] | null;
        };
        /** @description The deal a lead becomes. */
        ConvertedDeal: {
            /**
             * @description Values of custom fields of the new one, by the id of the field.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"] | null;
            };
            /**
             * DealId
             * Format: uuid
             * @description One there is already; a new one when left out.
             */
            deal_id?: string | null;
            /**
             * Format: date
             * @description When it is expected to close.
             */
            expected_close_on?: string | null;
            /**
             * Name
             * @description What the new one is about; the account's name when left out.
             */
            name?: string | null;
            /** @description What is done next to win it; the lead's next step when left out. */
            next_step?: components["schemas"]["NextStepRequest"] | null;
            /** @description Its estimated value; what the lead may be worth when left out. */
            value?: components["schemas"]["Money"] | null;
        };
        /** @description Another value. */
        CorrectRate: {
            /**
             * Rate
             * @description What one unit of the currency is worth in the organisation's currency.
             * @example 0.0025
             */
            rate: string;
        };
        /** @description A cost centre. */
        CostCenter: {
            /** @description False once closed. */
            active: boolean;
            /**
             * ShortCode
             * @description Short code.
             */
            code: string;
            /**
             * CostCenterId
             * Format: uuid
             * @description Its id.
             */
            cost_center_id: string;
            /**
             * Name
             * @description Name.
             */
            name: string;
            /**
             * Format: int64
             * @description Changes so far; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        CostCenterPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["CostCenter"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What an hour of a person costs from a day on. */
        CostRate: {
            /**
             * Format: date
             * @description First day it holds.
             */
            effective_from: string;
            /** @description Cost of one hour. */
            hourly_cost: components["schemas"]["Money"];
        };
        /** @description A new account. */
        CreateAccount: {
            annual_revenue?: components["schemas"]["Money"] | null;
            /**
             * CountryCode
             * @description ISO 3166-1 alpha-2 code.
             * @example HU
             */
            country?: string | null;
            /**
             * @description Values of custom fields, by the id of the field.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"] | null;
            };
            /** Format: int32 */
            employees?: number | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from; unique, so that an import can run twice.
             */
            external_ref?: string | null;
            /** Format: int16 */
            founded_year?: number | null;
            /** Name */
            industry?: string | null;
            /** Name */
            name: string;
            /**
             * MemberId
             * Format: uuid
             */
            owner_id?: string | null;
            /**
             * AccountId
             * Format: uuid
             */
            parent_id?: string | null;
            /** @default [] */
            tags?: string[];
            /**
             * TaxNumber
             * @example HU12345676
             */
            tax_number?: string | null;
            /** Name */
            website?: string | null;
        };
        CreateApiKey: {
            /**
             * Name
             * @description What the key is for.
             */
            name: string;
            /**
             * RoleSet
             * @description Roles of the key; only such as the caller has, or any when the caller is an owner.
             */
            roles: ("owner" | "admin" | "sales" | "project_manager" | "finance" | "employee" | "auditor")[];
        };
        /** @description A new contact. */
        CreateContact: {
            /**
             * AccountId
             * Format: uuid
             */
            account_id?: string | null;
            /**
             * @description Values of custom fields, by the id of the field.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"] | null;
            };
            /**
             * Email
             * Format: email
             */
            email?: string | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from; unique, so that an import can run twice.
             */
            external_ref?: string | null;
            /** Name */
            job_title?: string | null;
            /** Name */
            name: string;
            /** Name */
            phone?: string | null;
            /** @default [] */
            tags?: string[];
        };
        /** @description A new lead. */
        CreateLead: {
            /**
             * Name
             * @description Name of the company.
             */
            company?: string | null;
            /** @description What the person agreed to. */
            consent?: components["schemas"]["ConsentRequest"] | null;
            /**
             * CountryCode
             * @description Country of the company.
             * @example HU
             */
            country?: string | null;
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /** @description What it may be worth. */
            estimated_value?: components["schemas"]["Money"] | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from; unique, so that an import can run twice.
             */
            external_ref?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /** @description What is done next about it. */
            next_step?: components["schemas"]["NextStepRequest"] | null;
            /**
             * Note
             * @description What is known about it besides.
             */
            note?: string | null;
            /** @description Where it comes from. */
            origin?: components["schemas"]["OriginRequest"];
            /**
             * MemberId
             * Format: uuid
             * @description Who looks after it; the assignment rules decide when left out.
             */
            owner_id?: string | null;
            /**
             * Name
             * @description Telephone number.
             */
            phone?: string | null;
            /**
             * Format: date-time
             * @description When it came in; now when left out, never in the future.
             */
            received_at?: string | null;
            /**
             * Name
             * @description Web address of the company.
             */
            website?: string | null;
        };
        /** @description A new form. */
        CreateLeadForm: {
            /**
             * Name
             * @description Campaign of its leads; `utm_campaign` when left out.
             */
            campaign?: string | null;
            /**
             * Name
             * @description What their data may then be used for.
             */
            consent_purpose?: string | null;
            /**
             * Note
             * @description The words a person agrees to; left out, the form asks for no consent.
             */
            consent_text?: string | null;
            /**
             * @description What it asks for besides the e-mail address.
             * @default []
             */
            fields?: components["schemas"]["FormField"][];
            /** Name */
            name: string;
            /**
             * Note
             * @description Where a browser goes after it was sent.
             */
            redirect_url?: string | null;
            /**
             * Name
             * @description Source of its leads; `utm_source` when left out.
             */
            source?: string | null;
        };
        /** @description A person to record. */
        CreatePerson: {
            /**
             * @description False for someone who already left; true when left out.
             * @default null
             */
            active?: boolean | null;
            /**
             * Email
             * Format: email
             * @description Address.
             * @default null
             */
            email?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description The membership they log in with, when it has no person yet.
             * @default null
             */
            member_id?: string | null;
            /**
             * Name
             * @description Name.
             */
            name: string;
            /**
             * Name
             * @description Role billed to clients: "Developer".
             * @default null
             */
            role?: string | null;
        };
        /** @description A new pipeline. */
        CreatePipeline: {
            /** @description The stage of lost deals. */
            lost?: components["schemas"]["ClosingRequest"];
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Format: int16
             * @description Its place; after the others when left out.
             */
            position?: number | null;
            /** @description Its open stages in their order; the closing ones are added. */
            stages: components["schemas"]["StageRequest"][];
            /** @description The stage of won deals. */
            won?: components["schemas"]["ClosingRequest"];
        };
        /** @description A new product. */
        CreateProduct: {
            /** @description How it is billed; never changes. */
            billing: components["schemas"]["BillingKind"];
            /**
             * ShortCode
             * @description Its code, unique.
             */
            code?: string | null;
            /** Note */
            description?: string | null;
            /** Name */
            name: string;
            /** @description What it costs when; no two of one currency on one day. */
            prices?: components["schemas"]["PriceRequest"][];
            /**
             * Name
             * @description What it is counted in: "piece", "hour", "month".
             */
            unit: string;
            /**
             * VatRate
             * @description VAT rate in percent, from 0 to 100, in a string.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description A project to open. */
        CreateProject: {
            /**
             * @description What it may come to; also says the project's currency. Nothing in the base currency when left out.
             * @default null
             */
            budget_amount?: components["schemas"]["Money"] | null;
            /**
             * Hours
             * @description Hours it may take; none when left out.
             * @default 0
             * @example 7.5
             */
            budget_hours?: string;
            /**
             * Name
             * @description Name.
             */
            name: string;
            /**
             * Format: date
             * @description First day; today when left out.
             * @default null
             */
            starts_on?: string | null;
        };
        /** @description A new key; this is the only time it is shown. */
        CreatedApiKey: {
            /**
             * ApiKeyId
             * Format: uuid
             */
            api_key_id: string;
            /** @description For `Authorization: Bearer <key>`. Not shown again when the request is repeated. */
            key?: string | null;
        };
        /** @description Which page. */
        CrmListMembers: {
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
        };
        /** @description A member one may choose as owner. */
        CrmMemberView: {
            /**
             * Email
             * Format: email
             * @description Address of the person.
             */
            email: string;
            /**
             * MemberId
             * Format: uuid
             * @description Its id.
             */
            member_id: string;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        CrmMemberViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["CrmMemberView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Who is billed. */
        Customer: {
            /**
             * AccountId
             * Format: uuid
             * @description The account in CRM.
             */
            account_id: string;
            /**
             * CountryCode
             * @description Country printed on invoices.
             * @example HU
             */
            country?: string | null;
            /**
             * CustomerId
             * Format: uuid
             * @description Its id; [`customer_of`] the account.
             */
            customer_id: string;
            /**
             * Name
             * @description Name printed on invoices.
             */
            name: string;
            /**
             * Format: int32
             * @description Days from issue to due date.
             */
            payment_terms_days: number;
            /**
             * TaxNumber
             * @description Tax number printed on invoices.
             * @example HU12345676
             */
            tax_number?: string | null;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        CustomerPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["Customer"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description A message that could not be applied. */
        DeadLetter: {
            /**
             * Format: uuid
             * @description The aggregate it is about.
             */
            aggregate_id?: string | null;
            /**
             * Format: int64
             * @description Its place in the aggregate's sequence.
             */
            aggregate_seq?: number | null;
            /**
             * Format: int32
             * @description How often it was tried.
             */
            attempts: number;
            /** @description The consumer that could not apply it, e.g. `billing-crm`. */
            consumer: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            dead_letter_id: string;
            /** @description What was wrong. */
            error: string;
            /**
             * Format: uuid
             * @description Id of the event, when it could be read.
             */
            event_id?: string | null;
            /** @description Type of the event, when it could be read. */
            event_type?: string | null;
            /** @description The same for messages that failed in the same way. */
            fingerprint: string;
            /**
             * Format: date-time
             * @description When it came here first.
             */
            first_at: string;
            /**
             * Format: date-time
             * @description When it was tried last.
             */
            last_at: string;
            /** @description `refused`, `undecodable`, `gap`, `prerequisite`, `crash_loop` or `blocked`. */
            reason: string;
            /** @description `dead` or `parked`; `replayed` or `discarded` once resolved. */
            status: string;
        };
        /** @description Open dead letters of the organisation. */
        DeadLetters: {
            /** @description Oldest first. */
            items: components["schemas"]["DeadLetter"][];
        };
        /** @description A person of the client in a deal. */
        DealContact: {
            /**
             * ContactId
             * Format: uuid
             * @description Who.
             */
            contact_id: string;
            /** @description What the person is in the deal. */
            role: components["schemas"]["ContactRole"];
        };
        /** @description A person of the client in a deal. */
        DealContactRequest: {
            /**
             * ContactId
             * Format: uuid
             * @description Who.
             */
            contact_id: string;
            /** @description What the person is in the deal. */
            role: components["schemas"]["ContactRole"];
        };
        /** @description A deal with its past and what became of it. */
        DealDetails: {
            /**
             * QuoteId
             * Format: uuid
             * @description The quote its lines come from, which the client has accepted; none when there is none, or the lines changed since.
             * @default null
             */
            accepted_quote_id?: string | null;
            /**
             * AccountId
             * Format: uuid
             * @description Who would buy; needed to win it.
             */
            account_id?: string | null;
            /**
             * Format: date
             * @description When it was won or lost.
             */
            closed_on?: string | null;
            /**
             * @description Who else offers.
             * @default []
             */
            competitors?: string[];
            /**
             * ContactId
             * Format: uuid
             * @description The person who decides.
             */
            contact_id?: string | null;
            /**
             * @description People of the client, and what each is in the deal.
             * @default []
             */
            contacts?: components["schemas"]["DealContact"][];
            /**
             * Currency
             * @description Currency of all its lines.
             * @example EUR
             */
            currency: string;
            /**
             * @description Values of custom fields.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /**
             * DealId
             * Format: uuid
             * @description Its id.
             */
            deal_id: string;
            /** @description What became of it in projects, billing and expenses; none until it is won. */
            delivery?: components["schemas"]["DeliveryView"] | null;
            /**
             * Format: date
             * @description When it is expected to close.
             */
            expected_close_on?: string | null;
            /**
             * ShortCode
             * @description Key of the record in the system it was imported from.
             */
            external_ref?: string | null;
            /**
             * @description What is said of its chances.
             * @default {
             *       "category": null,
             *       "odds": null,
             *       "stage_odds_percent": null
             *     }
             */
            forecast?: components["schemas"]["DealForecast"];
            /** @description The category it counts in: the one somebody chose, or that of its stage; none once it is closed. */
            forecast_category?: components["schemas"]["ForecastCategory"] | null;
            /** @description Every stay in a stage, first to last. */
            history: components["schemas"]["StageVisit"][];
            /**
             * Format: date
             * @description Since when it stands in its stage; none once it is closed.
             */
            in_stage_since?: string | null;
            /** @description What is sold, and how each part is billed. */
            lines: components["schemas"]["DealLine"][];
            /**
             * LossReasonId
             * Format: uuid
             * @description Which of the organisation's reasons that is.
             */
            loss_reason_id?: string | null;
            /**
             * Note
             * @description Why it was lost.
             */
            lost_reason?: string | null;
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /** @description What is done next to win it; of a closed deal, what was to be done next when it closed. */
            next_step?: components["schemas"]["NextStep"] | null;
            /**
             * Format: int16
             * @description How likely it is won, in percent: that of its stage while it is open, 100 won, 0 lost. What a person says of it
             *      stands in `forecast` and changes nothing here.
             */
            odds_percent: number;
            /**
             * Format: date
             * @description When work on it began.
             */
            opened_on: string;
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who works on it.
             */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Pipeline it moves through.
             */
            pipeline_id: string;
            /**
             * StageId
             * Format: uuid
             * @description Stage it stands in, or stood in when it was closed.
             */
            stage_id: string;
            /**
             * Name
             * @description Name of that stage.
             */
            stage_name: string;
            /** @description Whether it stands there for longer than the stage allows. */
            stale: boolean;
            /** @description Where it stands. */
            status: components["schemas"]["DealStatus"];
            /**
             * @description Its tags.
             * @default []
             */
            tags?: string[];
            /** @description Sum of its lines, or the estimate while it has none. Without VAT. */
            value: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Format: int32
             * @description How often it was won; 0 until the first time.
             */
            win_no: number;
        };
        /**
         * @description What is said of the chances of a deal. The odds of its stage and what a person says stand beside each other; neither
         *      ever becomes the other.
         */
        DealForecast: {
            /**
             * @description The category somebody chose; none when it follows from the odds of the stage, and once the deal is closed.
             * @default null
             */
            category?: components["schemas"]["ForecastCategory"] | null;
            /**
             * @description The odds somebody gave it. They stay, whatever stage it moves to, until they are taken back or the deal closes.
             * @default null
             */
            odds?: components["schemas"]["JudgedOdds"] | null;
            /**
             * Format: int16
             * @description How likely deals of its stage are won, in percent, as the pipeline says; none in events from before it was told.
             * @default null
             */
            stage_odds_percent?: number | null;
        };
        /** @description The past of a deal. */
        DealHistory: {
            /** @description The time spent in each stage. */
            stages: components["schemas"]["StageTime"][];
            /** @description Every stay in a stage, first to last. */
            visits: components["schemas"]["StageVisit"][];
        };
        /** @description One part of what a deal sells. Its id is used by projects and billing alike. */
        DealLine: {
            /** @description How it is billed. Its prices are what the client pays: a discount is already off them. */
            billing: components["schemas"]["LineBilling"];
            /**
             * DealLineId
             * Format: uuid
             * @description Its id.
             */
            deal_line_id: string;
            /**
             * @description The discount in it, and what it would be without.
             * @default null
             */
            discount?: components["schemas"]["LineDiscount"] | null;
            /**
             * Name
             * @description What is sold.
             */
            name: string;
            /**
             * @description The product it sells, when it comes from the price list.
             * @default null
             */
            product?: components["schemas"]["LineProduct"] | null;
            /** @description Value of the line, without VAT, after any discount. */
            value: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description A part of a fixed price. Its id is used by projects and billing alike. */
        DealMilestone: {
            /** @description What is billed for it, without VAT. */
            amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description When it is planned.
             */
            due_on?: string | null;
            /**
             * MilestoneId
             * Format: uuid
             * @description Its id.
             */
            milestone_id: string;
            /**
             * Name
             * @description What is delivered.
             */
            name: string;
        };
        /** @description Where a deal stands, whatever its pipeline calls the stage. */
        DealStatus: "open" | "won" | "lost";
        /** @description A deal in a list. It carries no lines. */
        DealSummary: {
            /**
             * AccountId
             * Format: uuid
             * @description Who would buy.
             */
            account_id?: string | null;
            /**
             * Name
             * @description Name of who would buy.
             */
            account_name?: string | null;
            /**
             * Format: date
             * @description When it was won or lost.
             */
            closed_on?: string | null;
            /** @description Values of custom fields. */
            custom: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /**
             * DealId
             * Format: uuid
             * @description Its id.
             */
            deal_id: string;
            /**
             * Format: date
             * @description When it is expected to close.
             */
            expected_close_on?: string | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from.
             */
            external_ref?: string | null;
            /** @description The category it counts in while it is open. */
            forecast_category?: components["schemas"]["ForecastCategory"] | null;
            /**
             * Format: date
             * @description Since when it stands in its stage; none once it is closed.
             */
            in_stage_since?: string | null;
            /**
             * Format: int16
             * @description The odds somebody gave it, in percent.
             */
            judged_odds_percent?: number | null;
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /** @description What is done next to win it. */
            next_step?: components["schemas"]["NextStep"] | null;
            /**
             * Format: int16
             * @description How likely it is won, in percent.
             */
            odds_percent: number;
            /**
             * Format: date
             * @description When work on it began.
             */
            opened_on: string;
            /**
             * MemberId
             * Format: uuid
             * @description Who works on it.
             */
            owner_id?: string | null;
            /**
             * Name
             * @description Name of who works on it.
             */
            owner_name?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Pipeline it goes through.
             */
            pipeline_id: string;
            /**
             * StageId
             * Format: uuid
             * @description Stage it stands in, or stood in when it was closed.
             */
            stage_id: string;
            /**
             * Name
             * @description Name of that stage.
             */
            stage_name: string;
            /** @description Whether it stands there for longer than the stage allows. */
            stale: boolean;
            /** @description Where it stands. */
            status: components["schemas"]["DealStatus"];
            /** @description Its tags. */
            tags: string[];
            /** @description Its value without VAT. */
            value: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Format: int32
             * @description How often it was won.
             */
            win_no: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        DealSummaryPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["DealSummary"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What deals add up to. */
        DealSums: {
            /** @description By learned odds. */
            by_learned: components["schemas"]["Money"];
            /** @description By the odds people gave. */
            by_people: components["schemas"]["Money"];
            /** @description By the odds of their stages. */
            by_stage: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many.
             */
            deals: number;
            /** @description Their value. */
            value: components["schemas"]["Money"];
        };
        /** @description A deal. */
        DealView: {
            /**
             * QuoteId
             * Format: uuid
             * @description The quote its lines come from, which the client has accepted; none when there is none, or the lines changed since.
             * @default null
             */
            accepted_quote_id?: string | null;
            /**
             * AccountId
             * Format: uuid
             * @description Who would buy; needed to win it.
             */
            account_id?: string | null;
            /**
             * Format: date
             * @description When it was won or lost.
             */
            closed_on?: string | null;
            /**
             * @description Who else offers.
             * @default []
             */
            competitors?: string[];
            /**
             * ContactId
             * Format: uuid
             * @description The person who decides.
             */
            contact_id?: string | null;
            /**
             * @description People of the client, and what each is in the deal.
             * @default []
             */
            contacts?: components["schemas"]["DealContact"][];
            /**
             * Currency
             * @description Currency of all its lines.
             * @example EUR
             */
            currency: string;
            /**
             * @description Values of custom fields.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"];
            };
            /**
             * DealId
             * Format: uuid
             * @description Its id.
             */
            deal_id: string;
            /**
             * Format: date
             * @description When it is expected to close.
             */
            expected_close_on?: string | null;
            /**
             * ShortCode
             * @description Key of the record in the system it was imported from.
             */
            external_ref?: string | null;
            /**
             * @description What is said of its chances.
             * @default {
             *       "category": null,
             *       "odds": null,
             *       "stage_odds_percent": null
             *     }
             */
            forecast?: components["schemas"]["DealForecast"];
            /** @description The category it counts in: the one somebody chose, or that of its stage; none once it is closed. */
            forecast_category?: components["schemas"]["ForecastCategory"] | null;
            /**
             * Format: date
             * @description Since when it stands in its stage; none once it is closed.
             */
            in_stage_since?: string | null;
            /** @description What is sold, and how each part is billed. */
            lines: components["schemas"]["DealLine"][];
            /**
             * LossReasonId
             * Format: uuid
             * @description Which of the organisation's reasons that is.
             */
            loss_reason_id?: string | null;
            /**
             * Note
             * @description Why it was lost.
             */
            lost_reason?: string | null;
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /** @description What is done next to win it; of a closed deal, what was to be done next when it closed. */
            next_step?: components["schemas"]["NextStep"] | null;
            /**
             * Format: int16
             * @description How likely it is won, in percent: that of its stage while it is open, 100 won, 0 lost. What a person says of it
             *      stands in `forecast` and changes nothing here.
             */
            odds_percent: number;
            /**
             * Format: date
             * @description When work on it began.
             */
            opened_on: string;
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who works on it.
             */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Pipeline it moves through.
             */
            pipeline_id: string;
            /**
             * StageId
             * Format: uuid
             * @description Stage it stands in, or stood in when it was closed.
             */
            stage_id: string;
            /**
             * Name
             * @description Name of that stage.
             */
            stage_name: string;
            /** @description Whether it stands there for longer than the stage allows. */
            stale: boolean;
            /** @description Where it stands. */
            status: components["schemas"]["DealStatus"];
            /**
             * @description Its tags.
             * @default []
             */
            tags?: string[];
            /** @description Sum of its lines, or the estimate while it has none. Without VAT. */
            value: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Format: int32
             * @description How often it was won; 0 until the first time.
             */
            win_no: number;
        };
        /** @description Which deals, and which page of them. */
        DealsAsked: {
            /**
             * Format: date-time
             * @description Any past instant; now when left out.
             */
            as_of?: string | null;
            /** @description In which category; all but `omitted` when left out. */
            category?: components["schemas"]["ForecastCategory"] | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Month
             * @description First month; that of the day when left out. It says nothing of deals to be mended.
             * @example 2026-03
             */
            from?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /** @description Whose deals; `none` for nobody's. */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Of which pipeline.
             */
            pipeline_id?: string | null;
            /**
             * TeamId
             * Format: uuid
             * @description Of whose members.
             */
            team_id?: string | null;
            /**
             * Month
             * @description Last month; five after the first when left out.
             * @example 2026-03
             */
            to?: string | null;
            /**
             * @description Which deals; those of the forecast when left out.
             * @default forecast
             */
            which?: components["schemas"]["ForecastWhich"];
        };
        /** @description A question that waits for a person, or waited. */
        DecisionView: {
            /** @description The answer; none while it is open. */
            action?: components["schemas"]["Action"] | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal that was taken back.
             */
            deal_id?: string | null;
            /**
             * DecisionId
             * Format: uuid
             * @description Its id.
             */
            decision_id: string;
            /**
             * Note
             * @description What was said about the answer.
             */
            note?: string | null;
            /**
             * ProjectId
             * Format: uuid
             * @description The project it is about.
             */
            project_id: string;
            /**
             * Name
             * @description Name of that project.
             */
            project_name: string;
            /**
             * Format: date-time
             * @description When the question came up.
             */
            raised_at: string;
            /**
             * Note
             * @description Why it was taken back.
             */
            reason: string;
            /**
             * Format: date-time
             * @description When it was answered.
             */
            resolved_at?: string | null;
            /** @description By whom, e.g. `member:<id>`. */
            resolved_by?: string | null;
            /**
             * Format: int32
             * @description Which win of it.
             */
            win_no: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        DecisionViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["DecisionView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description The client says no. */
        DeclineQuote: {
            /**
             * Name
             * @description Who declines.
             */
            name?: string | null;
            /**
             * QuoteId
             * Format: uuid
             * @description The version that was read.
             */
            quote_id: string;
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description A new custom field. */
        DefineField: {
            /**
             * @description What can be chosen, for the kinds that choose.
             * @default []
             */
            choices?: string[];
            /** @description What its values are; never changes. */
            kind: components["schemas"]["FieldKind"];
            /** Name */
            name: string;
            /**
             * Format: int16
             * @description Its place; after the others when left out.
             */
            position?: number | null;
            /** @description What it is a field of; never changes. */
            record: components["schemas"]["FieldRecord"];
            /**
             * @description Whether new records must have a value.
             * @default false
             */
            required?: boolean;
        };
        /** @description How far the delivery of a deal is. */
        DeliveryState: "provisioning" | "failed" | "active" | "on_hold" | "completed" | "cancelled" | "withdrawing";
        /** @description What became of a won deal. */
        DeliveryView: {
            /**
             * BudgetId
             * Format: uuid
             * @description The cost budget.
             */
            budget_id?: string | null;
            /** @description The first invoice. */
            first_invoice?: components["schemas"]["FirstInvoice"] | null;
            /** @description What reopening the deal would do; none unless it is won. */
            on_reopen?: components["schemas"]["OnReopen"] | null;
            /**
             * ProjectId
             * Format: uuid
             * @description The project.
             */
            project_id?: string | null;
            /** @description Where the project stands. */
            project_status?: string | null;
            /**
             * ScheduleId
             * Format: uuid
             * @description The billing schedule.
             */
            schedule_id?: string | null;
            /** @description Where the schedule stands. */
            schedule_status?: string | null;
            /** @description How far it is. */
            state: components["schemas"]["DeliveryState"];
            /** @description The steps, in the order in which they happen. */
            steps: components["schemas"]["StepView"][];
            /** @description The step that is missing, the first of them. */
            waiting_for?: components["schemas"]["Step"] | null;
            /**
             * Format: int32
             * @description Which win of the deal is delivered.
             */
            win_no: number;
        };
        /** @description What figures are asked by. */
        Dimension: "project" | "customer" | "stage";
        /** @description Who called or wrote. */
        Direction: "incoming" | "outgoing";
        /** @description Why a dead letter is given up. */
        Discard: {
            /**
             * Note
             * @description Kept with the letter.
             */
            reason: string;
        };
        /** @description Gives a lead up. */
        DisqualifyLead: {
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description A new claim. */
        DraftClaim: {
            /** @description Its lines, all in one currency. */
            lines: components["schemas"]["NewLine"][];
            /**
             * Name
             * @description What it is for.
             */
            title: string;
        };
        /** @description Which unbilled work goes on the draft; at least one of the three. At most 100 pieces, of one customer and currency. */
        DraftFromWork: {
            /** @description Only these. */
            billable_item_ids?: string[] | null;
            /**
             * CustomerId
             * Format: uuid
             * @description All of this customer.
             */
            customer_id?: string | null;
            /**
             * ProjectId
             * Format: uuid
             * @description All of this project.
             */
            project_id?: string | null;
        };
        /** @description A draft written by hand. */
        DraftInvoice: {
            /**
             * Currency
             * @description Currency of every amount; the organisation's when left out.
             * @example EUR
             */
            currency?: string | null;
            /**
             * CustomerId
             * Format: uuid
             * @description Who is billed.
             */
            customer_id: string;
            /**
             * DealId
             * Format: uuid
             * @description The deal it is for; that of the project when left out.
             */
            deal_id?: string | null;
            /** @description Its lines, at most 100. */
            lines: components["schemas"]["DraftLine"][];
            /**
             * ProjectId
             * Format: uuid
             * @description The project it is for.
             */
            project_id?: string | null;
        };
        /** @description A line of a draft. */
        DraftLine: {
            /**
             * Name
             * @description Text.
             */
            description: string;
            /**
             * InvoiceLineId
             * Format: uuid
             * @description The line it was before; none for a new one.
             */
            invoice_line_id?: string | null;
            /**
             * Quantity
             * @description How many.
             * @example 12
             */
            quantity: string;
            /** @description Price of one, without VAT. */
            unit_price: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description A record that may be the same. */
        DuplicateCandidate: {
            /** @description What tells it apart: its country, its company, its address. */
            detail?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["DuplicateKind"];
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /** @description What is the same. */
            reasons: components["schemas"]["DuplicateReason"][];
        };
        /** @description What kind of record it is. */
        DuplicateKind: "account" | "contact" | "lead";
        /** @description What is the same. */
        DuplicateReason: "tax_number" | "email" | "phone" | "domain" | "name";
        /** @description What may be the same. */
        Duplicates: {
            /** @description The likeliest first; at most ten. */
            items: components["schemas"]["DuplicateCandidate"][];
        };
        /** @description A rate. */
        ExchangeRateView: {
            /**
             * Currency
             * @description The currency it is valued in: the organisation's.
             * @example EUR
             */
            base_currency: string;
            /**
             * Currency
             * @description The currency that is valued.
             * @example EUR
             */
            currency: string;
            /**
             * ExchangeRateId
             * Format: uuid
             * @description Its id.
             */
            exchange_rate_id: string;
            /**
             * Format: date
             * @description From which day on.
             */
            on: string;
            /**
             * Rate
             * @description What one unit of `currency` is worth in `base_currency`; above 0.
             * @example 0.0025
             */
            rate: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ExchangeRateViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ExchangeRateView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What an organisation decides for itself. */
        ExpenseSettings: {
            /**
             * Percent
             * @description Part of a contract's value that its project may cost, in percent; holds for deals won from now on.
             * @example 12.5
             */
            cost_budget_share: string;
        };
        /** @description Postings, and what they sum to. */
        Explanation: {
            /** @description The accounts. */
            accounts: components["schemas"]["ReportingAccount"][];
            /**
             * Format: date-time
             * @description The moment the figure is of.
             */
            as_of: string;
            /** @description The postings, in the order in which they were recorded. */
            items: components["schemas"]["PostingView"][];
            /**
             * Cursor
             * @description Send it as `cursor` to get the next page; none on the last.
             */
            next_cursor?: string | null;
            /** @description The sums over all pages, in each currency. */
            sums: components["schemas"]["SumView"][];
        };
        /** @description One field that must be mended. */
        FieldError: {
            /** @description What is wrong and how to mend it. */
            detail: string;
            /** @description JSON pointer into the request body (RFC 6901), or the name of a query parameter. */
            pointer: string;
        };
        /** @description What values of a custom field are. */
        FieldKind: "text" | "number" | "date" | "yes_no" | "choice" | "choices" | "url";
        /** @description What a custom field is a field of. */
        FieldRecord: "account" | "contact" | "deal";
        /** @description The value of a custom field. Numbers and days are texts, as everywhere. */
        FieldValue: boolean | string | string[];
        /** @description A custom field. */
        FieldView: {
            /** @description Whether it is out of use; values stay where they are. */
            archived: boolean;
            /** @description What can be chosen, for the kinds that choose. */
            choices: string[];
            /**
             * FieldId
             * Format: uuid
             * @description Its id.
             */
            field_id: string;
            /** @description What its values are. */
            kind: components["schemas"]["FieldKind"];
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Format: int16
             * @description Its place among the fields of its record; equal places go by name.
             */
            position: number;
            /** @description What it is a field of. */
            record: components["schemas"]["FieldRecord"];
            /** @description Whether new records must have a value, and none may be emptied. */
            required: boolean;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description Fields in their order. */
        Fields: {
            items: components["schemas"]["FieldView"][];
        };
        /** @description A figure, and where it is explained. */
        Figure: {
            /** @description The figure. */
            amount: components["schemas"]["Money"];
            /** @description Address of the postings that sum to it, within this service. */
            explain: string;
        };
        /** @description What is known of somebody or some company; at least one thing, or nothing is found. */
        FindDuplicates: {
            /**
             * Name
             * @description Name of the company.
             */
            company?: string | null;
            /**
             * Email
             * Format: email
             */
            email?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            person?: string | null;
            /** Name */
            phone?: string | null;
            /**
             * TaxNumber
             * @example HU12345676
             */
            tax_number?: string | null;
            /**
             * Name
             * @description Web address of the company.
             */
            website?: string | null;
        };
        /** @description An issued invoice. */
        FirstInvoice: {
            /**
             * Format: date-time
             * @description When it was issued.
             */
            at?: string | null;
            /**
             * InvoiceId
             * Format: uuid
             * @description Its id.
             */
            invoice_id: string;
            /** @description Its number. */
            number?: string | null;
        };
        /** @description A follow-up that was done. */
        FollowUpDone: {
            /** @description What it is about. */
            about: components["schemas"]["Subject"][];
            /**
             * Format: date
             * @description The business day it was done.
             */
            done_on?: string | null;
            /**
             * Format: date
             * @description By which day.
             */
            due_on: string;
            /**
             * Format: partial-time
             * @description At which time of that day, in the organisation's zone.
             */
            due_time?: string | null;
            /**
             * FollowUpId
             * Format: uuid
             * @description Its id.
             */
            follow_up_id: string;
            /**
             * FollowUpId
             * Format: uuid
             * @description The one that comes next, when it comes again.
             */
            next_follow_up_id?: string | null;
            /**
             * Note
             * @description More about it.
             */
            note?: string | null;
            /**
             * Format: int32
             * @description Counts those that come again, from 1.
             */
            occurrence: number;
            /**
             * MemberId
             * Format: uuid
             * @description Who does it.
             */
            owner_id: string;
            /** @description How urgent it is. */
            priority: components["schemas"]["Priority"];
            /** @description How it comes again. */
            recurrence?: components["schemas"]["Recurrence"] | null;
            /**
             * Format: int32
             * @description Minutes before it is due at which the owner is reminded; a follow-up without a time is due at nine in the morning
             *      for this.
             */
            remind_minutes_before?: number | null;
            /**
             * FollowUpId
             * Format: uuid
             * @description The first of those that come again; its own id when it is that.
             */
            series_id: string;
            /** @description Where it stands. */
            status: components["schemas"]["FollowUpStatus"];
            /**
             * Name
             * @description What is to be done.
             */
            title: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description The order of a list. */
        FollowUpSort: "due_at" | "-due_at" | "-created_at";
        /** @description Where a follow-up stands. */
        FollowUpStatus: "open" | "done" | "cancelled";
        /** @description A follow-up. */
        FollowUpView: {
            /** @description What it is about. */
            about: components["schemas"]["Subject"][];
            /**
             * Format: date
             * @description The business day it was done.
             */
            done_on?: string | null;
            /**
             * Format: date
             * @description By which day.
             */
            due_on: string;
            /**
             * Format: partial-time
             * @description At which time of that day, in the organisation's zone.
             */
            due_time?: string | null;
            /**
             * FollowUpId
             * Format: uuid
             * @description Its id.
             */
            follow_up_id: string;
            /**
             * Note
             * @description More about it.
             */
            note?: string | null;
            /**
             * Format: int32
             * @description Counts those that come again, from 1.
             */
            occurrence: number;
            /**
             * MemberId
             * Format: uuid
             * @description Who does it.
             */
            owner_id: string;
            /** @description How urgent it is. */
            priority: components["schemas"]["Priority"];
            /** @description How it comes again. */
            recurrence?: components["schemas"]["Recurrence"] | null;
            /**
             * Format: int32
             * @description Minutes before it is due at which the owner is reminded; a follow-up without a time is due at nine in the morning
             *      for this.
             */
            remind_minutes_before?: number | null;
            /**
             * FollowUpId
             * Format: uuid
             * @description The first of those that come again; its own id when it is that.
             */
            series_id: string;
            /** @description Where it stands. */
            status: components["schemas"]["FollowUpStatus"];
            /**
             * Name
             * @description What is to be done.
             */
            title: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        FollowUpViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["FollowUpView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What open deals may bring. */
        Forecast: {
            /**
             * Format: date-time
             * @description The moment the figures are of.
             */
            as_of: string;
            /** @description What the rows are of. */
            by: components["schemas"]["ForecastBy"];
            /**
             * Currency
             * @description The currency amounts are valued in.
             * @example EUR
             */
            currency: string;
            /** @description Row by row, by name. */
            items: components["schemas"]["ForecastRow"][];
            /** @description How odds are learned. */
            method: components["schemas"]["Method"];
            /** @description Open deals without a rate, which are in no figure. */
            missing_rates: components["schemas"]["MissingRate"][];
            /** @description Won deals without a rate, which are in no figure. */
            missing_rates_won: components["schemas"]["MissingRate"][];
            /** @description All deals of the question together, month by month. */
            months: components["schemas"]["ForecastMonth"][];
            /** @description The exchange rates that were used for open deals. */
            rates: components["schemas"]["RateUsed"][];
            /** @description The odds that were used, stage by stage. */
            stages: components["schemas"]["ForecastStage"][];
            /** @description Open deals that are no forecast until somebody mends them, whatever their month. */
            to_mend: components["schemas"]["ToMend"];
            /**
             * Format: date
             * @description The business day of that moment: deals expected to close before it are no forecast.
             */
            today: string;
            /** @description All of them together. */
            total: components["schemas"]["ForecastFigures"];
        };
        /** @description Of which deals, and as of when. */
        ForecastAsked: {
            /**
             * Format: date-time
             * @description Any past instant; now when left out.
             */
            as_of?: string | null;
            /**
             * @description What the rows are of; owners when left out.
             * @default owner
             */
            by?: components["schemas"]["ForecastBy"];
            /** @description In which category; all but `omitted` when left out. */
            category?: components["schemas"]["ForecastCategory"] | null;
            /**
             * Month
             * @description First month; that of the day when left out.
             * @example 2026-03
             */
            from?: string | null;
            /** @description Whose deals; `none` for nobody's. */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Of which pipeline.
             */
            pipeline_id?: string | null;
            /**
             * TeamId
             * Format: uuid
             * @description Of whose members.
             */
            team_id?: string | null;
            /**
             * Month
             * @description Last month; five after the first when left out. At most 24 months.
             * @example 2026-03
             */
            to?: string | null;
        };
        /** @description What the rows of a forecast are of. */
        ForecastBy: "owner" | "team" | "pipeline" | "category";
        /** @description How sure somebody is of an open deal. Won and lost ones have none: what is won has come in, what is lost will not. */
        ForecastCategory: "pipeline" | "best_case" | "commit" | "omitted";
        /** @description What can be scored. */
        ForecastColumn: "commit" | "by_stage" | "by_learned" | "by_people";
        /** @description A deal, and what it adds. What it adds is exact, however many decimals that takes: only sums are rounded. */
        ForecastDeal: {
            /**
             * Format: uuid
             * @description Who would buy.
             */
            account_id?: string | null;
            /** @description Their name, when known. */
            account_name?: string | null;
            /** @description Its value in the organisation's currency. */
            base_value?: string | null;
            /** @description Its value by them. */
            by_learned?: string | null;
            /** @description Its value by them. */
            by_people?: string | null;
            /** @description Its value by them. */
            by_stage?: string | null;
            /** @description The category it counts in; none once it is closed. */
            category?: components["schemas"]["ForecastCategory"] | null;
            /**
             * Format: date
             * @description When it closed.
             */
            closed_on?: string | null;
            /**
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /**
             * Format: date
             * @description When it is expected to close.
             */
            expected_close_on?: string | null;
            /**
             * Format: int16
             * @description Odds somebody gave it, in percent.
             */
            judged_odds_percent?: number | null;
            /** @description Odds learned for its stage, in percent. */
            learned_odds_percent?: string | number | null;
            /** @description Its name, when known. */
            name?: string | null;
            /**
             * Format: uuid
             * @description Who works on it.
             */
            owner_id?: string | null;
            /** @description Their name, when known. */
            owner_name?: string | null;
            /**
             * Format: uuid
             * @description Its pipeline.
             */
            pipeline_id: string;
            /** @description What one unit of its currency is worth; none when nobody said. */
            rate?: string | null;
            /**
             * Format: uuid
             * @description Its stage.
             */
            stage_id: string;
            /** @description Name of that stage, when known. */
            stage_name?: string | null;
            /**
             * Format: int16
             * @description Odds of its stage, in percent.
             */
            stage_odds_percent?: number | null;
            /** @description Its value. */
            value: components["schemas"]["Money"];
        };
        /** @description Deals, and what they add up to. */
        ForecastDeals: {
            /**
             * Format: date-time
             * @description The moment the figures are of.
             */
            as_of: string;
            /**
             * Currency
             * @description The currency amounts are valued in.
             * @example EUR
             */
            currency: string;
            /** @description The deals, by the day they are expected to close, or closed. */
            items: components["schemas"]["ForecastDeal"][];
            /**
             * Cursor
             * @description Send it as `cursor` to get the next page; none on the last.
             */
            next_cursor?: string | null;
            /** @description What the deals of all pages add up to, each figure rounded once. */
            sums: components["schemas"]["DealSums"];
        };
        /** @description What some deals may bring. */
        ForecastFigures: {
            /** @description By the odds learned from closed deals. */
            by_learned: components["schemas"]["Weighted"];
            /** @description By the odds people gave them. */
            by_people: components["schemas"]["Judged"];
            /** @description By the odds of their stages. */
            by_stage: components["schemas"]["Weighted"];
            /** @description The value of those in the category `commit`, weighted by nothing. */
            commit: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many open deals.
             */
            deals: number;
            /** @description Address of the open deals that sum to these figures, within this service. */
            explain: string;
            /** @description Their value, weighted by nothing. */
            value: components["schemas"]["Money"];
            /** @description What has been won in the same time; none in rows of categories, since won deals have none. */
            won?: components["schemas"]["ForecastWon"] | null;
        };
        /** @description The figures of one month. */
        ForecastMonth: {
            /** @description By the odds learned from closed deals. */
            by_learned: components["schemas"]["Weighted"];
            /** @description By the odds people gave them. */
            by_people: components["schemas"]["Judged"];
            /** @description By the odds of their stages. */
            by_stage: components["schemas"]["Weighted"];
            /** @description The value of those in the category `commit`, weighted by nothing. */
            commit: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many open deals.
             */
            deals: number;
            /** @description Address of the open deals that sum to these figures, within this service. */
            explain: string;
            /**
             * Month
             * @description The month deals are expected to close in.
             * @example 2026-03
             */
            month: string;
            /** @description Their value, weighted by nothing. */
            value: components["schemas"]["Money"];
            /** @description What has been won in the same time; none in rows of categories, since won deals have none. */
            won?: components["schemas"]["ForecastWon"] | null;
        };
        /** @description The figures of a member, team, pipeline or category. */
        ForecastRow: {
            /** @description Which category, in rows of those. */
            category?: components["schemas"]["ForecastCategory"] | null;
            /**
             * Format: uuid
             * @description Which member, team or pipeline; none for what is nobody's, and for categories.
             */
            id?: string | null;
            /** @description Month by month, those in which there is something. */
            months: components["schemas"]["ForecastMonth"][];
            /** @description What it is called, when known. */
            name?: string | null;
            /** @description All months together. */
            total: components["schemas"]["ForecastFigures"];
        };
        /** @description A stage, and how likely deals that stand in it are won. */
        ForecastStage: {
            /** @description What closed deals say. */
            learned: components["schemas"]["Learned"];
            /** @description What it is called, when known. */
            name?: string | null;
            /**
             * Format: int16
             * @description What its pipeline says, in percent; none when that was never told.
             */
            odds_percent?: number | null;
            /**
             * Format: uuid
             * @description The stage.
             */
            stage_id: string;
        };
        /** @description Which deals are listed. */
        ForecastWhich: "forecast" | "passed" | "undated" | "won";
        /** @description What was won. */
        ForecastWon: {
            /** @description Their value, each at the rate of the day it was won. */
            amount: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many deals.
             */
            deals: number;
        };
        /** @description A deal that nobody looks after. */
        Forgotten: {
            /**
             * Name
             * @description Name of who would buy.
             */
            account_name?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /**
             * Format: date
             * @description When it is expected to close.
             */
            expected_close_on?: string | null;
            /**
             * Format: date
             * @description Since when it stands in its stage.
             */
            in_stage_since?: string | null;
            /**
             * Format: date
             * @description The day of the latest activity.
             */
            last_activity_on?: string | null;
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /** @description What is done next to win it. */
            next_step?: components["schemas"]["NextStep"] | null;
            /**
             * Format: date
             * @description When work on it began.
             */
            opened_on: string;
            /**
             * MemberId
             * Format: uuid
             * @description Who works on it.
             */
            owner_id?: string | null;
            /**
             * Name
             * @description Name of who works on it.
             */
            owner_name?: string | null;
            /** @description Why it counts as forgotten, at least one. */
            reasons: components["schemas"]["ForgottenReason"][];
            /**
             * StageId
             * Format: uuid
             * @description Where it stands.
             */
            stage_id: string;
            /**
             * Name
             * @description Name of that stage.
             */
            stage_name: string;
            /** @description What is at risk. */
            value: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Grows with each change of the deal; its ETag.
             */
            version: number;
        };
        /** @description What nobody looks after. */
        ForgottenList: {
            /** @description How many for each reason; those that stand for none are left out. One deal may count for several. */
            counts: components["schemas"]["ReasonCount"][];
            /** @description The items, in the order asked for. */
            items: components["schemas"]["Forgotten"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
            /** @description The days behind it. */
            rules: components["schemas"]["ForgottenRules"];
            /**
             * Format: int64
             * @description How many there are in all, for the owner asked for and whatever the reason.
             */
            total: number;
        };
        /** @description Why something counts as forgotten. */
        ForgottenReason: "no_next_step" | "next_step_overdue" | "stale_in_stage" | "no_activity" | "close_date_passed" | "no_owner";
        /** @description After how many days an organisation counts a deal as forgotten. */
        ForgottenRules: {
            /**
             * Format: int32
             * @description Days without an activity, 1 to 3650.
             */
            quiet_after_days: number;
            /**
             * Format: int32
             * @description Days in one stage, 1 to 3650.
             */
            stale_after_days: number;
        };
        /** @description The order of the list. */
        ForgottenSort: "-value" | "opened_on";
        /** @description What a form may ask for besides the e-mail address. */
        FormField: "name" | "phone" | "job_title" | "company" | "website" | "country" | "message";
        /** @description Something that was found. */
        Found: {
            /** @description More of an activity. */
            activity?: components["schemas"]["FoundActivity"] | null;
            /** @description What tells it from others of the same name; of an activity what it is about. */
            detail?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["FoundKind"];
            /** @description Whether nothing has what was looked for, and this is spelt nearly so. */
            nearly: boolean;
            /** @description The part of its texts that has what was looked for, in pieces; empty when its title does. */
            snippet: components["schemas"]["Piece"][];
            /** @description Its name; of an activity its subject, or how its text begins. */
            title: string;
        };
        /** @description More of an activity that was found. */
        FoundActivity: {
            /** @description What it is about in the first place. */
            about?: components["schemas"]["Subject"] | null;
            /**
             * Format: date-time
             * @description When it took place, or will.
             */
            happened_at: string;
            /** @description What kind it is. */
            kind: components["schemas"]["ActivityKind"];
        };
        /** @description What can be found, in the order in which equally good ones take turns. */
        FoundKind: "account" | "contact" | "deal" | "lead" | "activity";
        /** @description The unit in which something comes again. */
        Frequency: "daily" | "weekly" | "monthly" | "yearly";
        /** @description A rate. */
        GiveRate: {
            /**
             * Currency
             * @description The currency that is valued.
             * @example EUR
             */
            currency: string;
            /**
             * Format: date
             * @description From which day on; today when left out, never in the future.
             */
            on?: string | null;
            /**
             * Rate
             * @description What one unit of it is worth in the organisation's currency.
             * @example 0.0025
             */
            rate: string;
        };
        /** @description A goal, and how far it is. */
        GoalProgress: {
            /** @description What is to be won. */
            amount: components["schemas"]["Money"];
            /** @description What the odds of their stages make of the open deals that are expected to close in the time. */
            by_stage: components["schemas"]["Money"];
            /** @description The value of open deals that are committed and expected to close in the time. */
            commit: components["schemas"]["Money"];
            /**
             * Format: date
             * @description Last day.
             */
            ends_on: string;
            /**
             * Format: uuid
             * @description The goal.
             */
            goal_id: string;
            /**
             * Format: uuid
             * @description Whose it is; neither member nor team: everybody's.
             */
            member_id?: string | null;
            /** @description Their name, when known. */
            member_name?: string | null;
            /**
             * Format: date
             * @description First day.
             */
            starts_on: string;
            /**
             * Format: uuid
             * @description The team whose it is.
             */
            team_id?: string | null;
            /** @description Its name, when known. */
            team_name?: string | null;
            /** @description What was won in the time. */
            won: components["schemas"]["Money"];
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        GoalProgressPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["GoalProgress"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description How long a goal is for. */
        GoalSpan: "month" | "quarter";
        /** @description A goal. */
        GoalView: {
            /** @description Value of deals to be won, without VAT, in the organisation's currency. */
            amount: components["schemas"]["Money"];
            /**
             * Month
             * @description Its first month.
             * @example 2026-03
             */
            from: string;
            /**
             * GoalId
             * Format: uuid
             * @description Its id.
             */
            goal_id: string;
            /**
             * MemberId
             * Format: uuid
             * @description The member whose goal it is.
             */
            member_id?: string | null;
            /** @description How long it is for. */
            span: components["schemas"]["GoalSpan"];
            /**
             * TeamId
             * Format: uuid
             * @description The team whose goal it is.
             */
            team_id?: string | null;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        GoalViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["GoalView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Which goals. */
        GoalsAsked: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Month
             * @description First month they reach into; this one when left out.
             * @example 2026-03
             */
            from?: string | null;
            /**
             * Limit
             * @description Goals of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * MemberId
             * Format: uuid
             * @description Of this member.
             */
            member_id?: string | null;
            /**
             * TeamId
             * Format: uuid
             * @description Of this team.
             */
            team_id?: string | null;
            /**
             * Month
             * @description Last month they reach into; the first when left out.
             * @example 2026-03
             */
            to?: string | null;
        };
        /** @description Something that happened. */
        Happening: {
            /** @description What it is about. */
            about: components["schemas"]["Subject"][];
            /**
             * ActivityId
             * Format: uuid
             * @description Its id.
             */
            activity_id: string;
            /**
             * MemberId
             * Format: uuid
             * @description Who wrote it down; none for programs.
             */
            author_id?: string | null;
            /** @description What it says; none once it was removed. */
            content?: components["schemas"]["ActivityContent"] | null;
            /** @constant */
            event: "activity";
            /**
             * Format: date-time
             * @description When it took place, or will.
             */
            happened_at: string;
            /** @description What kind it is; told even when it was removed. */
            kind: components["schemas"]["ActivityKind"];
            /** @description Colleagues it is brought to the notice of. */
            mentions: string[];
            /**
             * Format: int64
             * @description Its version, for corrections.
             */
            version: number;
        } | {
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /** @constant */
            event: "deal_opened";
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /**
             * Name
             * @description In which stage.
             */
            stage: string;
            /** @description Its value then. */
            value: components["schemas"]["Money"];
        } | {
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /** @constant */
            event: "deal_moved";
            /**
             * Name
             * @description From where.
             */
            from: string;
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /**
             * Name
             * @description Where to.
             */
            to: string;
        } | {
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /** @constant */
            event: "deal_won";
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /** @description What it is worth. */
            value: components["schemas"]["Money"];
        } | {
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /** @constant */
            event: "deal_lost";
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /**
             * Note
             * @description Why.
             */
            reason: string;
        } | {
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /** @constant */
            event: "deal_reopened";
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /**
             * Note
             * @description Why.
             */
            reason: string;
        } | {
            /** @constant */
            event: "owner_changed";
            /**
             * MemberId
             * Format: uuid
             * @description Who did.
             */
            from_id?: string | null;
            /**
             * Name
             * @description What that is called.
             */
            name: string;
            /** @description After what. */
            subject: components["schemas"]["Subject"];
            /**
             * MemberId
             * Format: uuid
             * @description Who does.
             */
            to_id?: string | null;
        } | {
            /** @constant */
            event: "follow_up_done";
            /**
             * FollowUpId
             * Format: uuid
             * @description The follow-up.
             */
            follow_up_id: string;
            /**
             * Name
             * @description What was to be done.
             */
            title: string;
        } | {
            /**
             * AttachmentId
             * Format: uuid
             * @description The file.
             */
            attachment_id: string;
            /** @constant */
            event: "file_added";
            /**
             * Name
             * @description What it is called.
             */
            name: string;
        } | {
            /**
             * DealId
             * Format: uuid
             * @description The deal it is for.
             */
            deal_id: string;
            /** @constant */
            event: "quote";
            /** @description What it adds up to, with VAT: as sent, or as accepted. */
            gross: components["schemas"]["Money"];
            /**
             * Name
             * @description Who answered, when they said so.
             */
            name?: string | null;
            /**
             * ShortCode
             * @description Its number.
             */
            number: string;
            /**
             * QuoteId
             * Format: uuid
             * @description The version of the quote.
             */
            quote_id: string;
            /**
             * Note
             * @description Why, where a reason was given.
             */
            reason?: string | null;
            /**
             * Format: int32
             * @description Which version of that number.
             */
            revision: number;
            /** @description What became of it. */
            step: components["schemas"]["QuoteStep"];
        } | {
            /** @constant */
            event: "project";
            /**
             * Name
             * @description What it is called.
             */
            name: string;
            /**
             * ProjectId
             * Format: uuid
             * @description The project.
             */
            project_id: string;
            /**
             * Note
             * @description Why, where a reason was given.
             */
            reason?: string | null;
            /** @description What became of it. */
            step: components["schemas"]["ProjectStep"];
        } | {
            /** @description Whether it is. */
            completed: boolean;
            /** @constant */
            event: "milestone";
            /**
             * Name
             * @description What was delivered.
             */
            name: string;
            /**
             * ProjectId
             * Format: uuid
             * @description The project.
             */
            project_id: string;
        } | {
            /**
             * BudgetId
             * Format: uuid
             * @description The budget.
             */
            budget_id: string;
            /** @constant */
            event: "budget_created";
            /**
             * Name
             * @description What it is called.
             */
            name: string;
        } | {
            /** @constant */
            event: "schedule_created";
            /**
             * Name
             * @description What it is called.
             */
            name: string;
            /**
             * ScheduleId
             * Format: uuid
             * @description The schedule.
             */
            schedule_id: string;
            /** @description What will be billed, without VAT. */
            total: components["schemas"]["Money"];
        } | {
            /**
             * Format: date
             * @description When that is due.
             */
            due_on?: string | null;
            /** @constant */
            event: "invoice_issued";
            /** @description What it asks for, with VAT. */
            gross: components["schemas"]["Money"];
            /**
             * InvoiceId
             * Format: uuid
             * @description The invoice.
             */
            invoice_id: string;
            /**
             * ShortCode
             * @description Its number.
             */
            number?: string | null;
        } | {
            /** @constant */
            event: "invoice_paid";
            /** @description What was asked for, with VAT. */
            gross: components["schemas"]["Money"];
            /**
             * InvoiceId
             * Format: uuid
             * @description The invoice.
             */
            invoice_id: string;
            /**
             * ShortCode
             * @description Its number.
             */
            number?: string | null;
        } | {
            /** @description How much. */
            amount: components["schemas"]["Money"];
            /** @constant */
            event: "payment_received";
            /**
             * PaymentId
             * Format: uuid
             * @description The payment.
             */
            payment_id: string;
        };
        /** @description An import that was begun. */
        ImportBegun: {
            /**
             * Format: uuid
             * @description Ask for it at `/v1/maven/{import_id}`.
             */
            import_id: string;
        };
        /** @description How far an import is. */
        ImportStatus: "running" | "done" | "failed";
        /** @description An import. */
        ImportView: {
            /**
             * Format: uint64
             * @description How many of the step are done.
             */
            done: number;
            /**
             * Format: uuid
             * @description Its id.
             */
            import_id: string;
            /** @description Why it ended early. */
            problem?: string | null;
            /** @description What it did, once it is done. Every row is at `/v1/maven/{import_id}/rows`. */
            report?: unknown;
            /** @description Whether it is done. */
            status: components["schemas"]["ImportStatus"];
            /** @description What is being done, or was done last. */
            step: string;
            /** @description The same for people. */
            text?: string | null;
            /**
             * Format: uint64
             * @description How many the step has.
             */
            total: number;
        };
        /** @description One part of a schedule. */
        Installment: {
            /** @description Amount without VAT; for time and materials the estimate. */
            amount: components["schemas"]["Money"];
            /**
             * DealLineId
             * Format: uuid
             * @description The line of the deal.
             */
            deal_line_id: string;
            /**
             * InstallmentId
             * Format: uuid
             * @description Its id.
             */
            installment_id: string;
            /**
             * Name
             * @description What is billed.
             */
            name: string;
            /** @description Where it stands. */
            status: components["schemas"]["InstallmentStatus"];
            /** @description What makes it billable. */
            trigger: components["schemas"]["Trigger"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description Where an instalment stands. */
        InstallmentStatus: "planned" | "billable" | "invoiced" | "cancelled";
        /** @description An invoice. */
        Invoice: {
            /**
             * AccountId
             * Format: uuid
             * @description The client's account.
             */
            account_id: string;
            /**
             * Currency
             * @description Currency of every amount on it.
             * @example EUR
             */
            currency: string;
            /**
             * CustomerId
             * Format: uuid
             * @description Who is billed.
             */
            customer_id: string;
            /**
             * Name
             * @description Name of the customer as printed.
             */
            customer_name: string;
            /**
             * DealId
             * Format: uuid
             * @description The deal, when the invoice is for one.
             */
            deal_id?: string | null;
            /**
             * Format: date
             * @description Day it is due.
             */
            due_on?: string | null;
            /** @description With VAT (BT-112). */
            gross: components["schemas"]["Money"];
            /**
             * InvoiceId
             * Format: uuid
             * @description Its id.
             */
            invoice_id: string;
            /**
             * Format: date
             * @description Day of issue.
             */
            issued_on?: string | null;
            /** @description Its lines. */
            lines: components["schemas"]["InvoiceLine"][];
            /** @description Sum of the lines without VAT (EN 16931 BT-109). */
            net: components["schemas"]["Money"];
            /**
             * ShortCode
             * @description Number, given when it is issued: gap-free in its series.
             */
            number?: string | null;
            /** @description What is still due (BT-115). */
            open: components["schemas"]["Money"];
            /** @description Applied payments. */
            paid: components["schemas"]["Money"];
            /**
             * ProjectId
             * Format: uuid
             * @description The project, when the invoice is for one.
             */
            project_id?: string | null;
            /** @description Where it stands. */
            status: components["schemas"]["InvoiceStatus"];
            /** @description VAT by rate (EN 16931 BG-23). */
            vat: components["schemas"]["VatGroup"][];
            /** @description Sum of VAT (BT-110). */
            vat_total: components["schemas"]["Money"];
        };
        /** @description A line of an invoice. */
        InvoiceLine: {
            /**
             * BillableItemId
             * Format: uuid
             * @description The work it bills; empty for a line written by hand.
             */
            billable_item_id?: string | null;
            /**
             * Name
             * @description Text.
             */
            description: string;
            /**
             * InvoiceLineId
             * Format: uuid
             * @description Its id.
             */
            invoice_line_id: string;
            /** @description Without VAT, rounded to the minor unit. */
            net: components["schemas"]["Money"];
            /**
             * ProjectId
             * Format: uuid
             * @description The project the line is for.
             */
            project_id?: string | null;
            /**
             * Quantity
             * @description How many.
             * @example 12
             */
            quantity: string;
            /** @description Price of one, without VAT. */
            unit_price: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        InvoicePage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["Invoice"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description How a list of invoices is sorted. */
        InvoiceSort: "-created_at" | "-issued_on";
        /** @description Where an invoice stands. Paid or not is derived from what was applied to it. */
        InvoiceStatus: "draft" | "issued" | "paid" | "discarded";
        /** @description When a draft is issued. */
        IssueInvoice: {
            /**
             * Format: date
             * @description Today when left out; not in the future, and not before the last invoice of the same year.
             */
            issued_on?: string | null;
        };
        /** @description What people make of it. */
        Judged: {
            /** @description The sum of their values times those odds. */
            amount: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many of the deals somebody gave odds.
             */
            deals: number;
            /** @description The value of those. */
            value: components["schemas"]["Money"];
        };
        /** @description The odds a person gave a deal. */
        JudgedOdds: {
            /**
             * Format: int16
             * @description How likely it is won, in percent, 1 to 99.
             */
            odds_percent: number;
            /**
             * Note
             * @description Why.
             */
            reason: string;
            /**
             * Format: date-time
             * @description When.
             */
            said_at: string;
            /**
             * MemberId
             * Format: uuid
             * @description Who said so; none when a program did.
             */
            said_by?: string | null;
        };
        /** @description The odds somebody gives a deal. */
        JudgedOddsRequest: {
            /**
             * Format: int16
             * @description How likely it is won, in percent, 1 to 99.
             */
            odds_percent: number;
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description What kind of account it is. */
        Kind: "asset" | "liability" | "income" | "cost" | "memo";
        /** @description A language documents are written in. */
        Language: "en" | "hu";
        /** @description The way by which a lead came in. */
        LeadChannel: "form" | "api" | "manual" | "import";
        /** @description What must be true of a lead for a rule to apply. */
        LeadCondition: {
            /** @description What is looked at. */
            field: components["schemas"]["LeadField"];
            /** @description How it is compared. */
            operator: components["schemas"]["LeadOperator"];
            /**
             * @description With what; none for `is_set` and `is_not_set`.
             * @default []
             */
            values?: string[];
        };
        /** @description What a person agreed to. */
        LeadConsent: {
            /**
             * Format: date-time
             * @description When.
             */
            given_at: string;
            /**
             * Name
             * @description How: the name of the form, "by telephone".
             */
            how: string;
            /**
             * Name
             * @description What their data may be used for.
             */
            purpose?: string | null;
            /**
             * Note
             * @description The words they agreed to.
             */
            text: string;
        };
        /** @description What a lead became. */
        LeadConversion: {
            /** @description The account, new or the one that was named. */
            account: components["schemas"]["Account"];
            /**
             * AccountId
             * Format: uuid
             * @description The account it became.
             */
            account_id?: string | null;
            /**
             * Name
             * @description The rule that chose the colleague; none when a person did.
             */
            assigned_by?: string | null;
            /**
             * Name
             * @description Name of the company.
             */
            company?: string | null;
            /** @description What they agreed to last. */
            consent?: components["schemas"]["LeadConsent"] | null;
            /** @description The contact, new or the one that was named. */
            contact: components["schemas"]["Contact"];
            /**
             * ContactId
             * Format: uuid
             * @description The contact it became.
             */
            contact_id?: string | null;
            /**
             * CountryCode
             * @description Country of the company.
             * @example HU
             */
            country?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal it became.
             */
            deal_id?: string | null;
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /** @description What it may be worth. */
            estimated_value?: components["schemas"]["Money"] | null;
            /**
             * ShortCode
             * @description Key of the record in the system it was imported from.
             */
            external_ref?: string | null;
            /**
             * Format: date-time
             * @description When it was answered first.
             */
            first_responded_at?: string | null;
            /**
             * Format: date-time
             * @description When it has to be answered at the latest; none when the organisation sets no time.
             */
            first_response_due_at?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * Format: date-time
             * @description When it came forward last: as `received_at`, or later when they wrote again.
             */
            last_touch_at: string;
            /**
             * LeadId
             * Format: uuid
             * @description Its id.
             */
            lead_id: string;
            /**
             * LeadId
             * Format: uuid
             * @description The lead it was merged into.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /** @description What is done next about it. */
            next_step?: components["schemas"]["NextStep"] | null;
            /**
             * Note
             * @description What is known about it besides.
             */
            note?: string | null;
            /**
             * Format: date
             * @description When it is looked at again, while it is nurtured.
             */
            nurture_until?: string | null;
            /** @description Where it came from first. */
            origin: components["schemas"]["LeadOrigin"];
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who looks after it.
             */
            owner_id?: string | null;
            /**
             * Name
             * @description Telephone number as given.
             */
            phone?: string | null;
            /**
             * Format: date-time
             * @description When it came in.
             */
            received_at: string;
            /** @description Whether nobody has answered it in time. */
            response_overdue: boolean;
            /**
             * Format: int32
             * @description Its points: the sum of what the rules gave and took.
             */
            score: number;
            /** @description What the points are made of. */
            score_parts: components["schemas"]["ScorePart"][];
            /** @description Where it stands. */
            status: components["schemas"]["LeadStatus"];
            /**
             * Note
             * @description Why it stands there, where a reason was given.
             */
            status_reason?: string | null;
            /**
             * Format: int32
             * @description How often it came forward, from 1.
             */
            touches: number;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Name
             * @description Web address of the company.
             */
            website?: string | null;
        };
        /** @description A lead with its past. */
        LeadDetails: {
            /**
             * AccountId
             * Format: uuid
             * @description The account it became.
             */
            account_id?: string | null;
            /**
             * Name
             * @description The rule that chose the colleague; none when a person did.
             */
            assigned_by?: string | null;
            /**
             * Name
             * @description Name of the company.
             */
            company?: string | null;
            /** @description What they agreed to last. */
            consent?: components["schemas"]["LeadConsent"] | null;
            /**
             * ContactId
             * Format: uuid
             * @description The contact it became.
             */
            contact_id?: string | null;
            /**
             * CountryCode
             * @description Country of the company.
             * @example HU
             */
            country?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal it became.
             */
            deal_id?: string | null;
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /** @description What it may be worth. */
            estimated_value?: components["schemas"]["Money"] | null;
            /**
             * ShortCode
             * @description Key of the record in the system it was imported from.
             */
            external_ref?: string | null;
            /**
             * Format: date-time
             * @description When it was answered first.
             */
            first_responded_at?: string | null;
            /**
             * Format: date-time
             * @description When it has to be answered at the latest; none when the organisation sets no time.
             */
            first_response_due_at?: string | null;
            /** @description Every status it had, first to last. */
            history: components["schemas"]["LeadStatusChange"][];
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * Format: date-time
             * @description When it came forward last: as `received_at`, or later when they wrote again.
             */
            last_touch_at: string;
            /**
             * LeadId
             * Format: uuid
             * @description Its id.
             */
            lead_id: string;
            /**
             * LeadId
             * Format: uuid
             * @description The lead it was merged into.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /** @description What is done next about it. */
            next_step?: components["schemas"]["NextStep"] | null;
            /**
             * Note
             * @description What is known about it besides.
             */
            note?: string | null;
            /**
             * Format: date
             * @description When it is looked at again, while it is nurtured.
             */
            nurture_until?: string | null;
            /** @description Where it came from first. */
            origin: components["schemas"]["LeadOrigin"];
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who looks after it.
             */
            owner_id?: string | null;
            /**
             * Name
             * @description Telephone number as given.
             */
            phone?: string | null;
            /**
             * Format: date-time
             * @description When it came in.
             */
            received_at: string;
            /** @description Whether nobody has answered it in time. */
            response_overdue: boolean;
            /**
             * Format: int32
             * @description Its points: the sum of what the rules gave and took.
             */
            score: number;
            /** @description What the points are made of. */
            score_parts: components["schemas"]["ScorePart"][];
            /** @description Where it stands. */
            status: components["schemas"]["LeadStatus"];
            /**
             * Note
             * @description Why it stands there, where a reason was given.
             */
            status_reason?: string | null;
            /** @description The latest times it came forward, first to last; at most 100. */
            touch_list: components["schemas"]["LeadTouch"][];
            /**
             * Format: int32
             * @description How often it came forward, from 1.
             */
            touches: number;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Name
             * @description Web address of the company.
             */
            website?: string | null;
        };
        /** @description What a rule may look at. */
        LeadField: "source" | "campaign" | "channel" | "referrer" | "landing_page" | "utm_source" | "utm_medium" | "utm_campaign" | "country" | "company" | "job_title" | "email" | "email_domain" | "phone" | "website" | "consent" | "estimated_value" | "touches";
        /** @description It arrived. Nothing is said about what became of it. */
        LeadFormReceived: {
            /** @description True. */
            received: boolean;
        };
        /** @description What somebody sends with a form. Fields the form does not ask for are left out. */
        LeadFormSubmission: {
            /**
             * Name
             * @description Name of the company.
             */
            company?: string | null;
            /**
             * @description Whether they agree to the words of the form; `true`, or `on` as a browser's checkbox says it.
             * @default false
             */
            consent?: boolean;
            /**
             * CountryCode
             * @description Country, two capitals.
             * @example HU
             */
            country?: string | null;
            /**
             * Email
             * Format: email
             * @description Address; always needed.
             */
            email: string;
            /** @description A field no person sees. Whoever fills it in is a program, and what it sends is thrown away. */
            fax_number?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * Note
             * @description The page the form stands on.
             */
            landing_page?: string | null;
            /**
             * Note
             * @description Free text.
             */
            message?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name?: string | null;
            /**
             * Name
             * @description Telephone number.
             */
            phone?: string | null;
            /**
             * Note
             * @description The page they came from.
             */
            referrer?: string | null;
            /**
             * Name
             * @description `utm_campaign` of that page's address.
             */
            utm_campaign?: string | null;
            /**
             * Name
             * @description `utm_content` of that page's address.
             */
            utm_content?: string | null;
            /**
             * Name
             * @description `utm_medium` of that page's address.
             */
            utm_medium?: string | null;
            /**
             * Name
             * @description `utm_source` of that page's address.
             */
            utm_source?: string | null;
            /**
             * Name
             * @description `utm_term` of that page's address.
             */
            utm_term?: string | null;
            /**
             * Name
             * @description Web address of the company.
             */
            website?: string | null;
        };
        /** @description A form. */
        LeadFormView: {
            /** @description Whether it takes anything. */
            active: boolean;
            /**
             * Name
             * @description Campaign of its leads; `utm_campaign` when there is none.
             */
            campaign?: string | null;
            /**
             * Name
             * @description What their data may then be used for.
             */
            consent_purpose?: string | null;
            /**
             * Note
             * @description The words a person agrees to; none when the form asks for no consent.
             */
            consent_text?: string | null;
            /** @description What it asks for; the e-mail address is always asked for. */
            fields: components["schemas"]["FormField"][];
            /** @description How it is reached: `POST /v1/public/forms/{form_key}/submissions`. */
            form_key: string;
            /**
             * LeadFormId
             * Format: uuid
             * @description Its id.
             */
            lead_form_id: string;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Note
             * @description Where a browser goes after it was sent.
             */
            redirect_url?: string | null;
            /**
             * Name
             * @description Source of its leads; `utm_source` when there is none.
             */
            source?: string | null;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        LeadFormViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["LeadFormView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description How a rule compares. Texts are compared whatever their case. */
        LeadOperator: "is" | "is_not" | "contains" | "starts_with" | "is_set" | "is_not_set" | "at_least" | "at_most";
        /** @description Where a lead came from. */
        LeadOrigin: {
            /**
             * Name
             * @description The campaign it belongs to.
             */
            campaign?: string | null;
            /** @description The way it came in. */
            channel: components["schemas"]["LeadChannel"];
            /**
             * LeadFormId
             * Format: uuid
             * @description The form it came in by.
             */
            form_id?: string | null;
            /**
             * Note
             * @description The page they were on.
             */
            landing_page?: string | null;
            /**
             * Note
             * @description The page they came from.
             */
            referrer?: string | null;
            /**
             * Name
             * @description What brought them: `referral`, `google`.
             */
            source?: string | null;
            /**
             * Name
             * @description `utm_campaign` of that page's address.
             */
            utm_campaign?: string | null;
            /**
             * Name
             * @description `utm_content` of that page's address.
             */
            utm_content?: string | null;
            /**
             * Name
             * @description `utm_medium` of that page's address.
             */
            utm_medium?: string | null;
            /**
             * Name
             * @description `utm_source` of that page's address.
             */
            utm_source?: string | null;
            /**
             * Name
             * @description `utm_term` of that page's address.
             */
            utm_term?: string | null;
        };
        /** @description A lead that was just taken in, with what it may be a duplicate of. It was taken in all the same: a person decides. */
        LeadRecorded: {
            /**
             * AccountId
             * Format: uuid
             * @description The account it became.
             */
            account_id?: string | null;
            /**
             * Name
             * @description The rule that chose the colleague; none when a person did.
             */
            assigned_by?: string | null;
            /**
             * Name
             * @description Name of the company.
             */
            company?: string | null;
            /** @description What they agreed to last. */
            consent?: components["schemas"]["LeadConsent"] | null;
            /**
             * ContactId
             * Format: uuid
             * @description The contact it became.
             */
            contact_id?: string | null;
            /**
             * CountryCode
             * @description Country of the company.
             * @example HU
             */
            country?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal it became.
             */
            deal_id?: string | null;
            /** @description Leads, contacts and accounts that may be the same. */
            duplicates: components["schemas"]["DuplicateCandidate"][];
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /** @description What it may be worth. */
            estimated_value?: components["schemas"]["Money"] | null;
            /**
             * ShortCode
             * @description Key of the record in the system it was imported from.
             */
            external_ref?: string | null;
            /**
             * Format: date-time
             * @description When it was answered first.
             */
            first_responded_at?: string | null;
            /**
             * Format: date-time
             * @description When it has to be answered at the latest; none when the organisation sets no time.
             */
            first_response_due_at?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * Format: date-time
             * @description When it came forward last: as `received_at`, or later when they wrote again.
             */
            last_touch_at: string;
            /**
             * LeadId
             * Format: uuid
             * @description Its id.
             */
            lead_id: string;
            /**
             * LeadId
             * Format: uuid
             * @description The lead it was merged into.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /** @description What is done next about it. */
            next_step?: components["schemas"]["NextStep"] | null;
            /**
             * Note
             * @description What is known about it besides.
             */
            note?: string | null;
            /**
             * Format: date
             * @description When it is looked at again, while it is nurtured.
             */
            nurture_until?: string | null;
            /** @description Where it came from first. */
            origin: components["schemas"]["LeadOrigin"];
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who looks after it.
             */
            owner_id?: string | null;
            /**
             * Name
             * @description Telephone number as given.
             */
            phone?: string | null;
            /**
             * Format: date-time
             * @description When it came in.
             */
            received_at: string;
            /** @description Whether nobody has answered it in time. */
            response_overdue: boolean;
            /**
             * Format: int32
             * @description Its points: the sum of what the rules gave and took.
             */
            score: number;
            /** @description What the points are made of. */
            score_parts: components["schemas"]["ScorePart"][];
            /** @description Where it stands. */
            status: components["schemas"]["LeadStatus"];
            /**
             * Note
             * @description Why it stands there, where a reason was given.
             */
            status_reason?: string | null;
            /**
             * Format: int32
             * @description How often it came forward, from 1.
             */
            touches: number;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Name
             * @description Web address of the company.
             */
            website?: string | null;
        };
        /** @description How an organisation deals with leads. */
        LeadSettingsView: {
            /** @description Who gets a lead; the first rule that applies and has somebody with room decides. */
            assignment: components["schemas"]["AssignmentRule"][];
            /**
             * Format: int32
             * @description Hours within which a lead is answered; none when no time is set.
             */
            first_response_hours?: number | null;
            /**
             * OrgId
             * Format: uuid
             * @description The organisation.
             */
            org_id: string;
            /** @description What gives points. */
            scoring: components["schemas"]["ScoringRule"][];
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description The order of a list. */
        LeadSort: "-received_at" | "-score" | "waiting";
        /** @description Where a lead stands. */
        LeadStatus: "new" | "working" | "nurture" | "converted" | "disqualified";
        /** @description A change of a lead's status. */
        LeadStatusChange: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By whom: `member:<id>`, `api_key:<id>` or `system:<part>`. */
            by: string;
            /**
             * Format: int32
             * @description Counts the changes of the lead, from 1.
             */
            change_no: number;
            /** @description Where it stood before; none when it came in. */
            from?: components["schemas"]["LeadStatus"] | null;
            /**
             * Note
             * @description Why, where a reason was given.
             */
            reason?: string | null;
            /** @description Where it stood then. */
            to: components["schemas"]["LeadStatus"];
        };
        /** @description A time at which a lead came forward. */
        LeadTouch: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What they agreed to then. */
            consent?: components["schemas"]["LeadConsent"] | null;
            /**
             * Note
             * @description What they said.
             */
            message?: string | null;
            /** @description Where they came from then. */
            origin: components["schemas"]["LeadOrigin"];
            /**
             * Format: int32
             * @description Counts the times, from 1.
             */
            touch_no: number;
        };
        /** @description A lead. */
        LeadView: {
            /**
             * AccountId
             * Format: uuid
             * @description The account it became.
             */
            account_id?: string | null;
            /**
             * Name
             * @description The rule that chose the colleague; none when a person did.
             */
            assigned_by?: string | null;
            /**
             * Name
             * @description Name of the company.
             */
            company?: string | null;
            /** @description What they agreed to last. */
            consent?: components["schemas"]["LeadConsent"] | null;
            /**
             * ContactId
             * Format: uuid
             * @description The contact it became.
             */
            contact_id?: string | null;
            /**
             * CountryCode
             * @description Country of the company.
             * @example HU
             */
            country?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal it became.
             */
            deal_id?: string | null;
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /** @description What it may be worth. */
            estimated_value?: components["schemas"]["Money"] | null;
            /**
             * ShortCode
             * @description Key of the record in the system it was imported from.
             */
            external_ref?: string | null;
            /**
             * Format: date-time
             * @description When it was answered first.
             */
            first_responded_at?: string | null;
            /**
             * Format: date-time
             * @description When it has to be answered at the latest; none when the organisation sets no time.
             */
            first_response_due_at?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * Format: date-time
             * @description When it came forward last: as `received_at`, or later when they wrote again.
             */
            last_touch_at: string;
            /**
             * LeadId
             * Format: uuid
             * @description Its id.
             */
            lead_id: string;
            /**
             * LeadId
             * Format: uuid
             * @description The lead it was merged into.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /** @description What is done next about it. */
            next_step?: components["schemas"]["NextStep"] | null;
            /**
             * Note
             * @description What is known about it besides.
             */
            note?: string | null;
            /**
             * Format: date
             * @description When it is looked at again, while it is nurtured.
             */
            nurture_until?: string | null;
            /** @description Where it came from first. */
            origin: components["schemas"]["LeadOrigin"];
            /**
             * MemberId
             * Format: uuid
             * @description The colleague who looks after it.
             */
            owner_id?: string | null;
            /**
             * Name
             * @description Telephone number as given.
             */
            phone?: string | null;
            /**
             * Format: date-time
             * @description When it came in.
             */
            received_at: string;
            /** @description Whether nobody has answered it in time. */
            response_overdue: boolean;
            /**
             * Format: int32
             * @description Its points: the sum of what the rules gave and took.
             */
            score: number;
            /** @description What the points are made of. */
            score_parts: components["schemas"]["ScorePart"][];
            /** @description Where it stands. */
            status: components["schemas"]["LeadStatus"];
            /**
             * Note
             * @description Why it stands there, where a reason was given.
             */
            status_reason?: string | null;
            /**
             * Format: int32
             * @description How often it came forward, from 1.
             */
            touches: number;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Name
             * @description Web address of the company.
             */
            website?: string | null;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        LeadViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["LeadView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What the organisation's own closed deals say of a stage. */
        Learned: {
            /**
             * Format: int64
             * @description Deals that ever stood in it and were closed in the time that counts: the sample.
             */
            closed: number;
            /** @description Upper end of that interval, in percent. */
            high_percent?: string | number | null;
            /** @description Lower end of the 95 % interval of Wilson, in percent. */
            low_percent?: string | number | null;
            /** @description The part of those that was won, in percent with two decimals, kept from 1 to 99; none when they are too few to tell. */
            odds_percent?: string | number | null;
            /**
             * Format: int64
             * @description Deals that ever stood in it, closed in the time that counts, and won.
             */
            won: number;
        };
        /** @description How a line is billed. Amounts are without VAT, in the currency of the deal. */
        LineBilling: {
            /**
             * Hours
             * @description Work planned for it.
             * @example 7.5
             */
            budget_hours: string;
            /** @constant */
            kind: "fixed";
            /** @description What is billed when. */
            milestones: components["schemas"]["DealMilestone"][];
            /** @description The agreed price; the milestones' amounts add up to it. */
            price: components["schemas"]["Money"];
        } | {
            /** @constant */
            kind: "time_and_materials";
            /** @description What an hour of each role costs the client. */
            rates: components["schemas"]["RoleRate"][];
        } | {
            /** @description Amount of one period. */
            amount: components["schemas"]["Money"];
            /**
             * Hours
             * @description Work planned for each period.
             * @example 7.5
             */
            budget_hours: string;
            /**
             * Cadence
             * @description Length of a period.
             * @enum {string}
             */
            cadence: "monthly" | "quarterly" | "yearly";
            /** @constant */
            kind: "retainer";
            /**
             * Format: int32
             * @description Number of periods agreed.
             */
            periods: number;
            /**
             * Format: date
             * @description First day of the first period.
             */
            starts_on: string;
        } | {
            /** @constant */
            kind: "one_off";
            /**
             * Format: date
             * @description When it is billed; the day the deal is won when empty.
             */
            on?: string | null;
            /**
             * Quantity
             * @description How many.
             * @example 12
             */
            quantity: string;
            /** @description Price of one. */
            unit_price: components["schemas"]["Money"];
        };
        /** @description A discount on a line. */
        LineDiscount: {
            /** @description How it would be billed without it. */
            before: components["schemas"]["LineBilling"];
            /**
             * Percent
             * @description How much is off each price, rounded half away from zero to the minor units of the currency.
             * @example 12.5
             */
            percent: string;
        };
        /** @description What a line takes from the price list. It stays as it was when the line was written. */
        LineProduct: {
            /** @description Its price on that day; none when it had none in the currency of the deal. */
            list_price?: components["schemas"]["Money"] | null;
            /** @description Whether the line says another price, before any discount. */
            overridden: boolean;
            /**
             * Format: date
             * @description The day whose price it is.
             */
            priced_on: string;
            /**
             * ProductId
             * Format: uuid
             * @description The product.
             */
            product_id: string;
        };
        /** @description One part of what a deal sells. */
        LineRequest: {
            /** @description How it is billed, before any discount. */
            billing: components["schemas"]["BillingRequest"];
            /**
             * DealLineId
             * Format: uuid
             * @description Id of the line when it is one the deal already has; left out for a new one.
             */
            deal_line_id?: string | null;
            /**
             * Percent
             * @description Discount off each price, in percent.
             * @example 12.5
             */
            discount_percent?: string | null;
            /**
             * Name
             * @description What is sold; the name of the product when left out.
             */
            name?: string | null;
            /**
             * ProductId
             * Format: uuid
             * @description The product of the price list it sells. What is left out of the line is taken from it.
             */
            product_id?: string | null;
            /**
             * VatRate
             * @description VAT rate in percent; that of the product when left out.
             * @example 27
             */
            vat_rate?: string | null;
        };
        /** @description An event of a chain. */
        LinkView: {
            /** @description Who caused it. */
            actor: string;
            /** @description What they are called, when known. */
            actor_name?: string | null;
            /**
             * Format: uuid
             * @description What changed.
             */
            aggregate_id: string;
            /**
             * Format: int64
             * @description Which change of it.
             */
            aggregate_seq: number;
            /** @description Kind of what changed. */
            aggregate_type: string;
            /**
             * Format: uuid
             * @description The event it reacts to.
             */
            causation_id?: string | null;
            /**
             * Format: uuid
             * @description The chain.
             */
            correlation_id: string;
            /**
             * Format: uuid
             * @description The event.
             */
            event_id: string;
            /** @description Its type. */
            event_type: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            occurred_at: string;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        LinkViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["LinkView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Which accounts. */
        ListAccounts: {
            /**
             * CountryCode
             * @description ISO 3166-1 alpha-2 code.
             * @example HU
             */
            country?: string | null;
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
             *      `{"least": "10", "most": "20"}`.
             */
            custom?: string | null;
            /** ShortCode */
            external_ref?: string | null;
            /**
             * Name
             * @description Line of business, in any case.
             */
            industry?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * Name
             * @description Beginning of the name, in any case.
             */
            name?: string | null;
            /**
             * MemberId
             * Format: uuid
             */
            owner_id?: string | null;
            sort?: components["schemas"]["Sort"];
            /**
             * FieldId
             * Format: uuid
             * @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`.
             */
            sort_field?: string | null;
            /**
             * TagId
             * Format: uuid
             * @description A tag they have.
             */
            tag_id?: string | null;
        };
        /** @description Which activities. */
        ListActivities: {
            /**
             * AccountId
             * Format: uuid
             * @description Those about an account itself; its timeline holds those of its deals and contacts too.
             */
            account_id?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Who wrote them down.
             */
            author_id?: string | null;
            /**
             * Format: date-time
             * @description Earlier than this.
             */
            before?: string | null;
            /**
             * ContactId
             * Format: uuid
             */
            contact_id?: string | null;
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * DealId
             * Format: uuid
             */
            deal_id?: string | null;
            /**
             * Format: date-time
             * @description Not earlier than this.
             */
            from?: string | null;
            kind?: components["schemas"]["ActivityKind"] | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
        };
        ListApiKeys: {
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which changes of an aggregate. */
        ListChanges: {
            /**
             * Format: uint32
             * @description Only those after this version, which the caller has seen; all when left out.
             * @default 0
             */
            after_version?: number;
            /**
             * Limit
             * @description How many at most; go on with the last version as `after_version`.
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which contacts. */
        ListContacts: {
            /**
             * AccountId
             * Format: uuid
             */
            account_id?: string | null;
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
             *      `{"least": "10", "most": "20"}`.
             */
            custom?: string | null;
            /**
             * Email
             * Format: email
             */
            email?: string | null;
            /** ShortCode */
            external_ref?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * Name
             * @description Beginning of the name, in any case.
             */
            name?: string | null;
            sort?: components["schemas"]["Sort2"];
            /**
             * FieldId
             * Format: uuid
             * @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`.
             */
            sort_field?: string | null;
            /**
             * TagId
             * Format: uuid
             * @description A tag they have.
             */
            tag_id?: string | null;
        };
        /** @description Which customers. */
        ListCustomers: {
            /**
             * AccountId
             * Format: uuid
             * @description Only the customer of this account.
             */
            account_id?: string | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which deals. */
        ListDeals: {
            /**
             * AccountId
             * Format: uuid
             * @description Who would buy.
             */
            account_id?: string | null;
            /**
             * Format: date
             * @description First day on which they are expected to close.
             */
            closes_from?: string | null;
            /**
             * Format: date
             * @description Last day on which they are expected to close.
             */
            closes_to?: string | null;
            /**
             * ContactId
             * Format: uuid
             * @description Who of the client is in them, in whatever role.
             */
            contact_id?: string | null;
            /**
             * Currency
             * @description Currency of their value.
             * @example EUR
             */
            currency?: string | null;
            /**
             * Cursor
             * @description Where the page before ended.
             */
            cursor?: string | null;
            /**
             * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
             *      `{"least": "10", "most": "20"}`.
             */
            custom?: string | null;
            /**
             * ShortCode
             * @description Key in the system they come from.
             */
            external_ref?: string | null;
            /** @description Only open deals that count in this category of the forecast. */
            forecast_category?: components["schemas"]["ForecastCategory"] | null;
            /**
             * Limit
             * @description How many at most.
             * @default 50
             */
            limit?: number | null;
            /** @description Greatest amount, whatever its currency. */
            max_value?: string | number | null;
            /** @description Least amount, whatever its currency. */
            min_value?: string | number | null;
            /**
             * Name
             * @description Beginning of the name, in any case.
             */
            name?: string | null;
            /**
             * Format: date
             * @description Only open deals whose next step is due on this day or earlier.
             */
            next_step_due_by?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Who works on them.
             */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Their pipeline.
             */
            pipeline_id?: string | null;
            /** @description Their order. */
            sort?: components["schemas"]["Sort3"];
            /**
             * FieldId
             * Format: uuid
             * @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`.
             */
            sort_field?: string | null;
            /**
             * StageId
             * Format: uuid
             * @description Their stage.
             */
            stage_id?: string | null;
            /**
             * @description True: only open deals that stand in their stage for longer than the stage allows.
             * @default false
             */
            stale?: boolean;
            /** @description Where they stand. */
            status?: components["schemas"]["DealStatus"] | null;
            /**
             * TagId
             * Format: uuid
             * @description A tag they have.
             */
            tag_id?: string | null;
            /**
             * @description True: only open deals for which no next step is planned.
             * @default false
             */
            without_next_step?: boolean;
        };
        /** @description Which decisions to list. */
        ListDecisions: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * @description Only those that are answered, or only those that are not; open ones when left out.
             * @default false
             */
            resolved?: boolean;
        };
        /** @description Which fields. */
        ListFields: {
            /**
             * @description True: archived ones too.
             * @default false
             */
            archived?: boolean;
            /** @description Only those of this kind of record. */
            record?: components["schemas"]["FieldRecord"] | null;
        };
        /** @description Which follow-ups. */
        ListFollowUps: {
            /**
             * AccountId
             * Format: uuid
             */
            account_id?: string | null;
            /**
             * ContactId
             * Format: uuid
             */
            contact_id?: string | null;
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * DealId
             * Format: uuid
             */
            deal_id?: string | null;
            /**
             * Format: date
             * @description Due on this day or earlier.
             */
            due_by?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * @description True: only open ones that are overdue.
             * @default false
             */
            overdue?: boolean;
            /**
             * MemberId
             * Format: uuid
             */
            owner_id?: string | null;
            priority?: components["schemas"]["Priority"] | null;
            sort?: components["schemas"]["FollowUpSort"];
            status?: components["schemas"]["FollowUpStatus"] | null;
        };
        /** @description Which of what is forgotten. */
        ListForgotten: {
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * MemberId
             * Format: uuid
             */
            owner_id?: string | null;
            /** @description Those for this reason, among others perhaps. */
            reason?: components["schemas"]["ForgottenReason"] | null;
            sort?: components["schemas"]["ForgottenSort"];
        };
        /** @description Which goals. */
        ListGoals: {
            /**
             * Cursor
             * @description Where the page before ended.
             */
            cursor?: string | null;
            /**
             * Month
             * @description First month in which they begin.
             * @example 2026-03
             */
            from?: string | null;
            /**
             * Limit
             * @description How many at most.
             * @default 50
             */
            limit?: number | null;
            /**
             * MemberId
             * Format: uuid
             * @description Of this member.
             */
            member_id?: string | null;
            /**
             * TeamId
             * Format: uuid
             * @description Of this team.
             */
            team_id?: string | null;
            /**
             * Month
             * @description Last month in which they begin.
             * @example 2026-03
             */
            to?: string | null;
        };
        /** @description Which invoices. */
        ListInvoices: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * CustomerId
             * Format: uuid
             * @description Only of this customer.
             */
            customer_id?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description Only of this deal.
             */
            deal_id?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * ShortCode
             * @description Only those whose number begins so, e.g. `2026-00`.
             */
            number?: string | null;
            /**
             * @description Only those that should have been paid by now.
             * @default false
             */
            overdue?: boolean;
            /**
             * ProjectId
             * Format: uuid
             * @description Only of this project.
             */
            project_id?: string | null;
            /** @description Order of the list. */
            sort?: components["schemas"]["InvoiceSort"];
            /** @description Only where it stands so. */
            status?: components["schemas"]["InvoiceStatus"] | null;
        };
        /** @description Which page. */
        ListLeadForms: {
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which leads. Those that were merged into others are in no list. */
        ListLeads: {
            /**
             * AccountId
             * Format: uuid
             * @description The account they became.
             */
            account_id?: string | null;
            /**
             * ContactId
             * Format: uuid
             * @description The contact they became.
             */
            contact_id?: string | null;
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal they became.
             */
            deal_id?: string | null;
            /** ShortCode */
            external_ref?: string | null;
            /**
             * LeadFormId
             * Format: uuid
             * @description The form they came in by.
             */
            form_id?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * Format: int32
             * @description Least points.
             */
            min_score?: number | null;
            /**
             * Format: date
             * @description Only nurtured ones that are looked at again on this day or earlier.
             */
            nurture_due_by?: string | null;
            /**
             * @description True: only those that are new, worked on or nurtured.
             * @default false
             */
            open?: boolean;
            /**
             * MemberId
             * Format: uuid
             */
            owner_id?: string | null;
            /**
             * Name
             * @description A part of name, company or e-mail address, whatever case and accents.
             */
            q?: string | null;
            /**
             * Format: date
             * @description First business day on which they came in.
             */
            received_from?: string | null;
            /**
             * Format: date
             * @description Last business day on which they came in.
             */
            received_to?: string | null;
            /**
             * @description True: only those nobody has answered in time.
             * @default false
             */
            response_overdue?: boolean;
            sort?: components["schemas"]["LeadSort"];
            /**
             * Name
             * @description Where they come from, in any case.
             */
            source?: string | null;
            status?: components["schemas"]["LeadStatus"] | null;
            /**
             * @description True: only those nobody looks after.
             * @default false
             */
            unassigned?: boolean;
            /**
             * @description True: only new and working ones for which no next step is planned.
             * @default false
             */
            without_next_step?: boolean;
        };
        /** @description Which lost deals count. */
        ListLosses: {
            /**
             * Format: date
             * @description Lost on this day or later.
             */
            from?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Of this owner.
             */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Of this pipeline.
             */
            pipeline_id?: string | null;
            /**
             * Format: date
             * @description Lost on this day or earlier.
             */
            to?: string | null;
        };
        ListMembers: {
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which merges. */
        ListMerges: {
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * Format: uuid
             * @description An account, contact or lead that goes on or ended.
             */
            record_id?: string | null;
        };
        /** @description Which notifications. */
        ListNotifications: {
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            kind?: components["schemas"]["NotificationKind"] | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * @description True: only those that were not read.
             * @default false
             */
            unread?: boolean;
        };
        /** @description Which payments. */
        ListPayments: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * CustomerId
             * Format: uuid
             * @description Only of this customer.
             */
            customer_id?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which people to list. */
        ListPeople: {
            /** @description Only those who are still here, or who are not. */
            active?: boolean | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * MemberId
             * Format: uuid
             * @description Only the person behind this membership.
             */
            member_id?: string | null;
        };
        /** @description Which pipelines. */
        ListPipelines: {
            /**
             * @description True: archived ones too.
             * @default false
             */
            archived?: boolean;
        };
        /** @description Which products. */
        ListProducts: {
            /**
             * @description True: archived ones too.
             * @default false
             */
            archived?: boolean;
            billing?: components["schemas"]["BillingKind"] | null;
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * Name
             * @description Beginning of the name, in any case.
             */
            name?: string | null;
        };
        /** @description Which projects to list. */
        ListProjects: {
            /**
             * AccountId
             * Format: uuid
             * @description Only those of this client.
             */
            account_id?: string | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description Only the one of this deal.
             */
            deal_id?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * Name
             * @description Only those with these words in their name, whatever their case and accents.
             */
            name?: string | null;
            /** @description The order; the cursor belongs to it. */
            sort?: components["schemas"]["ProjectsSort"];
            /** @description Only those in this state. */
            status?: components["schemas"]["ProjectStatus"] | null;
        };
        /** @description Which quotes. */
        ListQuotes: {
            /**
             * AccountId
             * Format: uuid
             * @description Of deals of this account.
             */
            account_id?: string | null;
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description Of this deal.
             */
            deal_id?: string | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
            /**
             * ShortCode
             * @description Whose number begins so.
             */
            number?: string | null;
            /** @description That stand so today. */
            state?: components["schemas"]["QuoteState"] | null;
        };
        /** @description Which rates. */
        ListRates: {
            /**
             * Currency
             * @description Of this currency.
             * @example EUR
             */
            currency?: string | null;
            /**
             * Cursor
             * @description Where the page before ended.
             */
            cursor?: string | null;
            /**
             * Format: date
             * @description First day from which they hold.
             */
            from?: string | null;
            /**
             * Limit
             * @description How many at most.
             * @default 50
             */
            limit?: number | null;
            /**
             * Format: date
             * @description Last day from which they hold.
             */
            to?: string | null;
        };
        /** @description Which reasons. */
        ListReasons: {
            /**
             * @description True: archived ones too.
             * @default false
             */
            archived?: boolean;
        };
        /** @description Which schedules. */
        ListSchedules: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * CustomerId
             * Format: uuid
             * @description Only of this customer.
             */
            customer_id?: string | null;
            /**
             * DealId
             * Format: uuid
             * @description Only of this deal.
             */
            deal_id?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * ProjectId
             * Format: uuid
             * @description Only of this project.
             */
            project_id?: string | null;
            /** @description Only where it stands so. */
            status?: components["schemas"]["ScheduleStatus"] | null;
        };
        /** @description Which entries to list. */
        ListTime: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Format: date
             * @description Only work of this day and later.
             */
            from?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * PersonId
             * Format: uuid
             * @description Only those of this person.
             */
            person_id?: string | null;
            /**
             * ProjectId
             * Format: uuid
             * @description Only those in this project.
             */
            project_id?: string | null;
            /** @description Only those in this state. */
            status?: components["schemas"]["TimeStatus"] | null;
            /**
             * Format: date
             * @description Only work of this day and earlier.
             */
            to?: string | null;
        };
        /** @description Which part of a timeline. */
        ListTimeline: {
            /**
             * Cursor
             * @description Opaque: the next_cursor of the page before.
             */
            cursor?: string | null;
            kind?: components["schemas"]["TimelineKind"] | null;
            /**
             * Limit
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which views. */
        ListViews: {
            /** @description Only views of this list. */
            list?: components["schemas"]["ViewedList"] | null;
        };
        /** @description Which work. What should be billed now is the unbilled. */
        ListWork: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * CustomerId
             * Format: uuid
             * @description Only for this customer.
             */
            customer_id?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * ProjectId
             * Format: uuid
             * @description Only of this project.
             */
            project_id?: string | null;
            /** @description Only where it stands so. */
            status?: components["schemas"]["WorkStatus"] | null;
        };
        /** @description Something changed. */
        LiveChange: {
            /** @description Who: `member:<id>`, `api_key:<id>` or `system:<service>`. */
            actor: string;
            /** @description The same for everything that followed from one first cause. */
            correlation_id: string;
            /** @description The thing that changed. */
            id: string;
            /** @description When, in UTC. */
            time: string;
            /** @description Type of the event with its version, e.g. `crm.deal.won.v1`. */
            type: string;
            /**
             * Format: int64
             * @description Its version after the change.
             */
            version: number;
        };
        LogIn: {
            /**
             * Email
             * Format: email
             * @description Address, in any case.
             */
            email: string;
            /**
             * OrgId
             * Format: uuid
             * @description The organisation to work in; the one joined first when it is left out.
             */
            organization_id?: string | null;
            /** @description Password. */
            password: string;
        };
        /** @description Time to log. */
        LogTime: {
            /**
             * Hours
             * @description Hours charged, at most those worked; all of them on tasks billed by the hour when left out.
             * @default null
             * @example 7.5
             */
            billable_hours?: string | null;
            /**
             * Hours
             * @description Hours worked: more than 0, and at most 24 in a day with all other entries of it.
             * @example 7.5
             */
            hours: string;
            /**
             * Note
             * @description What was done.
             * @default null
             */
            note?: string | null;
            /**
             * PersonId
             * Format: uuid
             * @description Who worked; the caller when left out.
             * @default null
             */
            person_id?: string | null;
            /**
             * ProjectId
             * Format: uuid
             * @description The project, which must be active.
             */
            project_id: string;
            /**
             * TaskId
             * Format: uuid
             * @description One of its tasks.
             */
            task_id: string;
            /**
             * Format: date
             * @description The person's local day; not in the future.
             */
            work_on: string;
        };
        /** @description Loses a deal. */
        LoseDeal: {
            /**
             * LossReasonId
             * Format: uuid
             * @description Which of the organisation's reasons. Either this or `reason` must be given.
             */
            loss_reason_id?: string | null;
            /**
             * Format: date
             * @description When; today when left out.
             */
            lost_on?: string | null;
            /**
             * Note
             * @description Why, in words; the name of the reason when left out.
             */
            reason?: string | null;
        };
        /** @description A loss reason. */
        LossReasonView: {
            /** @description Whether it is out of use. */
            archived: boolean;
            /**
             * LossReasonId
             * Format: uuid
             * @description Its id.
             */
            loss_reason_id: string;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Format: int16
             * @description Its place; equal places go by name.
             */
            position: number;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description Loss reasons in their order. */
        LossReasons: {
            items: components["schemas"]["LossReasonView"][];
        };
        /** @description Lost deals by reason. */
        LossReport: {
            /** @description The reasons in their order; those without one last. */
            items: components["schemas"]["LostDeals"][];
        };
        /** @description Lost deals of one reason. */
        LostDeals: {
            /**
             * Format: int64
             * @description How many deals.
             */
            deals: number;
            /**
             * LossReasonId
             * Format: uuid
             * @description The reason; none for deals that only say it in words.
             */
            loss_reason_id?: string | null;
            /**
             * Name
             * @description Its name.
             */
            name?: string | null;
            /** @description Their value without VAT, in each currency. */
            values: components["schemas"]["Money"][];
        };
        /** @description A new tag. */
        MakeTag: {
            /**
             * @description How it is shown; grey when left out.
             * @default gray
             */
            color?: components["schemas"]["TagColor"];
            /** Name */
            name: string;
        };
        /** @description A new team. */
        MakeTeam: {
            /**
             * @description Who is in it.
             * @default []
             */
            member_ids?: string[];
            /**
             * Name
             * @description What it is called.
             */
            name: string;
        };
        /** @description As of when, which page, and by what. */
        MarginAsked: {
            /**
             * Format: date-time
             * @description Any past instant; now when left out.
             */
            as_of?: string | null;
            /** @description By what; `project` when left out. */
            by?: components["schemas"]["MarginBy"] | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
        };
        /** @description What margins are asked by. */
        MarginBy: "project" | "customer";
        /** @description Figures by project, client or stage, sorted by name. */
        MarginFiguresReport: {
            /**
             * Format: date-time
             * @description The moment the figures are of.
             */
            as_of: string;
            /** @description What they are by. */
            by: components["schemas"]["Dimension"];
            /** @description The figures. */
            items: components["schemas"]["MarginFiguresRow"][];
            /**
             * Cursor
             * @description Send it as `cursor` to get the next page; none on the last.
             */
            next_cursor?: string | null;
            /** @description The figures of all rows together, in each currency. */
            totals: components["schemas"]["MarginFiguresTotal"][];
        };
        /** @description The figures of one project, client or stage in one currency. */
        MarginFiguresRow: {
            /** @description What it may cost. */
            cost_budget: components["schemas"]["Figure"];
            /**
             * Currency
             * @description Currency of its figures; sums never mix currencies.
             * @example EUR
             */
            currency: string;
            /** @description Cost of approved expenses. */
            expense_cost: components["schemas"]["Figure"];
            /**
             * Format: uuid
             * @description Which project, client (an account in CRM) or stage; none for what belongs to none.
             */
            id?: string | null;
            /** @description Cost of approved time. */
            labour_cost: components["schemas"]["Figure"];
            /** @description Revenue less costs. */
            margin: components["schemas"]["Figure"];
            /** @description Margin as a part of revenue, in percent with two decimals; none without revenue. */
            margin_percent?: string | number | null;
            /** @description What it is called, when known. */
            name?: string | null;
            /** @description Value of won deals. */
            order_book: components["schemas"]["Figure"];
            /** @description What the client pays in all. */
            project_budget: components["schemas"]["Figure"];
            /** @description Earned by delivering, without VAT. */
            revenue: components["schemas"]["Figure"];
            /** @description Delivered and not yet invoiced; below zero when more was invoiced than delivered. */
            unbilled_work: components["schemas"]["Figure"];
        };
        /** @description The figures of everything in one currency. */
        MarginFiguresTotal: {
            /** @description What it may cost. */
            cost_budget: components["schemas"]["Figure"];
            /**
             * Currency
             * @description Currency of the figures.
             * @example EUR
             */
            currency: string;
            /** @description Cost of approved expenses. */
            expense_cost: components["schemas"]["Figure"];
            /** @description Cost of approved time. */
            labour_cost: components["schemas"]["Figure"];
            /** @description Revenue less costs. */
            margin: components["schemas"]["Figure"];
            /** @description Margin as a part of revenue, in percent with two decimals; none without revenue. */
            margin_percent?: string | number | null;
            /** @description Value of won deals. */
            order_book: components["schemas"]["Figure"];
            /** @description What the client pays in all. */
            project_budget: components["schemas"]["Figure"];
            /** @description Earned by delivering, without VAT. */
            revenue: components["schemas"]["Figure"];
            /** @description Delivered and not yet invoiced; below zero when more was invoiced than delivered. */
            unbilled_work: components["schemas"]["Figure"];
        };
        /** @description Something that was found. */
        Match: {
            /** @description What tells it from others of the same name. */
            detail?: string | null;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it is, e.g. `account`. */
            kind: string;
            /** @description Its name or number. */
            title: string;
        };
        /** @description What was found. */
        Matches: {
            /** @description Best first. */
            items: components["schemas"]["Match"][];
        };
        /** @description The files of an import, whole. All of it together may have 1 MiB. */
        MavenFiles: {
            /** @description Columns account, sector, year_established, revenue, employees, office_location, subsidiary_of. */
            accounts_csv: string;
            /** @description Columns opportunity_id, sales_agent, product, account, deal_stage, engage_date, close_date, close_value. */
            pipeline_csv: string;
            /** @description Columns product, sales_price. */
            products_csv: string;
            /** @description Columns sales_agent, manager, regional_office. */
            sales_teams_csv: string;
        };
        /** @description A member. */
        MemberView: {
            active: boolean;
            /**
             * Email
             * Format: email
             */
            email: string;
            /**
             * MemberId
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** RoleSet */
            roles: ("owner" | "admin" | "sales" | "project_manager" | "finance" | "employee" | "auditor")[];
            /**
             * UserId
             * Format: uuid
             */
            user_id: string;
            /** Format: int64 */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        MemberViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["MemberView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Two records that were made one. */
        Merge: {
            /** @description Names of the fields that were unknown of the one that goes on. */
            filled: string[];
            /** @description What kind of records they are. */
            kind: components["schemas"]["MergeKind"];
            /**
             * MergeId
             * Format: uuid
             * @description Its id.
             */
            merge_id: string;
            /**
             * Format: date-time
             * @description When.
             */
            merged_at: string;
            /** @description By whom: `member:<id>` or `api_key:<id>`. */
            merged_by: string;
            /**
             * Format: uuid
             * @description The one that ended.
             */
            merged_id: string;
            /** @description What moved from the one to the other. */
            moved: components["schemas"]["MovedLinks"];
            /**
             * Format: uuid
             * @description The one that goes on.
             */
            survivor_id: string;
            /**
             * Format: date-time
             * @description When it was undone.
             */
            undone_at?: string | null;
            /** @description By whom it was undone. */
            undone_by?: string | null;
        };
        /** @description What kind of records were merged. */
        MergeKind: "account" | "contact" | "lead";
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        MergePage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["Merge"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Lets another record of the same kind end in the one the address names. */
        MergeRecords: {
            /**
             * Format: uuid
             * @description The one that ends. It stays readable and says where it went.
             */
            merged_id: string;
        };
        /** @description Merges a tag. */
        MergeTag: {
            /**
             * TagId
             * Format: uuid
             * @description The tag that stays.
             */
            into_tag_id: string;
        };
        /** @description How odds are learned. */
        Method: {
            /** @description The interval that says how sure it is. */
            interval: string;
            /** @description The estimate: of the deals that ever stood in the stage and were closed, the part that was won. */
            learned_odds: string;
            /**
             * Format: int64
             * @description Fewer closed deals than this teach nothing.
             */
            least_closed: number;
            /**
             * Format: uint64
             * @description Days back from which closed deals count.
             */
            window_days: number;
        };
        /** @description A delivery of a project. It keeps the id it had on the deal. */
        Milestone: {
            /** @description What is billed for it, without VAT. */
            amount?: components["schemas"]["Money"] | null;
            /**
             * Format: date
             * @description When it was completed.
             */
            completed_on?: string | null;
            /**
             * Format: int32
             * @description How often it was completed; 0 until the first time.
             */
            completion_no: number;
            /**
             * DealLineId
             * Format: uuid
             * @description The line it was sold with.
             */
            deal_line_id?: string | null;
            /**
             * Format: date
             * @description When it is planned.
             */
            due_on?: string | null;
            /**
             * MilestoneId
             * Format: uuid
             * @description Its id.
             */
            milestone_id: string;
            /**
             * Name
             * @description What is delivered.
             */
            name: string;
        };
        /** @description A part of a fixed price. Either all milestones of a line say an amount, or all say a share. */
        MilestoneRequest: {
            /** @description What is billed for it; all amounts of a line add up to its price. */
            amount?: components["schemas"]["Money"] | null;
            /**
             * Format: date
             * @description When it is planned.
             */
            due_on?: string | null;
            /**
             * MilestoneId
             * Format: uuid
             * @description Id of the milestone when it is one the line already has; left out for a new one.
             */
            milestone_id?: string | null;
            /**
             * Name
             * @description What is delivered.
             */
            name: string;
            /**
             * Percent
             * @description Part of the price that is billed for it; all shares of a line add up to 100.
             * @example 12.5
             */
            share_percent?: string | null;
        };
        /** @description Deals that are in no figure since nobody gave a rate for their currency. */
        MissingRate: {
            /**
             * Currency
             * @description Their currency.
             * @example EUR
             */
            currency: string;
            /**
             * Format: int64
             * @description How many deals.
             */
            deals: number;
            /** @description Their value in that currency. */
            value: components["schemas"]["Money"];
        };
        /** @description An exact amount in one currency. */
        Money: {
            /**
             * @description Decimal number in a string: at most 15 digits before the point and 4 after it.
             * @example 115.60
             */
            amount: string;
            /**
             * Currency
             * @description ISO 4217 alphabetic code.
             * @example EUR
             */
            currency: string;
        };
        /** @description Issued invoices and payments in one currency. */
        MoneyTotal: {
            /** @description Issued, with VAT. */
            gross: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Number of issued invoices.
             */
            invoices: number;
            /** @description Issued, without VAT. */
            net: components["schemas"]["Money"];
            /** @description Still due. */
            open: components["schemas"]["Money"];
            /** @description Applied to invoices. */
            paid: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Number of payments.
             */
            payments: number;
            /** @description Money that came in. */
            received: components["schemas"]["Money"];
            /** @description Money that came in and pays no invoice: customers' credit. */
            unapplied: components["schemas"]["Money"];
            /** @description VAT of what was issued. */
            vat: components["schemas"]["Money"];
        };
        /** @description A month that has ended. */
        MonthScore: {
            /** @description What was won in it. */
            came: components["schemas"]["Money"];
            /**
             * Month
             * @description The month.
             * @example 2026-03
             */
            month: string;
            /** @description What was said before; only what a snapshot was kept of. */
            said: components["schemas"]["Said"][];
        };
        /** @description Moves a deal to another open stage, of its pipeline or another one. */
        MoveDeal: {
            /**
             * Format: date
             * @description When it moved; today when left out.
             */
            on?: string | null;
            /**
             * StageId
             * Format: uuid
             * @description Where to.
             */
            stage_id: string;
        };
        /** @description Records that point to an account or a contact. */
        MovedLinks: {
            /** @description Accounts below it. */
            account_ids: string[];
            /** @description People at it. */
            contact_ids: string[];
            /** @description Its deals. */
            deal_ids: string[];
            /** @description Leads that became it. */
            lead_ids: string[];
            /**
             * @description Deals in which the person has a role.
             * @default []
             */
            role_deal_ids?: string[];
        };
        /** @description What waits for the caller, each part in the order it is to be done; at most 100 of each. */
        MyDay: {
            /** @description Follow-ups of today. */
            due_today: components["schemas"]["FollowUpView"][];
            /** @description Meetings of today the caller takes part in. */
            meetings: components["schemas"]["Activity"][];
            /** @description Mentions and hand-overs that were not read. */
            mentions: components["schemas"]["NotificationView"][];
            /** @description Own deals whose next step is due today or was due before. */
            next_steps: components["schemas"]["DealSummary"][];
            /** @description Follow-ups of earlier days. */
            overdue: components["schemas"]["FollowUpView"][];
            /**
             * Format: date
             * @description The business day.
             */
            today: string;
        };
        /** @description How a file is called. */
        Named: {
            /** @description File name; what no file name should hold is left out of it. */
            name?: string | null;
        };
        /** @description A calendar's new address. */
        NewCalendarFeed: {
            /**
             * @description Path of the address at this service; `/api/crm` goes before it at the gateway. It is told only now; when the request
             *     is repeated it is not there, and another address can be made.
             */
            path?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
        };
        /** @description What a client is charged for an expense. */
        NewCharge: {
            /** @description Amount without VAT; above zero. */
            amount: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description A line as somebody writes it. */
        NewLine: {
            /** @description How much it costs us; above zero, in the currency of the other lines. */
            amount: components["schemas"]["Money"];
            /**
             * CategoryId
             * Format: uuid
             * @description Kind of expense.
             */
            category_id: string;
            /** @description What the client of the project is charged for it, if anything. */
            charge?: components["schemas"]["NewCharge"] | null;
            /**
             * ClaimLineId
             * Format: uuid
             * @description Id of the line when it is one the claim already has, whose receipts it keeps; left out for a new one.
             */
            claim_line_id?: string | null;
            /**
             * CostCenterId
             * Format: uuid
             * @description The cost centre it is held against.
             */
            cost_center_id?: string | null;
            /**
             * Name
             * @description What was bought.
             */
            description: string;
            /**
             * ProjectId
             * Format: uuid
             * @description The project it was for.
             */
            project_id?: string | null;
            /**
             * Format: date
             * @description When; not in the future.
             */
            spent_on: string;
        };
        NewOrganization: {
            /**
             * Currency
             * @description Currency of the books, ISO 4217; it cannot be changed later.
             * @example EUR
             */
            base_currency: string;
            /**
             * CountryCode
             * @description Country of the seat, ISO 3166-1 alpha-2.
             * @example HU
             */
            country: string;
            /**
             * Name
             * @description Name as it stands on invoices.
             */
            name: string;
            /**
             * TimeZoneName
             * @description Zone in which business days begin and end, e.g. `Europe/Budapest`.
             * @example Europe/Budapest
             */
            time_zone: string;
        };
        NewUser: {
            /**
             * Email
             * Format: email
             * @description Address they log in with.
             */
            email: string;
            /**
             * Name
             * @description Name of the person.
             */
            name: string;
            /** @description At least ten characters. */
            password: string;
        };
        /** @description What somebody is going to do next about a deal. */
        NextStep: {
            /**
             * Format: date
             * @description By which day; none when no day is set.
             */
            due_on?: string | null;
            /**
             * Name
             * @description What: "Call about the offer".
             */
            text: string;
        };
        /** @description What somebody is going to do next about a deal. */
        NextStepRequest: {
            /**
             * Format: date
             * @description By which day; may have passed, and may be left out.
             */
            due_on?: string | null;
            /**
             * Name
             * @description What: "Call about the offer".
             */
            text: string;
        };
        /** @description Nothing more needs to be said. */
        Nothing: Record<string, unknown>;
        /** @description Why a member is told something. */
        NotificationKind: "mention" | "hand_over" | "assigned" | "reminder" | "quote_accepted" | "quote_declined";
        /** @description A notification as its member sees it. */
        NotificationView: {
            /**
             * ActivityId
             * Format: uuid
             * @description The activity it comes from.
             */
            activity_id?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /**
             * FollowUpId
             * Format: uuid
             * @description The follow-up it comes from.
             */
            follow_up_id?: string | null;
            /** @description Why. */
            kind: components["schemas"]["NotificationKind"];
            /**
             * NotificationId
             * Format: uuid
             * @description Its id.
             */
            notification_id: string;
            /**
             * Format: date-time
             * @description When it was read; none while it is not.
             */
            read_at?: string | null;
            /** @description What it is about, when it is about one thing. */
            subject?: components["schemas"]["Subject"] | null;
            /**
             * Name
             * @description What that is called.
             */
            subject_name?: string | null;
            /**
             * Name
             * @description A line to show: a title, or the beginning of a note.
             */
            text?: string | null;
            /** @description By whom: `member:<id>`, `api_key:<id>` or `system:<part>`. */
            told_by: string;
        };
        /** @description What the caller was told. */
        Notifications: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["NotificationView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many were not read, whatever was asked for.
             */
            unread: number;
        };
        /** @description Lets a lead wait for a day. */
        NurtureLead: {
            /**
             * Note
             * @description Why.
             */
            reason?: string | null;
            /**
             * Format: date
             * @description The day on which it is looked at again; after today.
             */
            until: string;
        };
        /** @description A quote as its client reads it. */
        Offer: {
            /** @description What the client said. */
            answer?: components["schemas"]["OfferAnswer"] | null;
            /** @description To whom. */
            client?: components["schemas"]["OfferClient"] | null;
            /**
             * Currency
             * @description Currency of all its amounts.
             * @example EUR
             */
            currency: string;
            /**
             * Note
             * @description What is said before the lines.
             */
            introduction?: string | null;
            /** @description Language it is written in. */
            language: components["schemas"]["Language"];
            /** @description What is offered. */
            lines: components["schemas"]["OfferLine"][];
            /**
             * ShortCode
             * @description Its number.
             */
            number: string;
            /**
             * QuoteId
             * Format: uuid
             * @description Its id, by which the client says which version they read.
             */
            quote_id: string;
            /**
             * Format: int32
             * @description Which version of that number.
             */
            revision: number;
            /** @description Who offers. */
            seller?: components["schemas"]["QuoteSeller"] | null;
            /**
             * Format: date
             * @description The day it was sent.
             */
            sent_on?: string | null;
            /** @description Where it stands today. */
            state: components["schemas"]["QuoteState"];
            /**
             * Note
             * @description Terms.
             */
            terms?: string | null;
            /**
             * Name
             * @description What it is about.
             */
            title: string;
            /** @description What counts: as proposed, or as accepted. */
            totals: components["schemas"]["VatTotals"];
            /**
             * Format: date
             * @description Last day on which it can be accepted.
             */
            valid_until: string;
        };
        /** @description What the client said. */
        OfferAnswer: {
            /** @description Whether that was yes. */
            accepted: boolean;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Name
             * @description Who said it.
             */
            name?: string | null;
        };
        /** @description How a line is billed, without what is planned inside. */
        OfferBilling: {
            /** @constant */
            kind: "fixed";
            /** @description What is billed when. */
            milestones: components["schemas"]["OfferMilestone"][];
        } | {
            /** @constant */
            kind: "time_and_materials";
            /** @description What an hour of each role costs. */
            rates: components["schemas"]["OfferRate"][];
        } | {
            /** @description Amount of one period. */
            amount: components["schemas"]["Money"];
            /**
             * Cadence
             * @description Length of a period.
             * @enum {string}
             */
            cadence: "monthly" | "quarterly" | "yearly";
            /** @constant */
            kind: "retainer";
            /**
             * Format: int32
             * @description Number of periods.
             */
            periods: number;
            /**
             * Format: date
             * @description First day of the first one.
             */
            starts_on: string;
        } | {
            /** @constant */
            kind: "one_off";
            /**
             * Format: date
             * @description When it is billed; on acceptance when empty.
             */
            on?: string | null;
            /**
             * Quantity
             * @description How many.
             * @example 12
             */
            quantity: string;
            /** @description Price of one. */
            unit_price: components["schemas"]["Money"];
        };
        /** @description To whom something is offered. */
        OfferClient: {
            /**
             * Name
             * @description Name of the company.
             */
            account_name?: string | null;
            /**
             * Name
             * @description Name of the person who decides.
             */
            contact_name?: string | null;
            /**
             * CountryCode
             * @description Country of its seat.
             * @example HU
             */
            country?: string | null;
            /**
             * TaxNumber
             * @description Its tax number.
             * @example HU12345676
             */
            tax_number?: string | null;
        };
        /** @description A discount on a line. */
        OfferDiscount: {
            /** @description What the line would cost without it. */
            before: components["schemas"]["Money"];
            /**
             * Percent
             * @description How much, in percent.
             * @example 12.5
             */
            percent: string;
        };
        /** @description A line a client reads. */
        OfferLine: {
            /** @description How it is billed. */
            billing: components["schemas"]["OfferBilling"];
            /** @description Whether it counts: as proposed, or as accepted. */
            chosen: boolean;
            /**
             * DealLineId
             * Format: uuid
             * @description Its id, by which an optional line is chosen.
             */
            deal_line_id: string;
            /**
             * Note
             * @description More about it.
             */
            description?: string | null;
            /** @description The discount in that. */
            discount?: components["schemas"]["OfferDiscount"] | null;
            /**
             * Name
             * @description What is sold.
             */
            name: string;
            /** @description What it costs, without VAT. */
            net: components["schemas"]["Money"];
            /** @description Whether it may be left out. */
            optional: boolean;
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description A part of a price. */
        OfferMilestone: {
            /** @description What is billed for it. */
            amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description When it is planned.
             */
            due_on?: string | null;
            /**
             * Name
             * @description What is delivered.
             */
            name: string;
        };
        /** @description The price of an hour. */
        OfferRate: {
            /**
             * Hours
             * @description Hours expected.
             * @example 7.5
             */
            estimated_hours: string;
            /** @description How much. */
            hourly_rate: components["schemas"]["Money"];
            /**
             * Name
             * @description Of which role.
             */
            role: string;
        };
        /** @description What reopening the deal would do to its project and schedule. */
        OnReopen: "cancel" | "hold" | "refuse";
        /** @description A new cost centre. */
        OpenCostCenter: {
            /**
             * ShortCode
             * @description Short code, unique.
             */
            code: string;
            /**
             * Name
             * @description Name.
             */
            name: string;
        };
        /** @description A new deal. */
        OpenDeal: {
            /**
             * AccountId
             * Format: uuid
             * @description Who would buy; may follow later, but is needed to win it.
             */
            account_id?: string | null;
            /**
             * @description Who else offers.
             * @default []
             */
            competitors?: string[];
            /**
             * ContactId
             * Format: uuid
             * @description The person who decides.
             */
            contact_id?: string | null;
            /** @description People of the client, and what each is in the deal. */
            contacts?: components["schemas"]["DealContactRequest"][];
            /**
             * Currency
             * @description Currency of all its amounts; the organisation's when left out.
             * @example EUR
             */
            currency?: string | null;
            /**
             * @description Values of custom fields, by the id of the field.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"] | null;
            };
            /**
             * Format: date
             * @description When it is expected to close.
             */
            expected_close_on?: string | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from; unique, so that an import can run twice.
             */
            external_ref?: string | null;
            /** @description What is sold. */
            lines?: components["schemas"]["LineRequest"][];
            /**
             * Name
             * @description What it is about.
             */
            name: string;
            /** @description What is done next to win it. */
            next_step?: components["schemas"]["NextStepRequest"] | null;
            /**
             * Format: date
             * @description When work on it began; today when left out, never in the future.
             */
            opened_on?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Who works on it; the caller when left out.
             */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description The pipeline it goes through; that of the stage, or the default one, when left out.
             */
            pipeline_id?: string | null;
            /**
             * StageId
             * Format: uuid
             * @description Where it begins; the first stage when left out.
             */
            stage_id?: string | null;
            /**
             * @description Its tags.
             * @default []
             */
            tags?: string[];
            /** @description An estimate without VAT; only while there are no lines, whose sum is the value. */
            value?: components["schemas"]["Money"] | null;
        };
        /** @description The figures of everything in one currency. */
        OrderBookFiguresTotal: {
            /**
             * Currency
             * @description Currency of the figures.
             * @example EUR
             */
            currency: string;
            /**
             * Format: int64
             * @description Number of won deals.
             */
            deals: number;
            /** @description Their value, without VAT. */
            order_book: components["schemas"]["Figure"];
        };
        /** @description Figures of everything. */
        OrderBookFiguresTotals: {
            /**
             * Format: date-time
             * @description The moment the figures are of.
             */
            as_of: string;
            /** @description The figures, in each currency. */
            totals: components["schemas"]["OrderBookFiguresTotal"][];
        };
        /** @description An organisation. */
        OrganizationView: {
            /**
             * Currency
             * @description ISO 4217 alphabetic code.
             * @example EUR
             */
            base_currency: string;
            /**
             * CountryCode
             * @description ISO 3166-1 alpha-2 code.
             * @example HU
             */
            country: string;
            /** Name */
            name: string;
            /**
             * OrgId
             * Format: uuid
             */
            org_id: string;
            /**
             * TimeZoneName
             * @description Name in the IANA time zone database.
             * @example Europe/Budapest
             */
            time_zone: string;
            /** Format: int64 */
            version: number;
        };
        /** @description Where a lead comes from. */
        OriginRequest: {
            /**
             * Name
             * @description The campaign it belongs to.
             */
            campaign?: string | null;
            /**
             * Note
             * @description The page they were on.
             */
            landing_page?: string | null;
            /**
             * Note
             * @description The page they came from.
             */
            referrer?: string | null;
            /**
             * Name
             * @description What brought them: `referral`, `google`.
             */
            source?: string | null;
            /**
             * Name
             * @description `utm_campaign` of that page's address.
             */
            utm_campaign?: string | null;
            /**
             * Name
             * @description `utm_content` of that page's address.
             */
            utm_content?: string | null;
            /**
             * Name
             * @description `utm_medium` of that page's address.
             */
            utm_medium?: string | null;
            /**
             * Name
             * @description `utm_source` of that page's address.
             */
            utm_source?: string | null;
            /**
             * Name
             * @description `utm_term` of that page's address.
             */
            utm_term?: string | null;
        };
        /** @description What still waits to be published. */
        Outbox: {
            /**
             * Format: date-time
             * @description When the oldest of them happened.
             */
            oldest_at?: string | null;
            /**
             * Format: int64
             * @description Events of the organisation that are not in the stream yet.
             */
            pending: number;
        };
        /** @description Fields of a task to replace; what is left out stays. */
        PatchTask: {
            /**
             * @description Whether it is finished.
             * @default null
             */
            done?: boolean | null;
            /**
             * Name
             * @description What there is to do.
             * @default null
             */
            name?: string | null;
            /**
             * Hours
             * @description Hours planned.
             * @default null
             * @example 7.5
             */
            planned_hours?: string | null;
        };
        /** @description Money that came in. */
        Payment: {
            /**
             * AccountId
             * Format: uuid
             * @description The client's account.
             */
            account_id: string;
            /** @description How much. */
            amount: components["schemas"]["Money"];
            /** @description What it pays. */
            applications: components["schemas"]["Application"][];
            /**
             * CustomerId
             * Format: uuid
             * @description Who paid.
             */
            customer_id: string;
            /**
             * PaymentId
             * Format: uuid
             * @description Its id.
             */
            payment_id: string;
            /**
             * Format: date
             * @description When it arrived.
             */
            received_on: string;
            /**
             * Name
             * @description Text of the transfer.
             */
            reference?: string | null;
            /** @description Not applied to any invoice: credit of the customer. */
            unapplied: components["schemas"]["Money"];
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        PaymentPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["Payment"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description A person. */
        PersonView: {
            /** @description False once they left. */
            active: boolean;
            /** @description What an hour costs, oldest first; left out for those who may not know. */
            cost_rates?: components["schemas"]["CostRate"][] | null;
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description The membership they log in with.
             */
            member_id?: string | null;
            /**
             * Name
             * @description Name.
             */
            name: string;
            /**
             * PersonId
             * Format: uuid
             * @description Their id.
             */
            person_id: string;
            /**
             * Name
             * @description Role billed to clients.
             */
            role?: string | null;
            /**
             * Format: int64
             * @description Counts the changes of the person; the same as in the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        PersonViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["PersonView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description A piece of a text. */
        Piece: {
            /** @description Whether it is what was looked for. */
            hit: boolean;
            /** @description The text. */
            text: string;
        };
        /** @description Figures by project, client or stage, sorted by name. */
        PipelineFiguresReport: {
            /**
             * Format: date-time
             * @description The moment the figures are of.
             */
            as_of: string;
            /** @description What they are by. */
            by: components["schemas"]["Dimension"];
            /** @description The figures. */
            items: components["schemas"]["PipelineFiguresRow"][];
            /**
             * Cursor
             * @description Send it as `cursor` to get the next page; none on the last.
             */
            next_cursor?: string | null;
            /** @description The figures of all rows together, in each currency. */
            totals: components["schemas"]["PipelineFiguresTotal"][];
        };
        /** @description The figures of one project, client or stage in one currency. */
        PipelineFiguresRow: {
            /**
             * Currency
             * @description Currency of its figures; sums never mix currencies.
             * @example EUR
             */
            currency: string;
            /**
             * Format: int64
             * @description Number of open deals.
             */
            deals: number;
            /**
             * Format: uuid
             * @description Which project, client (an account in CRM) or stage; none for what belongs to none.
             */
            id?: string | null;
            /** @description What it is called, when known. */
            name?: string | null;
            /** @description Their value, without VAT. */
            pipeline: components["schemas"]["Figure"];
        };
        /** @description The figures of everything in one currency. */
        PipelineFiguresTotal: {
            /**
             * Currency
             * @description Currency of the figures.
             * @example EUR
             */
            currency: string;
            /**
             * Format: int64
             * @description Number of open deals.
             */
            deals: number;
            /** @description Their value, without VAT. */
            pipeline: components["schemas"]["Figure"];
        };
        /** @description A pipeline. */
        PipelineView: {
            /** @description Whether it is out of use. */
            archived: boolean;
            /** @description Whether deals go here unless they say otherwise. */
            is_default: boolean;
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * PipelineId
             * Format: uuid
             * @description Its id.
             */
            pipeline_id: string;
            /**
             * Format: int16
             * @description Its place among the pipelines; equal places go by name.
             */
            position: number;
            /** @description Its stages; the closing ones come last. */
            stages: components["schemas"]["Stage"][];
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description The organisation's pipelines. */
        Pipelines: {
            items: components["schemas"]["PipelineView"][];
        };
        /** @description A new follow-up. */
        PlanFollowUp: {
            /**
             * @description What it is about: at most 20 accounts, contacts and deals.
             * @default []
             */
            about?: components["schemas"]["Subject"][];
            /**
             * Format: date
             * @description By which day; may have passed.
             */
            due_on: string;
            /**
             * Format: partial-time
             * @description At which time of that day, in the organisation's zone.
             */
            due_time?: string | null;
            /**
             * Note
             * @description More about it.
             */
            note?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Who does it; the caller when left out.
             */
            owner_id?: string | null;
            /**
             * @description How urgent it is.
             * @default normal
             */
            priority?: components["schemas"]["Priority"];
            /** @description How it comes again. */
            recurrence?: components["schemas"]["RecurrenceRequest"] | null;
            /**
             * Format: int32
             * @description Minutes before it is due at which the owner is reminded, 0 to 40320 (four weeks). Without a time it is due at nine in
             *      the morning for this.
             */
            remind_minutes_before?: number | null;
            /**
             * Name
             * @description What is to be done.
             */
            title: string;
        };
        /** @description A posting, and where it comes from. */
        PostingView: {
            /** @description The account. */
            account: components["schemas"]["ReportingAccount"];
            /** @description Who caused it. */
            actor: string;
            /** @description What they are called, when known. */
            actor_name?: string | null;
            /**
             * Format: uuid
             * @description What changed.
             */
            aggregate_id: string;
            /**
             * Format: int64
             * @description Which change of it.
             */
            aggregate_seq: number;
            /** @description Kind of what changed. */
            aggregate_type: string;
            /** @description Debits are positive, credits negative. */
            amount: components["schemas"]["Money"];
            /**
             * Format: uuid
             * @description The chain of cause and effect; see `/v1/trace/{id}`.
             */
            correlation_id: string;
            /**
             * Format: uuid
             * @description The cost centre.
             */
            cost_center_id?: string | null;
            /** @description Its name, when known. */
            cost_center_name?: string | null;
            /**
             * Format: uuid
             * @description The client: an account in CRM.
             */
            customer_id?: string | null;
            /** @description Its name, when known. */
            customer_name?: string | null;
            /**
             * Format: uuid
             * @description The deal.
             */
            deal_id?: string | null;
            /** @description Its name, when known. */
            deal_name?: string | null;
            /**
             * Format: int32
             * @description Deals it adds to or takes from the account.
             */
            deals: number;
            /** @description What it is about. */
            description: string;
            /**
             * Format: date
             * @description The business day it belongs to.
             */
            effective_on: string;
            /**
             * Format: uuid
             * @description The event that made it.
             */
            event_id: string;
            /** @description Its type. */
            event_type: string;
            /**
             * Format: uuid
             * @description Who worked.
             */
            person_id?: string | null;
            /** @description Their name, when known. */
            person_name?: string | null;
            /**
             * PostingId
             * Format: uuid
             * @description Its id.
             */
            posting_id: string;
            /**
             * Format: uuid
             * @description The project.
             */
            project_id?: string | null;
            /** @description Its name, when known. */
            project_name?: string | null;
            /**
             * Format: date-time
             * @description When the event happened.
             */
            recorded_at: string;
            /**
             * Format: uuid
             * @description The stage.
             */
            stage_id?: string | null;
            /** @description Its name, when known. */
            stage_name?: string | null;
        };
        /** @description What a product costs in a currency during some days. */
        PriceRequest: {
            /** @description The price without VAT. */
            amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description First day.
             */
            valid_from: string;
            /**
             * Format: date
             * @description Last day; without end when left out.
             */
            valid_to?: string | null;
        };
        /** @description How urgent a follow-up is. */
        Priority: "low" | "normal" | "high";
        /** @description The JSON of a problem (RFC 9457). */
        Problem: {
            /** @description What happened and how to mend it. */
            detail: string;
            /** @description Fields to mend. */
            errors?: components["schemas"]["FieldError"][];
            /**
             * Format: uint16
             * @description HTTP status code.
             */
            status: number;
            /** @description Short name of the status. */
            title: string;
            /** @description Trace in which it happened, for support. */
            trace_id?: string | null;
            /** @description Stable name of the problem: `urn:gerinc:problem:<code>`. */
            type: string;
        };
        /** @description What a product costs in a currency during some days. */
        ProductPrice: {
            /** @description The price without VAT. */
            amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description First day.
             */
            valid_from: string;
            /**
             * Format: date
             * @description Last day; without end when empty.
             */
            valid_to?: string | null;
        };
        /** @description A product. */
        ProductView: {
            /** @description Whether it is out of use. */
            archived: boolean;
            /** @description How it is billed. */
            billing: components["schemas"]["BillingKind"];
            /**
             * ShortCode
             * @description Its code, unique.
             */
            code?: string | null;
            /**
             * Note
             * @description What it is.
             */
            description?: string | null;
            /**
             * Name
             * @description What it is called.
             */
            name: string;
            /** @description What it costs when; no two of one currency on one day. */
            prices: components["schemas"]["ProductPrice"][];
            /**
             * ProductId
             * Format: uuid
             * @description Its id.
             */
            product_id: string;
            /**
             * Name
             * @description What it is counted in: "piece", "hour", "month".
             */
            unit: string;
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ProductViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ProductView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What to do with the project an earlier win of the deal has made. */
        ProjectChoice: "revive";
        /** @description Where a project stands. */
        ProjectStatus: "active" | "on_hold" | "cancelled" | "completed";
        /** @description What became of a project. */
        ProjectStep: "created" | "held" | "resumed" | "cancelled" | "completed";
        /** @description A project. */
        ProjectView: {
            /**
             * AccountId
             * Format: uuid
             * @description The client.
             */
            account_id?: string | null;
            /**
             * Name
             * @description Name of the client.
             */
            account_name?: string | null;
            /** @description What the client pays for it in all, without VAT. */
            budget_amount: components["schemas"]["Money"];
            /**
             * Hours
             * @description Hours sold.
             * @example 7.5
             */
            budget_hours: string;
            /**
             * Currency
             * @description Currency of its budget.
             * @example EUR
             */
            currency: string;
            /**
             * DealId
             * Format: uuid
             * @description The deal it came from.
             */
            deal_id?: string | null;
            /** @description What is delivered. */
            milestones: components["schemas"]["Milestone"][];
            /**
             * Name
             * @description Name.
             */
            name: string;
            /**
             * ProjectId
             * Format: uuid
             * @description Its id; [`project_of`] the deal when it came from one.
             */
            project_id: string;
            /**
             * Format: date
             * @description First day.
             */
            starts_on: string;
            /** @description Where it stands. */
            status: components["schemas"]["ProjectStatus"];
            /** @description What there is to do. */
            tasks: components["schemas"]["Task"][];
            /**
             * Format: int64
             * @description Counts the changes of the project; the same as in the ETag.
             */
            version: number;
            /**
             * Format: int32
             * @description Which win of that deal it serves.
             */
            win_no: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ProjectViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ProjectView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description The order of a list of projects. */
        ProjectsSort: "-starts_on" | "name";
        /** @description Nothing more needs to be said. */
        QuoteAction: Record<string, unknown>;
        /** @description What the client said. */
        QuoteAnswer: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The optional lines they chose. */
            chosen: string[];
            /** @description What became of the deal. */
            effect: components["schemas"]["QuoteEffect"];
            /** @constant */
            kind: "accepted";
            /**
             * Name
             * @description Who accepted, as they wrote their name.
             */
            name: string;
            /** @description What was accepted adds up to this. */
            totals: components["schemas"]["VatTotals"];
        } | {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @constant */
            kind: "declined";
            /**
             * Name
             * @description Who declined, when they said so.
             */
            name?: string | null;
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description To whom something is offered. */
        QuoteClient: {
            /**
             * AccountId
             * Format: uuid
             * @description The company.
             */
            account_id?: string | null;
            /**
             * Name
             * @description Name of the company.
             */
            account_name?: string | null;
            /**
             * Name
             * @description Name of the person who decides.
             */
            contact_name?: string | null;
            /**
             * CountryCode
             * @description Country of its seat.
             * @example HU
             */
            country?: string | null;
            /**
             * TaxNumber
             * @description Its tax number.
             * @example HU12345676
             */
            tax_number?: string | null;
        };
        /** @description A quote that was sent, and the key of the address at which the client reads it. */
        QuoteDispatched: {
            /** @description What the client said. */
            answer?: components["schemas"]["QuoteAnswer"] | null;
            /** @description The address the answer came from. */
            answered_from?: string | null;
            /** @description To whom, as it was when it was sent. */
            client?: components["schemas"]["QuoteClient"] | null;
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created_at: string;
            /** @description By whom: `member:<id>`, `api_key:<id>` or `system:<part>`. */
            created_by: string;
            /**
             * Currency
             * @description Currency of all its amounts, that of the deal.
             * @example EUR
             */
            currency: string;
            /**
             * DealId
             * Format: uuid
             * @description The deal it is for.
             */
            deal_id: string;
            /** @description SHA-256 of the document that was sent, in small hexadecimal digits. */
            document_sha256?: string | null;
            /**
             * Note
             * @description What is said before the lines.
             */
            introduction?: string | null;
            /** @description Language it is written in. */
            language: components["schemas"]["Language"];
            /** @description What is offered. */
            lines: components["schemas"]["QuoteLine"][];
            /**
             * ShortCode
             * @description Number, the same for all its versions.
             */
            number: string;
            /**
             * @description Path of the page for the client, with a secret in it that is told only now. Addresses told before go on working. When
             *     the request is repeated it is not there; `POST /v1/quotes/{quote_id}/link` makes another one.
             */
            path?: string | null;
            /**
             * QuoteId
             * Format: uuid
             * @description Its id.
             */
            quote_id: string;
            /**
             * Format: int32
             * @description Which version of that number, from 1.
             */
            revision: number;
            /** @description Who offers, as it was when it was sent. */
            seller?: components["schemas"]["QuoteSeller"] | null;
            /**
             * Format: date-time
             * @description When it was sent.
             */
            sent_at?: string | null;
            /** @description Where it stands today. */
            state: components["schemas"]["QuoteState"];
            /** @description Where it stands. Whether it has expired follows from `valid_until`. */
            status: components["schemas"]["QuoteStatus"];
            /**
             * Note
             * @description Terms, said after the lines.
             */
            terms?: string | null;
            /**
             * Name
             * @description What it is about.
             */
            title: string;
            /** @description What the lines add up to as they are proposed. */
            totals: components["schemas"]["VatTotals"];
            /**
             * Format: date
             * @description Last day on which it can be accepted, in the organisation's zone.
             */
            valid_until: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Format: date-time
             * @description When the client first read it.
             */
            viewed_at?: string | null;
            /**
             * Note
             * @description Why it was withdrawn, when a reason was given.
             */
            withdrawn_reason?: string | null;
        };
        /** @description What an accepted quote did to its deal. */
        QuoteEffect: {
            /** @description Whether the deal was won with it. */
            deal_won: boolean;
            /**
             * Note
             * @description More about it.
             */
            detail?: string | null;
            /** @description What a person has to settle, when not all of that was done although it was wanted. */
            left?: components["schemas"]["QuoteLeft"] | null;
            /** @description Whether the deal took its lines. */
            lines_taken: boolean;
        };
        /** @description Why an accepted quote did not win its deal by itself. */
        QuoteLeft: "deal_closed" | "other_quote" | "other_currency" | "other_client" | "no_account" | "stage_requirements" | "project_exists";
        /** @description A line of a quote: a line of a deal, with its ids, which the deal takes over as it is once the client accepts. */
        QuoteLine: {
            /** @description How it is billed. Its prices are what the client pays: a discount is already off them. */
            billing: components["schemas"]["LineBilling"];
            /** @description Whether it is in the sums as proposed; always when it is not optional. */
            chosen: boolean;
            /**
             * DealLineId
             * Format: uuid
             * @description Its id.
             */
            deal_line_id: string;
            /**
             * Note
             * @description More about it, for the client.
             */
            description?: string | null;
            /**
             * @description The discount in it, and what it would be without.
             * @default null
             */
            discount?: components["schemas"]["LineDiscount"] | null;
            /**
             * Name
             * @description What is sold.
             */
            name: string;
            /** @description Whether the client may leave it out. */
            optional: boolean;
            /**
             * @description The product it sells, when it comes from the price list.
             * @default null
             */
            product?: components["schemas"]["LineProduct"] | null;
            /** @description Value of the line, without VAT, after any discount. */
            value: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        };
        /** @description One part of what is offered. */
        QuoteLineRequest: {
            /** @description How it is billed, before any discount. */
            billing: components["schemas"]["BillingRequest"];
            /**
             * @description Whether an optional line is proposed as chosen; not when left out.
             * @default false
             */
            chosen?: boolean;
            /**
             * DealLineId
             * Format: uuid
             * @description Id of the line when the quote or its deal has it already; left out for a new one.
             */
            deal_line_id?: string | null;
            /**
             * Note
             * @description More about it, for the client.
             */
            description?: string | null;
            /**
             * Percent
             * @description Discount off each price, in percent.
             * @example 12.5
             */
            discount_percent?: string | null;
            /**
             * Name
             * @description What is sold; the name of the product when left out.
             */
            name?: string | null;
            /**
             * @description Whether the client may leave it out.
             * @default false
             */
            optional?: boolean;
            /**
             * ProductId
             * Format: uuid
             * @description The product of the price list it sells. What is left out of the line is taken from it.
             */
            product_id?: string | null;
            /**
             * VatRate
             * @description VAT rate in percent; that of the product when left out.
             * @example 27
             */
            vat_rate?: string | null;
        };
        /** @description Who offers. */
        QuoteSeller: {
            /**
             * Email
             * Format: email
             * @description Address of the colleague.
             */
            contact_email?: string | null;
            /**
             * Name
             * @description The colleague who looks after the deal.
             */
            contact_name?: string | null;
            /**
             * Note
             * @description Address and whatever else stands on its documents, line by line.
             */
            details?: string | null;
            /**
             * Name
             * @description Name of the organisation.
             */
            name: string;
        };
        /** @description How an organisation quotes. */
        QuoteSettingsView: {
            /**
             * Note
             * @description What is said before the lines unless a quote says otherwise.
             */
            introduction?: string | null;
            /** @description Language of quotes unless they say otherwise. */
            language: components["schemas"]["Language"];
            /**
             * OrgId
             * Format: uuid
             * @description The organisation.
             */
            org_id: string;
            /**
             * Note
             * @description Address and whatever else stands on documents about the organisation, line by line.
             */
            seller_details?: string | null;
            /**
             * Note
             * @description Terms unless a quote says otherwise.
             */
            terms?: string | null;
            /**
             * Format: int32
             * @description For how many days a quote is valid unless it says otherwise.
             */
            validity_days: number;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /** @description Whether an accepted quote wins its deal. */
            wins_deals: boolean;
        };
        /** @description Where a quote stands on a day. */
        QuoteState: "draft" | "sent" | "expired" | "accepted" | "declined" | "superseded" | "withdrawn";
        /** @description Where a version of a quote stands. */
        QuoteStatus: "draft" | "sent" | "accepted" | "declined" | "superseded" | "withdrawn";
        /** @description What became of a quote. */
        QuoteStep: "sent" | "viewed" | "accepted" | "declined" | "withdrawn";
        /** @description A quote in a list. It carries no lines. */
        QuoteSummary: {
            /**
             * AccountId
             * Format: uuid
             * @description Who would buy.
             */
            account_id?: string | null;
            /**
             * Name
             * @description Name of who would buy.
             */
            account_name?: string | null;
            /**
             * Format: date-time
             * @description When the client answered.
             */
            answered_at?: string | null;
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created_at: string;
            /**
             * DealId
             * Format: uuid
             * @description The deal it is for.
             */
            deal_id: string;
            /**
             * Name
             * @description What that is called.
             */
            deal_name: string;
            /** @description With VAT. */
            gross: components["schemas"]["Money"];
            /** @description Without VAT: as proposed, or as accepted. */
            net: components["schemas"]["Money"];
            /**
             * ShortCode
             * @description Its number.
             */
            number: string;
            /**
             * QuoteId
             * Format: uuid
             * @description Its id.
             */
            quote_id: string;
            /**
             * Format: int32
             * @description Which version of that number.
             */
            revision: number;
            /**
             * Format: date-time
             * @description When it was sent.
             */
            sent_at?: string | null;
            /** @description Where it stands today. */
            state: components["schemas"]["QuoteState"];
            /**
             * Name
             * @description What it is about.
             */
            title: string;
            /**
             * Format: date
             * @description Last day on which it can be accepted.
             */
            valid_until: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Format: date-time
             * @description When the client first read it.
             */
            viewed_at?: string | null;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        QuoteSummaryPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["QuoteSummary"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description A version of a quote. */
        QuoteView: {
            /** @description What the client said. */
            answer?: components["schemas"]["QuoteAnswer"] | null;
            /** @description The address the answer came from. */
            answered_from?: string | null;
            /** @description To whom, as it was when it was sent. */
            client?: components["schemas"]["QuoteClient"] | null;
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created_at: string;
            /** @description By whom: `member:<id>`, `api_key:<id>` or `system:<part>`. */
            created_by: string;
            /**
             * Currency
             * @description Currency of all its amounts, that of the deal.
             * @example EUR
             */
            currency: string;
            /**
             * DealId
             * Format: uuid
             * @description The deal it is for.
             */
            deal_id: string;
            /** @description SHA-256 of the document that was sent, in small hexadecimal digits. */
            document_sha256?: string | null;
            /**
             * Note
             * @description What is said before the lines.
             */
            introduction?: string | null;
            /** @description Language it is written in. */
            language: components["schemas"]["Language"];
            /** @description What is offered. */
            lines: components["schemas"]["QuoteLine"][];
            /**
             * ShortCode
             * @description Number, the same for all its versions.
             */
            number: string;
            /**
             * QuoteId
             * Format: uuid
             * @description Its id.
             */
            quote_id: string;
            /**
             * Format: int32
             * @description Which version of that number, from 1.
             */
            revision: number;
            /** @description Who offers, as it was when it was sent. */
            seller?: components["schemas"]["QuoteSeller"] | null;
            /**
             * Format: date-time
             * @description When it was sent.
             */
            sent_at?: string | null;
            /** @description Where it stands today. */
            state: components["schemas"]["QuoteState"];
            /** @description Where it stands. Whether it has expired follows from `valid_until`. */
            status: components["schemas"]["QuoteStatus"];
            /**
             * Note
             * @description Terms, said after the lines.
             */
            terms?: string | null;
            /**
             * Name
             * @description What it is about.
             */
            title: string;
            /** @description What the lines add up to as they are proposed. */
            totals: components["schemas"]["VatTotals"];
            /**
             * Format: date
             * @description Last day on which it can be accepted, in the organisation's zone.
             */
            valid_until: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * Format: date-time
             * @description When the client first read it.
             */
            viewed_at?: string | null;
            /**
             * Note
             * @description Why it was withdrawn, when a reason was given.
             */
            withdrawn_reason?: string | null;
        };
        /** @description The price of an hour of one role. */
        RateRequest: {
            /**
             * Hours
             * @description Hours expected.
             * @example 7.5
             */
            estimated_hours: string;
            /** @description What an hour costs the client. */
            hourly_rate?: components["schemas"]["Money"] | null;
            /**
             * Name
             * @description The role: "Developer".
             */
            role: string;
        };
        /** @description An exchange rate that was used. */
        RateUsed: {
            /**
             * Currency
             * @description The currency that is valued.
             * @example EUR
             */
            currency: string;
            /**
             * Format: date
             * @description The day that was given for.
             */
            on: string;
            /** @description What one unit of it is worth. */
            rate: string | number;
        };
        /** @description Marks all as read. */
        ReadAll: {
            /**
             * Format: date-time
             * @description What came later stays unread; now when left out.
             */
            until?: string | null;
        };
        /** @description Why something is done. */
        Reason: {
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description How many count as forgotten for a reason. */
        ReasonCount: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description The reason. */
            reason: components["schemas"]["ForgottenReason"];
        };
        /** @description A file that proves an expense. Its content stays with the service and is asked for over HTTP. */
        Receipt: {
            /** @description What it is. */
            content_type: components["schemas"]["ReceiptType"];
            /**
             * Name
             * @description What the file is called.
             */
            name: string;
            /**
             * ReceiptId
             * Format: uuid
             * @description Its id.
             */
            receipt_id: string;
            /** @description SHA-256 of its content, in hexadecimal digits. */
            sha256: string;
            /**
             * Format: uint64
             * @description Its size in bytes.
             */
            size_bytes: number;
            /**
             * Format: date-time
             * @description When it was handed in.
             */
            uploaded_at: string;
        };
        /** @description What a receipt may be. */
        ReceiptType: "image/jpeg" | "image/png" | "image/webp" | "application/pdf";
        /** @description What is open now, by how long it is due. */
        Receivables: {
            /**
             * Format: date
             * @description The day it is aged on.
             */
            as_of: string;
            /** @description A row for each customer and currency. */
            items: components["schemas"]["Aged"][];
        };
        /** @description Figures by project, client or stage, sorted by name. */
        ReceivablesFiguresReport: {
            /**
             * Format: date-time
             * @description The moment the figures are of.
             */
            as_of: string;
            /** @description What they are by. */
            by: components["schemas"]["Dimension"];
            /** @description The figures. */
            items: components["schemas"]["ReceivablesFiguresRow"][];
            /**
             * Cursor
             * @description Send it as `cursor` to get the next page; none on the last.
             */
            next_cursor?: string | null;
            /** @description The figures of all rows together, in each currency. */
            totals: components["schemas"]["ReceivablesFiguresTotal"][];
        };
        /** @description The figures of one project, client or stage in one currency. */
        ReceivablesFiguresRow: {
            /**
             * Currency
             * @description Currency of its figures; sums never mix currencies.
             * @example EUR
             */
            currency: string;
            /**
             * Format: uuid
             * @description Which project, client (an account in CRM) or stage; none for what belongs to none.
             */
            id?: string | null;
            /** @description What it is called, when known. */
            name?: string | null;
            /** @description Issued and not yet paid, with VAT. */
            receivables: components["schemas"]["Figure"];
        };
        /** @description The figures of everything in one currency. */
        ReceivablesFiguresTotal: {
            /**
             * Currency
             * @description Currency of the figures.
             * @example EUR
             */
            currency: string;
            /** @description Issued and not yet paid, with VAT. */
            receivables: components["schemas"]["Figure"];
        };
        /** @description Money that came in. */
        ReceivePayment: {
            /** @description How much. */
            amount: components["schemas"]["Money"];
            /**
             * @description What it pays. When left out, the customer's open invoices, the one due first being paid first; what is left over is
             *      credit. An empty list leaves all of it as credit.
             */
            applications?: components["schemas"]["ApplyTo"][] | null;
            /**
             * CustomerId
             * Format: uuid
             * @description Who paid.
             */
            customer_id: string;
            /**
             * Format: date
             * @description When it arrived; today when left out.
             */
            received_on?: string | null;
            /**
             * Name
             * @description Text of the transfer.
             */
            reference?: string | null;
        };
        /** @description A new activity. */
        RecordActivity: {
            /** @description What it is about: 1 to 20 accounts, contacts and deals. */
            about: components["schemas"]["Subject"][];
            /** @description What was noted, said, written or agreed. */
            content: components["schemas"]["ContentRequest"];
            /**
             * Format: date-time
             * @description When it took place; now when left out. Only a meeting may be in the future.
             */
            happened_at?: string | null;
            /**
             * @description Colleagues it is brought to the notice of.
             * @default []
             */
            mentions?: string[];
        };
        /** @description How a follow-up comes again, counted from the day its series began. */
        Recurrence: {
            /**
             * Format: int32
             * @description How often in all.
             */
            count?: number | null;
            /** @description In which unit. */
            frequency: components["schemas"]["Frequency"];
            /**
             * Format: int32
             * @description Every so many of them.
             */
            interval: number;
            /**
             * Format: date
             * @description The last day it may come.
             */
            until?: string | null;
            /** @description For weeks: on which days; that on which the series began when empty. */
            weekdays: components["schemas"]["Weekday"][];
        };
        /** @description How a follow-up comes again, counted from the day it is due. */
        RecurrenceRequest: {
            /**
             * Format: int32
             * @description How often in all, 1 to 999.
             */
            count?: number | null;
            /** @description In which unit. */
            frequency: components["schemas"]["Frequency"];
            /**
             * Format: int32
             * @description Every so many of them, 1 to 99; 1 when left out.
             */
            interval?: number | null;
            /**
             * Format: date
             * @description The last day it may come. Not together with `count`.
             */
            until?: string | null;
            /**
             * @description For weeks: on which days; that of `due_on` when left out.
             * @default []
             */
            weekdays?: components["schemas"]["Weekday"][];
        };
        /** @description Why a claim is sent back. */
        RejectClaim: {
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description Why an entry is sent back. */
        RejectTime: {
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description Opens a closed deal again. */
        ReopenDeal: {
            /**
             * @description Do it although invoices were issued; needs a permission of its own.
             * @default false
             */
            force?: boolean;
            /**
             * Note
             * @description Why.
             */
            reason: string;
        };
        /** @description Takes up a lead that was given up. */
        ReopenLead: {
            /**
             * Note
             * @description Why.
             */
            reason?: string | null;
        };
        /** @description What a retry came to. */
        Replayed: {
            /**
             * Format: uint32
             * @description Number of events applied: the letter and those that were parked behind it.
             */
            applied: number;
            /** @description Why the next one could not be applied, when one could not. */
            stopped_by?: string | null;
        };
        /** @description An account of the ledger. */
        ReportingAccount: "cash" | "receivables" | "unbilled_work" | "vat_payable" | "customer_credit" | "employee_payable" | "accrued_labour" | "revenue" | "labour_cost" | "expense_cost" | "pipeline" | "pipeline_contra" | "order_book" | "order_book_contra" | "scheduled" | "scheduled_contra" | "unapproved_labour" | "unapproved_labour_contra" | "cost_budget" | "cost_budget_contra" | "project_budget" | "project_budget_contra";
        /** @description As of when, and which page. */
        ReportingAsked: {
            /**
             * Format: date-time
             * @description Any past instant; now when left out.
             */
            as_of?: string | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
        };
        /** @description Which postings. Reports carry the address that asks for those of each figure. */
        ReportingAsked2: {
            /** @description Accounts, separated by commas. */
            account: string;
            /**
             * Format: date-time
             * @description Recorded until this instant.
             */
            as_of?: string | null;
            /** @description Of this cost centre, or `none`. */
            cost_center_id?: string | null;
            /**
             * Currency
             * @description In this currency.
             * @example EUR
             */
            currency?: string | null;
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /** @description Of this client (an account in CRM), or `none`. */
            customer_id?: string | null;
            /** @description Of this deal, or `none`. */
            deal_id?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
            /** @description Of this person, or `none`. */
            person_id?: string | null;
            /** @description Of this project; `none` for postings without one. */
            project_id?: string | null;
            /** @description Of this stage, or `none`. */
            stage_id?: string | null;
        };
        /** @description Which page. */
        ReportingAsked3: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Rows of a page.
             * @default 50
             */
            limit?: number | null;
        };
        /** @description What a deal must say or have before it comes to a stage. */
        Requirement: {
            /** @constant */
            kind: "value";
        } | {
            /** @constant */
            kind: "account";
        } | {
            /** @constant */
            kind: "contact";
        } | {
            /** @constant */
            kind: "owner";
        } | {
            /** @constant */
            kind: "expected_close_on";
        } | {
            /** @constant */
            kind: "lines";
        } | {
            /** @constant */
            kind: "next_step";
        } | {
            /** @constant */
            kind: "accepted_quote";
        } | {
            /** @constant */
            kind: "contact_role";
            /** @description What. */
            role: components["schemas"]["ContactRole"];
        } | {
            /**
             * FieldId
             * Format: uuid
             * @description Which.
             */
            field_id: string;
            /** @constant */
            kind: "custom_field";
        };
        /** @description The answer to a question. */
        ResolveDecision: {
            /** @description How the project goes on. */
            action: components["schemas"]["Action"];
            /**
             * Note
             * @description What there is to say about it.
             * @default null
             */
            note?: string | null;
        };
        /** @description Takes a pipeline into use again. */
        RestorePipeline: Record<string, unknown>;
        /** @description Letting a frozen schedule go on. */
        ResumeSchedule: Record<string, unknown>;
        Revoked: {
            /**
             * ApiKeyId
             * Format: uuid
             */
            api_key_id: string;
        };
        /** @description The lines a draft shall have. Work whose line is left out becomes unbilled again. */
        RewriteDraft: {
            /** @description All lines, at most 100. */
            lines: components["schemas"]["DraftLine"][];
        };
        /** @description The price of an hour of one role. */
        RoleRate: {
            /**
             * Hours
             * @description Hours expected.
             * @example 7.5
             */
            estimated_hours: string;
            /** @description What an hour costs the client, without VAT. */
            hourly_rate: components["schemas"]["Money"];
            /**
             * Name
             * @description The role: "Developer".
             */
            role: string;
        };
        /** @description What was said so many weeks before. */
        Said: {
            /** @description Figure by figure. */
            scores: components["schemas"]["Score"][];
            /** @description The value of open deals expected to close in the month, weighted by nothing. */
            value: components["schemas"]["Money"];
            /**
             * Format: date
             * @description The Monday of the snapshot.
             */
            week_on: string;
            /**
             * Format: uint32
             * @description So many weeks before the month began.
             */
            weeks_before: number;
        };
        /** @description A view of a list. */
        SaveView: {
            /**
             * @description The columns that are shown; those the list shows anyway when empty.
             * @default []
             */
            columns?: string[];
            /**
             * @description What the list is asked with, by the names of its parameters, as in the address of the list.
             * @default {}
             */
            filters?: {
                [key: string]: string;
            };
            list: components["schemas"]["ViewedList"];
            /**
             * Name
             * @description Unique among your views of the list.
             */
            name: string;
            /**
             * @description True: everybody may look through it.
             * @default false
             */
            shared?: boolean;
            /** @description The order the list is asked for. */
            sort?: string | null;
        };
        /** @description What is to be billed for a won deal, and when. */
        Schedule: {
            /**
             * Currency
             * @description Currency of its instalments.
             * @example EUR
             */
            currency: string;
            /**
             * CustomerId
             * Format: uuid
             * @description Who is billed.
             */
            customer_id: string;
            /**
             * DealId
             * Format: uuid
             * @description The deal.
             */
            deal_id: string;
            /** @description Its parts. */
            installments: components["schemas"]["Installment"][];
            /**
             * Name
             * @description Name of the deal.
             */
            name: string;
            /**
             * ProjectId
             * Format: uuid
             * @description The project.
             */
            project_id: string;
            /**
             * ScheduleId
             * Format: uuid
             * @description Its id; [`schedule_of`] the deal.
             */
            schedule_id: string;
            /** @description Where it stands. */
            status: components["schemas"]["ScheduleStatus"];
            /** @description Sum of the instalments, without VAT; for time and materials the estimate. */
            total: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description Which win of the deal.
             */
            win_no: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        SchedulePage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["Schedule"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Where a schedule stands. */
        ScheduleStatus: "active" | "frozen" | "cancelled";
        /** @description Schedules that stand alike, in one currency. */
        ScheduleTotal: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description Where they stand. */
            status: components["schemas"]["ScheduleStatus"];
            /** @description Sum, without VAT. */
            total: components["schemas"]["Money"];
        };
        /** @description What was said, what came, and the difference. */
        Score: {
            /** @description What came. */
            came: components["schemas"]["Money"];
            /** @description Which figure. */
            column: components["schemas"]["ForecastColumn"];
            /** @description What was said less what came. */
            error: components["schemas"]["Money"];
            /** @description The same in percent of what came, with one decimal; none when nothing came. */
            error_percent?: string | number | null;
            /** @description What was said. */
            said: components["schemas"]["Money"];
        };
        /** @description What one rule gave a lead or took from it. */
        ScorePart: {
            /**
             * Name
             * @description What it says about the lead: "source is referral".
             */
            label: string;
            /**
             * Format: int32
             * @description Points it gave, or took when negative.
             */
            points: number;
            /**
             * RuleId
             * Format: uuid
             * @description The rule.
             */
            rule_id: string;
        };
        /** @description A rule that gives or takes points. */
        ScoringRule: {
            /** @description Whether it is used. */
            active: boolean;
            /** @description When it applies. */
            condition: components["schemas"]["LeadCondition"];
            /**
             * Name
             * @description What it says about a lead: "source is referral".
             */
            label: string;
            /**
             * Format: int32
             * @description Points it gives, or takes when negative.
             */
            points: number;
            /**
             * RuleId
             * Format: uuid
             * @description Its id.
             */
            rule_id: string;
        };
        /** @description A rule that gives or takes points, as it shall be. */
        ScoringRuleRequest: {
            /**
             * @description Whether it is used; yes when left out.
             * @default true
             */
            active?: boolean;
            /** @description When it applies. */
            condition: components["schemas"]["LeadCondition"];
            /**
             * Name
             * @description What it says about a lead: "source is referral".
             */
            label: string;
            /**
             * Format: int32
             * @description Points it gives, or takes when negative: -1000 to 1000, not 0.
             */
            points: number;
            /**
             * RuleId
             * Format: uuid
             * @description Id of the rule when it is one there is already; left out for a new one.
             */
            rule_id?: string | null;
        };
        /** @description What is looked for. */
        Search: {
            /**
             * Limit
             * @description Most matches of the answer; 8 when left out.
             * @default 50
             */
            limit?: number | null;
            /**
             * Name
             * @description Words of the name, or a part of a number; case and accents do not matter.
             */
            q: string;
        };
        /** @description A session was opened; it is in the cookie, and the token is for programs. */
        SessionOpened: {
            access_token: string;
            /**
             * Format: int64
             * @description Seconds until it ends.
             */
            expires_in: number;
            /**
             * MemberId
             * Format: uuid
             */
            member_id?: string | null;
            /**
             * OrgId
             * Format: uuid
             */
            org_id: string;
            token_type: string;
        };
        /** @description Who is asking. */
        SessionView: {
            /** @description `member:<id>` or `api_key:<id>`. */
            actor: string;
            /**
             * MemberId
             * Format: uuid
             */
            member_id?: string | null;
            organization: components["schemas"]["OrganizationView"];
            /** @description Every organisation this person may log in to. */
            organization_ids: string[];
            permissions: ("identity:organization:manage" | "identity:member:manage" | "identity:api_key:manage" | "identity:member:read" | "crm:read" | "crm:account:write" | "crm:contact:write" | "crm:deal:write" | "crm:deal:close" | "crm:activity:write" | "crm:lead:write" | "crm:import" | "crm:export" | "crm:deal:force_reopen" | "crm:settings:manage" | "projects:read" | "projects:project:write" | "projects:person:manage" | "projects:cost_rate:read" | "projects:time:log" | "projects:time:approve" | "billing:read" | "billing:invoice:write" | "billing:invoice:issue" | "billing:payment:register" | "expenses:read" | "expenses:claim:write" | "expenses:claim:approve" | "expenses:cost_center:manage" | "reporting:read" | "operations:read" | "operations:manage")[];
            /** RoleSet */
            roles: ("owner" | "admin" | "sales" | "project_manager" | "finance" | "employee" | "auditor")[];
            /** @description The person; none for API keys. */
            user?: components["schemas"]["UserView"] | null;
        };
        /** @description What an hour costs from a day on. A rate of the same day is replaced. */
        SetCostRate: {
            /**
             * Format: date
             * @description First day it holds.
             */
            effective_from: string;
            /** @description Cost of one hour, in the organisation's base currency. */
            hourly_cost: components["schemas"]["Money"];
        };
        /** @description Whether to begin with a view. */
        SetDefault: {
            is_default: boolean;
        };
        /** @description A new goal. */
        SetGoal: {
            /** @description Value of deals to be won, in the organisation's currency, without VAT. */
            amount: components["schemas"]["Money"];
            /**
             * Month
             * @description Its first month.
             * @example 2026-03
             */
            from: string;
            /**
             * MemberId
             * Format: uuid
             * @description The member whose goal it is; with neither member nor team it is everybody's.
             */
            member_id?: string | null;
            /** @description How long it is for. */
            span: components["schemas"]["GoalSpan"];
            /**
             * TeamId
             * Format: uuid
             * @description The team whose goal it is.
             */
            team_id?: string | null;
        };
        /** @description What signing up needs. */
        SignUp: {
            organization: components["schemas"]["NewOrganization"];
            user: components["schemas"]["NewUser"];
        };
        /** @description What was forecast when a week began. */
        SnapshotView: {
            /**
             * Format: date-time
             * @description The moment it is of: the beginning of that day in the organisation's time zone.
             */
            as_of: string;
            /** @description The value of those that were best case. */
            best_case: components["schemas"]["Money"];
            /** @description By learned odds. */
            by_learned: components["schemas"]["Weighted"];
            /** @description By the odds people gave them. */
            by_people: components["schemas"]["Judged"];
            /** @description By the odds of their stages. */
            by_stage: components["schemas"]["Weighted"];
            /** @description The value of those that were committed. */
            commit: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many open deals.
             */
            deals: number;
            /** @description Their value. */
            value: components["schemas"]["Money"];
            /**
             * Format: date
             * @description The Monday the week begins with.
             */
            week_on: string;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        SnapshotViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["SnapshotView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Which snapshots. */
        SnapshotsAsked: {
            /**
             * Cursor
             * @description Where the page begins.
             */
            cursor?: string | null;
            /**
             * Limit
             * @description Weeks of a page.
             * @default 50
             */
            limit?: number | null;
            /**
             * Month
             * @description What was forecast for this month; for all months to come when left out.
             * @example 2026-03
             */
            month?: string | null;
            /** @description Whose deals; `none` for nobody's. */
            owner_id?: string | null;
            /**
             * PipelineId
             * Format: uuid
             * @description Of which pipeline.
             */
            pipeline_id?: string | null;
            /**
             * TeamId
             * Format: uuid
             * @description Of whose members, as they are now.
             */
            team_id?: string | null;
        };
        /** @description Puts a follow-up off. One that comes again keeps its rhythm. */
        SnoozeFollowUp: {
            /**
             * Format: date
             * @description To which day.
             */
            due_on: string;
            /**
             * Format: partial-time
             * @description To which time of that day; the time it has when left out, none when `null`.
             */
            due_time?: string | null;
        };
        /** @description The order of a list. */
        Sort: "name" | "-name" | "-created_at" | "custom" | "-custom";
        /** @description The order of a list. */
        Sort2: "name" | "-name" | "-created_at" | "custom" | "-custom";
        /** @description The order of a list. */
        Sort3: "-opened_on" | "opened_on" | "-value" | "name" | "in_stage_since" | "next_step_due_on" | "custom" | "-custom";
        /** @description A stage of a pipeline. */
        Stage: {
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Format: int16
             * @description How likely a deal that stands here is won, in percent: 1 to 99 while it is open, 100 won, 0 lost.
             */
            odds_percent: number;
            /**
             * Format: int16
             * @description Its place, from 1.
             */
            position: number;
            /** @description What a deal must say or have before it comes here. */
            requires: components["schemas"]["Requirement"][];
            /**
             * StageId
             * Format: uuid
             * @description Its id.
             */
            stage_id: string;
            /**
             * Format: int16
             * @description After how many days here a deal is stale; never when empty.
             */
            stale_after_days?: number | null;
            /** @description What it stands for in every service. */
            status: components["schemas"]["DealStatus"];
        };
        /** @description Where the open deals of a stage go. */
        StageMove: {
            /**
             * StageId
             * Format: uuid
             * @description The stage they stand in.
             */
            from_stage_id: string;
            /**
             * StageId
             * Format: uuid
             * @description An open stage that stays, of this pipeline or another one.
             */
            to_stage_id: string;
        };
        /** @description An open stage. */
        StageRequest: {
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * Format: int16
             * @description How likely a deal that stands here is won, in percent: 1 to 99.
             */
            odds_percent: number;
            /**
             * @description What a deal must say or have before it comes here.
             * @default []
             */
            requires?: components["schemas"]["Requirement"][];
            /**
             * StageId
             * Format: uuid
             * @description Id of the stage when it is one the pipeline already has; left out for a new one.
             */
            stage_id?: string | null;
            /**
             * Format: int16
             * @description After how many days here a deal is stale; never when left out.
             */
            stale_after_days?: number | null;
        };
        /** @description The time a deal spent in a stage. */
        StageTime: {
            /**
             * Format: int64
             * @description Days of the latest stay.
             */
            latest_days: number;
            /**
             * StageId
             * Format: uuid
             * @description The stage.
             */
            stage_id: string;
            /**
             * Name
             * @description Its name.
             */
            stage_name: string;
            /**
             * Format: int64
             * @description Days of all stays.
             */
            total_days: number;
            /**
             * Format: int32
             * @description How often it stayed there.
             */
            visits: number;
        };
        /** @description A stay of a deal in a stage. */
        StageVisit: {
            /**
             * Format: date-time
             * @description When that was written down.
             */
            entered_at: string;
            /** @description By whom: `member:<id>`, `api_key:<id>` or `system:<part>`. */
            entered_by: string;
            /**
             * Format: date
             * @description Business day it began.
             */
            entered_on: string;
            /**
             * Format: date-time
             * @description When that was written down.
             */
            left_at?: string | null;
            /** @description By whom. */
            left_by?: string | null;
            /**
             * Format: date
             * @description Business day it ended; none while it lasts.
             */
            left_on?: string | null;
            /** @description How it ended: `moved`, `won` or `lost`. */
            outcome?: string | null;
            /**
             * Note
             * @description Why, where a reason was given.
             */
            reason?: string | null;
            /**
             * StageId
             * Format: uuid
             * @description The stage.
             */
            stage_id: string;
            /**
             * Name
             * @description Its name.
             */
            stage_name: string;
            /**
             * Format: int32
             * @description Counts the stays of the deal, from 1.
             */
            visit_no: number;
        };
        /** @description The last invoices and payments of a customer. */
        Statement: {
            /**
             * CustomerId
             * Format: uuid
             * @description Who.
             */
            customer_id: string;
            /** @description At most 200, oldest first. */
            items: components["schemas"]["StatementLine"][];
        };
        /** @description An invoice or payment on a statement. */
        StatementLine: {
            /** @description What it adds to the balance: an invoice its gross amount, a payment less than nothing. */
            amount: components["schemas"]["Money"];
            /** @description What the customer owes in this currency after it; less than nothing is credit. */
            balance: components["schemas"]["Money"];
            /**
             * InvoiceId
             * Format: uuid
             * @description The invoice, when it is one.
             */
            invoice_id?: string | null;
            /**
             * ShortCode
             * @description Number of the invoice.
             */
            number?: string | null;
            /**
             * Format: date
             * @description Day of issue, or day it arrived.
             */
            on: string;
            /**
             * PaymentId
             * Format: uuid
             * @description The payment, when it is one.
             */
            payment_id?: string | null;
            /**
             * Name
             * @description Text of the transfer.
             */
            reference?: string | null;
        };
        /** @description A step of the delivery. */
        Step: "project" | "schedule" | "budget";
        /** @description When a step was done. */
        StepView: {
            /**
             * Format: date-time
             * @description When; none while it is missing.
             */
            at?: string | null;
            /** @description Which. */
            step: components["schemas"]["Step"];
        };
        /** @description What an activity, a follow-up or a file is about. */
        Subject: {
            /**
             * AccountId
             * Format: uuid
             */
            account_id: string;
        } | {
            /**
             * ContactId
             * Format: uuid
             */
            contact_id: string;
        } | {
            /**
             * DealId
             * Format: uuid
             */
            deal_id: string;
        };
        /** @description What the postings of one currency sum to. */
        SumView: {
            /**
             * Currency
             * @description The currency.
             * @example EUR
             */
            currency: string;
            /** @description The same as reports show it: with the sign turned when an account is income or a liability. */
            figure: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many postings.
             */
            postings: number;
            /** @description Debits less credits. */
            sum: components["schemas"]["Money"];
        };
        /** @description How a tag is shown. */
        TagColor: "gray" | "blue" | "green" | "yellow" | "red" | "purple";
        /** @description A tag. */
        TagView: {
            /** @description How it is shown. */
            color: components["schemas"]["TagColor"];
            /**
             * TagId
             * Format: uuid
             * @description The tag it was merged into: whoever has this one has that one.
             */
            merged_into?: string | null;
            /**
             * Name
             * @description The word.
             */
            name: string;
            /**
             * TagId
             * Format: uuid
             * @description Its id.
             */
            tag_id: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description Tags by name. */
        Tags: {
            items: components["schemas"]["TagView"][];
        };
        /** @description Something to do in a project, against which time is logged. */
        Task: {
            /** @description How its time is billed. */
            billing: components["schemas"]["TaskBilling"];
            /**
             * DealLineId
             * Format: uuid
             * @description The line it was sold with.
             */
            deal_line_id?: string | null;
            /** @description Whether it is finished. */
            done: boolean;
            /**
             * Name
             * @description What there is to do.
             */
            name: string;
            /**
             * Hours
             * @description Hours planned.
             * @example 7.5
             */
            planned_hours: string;
            /**
             * TaskId
             * Format: uuid
             * @description Its id.
             */
            task_id: string;
        };
        /** @description How time on a task is billed. */
        TaskBilling: {
            /** @constant */
            kind: "hourly";
            /** @description What an hour costs the client, without VAT. */
            rate: components["schemas"]["Money"];
            /**
             * VatRate
             * @description VAT rate in percent.
             * @example 27
             */
            vat_rate: string;
        } | {
            /** @constant */
            kind: "included";
        } | {
            /** @constant */
            kind: "non_billable";
        };
        /** @description A team. */
        TeamView: {
            /** @description Whether it is out of use. */
            archived: boolean;
            /** @description Who is in it. Somebody may be in several. */
            member_ids: string[];
            /**
             * Name
             * @description What it is called.
             */
            name: string;
            /**
             * TeamId
             * Format: uuid
             * @description Its id.
             */
            team_id: string;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description Teams by name, those out of use too. */
        Teams: {
            items: components["schemas"]["TeamView"][];
        };
        /** @description Several entries. */
        TimeEntries: {
            /** @description Their ids: 1 to 200, each once. */
            time_entry_ids: string[];
        };
        /** @description Several entries as they now are. */
        TimeEntriesView: {
            /** @description In the order of the request. */
            items: components["schemas"]["TimeEntryView"][];
        };
        /** @description A time entry. Its cost is left empty for those who may not know what people cost. */
        TimeEntryView: {
            /**
             * AccountId
             * Format: uuid
             * @description The client of the project.
             */
            account_id?: string | null;
            /**
             * Format: date-time
             * @description When it was approved.
             */
            approved_at?: string | null;
            /**
             * Format: uuid
             * @description By which member.
             */
            approved_by?: string | null;
            /** @description `billable_hours` x `bill_rate`, rounded to the currency's minor unit, without VAT. */
            bill_amount?: components["schemas"]["Money"] | null;
            /** @description Price of an hour, copied from the task; none when not billed by the hour. */
            bill_rate?: components["schemas"]["Money"] | null;
            /**
             * Hours
             * @description Hours charged; may be fewer out of goodwill. Zero when nothing is billed by the hour.
             * @example 7.5
             */
            billable_hours: string;
            /** @description Whether it stands on an issued invoice. */
            billed: boolean;
            /** @description `hours` x `cost_rate`, rounded to the currency's minor unit. */
            cost?: components["schemas"]["Money"] | null;
            /** @description Cost of an hour on that day, copied from the person; none when no rate was known. */
            cost_rate?: components["schemas"]["Money"] | null;
            /**
             * DealId
             * Format: uuid
             * @description The deal of the project.
             */
            deal_id?: string | null;
            /**
             * DealLineId
             * Format: uuid
             * @description The line the task was sold with.
             */
            deal_line_id?: string | null;
            /**
             * Hours
             * @description Hours worked; what they cost counts these.
             * @example 7.5
             */
            hours: string;
            /**
             * Note
             * @description What was done.
             */
            note?: string | null;
            /**
             * PersonId
             * Format: uuid
             * @description Who worked.
             */
            person_id: string;
            /**
             * Name
             * @description Name of who worked.
             */
            person_name: string;
            /**
             * ProjectId
             * Format: uuid
             * @description The project.
             */
            project_id: string;
            /**
             * Note
             * @description Why it was last sent back.
             */
            rejection?: string | null;
            /** @description Where it stands. */
            status: components["schemas"]["TimeStatus"];
            /**
             * TaskId
             * Format: uuid
             * @description The task.
             */
            task_id: string;
            /**
             * Name
             * @description Name of the task.
             */
            task_name: string;
            /**
             * TimeEntryId
             * Format: uuid
             * @description Its id.
             */
            time_entry_id: string;
            /**
             * VatRate
             * @description VAT rate in percent of what is billed.
             * @example 27
             */
            vat_rate?: string | null;
            /**
             * Format: int64
             * @description Counts the changes of the entry; the same as in the ETag.
             */
            version: number;
            /**
             * Format: date
             * @description The person's local day.
             */
            work_on: string;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        TimeEntryViewPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["TimeEntryView"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Where a time entry stands. */
        TimeStatus: "draft" | "submitted" | "approved" | "rejected";
        /** @description An entry of a timeline. */
        TimelineEntry: {
            /** @description Who did it: `member:<id>`, `api_key:<id>` or `system:<part>`. */
            actor: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /**
             * Format: uuid
             * @description Its id: that of the event or activity it tells of.
             */
            entry_id: string;
            /** @description What it is filtered by. */
            kind: components["schemas"]["TimelineKind"];
            /** @description What happened. */
            what: components["schemas"]["Happening"];
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        TimelineEntryPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["TimelineEntry"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What timelines are filtered by. */
        TimelineKind: "note" | "call" | "meeting" | "email" | "hand_over" | "deal" | "follow_up" | "delivery" | "billing" | "file" | "quote";
        /** @description Open deals that are in no forecast until somebody mends them. */
        ToMend: {
            /**
             * Format: int64
             * @description How many were expected to close on a day that has passed.
             */
            passed: number;
            /**
             * Format: int64
             * @description How many have no day on which they are expected to close.
             */
            undated: number;
        };
        /** @description An access token for `Authorization: Bearer`. */
        TokenView: {
            access_token: string;
            /**
             * Format: int64
             * @description Seconds until it ends.
             */
            expires_in: number;
            token_type: string;
        };
        /** @description Sums over everything, to check other figures against. */
        Totals: {
            /** @description Issued invoices and payments by currency. */
            money: components["schemas"]["MoneyTotal"][];
            /** @description Schedules by status and currency. */
            schedules: components["schemas"]["ScheduleTotal"][];
            /** @description Work by status and currency. */
            work: components["schemas"]["WorkTotal"][];
        };
        /** @description As of when. */
        TotalsAsked: {
            /**
             * Format: date-time
             * @description Any past instant; now when left out.
             */
            as_of?: string | null;
        };
        /** @description The balance of every account. */
        TrialBalance: {
            /**
             * Format: date-time
             * @description The moment the balances are of.
             */
            as_of: string;
            /** @description The balances, by currency and account. */
            items: components["schemas"]["Balance"][];
            /** @description What they sum to in each currency: zero. */
            sums: components["schemas"]["Money"][];
        };
        /** @description What makes an instalment billable. */
        Trigger: {
            /** @constant */
            kind: "milestone";
            /**
             * MilestoneId
             * Format: uuid
             * @description Which.
             */
            milestone_id: string;
        } | {
            /** @constant */
            kind: "date";
            /**
             * Format: date
             * @description Which.
             */
            on: string;
        } | {
            /** @constant */
            kind: "time";
        };
        /** @description Figures by project, client or stage, sorted by name. */
        UnbilledFiguresReport: {
            /**
             * Format: date-time
             * @description The moment the figures are of.
             */
            as_of: string;
            /** @description What they are by. */
            by: components["schemas"]["Dimension"];
            /** @description The figures. */
            items: components["schemas"]["UnbilledFiguresRow"][];
            /**
             * Cursor
             * @description Send it as `cursor` to get the next page; none on the last.
             */
            next_cursor?: string | null;
            /** @description The figures of all rows together, in each currency. */
            totals: components["schemas"]["UnbilledFiguresTotal"][];
        };
        /** @description The figures of one project, client or stage in one currency. */
        UnbilledFiguresRow: {
            /**
             * Currency
             * @description Currency of its figures; sums never mix currencies.
             * @example EUR
             */
            currency: string;
            /**
             * Format: uuid
             * @description Which project, client (an account in CRM) or stage; none for what belongs to none.
             */
            id?: string | null;
            /** @description What it is called, when known. */
            name?: string | null;
            /** @description Without VAT; below zero when more was invoiced than delivered. */
            unbilled_work: components["schemas"]["Figure"];
        };
        /** @description The figures of everything in one currency. */
        UnbilledFiguresTotal: {
            /**
             * Currency
             * @description Currency of the figures.
             * @example EUR
             */
            currency: string;
            /** @description Without VAT; below zero when more was invoiced than delivered. */
            unbilled_work: components["schemas"]["Figure"];
        };
        /** @description How many were not read. */
        Unread: {
            /**
             * Format: int64
             * @description How many.
             */
            unread: number;
        };
        /** @description Changes of an account: what is left out stays, `null` empties. */
        UpdateAccount: {
            annual_revenue?: components["schemas"]["Money"] | null;
            /**
             * CountryCode
             * @description ISO 3166-1 alpha-2 code.
             * @example HU
             */
            country?: string | null;
            /**
             * @description Values of custom fields: what is not named stays, `null` empties.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"] | null;
            };
            /** Format: int32 */
            employees?: number | null;
            /** ShortCode */
            external_ref?: string | null;
            /** Format: int16 */
            founded_year?: number | null;
            /** Name */
            industry?: string | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * MemberId
             * Format: uuid
             */
            owner_id?: string | null;
            /**
             * AccountId
             * Format: uuid
             */
            parent_id?: string | null;
            /**
             * @description Its tags, all of them.
             * @default null
             */
            tags?: string[] | null;
            /**
             * TaxNumber
             * @example HU12345676
             */
            tax_number?: string | null;
            /** Name */
            website?: string | null;
        };
        /** @description Corrections of an activity: what is left out stays. */
        UpdateActivity: {
            /**
             * @description What it is about.
             * @default null
             */
            about?: components["schemas"]["Subject"][] | null;
            /** @description What was noted, said, written or agreed, all of it; of the kind it was. */
            content?: components["schemas"]["ContentRequest"] | null;
            /**
             * Format: date-time
             * @description When it took place.
             * @default null
             */
            happened_at?: string | null;
            /**
             * @description Colleagues it is brought to the notice of; those who are new among them are told.
             * @default null
             */
            mentions?: string[] | null;
        };
        /** @description Changes of a contact: what is left out stays, `null` empties. */
        UpdateContact: {
            /**
             * AccountId
             * Format: uuid
             */
            account_id?: string | null;
            /**
             * @description Values of custom fields: what is not named stays, `null` empties.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"] | null;
            };
            /**
             * Email
             * Format: email
             */
            email?: string | null;
            /** ShortCode */
            external_ref?: string | null;
            /** Name */
            job_title?: string | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /** Name */
            phone?: string | null;
            /**
             * @description Its tags, all of them.
             * @default null
             */
            tags?: string[] | null;
        };
        /** @description What may be decided about a customer here; the rest is the account's. */
        UpdateCustomer: {
            /**
             * Format: int32
             * @description Days from issue to due date, 0 to 365.
             */
            payment_terms_days: number;
        };
        /** @description Changes of a deal: what is left out stays, `null` empties. Lines are replaced as a whole. */
        UpdateDeal: {
            /**
             * AccountId
             * Format: uuid
             * @description Who would buy.
             */
            account_id?: string | null;
            /**
             * @description Who else offers, all of them.
             * @default null
             */
            competitors?: string[] | null;
            /**
             * ContactId
             * Format: uuid
             * @description The person who decides.
             */
            contact_id?: string | null;
            /** @description People of the client, all of them. */
            contacts?: components["schemas"]["DealContactRequest"][] | null;
            /**
             * Currency
             * @description Currency of all its amounts.
             * @default null
             * @example EUR
             */
            currency?: string | null;
            /**
             * @description Values of custom fields: what is not named stays, `null` empties.
             * @default {}
             */
            custom?: {
                [key: string]: components["schemas"]["FieldValue"] | null;
            };
            /**
             * Format: date
             * @description When it is expected to close.
             */
            expected_close_on?: string | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from.
             */
            external_ref?: string | null;
            /** @description The category it counts in; `null` for the one that follows from the odds of its stage. */
            forecast_category?: components["schemas"]["ForecastCategory"] | null;
            /** @description How likely it is won by the judgement of the caller; `null` takes back what was said. It stays when the deal moves. */
            judged_odds?: components["schemas"]["JudgedOddsRequest"] | null;
            /** @description What is sold, all of it. A line or milestone that stays carries the id it has. */
            lines?: components["schemas"]["LineRequest"][] | null;
            /**
             * Name
             * @description What it is about.
             * @default null
             */
            name?: string | null;
            /** @description What is done next to win it; `null` when that was done and nothing is planned yet. */
            next_step?: components["schemas"]["NextStepRequest"] | null;
            /**
             * Format: date
             * @description When work on it began.
             * @default null
             */
            opened_on?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Who works on it.
             */
            owner_id?: string | null;
            /**
             * @description Its tags, all of them.
             * @default null
             */
            tags?: string[] | null;
            /**
             * @description An estimate without VAT; only while there are no lines.
             * @default null
             */
            value?: components["schemas"]["Money"] | null;
        };
        /** @description Changes of a custom field: what is left out stays. */
        UpdateField: {
            /**
             * @description True takes it out of use; values stay where they are.
             * @default null
             */
            archived?: boolean | null;
            /**
             * @description What can be chosen. Values that say what is no longer here stay until they are changed.
             * @default null
             */
            choices?: string[] | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Format: int16
             * @default null
             */
            position?: number | null;
            /** @default null */
            required?: boolean | null;
        };
        /** @description Changes of a follow-up: what is left out stays, `null` empties. */
        UpdateFollowUp: {
            /**
             * @description What it is about.
             * @default null
             */
            about?: components["schemas"]["Subject"][] | null;
            /**
             * Format: date
             * @description By which day. Of one that comes again, the others are counted from this day too.
             * @default null
             */
            due_on?: string | null;
            /**
             * Format: partial-time
             * @description At which time of that day.
             */
            due_time?: string | null;
            /**
             * Note
             * @description More about it.
             */
            note?: string | null;
            /**
             * MemberId
             * Format: uuid
             * @description Who does it.
             * @default null
             */
            owner_id?: string | null;
            /**
             * @description How urgent it is.
             * @default null
             */
            priority?: components["schemas"]["Priority"] | null;
            /** @description How it comes again. */
            recurrence?: components["schemas"]["RecurrenceRequest"] | null;
            /**
             * Format: int32
             * @description Minutes before it is due at which the owner is reminded.
             */
            remind_minutes_before?: number | null;
            /**
             * Name
             * @description What is to be done.
             * @default null
             */
            title?: string | null;
        };
        /** @description Another amount. */
        UpdateGoal: {
            /** @description Value of deals to be won, in the organisation's currency, without VAT. */
            amount: components["schemas"]["Money"];
        };
        /** @description Changes of a lead: what is left out stays, `null` empties. Where it came from stays as it was. */
        UpdateLead: {
            /**
             * Name
             * @description Name of the company.
             */
            company?: string | null;
            /** @description What the person agreed to; `null` when they took it back. */
            consent?: components["schemas"]["ConsentRequest"] | null;
            /**
             * CountryCode
             * @description Country of the company.
             * @example HU
             */
            country?: string | null;
            /**
             * Email
             * Format: email
             * @description Address.
             */
            email?: string | null;
            /** @description What it may be worth. */
            estimated_value?: components["schemas"]["Money"] | null;
            /**
             * ShortCode
             * @description Key of the record in the system it comes from.
             */
            external_ref?: string | null;
            /**
             * Name
             * @description Position in the company.
             */
            job_title?: string | null;
            /**
             * Name
             * @description Name of the person.
             * @default null
             */
            name?: string | null;
            /** @description What is done next about it; `null` when that was done and nothing is planned yet. */
            next_step?: components["schemas"]["NextStepRequest"] | null;
            /**
             * Note
             * @description What is known about it besides.
             */
            note?: string | null;
            /**
             * Name
             * @description Telephone number.
             */
            phone?: string | null;
            /**
             * Name
             * @description Web address of the company.
             */
            website?: string | null;
        };
        /** @description Changes of a form: what is left out stays, `null` empties. Its key stays. */
        UpdateLeadForm: {
            /**
             * @description False: it takes nothing any more.
             * @default null
             */
            active?: boolean | null;
            /** Name */
            campaign?: string | null;
            /** Name */
            consent_purpose?: string | null;
            /** Note */
            consent_text?: string | null;
            /** @default null */
            fields?: components["schemas"]["FormField"][] | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /** Note */
            redirect_url?: string | null;
            /** Name */
            source?: string | null;
        };
        /** @description Changes of the settings: what is left out stays. Rules of a kind are replaced as a whole and keep their order. */
        UpdateLeadSettings: {
            /** @description Who gets a lead, all of it; the first rule that applies and has somebody with room decides. */
            assignment?: components["schemas"]["AssignmentRuleRequest"][] | null;
            /**
             * Format: int32
             * @description Hours within which a lead is answered; `null` for no time.
             */
            first_response_hours?: number | null;
            /** @description What gives points, all of it. */
            scoring?: components["schemas"]["ScoringRuleRequest"][] | null;
        };
        UpdateMember: {
            active?: boolean | null;
            /** RoleSet */
            roles?: ("owner" | "admin" | "sales" | "project_manager" | "finance" | "employee" | "auditor")[] | null;
        };
        UpdateOrganization: {
            /**
             * CountryCode
             * @description ISO 3166-1 alpha-2 code.
             * @example HU
             */
            country?: string | null;
            /** Name */
            name?: string | null;
            /**
             * TimeZoneName
             * @description Name in the IANA time zone database.
             * @example Europe/Budapest
             */
            time_zone?: string | null;
        };
        /** @description Changes of a pipeline: what is left out stays. Open stages are replaced as a whole. */
        UpdatePipeline: {
            /**
             * @description True makes it the default one, instead of the one that is.
             * @default null
             */
            is_default?: boolean | null;
            /** @description The stage of lost deals. */
            lost?: components["schemas"]["ClosingRequest"];
            /** @description Where open deals go that stand in stages which are left out. */
            moves?: components["schemas"]["StageMove"][];
            /**
             * Name
             * @description Its name.
             * @default null
             */
            name?: string | null;
            /**
             * Format: int16
             * @description Its place among the pipelines.
             * @default null
             */
            position?: number | null;
            /** @description Its open stages, all of them in their order. A stage that stays carries the id it has. */
            stages?: components["schemas"]["StageRequest"][] | null;
            /** @description The stage of won deals. */
            won?: components["schemas"]["ClosingRequest"];
        };
        /** @description Changes of a product: what is left out stays, `null` empties. Prices are replaced as a whole. */
        UpdateProduct: {
            /**
             * @description True takes it out of use; lines that name it keep it.
             * @default null
             */
            archived?: boolean | null;
            /** ShortCode */
            code?: string | null;
            /** Note */
            description?: string | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            prices?: components["schemas"]["PriceRequest"][] | null;
            /**
             * Name
             * @default null
             */
            unit?: string | null;
            /**
             * VatRate
             * @description VAT rate in percent, from 0 to 100, in a string.
             * @default null
             * @example 27
             */
            vat_rate?: string | null;
        };
        /** @description Changes of a draft: what is left out stays, `null` empties. Lines are replaced as a whole. */
        UpdateQuote: {
            /**
             * Note
             * @description What is said before the lines.
             */
            introduction?: string | null;
            /**
             * @description Language it is written in.
             * @default null
             */
            language?: components["schemas"]["Language"] | null;
            /** @description What is offered, all of it. A line or milestone that stays carries the id it has, here or in the deal. */
            lines?: components["schemas"]["QuoteLineRequest"][] | null;
            /**
             * Note
             * @description Terms.
             */
            terms?: string | null;
            /**
             * Name
             * @description What it is about.
             * @default null
             */
            title?: string | null;
            /**
             * Format: date
             * @description Last day on which it can be accepted.
             * @default null
             */
            valid_until?: string | null;
        };
        /** @description Changes of the settings: what is left out stays, `null` empties. */
        UpdateQuoteSettings: {
            /**
             * Note
             * @description What is said before the lines unless a quote says otherwise.
             */
            introduction?: string | null;
            /**
             * @description Language of quotes unless they say otherwise.
             * @default null
             */
            language?: components["schemas"]["Language"] | null;
            /**
             * Note
             * @description Address and whatever else stands on documents about the organisation, line by line.
             */
            seller_details?: string | null;
            /**
             * Note
             * @description Terms unless a quote says otherwise.
             */
            terms?: string | null;
            /**
             * Format: int32
             * @description For how many days a quote is valid unless it says otherwise, 1 to 730.
             * @default null
             */
            validity_days?: number | null;
            /**
             * @description Whether an accepted quote wins its deal.
             * @default null
             */
            wins_deals?: boolean | null;
        };
        /** @description Changes of a loss reason: what is left out stays. */
        UpdateReason: {
            /**
             * @description True takes it out of use; deals that were lost for it keep it.
             * @default null
             */
            archived?: boolean | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /**
             * Format: int16
             * @default null
             */
            position?: number | null;
        };
        /** @description Changes of a tag: what is left out stays. */
        UpdateTag: {
            /** @default null */
            color?: components["schemas"]["TagColor"] | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
        };
        /** @description Changes of a team: what is left out stays. */
        UpdateTeam: {
            /**
             * @description Whether it is out of use.
             * @default null
             */
            archived?: boolean | null;
            /**
             * @description Who is in it, all of them.
             * @default null
             */
            member_ids?: string[] | null;
            /**
             * Name
             * @description What it is called.
             * @default null
             */
            name?: string | null;
        };
        /** @description Changes of a view: what is left out stays. */
        UpdateView: {
            /** @default null */
            columns?: string[] | null;
            /** @default null */
            filters?: {
                [key: string]: string;
            } | null;
            /**
             * Name
             * @default null
             */
            name?: string | null;
            /** @default null */
            shared?: boolean | null;
            sort?: string | null;
        };
        UserView: {
            /**
             * Email
             * Format: email
             */
            email: string;
            /** Name */
            name: string;
            /**
             * UserId
             * Format: uuid
             */
            user_id: string;
        };
        /** @description The VAT of one rate. */
        VatGroup: {
            /** @description Sum of the lines of this rate. */
            base: components["schemas"]["Money"];
            /**
             * VatRate
             * @description Rate in percent.
             * @example 27
             */
            rate: string;
            /** @description `base` x `rate`, rounded once, half away from zero. */
            tax: components["schemas"]["Money"];
        };
        /** @description Everything with one VAT rate. */
        VatSum: {
            /** @description Sum without VAT. */
            base: components["schemas"]["Money"];
            /**
             * VatRate
             * @description The rate.
             * @example 27
             */
            rate: string;
            /** @description VAT on that sum, rounded once. */
            tax: components["schemas"]["Money"];
        };
        /** @description The sums of a document. */
        VatTotals: {
            /** @description With VAT (BT-112). */
            gross: components["schemas"]["Money"];
            /** @description One for each rate, lowest rate first (BG-23). */
            groups: components["schemas"]["VatSum"][];
            /** @description Without VAT (BT-109). */
            net: components["schemas"]["Money"];
            /** @description VAT of all rates (BT-110). */
            vat: components["schemas"]["Money"];
        };
        /** @description The client reads it. */
        ViewQuote: {
            /**
             * QuoteId
             * Format: uuid
             * @description The version that is read.
             */
            quote_id: string;
        };
        /** @description A saved view. */
        ViewView: {
            /** @description The columns that are shown. */
            columns: string[];
            /** @description What the list is asked with. */
            filters: {
                [key: string]: string;
            };
            /** @description Whether you begin with it. */
            is_default: boolean;
            /** @description Of which list. */
            list: components["schemas"]["ViewedList"];
            /**
             * Name
             * @description Its name.
             */
            name: string;
            /**
             * MemberId
             * Format: uuid
             * @description Whose it is.
             */
            owner_id: string;
            /**
             * Name
             * @description Name of who that is.
             */
            owner_name?: string | null;
            /** @description Whether everybody may look through it. */
            shared: boolean;
            /** @description The order the list is asked for. */
            sort?: string | null;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
            /**
             * ViewId
             * Format: uuid
             * @description Its id.
             */
            view_id: string;
        };
        /** @description A list of which there are views. */
        ViewedList: "accounts" | "contacts" | "deals" | "board";
        /** @description Saved views: your own first. */
        Views: {
            items: components["schemas"]["ViewView"][];
        };
        /**
         * @description A day of the week.
         * @enum {string}
         */
        Weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        /** @description What one kind of odds makes of a value. */
        Weighted: {
            /** @description The sum of their values times their odds. */
            amount: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Of how many of the deals it speaks.
             */
            deals: number;
        };
        /** @description Wins a deal. */
        WinDeal: {
            /** @description Needed when the deal was won before: `revive` goes on with the project it then became. */
            project?: components["schemas"]["ProjectChoice"] | null;
            /**
             * Format: date
             * @description When the client said yes; today when left out.
             */
            won_on?: string | null;
        };
        /** @description Takes a quote back. */
        WithdrawQuote: {
            /**
             * Note
             * @description Why; the client does not read it.
             */
            reason?: string | null;
        };
        /** @description What a piece of billable work comes from. */
        WorkSource: {
            /**
             * Format: int32
             * @description Which completion of its milestone, 0 when it has none.
             */
            completion_no: number;
            /**
             * InstallmentId
             * Format: uuid
             * @description Which.
             */
            installment_id: string;
            /** @constant */
            kind: "installment";
        } | {
            /** @constant */
            kind: "time";
            /**
             * Format: uuid
             * @description Which.
             */
            time_entry_id: string;
        } | {
            /**
             * Format: uuid
             * @description Which.
             */
            claim_line_id: string;
            /** @constant */
            kind: "expense";
        };
        /** @description Where a piece of billable work stands. */
        WorkStatus: "unbilled" | "reserved" | "billed" | "cancelled";
        /** @description Work that stands alike, in one currency. */
        WorkTotal: {
            /** @description Sum, without VAT. */
            amount: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many pieces.
             */
            count: number;
            /** @description Where it stands. */
            status: components["schemas"]["WorkStatus"];
        };
        /** @description A new quote, with a number of its own. */
        WriteQuote: {
            /**
             * DealId
             * Format: uuid
             * @description The deal it is for; it must be open.
             */
            deal_id: string;
            /**
             * Note
             * @description What is said before the lines; as the settings say when left out.
             */
            introduction?: string | null;
            /** @description Language it is written in; that of the organisation's settings when left out. */
            language?: components["schemas"]["Language"] | null;
            /** @description What is offered; the lines of the deal when left out. */
            lines?: components["schemas"]["QuoteLineRequest"][] | null;
            /**
             * Note
             * @description Terms; as the settings say when left out.
             */
            terms?: string | null;
            /**
             * Name
             * @description What it is about; the name of the deal when left out.
             */
            title?: string | null;
            /**
             * Format: date
             * @description Last day on which it can be accepted; as many days from now as the settings say when left out.
             */
            valid_until?: string | null;
        };
        /** @description What became of a row. */
        ImportOutcome: "created" | "updated" | "known" | "left_out" | "refused";
        /** @description How a file is to be read, and what its rows shall become. */
        ReadImportAgain: {
            /** @description How its characters are written; found out when left out. */
            encoding?: string | null;
            /** @description What its rows become; as proposed when left out. */
            kind?: components["schemas"]["ImportKind"] | null;
            /** @description What stands between cells; found out when left out. */
            separator?: string | null;
        };
        /** @description What became of a record when its import was undone. */
        ImportUndo: "removed" | "emptied" | "kept";
        /** @description How a file is imported. */
        ImportSettings: {
            /** @description What each column means, in their order. */
            columns: components["schemas"]["ImportColumnRule"][];
            /**
             * Currency
             * @description Currency of amounts that name none; the organisation's when left out.
             * @example EUR
             */
            currency?: string | null;
            /**
             * @description Words that mean nothing, in any case.
             * @default []
             */
            empty_words?: string[];
            /**
             * @description What is done with rows whose record is known already.
             * @default skip
             */
            existing?: components["schemas"]["ImportExisting"];
            /**
             * @description What keys begin with here, so that those of two systems never meet.
             * @default
             */
            key_prefix?: string;
            /** @description What its rows become. */
            kind: components["schemas"]["ImportKind"];
            /** @description Whether accounts and contacts that rows name are made when they are not there. */
            make_missing: boolean;
            /**
             * MemberId
             * Format: uuid
             * @description Who looks after what names nobody.
             */
            owner_id?: string | null;
            /**
             * Name
             * @description What brought leads that name nothing.
             */
            source?: string | null;
            /**
             * VatRate
             * @description VAT rate of deals that are won, in percent.
             * @example 27
             */
            vat_rate?: string | null;
            /**
             * @description What is done with deals that were won elsewhere.
             * @default leave_out
             */
            won_deals?: components["schemas"]["ImportWonDeals"];
        };
        /** @description What is done with deals that were won elsewhere. */
        ImportWonDeals: "leave_out" | "win";
        /** @description What a column means. */
        ImportColumnRule: {
            /** @description How its days are written; as found out when left out. */
            date_order?: components["schemas"]["ImportDateOrder"] | null;
            /** @description How its numbers are written; as found out when left out. */
            decimal_mark?: components["schemas"]["ImportDecimalMark"] | null;
            /** @description What it becomes; nothing when left out. */
            field?: components["schemas"]["ImportField"] | null;
            /**
             * FieldId
             * Format: uuid
             * @description The custom field, when it becomes one.
             */
            field_id?: string | null;
            /**
             * @description What its values mean, where that is not plain: an id of a stage or member, a code, a word; an empty text for nothing.
             * @default {}
             */
            values?: {
                [key: string]: string;
            };
        };
        /** @description What the rows of a file become, before all. */
        ImportKind: "accounts" | "contacts" | "deals" | "leads";
        /** @description An import. */
        FileImport: {
            /** @description Where the file comes from. */
            format: components["schemas"]["ImportFormat"];
            /** @description Its columns, as found. */
            columns: components["schemas"]["ImportColumn"][];
            /** @description What became of the rows that are done. */
            counts: components["schemas"]["ImportCounts"];
            /**
             * Format: date-time
             * @description When the file was received.
             */
            created_at: string;
            /** @description By whom: `member:<id>` or `api_key:<id>`. */
            created_by: string;
            /**
             * Format: int32
             * @description Rows that were tried out or became records in what is being done; records that were taken back while it is undone.
             */
            done: number;
            /** @description What columns may become. */
            fields: components["schemas"]["ImportField"][];
            /**
             * Name
             * @description What the file is called.
             */
            file_name: string;
            /**
             * Format: date-time
             * @description When it was run to its end, or stopped.
             */
            finished_at?: string | null;
            /**
             * ImportId
             * Format: uuid
             * @description Its id.
             */
            import_id: string;
            /**
             * Format: int32
             * @description Records that were kept when it was undone, because somebody has touched them since.
             */
            kept: number;
            /** @description What its rows become. */
            kind: components["schemas"]["ImportKind"];
            /** @description How the file was read. */
            reading: components["schemas"]["ImportReading"];
            /**
             * Format: int32
             * @description Records it made or filled in.
             */
            records: number;
            /**
             * Format: int32
             * @description Rows of the file, without its heading and without empty lines.
             */
            rows: number;
            /** @description What they mean. */
            settings: components["schemas"]["ImportSettings"];
            /**
             * Format: date-time
             * @description When it was run first.
             */
            started_at?: string | null;
            /** @description How far it is. */
            status: components["schemas"]["FileImportStatus"];
            /**
             * Format: date-time
             * @description When undoing it began.
             */
            undone_at?: string | null;
            /** @description By whom it was undone. */
            undone_by?: string | null;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ImportSummaryPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ImportSummary"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What stands before the decimals. */
        ImportDecimalMark: "point" | "comma";
        /** @description How far an import is. */
        FileImportStatus: "draft" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone";
        /** @description What the values of columns mean that stand for something that is here. */
        ImportValues: {
            /** @description Each such column. */
            items: components["schemas"]["ImportColumnValues"][];
        };
        /** @description What a column becomes. */
        ImportField: "key" | "name" | "first_name" | "last_name" | "email" | "phone" | "job_title" | "account" | "account_key" | "contact" | "contact_key" | "contact_email" | "record_type" | "parent" | "parent_key" | "industry" | "country" | "tax_number" | "website" | "employees" | "annual_revenue" | "founded_year" | "source" | "campaign" | "note" | "value" | "currency" | "received_at" | "status" | "lost_reason" | "stage" | "opened_on" | "expected_close_on" | "closed_on" | "next_step" | "next_step_due_on" | "owner" | "tags" | "custom" | "leave_out";
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ImportDeedPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ImportDeed"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description Where a file comes from. */
        ImportFormat: "table" | "hubspot" | "pipedrive" | "salesforce" | "odoo";
        /** @description An import in a list. */
        ImportSummary: {
            /** @description Where the file comes from. */
            format: components["schemas"]["ImportFormat"];
            /** @description What became of the rows that are done. */
            counts: components["schemas"]["ImportCounts"];
            /**
             * Format: date-time
             * @description When the file was received.
             */
            created_at: string;
            /** @description By whom: `member:<id>` or `api_key:<id>`. */
            created_by: string;
            /**
             * Format: int32
             * @description Rows that were tried out or became records in what is being done; records that were taken back while it is undone.
             */
            done: number;
            /**
             * Name
             * @description What the file is called.
             */
            file_name: string;
            /**
             * Format: date-time
             * @description When it was run to its end, or stopped.
             */
            finished_at?: string | null;
            /**
             * ImportId
             * Format: uuid
             * @description Its id.
             */
            import_id: string;
            /**
             * Format: int32
             * @description Records that were kept when it was undone, because somebody has touched them since.
             */
            kept: number;
            /** @description What its rows become. */
            kind: components["schemas"]["ImportKind"];
            /**
             * Format: int32
             * @description Records it made or filled in.
             */
            records: number;
            /**
             * Format: int32
             * @description Rows of the file, without its heading and without empty lines.
             */
            rows: number;
            /** @description How far it is. */
            status: components["schemas"]["FileImportStatus"];
            /**
             * Format: date-time
             * @description When undoing it began.
             */
            undone_at?: string | null;
            /**
             * Format: int64
             * @description Grows with each change; the ETag.
             */
            version: number;
        };
        /** @description What is done with a row whose record is known already. */
        ImportExisting: "skip" | "fill" | "create";
        /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
        ImportRowPage: {
            /** @description The items, in the order asked for. */
            items: components["schemas"]["ImportRow"][];
            /**
             * Cursor
             * @description The cursor of the next page; null on the last one.
             */
            next_cursor?: string | null;
        };
        /** @description What became of rows. */
        ImportCounts: {
            /**
             * Format: int32
             * @description Rows that became a new record.
             */
            created: number;
            /**
             * Format: int32
             * @description Rows of records that are known already.
             */
            known: number;
            /**
             * Format: int32
             * @description Rows that were meant to be left out.
             */
            left_out: number;
            /**
             * Format: int32
             * @description Rows of which something had to be mended, whatever became of them.
             */
            mended: number;
            /**
             * Format: int32
             * @description Rows that cannot be.
             */
            refused: number;
            /**
             * Format: int32
             * @description Rows that filled in what was unknown of a record.
             */
            updated: number;
        };
        /** @description How a file was read, or shall be. */
        ImportReading: {
            /** @description How its characters are written: `UTF-8`, `windows-1250`; none of a workbook, or to have it found out. */
            encoding?: string | null;
            /** @description What stands between cells: `,` `;` `|` or a tab; none of a workbook, or to have it found out. */
            separator?: string | null;
        };
        /** @description A row of a file, and what became of it when it was last tried out or run. */
        ImportRow: {
            /** @description Its cells. */
            cells: string[];
            /**
             * Format: int32
             * @description The line of the file it begins on.
             */
            line_no: number;
            /** @description What became of it, or would. */
            outcome?: components["schemas"]["ImportOutcome"] | null;
            /** @description The record it became, or is. */
            record?: components["schemas"]["ImportRecord"] | null;
            /** @description What was mended, and why it became nothing. */
            remarks: components["schemas"]["ImportRemark"][];
            /**
             * Format: int32
             * @description Its number, from 1.
             */
            row_no: number;
        };
        /** @description In which order a day is written. */
        ImportDateOrder: "ymd" | "dmy" | "mdy";
        /** @description The record a row became, or is. */
        ImportRecord: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["ImportRecordKind"];
        };
        /** @description A column, as found. */
        ImportColumn: {
            /** @description Whether its values could be read in another way, too; a person should look. */
            ambiguous: boolean;
            /** @description How its days are written. */
            date_order?: components["schemas"]["ImportDateOrder"] | null;
            /** @description How its numbers are written. */
            decimal_mark?: components["schemas"]["ImportDecimalMark"] | null;
            /**
             * Format: int32
             * @description Rows in which something stands.
             */
            filled: number;
            /** @description Its heading. */
            heading: string;
            /** @description What its values look like. */
            looks: components["schemas"]["ImportLooks"];
            /** @description Some of its values. */
            samples: string[];
        };
        /** @description What the values of a column mean. */
        ImportColumnValues: {
            /**
             * Format: int32
             * @description The column, counted from 0.
             */
            column: number;
            /** @description What it becomes. */
            field: components["schemas"]["ImportField"];
            /** @description Its values, the most frequent first; at most 200. */
            values: components["schemas"]["ImportValueMeaning"][];
        };
        /** @description Something there is to say of a row. */
        ImportRemark: {
            /** @description What. */
            code: components["schemas"]["ImportRemarkCode"];
            /** @description The value, or what it is called, or why. */
            detail?: string | null;
            /** @description Of which field. */
            field?: components["schemas"]["ImportField"] | null;
        };
        /** @description What kind of record it is. */
        ImportRecordKind: "account" | "contact" | "deal" | "lead";
        /** @description What a value means. */
        ImportValueMeaning: {
            /** @description What it means: an id of a stage or member, a code, a word; an empty text for nothing, none when that is not known. */
            means?: string | null;
            /**
             * Format: int64
             * @description Rows that have it.
             */
            rows: number;
            /** @description Whether somebody said so. */
            said: boolean;
            /** @description The value. */
            value: string;
        };
        /** @description What the values of a column look like. */
        ImportLooks: "empty" | "text" | "number" | "date" | "yes_no" | "email" | "url";
        /** @description What an import did to a record. */
        ImportDeed: {
            /** @description Whether the import made it; otherwise it filled in some of its fields. */
            created: boolean;
            /** @description Names of the fields it filled in. */
            filled: string[];
            /** @description What it was called then. */
            name?: string | null;
            /** @description The record. */
            record: components["schemas"]["ImportRecord"];
            /**
             * Format: int32
             * @description Counts what the import did.
             */
            record_no: number;
            /**
             * Format: int32
             * @description The row it came from.
             */
            row_no: number;
            /** @description What became of it when the import was undone. */
            undo?: components["schemas"]["ImportUndo"] | null;
            /** @description Why it was kept. */
            why?: components["schemas"]["ImportKeptWhy"] | null;
        };
        /** @description Something there is to say of a row: what was mended, or why it became nothing. */
        ImportRemarkCode: "unreadable" | "shortened" | "rounded" | "unquoted" | "unknown_owner" | "unknown_stage" | "unknown_status" | "unknown_country" | "unknown_currency" | "unknown_tag" | "not_of_field" | "no_account" | "no_contact" | "several_accounts" | "no_name" | "moved_day" | "also_made" | "same_key" | "same_record" | "same_row" | "nothing_new" | "leave_out" | "won_elsewhere" | "too_many_cells" | "rule";
        /** @description Why a record was kept. */
        ImportKeptWhy: "changed" | "won" | "accounts" | "contacts" | "deals" | "leads" | "merges" | "timeline" | "follow_ups" | "named" | "gone";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    billing_changes_list: {
        parameters: {
            query?: {
                /** @description Only those after this version, which the caller has seen; all when left out. */
                after_version?: number;
                /** @description How many at most; go on with the last version as `after_version`. */
                limit?: number | null;
            };
            header?: never;
            path: {
                aggregate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of an aggregate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_customers_list: {
        parameters: {
            query?: {
                /** @description Only the customer of this account. */
                account_id?: string | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_customers_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is billed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_customers_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                customer_id: string;
            };
            cookie?: never;
        };
        /** @description What may be decided about a customer here; the rest is the account's. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCustomer"];
            };
        };
        responses: {
            /** @description Who is billed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_receivables_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last invoices and payments of a customer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Only of this customer. */
                customer_id?: string | null;
                /** @description Only of this deal. */
                deal_id?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Only those whose number begins so, e.g. `2026-00`. */
                number?: string | null;
                /** @description Only those that should have been paid by now. */
                overdue?: boolean;
                /** @description Only of this project. */
                project_id?: string | null;
                /** @description Order of the list. */
                sort?: components["schemas"]["InvoiceSort"];
                /** @description Only where it stands so. */
                status?: components["schemas"]["InvoiceStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvoicePage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_draft: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A draft written by hand. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftInvoice"];
            };
        };
        responses: {
            /** @description An invoice. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_draft_from_work: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Which unbilled work goes on the draft; at least one of the three. At most 100 pieces, of one customer and currency. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftFromWork"];
            };
        };
        responses: {
            /** @description An invoice. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An invoice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_rewrite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        /** @description The lines a draft shall have. Work whose line is left out becomes unbilled again. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewriteDraft"];
            };
        };
        responses: {
            /** @description An invoice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_discard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An invoice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_invoices_issue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                invoice_id: string;
            };
            cookie?: never;
        };
        /** @description When a draft is issued. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueInvoice"];
            };
        };
        responses: {
            /** @description An invoice. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invoice"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_operations_consumers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All consumers of the service. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerList"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_operations_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open dead letters of the organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_operations_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        /** @description Why a dead letter is given up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Discard"];
            };
        };
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_operations_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_operations_outbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What still waits to be published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_payments_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Only of this customer. */
                customer_id?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_payments_receive: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Money that came in. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceivePayment"];
            };
        };
        responses: {
            /** @description Money that came in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_payments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Money that came in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_payments_apply_credit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        /** @description What credit pays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyPayment"];
            };
        };
        responses: {
            /** @description Money that came in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_receivables_receivables: {
        parameters: {
            query?: {
                /** @description Today when left out. */
                as_of?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is open now, by how long it is due. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receivables"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_schedules_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Only of this customer. */
                customer_id?: string | null;
                /** @description Only of this deal. */
                deal_id?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Only of this project. */
                project_id?: string | null;
                /** @description Only where it stands so. */
                status?: components["schemas"]["ScheduleStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_schedules_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is to be billed for a won deal, and when. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_schedules_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        /** @description Ending a frozen schedule. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelSchedule"];
            };
        };
        responses: {
            /** @description What is to be billed for a won deal, and when. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_schedules_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        /** @description Letting a frozen schedule go on. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResumeSchedule"];
            };
        };
        responses: {
            /** @description What is to be billed for a won deal, and when. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_search_search: {
        parameters: {
            query: {
                /** @description Most matches of the answer; 8 when left out. */
                limit?: number | null;
                /** @description Words of the name, or a part of a number; case and accents do not matter. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matches"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_receivables_totals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sums over everything, to check other figures against. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Totals"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_work_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Only for this customer. */
                customer_id?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Only of this project. */
                project_id?: string | null;
                /** @description Only where it stands so. */
                status?: components["schemas"]["WorkStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillableItemPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    billing_work_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                billable_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Work that was delivered and may be invoiced: the unit that is billed exactly once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillableItem"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_accounts_list: {
        parameters: {
            query?: {
                /** @description ISO 3166-1 alpha-2 code. */
                country?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                external_ref?: string | null;
                /** @description Line of business, in any case. */
                industry?: string | null;
                limit?: number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                owner_id?: string | null;
                sort?: components["schemas"]["Sort"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description A tag they have. */
                tag_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_accounts_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new account. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccount"];
            };
        };
        responses: {
            /** @description An account that was just recorded, with what it may be a duplicate of. It was recorded all the same: a person decides. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRecorded"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_accounts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_accounts_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of an account: what is left out stays, `null` empties. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAccount"];
            };
        };
        responses: {
            /** @description An account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_of_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_attach_to_account: {
        parameters: {
            query?: {
                /** @description File name; what no file name should hold is left out of it. */
                name?: string | null;
            };
            header?: {
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its Content-Type. */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description A file, as it is listed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_merges_accounts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        /** @description Lets another record of the same kind end in the one the address names. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeRecords"];
            };
        };
        responses: {
            /** @description Two records that were made one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merge"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_timeline_of_account: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                kind?: components["schemas"]["TimelineKind"] | null;
                limit?: number | null;
            };
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntryPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_activities_list: {
        parameters: {
            query?: {
                /** @description Those about an account itself; its timeline holds those of its deals and contacts too. */
                account_id?: string | null;
                /** @description Who wrote them down. */
                author_id?: string | null;
                /** @description Earlier than this. */
                before?: string | null;
                contact_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                deal_id?: string | null;
                /** @description Not earlier than this. */
                from?: string | null;
                kind?: components["schemas"]["ActivityKind"] | null;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_activities_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new activity. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordActivity"];
            };
        };
        responses: {
            /** @description An activity. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_activities_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An activity. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_activities_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An activity. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_activities_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** @description Corrections of an activity: what is left out stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateActivity"];
            };
        };
        responses: {
            /** @description An activity. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_of_activity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_attach_to_activity: {
        parameters: {
            query?: {
                /** @description File name; what no file name should hold is left out of it. */
                name?: string | null;
            };
            header?: {
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                activity_id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its Content-Type. */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description A file, as it is listed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                attachment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A file, as it is listed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_calendars_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a calendar has an address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_calendars_rotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A calendar's new address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewCalendarFeed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_calendars_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a calendar has an address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_changes_list: {
        parameters: {
            query?: {
                /** @description Only those after this version, which the caller has seen; all when left out. */
                after_version?: number;
                /** @description How many at most; go on with the last version as `after_version`. */
                limit?: number | null;
            };
            header?: never;
            path: {
                aggregate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of an aggregate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_contacts_list: {
        parameters: {
            query?: {
                account_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                email?: string | null;
                external_ref?: string | null;
                limit?: number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                sort?: components["schemas"]["Sort2"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description A tag they have. */
                tag_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_contacts_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new contact. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateContact"];
            };
        };
        responses: {
            /** @description A contact that was just recorded, with what it may be a duplicate of. It was recorded all the same: a person decides. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactRecorded"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_contacts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A contact. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_contacts_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a contact: what is left out stays, `null` empties. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateContact"];
            };
        };
        responses: {
            /** @description A contact. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_of_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_attach_to_contact: {
        parameters: {
            query?: {
                /** @description File name; what no file name should hold is left out of it. */
                name?: string | null;
            };
            header?: {
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its Content-Type. */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description A file, as it is listed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_merges_contacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        /** @description Lets another record of the same kind end in the one the address names. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeRecords"];
            };
        };
        responses: {
            /** @description Two records that were made one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merge"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_timeline_of_contact: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                kind?: components["schemas"]["TimelineKind"] | null;
                limit?: number | null;
            };
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntryPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_custom_fields_list: {
        parameters: {
            query?: {
                /** @description True: archived ones too. */
                archived?: boolean;
                /** @description Only those of this kind of record. */
                record?: components["schemas"]["FieldRecord"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fields in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fields"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_custom_fields_define: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new custom field. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefineField"];
            };
        };
        responses: {
            /** @description A custom field. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_custom_fields_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                field_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A custom field. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_custom_fields_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                field_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a custom field: what is left out stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateField"];
            };
        };
        responses: {
            /** @description A custom field. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FieldView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_list: {
        parameters: {
            query?: {
                /** @description Who would buy. */
                account_id?: string | null;
                /** @description First day on which they are expected to close. */
                closes_from?: string | null;
                /** @description Last day on which they are expected to close. */
                closes_to?: string | null;
                /** @description Who of the client is in them, in whatever role. */
                contact_id?: string | null;
                /** @description Currency of their value. */
                currency?: string | null;
                /** @description Where the page before ended. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                /** @description Key in the system they come from. */
                external_ref?: string | null;
                /** @description Only open deals that count in this category of the forecast. */
                forecast_category?: components["schemas"]["ForecastCategory"] | null;
                /** @description How many at most. */
                limit?: number | null;
                /** @description Greatest amount, whatever its currency. */
                max_value?: string | number | null;
                /** @description Least amount, whatever its currency. */
                min_value?: string | number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                /** @description Only open deals whose next step is due on this day or earlier. */
                next_step_due_by?: string | null;
                /** @description Who works on them. */
                owner_id?: string | null;
                /** @description Their pipeline. */
                pipeline_id?: string | null;
                /** @description Their order. */
                sort?: components["schemas"]["Sort3"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description Their stage. */
                stage_id?: string | null;
                /** @description True: only open deals that stand in their stage for longer than the stage allows. */
                stale?: boolean;
                /** @description Where they stand. */
                status?: components["schemas"]["DealStatus"] | null;
                /** @description A tag they have. */
                tag_id?: string | null;
                /** @description True: only open deals for which no next step is planned. */
                without_next_step?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealSummaryPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new deal. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenDeal"];
            };
        };
        responses: {
            /** @description A deal. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_bulk_act: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Something done to many deals. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkRequest"];
            };
        };
        responses: {
            /** @description What became of each deal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A deal with its past and what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealDetails"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a deal: what is left out stays, `null` empties. Lines are replaced as a whole. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDeal"];
            };
        };
        responses: {
            /** @description A deal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_of_deal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_attachments_attach_to_deal: {
        parameters: {
            query?: {
                /** @description File name; what no file name should hold is left out of it. */
                name?: string | null;
            };
            header?: {
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its Content-Type. */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description A file, as it is listed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The past of a deal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealHistory"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_lose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        /** @description Loses a deal. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoseDeal"];
            };
        };
        responses: {
            /** @description A deal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_move_to: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        /** @description Moves a deal to another open stage, of its pipeline or another one. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveDeal"];
            };
        };
        responses: {
            /** @description A deal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_reopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        /** @description Opens a closed deal again. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenDeal"];
            };
        };
        responses: {
            /** @description A deal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_timeline_of_deal: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                kind?: components["schemas"]["TimelineKind"] | null;
                limit?: number | null;
            };
            header?: never;
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntryPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_deals_win: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                deal_id: string;
            };
            cookie?: never;
        };
        /** @description Wins a deal. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WinDeal"];
            };
        };
        responses: {
            /** @description A deal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DealView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_duplicates_find: {
        parameters: {
            query?: {
                /** @description Name of the company. */
                company?: string | null;
                email?: string | null;
                /** @description Name of the person. */
                person?: string | null;
                phone?: string | null;
                tax_number?: string | null;
                /** @description Web address of the company. */
                website?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What may be the same. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duplicates"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_exchange_rates_list: {
        parameters: {
            query?: {
                /** @description Of this currency. */
                currency?: string | null;
                /** @description Where the page before ended. */
                cursor?: string | null;
                /** @description First day from which they hold. */
                from?: string | null;
                /** @description How many at most. */
                limit?: number | null;
                /** @description Last day from which they hold. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeRateViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_exchange_rates_give: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A rate. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveRate"];
            };
        };
        responses: {
            /** @description A rate. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeRateView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_exchange_rates_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exchange_rate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A rate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeRateView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_exchange_rates_correct: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                exchange_rate_id: string;
            };
            cookie?: never;
        };
        /** @description Another value. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectRate"];
            };
        };
        responses: {
            /** @description A rate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangeRateView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_follow_ups_list: {
        parameters: {
            query?: {
                account_id?: string | null;
                contact_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                deal_id?: string | null;
                /** @description Due on this day or earlier. */
                due_by?: string | null;
                limit?: number | null;
                /** @description True: only open ones that are overdue. */
                overdue?: boolean;
                owner_id?: string | null;
                priority?: components["schemas"]["Priority"] | null;
                sort?: components["schemas"]["FollowUpSort"];
                status?: components["schemas"]["FollowUpStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_follow_ups_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new follow-up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanFollowUp"];
            };
        };
        responses: {
            /** @description A follow-up. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_follow_ups_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                follow_up_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A follow-up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_follow_ups_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                follow_up_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a follow-up: what is left out stays, `null` empties. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateFollowUp"];
            };
        };
        responses: {
            /** @description A follow-up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_follow_ups_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                follow_up_id: string;
            };
            cookie?: never;
        };
        /** @description Nothing more needs to be said. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description A follow-up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_follow_ups_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                follow_up_id: string;
            };
            cookie?: never;
        };
        /** @description Nothing more needs to be said. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description A follow-up that was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpDone"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_follow_ups_reopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                follow_up_id: string;
            };
            cookie?: never;
        };
        /** @description Nothing more needs to be said. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
        responses: {
            /** @description A follow-up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_follow_ups_snooze: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                follow_up_id: string;
            };
            cookie?: never;
        };
        /** @description Puts a follow-up off. One that comes again keeps its rhythm. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeFollowUp"];
            };
        };
        responses: {
            /** @description A follow-up. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUpView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_forgotten_list: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
                owner_id?: string | null;
                /** @description Those for this reason, among others perhaps. */
                reason?: components["schemas"]["ForgottenReason"] | null;
                sort?: components["schemas"]["ForgottenSort"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What nobody looks after. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForgottenList"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_forgotten_keep_rules: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description After how many days an organisation counts a deal as forgotten. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenRules"];
            };
        };
        responses: {
            /** @description After how many days an organisation counts a deal as forgotten. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForgottenRules"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_goals_list: {
        parameters: {
            query?: {
                /** @description Where the page before ended. */
                cursor?: string | null;
                /** @description First month in which they begin. */
                from?: string | null;
                /** @description How many at most. */
                limit?: number | null;
                /** @description Of this member. */
                member_id?: string | null;
                /** @description Of this team. */
                team_id?: string | null;
                /** @description Last month in which they begin. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_goals_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new goal. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetGoal"];
            };
        };
        responses: {
            /** @description A goal. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_goals_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                goal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A goal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_goals_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                goal_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A goal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_goals_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                goal_id: string;
            };
            cookie?: never;
        };
        /** @description Another amount. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateGoal"];
            };
        };
        responses: {
            /** @description A goal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_lead_forms_list: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadFormViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_lead_forms_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new form. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLeadForm"];
            };
        };
        responses: {
            /** @description A form. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadFormView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_lead_forms_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lead_form_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A form. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadFormView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_lead_forms_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_form_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a form: what is left out stays, `null` empties. Its key stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateLeadForm"];
            };
        };
        responses: {
            /** @description A form. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadFormView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_lead_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How an organisation deals with leads. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadSettingsView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_lead_settings_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Changes of the settings: what is left out stays. Rules of a kind are replaced as a whole and keep their order. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateLeadSettings"];
            };
        };
        responses: {
            /** @description How an organisation deals with leads. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadSettingsView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_list: {
        parameters: {
            query?: {
                /** @description The account they became. */
                account_id?: string | null;
                /** @description The contact they became. */
                contact_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /** @description The deal they became. */
                deal_id?: string | null;
                external_ref?: string | null;
                /** @description The form they came in by. */
                form_id?: string | null;
                limit?: number | null;
                /** @description Least points. */
                min_score?: number | null;
                /** @description Only nurtured ones that are looked at again on this day or earlier. */
                nurture_due_by?: string | null;
                /** @description True: only those that are new, worked on or nurtured. */
                open?: boolean;
                owner_id?: string | null;
                /** @description A part of name, company or e-mail address, whatever case and accents. */
                q?: string | null;
                /** @description First business day on which they came in. */
                received_from?: string | null;
                /** @description Last business day on which they came in. */
                received_to?: string | null;
                /** @description True: only those nobody has answered in time. */
                response_overdue?: boolean;
                sort?: components["schemas"]["LeadSort"];
                /** @description Where they come from, in any case. */
                source?: string | null;
                status?: components["schemas"]["LeadStatus"] | null;
                /** @description True: only those nobody looks after. */
                unassigned?: boolean;
                /** @description True: only new and working ones for which no next step is planned. */
                without_next_step?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new lead. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLead"];
            };
        };
        responses: {
            /** @description A lead that was just taken in, with what it may be a duplicate of. It was taken in all the same: a person decides. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadRecorded"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A lead with its past. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadDetails"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a lead: what is left out stays, `null` empties. Where it came from stays as it was. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateLead"];
            };
        };
        responses: {
            /** @description A lead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_assign: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        /** @description Gives a lead to somebody, or takes it from everybody. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignLead"];
            };
        };
        responses: {
            /** @description A lead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_convert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        /** @description Makes an account, a contact and perhaps a deal of a lead; each is a new one unless one there is already is named. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConvertLead"];
            };
        };
        responses: {
            /** @description What a lead became. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadConversion"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_disqualify: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        /** @description Gives a lead up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisqualifyLead"];
            };
        };
        responses: {
            /** @description A lead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_duplicates_of_lead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What may be the same. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duplicates"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_merges_leads: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        /** @description Lets another record of the same kind end in the one the address names. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeRecords"];
            };
        };
        responses: {
            /** @description Two records that were made one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merge"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_nurture: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        /** @description Lets a lead wait for a day. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NurtureLead"];
            };
        };
        responses: {
            /** @description A lead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_reopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        /** @description Takes up a lead that was given up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenLead"];
            };
        };
        responses: {
            /** @description A lead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_respond: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A lead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_leads_work: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                lead_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A lead. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_loss_reasons_list: {
        parameters: {
            query?: {
                /** @description True: archived ones too. */
                archived?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Loss reasons in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReasons"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_loss_reasons_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new loss reason. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddReason"];
            };
        };
        responses: {
            /** @description A loss reason. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReasonView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_loss_reasons_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                loss_reason_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a loss reason: what is left out stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateReason"];
            };
        };
        responses: {
            /** @description A loss reason. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReasonView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_loss_reasons_losses: {
        parameters: {
            query?: {
                /** @description Lost on this day or later. */
                from?: string | null;
                /** @description Of this owner. */
                owner_id?: string | null;
                /** @description Of this pipeline. */
                pipeline_id?: string | null;
                /** @description Lost on this day or earlier. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lost deals by reason. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossReport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_members_list: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrmMemberViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_merges_list: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
                /** @description An account, contact or lead that goes on or ended. */
                record_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_merges_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                merge_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Two records that were made one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merge"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_my_day_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What waits for the caller, each part in the order it is to be done; at most 100 of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyDay"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_notifications_list: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                kind?: components["schemas"]["NotificationKind"] | null;
                limit?: number | null;
                /** @description True: only those that were not read. */
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller was told. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notifications"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_notifications_read_all: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Marks all as read. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadAll"];
            };
        };
        responses: {
            /** @description How many were not read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_notifications_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                notification_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many were not read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_operations_consumers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All consumers of the service. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerList"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_operations_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open dead letters of the organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_operations_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        /** @description Why a dead letter is given up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Discard"];
            };
        };
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_operations_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_operations_outbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What still waits to be published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_pipelines_list: {
        parameters: {
            query?: {
                /** @description True: archived ones too. */
                archived?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organisation's pipelines. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipelines"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_pipelines_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new pipeline. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePipeline"];
            };
        };
        responses: {
            /** @description A pipeline. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_pipelines_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A pipeline. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_pipelines_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a pipeline: what is left out stays. Open stages are replaced as a whole. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePipeline"];
            };
        };
        responses: {
            /** @description A pipeline. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_pipelines_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        /** @description Takes a pipeline out of use. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArchivePipeline"];
            };
        };
        responses: {
            /** @description A pipeline. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_pipelines_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        /** @description Takes a pipeline into use again. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestorePipeline"];
            };
        };
        responses: {
            /** @description A pipeline. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_products_list: {
        parameters: {
            query?: {
                /** @description True: archived ones too. */
                archived?: boolean;
                billing?: components["schemas"]["BillingKind"] | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_products_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new product. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProduct"];
            };
        };
        responses: {
            /** @description A product. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_products_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A product. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_products_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                product_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a product: what is left out stays, `null` empties. Prices are replaced as a whole. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProduct"];
            };
        };
        responses: {
            /** @description A product. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_calendars_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                calendar: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_lead_forms_public_submit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                form_key: string;
            };
            cookie?: never;
        };
        /** @description What somebody sends with a form. Fields the form does not ask for are left out. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeadFormSubmission"];
            };
        };
        responses: {
            /** @description It arrived. Nothing is said about what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadFormReceived"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_public_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A quote as its client reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_public_accept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_key: string;
            };
            cookie?: never;
        };
        /** @description The client says yes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptQuote"];
            };
        };
        responses: {
            /** @description A quote as its client reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_public_decline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_key: string;
            };
            cookie?: never;
        };
        /** @description The client says no. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineQuote"];
            };
        };
        responses: {
            /** @description A quote as its client reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_public_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_public_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_key: string;
            };
            cookie?: never;
        };
        /** @description The client reads it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewQuote"];
            };
        };
        responses: {
            /** @description A quote as its client reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How an organisation quotes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteSettingsView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_settings_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Changes of the settings: what is left out stays, `null` empties. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateQuoteSettings"];
            };
        };
        responses: {
            /** @description How an organisation quotes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteSettingsView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_list: {
        parameters: {
            query?: {
                /** @description Of deals of this account. */
                account_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /** @description Of this deal. */
                deal_id?: string | null;
                limit?: number | null;
                /** @description Whose number begins so. */
                number?: string | null;
                /** @description That stand so today. */
                state?: components["schemas"]["QuoteState"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteSummaryPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_write: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new quote, with a number of its own. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteQuote"];
            };
        };
        responses: {
            /** @description A version of a quote. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A version of a quote. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a draft: what is left out stays, `null` empties. Lines are replaced as a whole. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateQuote"];
            };
        };
        responses: {
            /** @description A version of a quote. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_apply: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        /** @description Nothing more needs to be said. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteAction"];
            };
        };
        responses: {
            /** @description A version of a quote. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        /** @description Nothing more needs to be said. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteAction"];
            };
        };
        responses: {
            /** @description A quote that was sent, and the key of the address at which the client reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteDispatched"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_offer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A quote as its client reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_revise: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        /** @description Nothing more needs to be said. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteAction"];
            };
        };
        responses: {
            /** @description A version of a quote. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        /** @description Nothing more needs to be said. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteAction"];
            };
        };
        responses: {
            /** @description A quote that was sent, and the key of the address at which the client reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteDispatched"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_quotes_withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                quote_id: string;
            };
            cookie?: never;
        };
        /** @description Takes a quote back. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawQuote"];
            };
        };
        responses: {
            /** @description A version of a quote. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_search_search: {
        parameters: {
            query: {
                /** @description Most matches of the answer; 8 when left out. */
                limit?: number | null;
                /** @description Words of the name, or a part of a number; case and accents do not matter. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllFound"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_tags_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tags by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tags"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_tags_make: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new tag. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeTag"];
            };
        };
        responses: {
            /** @description A tag. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_tags_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tag_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_tags_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                tag_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a tag: what is left out stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTag"];
            };
        };
        responses: {
            /** @description A tag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_tags_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                tag_id: string;
            };
            cookie?: never;
        };
        /** @description Merges a tag. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeTag"];
            };
        };
        responses: {
            /** @description A tag. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_teams_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Teams by name, those out of use too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Teams"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_teams_make: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new team. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeTeam"];
            };
        };
        responses: {
            /** @description A team. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_teams_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A team. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_teams_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a team: what is left out stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTeam"];
            };
        };
        responses: {
            /** @description A team. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_saved_views_list: {
        parameters: {
            query?: {
                /** @description Only views of this list. */
                list?: components["schemas"]["ViewedList"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Saved views: your own first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Views"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_saved_views_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A view of a list. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveView"];
            };
        };
        responses: {
            /** @description A saved view. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_saved_views_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A saved view. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_saved_views_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                view_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A saved view. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_saved_views_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                view_id: string;
            };
            cookie?: never;
        };
        /** @description Changes of a view: what is left out stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateView"];
            };
        };
        responses: {
            /** @description A saved view. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    crm_saved_views_set_default: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                view_id: string;
            };
            cookie?: never;
        };
        /** @description Whether to begin with a view. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetDefault"];
            };
        };
        responses: {
            /** @description A saved view. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_budgets_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Of this project. */
                project_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_categories_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All kinds of expenses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Categories"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_changes_list: {
        parameters: {
            query?: {
                /** @description Only those after this version, which the caller has seen; all when left out. */
                after_version?: number;
                /** @description How many at most; go on with the last version as `after_version`. */
                limit?: number | null;
            };
            header?: never;
            path: {
                aggregate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of an aggregate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_claims_list: {
        parameters: {
            query?: {
                /** @description Of this member. */
                claimant_id?: string | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description With a line for this project. */
                project_id?: string | null;
                /** @description In this state. */
                status?: components["schemas"]["ClaimStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_claims_draft: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new claim. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftClaim"];
            };
        };
        responses: {
            /** @description A claim. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_claims_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A claim. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_claims_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                claim_id: string;
            };
            cookie?: never;
        };
        /** @description What changes; the rest stays. Lines are replaced together. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeClaim"];
            };
        };
        responses: {
            /** @description A claim. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_claims_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A claim. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_receipts_attach: {
        parameters: {
            query?: {
                /** @description File name; what no file name should hold is left out of it. */
                name?: string | null;
            };
            header?: {
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                claim_id: string;
                line_id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, with its Content-Type. */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description A file that proves an expense. Its content stays with the service and is asked for over HTTP. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_receipts_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claim_id: string;
                receipt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_receipts_detach: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                claim_id: string;
                receipt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A claim. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_claims_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                claim_id: string;
            };
            cookie?: never;
        };
        /** @description Why a claim is sent back. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectClaim"];
            };
        };
        responses: {
            /** @description A claim. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_claims_submit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A claim. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_cost_centers_list: {
        parameters: {
            query?: {
                /** @description Only open or only closed ones. */
                active?: boolean | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostCenterPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_cost_centers_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A new cost centre. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenCostCenter"];
            };
        };
        responses: {
            /** @description A cost centre. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostCenter"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_cost_centers_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cost_center_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A cost centre. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostCenter"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_cost_centers_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                cost_center_id: string;
            };
            cookie?: never;
        };
        /** @description What changes; the rest stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCostCenter"];
            };
        };
        responses: {
            /** @description A cost centre. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostCenter"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_operations_consumers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All consumers of the service. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerList"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_operations_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open dead letters of the organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_operations_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        /** @description Why a dead letter is given up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Discard"];
            };
        };
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_operations_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_operations_outbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What still waits to be published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_search_search: {
        parameters: {
            query: {
                /** @description Most matches of the answer; 8 when left out. */
                limit?: number | null;
                /** @description Words of the name, or a part of a number; case and accents do not matter. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matches"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What an organisation decides for itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpenseSettings"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    expenses_settings_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description What an organisation decides for itself. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExpenseSettings"];
            };
        };
        responses: {
            /** @description What an organisation decides for itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpenseSettings"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_api_keys_list: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_api_keys_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description A new key; this is the only time it is shown. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_api_keys_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                api_key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revoked"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_changes_list: {
        parameters: {
            query?: {
                /** @description Only those after this version, which the caller has seen; all when left out. */
                after_version?: number;
                /** @description How many at most; go on with the last version as `after_version`. */
                limit?: number | null;
            };
            header?: never;
            path: {
                aggregate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of an aggregate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_sessions_log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogIn"];
            };
        };
        responses: {
            /** @description A session was opened; it is in the cookie, and the token is for programs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_sessions_log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_members_list: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_members_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddMember"];
            };
        };
        responses: {
            /** @description A new member, and the password to hand over when one was made up. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedMember"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_members_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_members_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMember"];
            };
        };
        responses: {
            /** @description A member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_operations_consumers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All consumers of the service. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerList"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_operations_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open dead letters of the organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_operations_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        /** @description Why a dead letter is given up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Discard"];
            };
        };
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_operations_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_operations_outbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What still waits to be published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_organizations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_organizations_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrganization"];
            };
        };
        responses: {
            /** @description An organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_sessions_change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_sessions_who_am_i: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is asking. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_sessions_sign_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What signing up needs. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description A session was opened; it is in the cookie, and the token is for programs. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOpened"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_sessions_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An access token for `Authorization: Bearer`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_imports_begin_maven: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The files of an import, whole. All of it together may have 1 MiB. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MavenFiles"];
            };
        };
        responses: {
            /** @description An import that was begun. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportBegun"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_imports_show_maven: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_imports_rows_maven: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The data of a `change`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveChange"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_changes_list: {
        parameters: {
            query?: {
                /** @description Only those after this version, which the caller has seen; all when left out. */
                after_version?: number;
                /** @description How many at most; go on with the last version as `after_version`. */
                limit?: number | null;
            };
            header?: never;
            path: {
                aggregate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of an aggregate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_decisions_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Only those that are answered, or only those that are not; open ones when left out. */
                resolved?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_decisions_resolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                decision_id: string;
            };
            cookie?: never;
        };
        /** @description The answer to a question. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveDecision"];
            };
        };
        responses: {
            /** @description A question that waits for a person, or waited. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_operations_consumers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All consumers of the service. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerList"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_operations_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open dead letters of the organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_operations_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        /** @description Why a dead letter is given up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Discard"];
            };
        };
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_operations_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_operations_outbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What still waits to be published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_people_list: {
        parameters: {
            query?: {
                /** @description Only those who are still here, or who are not. */
                active?: boolean | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Only the person behind this membership. */
                member_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_people_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A person to record. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePerson"];
            };
        };
        responses: {
            /** @description A person. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_people_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_people_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        /** @description Fields of a person to replace. What is left out stays; null clears. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePerson"];
            };
        };
        responses: {
            /** @description A person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_people_set_cost_rate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        /** @description What an hour costs from a day on. A rate of the same day is replaced. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetCostRate"];
            };
        };
        responses: {
            /** @description A person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_list: {
        parameters: {
            query?: {
                /** @description Only those of this client. */
                account_id?: string | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Only the one of this deal. */
                deal_id?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Only those with these words in their name, whatever their case and accents. */
                name?: string | null;
                /** @description The order; the cursor belongs to it. */
                sort?: components["schemas"]["ProjectsSort"];
                /** @description Only those in this state. */
                status?: components["schemas"]["ProjectStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A project to open. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProject"];
            };
        };
        responses: {
            /** @description A project. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        /** @description Fields of a project to replace; what is left out stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeProject"];
            };
        };
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        /** @description Why something is done. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_hold: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        /** @description Why something is done. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_work_complete_milestone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
                milestone_id: string;
            };
            cookie?: never;
        };
        /** @description When a milestone was reached. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteMilestone"];
            };
        };
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_work_reopen_milestone: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
                milestone_id: string;
            };
            cookie?: never;
        };
        /** @description Why something is done. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_work_add_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        /** @description A task to add. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddTask"];
            };
        };
        responses: {
            /** @description A project. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_projects_work_change_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                project_id: string;
                task_id: string;
            };
            cookie?: never;
        };
        /** @description Fields of a task to replace; what is left out stays. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchTask"];
            };
        };
        responses: {
            /** @description A project. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_search_search: {
        parameters: {
            query: {
                /** @description Most matches of the answer; 8 when left out. */
                limit?: number | null;
                /** @description Words of the name, or a part of a number; case and accents do not matter. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matches"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Only work of this day and later. */
                from?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Only those of this person. */
                person_id?: string | null;
                /** @description Only those in this project. */
                project_id?: string | null;
                /** @description Only those in this state. */
                status?: components["schemas"]["TimeStatus"] | null;
                /** @description Only work of this day and earlier. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntryViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_log: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Time to log. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogTime"];
            };
        };
        responses: {
            /** @description A time entry. Its cost is left empty for those who may not know what people cost. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntryView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_review_approve_all: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Several entries. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimeEntries"];
            };
        };
        responses: {
            /** @description Several entries as they now are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntriesView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_review_submit_all: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Several entries. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimeEntries"];
            };
        };
        responses: {
            /** @description Several entries as they now are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntriesView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                time_entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A time entry. Its cost is left empty for those who may not know what people cost. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntryView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                time_entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A time entry. Its cost is left empty for those who may not know what people cost. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntryView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                time_entry_id: string;
            };
            cookie?: never;
        };
        /** @description Fields of an entry to replace. What is left out stays; a null note clears it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeTime"];
            };
        };
        responses: {
            /** @description A time entry. Its cost is left empty for those who may not know what people cost. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntryView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_review_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                time_entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A time entry. Its cost is left empty for those who may not know what people cost. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntryView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_review_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                time_entry_id: string;
            };
            cookie?: never;
        };
        /** @description Why an entry is sent back. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectTime"];
            };
        };
        responses: {
            /** @description A time entry. Its cost is left empty for those who may not know what people cost. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntryView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projects_time_review_submit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                time_entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A time entry. Its cost is left empty for those who may not know what people cost. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeEntryView"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_explain_explain: {
        parameters: {
            query: {
                /** @description Accounts, separated by commas. */
                account: string;
                /** @description Recorded until this instant. */
                as_of?: string | null;
                /** @description Of this cost centre, or `none`. */
                cost_center_id?: string | null;
                /** @description In this currency. */
                currency?: string | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Of this client (an account in CRM), or `none`. */
                customer_id?: string | null;
                /** @description Of this deal, or `none`. */
                deal_id?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Of this person, or `none`. */
                person_id?: string | null;
                /** @description Of this project; `none` for postings without one. */
                project_id?: string | null;
                /** @description Of this stage, or `none`. */
                stage_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Postings, and what they sum to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_forecast_forecast: {
        parameters: {
            query?: {
                /** @description Any past instant; now when left out. */
                as_of?: string | null;
                /** @description What the rows are of; owners when left out. */
                by?: components["schemas"]["ForecastBy"];
                /** @description In which category; all but `omitted` when left out. */
                category?: components["schemas"]["ForecastCategory"] | null;
                /** @description First month; that of the day when left out. */
                from?: string | null;
                /** @description Whose deals; `none` for nobody's. */
                owner_id?: string | null;
                /** @description Of which pipeline. */
                pipeline_id?: string | null;
                /** @description Of whose members. */
                team_id?: string | null;
                /** @description Last month; five after the first when left out. At most 24 months. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What open deals may bring. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecast"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_forecast_accuracy_score: {
        parameters: {
            query?: {
                /** @description First month; eleven before the last when left out. */
                from?: string | null;
                /** @description Whose deals; `none` for nobody's. */
                owner_id?: string | null;
                /** @description Of which pipeline. */
                pipeline_id?: string | null;
                /** @description Of whose members, as they are now. */
                team_id?: string | null;
                /** @description Last month, one that has ended; the one before this when left out. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How good forecasts were. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accuracy"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_forecast_deals: {
        parameters: {
            query?: {
                /** @description Any past instant; now when left out. */
                as_of?: string | null;
                /** @description In which category; all but `omitted` when left out. */
                category?: components["schemas"]["ForecastCategory"] | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description First month; that of the day when left out. It says nothing of deals to be mended. */
                from?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
                /** @description Whose deals; `none` for nobody's. */
                owner_id?: string | null;
                /** @description Of which pipeline. */
                pipeline_id?: string | null;
                /** @description Of whose members. */
                team_id?: string | null;
                /** @description Last month; five after the first when left out. */
                to?: string | null;
                /** @description Which deals; those of the forecast when left out. */
                which?: components["schemas"]["ForecastWhich"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deals, and what they add up to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastDeals"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_forecast_goals_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description First month they reach into; this one when left out. */
                from?: string | null;
                /** @description Goals of a page. */
                limit?: number | null;
                /** @description Of this member. */
                member_id?: string | null;
                /** @description Of this team. */
                team_id?: string | null;
                /** @description Last month they reach into; the first when left out. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalProgressPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_forecast_snapshots_list: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Weeks of a page. */
                limit?: number | null;
                /** @description What was forecast for this month; for all months to come when left out. */
                month?: string | null;
                /** @description Whose deals; `none` for nobody's. */
                owner_id?: string | null;
                /** @description Of which pipeline. */
                pipeline_id?: string | null;
                /** @description Of whose members, as they are now. */
                team_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_operations_consumers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All consumers of the service. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumerList"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_operations_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open dead letters of the organisation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetters"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_operations_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        /** @description Why a dead letter is given up. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["Discard"];
            };
        };
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_operations_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a retry came to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_operations_outbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What still waits to be published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outbox"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_reports_margin: {
        parameters: {
            query?: {
                /** @description Any past instant; now when left out. */
                as_of?: string | null;
                /** @description By what; `project` when left out. */
                by?: components["schemas"]["MarginBy"] | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures by project, client or stage, sorted by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarginFiguresReport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_reports_order_book: {
        parameters: {
            query?: {
                /** @description Any past instant; now when left out. */
                as_of?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures of everything. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderBookFiguresTotals"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_reports_pipeline: {
        parameters: {
            query?: {
                /** @description Any past instant; now when left out. */
                as_of?: string | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures by project, client or stage, sorted by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineFiguresReport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_reports_receivables: {
        parameters: {
            query?: {
                /** @description Any past instant; now when left out. */
                as_of?: string | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures by project, client or stage, sorted by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivablesFiguresReport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_reports_totals: {
        parameters: {
            query?: {
                /** @description Any past instant; now when left out. */
                as_of?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance of every account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_reports_unbilled_work: {
        parameters: {
            query?: {
                /** @description Any past instant; now when left out. */
                as_of?: string | null;
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Figures by project, client or stage, sorted by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnbilledFiguresReport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reporting_trace_trace: {
        parameters: {
            query?: {
                /** @description Where the page begins. */
                cursor?: string | null;
                /** @description Rows of a page. */
                limit?: number | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkViewPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_list: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportSummaryPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_receive: {
        parameters: {
            query?: {
                /** @description What its rows become; told by its headings when left out. */
                kind?: components["schemas"]["ImportKind"] | null;
                /** @description File name. */
                name?: string | null;
            };
            header?: {
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The file itself, with its Content-Type. */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description An import. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_discard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_read_again: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        /** @description How a file is to be read, and what its rows shall become. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadImportAgain"];
            };
        };
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        /** @description How a file is imported. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportSettings"];
            };
        };
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_values: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the values of columns mean that stand for something that is here. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportValues"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_check: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_stop: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer. */
                "Idempotency-Key"?: string;
                /** @description The ETag of the version this change is based on; answered with 412 when it is no longer the current one. */
                "If-Match"?: string;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImport"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_rows: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
                /** @description What became of them. */
                outcome?: components["schemas"]["ImportOutcome"] | null;
                /** @description True: only those of which there is something to say, such as what was mended. */
                remarked?: boolean;
            };
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRowPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_records: {
        parameters: {
            query?: {
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                limit?: number | null;
                /** @description What became of them when the import was undone. */
                undo?: components["schemas"]["ImportUndo"] | null;
            };
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDeedPage"];
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    imports_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_accounts_csv: {
        parameters: {
            query?: {
                /** @description ISO 3166-1 alpha-2 code. */
                country?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                external_ref?: string | null;
                /** @description Line of business, in any case. */
                industry?: string | null;
                limit?: number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                owner_id?: string | null;
                sort?: components["schemas"]["Sort"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description A tag they have. */
                tag_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_accounts_xlsx: {
        parameters: {
            query?: {
                /** @description ISO 3166-1 alpha-2 code. */
                country?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                external_ref?: string | null;
                /** @description Line of business, in any case. */
                industry?: string | null;
                limit?: number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                owner_id?: string | null;
                sort?: components["schemas"]["Sort"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description A tag they have. */
                tag_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_contacts_csv: {
        parameters: {
            query?: {
                account_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                email?: string | null;
                external_ref?: string | null;
                limit?: number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                sort?: components["schemas"]["Sort2"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description A tag they have. */
                tag_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_contacts_xlsx: {
        parameters: {
            query?: {
                account_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                email?: string | null;
                external_ref?: string | null;
                limit?: number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                sort?: components["schemas"]["Sort2"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description A tag they have. */
                tag_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_deals_csv: {
        parameters: {
            query?: {
                /** @description Who would buy. */
                account_id?: string | null;
                /** @description First day on which they are expected to close. */
                closes_from?: string | null;
                /** @description Last day on which they are expected to close. */
                closes_to?: string | null;
                /** @description Who of the client is in them, in whatever role. */
                contact_id?: string | null;
                /** @description Currency of their value. */
                currency?: string | null;
                /** @description Where the page before ended. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                /** @description Key in the system they come from. */
                external_ref?: string | null;
                /** @description How many at most. */
                limit?: number | null;
                /** @description Greatest amount, whatever its currency. */
                max_value?: string | number | null;
                /** @description Least amount, whatever its currency. */
                min_value?: string | number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                /** @description Only open deals whose next step is due on this day or earlier. */
                next_step_due_by?: string | null;
                /** @description Who works on them. */
                owner_id?: string | null;
                /** @description Their pipeline. */
                pipeline_id?: string | null;
                /** @description Their order. */
                sort?: components["schemas"]["Sort3"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description Their stage. */
                stage_id?: string | null;
                /** @description True: only open deals that stand in their stage for longer than the stage allows. */
                stale?: boolean;
                /** @description Where they stand. */
                status?: components["schemas"]["DealStatus"] | null;
                /** @description A tag they have. */
                tag_id?: string | null;
                /** @description True: only open deals for which no next step is planned. */
                without_next_step?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_deals_xlsx: {
        parameters: {
            query?: {
                /** @description Who would buy. */
                account_id?: string | null;
                /** @description First day on which they are expected to close. */
                closes_from?: string | null;
                /** @description Last day on which they are expected to close. */
                closes_to?: string | null;
                /** @description Who of the client is in them, in whatever role. */
                contact_id?: string | null;
                /** @description Currency of their value. */
                currency?: string | null;
                /** @description Where the page before ended. */
                cursor?: string | null;
                /**
                 * @description What custom values must be: a JSON object by field id, of values, `null` for none, or
                 *      `{"least": "10", "most": "20"}`.
                 */
                custom?: string | null;
                /** @description Key in the system they come from. */
                external_ref?: string | null;
                /** @description How many at most. */
                limit?: number | null;
                /** @description Greatest amount, whatever its currency. */
                max_value?: string | number | null;
                /** @description Least amount, whatever its currency. */
                min_value?: string | number | null;
                /** @description Beginning of the name, in any case. */
                name?: string | null;
                /** @description Only open deals whose next step is due on this day or earlier. */
                next_step_due_by?: string | null;
                /** @description Who works on them. */
                owner_id?: string | null;
                /** @description Their pipeline. */
                pipeline_id?: string | null;
                /** @description Their order. */
                sort?: components["schemas"]["Sort3"];
                /** @description The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`. */
                sort_field?: string | null;
                /** @description Their stage. */
                stage_id?: string | null;
                /** @description True: only open deals that stand in their stage for longer than the stage allows. */
                stale?: boolean;
                /** @description Where they stand. */
                status?: components["schemas"]["DealStatus"] | null;
                /** @description A tag they have. */
                tag_id?: string | null;
                /** @description True: only open deals for which no next step is planned. */
                without_next_step?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_leads_csv: {
        parameters: {
            query?: {
                /** @description The account they became. */
                account_id?: string | null;
                /** @description The contact they became. */
                contact_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /** @description The deal they became. */
                deal_id?: string | null;
                external_ref?: string | null;
                /** @description The form they came in by. */
                form_id?: string | null;
                limit?: number | null;
                /** @description Least points. */
                min_score?: number | null;
                /** @description Only nurtured ones that are looked at again on this day or earlier. */
                nurture_due_by?: string | null;
                /** @description True: only those that are new, worked on or nurtured. */
                open?: boolean;
                owner_id?: string | null;
                /** @description A part of name, company or e-mail address, whatever case and accents. */
                q?: string | null;
                /** @description First business day on which they came in. */
                received_from?: string | null;
                /** @description Last business day on which they came in. */
                received_to?: string | null;
                /** @description True: only those nobody has answered in time. */
                response_overdue?: boolean;
                sort?: components["schemas"]["LeadSort"];
                /** @description Where they come from, in any case. */
                source?: string | null;
                status?: components["schemas"]["LeadStatus"] | null;
                /** @description True: only those nobody looks after. */
                unassigned?: boolean;
                /** @description True: only new and working ones for which no next step is planned. */
                without_next_step?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_leads_xlsx: {
        parameters: {
            query?: {
                /** @description The account they became. */
                account_id?: string | null;
                /** @description The contact they became. */
                contact_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                /** @description The deal they became. */
                deal_id?: string | null;
                external_ref?: string | null;
                /** @description The form they came in by. */
                form_id?: string | null;
                limit?: number | null;
                /** @description Least points. */
                min_score?: number | null;
                /** @description Only nurtured ones that are looked at again on this day or earlier. */
                nurture_due_by?: string | null;
                /** @description True: only those that are new, worked on or nurtured. */
                open?: boolean;
                owner_id?: string | null;
                /** @description A part of name, company or e-mail address, whatever case and accents. */
                q?: string | null;
                /** @description First business day on which they came in. */
                received_from?: string | null;
                /** @description Last business day on which they came in. */
                received_to?: string | null;
                /** @description True: only those nobody has answered in time. */
                response_overdue?: boolean;
                sort?: components["schemas"]["LeadSort"];
                /** @description Where they come from, in any case. */
                source?: string | null;
                status?: components["schemas"]["LeadStatus"] | null;
                /** @description True: only those nobody looks after. */
                unassigned?: boolean;
                /** @description True: only new and working ones for which no next step is planned. */
                without_next_step?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_activities_csv: {
        parameters: {
            query?: {
                /** @description Those about an account itself; its timeline holds those of its deals and contacts too. */
                account_id?: string | null;
                /** @description Who wrote them down. */
                author_id?: string | null;
                /** @description Earlier than this. */
                before?: string | null;
                contact_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                deal_id?: string | null;
                /** @description Not earlier than this. */
                from?: string | null;
                kind?: components["schemas"]["ActivityKind"] | null;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exports_activities_xlsx: {
        parameters: {
            query?: {
                /** @description Those about an account itself; its timeline holds those of its deals and contacts too. */
                account_id?: string | null;
                /** @description Who wrote them down. */
                author_id?: string | null;
                /** @description Earlier than this. */
                before?: string | null;
                contact_id?: string | null;
                /** @description Opaque: the next_cursor of the page before. */
                cursor?: string | null;
                deal_id?: string | null;
                /** @description Not earlier than this. */
                from?: string | null;
                kind?: components["schemas"]["ActivityKind"] | null;
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description A problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
