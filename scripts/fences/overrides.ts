/** A row of the table of folders in docs/architecture.md. */
export interface Folder {
  /** From the root of the project: `src/checks`, `packages/lab/src`. */
  path: string
  /** Folders beside it, and packages. `#lab` is the entrance of packages/lab. */
  mayImport: string[]
  isPure: boolean
}

/** The rows of the table of folders. */
export const foldersOf = (architecture: string): Folder[] =>
  [...architecture.matchAll(/^\| `((?:src|packages)\/[\w/-]+)` \| [^|]* \| ([^|]*) \| ([^|]*)\|$/gm)].map(
    ([, path = '', names = '', kind = '']) => ({
      path,
      mayImport: names === 'nothing' ? [] : names.split(', ').map(name => name.replaceAll('`', '')),
      isPure: kind.trim() === 'pure',
    }),
  )

/** Files lie at most in so many folders, one below the other, that of the row included: each has its own way up, and so its own rule. */
const depths = 4

const impure = {
  Date: 'Pure code has no clock: take the time from the evidence, format it with text/units.',
  process: 'Pure code reads no environment.',
  console: 'Pure code prints nothing.',
  fetch: 'Pure code reads nothing.',
  setTimeout: 'Pure code does not wait.',
  performance: 'Pure code has no clock.',
}

/** The patterns of the imports that a file so many folders below its row may not have; the last that matches counts. */
function refused({path, mayImport}: Folder, within: number, rows: readonly Folder[]): string[] {
  const top = path.slice(0, path.indexOf('/') + 1)
  const inside = path.slice(top.length)
  const up = '../'.repeat(within + inside.split('/').length)
  const besides = rows.filter(row => row.path.startsWith(top)).map(row => row.path.slice(top.length))
  const nested = besides.filter(name => name.includes('/') && !mayImport.includes(name))
  return [
    '**',
    '!./**',
    ...Array.from({length: within}, (_, i) => `!${'../'.repeat(i + 1)}**`),
    `${'../'.repeat(within + 1)}**`,
    ...mayImport.flatMap(name =>
      besides.includes(name) ? [`!${up}${name}/**`] : name.endsWith('*') ? [`!${name}`, `!${name}/**`] : [`!${name}`],
    ),
    // A folder with a row of its own is not a part of the folder around it.
    ...nested
      .filter(name => name !== inside)
      .flatMap(name => [`${up}${name}/**`, ...(name.startsWith(`${inside}/`) ? [`./${name.slice(inside.length + 1)}/**`] : [])]),
  ]
}

/** The overrides that hold each folder to its row. */
const overridesOf = (rows: readonly Folder[]): object[] =>
  rows.flatMap(row => {
    const apart = rows.filter(({path}) => path.startsWith(`${row.path}/`)).map(({path}) => `!${path}/**`)
    return Array.from({length: depths}, (_, i) => ({
      includes: [`${row.path}/${'*/'.repeat(i)}*.ts`, ...apart],
      linter: {
        rules: {
          style: {
            noRestrictedImports: {
              level: 'error',
              options: {
                patterns: [
                  {
                    group: refused(row, i, rows),
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
