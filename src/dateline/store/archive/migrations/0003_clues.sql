-- What filters look at in place of parts: clues.py says what the columns hold.
alter table events add column actor_codes varchar;
alter table events add column recipient_codes varchar;
alter table events add column marks varchar;
update events set actor_codes = '', recipient_codes = '',
  marks = coalesce(' ' || nullif(array_to_string(list_sort(list_distinct(list_concat(modes, aux))), ' '), '') || ' ', '');
create temp table codes as
select event, role, ' ' || string_agg(distinct code, ' ' order by code) || ' ' as codes
from (select event, role, coalesce(country, '') || ':' || coalesce(sector, '') as code from parts) group by event, role;
update events set actor_codes = codes from codes where event = key and role = 'actor';
update events set recipient_codes = codes from codes where event = key and role = 'recipient';
drop table codes;
