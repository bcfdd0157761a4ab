import { defineFaults } from '@millrace/core'

defineFaults('calibration', {
  parameter_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} to be fitted, saw "{seen}" of the parameter "{name}".',
    remedy: 'Choose parameters of the model, with a start and bounds that its manifest allows.',
  },
  output_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected outputs that are numbers to compare with what was measured, saw {seen} for "{name}".',
    remedy: 'Choose an output that is a number, and a point that measures it.',
  },
  lengths_differ: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected} values of "{name}", one a row, saw {seen}.',
    remedy: 'Give one value and one status for each row.',
  },
  share_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected a share from 0 to {most} to be held back, saw {seen}.',
    remedy: 'Hold back a quarter, unless there is a reason.',
  },
  too_few_rows: {
    blame: 'caller',
    status: 422,
    says: 'Expected at least {expected} rows to fit, of which everything is good, saw {seen}. Left out: {causes}.',
    remedy: 'Choose a longer time, mend what made rows unusable, or free fewer parameters.',
  },
  unsteady: {
    blame: 'caller',
    status: 422,
    says: 'Expected the model to give of the same rows the same again, saw that it gave nothing.',
    remedy: 'Correct what makes its outputs depend on anything but inputs, parameters and state.',
  },
  nothing_told: {
    blame: 'caller',
    status: 422,
    says: 'Expected outputs that change with the free parameters, saw none that does.',
    remedy: 'Free other parameters, or compare another output.',
  },
})
