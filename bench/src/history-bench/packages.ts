import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import type { EngineName } from './engines/engine.ts'

/** Debian's package of each peer, and a file that shows it is there. */
const debian: Partial<Record<EngineName, { readonly name: string; readonly shows: string }>> = {
  victoriametrics: { name: 'victoria-metrics', shows: '/usr/bin/victoria-metrics' },
  clickhouse: { name: 'clickhouse-server', shows: '/usr/sbin/clickhouse-server' },
  influxdb: { name: 'influxdb', shows: '/usr/bin/influxd' },
  postgresql: { name: 'postgresql-15', shows: '/usr/lib/postgresql/15/bin/postgres' },
}

const missing = (engines: readonly EngineName[]): EngineName[] =>
  engines.filter((engine) => {
    const its = debian[engine]
    return its !== undefined && !existsSync(its.shows)
  })

function install(names: readonly string[]): void {
  // Services that the packages bring must not start: each is started here, on a free port, when its turn comes.
  const policy = '/usr/sbin/policy-rc.d'
  const quiet = !existsSync(policy)
  if (quiet) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  try {
    spawnSync('apt-get', [...wait, 'update', '-qq'], { env, stdio: 'ignore' })
    spawnSync('apt-get', [...wait, 'install', '-y', '-qq', '--no-install-recommends', ...names], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } finally {
    if (quiet) rmSync(policy, { force: true })
  }
}

/** The engines that can run here, after what is missing was installed where that may be done. */
export function available(engines: readonly EngineName[], progress: (text: string) => void): EngineName[] {
  const wanted = missing(engines).flatMap((engine) => debian[engine]?.name ?? [])
  if (wanted.length > 0 && process.getuid?.() === 0) {
    progress(`installing Debian packages: ${wanted.join(', ')}`)
    install(wanted)
  }
  const gone = missing(engines)
  for (const engine of gone)
    progress(`${engine} left out: the Debian package ${debian[engine]?.name} is not here and could not be had`)
  return engines.filter((engine) => !gone.includes(engine))
}
