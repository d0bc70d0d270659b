-- One stretch of a made-up archive: the reports from $first to $last, their articles, and the events that are first told in them, for which
-- later reports are looked at as far as one may tell of them ($ahead). Everything follows from the number of a report, an event or an article by hashes, so stretches may be made in any order and are the
-- same whenever they are made. bulk.py gives the world: towns, bodies, kinds, clauses, vocabulary, and the variables used here.

create or replace temp table told as
with numbered as (
  select range as report, (range - 1) // 4 + 1 as article, (range - 1) % 4 as nth, event_of(range) as event from range($first, $ahead + 1)
), drawn as (
  select *, first_report(event) <> report as again, (first_report(event) - 1) // 4 + 1 as first_article, u(event, 'date') as dated,
    u(event, 'mood') as felt, 1 + (getvariable('bodies') * power(u(event, 'actor'), 3))::bigint % getvariable('bodies') as actor,
  from numbered
), cast_of as (
  select *, case when u(event, 'second') < 0.1 then 1 + pick(event, 'whom', getvariable('bodies')) end as second,
    case when u(event, 'recipient') < 0.4 then 1 + pick(actor * 8 + pick(event, 'partner', 5), 'of', getvariable('bodies'))
         when u(event, 'recipient') < 0.8 then 1 + (getvariable('bodies') * power(u(event, 'other'), 3))::bigint % getvariable('bodies')
    end as recipient
  from drawn
), dated as (
  select * exclude (felt), published_on(article) as published, published_on(first_article) as first_told,
    case when felt < 0.86 then 'actual' when felt < 0.92 then 'future' when felt < 0.95 then 'hypothetical' when felt < 0.97 then 'negated'
         else 'historical' end as felt,
  from cast_of
), placed as (
  select t.*, a.name as a_name, a.type as a_type, a.country as a_country, a.sector as a_sector, a.roles as a_roles,
    s.name as s_name, s.type as s_type, s.country as s_country, s.sector as s_sector, s.roles as s_roles,
    r.name as r_name, r.type as r_type, r.country as r_country, r.sector as r_sector, r.roles as r_roles,
    w.name as place, w.country, w.admin1, w.lat, w.lon, w.geonameid, k.type, k.quad, k.modes, k.intensity, k.verb,
    if(felt = 'historical', 'actual', felt) as mood, if(felt = 'actual', []::varchar[], [felt]) as aux,
    first_told + case felt when 'future' then 1 + pick(event, 'ahead', 30) when 'historical' then -30 - pick(event, 'back', 3650)
                   else -pick(event, 'lag', 3) end::integer as day,
    case when dated < 0.8 or felt in ('future', 'historical') then 'day' when dated < 0.92 then 'inferred' when dated < 0.97 then 'undated'
      else 'month' end as precision,
    case when k.type = 'ASSAULT' and u(event, 'deadly') < 0.6 then (1 + 40 * power(u(event, 'killed'), 4))::integer + if(again, other(report), 0)
    end as killed
  from dated t join bodies a on a.n = t.actor left join bodies s on s.n = nullif(t.second, t.actor)
  left join bodies r on r.n = case when t.recipient <> t.actor and t.recipient is distinct from t.second then t.recipient end
  join kinds k on k.n = pick(event, 'kind', getvariable('kinds'))
  left join towns w on w.n = case when u(event, 'placed') < 0.85 then (getvariable('towns') * power(u(event, 'town'), 2))::bigint % getvariable('towns') end
), worded as (
  select p.*, a_name || coalesce(' and ' || s_name, '') as subject,
    case precision when 'day' then dayname(day) when 'month' then strftime(day, '%B') end as when_told,
    c.text as clause, x.text || ' ' || y.text || ' ' || z.text || '.' as filler
  from placed p join clauses c on c.n = pick(p.report, 'clause', getvariable('clauses'))
  join phrases x on x.n = pick(p.report, 'x', getvariable('phrases')) join phrases y on y.n = pick(p.report, 'y', getvariable('phrases'))
  join phrases z on z.n = pick(p.report, 'z', getvariable('phrases'))
), spoken as (
  select *, length(subject) + 1 as trigger_at, length(subject) + 1 + length(verb) as trigger_end,
    coalesce(' ' || r_name, '') as object, coalesce(' in ' || place, '') as there, coalesce(' on ' || when_told, '') as then_told
  from worded
)
select * exclude (object, there, then_told, clause, subject),
  trigger_end + 1 as recipient_at, trigger_end + length(object) + 4 as place_at,
  trigger_end + length(object) + length(there) + 1 as when_at, trigger_end + length(object) + length(there) + length(then_told) as when_end,
  subject || ' ' || verb || object || there || then_told || coalesce(', killing ' || killed, '') || ', ' || clause || '.' as sentence,
  coalesce(strftime(if(precision in ('day', 'inferred'), day, null), '%Y-%m-%d'), if(precision = 'month', strftime(day, '%Y-%m'), null)) as value,
  case precision when 'month' then date_trunc('month', day)::date when 'undated' then null else day end as low,
  case precision when 'month' then last_day(day) when 'undated' then null else day end as high
