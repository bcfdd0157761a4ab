import { engines, modules, rooms } from './architecture.mjs'

const inside = (folder) => `^${folder}/`
const anyOf = (folders) => folders.map(inside).join('|')
const names = Object.keys(rooms)

const roomRules = names.map((name) => {
  const room = rooms[name]
  const allowed = [name, ...room.uses].map((use) => rooms[use].folder)
  return {
    name: `room-${name}`,
    comment: `${name} may enter only: ${room.uses.join(', ') || 'nothing of ours'} (architecture.mjs)`,
    severity: 'error',
    from: { path: inside(room.folder) },
    to: { path: anyOf(names.map((other) => rooms[other].folder)), pathNot: anyOf(allowed) },
  }
})

const doorRules = names.map((name) => ({
  name: `door-${name}`,
  comment: `${name} is entered through its index alone`,
  severity: 'error',
  from: { path: '^(packages|demo|bench|tests)/', pathNot: `${inside(rooms[name].folder)}|\\.test\\.tsx?$|^tests/` },
  to: {
    path: inside(rooms[name].folder),
    pathNot: `^${rooms[name].folder}/(src/(index|entry|attacks|audit|backup|bench|cells|fuzzers|profiles|testing)\\.ts|dist/(index|entry|attacks|audit|backup|bench|cells|fuzzers|profiles|testing)\\.(js|d\\.ts)|openapi\\.json)$`,
  },
}))

const engineRules = Object.entries(engines).map(([engine, folders]) => ({
  name: `engine-${engine.replace(/[@/]/g, '-').replace(/^-/, '')}`,
  comment: `${engine} is imported in ${folders.join(', ')} alone`,
  severity: 'error',
  from: { pathNot: `${anyOf(folders)}|^(tests|scripts)/|\\.test\\.tsx?$` },
  to: { path: `node_modules/${engine}/` },
}))

const modulesAt = 'packages/server/src/modules'
const moduleRules = Object.entries(modules).flatMap(([name, uses]) => [
  {
    name: `module-${name}`,
    comment: `module ${name} may use only: ${uses.join(', ') || 'none'} (architecture.mjs)`,
    severity: 'error',
    from: { path: inside(`${modulesAt}/${name}`), pathNot: '\\.test\\.ts$' },
    to: { path: `^${modulesAt}/[^/]+/`, pathNot: [name, ...uses].map((use) => `^${modulesAt}/${use}/`).join('|') },
  },
  {
    name: `module-door-${name}`,
    comment: `module ${name} is entered through its index.ts (module.ts by the platform)`,
    severity: 'error',
    from: { path: '^packages/server/src/', pathNot: `${inside(`${modulesAt}/${name}`)}|\\.test\\.ts$` },
    to: { path: inside(`${modulesAt}/${name}`), pathNot: `^${modulesAt}/${name}/(index|module|tables)\\.ts$` },
  },
])

const insideModule = [
  {
    name: 'routes-know-no-tables',
    comment: 'routes → service → store → tables',
    severity: 'error',
    from: { path: `^${modulesAt}/[^/]+/routes\\.ts$` },
    to: { path: `^${modulesAt}/[^/]+/(tables|store)\\.ts$` },
  },
  {
    name: 'service-knows-no-http',
    severity: 'error',
    comment: 'a service holds the rules of the domain, no HTTP',
    from: { path: `^${modulesAt}/[^/]+/service\\.ts$` },
    to: { path: '^packages/server/src/http/|/routes\\.ts$' },
  },
  {
    name: 'the-way-knows-no-module',
    severity: 'error',
    comment: 'ingest and live state what they need; the platform passes it in',
    from: { path: '^packages/server/src/(ingest|live)/', pathNot: '\\.test\\.ts$' },
    to: { path: '^packages/server/src/(modules|http|database)/' },
  },
]

export default {
  forbidden: [
    { name: 'no-circle', comment: 'no circles, types included', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-test',
      comment: 'shipped code imports no test',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^tests/' },
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'declared',
      comment: 'what is imported stands in the package.json of the package',
      severity: 'error',
      // Pages of the template find millrace.js beside them where they are served, and the shell of millrace app dev the frame's modules.
      from: { path: '^(packages|demo|bench)/', pathNot: '^packages/(apps/template|cli/shell)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    ...roomRules,
    ...doorRules,
    ...engineRules,
    ...moduleRules,
    ...insideModule,
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|/generated/|/.cache/' },
  },
}
