import {readdirSync} from 'node:fs'
import type {Retold} from './retold.ts'

const folder = new URL('./retold/', import.meta.url)

/** Every incident that is retold, in the order of their ids: one file each. */
export async function retoldIncidents(): Promise<Retold[]> {
  const files = readdirSync(folder).filter(file => /\.[jt]s$/.test(file))
  return Promise.all(files.sort().map(async file => ((await import(new URL(file, folder).href)) as {default: Retold}).default))
}
