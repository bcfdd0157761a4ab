import { defineFaults } from '@millrace/core'

export const bacnetFaults = defineFaults('bacnet', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy:
      'Write for example analog-input:1, av:3.present-value, mo:2@16, device:1234.object-name or ai:1.priority-array[8].',
  },
  wrong_device: {
    blame: 'configuration',
    status: 502,
    says: 'Expected device {device} at {place}, saw {seen}.',
    remedy: 'Check the device instance and the address; a scan of the address tells which devices answer there.',
  },
  no_answer: {
    blame: 'device',
    status: 504,
    says: 'Expected {place} to answer a first request within {ms} ms, saw nothing.',
    remedy: 'Check that the device is on, that the port is right (47808 as a rule) and that no firewall swallows UDP.',
  },
})
