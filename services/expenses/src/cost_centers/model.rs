//! A cost centre and its life.

use contracts::expenses::{CostCenter as Image, CostCenterCreated, CostCenterUpdated};
use kernel::{CostCenterId, Name, ShortCode};
use platform::{FieldError, Kind, Refusal};

/// A cost centre with its version.
#[derive(Debug, Clone, PartialEq)]
pub struct CostCenter {
    /// As others see it.
    pub image: Image,
    /// Changes so far.
    pub version: i64,
}

/// Why a change of cost centres is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CostCenterError {
    /// Codes are unique.
    #[error("another cost centre has the code {0}; choose another one")]
    CodeTaken(ShortCode),
}

impl Refusal for CostCenterError {
    fn kind(&self) -> Kind {
        Kind::Conflict
    }
    fn code(&self) -> &'static str {
        "cost-center-code-taken"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new("/code", self.to_string())]
    }
}

impl CostCenter {
    /// Opens a cost centre.
    pub fn open(cost_center_id: CostCenterId, code: ShortCode, name: Name) -> (Self, CostCenterCreated) {
        let image = Image { cost_center_id, code, name, active: true };
        (Self { image: image.clone(), version: 1 }, CostCenterCreated { cost_center: image })
    }

    /// Renames it, closes it or opens it again. What is not given stays.
    pub fn change(&mut self, code: Option<ShortCode>, name: Option<Name>, active: Option<bool>) -> CostCenterUpdated {
        self.version += 1;
        let image = &mut self.image;
        image.code = code.unwrap_or_else(|| image.code.clone());
        image.name = name.unwrap_or_else(|| image.name.clone());
        image.active = active.unwrap_or(image.active);
        CostCenterUpdated { cost_center: image.clone() }
    }
}
