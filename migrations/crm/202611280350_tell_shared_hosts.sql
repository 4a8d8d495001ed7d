-- Hosts that say nothing about who stands behind them: mail anybody can have, pages of many under one name, and addresses
-- that only lead elsewhere. Providers with one name in many countries are known by that name. A page that has a host of its
-- own at a site builder (acme.wordpress.com) is still told apart; only what all share is not.
create function is_shared_host(host text) returns boolean language plpgsql immutable strict parallel safe as
$$
begin
  return host ~ '^(aol|chello|gmail|gmx|googlemail|hotmail|icloud|live|mail|msn|outlook|protonmail|rocketmail|tutanota|upcmail|windowslive|yahoo|yandex|ymail|zohomail)\.([a-z]{2,3}|(co|com)\.[a-z]{2})$'
    or host ~ '^([^.]+\.)*(bit\.ly|facebook\.com|fb\.com|fb\.me|g\.page|goo\.gl|instagram\.com|linkedin\.com|linktr\.ee|lnkd\.in|messenger\.com|pinterest\.[a-z]{2,3}|t\.co|t\.me|threads\.net|tiktok\.com|tinyurl\.com|twitter\.com|wa\.me|whatsapp\.com|x\.com|youtu\.be|youtube\.com)$'
    or host in (
      -- Mail in Hungary.
      'axelero.hu', 'citromail.hu', 'digikabel.hu', 'emitel.hu', 'enternet.hu', 'externet.hu', 'fibermail.hu', 'freemail.hu',
      'freestart.hu', 'hdsnet.hu', 'indamail.hu', 'invitel.hu', 'kabelnet.hu', 'mailbox.hu', 'matavnet.hu', 'monornet.hu',
      'startadsl.hu', 't-email.hu', 't-online.hu', 'tvn.hu', 'tvnetwork.hu', 'vipmail.hu', 'vivamail.hu', 'zelkanet.hu',
      -- Mail in countries around.
      'a1.net', 'aon.at', 'arcor.de', 'atlas.cz', 'azet.sk', 'bluewin.ch', 'centrum.cz', 'centrum.sk', 'email.cz', 'email.de',
      'freenet.de', 'gazeta.pl', 'hispeed.ch', 'i.ua', 'interia.pl', 'kabelmail.de', 'mailbox.org', 'o2.pl', 'onet.eu',
      'onet.pl', 'online.de', 'op.pl', 'poczta.onet.pl', 'post.cz', 'post.sk', 'posteo.de', 'seznam.cz', 't-online.de',
      'tlen.pl', 'ukr.net', 'vodafonemail.de', 'volny.cz', 'vp.pl', 'web.de', 'wp.pl', 'zoznam.sk',
      -- Mail farther away.
      '126.com', '163.com', 'alice.it', 'att.net', 'bellsouth.net', 'bk.ru', 'blueyonder.co.uk', 'btinternet.com',
      'charter.net', 'club-internet.fr', 'comcast.net', 'cox.net', 'duck.com', 'email.com', 'fastmail.com', 'fastmail.fm',
      'fastwebnet.it', 'free.fr', 'hetnet.nl', 'hey.com', 'home.nl', 'hushmail.com', 'inbox.com', 'inbox.lv', 'inbox.ru',
      'kpnmail.nl', 'laposte.net', 'libero.it', 'list.ru', 'mac.com', 'me.com', 'naver.com', 'neuf.fr', 'ntlworld.com',
      'orange.fr', 'planet.nl', 'pm.me', 'privaterelay.appleid.com', 'proton.me', 'qq.com', 'rambler.ru', 'rediffmail.com',
      'sbcglobal.net', 'sfr.fr', 'sina.com', 'skynet.be', 'talktalk.net', 'telefonica.net', 'telenet.be', 'terra.es',
      'tin.it', 'tiscali.it', 'tuta.io', 'tutamail.com', 'verizon.net', 'virginmedia.com', 'virgilio.it', 'wanadoo.fr',
      'xs4all.nl', 'ya.ru', 'ziggo.nl', 'zoho.com',
      -- Pages of many under one host.
      'about.me', 'blogspot.com', 'business.site', 'canva.site', 'carrd.co', 'docs.google.com', 'drive.google.com',
      'etsy.com', 'github.io', 'google.com', 'jimdo.com', 'maps.google.com', 'medium.com', 'notion.site', 'notion.so',
      'sites.google.com', 'square.site', 'squarespace.com', 'uw.hu', 'webnode.hu', 'weebly.com', 'wix.com', 'wixsite.com',
      'wordpress.com');
end
$$;

-- The host of an e-mail address that says something about where a person works.
create or replace function company_domain(email text) returns text language plpgsql immutable strict parallel safe as
$$
declare
  host text := domain_key(email);
begin
  return case when not is_shared_host(host) then host end;
end
$$;

-- The host of a page that says something about whose it is.
create function company_site(website text) returns text language plpgsql immutable strict parallel safe as
$$
declare
  host text := domain_key(website);
begin
  return case when not is_shared_host(host) then host end;
end
$$;

-- What is stored is computed anew: a column that is made of a function does not notice that the function changed.
alter table accounts drop column domain_key;
alter table accounts add column domain_key text collate "C" generated always as (company_site(website)) stored;
create index accounts_domain_key_idx on accounts (org_id, domain_key) where domain_key is not null;
alter table contacts drop column mail_host;
alter table contacts add column mail_host text collate "C" generated always as (company_domain(email)) stored;
create index contacts_mail_host_idx on contacts (org_id, mail_host) where mail_host is not null;
