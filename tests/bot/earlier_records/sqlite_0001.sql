BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
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
INSERT INTO "answers" VALUES('answered0001',1000000000000000001,5,1000000000000000003,7,0,'en','{"question": "How many boats sank?", "reply": "How many boats sank?", "carried": ""}','{"kind": "answer", "reason": null, "claims": [{"text": "Forty boats sank in the old harbour.", "citations": [1]}], "citations": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null}], "nearest": [], "confidence": 0.87654, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.126}}',NULL,'[]','2026-05-04 12:00:00.000000');
INSERT INTO "answers" VALUES('declined0001',1000000000000000002,5,1000000000000000003,8,0,'en','{"question": "Who sank them?", "reply": "Who sank them?", "carried": ""}','{"kind": "no_answer", "reason": "not_in_sources", "claims": [], "citations": [], "nearest": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null}], "confidence": 0.1, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.0}}',NULL,'["Ann Lee"]','2026-05-04 12:01:00.000000');
INSERT INTO "answers" VALUES('followed0001',1000000000000000002,5,1000000000000000003,9,0,'en','{"question": "And when?", "reply": "And when?", "carried": "How many boats sank?"}','{"kind": "no_answer", "reason": "not_in_sources", "claims": [], "citations": [], "nearest": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null}], "confidence": 0.1, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.0}}','[["storm", 35, 71]]','[]','2026-05-04 12:02:00.000000');
INSERT INTO "answers" VALUES('odd000000001',1000000000000000001,NULL,1000000000000000003,10,1,'zh','{"question": "\u0000 \ud800 \u8bae", "reply": "\u0000 \ud800 \u8bae", "carried": ""}','{"kind": "answer", "reason": null, "claims": [{"text": "Forty boats sank in the old harbour.", "citations": [1]}], "citations": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null}], "nearest": [], "confidence": 0.87654, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.126}}',NULL,'[]','2026-05-04 12:03:00.000000');
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
INSERT INTO "feedback" VALUES('answered0001',1000000000000000002,1,NULL,'2026-11-23 15:33:52.564621');
INSERT INTO "feedback" VALUES('declined0001',1000000000000000001,0,'"out of date"','2026-11-23 15:33:52.601031');
CREATE TABLE moderator_requests (
	answer_id TEXT NOT NULL, 
	user_id BIGINT NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_moderator_requests PRIMARY KEY (answer_id, user_id), 
	CONSTRAINT fk_moderator_requests_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id) ON DELETE CASCADE
);
INSERT INTO "moderator_requests" VALUES('declined0001',1000000000000000002,'2026-11-23 15:33:52.639540');
CREATE INDEX ix_answers_message_id ON answers (message_id);
CREATE INDEX ix_answers_asker_id_channel_id_created ON answers (asker_id, channel_id, created);
CREATE INDEX ix_answers_created ON answers (created);
CREATE INDEX ix_feedback_user_id ON feedback (user_id);
CREATE INDEX ix_moderator_requests_user_id ON moderator_requests (user_id);
COMMIT;
