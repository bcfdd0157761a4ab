/** One block of a page in Markdown: as much of it as our own pages use. */
export type Block =
  | { readonly is: 'heading'; readonly level: number; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }

/** Headings, paragraphs and lists; lines that go on belong to what they go on from. */
export function blocksOf(markdown: string): Block[] {
  return markdown
    .split(/\n{2,}|\n(?=#)|(?<=^#.*)\n/m)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Block => {
      const heading = /^(#+) (.+)$/.exec(part)
      if (heading) return { is: 'heading', level: heading[1]!.length, text: heading[2]! }
      if (part.startsWith('- '))
        return {
          is: 'list',
          items: part
            .slice(2)
            .split(/\n- /)
            .map((item) => item.replaceAll(/\s*\n\s*/g, ' ')),
        }
      return { is: 'paragraph', text: part.replaceAll('\n', ' ') }
    })
}

/** Text and code within a line, in turn. */
export const spansOf = (text: string): { readonly is: 'text' | 'code' | 'strong'; readonly text: string }[] =>
  text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('`')
        ? { is: 'code', text: part.slice(1, -1) }
        : part.startsWith('**')
          ? { is: 'strong', text: part.slice(2, -2) }
          : { is: 'text', text: part },
    )
