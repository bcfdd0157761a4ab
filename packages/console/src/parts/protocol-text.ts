/** Protocols as their standards write them; a driver of a third party keeps the name it gives itself. */
const names: Record<string, string> = {
  'modbus-ascii': 'Modbus ASCII',
  'modbus-rtu': 'Modbus RTU',
  'modbus-tcp': 'Modbus TCP',
  opcua: 'OPC UA',
  sparkplug: 'Sparkplug B',
  json: 'JSON',
}

export const protocolText = (protocol: string | undefined): string => (protocol ? (names[protocol] ?? protocol) : '—')
