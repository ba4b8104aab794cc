import {readdirSync} from 'node:fs'
import type {Retold} from './retold.ts'

/** The sources, from the project's folder: compiled folders may hold files that are gone. */
const sources = 'test/incidents/retold'

/** Every incident that is retold, in the order of their ids: one file each. */
export async function retoldIncidents(): Promise<Retold[]> {
  const extension = import.meta.url.endsWith('.js') ? '.js' : '.ts'
  const names = readdirSync(sources).sort()
  return Promise.all(
    names.map(async name => {
      const file = new URL(`./retold/${name.replace(/\.ts$/, extension)}`, import.meta.url)
      return ((await import(file.href)) as {default: Retold}).default
    }),
  )
}
