import { defineFaults } from '@millrace/core'

defineFaults('ingest', {
  journal_damaged: {
    blame: 'us',
    status: 500,
    says: 'Expected whole records in {file}; saw {bytes} damaged bytes at {at} with whole records after them.',
    remedy: 'The records around the damage were taken in; a copy of the file is kept in {aside}. Check the disk.',
  },
  journal_foreign: {
    blame: 'configuration',
    status: 500,
    says: 'Expected journal segments that follow each other, saw {seen} where {expected} should begin.',
    remedy: 'Put back the missing segment files, or move the whole journal folder away to start without it.',
  },
  journal_full: {
    blame: 'configuration',
    status: 507,
    says: 'The disk of the journal has no room left ({folder}).',
    remedy:
      'Free disk space; ingest goes on by itself, edge nodes and QoS 1 publishers send again what was not acknowledged.',
  },
  journal_unwritable: {
    blame: 'configuration',
    status: 503,
    says: 'The journal in {folder} cannot be written ({seen}).',
    remedy: 'Check the disk and the rights of the folder; ingest tries again every second.',
  },
  journal_closed: {
    blame: 'us',
    status: 503,
    says: 'The journal is closed.',
    remedy: 'The platform is shutting down; send again when it is back.',
  },
  record_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected a journal record of this version, saw {seen}.',
    remedy: 'Start the version of Millrace that wrote this journal, or a later one.',
  },
  refused: {
    blame: 'device',
    status: 422,
    says: 'Refused: {reason}. {detail}',
    remedy: 'Correct the message; GET /metrics counts what is refused by reason.',
  },
  overloaded: {
    blame: 'us',
    status: 503,
    says: 'Ingest is {bytes} bytes behind the disk.',
    remedy: 'Send again in a second.',
  },
  not_a_device: {
    blame: 'caller',
    status: 403,
    says: 'Expected the credential of a device, saw that of an edge node.',
    remedy: 'Edge nodes publish Sparkplug over MQTT; make a device credential for JSON telemetry.',
  },
  listen_failed: {
    blame: 'configuration',
    status: 500,
    says: 'The MQTT port {port} on {host} cannot be opened ({seen}).',
    remedy: 'Stop the program that holds the port, or set MILLRACE_MQTT_PORT to a free one.',
  },
})
