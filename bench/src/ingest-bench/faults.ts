import { defineFaults } from '@millrace/core'

defineFaults('ingest_bench', {
  process_ended: {
    blame: 'us',
    status: 500,
    says: '{name} ended during the benchmark ({seen}).',
    remedy: 'Run it again; its messages stand above.',
  },
  peer_missing: {
    blame: 'configuration',
    status: 500,
    says: 'Expected {name} to answer on port {port} within {seconds} s.',
    remedy:
      'Install its Debian package (mosquitto, influxdb, victoria-metrics, clickhouse-server, postgresql-15) and see that the port is free.',
  },
  values_missing: {
    blame: 'us',
    status: 500,
    says: 'Expected {expected} values in the history, saw {seen}.',
    remedy: 'A value was lost or refused: the figures of this run are void.',
  },
})