from spoken order by report;

-- Where each report's sentence begins in its article: sentence and filler, parted by a blank line.
create or replace temp table laid as
select *, (sum(length(sentence) + length(filler) + 4) over (partition by article order by nth) - length(sentence) - length(filler) - 4)::integer as begins
from told where report <= $last order by report;

insert into texts by name
select article as key, string_agg(sentence || e'\n\n' || filler, e'\n\n' order by nth) as text from laid group by article order by article;
insert into articles by name
select article as key, name_of(article) as id, 1 as version, true as live, 1 as coding, published_on(article) as added,
  'https://wire.example/' || name_of(article) as source, 'en' as language, arg_min(split_part(sentence, ',', 1), nth) as title,
  'site ' || (200 * power(u(article, 'site'), 2))::integer as site, []::varchar[] as authors, published_on(article)::varchar as published,
  published_on(article) as day, []::varchar[] as tags, [] as captions, [] as links,
  [{name: (['military', 'diplomatic', 'human_rights', 'economic'])[1 + pick(article, 'context', 4)], confidence: 0.9}] as contexts,
  [] as skipped, article as text, (hash(article, 'print') >> 1)::bigint as fingerprint, wire_of(article) as wire
from laid group by article order by article;
insert into bands select (hash(article * 16 + b, 'band') >> 1)::bigint, article from (select distinct article from laid) join range(12) t(b) on true order by article;
insert into sentences by name
select article, (2 * nth + half)::integer as n, begins + if(half = 0, 0, length(sentence) + 2) as "start",
  begins + length(sentence) + if(half = 0, 0, length(filler) + 2) as "end"
from laid join range(2) t(half) on true order by article, n;
create or replace temp table named as
select report, article, nth, begins, side.*, side.begin as side_at from (
  select *, unnest([
    {k: 0, role: 'actor', n: 0, body: actor, name: a_name, type: a_type, country: a_country, sector: a_sector, roles: a_roles, begin: 0},
    {k: 1, role: 'actor', n: 1, body: second, name: s_name, type: s_type, country: s_country, sector: s_sector, roles: s_roles, begin: length(a_name) + 5},
    {k: 2, role: 'recipient', n: 0, body: recipient, name: r_name, type: r_type, country: r_country, sector: r_sector, roles: r_roles, begin: recipient_at}
  ]) as side from laid) where side.name is not null order by report;
insert into mentions by name
select article, (nth * 4 + k)::integer as n, (begins + side_at)::integer as "start", (begins + side_at + length(name))::integer as "end", name as text, type, 'a' || (nth * 3 + k) as actor from named
union all select article, (nth * 4 + 3)::integer, begins + place_at, begins + place_at + length(place), place, 'place', null from laid where place is not null
order by article, n;
insert into times by name
select article, nth::integer as n, (begins + when_at)::integer as "start", (begins + when_end)::integer as "end", 'on ' || when_told as text, value, 'date' as type, precision,
  0.9 as confidence, 'made up' as why from laid where when_told is not null order by article, n;
insert into places by name
select article, nth::integer as n, (begins + place_at)::integer as "start", (begins + place_at + length(place))::integer as "end", place as text, place as name, 'town' as kind,
  0.9 as confidence, 'made up' as why, country, admin1, lat, lon, geonameid from laid where place is not null order by article, n;
