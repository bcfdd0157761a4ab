import { bacnet, type DriverFactory, modbusTcp, opcua, snmp } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  bacnet as DriverFactory,
  modbusTcp as DriverFactory,
  opcua as DriverFactory,
  snmp as DriverFactory,
]
