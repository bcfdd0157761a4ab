type Files = ReadonlyMap<string, Uint8Array>

/** The folder of a model as it is named, without a slash at its end. */
const plainFolder = (folder: string): string => folder.replace(/\/$/, '')

/** Files of a model that an app brings, as its package has them. @param folder as the manifest names it */
export function filesOfModel(files: Files, folder: string): Files {
  const under = `${plainFolder(folder)}/`
  return new Map(
    [...files].flatMap(([path, bytes]): [string, Uint8Array][] =>
      path.startsWith(under) ? [[path.slice(under.length), bytes]] : [],
    ),
  )
}

/** Whether that is what an app calls a model that it brings: by its folder, the last part of it, or its own id. */
export function isCalled(name: string, { folder, id }: { readonly folder: string; readonly id: string }): boolean {
  const plain = plainFolder(folder)
  return name === plain || plain.endsWith(`/${name}`) || name === id
}
