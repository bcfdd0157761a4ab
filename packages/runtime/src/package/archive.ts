import type { KeyObject } from 'node:crypto'
import { Fault } from '@millrace/core'
import {
  type Contents,
  contentsOf,
  manifestText,
  type PackageFiles,
  type PackageKind,
  type PackageSignature,
  pack,
  sayFindings,
  signPackage,
  type Unpacked,
  unpack,
} from '@millrace/packaging'
import type { ModelPackage } from '../face.ts'
import '../faults.ts'
import { checkModel } from '../manifest/check.ts'

export const MANIFEST = 'model.yaml'

export const modelPackages: PackageKind = {
  manifest: MANIFEST,
  signed: 'millrace-model/1',
  most: { files: 1_000, bytes: 256 * 1024 * 1024, archive: 128 * 1024 * 1024, manifest: 256 * 1024 },
}

/** A model as one file: a zip archive, equal for equal files. */
export const packModel = ({ files }: Pick<ModelPackage, 'files'>, signature?: PackageSignature): Uint8Array =>
  pack(files, signature)

/** @param key an Ed25519 private key. Throws `package.key_unfit` */
export const signModel = (digest: string, key: KeyObject): PackageSignature => signPackage(modelPackages, digest, key)

export interface UnpackedModel extends Pick<Unpacked, 'signature'> {
  readonly model: ModelPackage
}

/** Throws as {@link unpack}, and `model.malformed` for a manifest with mistakes. */
export async function unpackModel(archive: Uint8Array): Promise<UnpackedModel> {
  const { signature, ...contents } = await unpack(modelPackages, archive)
  const model = checked(contents, MANIFEST)
  return signature ? { model, signature } : { model }
}

/** The files of a model, checked. Throws `package.unfit`, `model.malformed`. */
export const modelOf = (files: PackageFiles, where = MANIFEST): ModelPackage =>
  checked(contentsOf(modelPackages, files), where)

function checked({ files, digest }: Contents, where: string): ModelPackage {
  const { manifest, findings } = checkModel(manifestText(modelPackages, files), new Set(files.keys()))
  if (manifest === undefined || findings.length > 0)
    throw new Fault('model.malformed', { file: where, findings: sayFindings(findings) })
  return { manifest, files, digest }
}
