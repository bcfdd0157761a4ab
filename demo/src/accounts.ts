/** Who speaks to the platform from the demo plant, each with a credential of its own. */
export const demoAccounts = {
  edge: { as: 'edge', group: 'Demo plant', node: 'Utilities' },
  packaging: { as: 'edge', group: 'Demo plant', node: 'Packaging' },
  weather: { as: 'device', name: 'Weather and PV' },
} as const
