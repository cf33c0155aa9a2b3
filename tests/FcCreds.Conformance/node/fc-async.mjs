// @alicloud/fc20230330: asynchronous invocation, its configuration, and tasks.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { dara, failure, openApi } from './support.mjs';

const require = createRequire(import.meta.url);
const {
  default: Fc, AsyncConfig, DeleteAsyncInvokeConfigRequest, Destination, DestinationConfig, GetAsyncInvokeConfigRequest, GetAsyncTaskRequest, InvokeFunctionHeaders, InvokeFunctionRequest,
  ListAsyncInvokeConfigsRequest, ListAsyncTasksRequest, PutAsyncInvokeConfigInput, PutAsyncInvokeConfigRequest, StopAsyncTaskRequest,
} = require('@alicloud/fc20230330');

const fc = () => new Fc(openApi());
const name = 'parse-json';
const put = input => fc().putAsyncInvokeConfig(name, new PutAsyncInvokeConfigRequest({ body: new PutAsyncInvokeConfigInput(input) }));
const invoke = (event, headers = {}) => fc().invokeFunctionWithOptions(
  name, new InvokeFunctionRequest({ body: Readable.from([Buffer.from(event)]) }), new InvokeFunctionHeaders({ xFcInvocationType: 'Async', commonHeaders: headers }), new dara.RuntimeOptions({}));

async function ended(taskId) {
  for (;;) {
    const { body } = await fc().getAsyncTask(name, taskId, new GetAsyncTaskRequest({}));
    if (['Succeeded', 'Failed', 'Stopped'].includes(body.status)) return body;
    await sleep(100);
  }
}

export default {
  async 'An async invocation is accepted with 202 and runs afterwards as a task'() {
    await put({ asyncTask: true, maxAsyncRetryAttempts: 0 });
    const accepted = await invoke('{"key": "later"}', { 'x-fc-async-task-id': 'first' });
    assert.equal(accepted.statusCode, 202);
    assert.match(accepted.headers['x-fc-request-id'], /^1-/);
    const task = await ended('first');
    assert.equal(task.status, 'Succeeded');
    assert.equal(task.returnPayload, 'later');
    assert.equal(task.taskPayload, '{"key": "later"}');
    assert.equal(task.requestId, accepted.headers['x-fc-request-id']);
    assert.equal((await failure(() => invoke('{}', { 'x-fc-async-task-id': 'first' }))).statusCode, 409);
  },

  async 'A task whose function raises has failed, and the list of tasks tells both'() {
    await invoke('no json', { 'x-fc-async-task-id': 'second' });
    const task = await ended('second');
    assert.equal(task.status, 'Failed');
    assert.match(task.taskErrorMessage, /UnhandledInvocationError/);
    const { body } = await fc().listAsyncTasks(name, new ListAsyncTasksRequest({ status: 'Failed' }));
    assert.deepEqual(body.tasks.map(one => one.taskId), ['second']);
  },

  async 'A task that waits can be stopped'() {
    await invoke('{"key": 1}', { 'x-fc-async-task-id': 'third', 'x-fc-async-delay': '600' });
    assert.equal((await fc().stopAsyncTask(name, 'third', new StopAsyncTaskRequest({}))).statusCode, 204);
    assert.equal((await ended('third')).status, 'Stopped');
  },

  async 'The configuration is put, told, listed and deleted, and one that cannot be is refused'() {
    const destination = 'acs:fc:cn-hangzhou:1234567890123456:functions/parse-json';
    await put({ maxAsyncRetryAttempts: 1, maxAsyncEventAgeInSeconds: 600, destinationConfig: new DestinationConfig({ onFailure: new Destination({ destination }) }) });
    const { body } = await fc().getAsyncInvokeConfig(name, new GetAsyncInvokeConfigRequest({}));
    assert.ok(body instanceof AsyncConfig);
    assert.deepEqual([body.maxAsyncRetryAttempts, body.maxAsyncEventAgeInSeconds, body.destinationConfig.onFailure.destination], [1, 600, destination]);
    const list = await fc().listAsyncInvokeConfigs(new ListAsyncInvokeConfigsRequest({ functionName: name }));
    assert.equal(list.body.configs.length, 1);
    assert.equal((await failure(() => put({ maxAsyncRetryAttempts: 9 }))).code, 'InvalidArgument');
    const other = new DestinationConfig({ onSuccess: new Destination({ destination: 'acs:mns:cn-hangzhou:1234567890123456:/queues/q/messages' }) });
    assert.equal((await failure(() => put({ destinationConfig: other }))).code, 'NotImplemented');
    await fc().deleteAsyncInvokeConfig(name, new DeleteAsyncInvokeConfigRequest({}));
    assert.equal((await failure(() => fc().getAsyncInvokeConfig(name, new GetAsyncInvokeConfigRequest({})))).statusCode, 404);
  },
};
