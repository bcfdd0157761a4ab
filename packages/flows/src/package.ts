import type { KeyObject } from 'node:crypto'
import { Fault, sayFault } from '@millrace/core'
import {
  type Contents,
  contentsOf,
  type PackageFiles,
  type PackageKind,
  type PackageSignature,
  pack,
  signPackage,
  type Unpacked,
  unpack,
} from '@millrace/packaging'
import { type ModelPackage, modelOf } from '@millrace/runtime'
import './faults.ts'

/** The document, as JSON. */
export const FLOW_FILE = 'flow.json'
/** Names of the models in folders models/0, models/1 …, as nodes name them: a list in JSON. */
const MODELS_FILE = 'models.json'

const flowPackages: PackageKind = {
  manifest: FLOW_FILE,
  signed: 'millrace-flow-package/1',
  most: { files: 2_000, bytes: 64 * 1024 * 1024, archive: 32 * 1024 * 1024, manifest: 2 * 1024 * 1024 },
}

/** A flow with all that it runs: what an edge node gets. */
export interface FlowPackage {
  /** As it was written; `checkFlow` says what it is worth. */
  readonly document: unknown
  /** By the text of the setting `model`. */
  readonly models: Readonly<Record<string, ModelPackage>>
  readonly digest: string
}

/** The files of a flow; the same for the same document and models. */
export function flowContents(document: unknown, models: FlowPackage['models'] = {}): Contents {
  const text = (of: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(of)}\n`)
  const names = Object.keys(models).sort()
  const files = new Map([[FLOW_FILE, text(document)]])
  if (names.length > 0) files.set(MODELS_FILE, text(names))
  for (const [i, name] of names.entries())
    for (const [path, bytes] of models[name]!.files) files.set(`models/${i}/${path}`, bytes)
  return contentsOf(flowPackages, files)
}

/** One file: a zip archive. */
export const packFlow = ({ files }: Pick<Contents, 'files'>, signature?: PackageSignature): Uint8Array =>
  pack(files, signature)

/** @param key an Ed25519 private key. Throws `package.key_unfit` */
export const signFlow = (digest: string, key: KeyObject): PackageSignature => signPackage(flowPackages, digest, key)

export interface UnpackedFlow extends Pick<Unpacked, 'signature'> {
  readonly flow: FlowPackage
}

/** Throws `package.unfit`, `package.tampered`, `flow.malformed`, `model.malformed`. */
export async function unpackFlow(archive: Uint8Array): Promise<UnpackedFlow> {
  const { signature, ...contents } = await unpack(flowPackages, archive)
  const flow = flowIn(contents)
  return signature ? { flow, signature } : { flow }
}

/** A flow of a document alone, as a file holds it. Throws `flow.malformed`, `package.unfit`. */
export const readFlow = (text: Uint8Array): FlowPackage => flowIn(flowContents(jsonOf(FLOW_FILE, text)))

function flowIn({ files, digest }: Contents): FlowPackage {
  const listed = files.get(MODELS_FILE)
  const names = listed ? jsonOf(MODELS_FILE, listed) : []
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw new Fault('flow.malformed', { path: MODELS_FILE, reason: 'no list of names' })
  const models = names.map((name, i): [string, ModelPackage] => [name, modelOf(below(files, `models/${i}/`))])
  return { document: jsonOf(FLOW_FILE, files.get(FLOW_FILE)!), models: Object.fromEntries(models), digest }
}

const below = (files: PackageFiles, folder: string): PackageFiles =>
  new Map([...files].flatMap(([path, bytes]) => (path.startsWith(folder) ? [[path.slice(folder.length), bytes]] : [])))

function jsonOf(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (reason) {
    throw new Fault('flow.malformed', { path, reason: sayFault(reason) }, reason)
  }
}
