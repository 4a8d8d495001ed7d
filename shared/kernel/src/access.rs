//! Who may do what: roles, permissions, and the one table that joins them. What the table does not allow is refused.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

words! {
    /// What a member is in an organisation. A member may have several roles.
    pub enum Role {
        /// Owns the organisation: may do everything.
        Owner = "owner",
        /// Runs the organisation's installation and members.
        Admin = "admin",
        /// Sells: accounts, contacts, deals.
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
        /// See accounts, contacts, deals and pipelines.
        ReadCrm = "crm:read",
        /// Create and change accounts.
        WriteAccounts = "crm:account:write",
        /// Create and change contacts.
        WriteContacts = "crm:contact:write",
        /// Create and change deals and move them between stages.
        WriteDeals = "crm:deal:write",
        /// Win, lose and reopen deals.
        CloseDeals = "crm:deal:close",
        /// Reopen a won deal although work or invoices already follow from it.
        ForceReopenDeals = "crm:deal:force_reopen",
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
        P::WriteAccounts | P::WriteContacts | P::WriteDeals | P::CloseDeals => &[Owner, Admin, Sales],
        P::ForceReopenDeals => &[Owner, Admin],

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

/// The roles of one member, in JSON an array such as `["sales","employee"]`, in the database `text[]`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct RoleSet(u8);

impl RoleSet {
    /// No roles, so no permissions.
    pub const EMPTY: Self = Self(0);

    /// No roles, so no permissions.
    pub const fn new() -> Self {
        Self::EMPTY
    }

    /// These roles.
    pub const fn of(mut roles: &[Role]) -> Self {
        let mut set = Self::EMPTY;
        while let [role, rest @ ..] = roles {
            set = set.with(*role);
            roles = rest;
        }
        set
    }

    /// The set and one role more.
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u8)
    }

    /// Adds a role; false when it was there already.
    pub const fn insert(&mut self, role: Role) -> bool {
        let new = !self.contains(role);
        *self = self.with(role);
        new
    }

    /// Whether the role is in the set.
    pub const fn contains(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// Whether any of the roles has the permission.
    pub const fn allows(self, permission: Permission) -> bool {
        self.0 & Self::of(roles_with(permission)).0 != 0
    }

    /// Whether there are no roles.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles, in the order they are declared.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |role| self.contains(*role))
    }

    /// Everything the roles allow.
    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |permission| self.allows(*permission))
    }
}

impl FromIterator<Role> for RoleSet {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        roles.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl fmt::Debug for RoleSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

impl Serialize for RoleSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for RoleSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut set = Self::EMPTY;
        for role in Vec::<Role>::deserialize(deserializer)? {
            if !set.insert(role) {
                return Err(de::Error::custom(format_args!("must name each role once; {role} is there twice")));
            }
        }
        Ok(set)
    }
}

inline_schema!(RoleSet, {
    "type": "array", "title": "RoleSet", "uniqueItems": true,
    "items": { "type": "string", "title": "Role", "enum": Role::ALL }
});
column_scalar!(RoleSet as Vec<String>, |value| value.iter().map(Role::as_str).collect::<Vec<_>>(), |stored| stored
    .iter()
    .map(|role| role.parse::<Role>())
    .collect::<Result<Self, _>>());

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
        crm:deal:force_reopen          x   x   .   .   .   .   .
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

    #[test]
    fn a_set_allows_what_any_of_its_roles_allows() {
        let set: RoleSet = [Role::Sales, Role::Finance].into_iter().collect();
        assert!(set.allows(Permission::CloseDeals) && set.allows(Permission::IssueInvoices));
        assert!(!set.allows(Permission::WriteProjects));
        assert!(Permission::ALL.iter().all(|permission| !RoleSet::EMPTY.allows(*permission)));
        assert_eq!(RoleSet::of(&[Role::Owner]).permissions().count(), Permission::ALL.len());
    }

    #[test]
    fn a_set_is_an_array_of_words() {
        let set: RoleSet = serde_json::from_str(r#"["finance","sales"]"#).unwrap();
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["sales","finance"]"#);
        let error = serde_json::from_str::<RoleSet>(r#"["sales","sales"]"#).unwrap_err().to_string();
        assert!(error.starts_with("must name each role once; sales is there twice"), "{error}");
        let schema = schemars::schema_for!(RoleSet);
        assert_eq!(schema.as_value().pointer("/items/enum/3"), Some(&"project_manager".into()));
    }
}
