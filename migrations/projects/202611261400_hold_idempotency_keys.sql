-- Holds a key and looks for the answer that stands under it. In one statement the look would see only what was committed
-- before the key was asked for; each statement of a volatile function sees what was committed before itself, so that
-- whoever gets the key finds the answer of the one who held it until then.
create function hold_idempotency_key(of_org uuid, of_principal text, of_route text, of_key text)
  returns table (held boolean, fingerprint bytea, status integer, etag text, location text, body bytea)
  language plpgsql volatile as
$$
begin
  held := pg_try_advisory_xact_lock(hashtextextended(of_org::text || of_principal || of_route || of_key, 0));
  if held then
    select stored.fingerprint, stored.status, stored.etag, stored.location, stored.body
      into fingerprint, status, etag, location, body
      from idempotency_keys stored
     where stored.org_id = of_org and stored.principal = of_principal and stored.route = of_route and stored.key = of_key;
  end if;
  return next;
end
$$;
