// node run.mjs FILE: runs each scenario of FILE and prints one JSON line for it, so that every scenario is a test of its own.
const { default: scenarios } = await import(new URL(process.argv[2], import.meta.url));
for (const [name, run] of Object.entries(scenarios)) {
  let problem = null;
  try {
    await run();
  } catch (error) {
    problem = `${error?.stack ?? error}`;
  }
  console.log(JSON.stringify({ name, problem }));
}
process.exit(0);
