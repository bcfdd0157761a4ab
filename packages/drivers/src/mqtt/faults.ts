import { defineFaults } from '@millrace/core'

export const mqttFaults = defineFaults('mqtt', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write a topic, and after # where the value stands in its JSON: plant/press/state#$.pressure.',
  },
  subscription_refused: {
    blame: 'device',
    status: 502,
    says: 'Expected the broker to take a subscription to {topic}, saw it refused.',
    remedy: "Give the user of this connection the right to read the topic, in the broker's configuration.",
  },
})
