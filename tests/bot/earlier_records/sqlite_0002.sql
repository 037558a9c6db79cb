BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE answer_marks (
	answer_id TEXT NOT NULL, 
	edition TEXT NOT NULL, 
	CONSTRAINT pk_answer_marks PRIMARY KEY (answer_id, edition), 
	CONSTRAINT fk_answer_marks_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id) ON DELETE CASCADE
);
INSERT INTO "answer_marks" VALUES('answered0001','editionone');
CREATE TABLE answer_sources (
	answer_id TEXT NOT NULL, 
	place BIGINT NOT NULL, 
	article_id TEXT NOT NULL, 
	start BIGINT NOT NULL, 
	"end" BIGINT NOT NULL, 
	quote_digest TEXT NOT NULL, 
	cited BOOLEAN NOT NULL, 
	CONSTRAINT pk_answer_sources PRIMARY KEY (answer_id, place), 
	CONSTRAINT fk_answer_sources_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id) ON DELETE CASCADE
);
INSERT INTO "answer_sources" VALUES('answered0001',0,'storm',35,71,'9632b9b8aca509b515de9604fca355b4316cc2daea57a0470b26a9848b9c51c4',1);
INSERT INTO "answer_sources" VALUES('declined0001',0,'storm',35,71,'9632b9b8aca509b515de9604fca355b4316cc2daea57a0470b26a9848b9c51c4',0);
INSERT INTO "answer_sources" VALUES('followed0001',0,'storm',35,71,'9632b9b8aca509b515de9604fca355b4316cc2daea57a0470b26a9848b9c51c4',0);
INSERT INTO "answer_sources" VALUES('odd000000001',0,'storm',35,71,'9632b9b8aca509b515de9604fca355b4316cc2daea57a0470b26a9848b9c51c4',1);
CREATE TABLE answers (
	id TEXT NOT NULL, 
	asker_id BIGINT NOT NULL, 
	guild_id BIGINT, 
	channel_id BIGINT NOT NULL, 
	message_id BIGINT, 
	private BOOLEAN NOT NULL, 
	language TEXT NOT NULL, 
	words JSON, 
	reply JSON NOT NULL, 
	carried JSON, 
	suggested JSON NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_answers PRIMARY KEY (id)
);
INSERT INTO "answers" VALUES('answered0001',1000000000000000001,5,1000000000000000003,7,0,'en','{"question": "How many boats sank?", "reply": "How many boats sank?", "carried": ""}','{"kind": "answer", "reason": null, "claims": [{"text": "Forty boats sank in the old harbour.", "citations": [1]}], "citations": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null, "status": null, "superseded_by": null}], "disagreement": [], "nearest": [], "confidence": 0.87654, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.126}}',NULL,'[]','2026-05-04 12:00:00.000000');
INSERT INTO "answers" VALUES('declined0001',1000000000000000002,5,1000000000000000003,8,0,'en','{"question": "Who sank them?", "reply": "Who sank them?", "carried": ""}','{"kind": "no_answer", "reason": "not_in_sources", "claims": [], "citations": [], "disagreement": [], "nearest": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null, "status": null, "superseded_by": null}], "confidence": 0.1, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.0}}',NULL,'["Ann Lee"]','2026-05-04 12:01:00.000000');
INSERT INTO "answers" VALUES('followed0001',1000000000000000002,5,1000000000000000003,9,0,'en','{"question": "And when?", "reply": "And when?", "carried": "How many boats sank?"}','{"kind": "no_answer", "reason": "not_in_sources", "claims": [], "citations": [], "disagreement": [], "nearest": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null, "status": null, "superseded_by": null}], "confidence": 0.1, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.0}}','[["storm", 35, 71]]','[]','2026-05-04 12:02:00.000000');
INSERT INTO "answers" VALUES('odd000000001',1000000000000000001,NULL,1000000000000000003,10,1,'zh','{"question": "\u0000 \ud800 \u8bae", "reply": "\u0000 \ud800 \u8bae", "carried": ""}','{"kind": "answer", "reason": null, "claims": [{"text": "Forty boats sank in the old harbour.", "citations": [1]}], "citations": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null, "status": null, "superseded_by": null}], "disagreement": [], "nearest": [], "confidence": 0.87654, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.126}}',NULL,'[]','2026-05-04 12:03:00.000000');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	guild_id BIGINT NOT NULL, 
	moderator_id BIGINT NOT NULL, 
	action TEXT NOT NULL, 
	subject JSON NOT NULL, 
	detail JSON NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,5,77,'proposed','"storm"','{"files": ["storm.md"]}','2026-11-23 15:33:58.708516');
