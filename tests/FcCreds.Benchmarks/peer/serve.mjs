// node serve.mjs FOLDER READY-FILE: s3rver with one bucket, on any free port, its address in the ready file.
import { renameSync, writeFileSync } from "node:fs";
import S3rver from "s3rver";

const [folder, readyFile] = process.argv.slice(2);
const server = new S3rver({ address: "127.0.0.1", port: 0, directory: folder, silent: true, configureBuckets: [{ name: "bench-objects" }] });
const { port } = await server.run();
writeFileSync(readyFile + ".new", `http://127.0.0.1:${port}`);
renameSync(readyFile + ".new", readyFile);
