BEGIN TRANSACTION;
CREATE TABLE accounts (
	platform VARCHAR(20) NOT NULL, 
	user VARCHAR(60) NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT pk_accounts PRIMARY KEY (platform, user), 
	CONSTRAINT fk_accounts_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "accounts" VALUES('discord','200',1);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE articles (
	id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	hash VARCHAR(16) NOT NULL, 
	text TEXT NOT NULL, 
	headline TEXT, 
	outlet TEXT, 
	byline TEXT, 
	dateline TEXT, 
	published VARCHAR(40), 
	url TEXT, 
	licence TEXT, 
	note TEXT NOT NULL, 
	added DATETIME NOT NULL, 
	added_by VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_articles PRIMARY KEY (id), 
	CONSTRAINT fk_articles_topic_id FOREIGN KEY(topic_id) REFERENCES topics (id), 
	CONSTRAINT uq_articles_topic_id_version UNIQUE (topic_id, version)
);
INSERT INTO "articles" VALUES(1,1,1,'5f1d','The harbour council voted on Tuesday to widen the channel. “We have waited long enough,” said Mara Lindqvist.','Channel to be widened','Harbour News',NULL,NULL,'2026-11-22T18:00:00+01:00','https://news.example/channel',NULL,'','2026-11-23 07:00:00.000000','Ann Lee');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR(100) NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	what VARCHAR(60) NOT NULL, 
	subject VARCHAR(200) NOT NULL, 
	detail JSON NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,'2026-11-23 09:25:00.000000','Ann Lee','discord','published','revision 2','{"note": "The sum was wrong."}');
