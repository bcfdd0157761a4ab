-- What ends by the clock beside shelving: being out of service, suppression by somebody, and the time until an alarm asks again.

alter table alarm_states
  -- µs; null: until somebody puts it back
  add column out_until bigint,
  -- by somebody, beside the condition that suppresses it: {"by", "reason", "at"}
  add column suppressed_by jsonb,
  add column suppressed_until bigint,
  -- µs: it is put before operators again
  add column re_alarm_at bigint;

drop index alarm_states_shelved;
create index alarm_states_due on alarm_states (tenant_id, (least(shelved_until, out_until, suppressed_until, re_alarm_at)))
  where least(shelved_until, out_until, suppressed_until, re_alarm_at) is not null;
