import { demoAccounts } from './accounts.ts'
import { airStationPoints } from './air-station-table.ts'
import { boilerPoints } from './boiler-table.ts'

/** The configuration of the edge beside the demo machines; JSON is YAML too. Secrets stand in files of their own. */
export function demoEdgeConfiguration(options: {
  readonly mqttUrl: string
  readonly username: string
  readonly passwordFile: string
  readonly boilerPasswordFile: string
  readonly boilerUser: string
  readonly bufferFolder: string
  readonly modbusPort: number
  readonly opcuaPort: number
}): string {
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
          connection: { host: '127.0.0.1', port: options.modbusPort, unit: 1 },
          points: airStationPoints,
        },
        {
          name: 'Boiler 1',
          asset: ['Demo plant', 'Utilities', 'Boiler house', 'Boiler 1'],
          driver: 'opcua',
          connection: {
            url: `opc.tcp://127.0.0.1:${options.opcuaPort}`,
            securityMode: 'SignAndEncrypt',
            securityPolicy: 'Basic256Sha256',
            trust: 'first-use',
            userName: options.boilerUser,
            password: { file: options.boilerPasswordFile },
          },
          points: boilerPoints,
        },
      ],
    },
    null,
    2,
  )
}
