CREATE TABLE public.accounts (
    platform character varying(20) NOT NULL,
    "user" character varying(60) NOT NULL,
    person_id integer NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.articles (
    id integer NOT NULL,
    topic_id integer NOT NULL,
    version integer NOT NULL,
    hash character varying(16) NOT NULL,
    text text NOT NULL,
    headline text,
    outlet text,
    byline text,
    dateline text,
    published character varying(40),
    url text,
    licence text,
    note text NOT NULL,
    added timestamp with time zone NOT NULL,
    added_by character varying(100) NOT NULL
);
CREATE SEQUENCE public.articles_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.articles_id_seq OWNED BY public.articles.id;
CREATE TABLE public.audit (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    who character varying(100) NOT NULL,
    platform character varying(20) NOT NULL,
    what character varying(60) NOT NULL,
    subject character varying(200) NOT NULL,
    detail json NOT NULL
);
CREATE SEQUENCE public.audit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;
CREATE TABLE public.channel_topics (
    platform character varying(20) NOT NULL,
    server character varying(60) NOT NULL,
    channel character varying(60) NOT NULL,
    topic_id integer NOT NULL
);
CREATE TABLE public.codes (
    hash character varying(64) NOT NULL,
    newsroom_id integer NOT NULL,
    purpose character varying(20) NOT NULL,
    role integer NOT NULL,
    person_id integer,
    made timestamp with time zone NOT NULL,
    expires timestamp with time zone,
    used timestamp with time zone
);
CREATE TABLE public.corrections (
    id integer NOT NULL,
    topic_id integer NOT NULL,
    revision_id integer NOT NULL,
    severity character varying(20) NOT NULL,
    note text NOT NULL,
    made timestamp with time zone NOT NULL,
    made_by character varying(100) NOT NULL
);
CREATE SEQUENCE public.corrections_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.corrections_id_seq OWNED BY public.corrections.id;
CREATE TABLE public.deliveries (
    id integer NOT NULL,
    subscription_id integer,
    topic_id integer NOT NULL,
    platform character varying(20) NOT NULL,
    server character varying(60) NOT NULL,
    channel character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    slot character varying(60) NOT NULL,
    day date NOT NULL,
    format character varying(20) NOT NULL,
    subject text NOT NULL,
    revision_id integer,
    state character varying(20) NOT NULL,
    reason text NOT NULL,
    due timestamp with time zone NOT NULL,
    attempts integer NOT NULL,
    retry_at timestamp with time zone,
    claimed_by character varying(60) NOT NULL,
    claimed_until timestamp with time zone,
    posted timestamp with time zone,
    made timestamp with time zone NOT NULL,
    made_by character varying(100) NOT NULL
);
CREATE SEQUENCE public.deliveries_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.deliveries_id_seq OWNED BY public.deliveries.id;
CREATE TABLE public.drafts (
    topic_id integer NOT NULL,
    article_id integer NOT NULL,
    content json NOT NULL,
    version integer NOT NULL,
    saved timestamp with time zone NOT NULL,
    saved_by character varying(100) NOT NULL
);
CREATE TABLE public.facts (
    name character varying(60) NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.local_messages (
    id integer NOT NULL,
    channel character varying(60) NOT NULL,
    part character varying(25),
    author character varying(100) NOT NULL,
    payload json NOT NULL,
    posted timestamp with time zone NOT NULL,
    edited timestamp with time zone
);
CREATE SEQUENCE public.local_messages_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.local_messages_id_seq OWNED BY public.local_messages.id;
CREATE TABLE public.newsrooms (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    made timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.newsrooms_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.newsrooms_id_seq OWNED BY public.newsrooms.id;
CREATE TABLE public.parts (
    id character varying(25) NOT NULL,
    delivery_id integer NOT NULL,
    "position" integer NOT NULL,
    payload json NOT NULL,
    revision_id integer,
    message character varying(60) NOT NULL,
    first_tried timestamp with time zone,
    last_tried timestamp with time zone,
    posted timestamp with time zone,
    edit_state character varying(20) NOT NULL,
    edit_reason text NOT NULL,
    edit_at timestamp with time zone,
    edit_attempts integer NOT NULL,
    edit_number integer NOT NULL
);
CREATE TABLE public.people (
    id integer NOT NULL,
    newsroom_id integer NOT NULL,
    name character varying(100) NOT NULL,
    role integer NOT NULL,
    made timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.people_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.people_id_seq OWNED BY public.people.id;
CREATE TABLE public.revisions (
    id integer NOT NULL,
    topic_id integer NOT NULL,
    number integer NOT NULL,
    article_id integer NOT NULL,
    content json NOT NULL,
    state character varying(20) NOT NULL,
    reason text NOT NULL,
    submitted timestamp with time zone NOT NULL,
    submitted_by character varying(100) NOT NULL,
    submitter_id integer,
    approved timestamp with time zone,
    approved_by character varying(100),
    published timestamp with time zone
);
CREATE SEQUENCE public.revisions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.revisions_id_seq OWNED BY public.revisions.id;
CREATE TABLE public.servers (
    platform character varying(20) NOT NULL,
    server character varying(60) NOT NULL,
    name character varying(100) NOT NULL,
    newsroom_id integer,
    topic_id integer,
    linked timestamp with time zone
);
CREATE TABLE public.subscriptions (
    id integer NOT NULL,
    topic_id integer NOT NULL,
    platform character varying(20) NOT NULL,
    server character varying(60) NOT NULL,
    channel character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    rule json NOT NULL,
    format character varying(20) NOT NULL,
    unchanged character varying(20) NOT NULL,
    late_hours integer NOT NULL,
    locale character varying(20) NOT NULL,
    state character varying(20) NOT NULL,
    reason text NOT NULL,
    next_due timestamp with time zone,
    next_slot character varying(40) NOT NULL,
    made timestamp with time zone NOT NULL,
    made_by character varying(100) NOT NULL
);
CREATE SEQUENCE public.subscriptions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.subscriptions_id_seq OWNED BY public.subscriptions.id;
CREATE TABLE public.topics (
    id integer NOT NULL,
    newsroom_id integer NOT NULL,
    name character varying(100) NOT NULL,
    made timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.topics_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.topics_id_seq OWNED BY public.topics.id;
ALTER TABLE ONLY public.articles ALTER COLUMN id SET DEFAULT nextval('public.articles_id_seq'::regclass);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.corrections ALTER COLUMN id SET DEFAULT nextval('public.corrections_id_seq'::regclass);
ALTER TABLE ONLY public.deliveries ALTER COLUMN id SET DEFAULT nextval('public.deliveries_id_seq'::regclass);
ALTER TABLE ONLY public.local_messages ALTER COLUMN id SET DEFAULT nextval('public.local_messages_id_seq'::regclass);
ALTER TABLE ONLY public.newsrooms ALTER COLUMN id SET DEFAULT nextval('public.newsrooms_id_seq'::regclass);
ALTER TABLE ONLY public.people ALTER COLUMN id SET DEFAULT nextval('public.people_id_seq'::regclass);
ALTER TABLE ONLY public.revisions ALTER COLUMN id SET DEFAULT nextval('public.revisions_id_seq'::regclass);
ALTER TABLE ONLY public.subscriptions ALTER COLUMN id SET DEFAULT nextval('public.subscriptions_id_seq'::regclass);
ALTER TABLE ONLY public.topics ALTER COLUMN id SET DEFAULT nextval('public.topics_id_seq'::regclass);
INSERT INTO public.accounts VALUES ('discord', '200', 1);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.articles VALUES (1, 1, 1, '5f1d', 'The harbour council voted on Tuesday to widen the channel. “We have waited long enough,” said Mara Lindqvist.', 'Channel to be widened', 'Harbour News', NULL, NULL, '2026-11-22T18:00:00+01:00', 'https://news.example/channel', NULL, '', '2026-11-23 07:00:00+00', 'Ann Lee');
INSERT INTO public.audit VALUES (1, '2026-11-23 09:25:00+00', 'Ann Lee', 'discord', 'published', 'revision 2', '{"note": "The sum was wrong."}');
INSERT INTO public.channel_topics VALUES ('discord', '100', 'c1', 1);
INSERT INTO public.codes VALUES ('0badc0de', 1, 'server', 4, 1, '2026-11-23 07:00:00+00', '2026-11-24 07:00:00+00', NULL);
INSERT INTO public.corrections VALUES (1, 1, 2, 'correction', 'The sum was wrong.', '2026-11-23 09:25:00+00', 'Ann Lee');
INSERT INTO public.deliveries VALUES (1, 1, 1, 'discord', '100', 'c1', 'channel', '#summit', '2026-11-23T09:00', '2026-11-23', 'full', '', 2, 'posted', '', '2026-11-23 08:00:00+00', 1, NULL, '', NULL, '2026-11-23 08:00:02+00', '2026-11-23 08:00:00+00', '');
INSERT INTO public.deliveries VALUES (2, NULL, 1, 'discord', '100', 'c1', 'channel', '#summit', 'shared:5eed', '2026-11-23', 'answer', 'Who spoke?', 2, 'claimed', '', '2026-11-23 10:00:00+00', 1, NULL, '0123456789abcdef0123', '2026-11-23 10:01:30+00', NULL, '2026-11-23 10:00:00+00', 'Reader');
INSERT INTO public.drafts VALUES (1, 1, '{"headline": "Channel to be widened"}', 3, '2026-11-23 07:10:00+00', 'Ann Lee');
INSERT INTO public.facts VALUES ('zone', 'Europe/Paris');
INSERT INTO public.local_messages VALUES (1, 'summit', '0000000000000000000c', 'Readout', '{"text": "The harbour council voted."}', '2026-11-23 08:00:02+00', NULL);
INSERT INTO public.newsrooms VALUES (1, 'The Lantern', '2026-11-23 07:00:00+00');
INSERT INTO public.parts VALUES ('0000000000000000000a', 1, 0, '{"text": "The harbour council voted."}', 1, '900', '2026-11-23 08:00:01+00', '2026-11-23 08:00:01+00', '2026-11-23 08:00:02+00', 'wanted', '', NULL, 0, 1);
INSERT INTO public.parts VALUES ('0000000000000000000b', 2, 0, '{"text": "Mara Lindqvist spoke."}', 2, '', '2026-11-23 10:00:01+00', '2026-11-23 10:00:01+00', NULL, '', '', NULL, 0, 0);
INSERT INTO public.people VALUES (1, 1, 'Ann Lee', 4, '2026-11-23 07:00:00+00');
INSERT INTO public.revisions VALUES (1, 1, 1, 1, '{"headline": "Channel to be widened"}', 'superseded', '', '2026-11-23 07:20:00+00', 'Ann Lee', 1, '2026-11-23 07:25:00+00', 'Tom Abara', '2026-11-23 07:25:00+00');
INSERT INTO public.revisions VALUES (2, 1, 2, 1, '{"headline": "Channel to be widened, harbour council says"}', 'published', '', '2026-11-23 09:20:00+00', 'Ann Lee', 1, NULL, NULL, '2026-11-23 09:25:00+00');
INSERT INTO public.servers VALUES ('discord', '100', 'Harbour watch', 1, 1, '2026-11-23 07:30:00+00');
INSERT INTO public.subscriptions VALUES (1, 1, 'discord', '100', 'c1', 'channel', '#summit', '{"times": ["09:00"], "zone": "Europe/Paris", "days": [0, 1, 2, 3, 4, 5, 6]}', 'full', 'repeat', 6, 'en', 'active', '', '2026-11-24 08:00:00+00', '2026-11-24T09:00', '2026-11-23 07:30:00+00', 'Ann Lee');
INSERT INTO public.subscriptions VALUES (2, 1, 'slack', 'T1', 'C2', 'channel', '#docks', '{"times": ["07:30", "18:00"], "zone": "Asia/Tokyo", "days": [0, 1, 2, 3, 4]}', 'short', 'skip', 0, 'en', 'stopped', 'The channel is gone.', NULL, '', '2026-11-23 07:30:00+00', 'Ann Lee');
INSERT INTO public.topics VALUES (1, 1, 'Harbour', '2026-11-23 07:00:00+00');
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (platform, "user");
ALTER TABLE ONLY public.articles
    ADD CONSTRAINT pk_articles PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (id);
ALTER TABLE ONLY public.channel_topics
    ADD CONSTRAINT pk_channel_topics PRIMARY KEY (platform, server, channel);
ALTER TABLE ONLY public.codes
    ADD CONSTRAINT pk_codes PRIMARY KEY (hash);
ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT pk_corrections PRIMARY KEY (id);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT pk_deliveries PRIMARY KEY (id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT pk_drafts PRIMARY KEY (topic_id);
ALTER TABLE ONLY public.facts
    ADD CONSTRAINT pk_facts PRIMARY KEY (name);
ALTER TABLE ONLY public.local_messages
    ADD CONSTRAINT pk_local_messages PRIMARY KEY (id);
ALTER TABLE ONLY public.newsrooms
    ADD CONSTRAINT pk_newsrooms PRIMARY KEY (id);
ALTER TABLE ONLY public.parts
    ADD CONSTRAINT pk_parts PRIMARY KEY (id);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT pk_people PRIMARY KEY (id);
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT pk_revisions PRIMARY KEY (id);
ALTER TABLE ONLY public.servers
    ADD CONSTRAINT pk_servers PRIMARY KEY (platform, server);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT pk_subscriptions PRIMARY KEY (id);
ALTER TABLE ONLY public.topics
    ADD CONSTRAINT pk_topics PRIMARY KEY (id);
ALTER TABLE ONLY public.articles
    ADD CONSTRAINT uq_articles_topic_id_version UNIQUE (topic_id, version);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT uq_deliveries_subscription_id_slot UNIQUE (subscription_id, slot);
ALTER TABLE ONLY public.local_messages
    ADD CONSTRAINT uq_local_messages_part UNIQUE (part);
ALTER TABLE ONLY public.parts
    ADD CONSTRAINT uq_parts_delivery_id_position UNIQUE (delivery_id, "position");
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT uq_revisions_topic_id_number UNIQUE (topic_id, number);
ALTER TABLE ONLY public.topics
    ADD CONSTRAINT uq_topics_newsroom_id_name UNIQUE (newsroom_id, name);
CREATE INDEX ix_accounts_person_id ON public.accounts USING btree (person_id);
CREATE INDEX ix_articles_hash ON public.articles USING btree (hash);
CREATE INDEX ix_audit_at ON public.audit USING btree (at);
CREATE INDEX ix_corrections_topic_id ON public.corrections USING btree (topic_id);
CREATE INDEX ix_deliveries_day ON public.deliveries USING btree (subscription_id, day);
CREATE INDEX ix_deliveries_place ON public.deliveries USING btree (platform, server, channel, state);
CREATE INDEX ix_deliveries_state ON public.deliveries USING btree (state, retry_at);
CREATE INDEX ix_deliveries_topic_id ON public.deliveries USING btree (topic_id);
CREATE INDEX ix_local_messages_channel ON public.local_messages USING btree (channel);
CREATE INDEX ix_parts_edit ON public.parts USING btree (edit_state, edit_at);
CREATE INDEX ix_parts_message ON public.parts USING btree (message);
CREATE INDEX ix_revisions_state ON public.revisions USING btree (state);
CREATE INDEX ix_subscriptions_due ON public.subscriptions USING btree (state, next_due);
CREATE UNIQUE INDEX uq_subscriptions_place ON public.subscriptions USING btree (topic_id, platform, server, channel, format) WHERE ((state)::text <> 'removed'::text);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.articles
    ADD CONSTRAINT fk_articles_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics(id);
ALTER TABLE ONLY public.channel_topics
    ADD CONSTRAINT fk_channel_topics_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics(id);
ALTER TABLE ONLY public.codes
    ADD CONSTRAINT fk_codes_newsroom_id FOREIGN KEY (newsroom_id) REFERENCES public.newsrooms(id);
ALTER TABLE ONLY public.codes
    ADD CONSTRAINT fk_codes_person_id FOREIGN KEY (person_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT fk_corrections_revision_id FOREIGN KEY (revision_id) REFERENCES public.revisions(id);
ALTER TABLE ONLY public.corrections
    ADD CONSTRAINT fk_corrections_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics(id);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT fk_deliveries_revision_id FOREIGN KEY (revision_id) REFERENCES public.revisions(id);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT fk_deliveries_subscription_id FOREIGN KEY (subscription_id) REFERENCES public.subscriptions(id);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT fk_deliveries_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_article_id FOREIGN KEY (article_id) REFERENCES public.articles(id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics(id);
ALTER TABLE ONLY public.parts
    ADD CONSTRAINT fk_parts_delivery_id FOREIGN KEY (delivery_id) REFERENCES public.deliveries(id);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT fk_people_newsroom_id FOREIGN KEY (newsroom_id) REFERENCES public.newsrooms(id);
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT fk_revisions_article_id FOREIGN KEY (article_id) REFERENCES public.articles(id);
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT fk_revisions_submitter_id FOREIGN KEY (submitter_id) REFERENCES public.people(id);
ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT fk_revisions_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics(id);
ALTER TABLE ONLY public.servers
    ADD CONSTRAINT fk_servers_newsroom_id FOREIGN KEY (newsroom_id) REFERENCES public.newsrooms(id);
ALTER TABLE ONLY public.servers
    ADD CONSTRAINT fk_servers_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics(id);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT fk_subscriptions_topic_id FOREIGN KEY (topic_id) REFERENCES public.topics(id);
ALTER TABLE ONLY public.topics
    ADD CONSTRAINT fk_topics_newsroom_id FOREIGN KEY (newsroom_id) REFERENCES public.newsrooms(id);
