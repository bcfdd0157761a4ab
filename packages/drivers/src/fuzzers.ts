import { fuzzers as bacnetFuzzers } from './bacnet/fuzzed.ts'
import { fuzzers as csvDropFuzzers } from './csv-drop/fuzzed.ts'
import { fuzzers as dlt645Fuzzers } from './dlt645/fuzzed.ts'
import { fuzzers as ethernetIpFuzzers } from './ethernet-ip/fuzzed.ts'
import { fuzzers as finsFuzzers } from './fins/fuzzed.ts'
import { fuzzers as hj212Fuzzers } from './hj212/fuzzed.ts'
import { fuzzers as httpFuzzers } from './http/fuzzed.ts'
import { fuzzers as iec104Fuzzers } from './iec104/fuzzed.ts'
import type { Fuzzed } from './kit/fuzz.ts'
import { fuzzers as melsecFuzzers } from './melsec/fuzzed.ts'
import { fuzzers as modbusFuzzers } from './modbus/fuzzed.ts'
import { fuzzers as mqttFuzzers } from './mqtt/fuzzed.ts'
import { fuzzers as mtconnectFuzzers } from './mtconnect/fuzzed.ts'
import { fuzzers as opcuaFuzzers } from './opcua/fuzzed.ts'
import { fuzzers as s7Fuzzers } from './s7/fuzzed.ts'
import { fuzzers as snmpFuzzers } from './snmp/fuzzed.ts'
import { fuzzers as sparkplugFuzzers } from './sparkplug/fuzzed.ts'
import { fuzzers as sqlFuzzers } from './sql/fuzzed.ts'

/** Everything that reads bytes from the field. */
export const allFuzzers: readonly Fuzzed[] = [
  ...bacnetFuzzers,
  ...csvDropFuzzers,
  ...dlt645Fuzzers,
  ...ethernetIpFuzzers,
  ...finsFuzzers,
  ...hj212Fuzzers,
  ...httpFuzzers,
  ...iec104Fuzzers,
  ...melsecFuzzers,
  ...modbusFuzzers,
  ...mqttFuzzers,
  ...mtconnectFuzzers,
  ...opcuaFuzzers,
  ...s7Fuzzers,
  ...snmpFuzzers,
  ...sparkplugFuzzers,
  ...sqlFuzzers,
]
