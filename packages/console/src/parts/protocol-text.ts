/** Protocols as their standards write them; a driver of a third party keeps the name it gives itself. */
const names: Record<string, string> = {
  'ethernet-ip': 'EtherNet/IP',
  iec104: 'IEC 60870-5-104',
  fins: 'Omron FINS',
  melsec: 'MELSEC (MC protocol)',
  dlt645: 'DL/T 645',
  hj212: 'HJ 212',
  bacnet: 'BACnet/IP',
  'modbus-ascii': 'Modbus ASCII',
  'modbus-rtu': 'Modbus RTU',
  'csv-drop': 'CSV',
  http: 'HTTP',
  'modbus-tcp': 'Modbus TCP',
  mtconnect: 'MTConnect',
  opcua: 'OPC UA',
  snmp: 'SNMP',
  s7: 'Siemens S7',
  sparkplug: 'Sparkplug B',
  json: 'JSON',
  mqtt: 'MQTT',
  sql: 'SQL',
}

export const protocolText = (protocol: string | undefined): string => (protocol ? (names[protocol] ?? protocol) : '—')
