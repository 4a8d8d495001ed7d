//! Given names of Hungarians, by which it can be told whether a name stands with the family's name first.
//!
//! The commonest of the registers of names since 1950, both of women and men. A name that is not among them is simply not known.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// In small letters.
const NAMES: &str = "adrienn adrián adél albert alex alexandra aliz amália anasztázia andor andrea andrás anett angelika angéla anikó \
     anita anna annamária antal antónia aranka arnold artúr attila balázs barbara barna barnabás beatrix bence benedek \
     benjámin bernadett bertalan bettina beáta bianka blanka boglárka boldizsár borbála bori botond brigitta bálint béla \
     cecília csaba csanád csenge csilla csongor dalma dezső diána dominik domonkos dorina dorka dorottya dániel dávid \
     dénes dóra ede edina edit elemér eleonóra eliza emese emil emma emília endre enikő erika ernesztina ernő ervin \
     erzsébet eszter etelka evelin fanni ferenc flóra franciska frigyes fruzsina félix gabriella gellért gergely gergő \
     gizella gréta gyula gyöngyi gyöngyvér györgy győző gábor géza hajnalka hanga hanna hedvig helga henrietta henrik huba \
     hunor ibolya ignác ildikó ilka ilona imre irma irén istván ivett iván izabella janka jenő johanna jolán jolánka judit \
     juli juliánna jános józsef júlia kamilla karolina kata katalin katinka kinga kitti klaudia klára kornél kornélia \
     kristóf krisztina krisztián kálmán károly lajos lara laura lehel lenke levente lili liliána lilla luca lujza lászló \
     léna lívia lóránt lőrinc magda magdolna marcell margit mariann marianna martina melinda mercédesz mihály miklós milán \
     mária márk márta márton mátyás máté mónika mózes nadin natália nikolett nikoletta noel norbert noémi nándor nóra olga \
     olivér olívia orsolya oszkár ottó panna patrik petra piroska pál pálma péter ramóna rebeka regina renáta rezső \
     richárd rita roland rozi rozália rudolf réka róbert róza sarolta simon soma stefánia szabina szabolcs szandra \
     szilveszter szilvia szilárd szonja sándor sára tamara tamás teréz terézia tibor tihamér titusz tivadar tímea tünde \
     valéria vanda vencel vera veronika vidor viktor viktória vilma vilmos vince viola virág vivien zalán zita zoltán zora \
     zoé zsanett zsigmond zsolt zsombor zsuzsa zsuzsanna zsuzsi zsófia zsóka ábel ádám ágnes ágota ákos áron árpád éva \
     ödön örs";

static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| NAMES.split_whitespace().map(plain).collect());

/// Small letters without accents: people leave them out in addresses and forms.
fn plain(word: &str) -> String {
    word.to_lowercase().nfd().filter(|one| one.is_alphabetic()).collect()
}

/// Whether a word is a given name, or several with hyphens between.
pub fn is_given(word: &str) -> bool {
    word.split('-').all(|part| KNOWN.contains(&plain(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_known_in_any_case_and_without_accents() {
        for name in ["Anna", "ZSÓFIA", "zsofia", "Kristóf", "Anna-Mária"] {
            assert!(is_given(name), "{name}");
        }
        for name in ["Varga", "Kovács", "Smith", "", "-", "Anna-Kovács"] {
            assert!(!is_given(name), "{name}");
        }
    }
}
