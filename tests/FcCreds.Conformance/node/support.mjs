// What every scenario shares: where the server is, the keys of its configuration, and the official clients made for it.
import { createRequire } from 'node:module';
import { randomBytes } from 'node:crypto';

const require = createRequire(import.meta.url);

export const OSS = require('ali-oss');
export const { $OpenApiUtil } = require('@alicloud/openapi-core');
export const dara = require('@darabonba/typescript');

const url = new URL(process.env.FCCREDS_TEST_URL ?? 'http://127.0.0.1:8280');
export const host = url.host;
export const port = url.port;
export const account = '1234567890123456';
export const region = 'oss-cn-hangzhou';

export const tester = { accessKeyId: 'LTAI5tFcCredsConformance', accessKeySecret: 'conformance-secret-0123456789' };
export const admin = { accessKeyId: 'LTAI5tFcCredsAdmin000000', accessKeySecret: 'admin-secret-0123456789' };
export const bystander = { accessKeyId: 'LTAI5tFcCredsBystander00', accessKeySecret: 'bystander-secret-0123456789' };

export const roleArn = name => `acs:ram::${account}:role/${name}`;
export const uniqueName = kind => `${kind}-${randomBytes(4).toString('hex')}`;
export const uniqueBucket = () => `conformance-${randomBytes(6).toString('hex')}`;

/** An ali-oss client; `localhost` with sldEnable is how it is told to use path style. */
export const oss = (options = {}) =>
  new OSS({ ...tester, region, endpoint: `http://localhost:${port}`, sldEnable: true, timeout: 20_000, ...options });

/** Configuration of a generated product SDK (ACS3 signatures) pointed at the server. */
export const openApi = (keys = tester, more = {}) =>
  new $OpenApiUtil.Config({ ...keys, protocol: 'HTTP', endpoint: host, regionId: 'cn-hangzhou', ...more });

export const stsCredentials = c => ({ accessKeyId: c.accessKeyId, accessKeySecret: c.accessKeySecret, stsToken: c.securityToken });

/** Runs the action, which must fail, and hands back its error. */
export async function failure(action) {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error('expected a refusal, got success');
}

export async function text(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
