export * from './DatabaseLedger';
export * from './Ledger';
export { EXECUTION_ENCRYPTED_COLUMNS } from './LedgerCiphers';
