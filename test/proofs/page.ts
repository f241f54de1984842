/** See page.mjs: proofs that run as plain Node write their sections too. */
export { bound, commit, ROOT, writeSection } from './page.mjs';
