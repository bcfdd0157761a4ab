import { qudtUnit } from './qudt.ts'
import type { Binding, ModelContent, Property, Resolved } from './schema.ts'

const TD = 'https://www.w3.org/2022/wot/td/v1.1'
/** Terms of ours: `bind` tells which point a property is, `class` an equipment class; `hasUnit` is QUDT's. */
const context = [TD, { mr: 'urn:millrace:vocabulary:', qudt: 'http://qudt.org/schema/qudt/' }]

export const TD_TYPE = 'application/td+json'
export const TM_TYPE = 'application/tm+json'

/** How other models refer to a version. */
export const modelUrn = (key: string, version: string): string => `urn:millrace:thing-model:${key}:${version}`

const withoutNothing = (part: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null && value !== undefined))

/** A version as a Thing Model document (Thing Description 1.1 §9). */
export function modelDocument({
  key,
  version,
  content,
}: {
  key: string
  version: string
  content: ModelContent
}): object {
  const { extends: base, class: equipment, ...said } = content
  return withoutNothing({
    '@context': context,
    '@type': 'tm:ThingModel',
    id: modelUrn(key, version),
    version: { model: version },
    ...said,
    'mr:class': equipment,
    links: base ? [{ rel: 'tm:extends', href: base, type: TM_TYPE }] : undefined,
  })
}

interface Described {
  readonly asset: { readonly id: string; readonly name: string; readonly description?: string }
  readonly model: { readonly key: string; readonly version: string; readonly content: ModelContent }
  readonly resolved: Resolved
  readonly bindings: readonly Binding[]
  /** Where the platform is found, without a slash at the end. */
  readonly publicUrl: string
}

/**
 * The Thing Description of an asset (TD 1.1 §5, derived by §9.4): its properties that have a point, each with the address
 * where its value is read. Who reads needs a token of their own; the document holds none.
 */
export function thingDescription({ asset, model, resolved, bindings, publicUrl }: Described): object {
  const { content, key, version } = model
  const base = `${publicUrl}/api/v1/assets/${asset.id}/properties/`
  const bound = bindings.filter(({ point }) => point !== undefined)
  return withoutNothing({
    '@context': context,
    id: `urn:uuid:${asset.id}`,
    title: asset.name,
    description: asset.description ?? content.description,
    version: { instance: version, model: version },
    'mr:class': content.class,
    securityDefinitions: { bearer: { scheme: 'bearer', in: 'header', name: 'Authorization', format: 'opaque' } },
    security: ['bearer'],
    links: [{ rel: 'type', href: modelUrn(key, version), type: TM_TYPE }],
    properties: Object.fromEntries(
      bound.map(({ property }) => [
        property,
        described(resolved.properties[property] as Property, `${base}${property}`),
      ]),
    ),
  })
}

function described(property: Property, href: string): object {
  const { 'tm:ref': _, 'mr:bind': __, ...said } = property
  const qudt = typeof property.unit === 'string' ? qudtUnit(property.unit) : undefined
  return withoutNothing({
    ...said,
    ...(qudt ? { 'qudt:hasUnit': { '@id': qudt } } : {}),
    // Values are written through POST /points/{id}/writes, which asks more than a Thing Description can say.
    readOnly: true,
    forms: [{ href, op: 'readproperty', contentType: 'application/json' }],
  })
}
