-- The rows of an archive as adding would leave them. benchmarks/bulk.py makes the tables actors, names, town and kind before, and sets
-- the variables events, actors, towns, kinds, days, start, topics and clauses.

-- Chance from a key and a salt: one of n from 0, and a share from 0 to 1.
create temp macro pick(k, salt, n) as (hash(k, salt) % n)::bigint;
create temp macro share(k, salt) as ((hash(k, salt) >> 11) / 9007199254740992.0);
create temp macro any_of(words, k, salt) as list_extract(words, (1 + pick(k, salt, len(words)))::integer);

-- What happened. A few actors and towns are named in most events (how often falls with the rank, as Zipf found), and each actor deals with
-- some forty others. Keys follow the days, as they do where news is added as it comes.
create temp table happened as
with drawn as (
  select k.range + 1 as key, pick(key, 1, getvariable('kinds')) as kind,
    floor(power(getvariable('actors'), share(key, 2)))::bigint - 1 as one,
    (one * 31 + floor(power(40, share(key, 3)))::bigint) % getvariable('actors') as two,
    floor(power(getvariable('towns'), share(key, 4)))::bigint - 1 as town,
    (key * getvariable('days') // getvariable('events') + pick(key, 5, 9) - 4)::integer as shift,
    greatest(1, least(40, floor(power(share(key, 6) + 1e-9, -0.5))))::integer as times,
    pick(key, 7, 100) as dated, pick(key, 8, 100) as told
  from range(getvariable('events')) k
)
select d.key, getvariable('start') + greatest(0, least(getvariable('days') - 1, d.shift))::integer as day, d.times, d.told,
  case when d.dated < 90 then 'day' when d.dated < 95 then 'month' end as precision,
  t.type, t.mode, t.quad, t.intensity, t.verb,
  a.key as a, a.name as a_name, a.country as a_country, a.sector as a_sector,
  case when d.told >= 10 and d.two <> d.one then b.key end as b, b.name as b_name, b.country as b_country, b.sector as b_sector,
  case when pick(d.key, 9, 100) >= 12 then w.name end as place, w.country, w.admin1, w.lat, w.lon,
  case when t.type = 'ASSAULT' then 1 + floor(exp(4 * share(d.key, 10)))::integer end as killed
from drawn d join kind t on t.n = d.kind join actors a on a.key = d.one + 1 join actors b on b.key = d.two + 1
  join town w on w.n = d.town
order by d.key;

-- Each telling, in the order of publication; two make an article.
create temp table told as
with each as (select *, unnest(range(1, times + 1)) as nth from happened),
  published as (select *, day + pick(key * 64 + nth, 11, 3)::integer as published, hash(key * 64 + nth, 12) as shuffle from each),
  keyed as (select *, row_number() over (order by published, shuffle) as report from published)
select *, (report + 1) // 2 as article, ((report + 1) % 2)::integer as sentence,
  case precision when 'day' then strftime(day, '%Y-%m-%d') when 'month' then strftime(day, '%Y-%m') end as value,
  case precision when 'day' then day when 'month' then date_trunc('month', day)::date end as low,
  case precision when 'day' then day when 'month' then last_day(day) end as high,
  0.5 + 0.49 * share(report, 13) as sure,
  case when killed is not null and told < 70 then greatest(1, killed + pick(report, 14, 5) - 2)::integer end as count,
  concat(
    a_name, ' ', verb, case when b is not null then ' ' || b_name end,
    case when pick(report, 15, 10) < 7 then ' over ' || any_of(getvariable('topics'), report, 16) end,
    case when place is not null then ' in ' || place end,
    case when precision is not null then ' on ' || strftime(day, '%-d %B %Y') end,
    case when count is not null then ', killing ' || count end,
    ', ', any_of(getvariable('clauses'), report, 17), '.'
  ) as words
from keyed order by report;

-- An article's text is its sentences; a quarter took theirs from an agency that others took it from as well (`wire`).
create temp table page as
with joined as (
  select article as key, string_agg(words, chr(10) || chr(10) order by report) as text, max(published) as day,
    list(length(words) order by report) as sizes, list(a_name order by report)[1] as lead, list(place order by report)[1] as place
  from told group by article
)
select *, 'b' || key as id, 'site ' || pick(key, 20, 240) as site,
  case when key > 40 and pick(key, 21, 4) = 0 then key - 1 - pick(key, 22, 40) else key end as wire
from joined order by key;

-- Tellings with where their sentence begins, and their sides.
create temp table placed as
select t.*, p.wire, p.site, case when sentence = 0 then 0 else p.sizes[1] + 2 end as base
from told t join page p on p.key = t.article order by report;

create temp table sided as
select x.*, a.type as kind from (
  select article, report, 'actor' as role, a as actor, a_name as name, a_country as country, a_sector as sector, base as "start",
    base + length(a_name) as "end" from placed
  union all
  select article, report, 'recipient', b, b_name, b_country, b_sector, base + length(a_name) + length(verb) + 2,
    base + length(a_name) + length(verb) + 2 + length(b_name) from placed where b is not null
) x join actors a on a.key = x.actor;

insert into texts by name select key, text from page;

insert into articles by name
select key, id, 1 as version, true as live, 1 as coding, day::timestamp as added, 'https://wire.example/' || id as source,
  'en' as language, concat(lead, case when place is not null then ' in ' || place end, ': report ', key) as title, site,
  []::varchar[] as authors, strftime(day, '%Y-%m-%d') as published, day, []::varchar[] as tags, key as text,
  (hash(key, 23) >> 1)::bigint as fingerprint, wire
from page;

insert into bands by name
select (hash(key, 100 + b.range) >> 1)::bigint as band, key as article from page, range(12) b order by key;

insert into sentences by name
select key as article, n, "start", "start" + size as "end" from (
  select key, unnest(range(len(sizes)))::integer as n, unnest(sizes) as size, unnest([0, sizes[1] + 2][:len(sizes)]) as "start" from page
);

insert into mentions by name
select article, (row_number() over (partition by article order by "start") - 1)::integer as n, "start", "end", name as text,
  kind as type, 'a' || actor as actor
from sided order by article, n;

insert into times by name
select article, (row_number() over (partition by article order by report) - 1)::integer as n, base + spot as "start",
  base + spot + length(text) as "end", text, value, 'date' as type, precision, 0.9 as confidence, 'a full date' as why
from (
  select *, strftime(day, '%-d %B %Y') as text, instr(words, ' on ' || text) + 3 as spot from placed where precision is not null
) order by article, n;

insert into places by name
select article, (row_number() over (partition by article order by report) - 1)::integer as n, base + spot as "start",
  base + spot + length(place) as "end", place as text, place as name, 'town' as kind, 0.9 as confidence, 'made up' as why,
  country, admin1, lat, lon
from (select *, instr(words, ' in ' || place) + 3 as spot from placed where place is not null) order by article, n;

insert into cast_list by name
select article, (row_number() over (partition by article order by min("start")) - 1)::integer as n, 'a' || actor as id, name,
  any_value(kind) as type, any_value(country) as country, any_value(sector) as sector, []::integer[] as mentions, 0.9 as confidence,
  'made up' as why, []::varchar[] as aliases, []::varchar[] as other_sectors, actor as own, actor
from sided group by article, actor, name order by article, n;

insert into reports by name
select report as key, lower(hex(report * 2654435761)) as id, article, true as live, p.key as event,
  concat_ws('|', type, 'actual', case precision when 'day' then 'day' when 'month' then 'other' else 'undated' end,
    coalesce(value, strftime(published, '%Y-%m-%d'))) as block,
  1.0 as fit, '{}' as evidence, type, case when mode is not null then [mode] else [] end as modes, quad, intensity,
  {'start': base + length(a_name) + 1, 'end': base + length(a_name) + 1 + length(verb), 'text': verb} as "trigger", sentence, words,
  case when value is not null then {'value': value, 'precision': precision, 'confidence': 0.9, 'why': 'told', 'text': value,
    'start': base, 'end': base} end as "date",
  case when p.place is not null then {'name': p.place, 'confidence': 0.9, 'why': 'told', 'text': p.place, 'start': base, 'end': base,
    'country': country, 'admin1': admin1, 'lat': lat, 'lon': lon, 'geonameid': null::bigint} end as place,
  case when count is not null then [count, count] end as killed, []::varchar[] as aux, []::integer[][] as also, sure as confidence,
  'made up' as why, 'actual' as mood, low, high, coalesce(precision = 'day', false) as exact, published, wire, site
from placed p order by 1;

insert into participants by name
select report, role, 0 as n, actor as own, actor, name as text, name, "start", "end", 'a' || actor as id, country, sector, 'made up' as why
from sided order by report, role;

insert into events by name
with said as (
  select p.key, count(*) as reports, count(distinct wire) as sources, min(count) as low_count, max(count) as high_count,
    max(sure) as sure, arg_max(words, sure) as words, min(published) as published
  from placed p group by p.key
)
select h.key, 'e' || h.key as id, type, case when mode is not null then [mode] else [] end as modes, quad, intensity,
  'actual' as mood, []::varchar[] as aux,
  case precision when 'day' then strftime(day, '%Y-%m-%d') when 'month' then strftime(day, '%Y-%m') end as "date", precision,
  case precision when 'day' then day when 'month' then date_trunc('month', day)::date else s.published end as day,
  case precision when 'day' then h.day when 'month' then last_day(h.day) else s.published end as until,
  place, case when place is not null then country end as country, case when place is not null then admin1 end as admin1,
  case when place is not null then lat end as lat, case when place is not null then lon end as lon,
  low_count as killed_low, high_count as killed_high, s.sure as confidence, s.reports, s.sources, verb as words, s.words as sentence,
  [a_name] as actors, case when b is not null then [b_name] else [] end as recipients, s.published as first_told,
  false as decided, false as rejected
from happened h join said s using (key) order by h.key;

insert into parts by name
select e.key as event, x.role, x.actor, x.name, x.country, x.sector, e.day, e.type, e.quad, e.intensity, e.mood
from (
  select key, 'actor' as role, a as actor, a_name as name, a_country as country, a_sector as sector from happened
  union all
  select key, 'recipient', b, b_name, b_country, b_sector from happened where b is not null
) x join events e using (key) order by e.key, x.role;

checkpoint;
