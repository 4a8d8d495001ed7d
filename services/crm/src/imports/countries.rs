//! Names of countries as they stand in tables, in English, Hungarian and German.

use kernel::CountryCode;

use super::file::formats::fold;

/// Folded names by code. What is not here is said once for a file, value by value.
const NAMES: &[(&str, &[&str])] = &[
    ("AE", &["united arab emirates", "uae", "egyesult arab emirsegek"]),
    ("AL", &["albania"]),
    ("AR", &["argentina"]),
    ("AT", &["austria", "ausztria", "osterreich"]),
    ("AU", &["australia", "ausztralia"]),
    ("BA", &["bosnia and herzegovina", "bosnia", "bosznia hercegovina"]),
    ("BD", &["bangladesh"]),
    ("BE", &["belgium", "belgien"]),
    ("BG", &["bulgaria", "bulgarien"]),
    ("BH", &["bahrain"]),
    ("BR", &["brazil", "brazilia", "brasilien"]),
    ("CA", &["canada", "kanada"]),
    ("CH", &["switzerland", "svajc", "schweiz"]),
    ("CL", &["chile"]),
    ("CN", &["china", "kina"]),
    ("CO", &["colombia", "kolumbia"]),
    ("CY", &["cyprus", "ciprus", "zypern"]),
    ("CZ", &["czechia", "czech republic", "csehorszag", "tschechien"]),
    ("DE", &["germany", "nemetorszag", "deutschland"]),
    ("DK", &["denmark", "dania", "danemark"]),
    ("EE", &["estonia", "esztorszag", "estland"]),
    ("EG", &["egypt", "egyiptom"]),
    ("ES", &["spain", "spanyolorszag", "spanien"]),
    ("FI", &["finland", "finnorszag", "finnland"]),
    ("FR", &["france", "franciaorszag", "frankreich"]),
    ("GB", &["united kingdom", "great britain", "uk", "england", "egyesult kiralysag", "nagy britannia"]),
    ("GH", &["ghana"]),
    ("GR", &["greece", "gorogorszag", "griechenland"]),
    ("HK", &["hong kong", "hongkong"]),
    ("HR", &["croatia", "horvatorszag", "kroatien"]),
    ("HU", &["hungary", "magyarorszag", "ungarn"]),
    ("ID", &["indonesia", "indonezia"]),
    ("IE", &["ireland", "irorszag", "irland"]),
    ("IL", &["israel", "izrael"]),
    ("IN", &["india", "indien"]),
    ("IS", &["iceland", "izland"]),
    ("IT", &["italy", "olaszorszag", "italien"]),
    ("JO", &["jordan", "jordania"]),
    ("JP", &["japan"]),
    ("KE", &["kenya"]),
    ("KR", &["south korea", "korea", "republic of korea", "del korea"]),
    ("KW", &["kuwait"]),
    ("LB", &["lebanon"]),
    ("LI", &["liechtenstein"]),
    ("LK", &["sri lanka"]),
    ("LR", &["liberia"]),
    ("LT", &["lithuania", "litvania", "litauen"]),
    ("LU", &["luxembourg", "luxemburg"]),
    ("LV", &["latvia", "lettorszag", "lettland"]),
    ("MA", &["morocco", "marokko"]),
    ("MD", &["moldova"]),
    ("ME", &["montenegro"]),
    ("MK", &["north macedonia", "macedonia", "eszak macedonia"]),
    ("MT", &["malta"]),
    ("MX", &["mexico", "mexiko"]),
    ("MY", &["malaysia", "malajzia"]),
    ("NG", &["nigeria"]),
    ("NL", &["netherlands", "the netherlands", "holland", "hollandia", "niederlande"]),
    ("NO", &["norway", "norvegia", "norwegen"]),
    ("NZ", &["new zealand", "uj zeland"]),
    ("OM", &["oman"]),
    ("PH", &["philippines", "philipines"]),
    ("PK", &["pakistan"]),
    ("PL", &["poland", "lengyelorszag", "polen"]),
    ("PT", &["portugal", "portugalia"]),
    ("QA", &["qatar", "katar"]),
    ("RO", &["romania", "rumanien"]),
    ("RS", &["serbia", "szerbia", "serbien"]),
    ("RU", &["russia", "russian federation", "oroszorszag", "russland"]),
    ("SA", &["saudi arabia", "szaud arabia"]),
    ("SE", &["sweden", "svedorszag", "schweden"]),
    ("SG", &["singapore", "szingapur"]),
    ("SI", &["slovenia", "szlovenia", "slowenien"]),
    ("SK", &["slovakia", "szlovakia", "slowakei"]),
    ("TH", &["thailand"]),
    ("TN", &["tunisia", "tunezia"]),
    ("TR", &["turkey", "turkiye", "torokorszag", "turkei"]),
    ("TW", &["taiwan", "tajvan"]),
    ("TZ", &["tanzania"]),
    ("UA", &["ukraine", "ukrajna"]),
    ("UG", &["uganda"]),
    ("US", &["united states", "united states of america", "usa", "us", "egyesult allamok"]),
    ("VN", &["vietnam", "viet nam"]),
    ("ZA", &["south africa", "del afrika"]),
];

/// The country a text names, by its code or its name.
pub fn country(text: &str) -> Option<CountryCode> {
    let text = text.trim();
    if let Ok(code) = CountryCode::new(text.to_uppercase()) {
        return Some(code);
    }
    let folded = fold(text);
    let known = NAMES.iter().find(|(_, names)| names.contains(&folded.as_str()));
    known.and_then(|(code, _)| CountryCode::new(code).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_are_known() {
        for (text, code) in [("hu", "HU"), ("Magyarország", "HU"), ("United States", "US"), ("Österreich", "AT")] {
            assert_eq!(country(text).unwrap().as_str(), code);
        }
        assert_eq!(country("Atlantis"), None);
    }

    #[test]
    fn every_code_is_a_country_and_every_name_is_folded() {
        for (code, names) in NAMES {
            assert!(CountryCode::new(code).is_ok(), "{code}");
            for name in *names {
                assert_eq!(fold(name), *name);
            }
        }
    }
}
