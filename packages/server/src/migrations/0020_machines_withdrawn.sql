-- A token that was withdrawn stays in the list until it would have been forgotten.

alter table enrolment_tokens add column withdrawn_at timestamptz;
