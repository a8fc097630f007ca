-- A record as version 1 of the tables kept it: one invented page.
PRAGMA application_id = 1397377356;
BEGIN TRANSACTION;
CREATE TABLE about (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "about" VALUES('schema','1');
CREATE TABLE articles (
	id INTEGER NOT NULL, 
	page INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	title BOOLEAN NOT NULL, 
	title_text TEXT, 
	title_start INTEGER, 
	title_end INTEGER, 
	outlet BOOLEAN NOT NULL, 
	outlet_text TEXT, 
	outlet_start INTEGER, 
	outlet_end INTEGER, 
	outlet_name TEXT, 
	byline BOOLEAN NOT NULL, 
	byline_text TEXT, 
	byline_start INTEGER, 
	byline_end INTEGER, 
	dateline BOOLEAN NOT NULL, 
	dateline_text TEXT, 
	dateline_start INTEGER, 
	dateline_end INTEGER, 
	published_value TEXT, 
	published_how TEXT NOT NULL, 
	published_earliest TEXT, 
	published_latest TEXT, 
	published_weekday TEXT, 
	published_start INTEGER, 
	published_end INTEGER, 
	published_reason TEXT, 
	updated BOOLEAN NOT NULL, 
	updated_value TEXT, 
	updated_how TEXT, 
	updated_earliest TEXT, 
	updated_latest TEXT, 
	updated_weekday TEXT, 
	updated_start INTEGER, 
	updated_end INTEGER, 
	updated_reason TEXT, 
	language TEXT, 
	body TEXT NOT NULL, 
	furniture TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (page, ordinal), 
	FOREIGN KEY(page) REFERENCES pages (id) ON DELETE CASCADE
);
INSERT INTO "articles" VALUES(1,1,0,1,'وزير النقل الافتراضي: الجسر يفتح غدا',0,36,0,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,'bounded','2031-05-03',NULL,NULL,NULL,NULL,'no day is stated; not before the last day that the text tells as past',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'ar','[[38,146],[147,180]]','[]');
CREATE TABLE entities (
	article INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	entity TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (article, n), 
	FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE events (
	article INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	type TEXT NOT NULL, 
	trigger_text TEXT NOT NULL, 
	trigger_start INTEGER NOT NULL, 
	trigger_end INTEGER NOT NULL, 
	"when" BOOLEAN NOT NULL, 
	when_value TEXT, 
	when_mod TEXT, 
	when_earliest TEXT, 
	when_latest TEXT, 
	when_reason TEXT, 
	places TEXT NOT NULL, 
	actors TEXT NOT NULL, 
	figures TEXT NOT NULL, 
	said_in TEXT, 
	modality TEXT NOT NULL, 
	main BOOLEAN NOT NULL, 
	certainty FLOAT, 
	PRIMARY KEY (article, n), 
	FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "events" VALUES(1,0,'e6836979e6c86d72','OTHER','يفتح',28,32,1,NULL,NULL,'2031-05-04',NULL,'bounded','[]','[{"role":"agent","text":"الجسر","start":22,"end":27,"entity":null},{"role":"patient","text":"غدا","start":33,"end":36,"entity":null}]','[]','e4e88d6f934066a2','actual',1,NULL);
CREATE TABLE givings (
	page INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	media TEXT NOT NULL, 
	url TEXT, 
	published TEXT, 
	outlet TEXT, 
	charset TEXT, 
	PRIMARY KEY (page, source), 
	FOREIGN KEY(page) REFERENCES pages (id) ON DELETE CASCADE
);
INSERT INTO "givings" VALUES(1,'page.txt','text',NULL,NULL,NULL,NULL);
CREATE TABLE pages (
	id INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	bytes BLOB NOT NULL, 
	text BLOB NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	projection TEXT NOT NULL, 
	source TEXT NOT NULL, 
	run INTEGER, 
	recorded TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (sha256), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
INSERT INTO "pages" VALUES(1,'f61d1728affc16578ee9fde4984883fe5a935869df863b1d0fa016232d0dad2f',X'28B52FFD603E002D060092891E24A027690C7E0DCB14677DDB4266FF7FF9F47DC3FE7B9316AAAAEA8C425ACB59CF50410C18E858781E426AC2CCD806687BE0C1C49979151D2D4FCC88F96AC0F8CE596AFE50292250812416B8CA10C183C1AA8DAE1A50354F7502ABB236A72294372B8C05ACE87E1324ACCEB9BBCD68BE54A9EAD21CDDAC07AF061D005104409B01102EAB0920FECE82C82D8ED71C0A65B1B4DD3984311986A17D19B604C4828B4180B21187D5262354629E65CABE514D602EE27160C3EB530A99CFC6DDC4DA6DB103',X'28B52FFD603E002D060092891E24A027690C7E0DCB14677DDB4266FF7FF9F47DC3FE7B9316AAAAEA8C425ACB59CF50410C18E858781E426AC2CCD806687BE0C1C49979151D2D4FCC88F96AC0F8CE596AFE50292250812416B8CA10C183C1AA8DAE1A50354F7502ABB236A72294372B8C05ACE87E1324ACCEB9BBCD68BE54A9EAD21CDDAC07AF061D005104409B01102EAB0920FECE82C82D8ED71C0A65B1B4DD3984311986A17D19B604C4828B4180B21187D5262354629E65CABE514D602EE27160C3EB530A99CFC6DDC4DA6DB103','f61d1728affc16578ee9fde4984883fe5a935869df863b1d0fa016232d0dad2f','text/1','page.txt',1,'2026-11-24T13:03:03+00:00');
CREATE TABLE rejections (
	source TEXT NOT NULL, 
	sha256 TEXT, 
	code TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	run INTEGER NOT NULL, 
	PRIMARY KEY (source), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	fingerprint TEXT NOT NULL, 
	stages TEXT NOT NULL, 
	program TEXT NOT NULL, 
	recorded TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'pages/1 times/1 entities/1 statements/1 events/1','["pages/1","times/1","entities/1","statements/1","events/1"]','sijill/0.1.0','2026-11-24T13:03:03+00:00');
CREATE TABLE statements (
	article INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	speaker_text TEXT, 
	speaker_start INTEGER, 
	speaker_end INTEGER, 
	speaker_name TEXT, 
	speaker_entity TEXT, 
	addressee BOOLEAN NOT NULL, 
	addressee_text TEXT, 
	addressee_start INTEGER, 
	addressee_end INTEGER, 
	role BOOLEAN NOT NULL, 
	role_text TEXT, 
	role_start INTEGER, 
	role_end INTEGER, 
	cue_text TEXT NOT NULL, 
	cue_start INTEGER NOT NULL, 
	cue_end INTEGER NOT NULL, 
	content_text TEXT NOT NULL, 
	content_start INTEGER NOT NULL, 
	content_end INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	act TEXT NOT NULL, 
	chain TEXT NOT NULL, 
	said_on BOOLEAN NOT NULL, 
	said_on_value TEXT, 
	said_on_mod TEXT, 
	said_on_earliest TEXT, 
	said_on_latest TEXT, 
	said_on_reason TEXT, 
	deadline BOOLEAN NOT NULL, 
	deadline_value TEXT, 
	deadline_mod TEXT, 
	deadline_earliest TEXT, 
	deadline_latest TEXT, 
	deadline_reason TEXT, 
	certainty FLOAT, 
	PRIMARY KEY (article, n), 
	FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "statements" VALUES(1,0,'e4e88d6f934066a2','وزير النقل الافتراضي',0,20,'وزير النقل الافتراضي',NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,':',20,21,'الجسر يفتح غدا',22,36,'direct','assert','[]',0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "statements" VALUES(1,1,'6884e84fc2ee24d2','سامر الياسين',95,107,'سامر الياسين',NULL,0,NULL,NULL,NULL,1,'وزير النقل',84,94,'قال',80,83,'جسر الوادي سيفتح غدا أمام السيارات',111,145,'indirect','assert','[]',1,'2031-05-03',NULL,'2031-05-03','2031-05-03',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "statements" VALUES(1,2,'279e5abc2a1f4ec5',NULL,NULL,NULL,'سامر الياسين',NULL,0,NULL,NULL,NULL,0,NULL,NULL,NULL,'أضاف',148,152,'انتهت أعمال الصيانة أمس',155,178,'direct','assert','[]',0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE times (
	article INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	value TEXT, 
	mod TEXT, 
	earliest TEXT, 
	latest TEXT, 
	reason TEXT, 
	PRIMARY KEY (article, n), 
	FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "times" VALUES(1,0,'غدا',33,36,'DATE',NULL,NULL,'2031-05-04',NULL,'bounded');
INSERT INTO "times" VALUES(1,1,'3 مايو 2031',66,77,'DATE','2031-05-03',NULL,'2031-05-03','2031-05-03',NULL);
INSERT INTO "times" VALUES(1,2,'غدا',128,131,'DATE',NULL,NULL,'2031-05-04',NULL,'bounded');
INSERT INTO "times" VALUES(1,3,'أمس',175,178,'DATE',NULL,NULL,'2031-05-02',NULL,'bounded');
CREATE INDEX ix_runs_fingerprint ON runs (fingerprint);
CREATE INDEX ix_pages_run ON pages (run);
CREATE INDEX articles_published ON articles (published_value);
COMMIT;
