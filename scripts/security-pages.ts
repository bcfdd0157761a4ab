// The pages made from library/standards: the threat tables of SECURITY.md and one page for each standard.
import {
  type Evidence,
  type Letter,
  letters,
  type Proof,
  type Standard,
  type ThreatModel,
} from './security-evidence.ts'

const begin = '<!-- threats: made by npm run security from library/standards/threats.json -->'
const end = '<!-- /threats -->'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const link = (up: string, path: string): string => `[${path.split('/').slice(-2).join('/')}](${up}${path})`
const proofText = (up: string, proof: Proof): string =>
  'drill' in proof ? `drill \`${proof.drill}\`` : `“${cell(proof.title)}” ${link(up, proof.file)}`
const list = (rows: readonly string[]): string => (rows.length === 0 ? '—' : rows.join('<br>'))
const tally = <State extends string>(rows: readonly { state: State }[], states: readonly State[]): string =>
  states.map((state) => `${rows.filter((row) => row.state === state).length} ${state}`).join(', ')

/** All arrows with their rows, as markdown. */
function threatTables({ arrows, threats }: ThreatModel): string {
  const parts = arrows.map(({ id, from, to, none }) => {
    const rows = threats.filter((threat) => threat.arrow === id)
    const lines = rows.map(
      ({ id: row, stride, what, how, control, tests, state, why, issue }) =>
        `| ${row} | ${stride} | ${cell(what)} | ${cell(how)} ${control.map((path) => link('', path)).join(' ')} | ${list(
          tests.map((proof) => proofText('', proof)),
        )} | **${state}**${why ? `: ${cell(why)}` : ''}${issue ? ` (${cell(issue)})` : ''} |`,
    )
    const never = (Object.keys(letters) as Letter[])
      .filter((letter) => none?.[letter])
      .map((letter) => `${letter}: ${none?.[letter]}`)
    return `### ${from} → ${to}

| id | | what happens | control | test | state |
|---|---|---|---|---|---|
${lines.join('\n')}
${never.length > 0 ? `\nNot here: ${never.join(' ')}\n` : ''}`
  })
  return `${threats.length} threats on ${arrows.length} arrows: ${tally(threats, ['held', 'accepted', 'open'])}.
${(Object.keys(letters) as Letter[]).map((letter) => `${letter} ${letters[letter]}`).join(' · ')}.

${parts.join('\n')}`
}

/** SECURITY.md with its tables made anew; undefined when it has no place for them. */
export function securityPage(page: string, model: ThreatModel): string | undefined {
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) return undefined
  return `${page.slice(0, from)}${begin}\n\n${threatTables(model)}\n${page.slice(to)}`
}

/** The page of one standard. */
export function standardPage(name: string, { standard, title, sources, chapters, requirements }: Standard): string {
  const levels = requirements.some((row) => row.claim !== undefined)
  const parts = chapters.map(({ id, title: of }) => {
    const lines = requirements
      .filter((row) => row.id.startsWith(`${id}.`))
      .map(
        (row) =>
          `| ${row.id}${row.verified ? '' : ' *'} | ${row.zh ? `${row.zh}<br>` : ''}${cell(row.title)} |${
            levels ? ` ${row.from} | ${row.claim} |` : ''
          } **${row.state}**${row.why ? `: ${cell(row.why)}` : ''} | ${cell(row.capability)} ${row.control
            .map((path) => link('../../', path))
            .join(' ')} | ${list(row.tests.map((proof) => proofText('../../', proof)))} |`,
      )
    return `## ${id} ${of}

| id | title |${levels ? ' asked from SL | our SL-C |' : ''} state | capability and control | test |
|---|---|${levels ? '---|---|' : ''}---|---|---|
${lines.join('\n')}
`
  })
  return `# ${standard}: ${title}

Self-assessed, not certified. ${requirements.length} requirements: ${tally(requirements, ['met', 'partly', 'not', 'outside'])}.
Titles are short names; the text of the standard is its publisher's. \`*\`: number or title from memory, not seen in a source.
This page is made by \`npm run security\` from [library/standards/${name}.json](../../library/standards/${name}.json).

${sources.map(({ says, verified }) => `- ${says}${verified ? '' : ' (from memory)'}`).join('\n')}

${parts.join('\n')}`
}

/** Every generated page by its path; a page without a place for its tables is undefined. */
export function pages({ model, standards }: Evidence, security: string): Map<string, string | undefined> {
  return new Map<string, string | undefined>([
    ['SECURITY.md', securityPage(security, model)],
    ...standards.map(({ name, standard }) => [`docs/security/${name}.md`, standardPage(name, standard)] as const),
  ])
}
