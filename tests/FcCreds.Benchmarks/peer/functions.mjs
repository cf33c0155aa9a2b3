// node functions.mjs READY-FILE: the functions framework with an empty function, on any free port, its address in the ready file.
import { renameSync, writeFileSync } from "node:fs";
import { http } from "@google-cloud/functions-framework";
import { getTestServer } from "@google-cloud/functions-framework/testing";

const [readyFile] = process.argv.slice(2);
http("empty", (request, response) => response.send(""));
const server = getTestServer("empty");
server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => {
  writeFileSync(readyFile + ".new", `http://127.0.0.1:${server.address().port}`);
  renameSync(readyFile + ".new", readyFile);
});
