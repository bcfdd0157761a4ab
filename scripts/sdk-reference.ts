import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const source = join(import.meta.dirname, '../packages/sdk/src')

/** A class of the face, with its public members. */
interface Face {
  readonly words: string
  readonly members: readonly string[]
}

const wordsOf = (node: ts.Node): string => {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return (ts.getTextOfJSDocComment(doc?.comment) ?? '')
    .replace(/\{@link (?:\w+\.)?(\w+)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
}

const isHidden = (member: ts.ClassElement): boolean =>
  !member.name ||
  ts.isPrivateIdentifier(member.name) ||
  ts.getCombinedModifierFlags(member) === ts.ModifierFlags.Private

const line = (call: string, words: string): string => `- \`${call.replace(/\s+/g, ' ')}\`${words ? ` ${words}` : ''}`

function memberOf(member: ts.ClassElement, file: ts.SourceFile): string | undefined {
  if (isHidden(member)) return undefined
  const name = (member.name as ts.Identifier).getText(file)
  if (ts.isMethodDeclaration(member)) {
    const given = member.parameters.map((one) => one.getText(file)).join(', ')
    const type = member.type ? `: ${member.type.getText(file)}` : ''
    return line(`${name}(${given})${type}`, wordsOf(member))
  }
  if (!ts.isPropertyDeclaration(member)) return undefined
  const made = member.initializer
  if (made && ts.isCallExpression(made) && made.expression.getText(file) === 'listOf') {
    const [query = '', item = ''] = made.typeArguments?.map((one) => one.getText(file)) ?? []
    return line(`${name}: List<${query}, ${item}>`, wordsOf(member))
  }
  return member.type ? line(`${name}: ${member.type.getText(file)}`, wordsOf(member)) : undefined
}

function facesOf(): Map<string, Face> {
  const faces = new Map<string, Face>()
  for (const name of readdirSync(source).filter((one) => /^[a-z-]+\.ts$/.test(one))) {
    const file = ts.createSourceFile(name, readFileSync(join(source, name), 'utf8'), ts.ScriptTarget.Latest, true)
    file.forEachChild((node) => {
      if (!ts.isClassDeclaration(node) || !node.name || !/(?:Api|Client|Fault)$/.test(node.name.text)) return
      const members = node.members.map((one) => memberOf(one, file)).filter((one) => one !== undefined)
      faces.set(node.name.text, { words: wordsOf(node), members })
    })
  }
  return faces
}

/** The page of every class of the TypeScript SDK, from its sources. */
export function sdkReference(): string {
  const faces = facesOf()
  const first = ['MillraceClient', 'PlantApi', 'PlatformFault']
  const names = [...first, ...[...faces.keys()].filter((one) => !first.includes(one)).toSorted()]
  const parts = names.map((name) => {
    const { words, members } = faces.get(name) as Face
    return [`## ${name}`, '', words, '', ...members, ''].join('\n')
  })
  return [
    '# The TypeScript SDK: every method',
    '',
    'From the sources of packages/sdk by `npm run sdk`; never edited. How it is used: [packages/sdk](../packages/sdk/README.md).',
    'A `MillraceClient` is a `PlantApi` as well. A `List` is called for one page, and its `all(query?, signal?)` walks every item.',
    'Types that are not told here are those of the API, at `/openapi.json` of each platform, and typed in the package.',
    '',
    ...parts,
  ].join('\n')
}
