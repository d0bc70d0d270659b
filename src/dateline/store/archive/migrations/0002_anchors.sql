-- Which reports a decision is about, in words that outlast a new coding: the article's id, the trigger and its sentence.
-- `part` parts the reports that a decision joins or separates.
create table anchors (
  decision bigint, part integer, article varchar, "start" integer, "end" integer, "trigger" varchar, sentence varchar
);

-- The actor that one was made part of by a decision.
alter table actors add column stands_for bigint;
