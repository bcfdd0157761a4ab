import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import {
  type Contents,
  contentsOf,
  manifestText,
  type PackageFiles,
  type PackageKind,
  type PackageSignature,
  readFolder,
  sayFindings,
  signPackage,
  type Unpacked,
  unpack,
} from '@millrace/packaging'
import { checkApp } from './check.ts'
import './faults.ts'
import type { AppManifest } from './manifest.ts'

export const MANIFEST = 'app.yaml'

export const appPackages: PackageKind = {
  manifest: MANIFEST,
  signed: 'millrace-app/1',
  most: { files: 2_000, bytes: 64 * 1024 * 1024, archive: 32 * 1024 * 1024, manifest: 256 * 1024 },
}

/** The files of a package in memory, its manifest checked. */
export interface AppPackage extends Contents {
  readonly manifest: AppManifest
}

/** @param key an Ed25519 private key. Throws `package.key_unfit` */
export const signApp = (digest: string, key: KeyObject): PackageSignature => signPackage(appPackages, digest, key)

export interface UnpackedApp extends Pick<Unpacked, 'signature'> {
  readonly app: AppPackage
}

/** Throws `package.unfit`, `package.tampered`, and `app.malformed` for a manifest with mistakes. */
export async function unpackApp(archive: Uint8Array): Promise<UnpackedApp> {
  const { signature, ...contents } = await unpack(appPackages, archive)
  const app = checked(contents, MANIFEST)
  return signature ? { app, signature } : { app }
}

/** The files of an app, checked. Throws `package.unfit`, `app.malformed`. */
export const appOf = (files: PackageFiles, where = MANIFEST): AppPackage =>
  checked(contentsOf(appPackages, files), where)

/** The app of a folder. Throws `package.unreadable`, `package.unfit`, and `app.malformed` with every mistake and its line. */
export const readAppFolder = async (folder: string): Promise<AppPackage> =>
  appOf(await readFolder(appPackages, folder), join(folder, MANIFEST))

function checked(contents: Contents, where: string): AppPackage {
  const { manifest, findings } = checkApp(manifestText(appPackages, contents.files), new Set(contents.files.keys()))
  if (manifest === undefined || findings.length > 0)
    throw new Fault('app.malformed', { file: where, findings: sayFindings(findings) })
  return { ...contents, manifest }
}
