import type { apiDocument } from '@millrace/server'

const names = { scenario: 'appScenarios', stage: 'appStages', reach: 'appReaches', has: 'appParts' } as const

/** The closed lists by which apps are found, as values: types alone cannot be shown as choices. */
export function appLists(document: ReturnType<typeof apiDocument>): string {
  const { paths } = document as unknown as {
    paths: Record<string, { get?: { parameters: { name: string; schema: { enum?: string[] } }[] } }>
  }
  const parameters = paths['/api/v1/apps']?.get?.parameters ?? []
  return Object.entries(names)
    .map(([parameter, name]) => {
      const values = parameters.find((one) => one.name === parameter)?.schema.enum ?? []
      if (values.length === 0) throw new Error(`GET /apps has no list for ${parameter}`)
      return `export const ${name} = [\n${values.map((value) => `  '${value}',\n`).join('')}] as const\n`
    })
    .join('\n')
}
