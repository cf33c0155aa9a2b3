// @alicloud/ram20150501 as the administrator of the account, and what the scenarios of RAM share.
import { createRequire } from 'node:module';
import { account, admin, openApi } from './support.mjs';

const require = createRequire(import.meta.url);
export const Ram = require('@alicloud/ram20150501');

/** The client's own method for an operation, called with plain fields; answers the body. */
export async function ram(operation, fields = {}, keys = admin) {
  const client = new Ram.default(openApi(keys));
  const method = client[operation[0].toLowerCase() + operation.slice(1)];
  const Request = Ram[`${operation}Request`];
  return (await (Request ? method.call(client, new Request(fields)) : method.call(client))).body;
}

export const trustAccount = JSON.stringify({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [`acs:ram::${account}:root`] } }],
});

export const allowing = (...actions) => JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

/** A user with a key of their own. */
export async function userWithKey(userName) {
  await ram('CreateUser', { userName });
  const { accessKey } = await ram('CreateAccessKey', { userName });
  return { accessKeyId: accessKey.accessKeyId, accessKeySecret: accessKey.accessKeySecret };
}
