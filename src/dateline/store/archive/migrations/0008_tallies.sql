-- How many events each single filter lets through (sums.py says what a clue may be); migrations.py fills it.
create table tallies (clue varchar, events bigint);
