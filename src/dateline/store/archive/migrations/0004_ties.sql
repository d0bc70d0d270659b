-- Who dealt with whom: a row for each event and two who took part in it, on opposite sides or together in something cooperative;
-- `dyads` sums them up. Both follow from `parts` and are kept in step with it, since joining it with itself took seconds at a million events.
create table ties (event bigint, a bigint, b bigint, day date, type varchar, quad varchar, mood varchar);
create table dyads (a bigint, b bigint, events bigint, conflict bigint, last date);
insert into ties
select distinct p.event, p.actor, q.actor, p.day, p.type, p.quad, p.mood
from parts p join parts q on p.event = q.event and p.actor < q.actor and (p.role <> q.role or p.quad like '%cooperation')
order by p.event;
insert into dyads
select a, b, count(*), count(*) filter (quad like '%conflict'), max(day) from ties group by a, b;
