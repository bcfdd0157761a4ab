/** Protocols as their standards write them; a driver of a third party keeps the name it gives itself. */
const names: Record<string, string> = {
  'csv-drop': 'CSV',
  http: 'HTTP',
  'modbus-tcp': 'Modbus TCP',
  mtconnect: 'MTConnect',
  opcua: 'OPC UA',
  sparkplug: 'Sparkplug B',
  json: 'JSON',
  sql: 'SQL',
}

export const protocolText = (protocol: string | undefined): string => (protocol ? (names[protocol] ?? protocol) : '—')
