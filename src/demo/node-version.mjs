/** Imported first: an older Node would fail on something that tells nobody what is wrong. */
const OLDEST = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(`需要 Node.js ${OLDEST.join('.')} 或更高版本，当前是 ${process.versions.node}。请升级后重试：https://nodejs.org/`);
  process.exit(1);
}
