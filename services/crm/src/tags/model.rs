//! What a tag may become.

use contracts::crm::{Tag, TagColor, TagCreated, TagUpdated};
use kernel::{Name, TagId};
use platform::{FieldError, Kind, Refusal};

/// A tag with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Grows by one with each change.
    pub version: i64,
    /// The tag as others see it.
    pub image: Tag,
}

/// Why a tag refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TagError {
    /// It is another name of another tag.
    #[error("The tag was merged into another one; change that one.")]
    Merged,
    /// It cannot go there.
    #[error("{0}")]
    Into(&'static str),
}

impl Refusal for TagError {
    fn kind(&self) -> Kind {
        match self {
            Self::Merged => Kind::Conflict,
            Self::Into(_) => Kind::Invalid,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::Merged => "tag-merged",
            Self::Into(_) => "invalid-field",
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Merged => Vec::new(),
            Self::Into(detail) => vec![FieldError::new("/into_tag_id", *detail)],
        }
    }
}

/// How a colour is written in a column.
pub fn color_text(color: TagColor) -> &'static str {
    match color {
        TagColor::Gray => "gray",
        TagColor::Blue => "blue",
        TagColor::Green => "green",
        TagColor::Yellow => "yellow",
        TagColor::Red => "red",
        TagColor::Purple => "purple",
    }
}

/// The colour a column says.
pub fn color_from(text: &str) -> Option<TagColor> {
    use TagColor::{Blue, Gray, Green, Purple, Red, Yellow};
    [Gray, Blue, Green, Yellow, Red, Purple].into_iter().find(|color| color_text(*color) == text)
}

impl Tagged {
    /// Makes a tag.
    pub fn make(name: Name, color: TagColor) -> (Self, TagCreated) {
        let image = Tag { tag_id: TagId::new(), name, color, merged_into: None };
        let created = TagCreated { tag: image.clone() };
        (Self { version: 1, image }, created)
    }

    /// Renames it or gives it another colour.
    pub fn update(&mut self, name: Option<Name>, color: Option<TagColor>) -> Result<TagUpdated, TagError> {
        self.must_stand()?;
        let name = name.unwrap_or_else(|| self.image.name.clone());
        self.image = Tag { name, color: color.unwrap_or(self.image.color), ..self.image.clone() };
        Ok(self.changed())
    }

    /// Makes it another name of `target`.
    pub fn merge(&mut self, target: &Self) -> Result<TagUpdated, TagError> {
        self.must_stand()?;
        if target.image.tag_id == self.image.tag_id {
            return Err(TagError::Into("a tag cannot be merged into itself"));
        }
        if target.image.merged_into.is_some() {
            return Err(TagError::Into("that tag was itself merged into another one; name that one"));
        }
        self.image.merged_into = Some(target.image.tag_id);
        Ok(self.changed())
    }

    /// Follows the tag it was merged into, which was itself merged into `target`.
    pub fn follow(&mut self, target: TagId) -> TagUpdated {
        self.image.merged_into = Some(target);
        self.changed()
    }

    fn must_stand(&self) -> Result<(), TagError> {
        if self.image.merged_into.is_some() { Err(TagError::Merged) } else { Ok(()) }
    }

    fn changed(&mut self) -> TagUpdated {
        self.version += 1;
        TagUpdated { tag: self.image.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_tag_is_only_another_name() {
        let tag = |name: &str| Tagged::make(Name::new(name).unwrap(), TagColor::Gray).0;
        let (mut vip, key, mut other) = (tag("VIP"), tag("Key account"), tag("Other"));
        assert_eq!(vip.clone().merge(&vip), Err(TagError::Into("a tag cannot be merged into itself")));
        let merged = vip.merge(&key).unwrap();
        assert_eq!((vip.version, merged.tag.merged_into), (2, Some(key.image.tag_id)));
        assert_eq!(vip.update(None, Some(TagColor::Red)), Err(TagError::Merged));
        assert!(matches!(other.merge(&vip), Err(TagError::Into(_))));
    }
}
