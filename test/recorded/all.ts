import {readdirSync} from 'node:fs'
import type {Recordings} from './recording.ts'

/** Every file of `answers`, by its path: a new file needs no line anywhere. */
export async function allRecordings(): Promise<[file: string, recordings: Recordings][]> {
  const folder = new URL('answers/', import.meta.url)
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'))
  return Promise.all(
    files
      .sort()
      .map(
        async file =>
          [file.slice(0, -'.ts'.length), ((await import(new URL(file, folder).href)) as {default: Recordings}).default] as const,
      ),
  ) as Promise<[string, Recordings][]>
}
