export { Retention, type RetentionOptions } from './Retention';
export {
  DEFAULT_RETENTION_SETTINGS,
  readRetentionSettings,
  type RetentionSettings,
} from './RetentionSettings';
