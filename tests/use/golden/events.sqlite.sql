BEGIN TRANSACTION;
CREATE TABLE articles ("id", "title", "site", "source", "language", "published", "text", primary key (id));
INSERT INTO "articles" VALUES('evening',NULL,'Evening','evening.txt','en','2022-07-04','By evening 15 were dead after rebels hit the Syrian army in Aleppo.');
INSERT INTO "articles" VALUES('front',NULL,'Wire','front.txt','en','2022-07-02','Rebels; "hit" the Syrian army in Aleppo, <12> & more killed.');
INSERT INTO "articles" VALUES('harbour','Two at one table','Wire','https://news.example/harbour','en','2022-07-04','Sirwan Barzani and Masrour Barzani consulted Iraqi Army in Erbil.

The Peshmerga agreed to meet the Iraqi Army in Baghdad; maps, lists and “lines” were to be drawn up on 1 August 2022.');
INSERT INTO "articles" VALUES('month',NULL,'Wire','month.txt','en','2022-07-04','Peshmerga supported .

The Syrian army blamed Zoë Ünal.');
CREATE TABLE events ("id" text, "type" text, "modes" text, "quad" text, "intensity" real, "mood" text, "aux" text, "date" text, "precision" text, "day" text, "until" text, "actors" text, "actor_countries" text, "actor_sectors" text, "recipients" text, "recipient_countries" text, "recipient_sectors" text, "place" text, "country" text, "admin1" text, "lat" real, "lon" real, "geonameid" integer, "killed_low" integer, "killed_high" integer, "injured_low" integer, "injured_high" integer, "confidence" real, "reports" integer, "sources" integer, "first_told" text, "words" text, "sentence" text, "articles" text, "decided" integer, primary key (id));
INSERT INTO "events" VALUES('e4','SUPPORT','','verbal cooperation',5.0,'actual','','2022-06','month','2022-06-01','2022-06-30','Peshmerga','IRQ','MIL','','','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0.9,1,1,'2022-07-04','eshm','Peshmerga supported .','month',0);
INSERT INTO "events" VALUES('e3','ASSAULT','explosives','material conflict',-9.0,'actual','','2022-07-01','day','2022-07-01','2022-07-01','rebels','SYR','REB','Syrian army','SYR','MIL','Aleppo','SYR',NULL,36.2,37.16,NULL,12,15,NULL,NULL,0.9,2,2,'2022-07-02','y ev','By evening 15 were dead after rebels hit the Syrian army in Aleppo.','front;evening',0);
INSERT INTO "events" VALUES('e1','CONSULT','visit','verbal cooperation',4.0,'actual','','2022-07-03','day','2022-07-03','2022-07-03','Sirwan Barzani;Masrour Barzani','IRQ;IRQ','MIL;GOV','Iraqi Army','IRQ','MIL','Erbil','IRQ',NULL,36.19,44.01,NULL,NULL,NULL,NULL,NULL,0.9,1,1,'2022-07-04','irwa','Sirwan Barzani and Masrour Barzani consulted Iraqi Army in Erbil.','harbour',0);
INSERT INTO "events" VALUES('e5','ACCUSE','','verbal conflict',-3.0,'actual','',NULL,NULL,'2022-07-04','2022-07-04','Syrian army','SYR','MIL','Zoë Ünal','','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0.9,1,1,'2022-07-04','he S','The Syrian army blamed Zoë Ünal.','month',0);
INSERT INTO "events" VALUES('e2','AGREE','','verbal cooperation',2.5,'future','future','2022-08-01','day','2022-08-01','2022-08-01','Peshmerga','IRQ','MIL','Iraqi Army','IRQ','MIL','Baghdad','IRQ',NULL,33.34,44.4,NULL,NULL,NULL,NULL,NULL,0.9,1,1,'2022-07-04','he P','The Peshmerga agreed to meet the Iraqi Army in Baghdad; maps, lists and “lines” were to be drawn up on 1 August 2022.','harbour',0);
CREATE TABLE participants ("event", "role", "actor", "name", "country", "sector");
INSERT INTO "participants" VALUES('e4','actor',4,'Peshmerga','IRQ','MIL');
INSERT INTO "participants" VALUES('e3','actor',5,'rebels','SYR','REB');
INSERT INTO "participants" VALUES('e3','recipient',6,'Syrian army','SYR','MIL');
INSERT INTO "participants" VALUES('e1','actor',1,'Sirwan Barzani','IRQ','MIL');
INSERT INTO "participants" VALUES('e1','actor',2,'Masrour Barzani','IRQ','GOV');
INSERT INTO "participants" VALUES('e1','recipient',3,'Iraqi Army','IRQ','MIL');
INSERT INTO "participants" VALUES('e5','actor',6,'Syrian army','SYR','MIL');
INSERT INTO "participants" VALUES('e5','recipient',7,'Zoë Ünal',NULL,NULL);
INSERT INTO "participants" VALUES('e2','actor',4,'Peshmerga','IRQ','MIL');
INSERT INTO "participants" VALUES('e2','recipient',3,'Iraqi Army','IRQ','MIL');
CREATE TABLE reports ("id", "event", "article", "words", "trigger", "sentence", "date", "place", "killed_low", "killed_high", "injured_low", "injured_high", "confidence", "published", primary key (id));
INSERT INTO "reports" VALUES('1d10706b5793f851','e4','month','Peshmerga supported .','eshm',0,'2022-06',NULL,NULL,NULL,NULL,NULL,0.9,'2022-07-04');
INSERT INTO "reports" VALUES('f96b4614e5a87912','e3','front','Rebels; "hit" the Syrian army in Aleppo, <12> & more killed.','ebel',0,'2022-07-01','Aleppo',12,12,NULL,NULL,0.9,'2022-07-02');
INSERT INTO "reports" VALUES('2537c3e35ac964bf','e3','evening','By evening 15 were dead after rebels hit the Syrian army in Aleppo.','y ev',0,'2022-07-01','Aleppo',15,15,NULL,NULL,0.9,'2022-07-04');
INSERT INTO "reports" VALUES('41a07dd9611f5f86','e1','harbour','Sirwan Barzani and Masrour Barzani consulted Iraqi Army in Erbil.','irwa',0,'2022-07-03','Erbil',NULL,NULL,NULL,NULL,0.9,'2022-07-04');
INSERT INTO "reports" VALUES('23c044d35ba87d35','e5','month','The Syrian army blamed Zoë Ünal.','he S',1,NULL,NULL,NULL,NULL,NULL,NULL,0.9,'2022-07-04');
INSERT INTO "reports" VALUES('6fad9e340d94f803','e2','harbour','The Peshmerga agreed to meet the Iraqi Army in Baghdad; maps, lists and “lines” were to be drawn up on 1 August 2022.','he P',1,'2022-08-01','Baghdad',NULL,NULL,NULL,NULL,0.9,'2022-07-04');
CREATE INDEX events_day on events (day);
CREATE INDEX participants_event on participants (event);
CREATE INDEX participants_name on participants (name);
CREATE INDEX reports_event on reports (event);
COMMIT;
