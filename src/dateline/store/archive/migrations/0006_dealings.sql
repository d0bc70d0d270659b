-- Which codes dealt with which (dealings.py): `dealings` in runs sorted by codes, `dealt` what came since. migrations.py fills them.
create table dealings (
  low varchar, high varchar, event bigint, day date, type varchar, quad varchar, mood varchar, intensity double, times tinyint
);
create table dealt (
  low varchar, high varchar, event bigint, day date, type varchar, quad varchar, mood varchar, intensity double, times tinyint
);
