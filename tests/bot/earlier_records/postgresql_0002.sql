CREATE FUNCTION public.audit_is_only_added_to() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the audit is only added to'; END $$;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.answer_marks (
    answer_id text NOT NULL,
    edition text NOT NULL
);
CREATE TABLE public.answer_sources (
    answer_id text NOT NULL,
    place bigint NOT NULL,
    article_id text NOT NULL,
    start bigint NOT NULL,
    "end" bigint NOT NULL,
    quote_digest text NOT NULL,
    cited boolean NOT NULL
);
CREATE TABLE public.answers (
    id text NOT NULL,
    asker_id bigint NOT NULL,
    guild_id bigint,
    channel_id bigint NOT NULL,
    message_id bigint,
    private boolean NOT NULL,
    language text NOT NULL,
    words json,
    reply json NOT NULL,
    carried json,
    suggested json NOT NULL,
    created timestamp with time zone NOT NULL
);
CREATE TABLE public.audit (
    id bigint NOT NULL,
    guild_id bigint NOT NULL,
    moderator_id bigint NOT NULL,
    action text NOT NULL,
    subject json NOT NULL,
    detail json NOT NULL,
    created timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;
CREATE TABLE public.facts (
    key text NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.feedback (
    answer_id text NOT NULL,
    user_id bigint NOT NULL,
    helpful boolean NOT NULL,
    reason json,
    created timestamp with time zone NOT NULL
);
CREATE TABLE public.gap_questions (
    answer_id text NOT NULL,
    gap_id text NOT NULL,
    key text NOT NULL,
    words json,
    created timestamp with time zone NOT NULL
);
CREATE TABLE public.gaps (
    id text NOT NULL,
    guild_id bigint NOT NULL,
    key text NOT NULL,
    closed_by text,
    closed timestamp with time zone
);
CREATE TABLE public.moderator_requests (
    answer_id text NOT NULL,
    user_id bigint NOT NULL,
    created timestamp with time zone NOT NULL
);
CREATE TABLE public.publications (
    id bigint NOT NULL,
    edition text NOT NULL,
    moderator_id bigint,
    action text NOT NULL,
    summary json NOT NULL,
    created timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.publications_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.publications_id_seq OWNED BY public.publications.id;
CREATE TABLE public.reviews (
    id text NOT NULL,
    guild_id bigint NOT NULL,
    moderator_id bigint,
    base text NOT NULL,
    staged text NOT NULL,
    change json NOT NULL,
    created timestamp with time zone NOT NULL,
    state text NOT NULL
);
CREATE TABLE public.rooms (
    guild_id bigint NOT NULL,
    channel_id bigint NOT NULL,
    answers boolean,
    mentions boolean,
    private boolean,
    threads boolean,
    cooldown_seconds double precision
);
CREATE TABLE public.servers (
    guild_id bigint NOT NULL,
    moderator_roles json,
    log_channel bigint
);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.publications ALTER COLUMN id SET DEFAULT nextval('public.publications_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.answer_marks VALUES ('answered0001', 'editionone');
INSERT INTO public.answer_sources VALUES ('answered0001', 0, 'storm', 35, 71, '9632b9b8aca509b515de9604fca355b4316cc2daea57a0470b26a9848b9c51c4', true);
INSERT INTO public.answer_sources VALUES ('declined0001', 0, 'storm', 35, 71, '9632b9b8aca509b515de9604fca355b4316cc2daea57a0470b26a9848b9c51c4', false);
INSERT INTO public.answer_sources VALUES ('followed0001', 0, 'storm', 35, 71, '9632b9b8aca509b515de9604fca355b4316cc2daea57a0470b26a9848b9c51c4', false);
INSERT INTO public.answer_sources VALUES ('odd000000001', 0, 'storm', 35, 71, '9632b9b8aca509b515de9604fca355b4316cc2daea57a0470b26a9848b9c51c4', true);
INSERT INTO public.answers VALUES ('answered0001', 1000000000000000001, 5, 1000000000000000003, 7, false, 'en', '{"question": "How many boats sank?", "reply": "How many boats sank?", "carried": ""}', '{"kind": "answer", "reason": null, "claims": [{"text": "Forty boats sank in the old harbour.", "citations": [1]}], "citations": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null, "status": null, "superseded_by": null}], "disagreement": [], "nearest": [], "confidence": 0.87654, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.126}}', NULL, '[]', '2026-05-04 12:00:00+00');
INSERT INTO public.answers VALUES ('declined0001', 1000000000000000002, 5, 1000000000000000003, 8, false, 'en', '{"question": "Who sank them?", "reply": "Who sank them?", "carried": ""}', '{"kind": "no_answer", "reason": "not_in_sources", "claims": [], "citations": [], "disagreement": [], "nearest": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null, "status": null, "superseded_by": null}], "confidence": 0.1, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.0}}', NULL, '["Ann Lee"]', '2026-05-04 12:01:00+00');
INSERT INTO public.answers VALUES ('followed0001', 1000000000000000002, 5, 1000000000000000003, 9, false, 'en', '{"question": "And when?", "reply": "And when?", "carried": "How many boats sank?"}', '{"kind": "no_answer", "reason": "not_in_sources", "claims": [], "citations": [], "disagreement": [], "nearest": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null, "status": null, "superseded_by": null}], "confidence": 0.1, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.0}}', '[["storm", 35, 71]]', '[]', '2026-05-04 12:02:00+00');
INSERT INTO public.answers VALUES ('odd000000001', 1000000000000000001, NULL, 1000000000000000003, 10, true, 'zh', '{"question": "\u0000 \ud800 \u8bae", "reply": "\u0000 \ud800 \u8bae", "carried": ""}', '{"kind": "answer", "reason": null, "claims": [{"text": "Forty boats sank in the old harbour.", "citations": [1]}], "citations": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null, "status": null, "superseded_by": null}], "disagreement": [], "nearest": [], "confidence": 0.87654, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.126}}', NULL, '[]', '2026-05-04 12:03:00+00');
INSERT INTO public.audit VALUES (1, 5, 77, 'proposed', '"storm"', '{"files": ["storm.md"]}', '2026-11-23 15:34:37.091958+00');
INSERT INTO public.facts VALUES ('commands of 1', 'digest');
INSERT INTO public.feedback VALUES ('answered0001', 1000000000000000002, true, NULL, '2026-11-23 15:34:36.944888+00');
INSERT INTO public.feedback VALUES ('declined0001', 1000000000000000001, false, '"out of date"', '2026-11-23 15:34:36.983686+00');
INSERT INTO public.gap_questions VALUES ('declined0001', 'paKMjccHUuNx', '996f8143ae3563edd386438b176dcd9dc000732e1b5cec667d01b8baf153ce71', '"Who sank them?"', '2026-05-04 12:01:00+00');
INSERT INTO public.gaps VALUES ('paKMjccHUuNx', 5, '996f8143ae3563edd386438b176dcd9dc000732e1b5cec667d01b8baf153ce71', NULL, NULL);
INSERT INTO public.moderator_requests VALUES ('declined0001', 1000000000000000002, '2026-11-23 15:34:37.012766+00');
INSERT INTO public.publications VALUES (1, 'editionone', 77, 'add', '{"added": 1}', '2026-11-23 15:34:37.168282+00');
INSERT INTO public.reviews VALUES ('7KaPPyqr6mut', 5, 77, 'editionone', 'editiontwo', '{"written": {"storm.md": "Forty boats sank."}, "removed": ["old.md"]}', '2026-11-23 15:34:37.209485+00', 'open');
INSERT INTO public.rooms VALUES (5, 0, NULL, NULL, true, NULL, NULL);
INSERT INTO public.rooms VALUES (5, 9, false, NULL, NULL, NULL, 2.5);
INSERT INTO public.servers VALUES (5, '[31, 32]', 8);
SELECT pg_catalog.setval('public.audit_id_seq', 1, true);
SELECT pg_catalog.setval('public.publications_id_seq', 1, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.answer_marks
    ADD CONSTRAINT pk_answer_marks PRIMARY KEY (answer_id, edition);
ALTER TABLE ONLY public.answer_sources
    ADD CONSTRAINT pk_answer_sources PRIMARY KEY (answer_id, place);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT pk_answers PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (id);
ALTER TABLE ONLY public.facts
    ADD CONSTRAINT pk_facts PRIMARY KEY (key);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT pk_feedback PRIMARY KEY (answer_id, user_id);
ALTER TABLE ONLY public.gap_questions
    ADD CONSTRAINT pk_gap_questions PRIMARY KEY (answer_id);
ALTER TABLE ONLY public.gaps
    ADD CONSTRAINT pk_gaps PRIMARY KEY (id);
ALTER TABLE ONLY public.moderator_requests
    ADD CONSTRAINT pk_moderator_requests PRIMARY KEY (answer_id, user_id);
ALTER TABLE ONLY public.publications
    ADD CONSTRAINT pk_publications PRIMARY KEY (id);
ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT pk_reviews PRIMARY KEY (id);
ALTER TABLE ONLY public.rooms
    ADD CONSTRAINT pk_rooms PRIMARY KEY (guild_id, channel_id);
ALTER TABLE ONLY public.servers
    ADD CONSTRAINT pk_servers PRIMARY KEY (guild_id);
CREATE INDEX ix_answer_sources_article_id ON public.answer_sources USING btree (article_id);
CREATE INDEX ix_answers_asker_id_channel_id_created ON public.answers USING btree (asker_id, channel_id, created);
CREATE INDEX ix_answers_created ON public.answers USING btree (created);
CREATE INDEX ix_answers_message_id ON public.answers USING btree (message_id);
CREATE INDEX ix_audit_guild_id_id ON public.audit USING btree (guild_id, id);
CREATE INDEX ix_audit_moderator_id ON public.audit USING btree (moderator_id);
CREATE INDEX ix_feedback_user_id ON public.feedback USING btree (user_id);
CREATE INDEX ix_gap_questions_gap_id ON public.gap_questions USING btree (gap_id);
CREATE INDEX ix_gap_questions_key ON public.gap_questions USING btree (key);
CREATE UNIQUE INDEX ix_gaps_guild_id_key ON public.gaps USING btree (guild_id, key) WHERE (closed IS NULL);
CREATE INDEX ix_moderator_requests_user_id ON public.moderator_requests USING btree (user_id);
CREATE INDEX ix_publications_moderator_id ON public.publications USING btree (moderator_id);
CREATE INDEX ix_reviews_moderator_id ON public.reviews USING btree (moderator_id);
CREATE INDEX ix_reviews_state_created ON public.reviews USING btree (state, created);
CREATE TRIGGER audit_no_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.audit_is_only_added_to();
ALTER TABLE ONLY public.answer_marks
    ADD CONSTRAINT fk_answer_marks_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.answer_sources
    ADD CONSTRAINT fk_answer_sources_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT fk_feedback_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.gap_questions
    ADD CONSTRAINT fk_gap_questions_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.gap_questions
    ADD CONSTRAINT fk_gap_questions_gap_id FOREIGN KEY (gap_id) REFERENCES public.gaps(id);
ALTER TABLE ONLY public.moderator_requests
    ADD CONSTRAINT fk_moderator_requests_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers(id) ON DELETE CASCADE;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
