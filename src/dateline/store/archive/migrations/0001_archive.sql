-- What was read. Rows of articles are only ever added: a changed or re-coded one replaces an earlier row, which stays.
create table codings (key bigint, coder varchar, model varchar, moment timestamp);
create table texts (key bigint, text varchar);
create table articles (
  key bigint, id varchar, version integer, replaces bigint, live boolean, coding bigint, added timestamp,
  source varchar, language varchar, title varchar, standfirst varchar, section varchar, site varchar, authors varchar[],
  published varchar, day date, tags varchar[],
  captions struct("text" varchar, credit varchar)[], links struct("text" varchar, url varchar)[],
  dateline struct("start" integer, "end" integer, place varchar, agency varchar, "date" varchar),
  contexts struct(name varchar, confidence double)[], skipped struct(what varchar, why varchar)[],
  text bigint, fingerprint bigint, wire bigint
);
create table sightings (article bigint, id varchar, source varchar, site varchar, published varchar, moment timestamp);
create table bands (band bigint, article bigint);
create table rejects (source varchar, reason varchar, moment timestamp);
create table sentences (article bigint, n integer, "start" integer, "end" integer);
create table mentions (article bigint, n integer, "start" integer, "end" integer, text varchar, type varchar, actor varchar);
create table times (
  article bigint, n integer, "start" integer, "end" integer, text varchar, value varchar, type varchar, precision varchar,
  confidence double, why varchar
);
create table places (
  article bigint, n integer, "start" integer, "end" integer, text varchar, name varchar, kind varchar, confidence double,
  why varchar, country varchar, admin1 varchar, lat double, lon double, geonameid bigint
);

-- Who acts. `cast_list` is an article's own list of actors; `actors` are those of the whole archive.
-- `own` is whom the coding says, `actor` whom decisions make of it.
create table cast_list (
  article bigint, n integer, id varchar, name varchar, type varchar, country varchar, sector varchar, mentions integer[],
  confidence double, why varchar, aliases varchar[], other_sectors varchar[],
  roles struct(title varchar, organisation varchar, "on" varchar)[], own bigint, actor bigint
);
create table actors (key bigint, identity varchar, name varchar, type varchar, country varchar, sector varchar);
create table names (actor bigint, name varchar, folded varchar);

-- What is told: one row an event of an article, as coded. `event` is the real event that it tells, `fit` how well it fits there.
create table reports (
  key bigint, id varchar, article bigint, live boolean, event bigint, block varchar, fit double, evidence varchar,
  type varchar, modes varchar[], quad varchar, intensity double,
  "trigger" struct("start" integer, "end" integer, "text" varchar), sentence integer, words varchar,
  "date" struct("value" varchar, precision varchar, confidence double, why varchar, "text" varchar, "start" integer, "end" integer),
  place struct(name varchar, confidence double, why varchar, "text" varchar, "start" integer, "end" integer, country varchar,
    admin1 varchar, lat double, lon double, geonameid bigint),
  killed integer[], injured integer[], aux varchar[], also integer[][], confidence double, why varchar,
  mood varchar, low date, high date, exact boolean, published date, wire bigint, site varchar
);
create table participants (
  report bigint, role varchar, n integer, own bigint, actor bigint, text varchar, name varchar, "start" integer, "end" integer,
  id varchar, country varchar, sector varchar, why varchar
);

-- What happened: one row a real event, made from its live reports and from decisions.
create table events (
  key bigint, id varchar, type varchar, modes varchar[], quad varchar, intensity double, mood varchar, aux varchar[],
  "date" varchar, precision varchar, day date, until date,
  place varchar, country varchar, admin1 varchar, lat double, lon double, geonameid bigint,
  killed_low integer, killed_high integer, injured_low integer, injured_high integer,
  confidence double, reports integer, sources integer, words varchar, sentence varchar,
  actors varchar[], recipients varchar[], first_told date, decided boolean, rejected boolean
);
create table parts (
  event bigint, role varchar, actor bigint, name varchar, country varchar, sector varchar, day date, type varchar,
  quad varchar, intensity double, mood varchar
);

-- What people decided. Rows are never changed; `undoes` names a decision that no longer holds.
create table decisions (
  key bigint, kind varchar, target varchar, value varchar, who varchar, why varchar, moment timestamp, undoes bigint
);

-- Who counts with whom: `body` is a folded name ("peshmerga" for "Peshmerga delegation" or an officer of it), or "~IRQ:MIL" for
-- words such as "Iraqi forces" that name a state's body without saying which.
create table kin (actor bigint, body varchar, why varchar);
