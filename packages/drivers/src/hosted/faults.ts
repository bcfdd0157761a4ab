import { defineFaults } from '@millrace/core'

export const packageFaults = defineFaults('driver_package', {
  unreadable: {
    blame: 'configuration',
    status: 422,
    says: 'Expected a driver package in {folder}, saw {seen}.',
    remedy: 'Name the folder that holds the package.json of the driver, relative to the configuration file.',
  },
  manifest_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} in {folder}/package.json, saw {seen}.',
    remedy: 'Correct the manifest; docs/driver-guide.md shows a whole one.',
  },
  not_loaded: {
    blame: 'configuration',
    status: 422,
    says: 'Expected the driver package {name} to load, saw: {seen}.',
    remedy: 'Ask whoever wrote the package; "millrace driver test" in its folder shows more.',
  },
  died: {
    blame: 'device',
    status: 503,
    says: 'Expected the driver package {name} to go on, saw its process end: {seen}.',
    remedy: 'It is started again by itself and its devices are connected anew. Tell whoever wrote the package.',
  },
  hung: {
    blame: 'device',
    status: 504,
    says: 'Expected a sign of life from the driver package {name} within {ms} ms, saw none.',
    remedy: 'Its process was ended and is started again by itself. Tell whoever wrote the package.',
  },
  failed: {
    blame: 'device',
    status: 502,
    says: '{seen}',
    remedy: 'The driver package {name} says so.',
  },
})
