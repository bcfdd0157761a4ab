/** What packages of one kind have in common: models, apps. */
export interface PackageKind {
  /** Name of the file that says what the package is. */
  readonly manifest: string
  /** What is signed begins with it, so that no signature for something else will do. */
  readonly signed: string
  readonly most: PackageBounds
}

export interface PackageBounds {
  readonly files: number
  /** Of what is unpacked, together. */
  readonly bytes: number
  /** Bytes of the archive as it lies there. */
  readonly archive: number
  /** Of the manifest: reading it takes many times its room, and its time. */
  readonly manifest: number
}

/** Files of a package in memory, by path within it, `/` between folders. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>
