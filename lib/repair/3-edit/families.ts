import { addArgument } from './families/add-argument.ts'
import { changeCase } from './families/change-case.ts'
import { changeConstant } from './families/change-constant.ts'
import { changeFlow } from './families/change-flow.ts'
import { changeLoop } from './families/change-loop.ts'
import { changePair } from './families/change-pair.ts'
import { changePattern } from './families/change-pattern.ts'
import { clearEverywhere } from './families/clear-everywhere.ts'
import { copyChanged } from './families/copy-changed.ts'
import { copyStatement } from './families/copy-statement.ts'
import { declareMissing } from './families/declare-missing.ts'
import { dropPart } from './families/drop-part.ts'
import { dropStatement } from './families/drop-statement.ts'
import { editEverywhere } from './families/edit-everywhere.ts'
import { extendCondition } from './families/extend-condition.ts'
import { extendOperand } from './families/extend-operand.ts'
import { fillNull } from './families/fill-null.ts'
import { fillRows } from './families/fill-rows.ts'
import { graftExpression } from './families/graft-expression.ts'
import { insertGuard } from './families/insert-guard.ts'
import { insertStatement } from './families/insert-statement.ts'
import { mirrorStatement } from './families/mirror-statement.ts'
import { mirrorValue } from './families/mirror-value.ts'
import { moveStatement } from './families/move-statement.ts'
import { negate } from './families/negate.ts'
import { normaliseParameter } from './families/normalise-parameter.ts'
import { reorder } from './families/reorder.ts'
import { replaceValue } from './families/replace-value.ts'
import { shiftByOne } from './families/shift-by-one.ts'
import { swapMethod } from './families/swap-method.ts'
import { swapOperator } from './families/swap-operator.ts'
import { swapProperty } from './families/swap-property.ts'
import { swapVariable } from './families/swap-variable.ts'
import { useUnused } from './families/use-unused.ts'
import { wrapExpression } from './families/wrap-expression.ts'
import { wrapRemainder } from './families/wrap-remainder.ts'
import type { Family } from './family.ts'

/** Every idea there is, in the order in which one statement's edits of a tier are tried. */
export const families: readonly Family[] = [
  clearEverywhere,
  dropStatement,
  fillNull,
  declareMissing,
  useUnused,
  swapOperator,
  wrapRemainder,
  negate,
  swapVariable,
  changeConstant,
  shiftByOne,
  reorder,
  swapMethod,
  swapProperty,
  changeCase,
  changeLoop,
  dropPart,
  changeFlow,
  changePattern,
  addArgument,
  mirrorValue,
  mirrorStatement,
  fillRows,
  moveStatement,
  wrapExpression,
  changePair,
  graftExpression,
  editEverywhere,
  extendOperand,
  insertStatement,
  extendCondition,
  insertGuard,
  normaliseParameter,
  copyStatement,
  copyChanged,
  replaceValue,
]
