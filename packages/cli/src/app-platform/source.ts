import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { packApp, readAppFolder, unpackApp } from '@millrace/apps'
import { Fault, sayFault } from '@millrace/core'
import type { AppVersion, MillraceClient } from '@millrace/sdk'
import '../faults.ts'

const OF_SHELF = /^([a-z0-9][a-z0-9-]{0,59}\/[a-z0-9][a-z0-9-]{0,59})(?:@(\S+))?$/

/** The archive of a file, or of a folder as `millrace app pack` makes it without a key. Throws `package.unreadable`, `app.malformed`. */
export async function archiveOf(place: string): Promise<Uint8Array> {
  try {
    if ((await stat(place)).isDirectory()) {
      const read = await readAppFolder(resolve(place))
      return packApp(read).archive
    }
    const archive = new Uint8Array(await readFile(place))
    // What is wrong with it is told here, before it goes anywhere.
    await unpackApp(archive)
    return archive
  } catch (reason) {
    if (reason instanceof Fault) throw reason
    throw new Fault('package.unreadable', { file: place, seen: sayFault(reason) }, reason)
  }
}

/**
 * The version that is meant on the platform's shelf: of a file or folder, which is brought in, or `publisher/name[@version]`, the newest
 * unless told.
 */
export async function versionOf(client: MillraceClient, meant: string): Promise<AppVersion> {
  // What is no file here is a name on the shelf.
  const there = await stat(meant).catch(() => undefined)
  const [, app, version] = OF_SHELF.exec(meant) ?? []
  if (there || app === undefined) return client.apps.bringIn(await archiveOf(meant))
  return ofShelf(client, app, version)
}

/** Of the shelf alone. Throws `cli.usage` for what is no name. */
export async function readOf(client: MillraceClient, meant: string): Promise<AppVersion> {
  const [, app, version] = OF_SHELF.exec(meant) ?? []
  if (app === undefined)
    throw new Fault('cli.usage', { expected: 'publisher/name, or publisher/name@version', seen: meant, command: 'app' })
  return ofShelf(client, app, version)
}

async function ofShelf(client: MillraceClient, app: string, version: string | undefined): Promise<AppVersion> {
  if (version !== undefined) return client.apps.version(app, version)
  const { versions } = await client.apps.read(app)
  return client.apps.version(app, versions[0]!.version)
}