CREATE TABLE channel_topics (
	platform VARCHAR(20) NOT NULL, 
	server VARCHAR(60) NOT NULL, 
	channel VARCHAR(60) NOT NULL, 
	topic_id INTEGER NOT NULL, 
	CONSTRAINT pk_channel_topics PRIMARY KEY (platform, server, channel), 
	CONSTRAINT fk_channel_topics_topic_id FOREIGN KEY(topic_id) REFERENCES topics (id)
);
INSERT INTO "channel_topics" VALUES('discord','100','c1',1);
CREATE TABLE codes (
	hash VARCHAR(64) NOT NULL, 
	newsroom_id INTEGER NOT NULL, 
	purpose VARCHAR(20) NOT NULL, 
	role INTEGER NOT NULL, 
	person_id INTEGER, 
	made DATETIME NOT NULL, 
	expires DATETIME, 
	used DATETIME, 
	CONSTRAINT pk_codes PRIMARY KEY (hash), 
	CONSTRAINT fk_codes_newsroom_id FOREIGN KEY(newsroom_id) REFERENCES newsrooms (id), 
	CONSTRAINT fk_codes_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "codes" VALUES('0badc0de',1,'server',4,1,'2026-11-23 07:00:00.000000','2026-11-24 07:00:00.000000',NULL);
CREATE TABLE corrections (
	id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	severity VARCHAR(20) NOT NULL, 
	note TEXT NOT NULL, 
	made DATETIME NOT NULL, 
	made_by VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_corrections PRIMARY KEY (id), 
	CONSTRAINT fk_corrections_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id), 
	CONSTRAINT fk_corrections_topic_id FOREIGN KEY(topic_id) REFERENCES topics (id)
);
INSERT INTO "corrections" VALUES(1,1,2,'correction','The sum was wrong.','2026-11-23 09:25:00.000000','Ann Lee');
CREATE TABLE deliveries (
	id INTEGER NOT NULL, 
	subscription_id INTEGER, 
	topic_id INTEGER NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	server VARCHAR(60) NOT NULL, 
	channel VARCHAR(60) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	slot VARCHAR(60) NOT NULL, 
	day DATE NOT NULL, 
	format VARCHAR(20) NOT NULL, 
	subject TEXT NOT NULL, 
	revision_id INTEGER, 
	state VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	due DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	retry_at DATETIME, 
	claimed_by VARCHAR(60) NOT NULL, 
	claimed_until DATETIME, 
	posted DATETIME, 
	made DATETIME NOT NULL, 
	made_by VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_deliveries PRIMARY KEY (id), 
	CONSTRAINT fk_deliveries_revision_id FOREIGN KEY(revision_id) REFERENCES revisions (id), 
	CONSTRAINT fk_deliveries_subscription_id FOREIGN KEY(subscription_id) REFERENCES subscriptions (id), 
	CONSTRAINT fk_deliveries_topic_id FOREIGN KEY(topic_id) REFERENCES topics (id), 
	CONSTRAINT uq_deliveries_subscription_id_slot UNIQUE (subscription_id, slot)
);
INSERT INTO "deliveries" VALUES(1,1,1,'discord','100','c1','channel','#summit','2026-11-23T09:00','2026-11-23','full','',2,'posted','','2026-11-23 08:00:00.000000',1,NULL,'',NULL,'2026-11-23 08:00:02.000000','2026-11-23 08:00:00.000000','');
INSERT INTO "deliveries" VALUES(2,NULL,1,'discord','100','c1','channel','#summit','shared:5eed','2026-11-23','answer','Who spoke?',2,'claimed','','2026-11-23 10:00:00.000000',1,NULL,'0123456789abcdef0123','2026-11-23 10:01:30.000000',NULL,'2026-11-23 10:00:00.000000','Reader');
CREATE TABLE drafts (
	topic_id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	content JSON NOT NULL, 
	version INTEGER NOT NULL, 
	saved DATETIME NOT NULL, 
	saved_by VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (topic_id), 
	CONSTRAINT fk_drafts_article_id FOREIGN KEY(article_id) REFERENCES articles (id), 
	CONSTRAINT fk_drafts_topic_id FOREIGN KEY(topic_id) REFERENCES topics (id)
);
INSERT INTO "drafts" VALUES(1,1,'{"headline": "Channel to be widened"}',3,'2026-11-23 07:10:00.000000','Ann Lee');
CREATE TABLE facts (
	name VARCHAR(60) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_facts PRIMARY KEY (name)
);
INSERT INTO "facts" VALUES('zone','Europe/Paris');
CREATE TABLE local_messages (
	id INTEGER NOT NULL, 
	channel VARCHAR(60) NOT NULL, 
	part VARCHAR(25), 
	author VARCHAR(100) NOT NULL, 
	payload JSON NOT NULL, 
	posted DATETIME NOT NULL, 
	edited DATETIME, 
	CONSTRAINT pk_local_messages PRIMARY KEY (id), 
	CONSTRAINT uq_local_messages_part UNIQUE (part)
);
INSERT INTO "local_messages" VALUES(1,'summit','0000000000000000000c','Readout','{"text": "The harbour council voted."}','2026-11-23 08:00:02.000000',NULL);
CREATE TABLE newsrooms (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	made DATETIME NOT NULL, 
	CONSTRAINT pk_newsrooms PRIMARY KEY (id)
);
INSERT INTO "newsrooms" VALUES(1,'The Lantern','2026-11-23 07:00:00.000000');
CREATE TABLE parts (
	id VARCHAR(25) NOT NULL, 
	delivery_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	payload JSON NOT NULL, 
	revision_id INTEGER, 
	message VARCHAR(60) NOT NULL, 
	first_tried DATETIME, 
	last_tried DATETIME, 
	posted DATETIME, 
	edit_state VARCHAR(20) NOT NULL, 
	edit_reason TEXT NOT NULL, 
	edit_at DATETIME, 
	edit_attempts INTEGER NOT NULL, 
	edit_number INTEGER NOT NULL, 
	CONSTRAINT pk_parts PRIMARY KEY (id), 
	CONSTRAINT fk_parts_delivery_id FOREIGN KEY(delivery_id) REFERENCES deliveries (id), 
	CONSTRAINT uq_parts_delivery_id_position UNIQUE (delivery_id, position)
);
INSERT INTO "parts" VALUES('0000000000000000000a',1,0,'{"text": "The harbour council voted."}',1,'900','2026-11-23 08:00:01.000000','2026-11-23 08:00:01.000000','2026-11-23 08:00:02.000000','wanted','',NULL,0,1);
INSERT INTO "parts" VALUES('0000000000000000000b',2,0,'{"text": "Mara Lindqvist spoke."}',2,'','2026-11-23 10:00:01.000000','2026-11-23 10:00:01.000000',NULL,'','',NULL,0,0);
CREATE TABLE people (
	id INTEGER NOT NULL, 
	newsroom_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	role INTEGER NOT NULL, 
	made DATETIME NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id), 
	CONSTRAINT fk_people_newsroom_id FOREIGN KEY(newsroom_id) REFERENCES newsrooms (id)
);
INSERT INTO "people" VALUES(1,1,'Ann Lee',4,'2026-11-23 07:00:00.000000');
CREATE TABLE revisions (
	id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	content JSON NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	submitted DATETIME NOT NULL, 
	submitted_by VARCHAR(100) NOT NULL, 
	submitter_id INTEGER, 
	approved DATETIME, 
	approved_by VARCHAR(100), 
	published DATETIME, 
	CONSTRAINT pk_revisions PRIMARY KEY (id), 
	CONSTRAINT fk_revisions_article_id FOREIGN KEY(article_id) REFERENCES articles (id), 
	CONSTRAINT fk_revisions_submitter_id FOREIGN KEY(submitter_id) REFERENCES people (id), 
	CONSTRAINT fk_revisions_topic_id FOREIGN KEY(topic_id) REFERENCES topics (id), 
	CONSTRAINT uq_revisions_topic_id_number UNIQUE (topic_id, number)
);
INSERT INTO "revisions" VALUES(1,1,1,1,'{"headline": "Channel to be widened"}','superseded','','2026-11-23 07:20:00.000000','Ann Lee',1,'2026-11-23 07:25:00.000000','Tom Abara','2026-11-23 07:25:00.000000');
INSERT INTO "revisions" VALUES(2,1,2,1,'{"headline": "Channel to be widened, harbour council says"}','published','','2026-11-23 09:20:00.000000','Ann Lee',1,NULL,NULL,'2026-11-23 09:25:00.000000');
CREATE TABLE servers (
	platform VARCHAR(20) NOT NULL, 
	server VARCHAR(60) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	newsroom_id INTEGER, 
	topic_id INTEGER, 
	linked DATETIME, 
	CONSTRAINT pk_servers PRIMARY KEY (platform, server), 
	CONSTRAINT fk_servers_newsroom_id FOREIGN KEY(newsroom_id) REFERENCES newsrooms (id), 
	CONSTRAINT fk_servers_topic_id FOREIGN KEY(topic_id) REFERENCES topics (id)
);
INSERT INTO "servers" VALUES('discord','100','Harbour watch',1,1,'2026-11-23 07:30:00.000000');
CREATE TABLE subscriptions (
	id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	platform VARCHAR(20) NOT NULL, 
	server VARCHAR(60) NOT NULL, 
	channel VARCHAR(60) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	rule JSON NOT NULL, 
	format VARCHAR(20) NOT NULL, 
	unchanged VARCHAR(20) NOT NULL, 
	late_hours INTEGER NOT NULL, 
	locale VARCHAR(20) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	next_due DATETIME, 
	next_slot VARCHAR(40) NOT NULL, 
	made DATETIME NOT NULL, 
	made_by VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_subscriptions PRIMARY KEY (id), 
	CONSTRAINT fk_subscriptions_topic_id FOREIGN KEY(topic_id) REFERENCES topics (id)
);
INSERT INTO "subscriptions" VALUES(1,1,'discord','100','c1','channel','#summit','{"times": ["09:00"], "zone": "Europe/Paris", "days": [0, 1, 2, 3, 4, 5, 6]}','full','repeat',6,'en','active','','2026-11-24 08:00:00.000000','2026-11-24T09:00','2026-11-23 07:30:00.000000','Ann Lee');
INSERT INTO "subscriptions" VALUES(2,1,'slack','T1','C2','channel','#docks','{"times": ["07:30", "18:00"], "zone": "Asia/Tokyo", "days": [0, 1, 2, 3, 4]}','short','skip',0,'en','stopped','The channel is gone.',NULL,'','2026-11-23 07:30:00.000000','Ann Lee');
CREATE TABLE topics (
	id INTEGER NOT NULL, 
	newsroom_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	made DATETIME NOT NULL, 
	CONSTRAINT pk_topics PRIMARY KEY (id), 
	CONSTRAINT fk_topics_newsroom_id FOREIGN KEY(newsroom_id) REFERENCES newsrooms (id), 
	CONSTRAINT uq_topics_newsroom_id_name UNIQUE (newsroom_id, name)
);
INSERT INTO "topics" VALUES(1,1,'Harbour','2026-11-23 07:00:00.000000');
CREATE INDEX ix_audit_at ON audit (at);
CREATE INDEX ix_local_messages_channel ON local_messages (channel);
CREATE INDEX ix_accounts_person_id ON accounts (person_id);
CREATE INDEX ix_articles_hash ON articles (hash);
CREATE INDEX ix_subscriptions_due ON subscriptions (state, next_due);
CREATE UNIQUE INDEX uq_subscriptions_place ON subscriptions (topic_id, platform, server, channel, format) WHERE state != 'removed';
CREATE INDEX ix_revisions_state ON revisions (state);
CREATE INDEX ix_corrections_topic_id ON corrections (topic_id);
CREATE INDEX ix_deliveries_day ON deliveries (subscription_id, day);
CREATE INDEX ix_deliveries_place ON deliveries (platform, server, channel, state);
CREATE INDEX ix_deliveries_state ON deliveries (state, retry_at);
CREATE INDEX ix_deliveries_topic_id ON deliveries (topic_id);
CREATE INDEX ix_parts_edit ON parts (edit_state, edit_at);
CREATE INDEX ix_parts_message ON parts (message);
COMMIT;
