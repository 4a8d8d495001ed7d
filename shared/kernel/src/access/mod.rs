//! Who may do what: roles, permissions, and the one table that joins them. What the table does not allow is refused.

mod role_set;

pub use role_set::RoleSet;

words! {
    /// What a member is in an organisation. A member may have several roles.
    pub enum Role {
        /// Owns the organisation: may do everything.
        Owner = "owner",
        /// Runs the organisation's installation and members.
        Admin = "admin",
        /// Sells: leads, accounts, contacts, deals.
        Sales = "sales",
        /// Leads projects, approves time and expenses.
        ProjectManager = "project_manager",
        /// Invoices, payments, expenses, cost rates.
        Finance = "finance",
        /// Works on projects, logs time and expenses.
        Employee = "employee",
        /// Reads everything, changes nothing.
        Auditor = "auditor",
    }
}

words! {
    /// One thing a member may be allowed to do. The words are stable: tokens and API keys carry them.
    pub enum Permission {
        /// Change the organisation's own data and settings.
        ManageOrganization = "identity:organization:manage",
        /// Invite members, change their roles, remove them.
        ManageMembers = "identity:member:manage",
        /// Create and revoke API keys.
        ManageApiKeys = "identity:api_key:manage",
        /// See who the members are.
        ReadMembers = "identity:member:read",
        /// See leads, accounts, contacts, deals and pipelines.
        ReadCrm = "crm:read",
        /// Create and change accounts.
        WriteAccounts = "crm:account:write",
        /// Create and change contacts.
        WriteContacts = "crm:contact:write",
        /// Create and change deals and move them between stages.
        WriteDeals = "crm:deal:write",
        /// Win, lose and reopen deals.
        CloseDeals = "crm:deal:close",
        /// Write down activities, plan follow-ups and keep files beside accounts, contacts and deals.
        WriteActivities = "crm:activity:write",
        /// Record, change, qualify and convert leads.
        WriteLeads = "crm:lead:write",
        /// Import leads, accounts, contacts and deals from files, and take an import back.
        ImportCrm = "crm:import",
        /// Take lists out as files: of leads, accounts, contacts, deals, activities and whatever else CRM lists.
        ExportCrm = "crm:export",
        /// Reopen a won deal although work or invoices already follow from it.
        ForceReopenDeals = "crm:deal:force_reopen",
        /// Change how selling works: pipelines, custom fields, tags, loss reasons and the price list.
        ManageCrm = "crm:settings:manage",
        /// Take out what is known of a person, make a person unknown, and say how long people are kept.
        ManagePrivacy = "crm:privacy:manage",
        /// See projects, tasks, people and time.
        ReadProjects = "projects:read",
        /// Create and change projects, milestones and tasks.
        WriteProjects = "projects:project:write",
        /// Create and change people, their capacity and their cost rates.
        ManagePeople = "projects:person:manage",
        /// See what an hour of a person costs.
        ReadCostRates = "projects:cost_rate:read",
        /// Log and submit one's own time.
        LogTime = "projects:time:log",
        /// Approve and reject submitted time.
        ApproveTime = "projects:time:approve",
        /// See customers, schedules, invoices and payments.
        ReadBilling = "billing:read",
        /// Create and change draft invoices and schedules.
        WriteInvoices = "billing:invoice:write",
        /// Issue invoices and credit notes, which numbers them for good.
        IssueInvoices = "billing:invoice:issue",
        /// Register payments and apply them to invoices.
        RegisterPayments = "billing:payment:register",
        /// See claims, categories, cost centres and budgets.
        ReadExpenses = "expenses:read",
        /// Create, change and submit one's own claims.
        WriteClaims = "expenses:claim:write",
        /// Approve and reject submitted claims.
        ApproveClaims = "expenses:claim:approve",
        /// Create and change cost centres, categories and budgets.
        ManageCostCenters = "expenses:cost_center:manage",
        /// See reports and the ledger behind them.
        ReadReports = "reporting:read",
        /// See dead letters and how far consumers lag behind.
        ReadOperations = "operations:read",
        /// Retry and discard dead letters, rebuild copies.
        ManageOperations = "operations:manage",
    }
}

