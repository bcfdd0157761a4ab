import { defineFaults } from '@millrace/core'

export const cliFaults = defineFaults('cli', {
  unknown_command: {
    blame: 'caller',
    status: 400,
    says: 'Expected a command of millrace, saw "{seen}".',
    remedy: 'Run millrace help; it lists them.',
  },
  usage: {
    blame: 'caller',
    status: 400,
    says: 'Expected {expected}, saw "{seen}".',
    remedy: 'Run millrace help {command}.',
  },
  part_failed: {
    blame: 'us',
    status: 500,
    says: 'The {part} could not start ({seen}).',
    remedy: 'Its own words are above; millrace doctor checks the machine.',
  },
  read_failed: {
    blame: 'device',
    status: 502,
    says: 'Expected a value of {address}, saw {seen}.',
    remedy: 'Check address, unit number and whether the device allows this connection.',
  },
  no_token: {
    blame: 'caller',
    status: 401,
    says: 'Expected a token of the platform, saw none.',
    remedy: 'Set MILLRACE_TOKEN to an API key or session token, or name a file with --token-file.',
  },
  file_unreadable: {
    blame: 'caller',
    status: 400,
    says: 'Expected to read {file}, saw: {seen}',
    remedy: 'Check the path and the rights of the file.',
  },
  not_running: {
    blame: 'configuration',
    status: 503,
    says: 'Expected the platform of the data folder {folder} to run, saw {seen}.',
    remedy: 'Start it with npm start (or millrace up) and run this beside it, with the same MILLRACE_DATA.',
  },
  not_the_owner: {
    blame: 'caller',
    status: 403,
    says: 'Expected to read {file}, which belongs to the owner of the data folder; saw: {seen}',
    remedy: 'Run this as the user under whom the platform runs.',
  },
  platform_refused: {
    blame: 'caller',
    status: 400,
    says: 'The platform refused: {seen}',
    remedy: '{remedy}',
  },
})
