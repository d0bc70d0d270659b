-- The event that a report opened before it was joined to another: parted again, its event has that number back (tell.py).
alter table reports add column home bigint;