/// The table: for each permission, the roles that have it.
#[expect(clippy::match_same_arms, reason = "one row for each kind of permission reads as a table")]
const fn roles_with(permission: Permission) -> &'static [Role] {
    use Permission as P;
    use Role::{Admin, Auditor, Employee, Finance, Owner, ProjectManager, Sales};
    match permission {
        P::ManageOrganization | P::ManageMembers | P::ManageApiKeys => &[Owner, Admin],
        P::ReadMembers => &[Owner, Admin, Sales, ProjectManager, Finance, Employee, Auditor],

        P::ReadCrm => &[Owner, Admin, Sales, ProjectManager, Finance, Auditor],
        P::WriteAccounts | P::WriteContacts | P::WriteDeals | P::CloseDeals | P::WriteLeads | P::ImportCrm => {
            &[Owner, Admin, Sales]
        }
        P::ExportCrm => &[Owner, Admin, Sales, Auditor],
        P::WriteActivities => &[Owner, Admin, Sales, ProjectManager, Finance],
        P::ForceReopenDeals | P::ManageCrm | P::ManagePrivacy => &[Owner, Admin],

        P::ReadProjects => &[Owner, Admin, Sales, ProjectManager, Finance, Employee, Auditor],
        P::WriteProjects => &[Owner, Admin, ProjectManager],
        P::ManagePeople => &[Owner, Admin, Finance],
        P::ReadCostRates => &[Owner, Admin, ProjectManager, Finance, Auditor],
        P::LogTime => &[Owner, Admin, Sales, ProjectManager, Finance, Employee],
        P::ApproveTime => &[Owner, Admin, ProjectManager, Finance],

        P::ReadBilling => &[Owner, Admin, ProjectManager, Finance, Auditor],
        P::WriteInvoices | P::IssueInvoices | P::RegisterPayments => &[Owner, Admin, Finance],

        P::ReadExpenses => &[Owner, Admin, Sales, ProjectManager, Finance, Employee, Auditor],
        P::WriteClaims => &[Owner, Admin, Sales, ProjectManager, Finance, Employee],
        P::ApproveClaims => &[Owner, Admin, ProjectManager, Finance],
        P::ManageCostCenters => &[Owner, Admin, Finance],

        P::ReadReports => &[Owner, Admin, ProjectManager, Finance, Auditor],
        P::ReadOperations => &[Owner, Admin, Auditor],
        P::ManageOperations => &[Owner, Admin],
    }
}

/// Whether a role has a permission.
pub const fn allows(role: Role, permission: Permission) -> bool {
    RoleSet::of(roles_with(permission)).contains(role)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One row per permission, one column per role in the order of [`Role::ALL`].
    const MATRIX: &str = "
                                      own adm sal pm  fin emp aud
        identity:organization:manage   x   x   .   .   .   .   .
        identity:member:manage         x   x   .   .   .   .   .
        identity:api_key:manage        x   x   .   .   .   .   .
        identity:member:read           x   x   x   x   x   x   x
        crm:read                       x   x   x   x   x   .   x
        crm:account:write              x   x   x   .   .   .   .
        crm:contact:write              x   x   x   .   .   .   .
        crm:deal:write                 x   x   x   .   .   .   .
        crm:deal:close                 x   x   x   .   .   .   .
        crm:activity:write             x   x   x   x   x   .   .
        crm:lead:write                 x   x   x   .   .   .   .
        crm:import                     x   x   x   .   .   .   .
        crm:export                     x   x   x   .   .   .   x
        crm:deal:force_reopen          x   x   .   .   .   .   .
        crm:settings:manage            x   x   .   .   .   .   .
        crm:privacy:manage             x   x   .   .   .   .   .
        projects:read                  x   x   x   x   x   x   x
        projects:project:write         x   x   .   x   .   .   .
        projects:person:manage         x   x   .   .   x   .   .
        projects:cost_rate:read        x   x   .   x   x   .   x
        projects:time:log              x   x   x   x   x   x   .
        projects:time:approve          x   x   .   x   x   .   .
        billing:read                   x   x   .   x   x   .   x
        billing:invoice:write          x   x   .   .   x   .   .
        billing:invoice:issue          x   x   .   .   x   .   .
        billing:payment:register       x   x   .   .   x   .   .
        expenses:read                  x   x   x   x   x   x   x
        expenses:claim:write           x   x   x   x   x   x   .
        expenses:claim:approve         x   x   .   x   x   .   .
        expenses:cost_center:manage    x   x   .   .   x   .   .
        reporting:read                 x   x   .   x   x   .   x
        operations:read                x   x   .   .   .   .   x
        operations:manage              x   x   .   .   .   .   .";

    #[test]
    fn the_table_is_this_one() {
        let row = |permission: &Permission| {
            let marks = Role::ALL.iter().map(|role| if allows(*role, *permission) { "x" } else { "." });
            std::iter::once(permission.as_str()).chain(marks).collect::<Vec<_>>().join(" ")
        };
        let actual: Vec<_> = Permission::ALL.iter().map(row).collect();
        let rows = MATRIX.trim_start().lines().skip(1);
        let expected: Vec<_> = rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(actual, expected);
    }

    #[test]
    fn words_are_unique_and_read_back() {
        for permission in Permission::ALL {
            assert_eq!(permission.as_str().parse(), Ok(*permission));
        }
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
        }
        let error = serde_json::from_str::<Role>("\"boss\"").unwrap_err().to_string();
        assert!(error.starts_with("must be one of owner, admin, sales, project_manager"), "{error}");
    }
}
