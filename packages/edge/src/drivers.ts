import { csvDrop, type DriverFactory, http, modbusTcp, mtconnect, opcua, sql } from '@millrace/drivers'

/** Every protocol that the edge brings. */
export const edgeDrivers: readonly DriverFactory[] = [
  csvDrop as DriverFactory,
  http as DriverFactory,
  modbusTcp as DriverFactory,
  mtconnect as DriverFactory,
  opcua as DriverFactory,
  sql as DriverFactory,
]
