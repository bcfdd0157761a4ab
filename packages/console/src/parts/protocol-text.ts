/** Protocols as their standards write them; a driver of a third party keeps the name it gives itself. */
const names: Record<string, string> = {
  'modbus-tcp': 'Modbus TCP',
  opcua: 'OPC UA',
  s7: 'Siemens S7',
  sparkplug: 'Sparkplug B',
  json: 'JSON',
}

export const protocolText = (protocol: string | undefined): string => (protocol ? (names[protocol] ?? protocol) : '—')
