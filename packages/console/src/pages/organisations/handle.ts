/** As the platform takes them: small letters, digits and hyphens, none of them at an end. */
export const handlePattern = '[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?'

/** A handle from a name, to begin with; a name in another script leaves nothing, and it is typed. */
export const handleOf = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '')
