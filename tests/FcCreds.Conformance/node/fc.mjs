// @alicloud/fc20230330: the FC 3.0 product SDK, ACS3 over ROA paths.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { bystander, dara, failure, openApi, text } from './support.mjs';

const require = createRequire(import.meta.url);
const { default: Fc, InvokeFunctionRequest, InvokeFunctionHeaders, ListFunctionsRequest, GetFunctionRequest } = require('@alicloud/fc20230330');

const client = keys => new Fc(openApi(keys));
const invoke = (name, event, { headers = {}, keys } = {}) => client(keys).invokeFunctionWithOptions(
  name,
  new InvokeFunctionRequest({ body: Readable.from([Buffer.from(event)]) }),
  new InvokeFunctionHeaders(headers),
  new dara.RuntimeOptions({ readTimeout: 60_000 }));

export default {
  async 'InvokeFunction answers the handler result and the X-Fc headers'() {
    const reply = await invoke('parse-json', '{"key": "value"}', { headers: { xFcLogType: 'Tail' } });
    assert.equal(reply.statusCode, 200);
    assert.equal(await text(reply.body), 'value');
    assert.match(reply.headers['x-fc-request-id'], /^1-[0-9a-f]{8}-/);
    assert.equal(reply.headers['x-fc-error-type'], undefined);
    assert.match(Buffer.from(reply.headers['x-fc-log-result'], 'base64').toString(), /FC Invoke Start RequestId: 1-/);
  },

  async 'A handler that raises is 200 with X-Fc-Error-Type'() {
    const reply = await invoke('parse-json', 'not json');
    assert.equal(reply.statusCode, 200);
    assert.equal(reply.headers['x-fc-error-type'], 'UnhandledInvocationError');
    const error = JSON.parse(await text(reply.body));
    assert.equal(error.errorType, 'JSONDecodeError');
    assert.ok(Array.isArray(error.stackTrace));
  },

  async 'GetFunction and ListFunctions describe the function'() {
    const { body } = await client().getFunction('parse-json', new GetFunctionRequest({}));
    assert.equal(body.functionName, 'parse-json');
    assert.equal(body.runtime, 'python3.10');
    assert.equal(body.handler, 'index.handler');
    const list = await client().listFunctions(new ListFunctionsRequest({}));
    assert.ok(list.body.functions.some(f => f.functionName === 'parse-json'));
  },

  async 'A function that does not exist is FunctionNotFound'() {
    const error = await failure(() => client().getFunction('nobody', new GetFunctionRequest({})));
    assert.equal(error.code, 'FunctionNotFound');
    assert.equal(error.statusCode, 404);
  },

  async 'A user without permission is denied'() {
    const error = await failure(() => invoke('parse-json', '{}', { keys: bystander }));
    assert.equal(error.code, 'AccessDenied');
    assert.equal(error.statusCode, 403);
  },
};
