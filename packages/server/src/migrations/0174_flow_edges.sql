-- A deployment runs on the platform, or at an edge node: {"id": of the node, "group", "node"}.
alter table flow_deployments add column edge jsonb;
