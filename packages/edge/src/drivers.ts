import { type DriverFactory, modbusAscii, modbusRtu, modbusTcp, opcua } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  modbusAscii as DriverFactory,
  modbusRtu as DriverFactory,
  modbusTcp as DriverFactory,
  opcua as DriverFactory,
]
