/** A subtree whose objects have names here. */
export interface Subtree {
  readonly name: string
  readonly oid: string
  /** Arcs below `oid` by name; columns of tables and scalars alike. */
  readonly objects: Readonly<Record<string, string>>
}

const run = (prefix: string, names: string, first = 1): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name, i) => [name, `${prefix}${first + i}`]))

/** The objects of the common modules, as their RFCs name them. */
export const subtrees: readonly Subtree[] = [
  {
    // RFC 3418, SNMPv2-MIB
    name: 'system',
    oid: '1.3.6.1.2.1.1',
    objects: run('', 'sysDescr sysObjectID sysUpTime sysContact sysName sysLocation sysServices'),
  },
  {
    // RFC 2863, IF-MIB
    name: 'interfaces',
    oid: '1.3.6.1.2.1.2',
    objects: {
      ifNumber: '1',
      ...run(
        '2.1.',
        'ifIndex ifDescr ifType ifMtu ifSpeed ifPhysAddress ifAdminStatus ifOperStatus ifLastChange ifInOctets ifInUcastPkts ifInNUcastPkts ifInDiscards ifInErrors ifInUnknownProtos ifOutOctets ifOutUcastPkts ifOutNUcastPkts ifOutDiscards ifOutErrors ifOutQLen ifSpecific',
      ),
    },
  },
  {
    // RFC 4293, IP-MIB (the scalars and addresses that RFC 1213 began)
    name: 'ip',
    oid: '1.3.6.1.2.1.4',
    objects: {
      ...run(
        '',
        'ipForwarding ipDefaultTTL ipInReceives ipInHdrErrors ipInAddrErrors ipForwDatagrams ipInUnknownProtos ipInDiscards ipInDelivers ipOutRequests ipOutDiscards ipOutNoRoutes',
      ),
      ...run('20.1.', 'ipAdEntAddr ipAdEntIfIndex ipAdEntNetMask ipAdEntBcastAddr ipAdEntReasmMaxSize'),
    },
  },
  {
    // RFC 4022, TCP-MIB
    name: 'tcp',
    oid: '1.3.6.1.2.1.6',
    objects: run(
      '',
      'tcpRtoAlgorithm tcpRtoMin tcpRtoMax tcpMaxConn tcpActiveOpens tcpPassiveOpens tcpAttemptFails tcpEstabResets tcpCurrEstab tcpInSegs tcpOutSegs tcpRetransSegs',
    ),
  },
  {
    // RFC 4113, UDP-MIB
    name: 'udp',
    oid: '1.3.6.1.2.1.7',
    objects: run('', 'udpInDatagrams udpNoPorts udpInErrors udpOutDatagrams'),
  },
  {
    // RFC 3418, SNMPv2-MIB
    name: 'snmp',
    oid: '1.3.6.1.2.1.11',
    objects: run('', 'snmpInPkts snmpOutPkts snmpInBadVersions snmpInBadCommunityNames snmpInBadCommunityUses'),
  },
  {
    // RFC 2790, HOST-RESOURCES-MIB
    name: 'host',
    oid: '1.3.6.1.2.1.25',
    objects: {
      ...run(
        '1.',
        'hrSystemUptime hrSystemDate hrSystemInitialLoadDevice hrSystemInitialLoadParameters hrSystemNumUsers hrSystemProcesses hrSystemMaxProcesses',
      ),
      hrMemorySize: '2.2',
      ...run(
        '2.3.1.',
        'hrStorageIndex hrStorageType hrStorageDescr hrStorageAllocationUnits hrStorageSize hrStorageUsed hrStorageAllocationFailures',
      ),
      ...run('3.2.1.', 'hrDeviceIndex hrDeviceType hrDeviceDescr hrDeviceID hrDeviceStatus hrDeviceErrors'),
      ...run('3.3.1.', 'hrProcessorFrwID hrProcessorLoad'),
    },
  },
  {
    // RFC 2863, IF-MIB
    name: 'ifXTable',
    oid: '1.3.6.1.2.1.31',
    objects: run(
      '1.1.1.',
      'ifName ifInMulticastPkts ifInBroadcastPkts ifOutMulticastPkts ifOutBroadcastPkts ifHCInOctets ifHCInUcastPkts ifHCInMulticastPkts ifHCInBroadcastPkts ifHCOutOctets ifHCOutUcastPkts ifHCOutMulticastPkts ifHCOutBroadcastPkts ifLinkUpDownTrapEnable ifHighSpeed ifPromiscuousMode ifConnectorPresent ifAlias ifCounterDiscontinuityTime',
    ),
  },
  {
    // RFC 1628, UPS-MIB
    name: 'ups',
    oid: '1.3.6.1.2.1.33',
    objects: {
      ...run(
        '1.2.',
        'upsBatteryStatus upsSecondsOnBattery upsEstimatedMinutesRemaining upsEstimatedChargeRemaining upsBatteryVoltage upsBatteryCurrent upsBatteryTemperature',
      ),
      ...run('1.3.3.1.', 'upsInputLineIndex upsInputFrequency upsInputVoltage upsInputCurrent upsInputTruePower'),
      ...run('1.4.', 'upsOutputSource upsOutputFrequency upsOutputNumLines'),
      ...run('1.4.4.1.', 'upsOutputLineIndex upsOutputVoltage upsOutputCurrent upsOutputPower upsOutputPercentLoad'),
    },
  },
  {
    // RFC 3433, ENTITY-SENSOR-MIB
    name: 'sensors',
    oid: '1.3.6.1.2.1.99',
    objects: run(
      '1.1.1.',
      'entPhySensorType entPhySensorScale entPhySensorPrecision entPhySensorValue entPhySensorOperStatus entPhySensorUnitsDisplay entPhySensorValueTimeStamp entPhySensorValueUpdateRate',
    ),
  },
  { name: 'enterprises', oid: '1.3.6.1.4.1', objects: {} },
]

const byName = new Map(
  subtrees.flatMap(({ oid, objects }) => Object.entries(objects).map(([name, arcs]) => [name, `${oid}.${arcs}`])),
)
const byOid = new Map([...byName].map(([name, oid]) => [oid, name]))

/** The OID of an object that has a name here, without its instance. */
export function oidOf(name: string): string | undefined {
  return byName.get(name)
}

/** `ifInOctets.3`, or the OID itself. */
export function nameOf(oid: string): string {
  for (let end = oid.lastIndexOf('.'); end > 0; end = oid.lastIndexOf('.', end - 1)) {
    const name = byOid.get(oid.slice(0, end))
    if (name) return name + oid.slice(end)
  }
  return oid
}
