CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
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
CREATE TABLE public.moderator_requests (
    answer_id text NOT NULL,
    user_id bigint NOT NULL,
    created timestamp with time zone NOT NULL
);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.answers VALUES ('answered0001', 1000000000000000001, 5, 1000000000000000003, 7, false, 'en', '{"question": "How many boats sank?", "reply": "How many boats sank?", "carried": ""}', '{"kind": "answer", "reason": null, "claims": [{"text": "Forty boats sank in the old harbour.", "citations": [1]}], "citations": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null}], "nearest": [], "confidence": 0.87654, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.126}}', NULL, '[]', '2026-05-04 12:00:00+00');
INSERT INTO public.answers VALUES ('declined0001', 1000000000000000002, 5, 1000000000000000003, 8, false, 'en', '{"question": "Who sank them?", "reply": "Who sank them?", "carried": ""}', '{"kind": "no_answer", "reason": "not_in_sources", "claims": [], "citations": [], "nearest": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null}], "confidence": 0.1, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.0}}', NULL, '["Ann Lee"]', '2026-05-04 12:01:00+00');
INSERT INTO public.answers VALUES ('followed0001', 1000000000000000002, 5, 1000000000000000003, 9, false, 'en', '{"question": "And when?", "reply": "And when?", "carried": "How many boats sank?"}', '{"kind": "no_answer", "reason": "not_in_sources", "claims": [], "citations": [], "nearest": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null}], "confidence": 0.1, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.0}}', '[["storm", 35, 71]]', '[]', '2026-05-04 12:02:00+00');
INSERT INTO public.answers VALUES ('odd000000001', 1000000000000000001, NULL, 1000000000000000003, 10, true, 'zh', '{"question": "\u0000 \ud800 \u8bae", "reply": "\u0000 \ud800 \u8bae", "carried": ""}', '{"kind": "answer", "reason": null, "claims": [{"text": "Forty boats sank in the old harbour.", "citations": [1]}], "citations": [{"number": 1, "article_id": "storm", "title": "A storm in Harbourtown", "source": "The Gazette", "published": "2026-05-04", "url": "https://gazette.example/storm", "start": 35, "end": 71, "quote": "Forty boats sank in the old harbour.", "attribution": null}], "nearest": [], "confidence": 0.87654, "dropped": 0, "edition": "0123456789abcdef", "timings_ms": {"embed": 10.126}}', NULL, '[]', '2026-05-04 12:03:00+00');
INSERT INTO public.facts VALUES ('commands of 1', 'digest');
INSERT INTO public.feedback VALUES ('answered0001', 1000000000000000002, true, NULL, '2026-11-23 15:34:31.282446+00');
INSERT INTO public.feedback VALUES ('declined0001', 1000000000000000001, false, '"out of date"', '2026-11-23 15:34:31.313683+00');
INSERT INTO public.moderator_requests VALUES ('declined0001', 1000000000000000002, '2026-11-23 15:34:31.345523+00');
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT pk_answers PRIMARY KEY (id);
ALTER TABLE ONLY public.facts
    ADD CONSTRAINT pk_facts PRIMARY KEY (key);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT pk_feedback PRIMARY KEY (answer_id, user_id);
ALTER TABLE ONLY public.moderator_requests
    ADD CONSTRAINT pk_moderator_requests PRIMARY KEY (answer_id, user_id);
CREATE INDEX ix_answers_asker_id_channel_id_created ON public.answers USING btree (asker_id, channel_id, created);
CREATE INDEX ix_answers_created ON public.answers USING btree (created);
CREATE INDEX ix_answers_message_id ON public.answers USING btree (message_id);
CREATE INDEX ix_feedback_user_id ON public.feedback USING btree (user_id);
CREATE INDEX ix_moderator_requests_user_id ON public.moderator_requests USING btree (user_id);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT fk_feedback_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.moderator_requests
    ADD CONSTRAINT fk_moderator_requests_answer_id FOREIGN KEY (answer_id) REFERENCES public.answers(id) ON DELETE CASCADE;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
