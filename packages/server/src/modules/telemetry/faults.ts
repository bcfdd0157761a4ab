import { defineFaults } from '@millrace/core'

defineFaults('telemetry', {
  time_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected {name} as ISO 8601 with a zone or as µs since 1970, saw "{seen}".',
    remedy: 'Send for example 2026-11-23T08:00:00Z.',
  },
  range_backwards: {
    blame: 'caller',
    status: 400,
    says: 'Expected a range that ends after it begins, saw {from} to {to}.',
    remedy: 'Exchange from and to.',
  },
  buckets_too_many: {
    blame: 'caller',
    status: 400,
    says: 'Expected at most {most} buckets, saw {seen}.',
    remedy: 'Ask for wider buckets or a shorter range.',
  },
  ids_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected one to {most} ids of points, parted by commas, saw {seen}.',
    remedy: 'Ask for fewer at a time.',
  },
  export_of_two: {
    blame: 'caller',
    status: 400,
    says: 'Expected points or an asset, saw both.',
    remedy: 'Ask for the points alone, or for all points of the asset.',
  },
  live_full: {
    blame: 'us',
    status: 503,
    says: 'Expected fewer than {most} live streams at a time, saw that many.',
    remedy: 'Close pages that are not looked at, or take values from MQTT.',
  },
})
