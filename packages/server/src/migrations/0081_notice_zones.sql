-- By whose clocks the times in a message are told: of the person, or of the channel where it has no one reader. Absent: UTC.

-- IANA time zones
alter table notice_people add column zone text;
alter table notice_channels add column zone text;
