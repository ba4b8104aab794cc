import type {z} from 'zod'
import type {changeSchema, historySchema, undoSchema} from './change-report-schema.ts'

/** The output of a change: the plan, and its outcome. */
export type ChangeReport = z.infer<typeof changeSchema>
export type UndoReport = z.infer<typeof undoSchema>
export type HistoryReport = z.infer<typeof historySchema>
