import { defineFaults } from '@millrace/core'

export const importFaults = defineFaults('edge_import', {
  unreadable: {
    blame: 'caller',
    status: 400,
    says: 'Expected to read {file}, saw: {seen}',
    remedy: 'Check the path and the rights of the file.',
  },
  malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} in {file}, saw {seen}.',
    remedy: 'Export the file again, whole; docs/device-profiles.md tells which files are read.',
  },
  unknown_format: {
    blame: 'caller',
    status: 422,
    says: 'Expected a list of points, a NodeSet2, a SunSpec model or a configuration of ThingsBoard or Neuron in {file}, saw {seen}.',
    remedy: 'docs/device-profiles.md tells by what each is known.',
  },
  too_large: {
    blame: 'caller',
    status: 413,
    says: 'Expected at most {limit} in {file}, saw {seen}.',
    remedy: 'Take out what is no list of points, or divide the file.',
  },
  sheet_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected one of the sheets {known} in {file}, saw "{seen}".',
    remedy: 'Name one with --sheet.',
  },
  driver_needed: {
    blame: 'caller',
    status: 422,
    says: 'Expected the driver of the points in {file}, saw none: the list does not tell it.',
    remedy: 'Name it with --driver, such as modbus-tcp, s7 or opcua.',
  },
  nothing_taken: {
    blame: 'caller',
    status: 422,
    says: 'Expected points that a driver of ours can read in {file}, saw none among {count}.',
    remedy: 'The lines above tell why each was refused.',
  },
  device_choice: {
    blame: 'caller',
    status: 422,
    says: 'Expected one device for a profile, saw {known} in {file}.',
    remedy: 'Name one of them with --device.',
  },
})
