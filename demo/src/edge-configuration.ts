import { demoAccounts } from './accounts.ts'
import { airStationPoints } from './air-station-table.ts'
import { boilerPoints } from './boiler-table.ts'
import { cncDevice } from './machines/cnc-agent.ts'
import { excavatorDevice } from './machines/excavator-service.ts'
import { fieldDevices } from './machines/field.ts'
import { furnaceDevice } from './machines/furnace-plc.ts'
import type { DemoPorts } from './machines/ports.ts'

/** The configuration of the edge beside the demo machines; JSON is YAML too. Secrets stand in files of their own. */
export function demoEdgeConfiguration(options: {
  readonly mqttUrl: string
  readonly username: string
  readonly passwordFile: string
  readonly boilerPasswordFile: string
  readonly boilerUser: string
  readonly bufferFolder: string
  readonly ports: DemoPorts
}): string {
  const { ports } = options
  const { group, node } = demoAccounts.edge
  return JSON.stringify(
    {
      node: { group, name: node },
      uplink: { url: options.mqttUrl, username: options.username, passwordFile: options.passwordFile },
      buffer: { folder: options.bufferFolder },
      devices: [
        {
          name: 'Compressed air station',
          asset: ['Demo plant', 'Utilities', 'Compressed air'],
          driver: 'modbus-tcp',
          connection: { host: '127.0.0.1', port: ports.airStation, unit: 1 },
          points: airStationPoints,
        },
        {
          name: 'Boiler 1',
          asset: ['Demo plant', 'Utilities', 'Boiler house', 'Boiler 1'],
          driver: 'opcua',
          connection: {
            url: `opc.tcp://127.0.0.1:${ports.boiler}`,
            securityMode: 'SignAndEncrypt',
            securityPolicy: 'Basic256Sha256',
            trust: 'first-use',
            userName: options.boilerUser,
            password: { file: options.boilerPasswordFile },
          },
          points: boilerPoints,
        },
        ...fieldDevices(ports.field),
        furnaceDevice(ports.furnace),
        cncDevice(ports.cnc),
        excavatorDevice(ports.excavator),
      ],
    },
    null,
    2,
  )
}
