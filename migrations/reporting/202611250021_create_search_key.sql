-- How names are compared when people look for something: small letters, no accents, single spaces. It needs no
-- extension, and gives the same on every server, whatever its locale.
--
-- Columns called search_* hold this form in the collation "C". What begins with a text lies between that text and that
-- text followed by the last character there is, a range an index answers. For what is inside a name the same index is
-- read instead of the table. Trigram indexes would not do: under row-level security PostgreSQL uses an index only for
-- operators it trusts with rows of other organisations, and like, ilike and % are not among them.
create function search_key(name text) returns text language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(
    replace(replace(replace(replace(
      translate(
        lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g') collate "C"),
        'ÆŒÞẞØøŁłĐđÐðĦħıŦŧŊŋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣςΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ',
        'æœþßoollddddhhittnnαβγδεζηθικλμνξοπρσστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    '\s+', ' ', 'g'))
$$;

-- One of the words of a text; nothing where it has no more. What is looked for is held by a name that holds each of its
-- first four words, in any order: strpos finds nothing everywhere. (PostgreSQL expects strpos to find something often,
-- and so reads an index in order and stops early, which like and its patterns would not get.)
create function search_word(words text, place integer) returns text language sql immutable strict parallel safe as $$
  select coalesce((regexp_split_to_array(search_key(words), ' '))[place], '')
$$;
