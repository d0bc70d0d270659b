-- The tables of an archive as far as questions about events need them, over the events of a run: each report is an event of its own.
-- `raw` is made by ask.py.
-- Names are filled when somebody is asked for; a name is an actor, whatever article tells it.
create table names (actor bigint, name varchar, folded varchar);
create table kin (actor bigint, body varchar, why varchar);

create macro codes_of(countries, sectors) as ' ' || array_to_string(list_transform(
  list_zip(string_split(countries, ';'), string_split(sectors, ';')), lambda x: coalesce(x[1], '') || ':' || coalesce(x[2], '')), ' ') || ' ';

create view events as
select key, event_id as id, type, coalesce(string_split(nullif(modes, ''), ';'), []) as modes, quad, intensity,
  case when list_contains(flags, 'negated') then 'negated' when list_contains(flags, 'hypothetical') then 'hypothetical'
    when list_contains(flags, 'future') then 'future' else 'actual' end as mood,
  flags as aux, "date", date_precision as precision, day, until, place, place_country as country, place_admin1 as admin1, lat, lon, geonameid,
  killed_low, killed_high, injured_low, injured_high, confidence, 1 as reports, 1 as sources, "trigger" as words, sentence,
  coalesce(string_split(nullif(actors, ''), ';'), []) as actors, coalesce(string_split(nullif(recipients, ''), ';'), []) as recipients,
  try_cast(published[:10] as date) as first_told, false as decided, false as rejected,
  codes_of(actor_countries, actor_sectors) as actor_codes, codes_of(recipient_countries, recipient_sectors) as recipient_codes,
  concat(' ', replace(modes, ';', ' '), ' ', array_to_string(flags, ' '), ' ') as marks, key as lead
from (select *, coalesce(string_split(nullif(aux, ''), ';'), []) as flags from raw);

create view words as
select unnest(list_distinct(regexp_extract_all(strip_accents(lower(sentence)), '[\pL\pN_]+'))) as word, key as report from raw;

create view spots as
select place, country, round(lat, 2) as lat, round(lon, 2) as lon, count(*) as events from events where place is not null group by all;

create view parts as
with sides as (
  select key as event, 'actor' as role, unnest(string_split(actors, ';')) as name, unnest(string_split(actor_countries, ';')) as country,
    unnest(string_split(actor_sectors, ';')) as sector from raw where actors <> ''
  union all
  select key, 'recipient', unnest(string_split(recipients, ';')), unnest(string_split(recipient_countries, ';')),
    unnest(string_split(recipient_sectors, ';')) from raw where recipients <> ''
)
select s.event, s.role, n.actor, s.name, nullif(s.country, '') as country, nullif(s.sector, '') as sector
from sides s left join names n on n.name = s.name;

create view reports as
select event_id as id, key as event, article_id as article, true as live, key, sentence as words,
  {'start': trigger_start, 'end': trigger_end, 'text': "trigger"} as "trigger", null::integer as sentence,
  if(killed_low is null, null, [killed_low, killed_high]) as killed, if(injured_low is null, null, [injured_low, injured_high]) as injured,
  confidence, article_id as wire, site, try_cast(published[:10] as date) as published,
  if("date" is null, null, {'value': "date", 'precision': date_precision, 'text': date_text}) as "date",
  if(place is null, null, {'name': place, 'text': place_text, 'country': place_country, 'admin1': place_admin1,
    'lat': lat, 'lon': lon, 'geonameid': geonameid}) as place
from raw;

create view articles as
select distinct article_id as key, article_id as id, title, source, 'en' as language,
  list_transform(coalesce(string_split(nullif(contexts, ''), ';'), []), lambda c: {'name': c}) as contexts
from raw;

create view actors as
select actor as key, min(n.name) as name, 'name' as type, null::bigint as stands_for, any_value(p.country) as country, any_value(p.sector) as sector,
  count(distinct r.article_id) as told
from names n left join parts p using (actor) left join raw r on r.key = p.event group by actor;
create view cast_list as select p.actor, r.article, p.actor as own from parts p join reports r on r.key = p.event;
