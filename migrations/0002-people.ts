import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Areas, organisations (an enterprise is one), people, sessions, keys, delegations, settings (contract §2, §3). */
export class People1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
create table area (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  code text not null,
  name text not null,
  level text not null,
  city_code text not null,
  county_code text not null,
  valid_from date not null,
  valid_to date,
  successor_code text,
  constraint area_pk primary key (id),
  constraint area_code_unique unique (code),
  constraint area_level check (level in ('CITY', 'COUNTY', 'TOWN')),
  constraint area_valid check (valid_to is null or valid_to >= valid_from)
);

create table organisation (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  kind text not null,
  name text not null,
  short_names text[] not null default '{}',
  area_code text not null,
  city_code text not null,
  county_code text not null,
  town_code text,
  status text not null default 'ACTIVE',
  credit_code text,
  sector text,
  scale text,
  risk_class text,
  risk_features text[] not null default '{}',
  address text,
  parent_id uuid,
  provisional boolean not null default false,
  merged_into_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint organisation_pk primary key (id),
  constraint organisation_parent foreign key (parent_id) references organisation (id),
  constraint organisation_merged_into foreign key (merged_into_id) references organisation (id),
  constraint organisation_kind check (kind in ('ENTERPRISE', 'TOWN_CENTRE', 'COUNTY_BUREAU', 'CITY_BUREAU')),
  constraint organisation_status check (status in ('ACTIVE', 'CEASED'))
);
create unique index organisation_credit_code on organisation (county_code, credit_code) where credit_code is not null;
-- several authorities of a kind may serve an area: after a merger of towns both centres do
create index organisation_authority on organisation (kind, area_code) where kind <> 'ENTERPRISE';
create index organisation_by_town on organisation (town_code, kind, id);
create index organisation_by_county on organisation (county_code, kind, id);
create index organisation_by_city on organisation (city_code, kind, id);
-- a registration names its enterprise by the code alone; the caller's reach is judged on the row
create index organisation_by_credit_code on organisation (credit_code) where credit_code is not null;

create table user_account (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  organisation_id uuid not null,
  username text not null,
  name text not null,
  post text,
  roles text[] not null,
  status text not null default 'ACTIVE',
  password_hash text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint user_account_pk primary key (id),
  constraint user_account_username unique (username),
  constraint user_account_organisation foreign key (organisation_id) references organisation (id),
  constraint user_account_status check (status in ('ACTIVE', 'DISABLED')),
  constraint user_account_roles check (cardinality(roles) between 1 and 6 and roles <@ array['OPERATOR','PRINCIPAL','INSPECTOR','SUPERVISOR','ADMINISTRATOR','AUDITOR'])
);
create index user_account_by_organisation on user_account (organisation_id, id);

create table session (
  id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint session_pk primary key (id),
  constraint session_of_user foreign key (user_id) references user_account (id)
);
create index session_by_user on session (user_id) where ended_at is null;

create table refresh_token (
  token_hash text not null,
  session_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint refresh_token_pk primary key (token_hash),
  constraint refresh_token_session foreign key (session_id) references session (id)
);
create index refresh_token_by_session on refresh_token (session_id);

-- five wrong passwords from one address lock that account for that address (contract 2), existing or not
create table sign_in_failure (
  username text not null,
  address text not null,
  failed_count integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz,
  constraint sign_in_failure_pk primary key (username, address)
);

create table api_key (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  organisation_id uuid not null,
  name text not null,
  scopes text[] not null,
  expires_on date not null,
  secret_hash text not null,
  previous_secret_hash text,
  previous_until timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  constraint api_key_pk primary key (id),
  constraint api_key_organisation foreign key (organisation_id) references organisation (id)
);
create unique index api_key_secret on api_key (secret_hash);
create index api_key_previous_secret on api_key (previous_secret_hash) where previous_secret_hash is not null;
create index api_key_by_organisation on api_key (organisation_id, id);

create table delegation (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  organisation_id uuid not null,
  from_user_id uuid not null,
  to_user_id uuid not null,
  role text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  reason text not null,
  ended_at timestamptz,
  created_at timestamptz not null,
  constraint delegation_pk primary key (id),
  constraint delegation_from_user foreign key (from_user_id) references user_account (id),
  constraint delegation_to_user foreign key (to_user_id) references user_account (id),
  constraint delegation_period check (until_at > from_at),
  constraint delegation_other_person check (from_user_id <> to_user_id)
);
create index delegation_by_deputy on delegation (to_user_id, until_at);
create index delegation_by_principal on delegation (from_user_id, until_at);

create table setting (
  id uuid not null,
  version integer not null,
  head_hash text not null,
  county_code text not null,
  name text not null,
  constraint setting_pk primary key (id),
  constraint setting_name unique (county_code, name)
);
create table setting_version (
  setting_id uuid not null,
  version integer not null,
  effective_from timestamptz not null,
  value jsonb not null,
  created_by_id uuid,
  created_by_name text,
  created_at timestamptz not null,
  constraint setting_version_pk primary key (setting_id, version),
  constraint setting_version_setting foreign key (setting_id) references setting (id)
);
create trigger setting_version_no_change before update or delete on setting_version for each row execute function refuse_change();
create trigger setting_version_no_truncate before truncate on setting_version execute function refuse_change();
revoke update, delete, truncate on setting_version from ledger_app;
`;

const DOWN = `
drop table setting_version, setting, delegation, api_key, sign_in_failure, refresh_token, session, user_account, organisation, area;
`;
