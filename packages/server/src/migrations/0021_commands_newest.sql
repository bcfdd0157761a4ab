-- Writes are listed by when they were asked for: their ids may come from the caller, whose clock is its own.

drop index writes_tenant;
drop index writes_point;
create index writes_tenant on writes (tenant_id, asked_at desc, id desc);
create index writes_point on writes (tenant_id, point_id, asked_at desc, id desc);
