-- Sums that questions read in place of whole tables; they are filled by what migrations.py names.

-- `lead` is the report whose sentence an event's row shows. Lists of names are kept plain: unpacking those of one row unpacks those of
-- 120,000 others too, which took 50 of the 80 ms of a page of 50.
create table told_again (
  key bigint, id varchar, type varchar, modes varchar[], quad varchar, intensity double, mood varchar, aux varchar[],
  "date" varchar, precision varchar, day date, until date,
  place varchar, country varchar, admin1 varchar, lat double, lon double, geonameid bigint,
  killed_low integer, killed_high integer, injured_low integer, injured_high integer,
  confidence double, reports integer, sources integer, words varchar, sentence varchar,
  actors varchar[] using compression uncompressed, recipients varchar[] using compression uncompressed,
  first_told date, decided boolean, rejected boolean, actor_codes varchar, recipient_codes varchar, marks varchar, lead bigint
);
insert into told_again by name
with leads as (
  select e.key, min(r.key) as lead from events e join reports r on r.event = e.key and r.words = e.sentence where r.live group by e.key
)
select key, id, type, modes, quad, intensity, mood, aux, "date", precision, day, until, place, country, admin1, lat, lon, geonameid,
  killed_low, killed_high, injured_low, injured_high, confidence, reports, sources, words, sentence, actors, recipients, first_told, decided,
  rejected, actor_codes, recipient_codes, marks, lead
from events left join leads using (key) order by key;
drop table events;
alter table told_again rename to events;

-- Which reports hold a word (words.py); `word_runs` has the last report of each stretch that is sorted.
create table words (word varchar, report bigint);
create table word_runs (last bigint);

-- All events but the rejected ones, counted by month and type, and by place (sums.py). `clashes` are conflicts that happened on a known day.
create table months (month date, type varchar, quad varchar, events bigint);
create table spots (place varchar, country varchar, lat double, lon double, events bigint, conflict bigint, clashes bigint);

-- Beside all events of two: those that happened on a known day (`happened`), cooperation among them (`meetings`, `met`, `last_met`), conflicts
-- (`clashes`), the first material conflict (`struck`) and the last deed of cooperation (`deed`).
drop table dyads;
create table dyads (
  a bigint, b bigint, events bigint, conflict bigint, last date, happened bigint, meetings bigint, met date, last_met date, clashes bigint,
  struck date, deed date
);

-- What articles say of an actor, summed up (lives.py): in how many it is named, its codes and its posts.
alter table actors add column told bigint;
create table bearings (actor bigint, country varchar, sector varchar, first date, last date, articles bigint);
create table posts (actor bigint, title varchar, organisation varchar, first varchar, last varchar, times bigint);
