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
  pack,
  readFolder,
  sayFindings,
  signPackage,
  type Unpacked,
  unpack,
} from '@millrace/packaging'
import { BILL, billOf } from './bill.ts'
import { checkApp } from './check.ts'
import './faults.ts'
import { mustFitIncluded } from './includes.ts'
import type { AppManifest } from './manifest.ts'
import { readScreen } from './screens.ts'

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

/** Throws `package.unfit`, `package.tampered`, `app.malformed` for a manifest with mistakes, and as {@link checkIncluded}. */
export async function unpackApp(archive: Uint8Array): Promise<UnpackedApp> {
  const unpacked = await unpackAlone(archive)
  await checkIncluded(unpacked.app)
  return unpacked
}

async function unpackAlone(archive: Uint8Array): Promise<UnpackedApp> {
  const { signature, ...contents } = await unpack(appPackages, archive)
  const app = checked(contents, MANIFEST)
  return signature ? { app, signature } : { app }
}

/** The packages that a solution carries, each looked at as one that comes alone. Throws `app.include_unfit`, and as packages are refused. */
async function checkIncluded({ manifest, files }: AppPackage): Promise<void> {
  // One after the other, so that no more than one of them is in memory.
  for (const included of manifest.includes ?? []) {
    const { app } = await unpackAlone(files.get(included.file)!)
    mustFitIncluded(manifest, included, app.manifest)
  }
}

/** The files of an app, checked. Throws `package.unfit`, `app.malformed`. */
export const appOf = (files: PackageFiles, where = MANIFEST): AppPackage =>
  checked(contentsOf(appPackages, files), where)

/** The app of a folder. Throws `package.unreadable`, `package.unfit`, `app.include_unfit`, and `app.malformed` with every mistake and its line. */
export async function readAppFolder(folder: string): Promise<AppPackage> {
  const files = await withIncluded(folder, await readFolder(appPackages, folder))
  const app = appOf(files, join(folder, MANIFEST))
  await checkIncluded(app)
  return app
}

/** What a solution carries and its folder has not is packed from the folder beside, which has the name of the app. */
async function withIncluded(folder: string, files: PackageFiles): Promise<PackageFiles> {
  const { manifest } = checkApp(manifestText(appPackages, files))
  const whole = new Map(files)
  for (const { app: id, file } of manifest?.includes ?? []) {
    if (files.has(file)) continue
    const beside = join(folder, '..', id.slice(id.indexOf('/') + 1))
    const app = appOf(await readFolder(appPackages, beside), join(beside, MANIFEST))
    whole.set(file, pack(new Map([...app.files, [BILL, billOf(app)]])))
  }
  return whole
}

function checked(contents: Contents, where: string): AppPackage {
  const { manifest, findings } = checkApp(manifestText(appPackages, contents.files), new Set(contents.files.keys()))
  if (manifest === undefined || findings.length > 0)
    throw new Fault('app.malformed', { file: where, findings: sayFindings(findings) })
  for (const { file } of manifest.screens ?? []) {
    const { wrong } = readScreen(new TextDecoder().decode(contents.files.get(file)), manifest)
    if (wrong.length > 0)
      throw new Fault('app.malformed', { file, findings: wrong.map((one) => `  ${one}`).join('\n') })
  }
  return { ...contents, manifest }
}
