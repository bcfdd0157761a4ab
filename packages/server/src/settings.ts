import { resolve } from 'node:path'
import { Fault } from '@millrace/core'
import './faults.ts'
import type { PlatformOptions } from './platform.ts'
import { acmeOptionsOf, givenFiles } from './tls/index.ts'

type Environment = Record<string, string | undefined>

/** What is secret: read once and taken out, since programs that are started from here have no use for it. */
const secret = ['MILLRACE_ADMIN_PASSWORD', 'DATABASE_URL', 'MILLRACE_MASTER_KEY', 'MILLRACE_MASTER_KEY_BEFORE'] as const

/**
 * What the environment says of the platform: MILLRACE_DATA (./data), MILLRACE_HOST (127.0.0.1), MILLRACE_PORT (8080),
 * MILLRACE_MQTT_PORT (1883), MILLRACE_ADMIN_PASSWORD, DATABASE_URL, MILLRACE_PUBLIC_URL, MILLRACE_MASTER_KEY (and …_BEFORE, to
 * change it), MILLRACE_OUTGOING_ALLOW, MILLRACE_TRUSTED_PROXIES; where the host is not loopback also MILLRACE_HTTPS_PORT (8443),
 * MILLRACE_MQTTS_PORT (8883), MILLRACE_TLS_CERT with MILLRACE_TLS_KEY, or MILLRACE_ACME_DOMAINS, _EMAIL, _DIRECTORY, _CA, _PORT.
 * Throws `platform.port_malformed`, `tls.half_given`, `tls.acme_incomplete`.
 */
export function settingsOf(environment: Environment): Omit<PlatformOptions, 'clock' | 'log'> {
  const given = (name: string): string | undefined => environment[name] || undefined
  const [adminPassword, databaseUrl, masterKey, masterKeyBefore] = secret.map(given)
  for (const name of secret) delete environment[name]
  const port = (name: string, standard: number): number => {
    const text = given(name)
    const number = text === undefined ? standard : Number(text)
    if (!Number.isInteger(number) || number < 0 || number > 65_535)
      throw new Fault('platform.port_malformed', { name, seen: text })
    return number
  }
  const list = (name: string): string[] =>
    (given(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
  const challengePort = given('MILLRACE_ACME_PORT') === undefined ? undefined : port('MILLRACE_ACME_PORT', 80)
  return {
    dataFolder: resolve(given('MILLRACE_DATA') ?? './data'),
    host: given('MILLRACE_HOST') ?? '127.0.0.1',
    port: port('MILLRACE_PORT', 8080),
    mqttPort: port('MILLRACE_MQTT_PORT', 1883),
    securePort: port('MILLRACE_HTTPS_PORT', 8443),
    secureMqttPort: port('MILLRACE_MQTTS_PORT', 8883),
    adminPassword,
    databaseUrl,
    masterKey,
    masterKeyBefore,
    publicUrl: given('MILLRACE_PUBLIC_URL'),
    outgoingAllow: list('MILLRACE_OUTGOING_ALLOW'),
    trustedProxies: list('MILLRACE_TRUSTED_PROXIES'),
    tls: {
      given: givenFiles(given('MILLRACE_TLS_CERT'), given('MILLRACE_TLS_KEY')),
      acme: acmeOptionsOf({
        domains: given('MILLRACE_ACME_DOMAINS'),
        email: given('MILLRACE_ACME_EMAIL'),
        directory: given('MILLRACE_ACME_DIRECTORY'),
        caFile: given('MILLRACE_ACME_CA'),
        port: challengePort,
      }),
    },
  }
}
