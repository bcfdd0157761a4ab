-- What stood at the inputs of a run when it came into force.

alter table flow_runs
  -- by node {"value", "status"}; null until live computing has it
  add column stood jsonb;