insert into cast_list by name
select article, (nth * 3 + k)::integer as n, 'a' || (nth * 3 + k) as id, name, type, country, sector, [(nth * 4 + k)::integer] as mentions, 0.9 as confidence, 'made up' as why,
  []::varchar[] as aliases, []::varchar[] as other_sectors, roles, body as own, body as actor
from named order by article, n;
insert into participants by name
select report, role, n, body as own, body as actor, name as text, name, (begins + side_at)::integer as "start", (begins + side_at + length(name))::integer as "end", 'a' || (nth * 3 + k) as id, country, sector
from named order by report, role, n;
insert into reports by name
select report as key, report_id(report) as id, article, true as live, event,
  type || '|' || mood || '|' || case precision when 'day' then 'day|' || low when 'inferred' then 'inferred|' || low
    when 'undated' then if(mood = 'actual', 'undated|' || published, 'other|') else 'other|' || value end as block,
  if(again, 2.5, null) as fit, if(again, '{"actors": 1.2, "place": 0.8, "words": 0.5}', null) as evidence,
  type, modes, quad, intensity, {"start": begins + trigger_at, "end": begins + trigger_end, text: verb} as trigger, (2 * nth)::integer as sentence, sentence as words,
  if(value is null, null, {value: value, precision: precision, confidence: 0.9, why: 'made up', text: 'on ' || when_told,
    "start": if(when_told is null, null, begins + when_at), "end": if(when_told is null, null, begins + when_end)}) as date,
  if(place is null, null, {name: place, confidence: 0.9, why: 'made up', text: place, "start": begins + place_at, "end": begins + place_at + length(place),
    country: country, admin1: admin1, lat: lat, lon: lon, geonameid: geonameid}) as place,
  if(killed is null, null, [killed, killed]) as killed, aux, [] as also, sureness(report) as confidence, 'made up' as why, mood, low, high,
  precision = 'day' as exact, published, wire_of(article) as wire, 'site ' || (200 * power(u(article, 'site'), 2))::integer as site
from laid order by report;

-- As the surest of its reports tells it.
create or replace temp table happened as
with retold as (
  select event, count(*) as reports, count(distinct wire_of(article)) as sources, max(sureness(report)) as confidence,
    arg_max(sentence, sureness(report)) as said, arg_max(report, sureness(report)) as lead, min(killed) as killed_low, max(killed) as killed_high
  from told group by event having not bool_and(again)
)
select t.*, r.* exclude (event), coalesce(low, if(mood = 'actual', first_told, null)) as begins,
  coalesce(high, if(mood = 'actual', first_told, null)) as ends
from told t join retold r using (event) where not again and report <= $last order by event;
create or replace temp table codes as
with coded as (select t.event, n.role, coalesce(n.country, '') || ':' || coalesce(n.sector, '') as code from named n join happened t using (report))
select event, ' ' || string_agg(distinct code, ' ' order by code) filter (role = 'actor') || ' ' as actor_codes,
  ' ' || string_agg(distinct code, ' ' order by code) filter (role = 'recipient') || ' ' as recipient_codes
from coded group by event;
insert into events by name
select event as key, 'e' || event as id, type, modes, quad, intensity, mood, aux, value as date, if(value is null, null, precision) as precision,
  begins as day, ends as until, place, country, admin1, lat, lon, geonameid, killed_low, killed_high, confidence, reports, sources,
  verb as words, said as sentence, [x for x in [a_name, s_name] if x is not null] as actors,
  [x for x in [r_name] if x is not null] as recipients, first_told, false as decided, false as rejected,
  actor_codes, coalesce(recipient_codes, '') as recipient_codes,
  coalesce(' ' || nullif(array_to_string(list_sort(list_concat(modes, aux)), ' '), '') || ' ', '') as marks, lead
from happened join codes using (event) order by event;
insert into parts by name
select event, role, body as actor, name, p.country, p.sector, begins as day, type, quad, intensity, mood
from happened h join (select report, role, body, name, country, sector, k from named) p using (report) order by event, k;
insert into ties
select distinct p.event, p.actor, q.actor, p.day, p.type, p.quad, p.mood
from parts p join parts q on p.event = q.event and p.actor < q.actor and (p.role <> q.role or p.quad like '%cooperation')
where p.event in (select event from happened) order by p.event;
