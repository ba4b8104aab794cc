import {existsSync} from 'node:fs'
import type {Report} from '../../model/report/report.ts'
import {UserError} from '../../model/user-error.ts'
import {checkWritable, readText, writeWhole} from '../output/files.ts'

interface BaselineFlags {
  baseline?: string | undefined
  'update-baseline': boolean
}

/** Compares with the baseline that the flags name, and writes it again when they say so. Read before AWS is asked, so that a bad file costs nothing. */
export async function openBaseline(flags: BaselineFlags): Promise<(report: Report) => Report> {
  const {baseline: file} = flags
  if (file === undefined) return report => report
  const [{baselineText, parseBaseline}, {compareWithBaseline, updatedBaseline}] = await Promise.all([
    import('../../config/baseline.ts'),
    import('../../use-cases/fleet/baseline.ts'),
  ])
  if (flags['update-baseline']) checkWritable(file)
  else if (!existsSync(file)) throw new UserError('E_BASELINE', `There is no baseline ${file}.`, ['Create it: add --update-baseline once.'])
  const entries = existsSync(file) ? parseBaseline(readText(file), file) : []
  if (!flags['update-baseline']) return report => compareWithBaseline(report, entries)
  return report => {
    const updated = updatedBaseline(report, entries)
    writeWhole(file, baselineText(updated))
    return compareWithBaseline(report, updated)
  }
}
