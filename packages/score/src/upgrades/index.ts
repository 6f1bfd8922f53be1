export type { Upgrades } from './upgradeList';
export { upgradeWorkload } from './upgradeWorkload';
