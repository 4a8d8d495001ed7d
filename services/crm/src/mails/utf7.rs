//! Names of folders as IMAP writes them: letters beyond ASCII in a code of their own (RFC 3501, 5.1.3).

use base64::Engine;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::DecodePaddingMode::RequireNone;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};

const CODE: GeneralPurpose = GeneralPurpose::new(
    &IMAP_MUTF7,
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(RequireNone),
);

/// A name as servers know it.
pub fn encode(name: &str) -> String {
    let (mut written, mut coded) = (String::new(), Vec::new());
    let flush = |written: &mut String, coded: &mut Vec<u8>| {
        if !coded.is_empty() {
            *written = format!("{written}&{}-", CODE.encode(&*coded));
            coded.clear();
        }
    };
    for letter in name.chars() {
        if (' '..='~').contains(&letter) {
            flush(&mut written, &mut coded);
            written.push(letter);
            if letter == '&' {
                written.push('-');
            }
        } else {
            let mut units = [0; 2];
            coded.extend(letter.encode_utf16(&mut units).iter().flat_map(|unit| unit.to_be_bytes()));
        }
    }
    flush(&mut written, &mut coded);
    written
}

/// A name as people know it; what is not written as it should be stays as it is.
pub fn decode(name: &str) -> String {
    let mut read = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('&') {
        read.push_str(before);
        let Some((code, behind)) = after.split_once('-') else {
            rest = after;
            read.push('&');
            break;
        };
        match letters(code) {
            _ if code.is_empty() => read.push('&'),
            Some(letters) => read.push_str(&letters),
            None => {
                read.push('&');
                read.push_str(code);
                read.push('-');
            }
        }
        rest = behind;
    }
    read.push_str(rest);
    read
}

fn letters(code: &str) -> Option<String> {
    let bytes = CODE.decode(code).ok()?;
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_written_as_servers_know_them() {
        for (name, written) in
            [("INBOX", "INBOX"), ("Elküldött", "Elk&APw-ld&APY-tt"), ("R&D", "R&-D"), ("台北", "&U,BTFw-")]
        {
            assert_eq!(encode(name), written);
            assert_eq!(decode(written), name);
        }
        for odd in ["&", "&x", "a&!-b", "&AA-"] {
            assert_eq!(decode(odd), odd);
        }
    }

    proptest! {
        #[test]
        fn every_name_reads_back(name in "\\PC{0,30}") {
            let written = encode(&name);
            prop_assert!(written.is_ascii());
            prop_assert_eq!(decode(&written), name);
        }
    }
}
