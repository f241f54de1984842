export default async function tearDown() {
  for (const step of globalThis.throwAway ?? []) await step();
}
