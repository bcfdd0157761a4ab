import { type DriverFactory, dlt645, hj212, modbusTcp, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  dlt645 as DriverFactory,
  hj212 as DriverFactory,
  modbusTcp as DriverFactory,
  opcua as DriverFactory,
]
