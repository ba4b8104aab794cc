import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {number} from '../../text/units.ts'

export const memoryOutsideAdvice = defineCheck({
  id: 'memory-outside-advice',
  title: 'Memory is outside 512 MB to 1 GB',
  severity: 'info',
  why: 'Memory is also CPU: with less of it each batch takes longer, with more of it each millisecond costs more.',
  needs: ['function'],
  wants: ['logReports'],
  run: ({function: target}, wanted, {thresholds}) => {
    if (target?.managedInstances)
      return undecidable('the advice does not apply to managed instances, where several invocations share the memory')
    const memoryMb = target?.memoryMb ?? null
    if (memoryMb === null || (memoryMb >= thresholds.memoryLowMb && memoryMb <= thresholds.memoryHighMb)) return []
    return [
      fail({
        memoryMb,
        usedMb: maybe(wanted.logReports)?.usedMemoryMaximumMb ?? null,
        advice: memoryMb < thresholds.memoryLowMb ? `below ${thresholds.memoryLowMb} MB` : `above ${thresholds.memoryHighMb} MB`,
      }),
    ]
  },
  say: ({memoryMb, usedMb, advice}) =>
    `The function has ${number(memoryMb)} MB, ${advice}${usedMb === null ? '' : `; it used up to ${number(usedMb)} MB`}.`,
})
