import type {z} from 'zod'
import type {historySchema, treatmentSchema, undoSchema} from './change-report-schema.ts'

/** What a treatment prints: the plan, and what became of it. */
export type TreatmentReport = z.infer<typeof treatmentSchema>
export type UndoReport = z.infer<typeof undoSchema>
export type HistoryReport = z.infer<typeof historySchema>
