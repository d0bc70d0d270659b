-- How many live articles each day has (span.py): what tells time in articles reads some thousand rows in place of all articles.
create table days (day date, articles bigint);

-- The first and last of those days as `dyads` was last counted with; it is filled by what migrations.py names.
create table span (first date, last date);

-- Sums of two actors count only what happened between those days, as nothing is known of the time before the first article, nor of what is
-- yet to come: counting the dyads with such events anew took a third of the time of every watch. `agreed` is the last agreement.
drop table dyads;
create table dyads (
  a bigint, b bigint, events bigint, conflict bigint, last date, happened bigint, meetings bigint, met date, last_met date, clashes bigint,
  struck date, deed date, agreed date
);
