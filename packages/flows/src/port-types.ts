import type { FlowProgram } from './engine/program.ts'

interface Port {
  readonly node: string
  readonly port: string
}

const keyOf = ({ node, port }: Port): string => `${node}.${port}`

/** What goes by at a port, also at one of a subflow or a component; undefined where there is no such port. */
export function portTypesOf(program: FlowProgram): (port: Port) => 'number' | 'boolean' | 'text' | undefined {
  const types = new Map(
    program.nodes.flatMap(({ typed }) =>
      [...typed.inputs, ...typed.outputs].map(({ face, type }) => [
        keyOf({ node: typed.path, port: face.name }),
        type?.type ?? 'number',
      ]),
    ),
  )
  return (port) => types.get(keyOf(program.through.get(keyOf(port)) ?? port))
}
