interface Proposal {
  readonly path: readonly string[]
  readonly fits: boolean
  readonly name: string
  readonly parent?: string
  readonly properties: Readonly<Record<string, { readonly point?: string }>>
}

/** What is proposed from among the raw points of a device, as a person takes it who looked at it. */
export const taken = (
  needs: readonly { readonly need: string; readonly proposals: readonly Proposal[] }[],
  isHere: (path: readonly string[], need: string) => boolean,
) =>
  needs.flatMap(({ need, proposals }) =>
    proposals
      .filter(({ path, fits }) => fits && isHere(path, need))
      .map(({ name, parent, properties }) => ({
        need,
        name,
        ...(parent === undefined ? {} : { parent }),
        points: Object.fromEntries(
          Object.entries(properties).flatMap(([property, { point }]) => (point ? [[property, point]] : [])),
        ),
      })),
  )
