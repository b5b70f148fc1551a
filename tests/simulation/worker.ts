import { runErrand, type Errand } from './errand.ts'

/** A worker process of the simulation: plays the seeds that it is handed, and ends when nobody hands it any more. */
process.on('message', (errand: Errand) => {
  void runErrand(errand).then((answer) => process.send?.(answer))
})
process.once('disconnect', () => process.exit(0))