CREATE TABLE facts (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_facts PRIMARY KEY ("key")
);
INSERT INTO "facts" VALUES('commands of 1','digest');
CREATE TABLE feedback (
	answer_id TEXT NOT NULL, 
	user_id BIGINT NOT NULL, 
	helpful BOOLEAN NOT NULL, 
	reason JSON, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_feedback PRIMARY KEY (answer_id, user_id), 
	CONSTRAINT fk_feedback_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id) ON DELETE CASCADE
);
INSERT INTO "feedback" VALUES('answered0001',1000000000000000002,1,NULL,'2026-11-23 15:33:58.528213');
INSERT INTO "feedback" VALUES('declined0001',1000000000000000001,0,'"out of date"','2026-11-23 15:33:58.559758');
CREATE TABLE gap_questions (
	answer_id TEXT NOT NULL, 
	gap_id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	words JSON, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_gap_questions PRIMARY KEY (answer_id), 
	CONSTRAINT fk_gap_questions_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id) ON DELETE CASCADE, 
	CONSTRAINT fk_gap_questions_gap_id FOREIGN KEY(gap_id) REFERENCES gaps (id)
);
INSERT INTO "gap_questions" VALUES('declined0001','Xc5SYWJsQBtN','996f8143ae3563edd386438b176dcd9dc000732e1b5cec667d01b8baf153ce71','"Who sank them?"','2026-05-04 12:01:00.000000');
CREATE TABLE gaps (
	id TEXT NOT NULL, 
	guild_id BIGINT NOT NULL, 
	"key" TEXT NOT NULL, 
	closed_by TEXT, 
	closed DATETIME, 
	CONSTRAINT pk_gaps PRIMARY KEY (id)
);
INSERT INTO "gaps" VALUES('Xc5SYWJsQBtN',5,'996f8143ae3563edd386438b176dcd9dc000732e1b5cec667d01b8baf153ce71',NULL,NULL);
CREATE TABLE moderator_requests (
	answer_id TEXT NOT NULL, 
	user_id BIGINT NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_moderator_requests PRIMARY KEY (answer_id, user_id), 
	CONSTRAINT fk_moderator_requests_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id) ON DELETE CASCADE
);
INSERT INTO "moderator_requests" VALUES('declined0001',1000000000000000002,'2026-11-23 15:33:58.603140');
CREATE TABLE publications (
	id INTEGER NOT NULL, 
	edition TEXT NOT NULL, 
	moderator_id BIGINT, 
	action TEXT NOT NULL, 
	summary JSON NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_publications PRIMARY KEY (id)
);
INSERT INTO "publications" VALUES(1,'editionone',77,'add','{"added": 1}','2026-11-23 15:33:58.830768');
CREATE TABLE reviews (
	id TEXT NOT NULL, 
	guild_id BIGINT NOT NULL, 
	moderator_id BIGINT, 
	base TEXT NOT NULL, 
	staged TEXT NOT NULL, 
	change JSON NOT NULL, 
	created DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (id)
);
INSERT INTO "reviews" VALUES('Mq4r1GXz7W7I',5,77,'editionone','editiontwo','{"written": {"storm.md": "Forty boats sank."}, "removed": ["old.md"]}','2026-11-23 15:33:58.948304','open');
CREATE TABLE rooms (
	guild_id BIGINT NOT NULL, 
	channel_id BIGINT NOT NULL, 
	answers BOOLEAN, 
	mentions BOOLEAN, 
	private BOOLEAN, 
	threads BOOLEAN, 
	cooldown_seconds FLOAT, 
	CONSTRAINT pk_rooms PRIMARY KEY (guild_id, channel_id)
);
INSERT INTO "rooms" VALUES(5,0,NULL,NULL,1,NULL,NULL);
INSERT INTO "rooms" VALUES(5,9,0,NULL,NULL,NULL,2.5);
CREATE TABLE servers (
	guild_id BIGINT NOT NULL, 
	moderator_roles JSON, 
	log_channel BIGINT, 
	CONSTRAINT pk_servers PRIMARY KEY (guild_id)
);
INSERT INTO "servers" VALUES(5,'[31, 32]',8);
CREATE INDEX ix_answers_created ON answers (created);
CREATE INDEX ix_answers_message_id ON answers (message_id);
CREATE INDEX ix_answers_asker_id_channel_id_created ON answers (asker_id, channel_id, created);
CREATE INDEX ix_feedback_user_id ON feedback (user_id);
CREATE INDEX ix_moderator_requests_user_id ON moderator_requests (user_id);
CREATE INDEX ix_audit_guild_id_id ON audit (guild_id, id);
CREATE INDEX ix_audit_moderator_id ON audit (moderator_id);
CREATE INDEX ix_reviews_moderator_id ON reviews (moderator_id);
CREATE INDEX ix_reviews_state_created ON reviews (state, created);
CREATE INDEX ix_publications_moderator_id ON publications (moderator_id);
CREATE INDEX ix_answer_sources_article_id ON answer_sources (article_id);
CREATE UNIQUE INDEX ix_gaps_guild_id_key ON gaps (guild_id, "key") WHERE closed IS NULL;
CREATE INDEX ix_gap_questions_gap_id ON gap_questions (gap_id);
CREATE INDEX ix_gap_questions_key ON gap_questions ("key");
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
COMMIT;
