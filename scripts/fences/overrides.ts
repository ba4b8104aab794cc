/** A row of the table of folders in docs/architecture.md. */
export interface Folder {
  /** From the root of the project: `src/checks`. */
  path: string
  /** Folders below src, and packages. */
  mayImport: string[]
  isPure: boolean
}

/** The rows of the table of folders. */
export const foldersOf = (architecture: string): Folder[] =>
  [...architecture.matchAll(/^\| `(src\/[\w/-]+)` \| [^|]* \| ([^|]*) \| ([^|]*)\|$/gm)].map(([, path = '', names = '', kind = '']) => ({
    path,
    mayImport: names === 'nothing' ? [] : names.split(', ').map(name => name.replaceAll('`', '')),
    isPure: kind.trim() === 'pure',
  }))

/** Folders lie at most so deep below src: each depth has its own way up, and so its own rule. */
const depths = 4

const impure = {
  Date: 'Pure code has no clock: take the time from the evidence, format it with text/units.',
  process: 'Pure code reads no environment.',
  console: 'Pure code prints nothing.',
  fetch: 'Pure code reads nothing.',
  setTimeout: 'Pure code does not wait.',
  performance: 'Pure code has no clock.',
}

/** The patterns of the imports that a file so many folders below src may not have; the last that matches counts. */
function refused({path, mayImport}: Folder, depth: number, rows: readonly Folder[]): string[] {
  const up = '../'.repeat(depth)
  const inside = path.slice('src/'.length)
  const isFolder = (name: string): boolean => rows.some(row => row.path === `src/${name}`)
  const nested = rows.map(row => row.path.slice('src/'.length)).filter(name => name.includes('/') && !mayImport.includes(name))
  const within = depth - inside.split('/').length
  return [
    '**',
    '!./**',
    ...Array.from({length: within}, (_, i) => `!${'../'.repeat(i + 1)}**`),
    `${'../'.repeat(within + 1)}**`,
    ...mayImport.flatMap(name => (isFolder(name) ? [`!${up}${name}/**`] : name.endsWith('*') ? [`!${name}`, `!${name}/**`] : [`!${name}`])),
    // A folder with a row of its own is not a part of the folder around it.
    ...nested
      .filter(name => name !== inside)
      .flatMap(name => [`${up}${name}/**`, ...(name.startsWith(`${inside}/`) ? [`./${name.slice(inside.length + 1)}/**`] : [])]),
  ]
}

/** The overrides that hold each folder to its row. */
const overridesOf = (rows: readonly Folder[]): object[] =>
  rows.flatMap(row => {
    const first = row.path.split('/').length - 1
    const apart = rows.filter(({path}) => path.startsWith(`${row.path}/`)).map(({path}) => `!${path}/**`)
    return Array.from({length: depths + 1 - first}, (_, i) => ({
      includes: [`${row.path}/${'*/'.repeat(i)}*.ts`, ...apart],
      linter: {
        rules: {
          style: {
            noRestrictedImports: {
              level: 'error',
              options: {
                patterns: [
                  {
                    group: refused(row, first + i, rows),
                    message: `${row.path} imports ${row.mayImport.join(', ') || 'nothing'} (docs/architecture.md).`,
                  },
                ],
              },
            },
            ...(row.isPure && {noRestrictedGlobals: {level: 'error', options: {deniedGlobals: impure}}}),
          },
        },
      },
    }))
  })

/** The linter's rules on imports as the text of biome.fences.json, which biome.json extends: one line per folder and depth. */
export const fencesOf = (architecture: string): string =>
  `{"overrides": [\n${overridesOf(foldersOf(architecture))
    .map(override => JSON.stringify(override))
    .join(',\n')}\n]}\n`
