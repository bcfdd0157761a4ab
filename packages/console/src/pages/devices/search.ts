export const deviceKinds = ['edge_node', 'device'] as const
export const deviceStates = ['online', 'stale', 'offline', 'never'] as const

/** What the address of the device list keeps. */
export interface DeviceSearch {
  kind?: (typeof deviceKinds)[number]
  state?: (typeof deviceStates)[number]
  q?: string
}

export function parseDeviceSearch(search: Record<string, unknown>): DeviceSearch {
  const kind = deviceKinds.find((known) => known === search['kind'])
  const state = deviceStates.find((known) => known === search['state'])
  const q = search['q'] === undefined || search['q'] === '' ? undefined : String(search['q'])
  return { ...(kind && { kind }), ...(state && { state }), ...(q && { q }) }
}
