/** The store of outputs of active resources: key is the uid of the ledger row, property the output. */
export const LEDGER_STORE = 'ledger';
/** The store of secrets among the values of applications: key is the uid of the value's version. */
export const VALUES_STORE = 'values';
