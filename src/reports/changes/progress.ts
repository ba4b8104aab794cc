import type {Progress} from '../../model/progress.ts'
import {duration} from '../../text/units.ts'
import {pageOf, type Style} from '../text/style.ts'
import {hang} from '../text/wrap.ts'

/** One line of progress. A repeated line about waiting is shown only where it can replace the last one. */
export function progressLine(progress: Progress, style: Style): string {
  const page = pageOf(style)
  return hang('  ', page.text(words(progress)), page.prose).join('\n')
}

function words(progress: Progress): string {
  switch (progress.kind) {
    case 'calling':
      return `${progress.title} (${progress.action}) …`
    case 'waiting':
      return `${progress.title}: ${progress.state}, ${duration(progress.seconds)}`
    case 'retrying':
      return `${progress.title}: ${progress.why}. Reading the current state …`
    case 'done':
      return progress.already ? `${progress.title}: already done.` : `${progress.title}: done after ${duration(progress.seconds)}.`
    case 'guarding':
      return `Guard: ${duration(progress.seconds)} of ${duration(progress.of)}. ${progress.words}`
    case 'note':
      return progress.text
  }
}
